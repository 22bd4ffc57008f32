"""Parts of a network: those of the plain definition, that each reaches the other."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.kernels.components import strong_parts


@settings(derandomize=True, max_examples=150, deadline=None)
@given(st.integers(1, 9), st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=20))
def test_two_nodes_are_in_one_part_when_each_reaches_the_other(n, edges):
    """The closure of the edges says who reaches whom; loops, twins and lone nodes are there."""
    edges = sorted((a % n, b % n) for a, b in edges)
    reach = np.eye(n, dtype=bool)
    for a, b in edges:
        reach[a, b] = True
    for k in range(n):
        reach |= reach[:, k : k + 1] & reach[k]
    tails, heads = (np.array([e[i] for e in edges], np.int64) for i in (0, 1))
    starts = np.concatenate([[0], np.cumsum(np.bincount(tails, minlength=n))]).astype(np.int64)
    part = strong_parts(starts, heads.astype(np.int32))
    assert ((part[:, None] == part) == (reach & reach.T)).all()
    assert set(part.tolist()) == set(range(part.max() + 1))
