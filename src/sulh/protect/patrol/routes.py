"""Which places patrols can visit in one day and be back in time: every possible day, exactly.

A set of places is one number, its mask: bit i is place i. Waiting before a place opens is allowed, and
to arrive earlier never hurts, so for each set and last place the earliest departure is enough to know
(Held and Karp 1962, with time windows). Exact, and therefore for a dozen places only.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["PLACES_MAX", "DayLimits", "Days", "Stop", "day_limits", "possible_days"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

PLACES_MAX = 12
"""With more places the sets are too many to go through one by one."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DayLimits:
    """What routes must respect; all times in minutes after local midnight.

    `travel` float64[n + 1, n + 1] in minutes, row and column 0 the base; `stay`, `opens`, `closes`
    float64[n]: a visit begins and ends within the opening hours.
    """

    travel: Floats
    stay: Floats
    opens: Floats
    closes: Floats
    leave: float
    back: float


def day_limits(
    *,
    travel: Floats,
    stay: Floats,
    opens: Floats,
    closes: Floats,
    leave: float,
    back: float,
) -> DayLimits:
    """Return the ground with the shortest ways, by way of other places where that is quicker.

    Then to leave out a visit never makes a patrol late (Floyd 1962, *Algorithm 97: Shortest path*).
    """
    shortest = travel.copy()
    np.fill_diagonal(shortest, 0.0)
    for by in range(len(shortest)):
        shortest = np.minimum(shortest, shortest[:, by, None] + shortest[None, by, :])
    return DayLimits(travel=shortest, stay=stay, opens=opens, closes=closes, leave=leave, back=back)


@dataclass(frozen=True, slots=True)
class Stop:
    """A visit: the place's position, when it begins and ends, minutes after local midnight."""

    place: int
    begins: float
    ends: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Days:
    """Days that patrols can do: `visits` bool[m, n], and the `orders` of each, place by place.

    `orders[k]` has for each patrol that leaves the base on day k the places it visits, in a possible order.
    `proven`: these are all the largest possible days, and not some that a search found.
    """

    ground: DayLimits
    visits: NDArray[np.bool_]
    orders: tuple[tuple[tuple[int, ...], ...], ...]
    patrols: int
    proven: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Sets:
    """All sets: what one patrol can do, what several can, and when each set may end where."""

    ground: DayLimits
    levels: tuple[Ints, ...]
    departures: Floats

    def order(self, mask: int) -> tuple[tuple[int, ...], ...]:
        """Return who goes where on this day."""
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
        done = 0
        for part_mask in parts:  # travel times are shortest ways: what was seen can be left out
            fresh = part_mask & ~done
            done |= part_mask
            if fresh:
                routes.append(self._route(fresh))
        return tuple(routes)

    def _part(self, mask: int, fewer: Ints) -> tuple[int, int]:
        """Split a set into what one patrol fewer can do and what one does, with least overlap."""
        alone = self.levels[0]
        inside = alone[(alone & ~mask) == 0]
        rest = np.append(fewer[(fewer & ~mask) == 0], 0)
        left, right = np.nonzero((rest[:, None] | inside[None, :]) == mask)
        overlap = np.bitwise_count(rest[left] & inside[right])
        best = int(np.argmin(overlap))
        return int(rest[left[best]]), int(inside[right[best]])

    def _route(self, mask: int) -> tuple[int, ...]:
        ground = self.ground
        left, after, stops = mask, 0, []
        deadline = ground.back
        while left:
            ends = [
                (self.departures[left, i], i)
                for i in _members(left)
                if self.departures[left, i] + ground.travel[i + 1, after] <= deadline + 1e-9
            ]
            end, place = min(ends)
            stops.append(place)
            deadline, after = end - ground.stay[place], place + 1
            left &= ~(1 << place)
        return tuple(reversed(stops))


def possible_days(ground: DayLimits, patrols: int) -> Days:
    """Return what `patrols` routes, each from the base and back to it, can visit in one day."""
    n = len(ground.stay)
    departures = _departures(ground)
    back = (departures + ground.travel[1:, 0][None, :]).min(axis=1, initial=np.inf)
    alone = np.flatnonzero(back <= ground.back + 1e-9).astype(np.int64)
    levels = [alone]
    for _ in range(min(patrols, n) - 1):
        before = levels[-1]
        levels.append(
            np.unique(np.concatenate([before, (before[:, None] | alone[None, :]).ravel()]))
        )
    masks = _largest(levels[-1])
    visits = (masks[:, None] >> np.arange(n) & 1).astype(bool)
    sets = _Sets(ground=ground, levels=tuple(levels), departures=departures)
    return Days(
        ground=ground,
        visits=visits,
        orders=tuple(sets.order(int(mask)) for mask in masks),
        patrols=patrols,
        proven=True,
    )


def _departures(ground: DayLimits) -> Floats:
    """Return float64[2**n, n]: the earliest end of the visit to the last place, having seen the set."""
    n = len(ground.stay)
    ends = np.full((1 << n, n), np.inf)
    for mask in range(1, 1 << n):
        for last in _members(mask):
            before = mask & ~(1 << last)
            if before:
                arrives = float((ends[before] + ground.travel[1:, last + 1]).min())
            else:
                arrives = ground.leave + ground.travel[0, last + 1]
            end = max(arrives, ground.opens[last]) + ground.stay[last]
            if end <= ground.closes[last] + 1e-9:
                ends[mask, last] = end
    return ends


def _largest(masks: Ints) -> Ints:
    """Leave out each set that lies within another."""
    kept = [m for m in masks if not ((masks & m == m) & (masks != m)).any()]
    return np.array(kept, np.int64)


def _members(mask: int) -> list[int]:
    return [i for i in range(mask.bit_length()) if mask >> i & 1]
