"""Points of a back-test, and places a kilometre or more apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulh.kernels.facility_reach import within_m

if TYPE_CHECKING:
    import polars as pl

__all__ = ["Points", "apart", "points_of"]

Floats = NDArray[np.float64]

SAME_PLACE_M = 1_000.0
"""Places nearer to each other than this are one."""


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """Points: lon, lat in degrees, WGS 84, float64[n] each."""

    lon: Floats
    lat: Floats

    def __len__(self) -> int:
        """Return the number of points."""
        return len(self.lon)

    def only(self, which: NDArray[np.bool_] | NDArray[np.int64]) -> Points:
        """Return some of the points."""
        return Points(self.lon[which], self.lat[which])

    def and_then(self, others: Points) -> Points:
        """Return these points and then the others."""
        return Points(np.append(self.lon, others.lon), np.append(self.lat, others.lat))


def points_of(frame: pl.DataFrame) -> Points:
    """Return the points of a frame's columns lon and lat."""
    return Points(frame["lon"].to_numpy(), frame["lat"].to_numpy())


def apart(points: Points, people: Floats) -> tuple[NDArray[np.bool_], Floats]:
    """Say which points stay when of places nearer than `SAME_PLACE_M` only the first does.

    Returns
    -------
    stays, people : bool[n], float64[n]
        A place that stays has the most people of those that it stands for.
    """
    people = people.copy()
    ends = points.lon, points.lat
    starts, near = within_m(*ends, *ends, reach_m=SAME_PLACE_M)
    stays = np.ones(len(points), np.bool_)
    for i in range(len(points)):
        if stays[i]:
            others = near[starts[i] : starts[i + 1]]
            later = others[others > i]
            people[i] = max(people[i], people[later].max(initial=0.0))
            stays[later] = False
    return stays, people
