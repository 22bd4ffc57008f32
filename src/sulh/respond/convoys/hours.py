"""When vehicles may drive: the day's hours without the curfews, and whether one trip fits into them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sulh.errors import InputError, shown
from sulh.protect import parse_clock

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["DriveTime", "driving_hours", "hour_shares", "parse_curfew", "trip_fits"]

DAY_MIN = 1440.0
SPAN = re.compile(r"\s*([\d:]+)\s*-\s*([\d:]+)\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class DriveTime:
    """A trip to one place and back, in minutes: loading, way, unloading, way back.

    `opens`, `closes`: minutes after local midnight between which it is unloaded.
    """

    load: float
    go: float
    unload: float
    back: float
    opens: float
    closes: float

    @property
    def whole(self) -> float:
        """Return how long the trip takes without any wait."""
        return self.load + self.go + self.unload + self.back


def parse_curfew(text: str) -> tuple[float, float]:
    """Return the minutes after midnight of a curfew such as ``18:00-06:00``.

    Raises
    ------
    InputError
        When the text is no such span.
    """
    match = SPAN.fullmatch(text)
    if match is None:
        raise InputError(f"{shown(text)!r} is not a curfew.", remedy="Write HH:MM-HH:MM.")
    start, end = parse_clock(match[1]), parse_clock(match[2])
    if start == end:
        raise InputError(
            f"The curfew {shown(text)} has no length.", remedy="Give two different times."
        )
    return start, end


def driving_hours(
    leave: float, back: float, curfews: Iterable[tuple[float, float]]
) -> tuple[tuple[float, float], ...]:
    """Return the spans of a day in which vehicles drive, in minutes after local midnight.

    A curfew that ends before it begins runs over midnight.

    Raises
    ------
    InputError
        When no hour of the day remains.
    """
    if not 0.0 <= leave < back <= DAY_MIN:
        raise InputError(
            "Vehicles would be back before they leave.", remedy="Correct --leave and --return."
        )
    shut = []
    for start, end in curfews:
        shut += [(start, end)] if start < end else [(start, DAY_MIN), (0.0, end)]
    spans = [(leave, back)]
    for start, end in shut:
        spans = [
            part
            for span in spans
            for part in ((span[0], min(span[1], start)), (max(span[0], end), span[1]))
            if part[0] < part[1]
        ]
    if not spans:
        raise InputError(
            "Curfews leave no hour of the day to drive in.",
            remedy="Correct --curfew, --leave or --return.",
        )
    return tuple(sorted(spans))


def hour_shares(
    spans: Sequence[tuple[float, float]], hours_max: float | None
) -> tuple[tuple[float, ...], ...]:
    """Return ways of giving a driver's longest day (hours) to the spans, in minutes for each.

    Either in proportion to the spans, or the longest first. One way where the day has no limit or one span.
    """
    long = [end - start for start, end in spans]
    limit = DAY_MIN if hours_max is None else 60.0 * hours_max
    if limit >= sum(long):
        return (tuple(long),)
    even = tuple(limit * each / sum(long) for each in long)
    first, left = [0.0] * len(long), limit
    for at in sorted(range(len(long)), key=lambda i: (-long[i], i)):
        first[at] = min(long[at], left)
        left -= first[at]
    return tuple(dict.fromkeys((even, tuple(first))))


def trip_fits(trip: DriveTime, spans: Sequence[tuple[float, float]], limit_min: float) -> bool:
    """Say whether one vehicle can make the trip within one of the spans and a driver's day."""
    if trip.whole > limit_min + 1e-9:
        return False
    return any(
        max(start + trip.load + trip.go, trip.opens) + trip.unload
        <= min(trip.closes, end - trip.back) + 1e-9
        and trip.whole <= end - start + 1e-9
        for start, end in spans
    )
