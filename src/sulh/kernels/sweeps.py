"""A table of least sums by sweeps over a hierarchy: up from some sources, down to all targets.

RPHAST (Delling, Goldberg and Werneck 2011, ATMOS), for a handful of sources side by side. Nodes that follow
each other and have the same later neighbours (a supernode: Liu, Ng and Peyton 1993, SIAM Journal on Matrix
Analysis 14) are swept four at a time, so that what is known of a neighbour is read once for the four.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numba import njit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Int32s = NDArray[np.int32]

__all__ = ["LANES", "Part", "part_above", "sweep"]

LANES = 16
"""So many sources go through the network side by side."""
BLOCK = 4
"""So many nodes with the same later neighbours are swept at once; `_sweep_up` and `_sweep_down` name them."""


class Part(NamedTuple):
    """All nodes from which a way leads down to some ranks, or up from them.

    `nodes`: ranks, ascending. The arcs of the node at position i are those from ``starts[i]``; they end at
    the positions `ends` and have the `costs`. Blocks of nodes that are swept together begin at `cuts`, from the
    last block to the first; ``cuts[0]`` is the number of nodes.
    """

    nodes: Ints
    starts: Ints
    ends: Int32s
    costs: Floats
    cuts: Ints


@njit(nogil=True, cache=True)
def part_above(starts: Ints, ends: Int32s, costs: Floats, ranks: Ints) -> Part:
    """Return the part of a hierarchy above some ranks, with the costs of its arcs in one direction."""
    n = len(starts) - 1
    place = np.full(n, -1, np.int32)
    for rank in ranks:
        x = np.int64(rank)
        while place[x] < 0:
            place[x] = 0
            if starts[x] == starts[x + 1]:
                break
            x = np.int64(ends[starts[x]])
    nodes = np.flatnonzero(place == 0)
    count = 0
    for i in range(len(nodes)):
        place[nodes[i]] = i
        count += starts[nodes[i] + 1] - starts[nodes[i]]
    own, to, cost = np.zeros(len(nodes) + 1, np.int64), np.empty(count, np.int32), np.empty(count)
    k = 0
    for i in range(len(nodes)):
        for a in range(starts[nodes[i]], starts[nodes[i] + 1]):
            to[k], cost[k] = place[ends[a]], costs[a]
            k += 1
        own[i + 1] = k
    return Part(nodes, own, to, cost, _cuts(own, to))


@njit(nogil=True, cache=True)
def _cuts(own: Ints, to: Int32s) -> Ints:
    """Cut the nodes, from the last to the first, where the later neighbours change or a block is full."""
    n = len(own) - 1
    cuts, count, i = np.empty(n + 1, np.int64), 1, n - 1
    cuts[0] = n
    while i >= 0:
        # A node's later neighbours are neighbours of the first of them, its parent. With one more than the
        # parent has, they are the parent and all of the parent's.
        size = own[i + 1] - own[i]
        for _ in range(BLOCK - 1):
            size += 1
            if i == 0 or own[i] - own[i - 1] != size or to[own[i - 1]] != i:
                break
            i -= 1
        cuts[count] = i
        count += 1
        i -= 1
    return cuts[:count]


@njit(nogil=True, cache=True)
def _sweep_up(part: Part, far: Floats) -> None:
    """Bring the sums of each node to its later neighbours, from low ranks to high."""
    own, to, cost, cuts = part.starts, part.ends, part.costs, part.cuts
    row = np.empty((BLOCK, LANES))
    for k in range(len(cuts) - 1, 0, -1):
        begin, end = cuts[k], cuts[k - 1]
        if end - begin < BLOCK:
            for i in range(begin, end):
                for lane in range(LANES):
                    row[0, lane] = far[i, lane]
                for a in range(own[i], own[i + 1]):
                    t, w = to[a], cost[a]
                    for lane in range(LANES):
                        far[t, lane] = min(far[t, lane], row[0, lane] + w)
            continue
        for i in range(begin, end):
            for lane in range(LANES):
                row[i - begin, lane] = far[i, lane]
            for j in range(begin, i):
                w = cost[own[j] + i - j - 1]
                for lane in range(LANES):
                    row[i - begin, lane] = min(row[i - begin, lane], row[j - begin, lane] + w)
            for lane in range(LANES):
                far[i, lane] = row[i - begin, lane]
        first, width = own[end - 1], own[end] - own[end - 1]
        a0, a1, a2 = (own[begin + 1] - width, own[begin + 2] - width, own[begin + 3] - width)
        for a in range(width):
            t = to[first + a]
            w0, w1, w2, w3 = cost[a0 + a], cost[a1 + a], cost[a2 + a], cost[first + a]
            for lane in range(LANES):
                one = min(row[0, lane] + w0, row[1, lane] + w1)
                other = min(row[2, lane] + w2, row[3, lane] + w3)
                far[t, lane] = min(far[t, lane], one, other)


@njit(nogil=True, cache=True)
def _sweep_down(part: Part, far: Floats) -> None:
    """Bring to each node the sums of its later neighbours, from high ranks to low."""
    own, to, cost, cuts = part.starts, part.ends, part.costs, part.cuts
    row = np.empty((BLOCK, LANES))
    for k in range(1, len(cuts)):
        begin, end = cuts[k], cuts[k - 1]
        if end - begin < BLOCK:
            for i in range(end - 1, begin - 1, -1):
                for lane in range(LANES):
                    row[0, lane] = far[i, lane]
                for a in range(own[i], own[i + 1]):
                    t, w = to[a], cost[a]
                    for lane in range(LANES):
                        row[0, lane] = min(row[0, lane], far[t, lane] + w)
                for lane in range(LANES):
                    far[i, lane] = row[0, lane]
            continue
        for i in range(BLOCK):
            for lane in range(LANES):
                row[i, lane] = far[begin + i, lane]
        first, width = own[end - 1], own[end] - own[end - 1]
        a0, a1, a2 = (own[begin + 1] - width, own[begin + 2] - width, own[begin + 3] - width)
        for a in range(width):
            t = to[first + a]
            w0, w1, w2, w3 = cost[a0 + a], cost[a1 + a], cost[a2 + a], cost[first + a]
            for lane in range(LANES):
                there = far[t, lane]
                row[0, lane] = min(row[0, lane], there + w0)
                row[1, lane] = min(row[1, lane], there + w1)
                row[2, lane] = min(row[2, lane], there + w2)
                row[3, lane] = min(row[3, lane], there + w3)
        for i in range(BLOCK - 2, -1, -1):
            for j in range(i + 1, BLOCK):
                w = cost[own[begin + i] + j - i - 1]
                for lane in range(LANES):
                    row[i, lane] = min(row[i, lane], row[j, lane] + w)
        for i in range(BLOCK):
            for lane in range(LANES):
                far[begin + i, lane] = row[i, lane]


@njit(nogil=True, cache=True)
def sweep(
    starts: Ints,
    ends: Int32s,
    up: Floats,
    down: Part,
    at: Ints,
    ranks: Ints,
    rows: Ints,
    out: Floats,
) -> None:
    """Write the rows of some sources into a table, in place.

    Parameters
    ----------
    starts, ends, up : arrays
        The arcs of the hierarchy, and their costs towards the higher rank.
    down : Part
        The part above all targets, with the costs towards the lower rank.
    at : int64[m]
        The position of each target in `down`.
    ranks, rows : int64[k]
        The rank of each source, and its row in `out`; sources of near ranks have most of their ways in common.
    out : float64[all sources, m]
    """
    n = len(starts) - 1
    place = np.full(n, -1, np.int64)
    far = np.empty((len(down.nodes), LANES))
    for begin in range(0, len(ranks), LANES):
        batch = ranks[begin : begin + LANES]
        above = part_above(starts, ends, up, batch)
        rise = np.full((len(above.nodes), LANES), np.inf)
        for i in range(len(above.nodes)):
            place[above.nodes[i]] = i
        for lane in range(len(batch)):
            rise[place[batch[lane]], lane] = 0.0
        _sweep_up(above, rise)
        for i in range(len(down.nodes)):
            p = place[down.nodes[i]]
            for lane in range(LANES):
                far[i, lane] = rise[p, lane] if p >= 0 else np.inf
        for i in range(len(above.nodes)):
            place[above.nodes[i]] = -1
        _sweep_down(down, far)
        for m in range(len(at)):
            for lane in range(len(batch)):
                out[rows[begin + lane], m] = far[at[m], lane]
