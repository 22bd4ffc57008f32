"""The parts of a network in which every node reaches every other (Tarjan 1972, SIAM Journal on Computing 1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numba import njit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Int32s = NDArray[np.int32]

__all__ = ["strong_parts"]


def strong_parts(starts: Ints, ends: Int32s) -> Ints:
    """Return the number of each node's part, int64[n]; edges as in `sulh.kernels.least_sums`."""
    return np.asarray(_parts(starts, ends))


@njit(nogil=True, cache=True)
def _parts(starts: Ints, ends: Int32s) -> Ints:
    n = len(starts) - 1
    part = np.full(n, -1, np.int64)
    index, low = np.full(n, -1, np.int64), np.zeros(n, np.int64)
    path, at = np.empty(n, np.int64), np.empty(n, np.int64)  # the search, and the next edge of each
    waiting = np.empty(n, np.int64)
    n_waiting, count, n_parts = 0, 0, 0
    for root in range(n):
        if index[root] >= 0:
            continue
        depth = 0
        path[0], at[0] = root, starts[root]
        index[root] = low[root] = count
        count += 1
        waiting[n_waiting] = root
        n_waiting += 1
        while depth >= 0:
            v = path[depth]
            if at[depth] < starts[v + 1]:
                w = ends[at[depth]]
                at[depth] += 1
                if index[w] < 0:
                    index[w] = low[w] = count
                    count += 1
                    waiting[n_waiting] = w
                    n_waiting += 1
                    depth += 1
                    path[depth], at[depth] = w, starts[w]
                elif part[w] < 0:
                    low[v] = min(low[v], index[w])
                continue
            depth -= 1
            if depth >= 0:
                low[path[depth]] = min(low[path[depth]], low[v])
            if low[v] == index[v]:
                while True:
                    n_waiting -= 1
                    w = waiting[n_waiting]
                    part[w] = n_parts
                    if w == v:
                        break
                n_parts += 1
    return part
