"""Choose so many of many at the least sum of keys, some in any case, some never, enough of one group.

The remainder of a facility problem once its links are priced: the part that a Lagrangean relaxation solves
at each step. `mark` is int8[m]: 1 in any case, -1 never, 0 free. `group` is bool[m]: of these, at least
`keep` are chosen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numba import njit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Int8s = NDArray[np.int8]
    Flags = NDArray[np.bool_]

__all__ = ["forced_sums", "pick"]


@njit(nogil=True, cache=True)
def pick(keys: Floats, mark: Int8s, group: Flags, count: int, keep: int, picked: Flags) -> float:
    """Fill `picked`, bool[m], with the cheapest choice, and return its sum; infinity if there is none."""
    m = len(keys)
    total, left, owed = 0.0, count, keep
    for i in range(m):
        picked[i] = mark[i] > 0
        if picked[i]:
            total += keys[i]
            left -= 1
            if group[i]:
                owed -= 1
    free = np.flatnonzero(mark == 0)
    if left < 0 or left > len(free) or owed > left:
        return np.inf
    ranked = free[np.argsort(keys[free])]
    if owed > 0:
        for i in ranked:
            if group[i] and owed > 0:
                picked[i] = True
                total += keys[i]
                owed -= 1
                left -= 1
    if owed > 0:
        return np.inf
    for i in ranked:
        if left == 0:
            break
        if not picked[i]:
            picked[i] = True
            total += keys[i]
            left -= 1
    return total


@njit(nogil=True, cache=True)
def forced_sums(
    keys: Floats, mark: Int8s, group: Flags, count: int, keep: int
) -> tuple[Floats, Floats]:
    """Return the least sum with each free one chosen, and with it not chosen, float64[m] both.

    Where no choice is possible the sum is infinite. For what is not free it is minus infinity.
    """
    m = len(keys)
    base, left, owed = 0.0, count, max(0, keep)
    for i in range(m):
        if mark[i] > 0:
            base += keys[i]
            left -= 1
            if group[i]:
                owed -= 1
    owed = max(0, owed)
    inside, outside = _ranked(keys, mark, group), _ranked(keys, mark, ~group)
    with_it, without = np.full(m, -np.inf), np.full(m, -np.inf)
    for own in (True, False):
        mine, other = (inside, outside) if own else (outside, inside)
        sums, sums_other = _sums(keys, mine), _sums(keys, other)
        for rank in range(len(mine)):
            i = mine[rank]
            best_with, best_without = np.inf, np.inf
            for a in range(min(left, len(mine)) + 1):  # so many from i's own part
                if left - a > len(other) or (a if own else left - a) < owed:
                    continue
                rest = sums_other[left - a]
                if a >= 1:
                    some = sums[a] if rank < a else sums[a - 1] + keys[i]
                    best_with = min(best_with, rest + some)
                if a < len(mine):
                    some = sums[a] if rank >= a else sums[a + 1] - keys[i]
                    best_without = min(best_without, rest + some)
            with_it[i], without[i] = base + best_with, base + best_without
    return with_it, without


@njit(nogil=True, cache=True)
def _ranked(keys: Floats, mark: Int8s, group: Flags) -> NDArray[np.int64]:
    own = np.flatnonzero((mark == 0) & group)
    return own[np.argsort(keys[own])]


@njit(nogil=True, cache=True)
def _sums(keys: Floats, ranked: NDArray[np.int64]) -> Floats:
    sums = np.zeros(len(ranked) + 1)
    for k in range(len(ranked)):
        sums[k + 1] = sums[k] + keys[ranked[k]]
    return sums
