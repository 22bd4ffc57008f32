"""The ways that a plan of another room goes by: closures with dates, season, escort, and one vehicle.

`protect` places bases and plans patrols by the same travel times as a reaction or an evacuation has.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulh.errors import InputError
from sulh.kernels.least_sums import shortest_among
from sulh.protect import WaysUsed
from sulh.respond.reasons import closed_areas, closure_line, travel_words, why_no_way
from sulh.respond.ways import Points, Travel, Vehicle, closures_on, land_minutes, travel_on

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sulh.respond.records import WayClosure
    from sulh.respond.ways import Ways

__all__ = ["TripTimes", "base_minutes"]

Floats = NDArray[np.float64]
NAMED_MAX = 5
KIND_WORDS = {"armoured": "armoured vehicle"}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TripTimes:
    """Travel times of one vehicle by day.

    `closures` are all, with their dates: those of a day take the place of `Travel.closures`. `notes` say what
    does not count, such as rows of a table that could not be read.
    """

    ways: Ways
    closures: tuple[WayClosure, ...] = ()
    travel: Travel = field(default_factory=Travel)
    vehicle: Vehicle = field(default_factory=Vehicle)
    notes: tuple[str, ...] = ()

    def travel_on(self, day: date, last: date | None = None) -> Travel:
        """Return the circumstances of a day; or those with each closure of any day up to a `last`."""
        return travel_on(self.travel, self.closures, day, last)

    def minutes(
        self,
        day: date,
        lon: Floats,
        lat: Floats,
        lon_to: Floats,
        lat_to: Floats,
        *,
        limit: float = np.inf,
    ) -> Floats:
        """Return the minutes of `land_minutes` on a day, float64[n, m]; infinity above the limit."""
        ends = Points(lon, lat), Points(lon_to, lat_to)
        minutes = land_minutes(self.ways, self.travel_on(day), self.vehicle, *ends)
        return np.where(minutes <= limit, minutes, np.inf)

    def used(self, day: date, last: date | None = None) -> WaysUsed:
        """Return in words what these times rest on, on a day or on all days up to a `last`."""
        closures = closures_on(self.closures, day, last)
        is_one = last is None or last == day
        days = f"on {day}" if is_one else f"on a day from {day} to {last}"
        return self._used(closures, days, "" if is_one else "; each counts on all of them")

    def used_in(self, days: Sequence[date]) -> WaysUsed:
        """Return the same for periods, of which only the closures of the first `days` count."""
        closures = tuple(
            each for each in self.closures if any(closures_on([each], d) for d in days)
        )
        return self._used(
            closures,
            "on the first day of a period",
            "; each counts in the periods that begin in it",
        )

    def _used(self, closures: tuple[WayClosure, ...], days: str, rule: str) -> WaysUsed:
        count = (
            f"Closures that hold {days}: {len(closures):,}{rule}."
            if closures
            else f"No closure that holds {days} is known."
        )
        return WaysUsed(
            sentences=(self.ways.assumption, self._vehicle(closures), count, *self.notes),
            closures=tuple(closure_line(each) for each in closures),
            areas=closed_areas(closures),
        )

    def _vehicle(self, closures: Sequence[WayClosure]) -> str:
        weight = f" of {self.vehicle.weight_t:g} t" if self.vehicle.weight_t else ""
        kind = KIND_WORDS.get(self.vehicle.kind, self.vehicle.kind)
        words = f"by {kind}{weight}", *travel_words(self.travel)
        facts = None if self.ways.roads is None else self.ways.roads.facts
        is_limited = any(each.bears_t is not None for each in closures) or (
            facts is not None and bool(np.isfinite(facts.bears_t).any())
        )
        light = " Its weight is not given: no limit of weight holds it back."
        return f"Travel is {', '.join(words)}." + light * (is_limited and not weight)


def base_minutes(
    times: TripTimes,
    base: tuple[float, float],
    places: Sequence[tuple[str, float, float]],
    day: date,
    last: date | None = None,
) -> Floats:
    """Return minutes between a base (row and column 0) and places (name, lon, lat), float64[n + 1, n + 1].

    Degrees, WGS 84. A closure that holds on any day up to a `last` counts. Ways lead by way of other places
    where that is faster.

    Raises
    ------
    InputError
        When no way leads to a place and back: the sentence says why.
    """
    travel = times.travel_on(day, last)
    lon, lat = (
        np.array([own, *(each[at] for each in places)], np.float64)
        for at, own in enumerate(base, start=1)
    )
    ends = Points(lon, lat)
    minutes = shortest_among(land_minutes(times.ways, travel, times.vehicle, ends, ends))
    lost = np.flatnonzero(~np.isfinite(minutes[0] + minutes[:, 0]))
    if len(lost):
        home = Points(lon[:1], lat[:1])
        reasons = []
        for i in lost[:NAMED_MAX]:
            name, there = places[i - 1][0], Points(lon[i : i + 1], lat[i : i + 1])
            pair = (home, there) if not np.isfinite(minutes[0, i]) else (there, home)
            why = why_no_way(times.ways, travel, times.vehicle, *pair, name="it")
            reasons.append(f"{name}: {why}")
        more = f"; and {len(lost) - NAMED_MAX:,} more" if len(lost) > NAMED_MAX else ""
        raise InputError(
            f"No way leads from the base and back: {'; '.join(reasons)}{more}.",
            remedy="Plan these places from another base, or leave them out until a way is open.",
        )
    return minutes
