"""The hierarchy agrees with a search of the standard library's heap, and after closures with a new one."""

from heapq import heappop, heappush

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sulh.kernels.elimination import eliminate
from sulh.kernels.hierarchy import build_hierarchy, price, reprice, sum_table
from sulh.kernels.sweeps import BLOCK, LANES, part_above

INF = float("inf")


def by_heap(n, edges, source):
    """Dijkstra's search as the textbooks have it."""
    best, heap = {source: 0.0}, [(0.0, source)]
    while heap:
        here, node = heappop(heap)
        if here > best[node]:
            continue
        for tail, head, cost in edges:
            if tail == node and here + cost < best.get(head, INF):
                best[head] = here + cost
                heappush(heap, (best[head], head))
    return [best.get(node, INF) for node in range(n)]


def as_arrays(n, edges):
    starts = np.searchsorted([a for a, _, _ in edges], np.arange(n + 1)).astype(np.int64)
    return (
        starts,
        np.array([b for _, b, _ in edges], np.int32),
        np.array([c for *_, c in edges], np.float64),
    )


@st.composite
def networks(draw):
    """Islands, one-way roads, parallel roads, loops, roads that take no time, closed roads."""
    n = draw(st.integers(1, 14))
    node = st.integers(0, n - 1)
    cost = st.one_of(st.integers(0, 9).map(float), st.just(INF))
    edges = draw(st.lists(st.tuples(node, node, cost), max_size=45))
    twoway = draw(st.booleans())
    edges += [(b, a, cost) for a, b, cost in edges] if twoway else []
    return n, sorted(edges)


@settings(derandomize=True, max_examples=400, deadline=None)
@given(networks(), st.data())
@example((1, []), None)
@example((3, [(0, 0, 1.0), (1, 1, INF)]), None)
def test_tables_are_those_of_a_plain_search_before_and_after_changes(network, data):
    """Every pair, with costs that are whole numbers, so that sums are exact; then some edges change."""
    n, edges = network
    starts, ends, costs = as_arrays(n, edges)
    ways, every = build_hierarchy(starts, ends), np.arange(n)
    first = price(ways, costs)
    assert np.array_equal(
        sum_table(ways, first, every, every), [by_heap(n, edges, i) for i in every]
    )
    if data is None or not edges:
        return
    position = st.integers(0, len(edges) - 1)
    changes = np.array(data.draw(st.lists(position, min_size=1, max_size=6)), np.int64)
    new = costs.copy()
    for i in changes:
        new[i] = data.draw(st.sampled_from([INF, 0.0, 1.0, 3.0, 20.0]))
    again, whole = reprice(ways, first, new, changes), price(ways, new)
    assert np.array_equal(again.up, whole.up)
    assert np.array_equal(again.down, whole.down)
    edges = [(a, b, cost) for (a, b, _), cost in zip(edges, new, strict=True)]
    table = sum_table(ways, again, every, every)
    assert np.array_equal(table, [by_heap(n, edges, i) for i in every])
    assert np.array_equal(first.up, price(ways, costs).up), "the old costs stay as they are"


def a_grid(side, seed):
    rng = np.random.default_rng(seed)
    edges = []
    for i in range(side * side):
        for j in (i + 1, i + side):
            if j < side * side and (j != i + 1 or j % side) and rng.random() < 0.9:
                cost = float(rng.integers(1, 50))
                edges += [(i, j, cost), (j, i, cost + float(rng.integers(0, 3)))]
    return side * side, sorted(edges)


@pytest.mark.parametrize("threads", [1, 2, None])
def test_more_sources_than_lanes_doubled_and_in_any_order(threads):
    """A source or a target may stand in a list twice; the table keeps the order of the lists."""
    n, edges = a_grid(12, 3)
    starts, ends, costs = as_arrays(n, edges)
    rng = np.random.default_rng(4)
    sources = rng.integers(0, n, 2 * LANES + 5)
    targets = rng.integers(0, n, 40)
    ways = build_hierarchy(starts, ends)
    table = sum_table(ways, price(ways, costs), sources, targets, threads=threads)
    for row, source in zip(table, sources, strict=True):
        assert np.array_equal(row, np.array(by_heap(n, edges, int(source)))[targets])


@pytest.mark.parametrize("n", [3, 4, 5, 9, 14])
def test_nodes_that_are_swept_together(n):
    """Everybody is everybody's neighbour, some ways are shut or lead one way only: blocks of four and a rest."""
    rng = np.random.default_rng(n)
    edges = sorted(
        (i, j, float(rng.choice([INF, *rng.integers(1, 90, 4)])))
        for i in range(n)
        for j in range(n)
        if i != j and rng.random() < 0.7 + 0.3 * (i < j)
    )
    starts, ends, costs = as_arrays(n, edges)
    ways, every = build_hierarchy(starts, ends), np.arange(n)
    table = sum_table(ways, price(ways, costs), every, every)
    assert np.array_equal(table, [by_heap(n, edges, i) for i in every])
    order = ways.order
    part = part_above(order.starts, order.ends, price(ways, costs).up, every)
    assert (part.cuts[0], part.cuts[-1]) == (n, 0)
    assert np.diff(part.cuts[::-1]).max() == min(n, BLOCK)


def test_empty_lists_give_empty_tables():
    """No source, or no target: a table without rows, or without columns."""
    n, edges = a_grid(3, 1)
    starts, ends, costs = as_arrays(n, edges)
    ways = build_hierarchy(starts, ends)
    some, none = np.arange(2), np.empty(0, np.int64)
    assert sum_table(ways, price(ways, costs), none, some).shape == (0, 2)
    assert sum_table(ways, price(ways, costs), some, none).shape == (2, 0)


@settings(derandomize=True, max_examples=200, deadline=None)
@given(networks())
def test_the_order_is_one_of_elimination(network):
    """Ranks are a permutation; later neighbours of a node are neighbours of each other; subtrees are runs."""
    n, edges = network
    tails, heads = (np.array([e[k] for e in edges], np.int64) for k in (0, 1))
    rank, starts, ends = eliminate(n, tails, heads)
    assert sorted(rank) == list(range(n))
    above = [ends[starts[i] : starts[i + 1]].tolist() for i in range(n)]
    for i, later in enumerate(above):
        assert later == sorted(set(later))
        assert all(j > i for j in later)
        assert all(later[k + 1 :] == [j for j in later[k + 1 :] if j in above[later[k]]]
                   for k in range(len(later)))  # fmt: skip
    pairs = {
        (min(rank[a], rank[b]), max(rank[a], rank[b])) for a, b in zip(tails, heads, strict=True)
    }
    assert {(a, b) for a, b in pairs if a != b} <= {(i, j) for i in range(n) for j in above[i]}
    below = [{i} for i in range(n)]
    for i in range(n):
        if above[i]:
            below[above[i][0]] |= below[i]
    assert all(each == set(range(min(each), i + 1)) for i, each in enumerate(below))


def test_a_long_road_and_a_hub_are_no_trouble():
    """A chain and a star of many nodes are prepared without deep recursion or a large fill."""
    n = 20_000
    chain = np.arange(n - 1)
    hub = np.zeros(n - 1, np.int64)
    for tails, heads in ((chain, chain + 1), (hub, chain + 1)):
        assert len(eliminate(n, tails, heads).ends) < 3 * n
