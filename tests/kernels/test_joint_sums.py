"""The compiled chance of two sums agrees with every outcome counted."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.kernels.joint_sums import joint_sums

PART = st.lists(st.integers(0, 9), min_size=1, max_size=6).filter(any)


@settings(derandomize=True, max_examples=150, deadline=None)
@given(PART, PART, PART, st.lists(st.tuples(*[st.integers(-4, 14)] * 2), max_size=6))
def test_it_counts_every_outcome(shared, one, other, limits):
    """Three dice with any sides: the share of throws in which both sums stay within their limits."""
    parts = [np.array(each, float) / sum(each) for each in (shared, one, other)]
    below = [np.concatenate([[0.0], np.cumsum(each)]) for each in parts[1:]]
    first, second = (np.array([each[k] for each in limits], np.int64) for k in (0, 1))
    chances = joint_sums(parts[0], *below, first, second)
    for chance, (a, b) in zip(chances, limits, strict=True):
        throws = product(*(enumerate(each) for each in parts))
        expected = sum(p * q * r for (x, p), (y, q), (z, r) in throws if x + y <= a and x + z <= b)
        assert chance == pytest.approx(expected)
