"""The way itself, from one node to another, with the least sum of costs (Dijkstra 1959)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numba import njit

from sulh.kernels.least_sums import _rise, _sink

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Int32s = NDArray[np.int32]

__all__ = ["least_path"]


def least_path(starts: Ints, ends: Int32s, costs: Floats, source: int, target: int) -> Ints:
    """Return the edges of a least way in order, int64; empty where none leads, or both ends are one.

    Edges as in `sulh.kernels.least_sums`; costs float64[e], none negative, none NaN.
    """
    return np.asarray(_search(starts, ends, costs, source, target))


@njit(nogil=True, cache=True)
def _search(starts: Ints, ends: Int32s, costs: Floats, source: int, target: int) -> Ints:
    n = len(starts) - 1
    best = np.full(n, np.inf)
    by_edge, before = np.full(n, -1, np.int64), np.full(n, -1, np.int64)
    keys, nodes = np.empty(len(ends) + 1), np.empty(len(ends) + 1, np.int64)
    best[source] = 0.0
    keys[0], nodes[0], size = 0.0, source, 1
    while size > 0:
        sum_here, here = keys[0], nodes[0]
        size -= 1
        if size > 0:
            _sink(keys, nodes, size, keys[size], nodes[size])
        if here == target:
            break
        if sum_here > best[here]:
            continue
        for e in range(starts[here], starts[here + 1]):
            there, sum_there = ends[e], sum_here + costs[e]
            if sum_there < best[there]:
                best[there], by_edge[there], before[there] = sum_there, e, here
                _rise(keys, nodes, size, sum_there, there)
                size += 1
    count, at = 0, target
    while by_edge[at] >= 0:
        count, at = count + 1, before[at]
    path, at = np.empty(count, np.int64), target
    for i in range(count - 1, -1, -1):
        path[i], at = by_edge[at], before[at]
    return path
