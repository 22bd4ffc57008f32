"""Units sent to calls, event by event: the nearest that is free goes, over a table of travel times."""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING

import numpy as np
from numba import njit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

__all__ = ["LOST", "OUT_OF_REACH", "dispatch"]

LOST, OUT_OF_REACH = -1, -2
CLEAR, HOME = 0, 1
UNKNOWN, NO, YES = -1, 0, 1


@njit(nogil=True, cache=True)
def _nearest(ways: Floats, paces: Floats, at: Ints, free: Ints, count: int, place: int) -> int:
    """Return the position in `free` of the unit with the least travel time; -1 without one."""
    least, best = np.inf, -1
    way = ways[place]
    for n in range(count):
        time = way[at[free[n]]] * paces[free[n]]
        if time < least or (time == least and best >= 0 and free[n] < free[best]):
            least, best = time, n
    return best


@njit(nogil=True, cache=True)
def _settle(winners: Ints, due: Floats, kinds: Ints, unit: int) -> None:
    """Put a unit's new moment into the tree, whose root is the unit with the next event."""
    half = len(winners) // 2
    node = (unit + half) // 2
    while node > 0:
        left, right = winners[2 * node], winners[2 * node + 1]
        winner = left
        if right >= 0 and (
            due[right] < due[left] or (due[right] == due[left] and kinds[right] < kinds[left])
        ):
            winner = right  # of equal ones the left, which is the lower unit
        winners[node] = winner
        node //= 2


@njit(nogil=True, cache=True)
def _leave(free: Ints, where: Ints, count: int, unit: int) -> int:
    """Take a unit out of the list of those free; return how many are left."""
    place, last = where[unit], free[count - 1]
    free[place], where[last], where[unit] = last, place, -1
    return count - 1


@njit(nogil=True, cache=True)
def _enter(free: Ints, where: Ints, count: int, unit: int) -> int:
    """Put a unit into the list of those free, unless it is there; return how many there are."""
    if where[unit] >= 0:
        return count
    free[count], where[unit] = unit, count
    return count + 1


@njit(nogil=True, cache=True)
def dispatch(
    times: Floats,
    places: Ints,
    scenes: Floats,
    ranks: Ints,
    homes: Ints,
    travel: Floats,
    paces: Floats,
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
    at, kinds, due = homes.copy(), np.zeros(u, dtype=np.int64), np.full(u, np.inf)
    ways = travel.T.copy()  # what is compared lies side by side
    half = 1
    while half < u:
        half *= 2
    winners = np.full(2 * half, -1, dtype=np.int64)
    winners[half : half + u] = np.arange(u)
    for each in range(u):
        _settle(winners, due, kinds, each)
    free, where, count = np.arange(u), np.arange(u), u
    reach = np.full(len(travel), UNKNOWN, dtype=np.int8)
    waiting = [(0, 0)]
    waiting.pop()
    aside = [(0, 0)]
    aside.pop()
    ahead, alone = 0, -1
    while True:
        unit = winners[1]
        now = due[unit] if unit >= 0 else np.inf
        if now < np.inf and (ahead >= n or now <= times[ahead]):
            if kinds[unit] == CLEAR:
                kinds[unit] = HOME
                # Without a way it stays where it is.
                due[unit] = now + travel[at[unit], homes[unit]] * paces[unit]
                count = _enter(free, where, count, unit)
            else:
                due[unit], at[unit] = np.inf, homes[unit]
                count = _enter(free, where, count, unit)
            _settle(winners, due, kinds, unit)
        elif ahead < n:
            now, call = times[ahead], ahead
            ahead += 1
            if reach[places[call]] == UNKNOWN:
                reach[places[call]] = NO
                for each in range(u):
                    if travel[homes[each], places[call]] < np.inf:
                        reach[places[call]] = YES
                        break
            if reach[places[call]] == NO:
                units[call] = OUT_OF_REACH
                continue
            if count and not waiting:
                alone = call  # nobody else asks: it need not queue
            elif waits:
                heappush(waiting, (ranks[call], call))
        else:
            return units, starts, there, clear
        while count and (alone >= 0 or waiting):
            if alone >= 0:
                first, alone = (ranks[alone], alone), -1
            else:
                first = heappop(waiting)
            call = first[1]
            best = _nearest(ways, paces, at, free, count, places[call])
            if best < 0:
                if waits:
                    aside.append(first)
                continue
            unit = free[best]
            count = _leave(free, where, count, unit)
            units[call], starts[call] = unit, now
            there[call] = now + travel[at[unit], places[call]] * paces[unit]
            clear[call] = there[call] + scenes[call]
            at[unit] = places[call]
            kinds[unit], due[unit] = CLEAR, clear[call]
            if home_first:  # nothing changes when it is clear
                back = travel[at[unit], homes[unit]] * paces[unit]
                kinds[unit], due[unit] = HOME, clear[call] + back
            _settle(winners, due, kinds, unit)
        while aside:
            heappush(waiting, aside.pop())
