"""Units sent to calls, event by event: the nearest that is free goes, over a table of travel times."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numba import njit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Int32s = NDArray[np.int32]

__all__ = ["LOST", "OUT_OF_REACH", "dispatch"]

LOST, OUT_OF_REACH = -1, -2
CLEAR, HOME = 0, 1
UNKNOWN, NO, YES = -1, 0, 1
OFTEN = 4
"""After so many calls from a place, its units are put in the order of their times from home."""


@njit(nogil=True, cache=True)
def _order(times: Floats, out: Int32s) -> None:
    """Put the positions of `times` into `out`, the least first, of equal ones the lower (by insertion)."""
    for n in range(len(times)):
        place = n
        while place > 0 and times[out[place - 1]] > times[n]:
            out[place] = out[place - 1]
            place -= 1
        out[place] = n


@njit(nogil=True, cache=True)
def _push(queue: Ints, count: int, ranks: Ints, call: int) -> int:
    """Put a call into the heap of those who wait, by rank, then by number; return how many there are."""
    place = count
    while place > 0:
        parent = (place - 1) // 2
        other = queue[parent]
        if (ranks[other], other) < (ranks[call], call):
            break
        queue[place] = other
        place = parent
    queue[place] = call
    return count + 1


@njit(nogil=True, cache=True)
def _pop(queue: Ints, count: int, ranks: Ints) -> int:
    """Take the first call out of the heap of `count` that wait, and return it."""
    first, last = int(queue[0]), queue[count - 1]
    place, child = 0, 1
    while child < count - 1:
        if child + 1 < count - 1:
            left, right = queue[child], queue[child + 1]
            if (ranks[right], right) < (ranks[left], left):
                child += 1
        other = queue[child]
        if (ranks[last], last) < (ranks[other], other):
            break
        queue[place] = other
        place, child = child, 2 * child + 1
    queue[place] = last
    return first


@njit(nogil=True, cache=True)
def _next(due: Floats, kinds: Ints) -> int:
    """Return whose event is next; of one moment the ends of work come first, then the lower unit."""
    best = 0
    for unit in range(1, len(due)):
        if due[unit] < due[best] or (due[unit] == due[best] and kinds[unit] < kinds[best]):
            best = unit
    return best


@njit(nogil=True, cache=True)
def _is_within(travel: Floats, homes: Ints, place: int) -> bool:
    """Say whether any home has a way to a place."""
    for home in homes:  # noqa: SIM110 -- compiled
        if travel[home, place] < np.inf:
            return True
    return False


@njit(nogil=True, cache=True)
def dispatch(
    times: Floats,
    places: Ints,
    scenes: Floats,
    ranks: Ints,
    homes: Ints,
    travel: Floats,
    paces: Floats,
    slows: Floats,
    home_first: bool,  # noqa: FBT001
    waits: bool,  # noqa: FBT001
) -> tuple[Ints, Floats, Floats, Floats]:
    """Return which unit goes to each call, and when it is sent, there and clear.

    To each call goes the free unit with the least travel time, of equal ones the first. A unit stays at
    the scene, then goes home. Of those who wait, the lowest rank is next, then the earliest call. Of
    events at one moment the ends of work come first, then the returns, then the calls, each in the
    order of units or calls.

    Parameters
    ----------
    times : float64[n]
        When each call comes, in order.
    places, ranks : int64[n]
        Where it is, as a row of `travel`; the lower the rank, the more urgent.
    scenes : float64[n]
        How long a unit stays there.
    homes : int64[u]
        Where each unit lives, as a row of `travel`.
    travel : float64[p, p]
        Travel times from row to column, in the unit of `times`; infinity where there is no way.
    paces : float64[u]
        How many times these travel times each unit needs, on every way.
    slows : float64[n]
        How many times as long the way to each call and from it home takes, whoever goes.
    home_first : bool
        A unit takes no call before it is home. Otherwise it may be sent on from the place it left.
    waits : bool
        Calls wait for a unit; otherwise a call without a free unit is lost.

    Returns
    -------
    units : int64[n]
        Positions in `homes`; -1 (`LOST`) where nobody was free, -2 (`OUT_OF_REACH`) where no home has a way.
    starts, there, clear : float64[n]
        Moments; not a number where nobody went.
    """
    n, u = len(times), len(homes)
    units = np.full(n, LOST, dtype=np.int64)
    starts, there, clear = np.full(n, np.nan), np.full(n, np.nan), np.full(n, np.nan)
    at, free_at, home_at = homes.copy(), np.full(u, -np.inf), np.full(u, -np.inf)
    reach = np.full(len(travel), UNKNOWN, dtype=np.int8)
    # From places that call often, units are kept in the order of their times from home.
    asked, row_of = np.zeros(len(travel), dtype=np.int64), np.full(len(travel), -1, dtype=np.int64)
    orders, rows, from_homes = np.empty((16, u), dtype=np.int32), 0, np.empty(u)
    # While calls wait, units change one event after the other; else nobody need know before a call comes.
    due, kinds, is_free = np.empty(u), np.empty(u, dtype=np.int64), np.empty(u, dtype=np.bool_)
    queue, aside, waiting, left, free = np.empty(n, np.int64), np.empty(n, np.int64), 0, 0, 0
    ahead, unit = 0, -1
    while True:
        is_calm = waiting == 0
        if is_calm and ahead >= n:
            return units, starts, there, clear
        now, call = np.inf, -1
        if not is_calm and u > 0:
            unit = _next(due, kinds)
            now = due[unit]
        if ahead < n and times[ahead] < now:
            now, call = times[ahead], ahead
            ahead += 1
            place = places[call]
            if reach[place] == UNKNOWN:
                reach[place] = YES if _is_within(travel, homes, place) else NO
            if reach[place] == NO:
                units[call] = OUT_OF_REACH
                continue
            if not is_calm:
                waiting, call = _push(queue, waiting, ranks, call), -1
        elif now == np.inf:
            return units, starts, there, clear
        else:
            free += not is_free[unit]
            is_free[unit], due[unit] = True, np.inf
            if kinds[unit] == CLEAR:
                kinds[unit], due[unit] = HOME, home_at[unit]
            else:
                at[unit] = homes[unit]
        while call >= 0 or (waiting > 0 and free > 0):
            if call < 0:
                call = _pop(queue, waiting, ranks)
                waiting -= 1
            place, best, least = places[call], -1, np.inf
            if is_calm and home_first and row_of[place] >= 0:
                for each in orders[row_of[place]]:
                    if home_at[each] <= now:
                        best, least = each, travel[homes[each], place] * paces[each]
                        break
            else:
                first, last = 0, u
                if not is_calm and free == 1 and is_free[unit]:
                    first, last = unit, unit + 1  # nobody else is
                for each in range(first, last):
                    if is_calm and home_at[each] <= now:
                        time = travel[homes[each], place] * paces[each]
                    elif (free_at[each] <= now) if is_calm else is_free[each]:
                        time = travel[at[each], place] * paces[each]
                    else:
                        continue
                    if time < least:
                        best, least = each, time
                asked[place] += 1
                if home_first and asked[place] == OFTEN:
                    if rows == len(orders):
                        longer = np.empty((2 * rows, u), dtype=np.int32)
                        longer[:rows] = orders
                        orders = longer
                    for each in range(u):
                        from_homes[each] = travel[homes[each], place] * paces[each]
                    _order(from_homes, orders[rows])
                    row_of[place], rows = rows, rows + 1
            if least < np.inf:
                units[call], starts[call] = best, now
                there[call] = now + least * slows[call]
                clear[call] = there[call] + scenes[call]
                # Without a way it stays where it is.
                back = travel[place, homes[best]] * paces[best] * slows[call]
                at[best], home_at[best] = place, clear[call] + back
                free_at[best] = home_at[best] if home_first else clear[call]
                is_free[best], due[best], free = False, free_at[best], free - 1
                kinds[best] = HOME if home_first else CLEAR
            elif waits:
                aside[left] = call
                left += 1
            call = -1
        if is_calm and left > 0:
            free = 0
            for each in range(u):
                is_free[each] = free_at[each] <= now
                free += is_free[each]
                kinds[each] = HOME if home_first or is_free[each] else CLEAR
                due[each] = home_at[each] if is_free[each] else free_at[each]
                if home_at[each] <= now:
                    due[each], at[each] = np.inf, homes[each]
        while left > 0:
            left -= 1
            waiting = _push(queue, waiting, ranks, aside[left])
