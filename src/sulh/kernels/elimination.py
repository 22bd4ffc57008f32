"""The order in which the nodes of a network are eliminated, and the shortcuts that this needs.

A node of the least degree goes first, and its neighbours become neighbours of each other (minimum degree:
Tinney and Walker 1967, Proceedings of the IEEE 55; George and Liu 1989, SIAM Review 31). Costs play no
part, so one order serves all of them. Ranks follow the elimination tree in post-order: a subtree has
consecutive ranks, and places that are close on the network are close in memory.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numba import njit

from sulh.kernels.least_sums import _rise, _sink

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Int32s = NDArray[np.int32]

__all__ = ["Elimination", "eliminate"]

DEPTH_WEIGHT = 0.4
"""How much the depth of what was eliminated below a node counts beside its degree: flatter trees."""


class Elimination(NamedTuple):
    """An order of n nodes, and its arcs: each leads from a node to a neighbour of higher rank.

    `rank` int64[n] of each node. The arcs of the node of rank i have the positions ``starts[i]`` to
    ``starts[i + 1]``; `ends` int32 are ranks, ascending, and the first of them is the parent in the tree.
    """

    rank: Ints
    starts: Ints
    ends: Int32s


def eliminate(n: int, tails: Ints, heads: Ints) -> Elimination:
    """Return an order and its arcs for edges between `tails` and `heads`, int64[e], in either direction."""
    apart = tails != heads
    low, high = np.minimum(tails, heads)[apart], np.maximum(tails, heads)[apart]
    pairs = np.unique(low * np.int64(n) + high)
    one, other = pairs // max(n, 1), pairs % max(n, 1)
    both = np.concatenate([one, other])
    order = np.argsort(both, kind="stable")
    counts = np.bincount(both, minlength=n).astype(np.int64)
    starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    near = np.concatenate([other, one])[order].astype(np.int32)
    return Elimination(*_post_ordered(*_minimum_degree(starts, near)))


@njit(nogil=True, cache=True)
def _minimum_degree(starts: Ints, near: Int32s) -> tuple[Ints, Ints, Ints, Int32s]:
    """Return the nodes in order, and for each node where its list of later neighbours is in the pool."""
    n = len(starts) - 1
    begin, size = starts[:-1].copy(), np.diff(starts)
    room = size.copy()
    pool = np.empty(max(16, 4 * len(near)), np.int32)
    pool[: len(near)] = near
    used = len(near)
    depth = np.zeros(n, np.int64)
    is_out = np.zeros(n, np.bool_)
    keys, nodes, waiting = np.empty(2 * n + 16), np.empty(2 * n + 16, np.int64), 0
    current = np.empty(n)
    for v in range(n):
        current[v] = size[v]
        _rise(keys, nodes, waiting, current[v], v)
        waiting += 1
    stamp = np.full(n, -1, np.int64)
    order, ticks = np.empty(n, np.int64), np.int64(0)
    for k in range(n):
        while True:
            key, v = keys[0], nodes[0]
            waiting -= 1
            if waiting > 0:
                _sink(keys, nodes, waiting, keys[waiting], nodes[waiting])
            if not is_out[v] and key == current[v]:
                break
        is_out[v] = True
        order[k] = v
        for i in range(begin[v], begin[v] + size[v]):
            u = pool[i]
            at, ticks = begin[u], ticks + 1
            stamp[u] = ticks
            for j in range(begin[u], begin[u] + size[u]):
                stamp[pool[j]] = ticks
                if pool[j] == v:
                    at = j
            pool[at] = pool[begin[u] + size[u] - 1]
            size[u] -= 1
            missing = 0
            for j in range(begin[v], begin[v] + size[v]):
                missing += stamp[pool[j]] != ticks
            if size[u] + missing > room[u]:
                room[u] = 2 * (size[u] + missing)
                if used + room[u] > len(pool):
                    larger = np.empty(2 * len(pool) + room[u], np.int32)
                    larger[:used] = pool[:used]
                    pool = larger
                pool[used : used + size[u]] = pool[begin[u] : begin[u] + size[u]]
                begin[u] = used
                used += room[u]
            for j in range(begin[v], begin[v] + size[v]):
                if stamp[pool[j]] != ticks:
                    pool[begin[u] + size[u]] = pool[j]
                    size[u] += 1
            depth[u] = max(depth[u], depth[v] + 1)
            current[u] = size[u] + DEPTH_WEIGHT * depth[u]
            if waiting == len(keys):
                keys = np.concatenate((keys, np.empty(len(keys))))
                nodes = np.concatenate((nodes, np.empty(len(nodes), np.int64)))
            _rise(keys, nodes, waiting, current[u], u)
            waiting += 1
    return order, begin, size, pool


@njit(nogil=True, cache=True)
def _post_ordered(order: Ints, begin: Ints, size: Ints, pool: Int32s) -> tuple[Ints, Ints, Int32s]:
    """Rank the nodes by the elimination tree in post-order, and gather their arcs."""
    n = len(order)
    first = np.empty(n, np.int64)
    for k in range(n):
        first[order[k]] = k
    parent = np.full(n, -1, np.int64)
    for v in range(n):
        for i in range(begin[v], begin[v] + size[v]):
            if parent[v] < 0 or first[pool[i]] < first[parent[v]]:
                parent[v] = pool[i]
    # The last place of each subtree, from the roots down; children follow each other backwards.
    below = np.ones(n, np.int64)
    for v in order:
        if parent[v] >= 0:
            below[parent[v]] += below[v]
    rank, free, end = np.empty(n, np.int64), np.empty(n, np.int64), n
    for k in range(n - 1, -1, -1):
        v = order[k]
        if parent[v] < 0:
            rank[v] = end - 1
            end -= below[v]
        else:
            rank[v] = free[parent[v]]
            free[parent[v]] -= below[v]
        free[v] = rank[v] - 1
    starts = np.zeros(n + 1, np.int64)
    for v in range(n):
        starts[rank[v] + 1] = size[v]
    starts = np.cumsum(starts)
    ends = np.empty(starts[n], np.int32)
    for v in range(n):
        at = starts[rank[v]]
        for i in range(size[v]):
            ends[at + i] = rank[pool[begin[v] + i]]
        ends[at : at + size[v]] = np.sort(ends[at : at + size[v]])
    return rank, starts, ends
