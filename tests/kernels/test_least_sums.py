"""The compiled search agrees with an obvious one: relax every edge until nothing changes."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.kernels.least_sums import least_sums


def by_relaxing(n, edges, source):
    """Bellman and Ford's way: slow, with no heap to get wrong."""
    best = [float("inf")] * n
    best[source] = 0.0
    for _ in range(n):
        for a, b, cost in edges:
            best[b] = min(best[b], best[a] + cost)
    return best


@st.composite
def networks(draw):
    n = draw(st.integers(1, 12))
    node = st.integers(0, n - 1)
    cost = st.integers(0, 9).map(float)
    return n, draw(st.lists(st.tuples(node, node, cost), max_size=40))


@settings(derandomize=True, max_examples=300, deadline=None)
@given(networks(), st.one_of(st.just(np.inf), st.integers(0, 15).map(float)))
def test_it_finds_what_relaxing_every_edge_finds(network, limit):
    """From all nodes to all, loops, doubled edges, edges without cost and parts apart among them."""
    n, edges = network
    edges = sorted(edges)
    starts = np.searchsorted([a for a, _, _ in edges], np.arange(n + 1)).astype(np.int64)
    ends = np.array([b for _, b, _ in edges], np.int32)
    costs = np.array([c for _, _, c in edges], np.float64)
    every = np.arange(n)
    found = least_sums(starts, ends, costs, every, every, limit=limit)
    slow = np.array([by_relaxing(n, edges, i) for i in every])
    assert np.array_equal(found, np.where(slow <= limit, slow, np.inf))
    assert np.array_equal(
        found, least_sums(starts, ends, costs, every, every, limit=limit, threads=1)
    )
