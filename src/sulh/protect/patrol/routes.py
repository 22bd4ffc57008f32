"""Which places patrols can visit in one day and be back in time: every possible day, exactly.

A set of places is one number, its mask: bit i is place i. A patrol may wait before a place opens, and an
early arrival never hurts, so the earliest departure for each set and last place is enough (Held and Karp
1962, with time windows). This is exact, and therefore only for a dozen places.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sulh.kernels.least_sums import shortest_among

__all__ = ["PLACES_MAX", "DayLimits", "Days", "Stop", "day_limits", "possible_days"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

PLACES_MAX = 12
"""With more places there are too many sets to examine one by one."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DayLimits:
    """The limits of a day's routes; all times in minutes after local midnight.

    `travel` float64[n + 1, n + 1] in minutes, row and column 0 the base; `stay`, `opens`, `closes`
    float64[n]: a visit begins and ends within the opening hours. `shut[i]` are the breaks in them, each from
    when place i closes to when it opens again; none for no place where it is empty.
    """

    travel: Floats
    stay: Floats
    opens: Floats
    closes: Floats
    leave: float
    back: float
    shut: tuple[tuple[tuple[float, float], ...], ...] = ()

    def begins(self, place: int, arrives: float) -> float:
        """Return when a visit can begin at the earliest; it may end too late."""
        begin = max(arrives, float(self.opens[place]))
        for closes, opens in self.shut[place] if self.shut else ():
            if begin < opens and begin + self.stay[place] > closes + 1e-9:
                begin = opens
        return begin

    def windows(self, place: int) -> list[tuple[float, float]]:
        """Return the opening hours of a place, one after the other."""
        shut = self.shut[place] if self.shut else ()
        opens = [float(self.opens[place]), *(each[1] for each in shut)]
        return list(
            zip(opens, [*(each[0] for each in shut), float(self.closes[place])], strict=True)
        )


def day_limits(
    *,
    travel: Floats,
    stay: Floats,
    opens: Floats,
    closes: Floats,
    leave: float,
    back: float,
    shut: tuple[tuple[tuple[float, float], ...], ...] = (),
) -> DayLimits:
    """Return the limits with shortest paths, through other places where that is faster.

    Then a visit left out never makes a patrol late.
    """
    return DayLimits(
        travel=shortest_among(travel),
        stay=stay,
        opens=opens,
        closes=closes,
        leave=leave,
        back=back,
        shut=shut,
    )


@dataclass(frozen=True, slots=True)
class Stop:
    """A visit: the place's position, when it begins and ends, minutes after local midnight."""

    place: int
    begins: float
    ends: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Days:
    """Days that are possible: `visits` bool[m, n], and the `orders` of each, place by place.

    `orders[k]` has for each patrol that leaves the base on day k the places it visits, in a possible order.
    `proven`: these are all the largest possible days; otherwise a search returned them.
    """

    limits: DayLimits
    visits: NDArray[np.bool_]
    orders: tuple[tuple[tuple[int, ...], ...], ...]
    patrols: int
    proven: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Sets:
    """All sets: what one patrol can do, what several can, and when each set may end where."""

    limits: DayLimits
    levels: tuple[Ints, ...]
    departures: Floats

    def order(self, mask: int) -> tuple[tuple[int, ...], ...]:
        """Return which patrol goes where on this day."""
        parts: list[int] = []
        left = mask
        for fewer in reversed(self.levels[:-1]):
            if left == 0:
                break
            part = self._part(left, fewer)
            parts.append(part[1])
            left = part[0]
        if left:
            parts.append(left)
        routes = []
        count = 0
        for part_mask in parts:  # travel times are shortest paths: an earlier visit can be left out
            fresh = part_mask & ~count
            count |= part_mask
            if fresh:
                routes.append(self._route(fresh))
        return tuple(routes)

    def _part(self, mask: int, fewer: Ints) -> tuple[int, int]:
        """Split a set between one patrol and the others, with the least overlap."""
        alone = self.levels[0]
        inside = alone[(alone & ~mask) == 0]
        rest = np.append(fewer[(fewer & ~mask) == 0], 0)
        left, right = np.nonzero((rest[:, None] | inside[None, :]) == mask)
        overlap = np.bitwise_count(rest[left] & inside[right])
        best = int(np.argmin(overlap))
        return int(rest[left[best]]), int(inside[right[best]])

    def _route(self, mask: int) -> tuple[int, ...]:
        limits = self.limits
        left, after, stops = mask, 0, []
        deadline = limits.back
        while left:
            ends = [
                (self.departures[left, i], i)
                for i in _members(left)
                if self.departures[left, i] + limits.travel[i + 1, after] <= deadline + 1e-9
            ]
            end, place = min(ends)
            stops.append(place)
            deadline, after = end - limits.stay[place], place + 1
            left &= ~(1 << place)
        return tuple(reversed(stops))


def possible_days(limits: DayLimits, patrols: int) -> Days:
    """Return what `patrols` routes from the base and back can visit in one day."""
    n = len(limits.stay)
    departures = _departures(limits)
    back = (departures + limits.travel[1:, 0][None, :]).min(axis=1, initial=np.inf)
    alone = np.flatnonzero(back <= limits.back + 1e-9).astype(np.int64)
    levels = [alone]
    for _ in range(min(patrols, n) - 1):
        before = levels[-1]
        levels.append(
            np.unique(np.concatenate([before, (before[:, None] | alone[None, :]).ravel()]))
        )
    masks = _largest(levels[-1])
    visits = (masks[:, None] >> np.arange(n) & 1).astype(bool)
    sets = _Sets(limits=limits, levels=tuple(levels), departures=departures)
    return Days(
        limits=limits,
        visits=visits,
        orders=tuple(sets.order(int(mask)) for mask in masks),
        patrols=patrols,
        proven=True,
    )


def _departures(limits: DayLimits) -> Floats:
    """Return float64[2**n, n]: the earliest end of the visit to the last place of each set."""
    n = len(limits.stay)
    ends = np.full((1 << n, n), np.inf)
    for mask in range(1, 1 << n):
        for last in _members(mask):
            before = mask & ~(1 << last)
            if before:
                arrives = float((ends[before] + limits.travel[1:, last + 1]).min())
            else:
                arrives = limits.leave + limits.travel[0, last + 1]
            end = limits.begins(last, arrives) + limits.stay[last]
            if end <= limits.closes[last] + 1e-9:
                ends[mask, last] = end
    return ends


def _largest(masks: Ints) -> Ints:
    """Leave out each set that lies within another."""
    largest = [m for m in masks if not ((masks & m == m) & (masks != m)).any()]
    return np.array(largest, np.int64)


def _members(mask: int) -> list[int]:
    return [i for i in range(mask.bit_length()) if mask >> i & 1]
