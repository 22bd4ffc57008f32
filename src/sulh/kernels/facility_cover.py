"""Search and bound of maximal covering: so many sites such that the weight within reach is most.

Site i covers ``demands[starts[i]:starts[i + 1]]``; demand j is covered by
``sites[starts_back[j]:starts_back[j + 1]]``. `mark`, `group` and `keep` are those of
`sulh.kernels.facility_pick`.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from numba import njit

from sulh.kernels.facility_pick import pick

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Int32s = NDArray[np.int32]
    Int8s = NDArray[np.int8]
    Flags = NDArray[np.bool_]

__all__ = ["anneal_cover", "climb_cover", "greedy_cover"]

MEMORY = 0.3
"""How much of the last direction a subgradient step keeps (Crowder 1976); it dampens zigzag."""


@njit(nogil=True, cache=True)
def greedy_cover(
    starts: Ints, demands: Int32s, weights: Floats, mark: Int8s, group: Flags, keep: int, count: int
) -> Flags:
    """Return a choice, bool[sites], that takes the site which adds most, again and again."""
    m = len(starts) - 1
    in_use = mark > 0
    open_ = weights.copy()
    for i in range(m):
        if in_use[i]:
            open_[demands[starts[i] : starts[i + 1]]] = 0.0
    left = int(count - in_use.sum())
    while left > 0:
        owed = keep - (in_use & group).sum()
        best, best_in = -1.0, -1
        for i in range(m):
            if in_use[i] or mark[i] < 0 or (owed >= left and not group[i]):
                continue
            gain = 0.0
            for k in range(starts[i], starts[i + 1]):
                gain += open_[demands[k]]
            if gain > best:
                best, best_in = gain, i
        in_use[best_in] = True
        open_[demands[starts[best_in] : starts[best_in + 1]]] = 0.0
        left -= 1
    return in_use


@njit(nogil=True, cache=True)
def _next(state: np.uint64) -> np.uint64:
    """Step a 64-bit xorshift generator (Marsaglia 2003, Journal of Statistical Software 8)."""
    state ^= (state << np.uint64(13)) & np.uint64(0xFFFFFFFFFFFFFFFF)
    state ^= state >> np.uint64(7)
    state ^= (state << np.uint64(17)) & np.uint64(0xFFFFFFFFFFFFFFFF)
    return state


@njit(nogil=True, cache=True)
def anneal_cover(
    starts: Ints,
    demands: Int32s,
    starts_back: Ints,
    sites: Int32s,
    weights: Floats,
    in_use: Flags,
    mark: Int8s,
    group: Flags,
    keep: int,
    tries: int,
    hot: float,
    cold: float,
    seed: int,
) -> tuple[float, Flags]:
    """Exchange sites by chance, worse ones too at first (Kirkpatrick and others 1983, Science 220).

    Half of the exchanges move a site to one that shares a demand with it, half to any. `hot` and `cold`
    are the first and last temperature, in weight; `in_use` is where to begin, and is changed.

    Returns
    -------
    most, best : float, bool[sites]
        The weight covered by the best choice met, and the choice.
    """
    m = len(starts) - 1
    times = np.zeros(len(weights), np.int32)
    covered = 0.0
    for i in range(m):
        if in_use[i]:
            for k in range(starts[i], starts[i + 1]):
                if times[demands[k]] == 0:
                    covered += weights[demands[k]]
                times[demands[k]] += 1
    movable = np.flatnonzero(in_use & (mark <= 0))
    free = np.flatnonzero(mark == 0)
    best, best_used = covered, in_use.copy()
    if len(movable) == 0 or len(free) == 0:
        return best, best_used
    kept_count = (in_use & group).sum()
    state = np.uint64(seed * 2654435769 + 88172645463325252)
    cooling = math.log(cold / hot)
    heat = hot
    for turn in range(tries):
        if turn % 256 == 0:
            heat = hot * math.exp(cooling * turn / tries)
        state = _next(state)
        slot = int((state >> np.uint64(16)) % np.uint64(len(movable)))
        o = movable[slot]
        size = starts[o + 1] - starts[o]
        state = _next(state)
        if size > 0 and (state >> np.uint64(40)) & np.uint64(1):
            j = demands[starts[o] + int((state >> np.uint64(8)) % np.uint64(size))]
            state = _next(state)
            wide = starts_back[j + 1] - starts_back[j]
            i = int(sites[starts_back[j] + int((state >> np.uint64(16)) % np.uint64(wide))])
        else:
            i = free[int((state >> np.uint64(8)) % np.uint64(len(free)))]
        if in_use[i] or mark[i] != 0 or (group[o] and not group[i] and kept_count <= keep):
            continue
        change = 0.0
        for k in range(starts[o], starts[o + 1]):
            j = demands[k]
            times[j] -= 1
            if times[j] == 0:
                change -= weights[j]
        for k in range(starts[i], starts[i + 1]):
            if times[demands[k]] == 0:
                change += weights[demands[k]]
        state = _next(state)
        chance = float(state >> np.uint64(11)) / 9007199254740992.0
        if change >= 0.0 or chance < math.exp(change / heat):
            for k in range(starts[i], starts[i + 1]):
                times[demands[k]] += 1
            in_use[o], in_use[i] = False, True
            movable[slot] = i
            kept_count += int(group[i]) - int(group[o])
            covered += change
            if covered > best + 1e-9 * best:
                best = covered
                best_used[:] = in_use
        else:
            for k in range(starts[o], starts[o + 1]):
                times[demands[k]] += 1
    return best, best_used


@njit(nogil=True, cache=True)
def climb_cover(
    starts: Ints,
    demands: Int32s,
    weights: Floats,
    mark: Int8s,
    group: Flags,
    keep: int,
    count: int,
    prices: Floats,
    most: float,
    enough: float,
    rounds: int,
    scale: float,
    patience: int,
    keys: Floats,
    selection: Flags,
) -> tuple[float, float]:
    """Lower the Lagrangean bound on the weight covered, by subgradient steps.

    That a demand counts only where some used site covers it is relaxed at a price each, between 0 and
    its weight (Galvão and ReVelle 1996, European Journal of Operational Research 88). What is left:
    the demands' weight above their prices, and picking sites by the prices they collect.

    `most` is the greatest weight known; stop when the bound falls to `enough`. `prices`, float64
    [demands], is changed to where the bound is lowest, `keys`, float64[sites], to the negative sums
    collected there; `selection` to the best choice met. Returns the bound and the weight of `selection`.
    """
    n, m = len(weights), len(starts) - 1
    at = prices.copy()
    now = np.empty(m)
    picked = np.zeros(m, np.bool_)
    times = np.empty(n, np.int32)
    way = np.zeros(n)
    low, best = np.inf, -np.inf
    stale = 0
    for _ in range(rounds):
        value = 0.0
        for j in range(n):
            value += weights[j] - at[j]
        for i in range(m):
            total = 0.0
            for k in range(starts[i], starts[i + 1]):
                total += at[demands[k]]
            now[i] = -total
        value -= pick(now, mark, group, count, keep, picked)
        if value == -np.inf:
            return value, best
        stale += 1
        if value < low:
            if value < low - 1e-6 * abs(low):
                stale = 0
            low = value
            prices[:] = at
            keys[:] = now
        if low <= enough:
            return low, best
        times[:] = 0
        for i in range(m):
            if picked[i]:
                for k in range(starts[i], starts[i + 1]):
                    times[demands[k]] += 1
        covered, norm = 0.0, 0.0
        for j in range(n):
            if times[j] > 0:
                covered += weights[j]
            counts = 1.0 if at[j] < weights[j] else float(min(times[j], 1))
            way[j] = counts - times[j] + MEMORY * way[j]
            norm += way[j] * way[j]
        if covered > best:
            best = covered
            selection[:] = picked
        if norm == 0.0:
            return low, best
        if stale >= patience:
            scale *= 0.6
            stale = 0
            if scale < 1e-3:
                return low, best
            at[:] = prices
            way[:] = 0.0
            continue
        step = scale * (value - 0.9995 * max(most, best)) / norm
        for j in range(n):
            at[j] = min(weights[j], max(0.0, at[j] + step * way[j]))
    return low, best
