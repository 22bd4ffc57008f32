"""The least sums of costs along the edges of a network, from many nodes to many (Dijkstra 1959).

Numerische Mathematik 1. One search a source, with a binary heap, that ends at a limit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numba import njit

from sulh.kernels.threads import in_chunks

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Int32s = NDArray[np.int32]

__all__ = ["least_sums", "shortest_among"]


def least_sums(
    starts: Ints,
    ends: Int32s,
    costs: Floats,
    sources: Ints,
    targets: Ints,
    *,
    limit: float = np.inf,
    threads: int | None = None,
) -> Floats:
    """Return the least sum from each source to each target, float64[k, m]; infinity above the limit.

    Parameters
    ----------
    starts : int64[n + 1]
        The edges that leave node i are those from ``starts[i]`` to ``starts[i + 1]``.
    ends : int32[e]
        Where each edge leads.
    costs : float64[e]
        None negative, none NaN.
    sources : int64[k]
    targets : int64[m]
    limit : float
        Sums above it are not looked for.
    threads : int or None
        See `sulh.kernels.threads.in_chunks`.
    """
    out = np.full((len(sources), len(targets)), np.inf)
    in_chunks(
        lambda begin, end: _search(
            starts, ends, costs, sources[begin:end], targets, limit, out[begin:end]
        ),
        len(sources),
        block=1,
        alone=4,
        threads=threads,
    )
    return out


def shortest_among(sums: Floats) -> Floats:
    """Return float64[n, n] of the least sums between n places, by way of others where that is less.

    `sums` float64[n, n] are those of direct trips; infinity: none (Floyd 1962, *Algorithm 97: Shortest path*).
    """
    least = sums.copy()
    np.fill_diagonal(least, 0.0)
    for by in range(len(least)):
        least = np.minimum(least, least[:, by, None] + least[None, by, :])
    return least


@njit(nogil=True, cache=True)
def _search(
    starts: Ints,
    ends: Int32s,
    costs: Floats,
    sources: Ints,
    targets: Ints,
    limit: float,
    out: Floats,
) -> None:
    n = len(starts) - 1
    best = np.full(n, np.inf)
    touched = np.empty(n, np.int64)
    # Each edge is pushed at most once, when the node that it leaves is settled.
    keys = np.empty(len(ends) + 1)
    nodes = np.empty(len(ends) + 1, np.int64)
    for k in range(len(sources)):
        best[sources[k]] = 0.0
        touched[0] = sources[k]
        n_touched = 1
        keys[0], nodes[0], size = 0.0, sources[k], 1
        while size > 0:
            sum_here, here = keys[0], nodes[0]
            size -= 1
            if size > 0:
                _sink(keys, nodes, size, keys[size], nodes[size])
            if sum_here > best[here]:
                continue
            for e in range(starts[here], starts[here + 1]):
                there, sum_there = ends[e], sum_here + costs[e]
                if sum_there <= limit and sum_there < best[there]:
                    if best[there] == np.inf:
                        touched[n_touched] = there
                        n_touched += 1
                    best[there] = sum_there
                    _rise(keys, nodes, size, sum_there, there)
                    size += 1
        for m in range(len(targets)):
            out[k, m] = best[targets[m]]
        best[touched[:n_touched]] = np.inf


@njit(nogil=True, cache=True)
def _rise(keys: Floats, nodes: Ints, size: int, key: float, node: int) -> None:
    """Put a key at the end of the heap and let it rise to its place."""
    at = size
    while at > 0:
        above = (at - 1) // 2
        if keys[above] <= key:
            break
        keys[at], nodes[at] = keys[above], nodes[above]
        at = above
    keys[at], nodes[at] = key, node


@njit(nogil=True, cache=True)
def _sink(keys: Floats, nodes: Ints, size: int, key: float, node: int) -> None:
    """Put a key at the top of a heap of `size` and let it sink to its place."""
    at = 0
    while True:
        below = 2 * at + 1
        if below >= size:
            break
        if below + 1 < size and keys[below + 1] < keys[below]:
            below += 1
        if keys[below] >= key:
            break
        keys[at], nodes[at] = keys[below], nodes[below]
        at = below
    keys[at], nodes[at] = key, node
