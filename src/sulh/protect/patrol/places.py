"""The places that patrols visit, and how long the trips between them take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sulh.kernels.facility_reach import distances_m
from sulh.protect.patrol.clock import DAY_MIN

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["PatrolPlace", "travel_minutes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PatrolPlace:
    """A place to be present at: lon, lat in degrees, WGS 84; times in minutes after local midnight.

    `value` is the harm expected there without presence, on one scale for all places. `stay_min` 0 is a
    drive-past. The first opening hours are `opens_min` to `closes_min`, others are `more_hours`; hours that
    close at or before they open close on the next day.
    """

    name: str
    lon: float
    lat: float
    value: float
    stay_min: float
    opens_min: float = 0.0
    closes_min: float = DAY_MIN
    more_hours: tuple[tuple[float, float], ...] = ()

    def windows(self, leave: float, back: float) -> tuple[tuple[float, float], ...]:
        """Return when a visit is possible from `leave` to `back`, which may be on the next day."""
        hours = ((self.opens_min, self.closes_min), *self.more_hours)
        windows: list[tuple[float, float]] = []
        for opens, closes in sorted(
            (max(opens + day, leave), min(closes + day + DAY_MIN * (closes <= opens), back))
            for opens, closes in hours
            for day in (-DAY_MIN, 0.0, DAY_MIN)
        ):
            if windows and opens <= windows[-1][1]:
                windows[-1] = windows[-1][0], max(closes, windows[-1][1])
            elif opens <= closes:
                windows.append((opens, closes))
        return tuple(each for each in windows if each[1] - each[0] >= self.stay_min)


def travel_minutes(
    places: tuple[PatrolPlace, ...], base: tuple[float, float], speed_kmh: float
) -> NDArray[np.float64]:
    """Return minutes between base (row and column 0) and places, in a straight line at one speed."""
    lon = np.array([base[0], *(place.lon for place in places)])
    lat = np.array([base[1], *(place.lat for place in places)])
    return distances_m(lon, lat, lon, lat) * 60 / (1000 * speed_kmh)
