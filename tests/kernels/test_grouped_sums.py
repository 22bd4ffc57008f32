"""Rows by group, against a plain dictionary."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.kernels.grouped_sums import group_rows


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(st.integers(-2, 6), max_size=60), st.integers(7, 9))
def test_each_group_has_its_rows_in_order(groups, size):
    """Negative groups are none; empty groups have no rows."""
    first, rows = group_rows(np.array(groups, dtype=np.int64), size)
    wanted = {g: [row for row, each in enumerate(groups) if each == g] for g in range(size)}
    assert {g: rows[first[g] : first[g + 1]].tolist() for g in range(size)} == wanted
    assert first[0] == 0
    assert first[-1] == len(rows)
