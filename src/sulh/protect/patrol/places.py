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

    `value` is the harm expected there without presence, on one scale for all places.
    """

    name: str
    lon: float
    lat: float
    value: float
    stay_min: float
    opens_min: float = 0.0
    closes_min: float = DAY_MIN


def travel_minutes(
    places: tuple[PatrolPlace, ...], base: tuple[float, float], speed_kmh: float
) -> NDArray[np.float64]:
    """Return minutes between base (row and column 0) and places, in a straight line at one speed."""
    lon = np.array([base[0], *(place.lon for place in places)])
    lat = np.array([base[1], *(place.lat for place in places)])
    return distances_m(lon, lat, lon, lat) * 60 / (1000 * speed_kmh)
