"""Many wounded at one place: who is taken where by what goes back and forth, in many runs side by side."""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING

import numpy as np
from numba import njit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]

__all__ = ["NEAREST", "SOONEST", "bring", "bring_many"]

NEAREST, SOONEST = 0, 1
"""Where the next are brought: to the nearest hospital with a bed, or where they are operated on soonest."""


@njit(nogil=True, cache=True)
def _choose(rule: int, now: float, go: Floats, beds: Ints, operations: Ints, free: Floats) -> int:
    """Return the hospital for whoever leaves now; -1: none has a bed and a way."""
    best, least = -1, np.inf
    for h in range(len(go)):
        if beds[h] < 1 or not np.isfinite(go[h]):
            continue
        value = now + go[h]
        if rule == SOONEST:
            # Who is not operated on comes behind everybody who is, however late.
            value = max(value, free[h].min()) if operations[h] > 0 else 1e9 + value
        if value < least:
            best, least = h, value
    return best


@njit(nogil=True, cache=True)
def bring(
    operated: Bools,
    ready: Floats,
    seats: Ints,
    load: Floats,
    go: Floats,
    back: Floats,
    beds: Ints,
    operations: Ints,
    tables: Ints,
    means: Floats,
    handover: Floats,
    rule: int,
    hospitals: Ints,
    arrivals: Floats,
) -> None:
    """Bring wounded, the first first, from one place to hospitals; write where and when in place.

    Parameters
    ----------
    operated : bool[count]
        Who needs an operation.
    ready : float64[a]
        When each asset is at the place; infinity: never.
    seats : int64[a]
        How many it takes.
    load, handover : float64[count]
        Minutes of the k-th loading, and of the k-th person's handover.
    go, back : float64[a, h]
        Minutes from the place to each hospital, and back.
    beds, operations, tables : int64[h]
        Free beds, operations for which there is blood, operating tables.
    means : float64[h]
        Mean minutes of an operation.
    hospitals : int64[count], arrivals : float64[count]
        Written: the hospital of each (-1: not brought), and when it is ready for surgery.
    """
    beds, operations = beds.copy(), operations.copy()
    most = max(1, tables.max())
    free = np.full((len(beds), most), np.inf)
    for h in range(len(beds)):
        free[h, : tables[h]] = 0.0
        if tables[h] < 1:
            operations[h] = 0
    count = len(operated)
    hospitals[:] = -1
    arrivals[:] = np.inf
    queue = [(0.0, 0)]
    queue.pop()
    for asset in range(len(ready)):
        if np.isfinite(ready[asset]) and seats[asset] > 0:
            heappush(queue, (ready[asset], asset))
    at, trip = 0, 0
    while at < count and queue:
        now, asset = heappop(queue)
        leaves = now + load[trip]
        h = _choose(rule if operated[at] else NEAREST, leaves, go[asset], beds, operations, free)
        if h < 0:
            continue
        trip += 1
        there = leaves + go[asset, h]
        for _ in range(min(seats[asset], beds[h], count - at)):
            hospitals[at] = h
            arrivals[at] = there + handover[at]
            beds[h] -= 1
            if operated[at] and operations[h] > 0:
                operations[h] -= 1
                table = free[h].argmin()
                free[h, table] = max(free[h, table], arrivals[at]) + means[h]
            at += 1
        heappush(queue, (there + back[asset, h], asset))


@njit(nogil=True, cache=True)
def bring_many(
    operated: Bools,
    ready: Floats,
    seats: Ints,
    load: Floats,
    go: Floats,
    back: Floats,
    beds: Ints,
    operations: Ints,
    tables: Ints,
    means: Floats,
    handover: Floats,
    rule: int,
    hospitals: Ints,
    arrivals: Floats,
) -> None:
    """Do so for many runs: `ready`, `load`, `handover`, `hospitals`, `arrivals` have a row for each."""
    for run in range(len(ready)):
        bring(
            operated,
            ready[run],
            seats,
            load[run],
            go,
            back,
            beds,
            operations,
            tables,
            means,
            handover[run],
            rule,
            hospitals[run],
            arrivals[run],
        )
