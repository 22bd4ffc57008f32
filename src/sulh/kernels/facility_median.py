"""Search and bound of p-median problems: so many columns such that the sum of row minima is least.

Costs are float64[demands, sites]: a row for each demand, so that its costs lie together. `ranked` is
int32[demands, sites], the sites of each demand by ascending cost. `opening`, float64[sites], is what using
a site costs beside. `mark`, `group` and `keep` are those of `sulh.kernels.facility_pick`.
"""

from __future__ import annotations

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

__all__ = ["climb_median", "interchange_median"]

MEMORY = 0.3
"""How much of the last direction a subgradient step keeps (Crowder 1976); it dampens zigzag."""

SMOOTH = 0.1
"""How fast the picks are averaged: a stand-in for the fractional solution (Barahona and Anbil 2000)."""


@njit(nogil=True, cache=True)
def interchange_median(
    cost: Floats, opening: Floats, in_use: Flags, mark: Int8s, group: Flags, keep: int
) -> float:
    """Exchange a used site for an unused one while that lowers the sum; the best exchange each time.

    Whitaker's fast interchange (1983), as in Hansen and Mladenović, Location Science 5
    (1997): for each site to come in, the best one to go follows from one pass over the demands.
    `in_use` is changed in place; returns the sum.
    """
    n, m = cost.shape
    nearest = np.empty(n, np.int64)
    first, second = np.empty(n), np.empty(n)
    loss = np.empty(m)
    while True:
        _two_nearest(cost, in_use, nearest, first, second)
        total = first.sum() + opening[in_use].sum()
        tight = (in_use & group).sum() <= keep
        best, best_in, best_out = -1e-9 * max(1.0, abs(total)), -1, -1
        for i in range(m):
            if in_use[i] or mark[i] < 0:
                continue
            loss[:] = 0.0
            gain = -opening[i]
            for j in range(n):
                c = cost[j, i]
                if c < first[j]:
                    gain += first[j] - c
                else:
                    loss[nearest[j]] += min(c, second[j]) - first[j]
            for o in range(m):
                if not in_use[o] or mark[o] > 0 or (tight and group[o] and not group[i]):
                    continue
                change = loss[o] - opening[o] - gain
                if change < best:
                    best, best_in, best_out = change, i, o
        if best_in < 0:
            return float(total)
        in_use[best_in], in_use[best_out] = True, False


@njit(nogil=True, cache=True)
def _two_nearest(cost: Floats, in_use: Flags, nearest: Ints, first: Floats, second: Floats) -> None:
    sites = np.flatnonzero(in_use)
    for j in range(len(cost)):
        low, next_low, at = np.inf, np.inf, 0
        for k in range(len(sites)):
            i = int(sites[k])
            c = cost[j, i]
            if c < low:
                low, next_low, at = c, low, i
            elif c < next_low:
                next_low = c
        nearest[j], first[j], second[j] = at, low, next_low


@njit(nogil=True, cache=True)
def climb_median(
    cost: Floats,
    ranked: Int32s,
    opening: Floats,
    mark: Int8s,
    group: Flags,
    keep: int,
    count: int,
    prices: Floats,
    best: float,
    enough: float,
    rounds: int,
    scale: float,
    patience: int,
    selection: Flags,
    keys: Floats,
    share: Floats,
) -> tuple[float, float]:
    """Raise the Lagrangean bound by subgradient steps (Held, Wolfe and Crowder 1974).

    That each demand is served once is relaxed at a price each, as in Beasley, European Journal of
    Operational Research 65 (1993); what is left is picking sites by the key "opening, and what it
    saves below the prices".

    Parameters
    ----------
    best : float
        The least sum known, which sets the length of steps.
    enough : float
        Stop when the bound reaches it.
    rounds, scale, patience : int, float, int
        Maximum number of steps; the first length; so many without gain halve the length.
    prices : float64[demands]
        Where to begin; changed to where the bound is highest.
    selection : bool[sites]
        Filled with the cheapest choice met.
    keys, share : float64[sites]
        Filled with the keys at the highest bound, and with the smoothed picks.

    Returns
    -------
    bound, found : float
        The highest bound, and the sum of `selection`.
    """
    n, m = cost.shape
    now = np.empty(m)
    at = prices.copy()
    top, best_sum = -np.inf, np.inf
    picked = np.zeros(m, np.bool_)
    way = np.zeros(n)
    stale = 0
    for turn in range(rounds):
        now[:] = opening
        for j in range(n):
            price = at[j]
            for k in range(m):
                i = ranked[j, k]
                saved = cost[j, i] - price
                if saved >= 0.0:
                    break
                now[i] += saved
        value = at.sum() + pick(now, mark, group, count, keep, picked)
        if value == np.inf:
            return np.inf, best_sum
        weight = 1.0 if turn == 0 else SMOOTH
        for i in range(m):
            share[i] += weight * (picked[i] - share[i])
        stale += 1
        if value > top:
            if value > top + 1e-7 * abs(top):
                stale = 0
            top = value
            prices[:] = at
            keys[:] = now
        if top >= enough:
            return top, best_sum
        total, norm = opening[picked].sum(), 0.0
        for j in range(n):
            slack, low = 1.0, np.inf
            for k in range(m):
                i = ranked[j, k]
                c = cost[j, i]
                if picked[i]:
                    low = min(low, c)
                    if c < at[j]:
                        slack -= 1.0
                if c >= at[j] and low < np.inf:
                    break
            total += low
            way[j] = slack + MEMORY * way[j]
            norm += way[j] * way[j]
        if total < best_sum:
            best_sum = total
            selection[:] = picked
        if norm == 0.0:
            return top, best_sum
        if stale >= patience:
            scale *= 0.5
            stale = 0
            if scale < 1e-3:
                return top, best_sum
            at[:] = prices
            way[:] = 0.0
            continue
        step = scale * (1.0005 * min(best, best_sum) - value) / norm
        for j in range(n):
            at[j] += step * way[j]
    return top, best_sum
