"""Least sums of costs between many nodes and many, by a hierarchy that takes new costs in a moment.

A customizable contraction hierarchy (Dibbelt, Strasser and Wagner 2016, ACM Journal of Experimental
Algorithmics 21): the order of nodes and its shortcuts depend on the network alone. Costs enter in one
pass over the triangles below each arc; an edge that closes changes the arcs above it and no others. A
table is one sweep up from the sources and one sweep down to the targets (`sulh.kernels.sweeps`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numba import njit

from sulh.kernels.elimination import Elimination, eliminate
from sulh.kernels.least_sums import _rise, _sink
from sulh.kernels.sweeps import LANES, part_above, sweep
from sulh.kernels.threads import in_chunks

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Int32s = NDArray[np.int32]

__all__ = ["Costs", "Hierarchy", "build_hierarchy", "price", "reprice", "sum_table"]


class Hierarchy(NamedTuple):
    """A network of n nodes and e directed edges, prepared for any costs.

    `order`: the elimination order and its arcs. `arc` int64[e]: the arc of each edge (-1: a loop), and
    `upward` bool[e]: whether it leads to the higher rank. The edges of arc a are ``members[k]`` for k from
    ``member_starts[a]`` to ``member_starts[a + 1]``. The arcs that end in the node of rank i are
    ``below[k]`` for k from ``below_starts[i]``, by the rank where they begin, which is `tail` of each arc.
    """

    order: Elimination
    arc: Ints
    upward: Bools
    member_starts: Ints
    members: Ints
    tail: Int32s
    below_starts: Ints
    below: Ints


class Costs(NamedTuple):
    """What each arc costs towards the higher rank and towards the lower, float64[arcs] each."""

    up: Floats
    down: Floats


def build_hierarchy(starts: Ints, ends: Int32s) -> Hierarchy:
    """Prepare a network; the edges that leave node i are those from ``starts[i]`` to ``starts[i + 1]``."""
    n = len(starts) - 1
    heads = ends.astype(np.int64)
    tails = np.repeat(np.arange(n), np.diff(starts))
    order = eliminate(n, tails, heads)
    one, other = order.rank[tails], order.rank[heads]
    tail = np.repeat(np.arange(n, dtype=np.int32), np.diff(order.starts))
    keys = tail.astype(np.int64) * n + order.ends
    arc = np.searchsorted(keys, np.minimum(one, other) * n + np.maximum(one, other))
    arc = np.where(one == other, -1, arc)
    members = np.argsort(arc, kind="stable")[np.count_nonzero(arc < 0) :]
    edge_counts = np.bincount(arc[arc >= 0], minlength=len(keys))
    node_counts = np.bincount(order.ends, minlength=n)
    return Hierarchy(
        order=order,
        arc=arc,
        upward=one < other,
        member_starts=np.concatenate([[0], np.cumsum(edge_counts)]).astype(np.int64),
        members=members,
        tail=tail,
        below_starts=np.concatenate([[0], np.cumsum(node_counts)]).astype(np.int64),
        below=np.argsort(order.ends, kind="stable"),
    )


def price(ways: Hierarchy, costs: Floats) -> Costs:
    """Return the costs of all arcs from those of the edges, float64[e]: none negative, none NaN."""
    order = ways.order
    up, down = np.full((2, len(order.ends)), np.inf)
    _enter(ways.arc, ways.upward, costs, up, down)
    _price(order.starts, order.ends, ways.tail, ways.below_starts, ways.below, up, down)
    return Costs(up, down)


def reprice(ways: Hierarchy, before: Costs, costs: Floats, changes: Ints) -> Costs:
    """Return the costs of all arcs when some edges change: `costs` are new, `changes` say of which edges."""
    up, down = before.up.copy(), before.down.copy()
    arcs = np.unique(ways.arc[changes])
    _reprice(
        *ways.order[1:],
        ways.upward,
        ways.member_starts,
        ways.members,
        ways.tail,
        ways.below_starts,
        ways.below,
        costs,
        arcs[arcs >= 0],
        up,
        down,
    )
    return Costs(up, down)


def sum_table(
    ways: Hierarchy, costs: Costs, sources: Ints, targets: Ints, *, threads: int | None = None
) -> Floats:
    """Return the least sum from each source to each target, float64[k, m]; infinity where no way leads.

    Parameters
    ----------
    ways : Hierarchy
    costs : Costs
        From `price` or `reprice`.
    sources : int64[k]
    targets : int64[m]
    threads : int or None
        See `sulh.kernels.threads.in_chunks`.
    """
    if len(sources) > max(len(targets), LANES):
        # Against the edges, each way is as long as along them: sweep from the fewer ends.
        back = Costs(up=costs.down, down=costs.up)
        return np.ascontiguousarray(sum_table(ways, back, targets, sources, threads=threads).T)
    order = ways.order
    out = np.empty((len(sources), len(targets)))
    down = part_above(order.starts, order.ends, costs.down, np.unique(order.rank[targets]))
    at = np.searchsorted(down.nodes, order.rank[targets])
    by_rank = np.argsort(order.rank[sources], kind="stable")
    ranks = order.rank[sources][by_rank]

    def write(begin: int, end: int) -> None:
        own = ranks[begin:end], by_rank[begin:end]
        sweep(order.starts, order.ends, costs.up, down, at, *own, out)

    in_chunks(write, len(sources), block=LANES, alone=LANES, threads=threads)
    return out


@njit(nogil=True, cache=True)
def _enter(arc: Ints, upward: Bools, costs: Floats, up: Floats, down: Floats) -> None:
    for e in range(len(arc)):
        if arc[e] >= 0:
            side = up if upward[e] else down
            side[arc[e]] = min(side[arc[e]], costs[e])


@njit(nogil=True, cache=True)
def _price(
    starts: Ints,
    ends: Int32s,
    tail: Int32s,
    below_starts: Ints,
    below: Ints,
    up: Floats,
    down: Floats,
) -> None:
    """Lower the arcs of each node x, in order, by every way down to a node v and up from it."""
    n = len(starts) - 1
    arc_to = np.empty(n, np.int64)
    for x in range(n):
        for a in range(starts[x], starts[x + 1]):
            arc_to[ends[a]] = a
        for k in range(below_starts[x], below_starts[x + 1]):
            to_x = below[k]
            for b in range(to_x + 1, starts[tail[to_x] + 1]):
                a = arc_to[ends[b]]
                up[a] = min(up[a], down[to_x] + up[b])
                down[a] = min(down[a], down[b] + up[to_x])


@njit(nogil=True, cache=True)
def _find_arc(starts: Ints, ends: Int32s, x: int, y: int) -> int:
    return int(starts[x] + np.searchsorted(ends[starts[x] : starts[x + 1]], y))


@njit(nogil=True, cache=True)
def _reprice(
    starts: Ints,
    ends: Int32s,
    upward: Bools,
    member_starts: Ints,
    members: Ints,
    tail: Int32s,
    below_starts: Ints,
    below: Ints,
    costs: Floats,
    changes: Ints,
    up: Floats,
    down: Floats,
) -> None:
    """Work out anew each arc that may change, from low ranks to high; arcs above follow one that does."""
    keys, arcs = np.empty(len(ends) + 1), np.empty(len(ends) + 1, np.int64)
    waiting = np.zeros(len(ends), np.bool_)
    size = 0
    for a in changes:
        waiting[a] = True
        _rise(keys, arcs, size, float(a), a)
        size += 1
    while size > 0:
        a = arcs[0]
        size -= 1
        if size > 0:
            _sink(keys, arcs, size, keys[size], arcs[size])
        waiting[a] = False
        x, y = tail[a], ends[a]
        new_up, new_down = np.inf, np.inf
        for k in range(member_starts[a], member_starts[a + 1]):
            if upward[members[k]]:
                new_up = min(new_up, costs[members[k]])
            else:
                new_down = min(new_down, costs[members[k]])
        i, j = below_starts[x], below_starts[y]
        while i < below_starts[x + 1] and j < below_starts[y + 1]:
            to_x, to_y = below[i], below[j]
            if tail[to_x] == tail[to_y]:
                new_up = min(new_up, down[to_x] + up[to_y])
                new_down = min(new_down, down[to_y] + up[to_x])
                i, j = i + 1, j + 1
            elif tail[to_x] < tail[to_y]:
                i += 1
            else:
                j += 1
        if new_up == up[a] and new_down == down[a]:
            continue
        up[a], down[a] = new_up, new_down
        for b in range(starts[x], starts[x + 1]):
            if b != a:
                above = _find_arc(starts, ends, min(y, ends[b]), max(y, ends[b]))
                if not waiting[above]:
                    waiting[above] = True
                    _rise(keys, arcs, size, float(above), above)
                    size += 1
