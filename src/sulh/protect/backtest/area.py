"""A mission's area: land of its host countries around its bases, by border polygons."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from sulh.kernels.facility_reach import distances_m, within_m
from sulh.protect.backtest.points import Points, points_of
from sulh.warn.borders import (
    ACCURACY_KM,
    CountryBorders,
    countries_at,
    uncertain_places,
    within_borders,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["AREA_LEAST_M", "AREA_M", "HOST_SHARE", "Lands", "area_reach_m"]

AREA_M = 150_000.0
"""Maximum distance between a mission's past bases and the edge of its area."""

AREA_LEAST_M = 50_000.0
"""Minimum distance between a mission's past bases and the edge of its area."""

HOST_SHARE = 0.1
"""A country is a host where at least this share of the mission's bases, past and present, lie in it."""

BOX_DEGREES = 4.0


def area_reach_m(bases: Points, area_m: float) -> float:
    """Return how far the area goes beyond the bases, metres.

    As far as these lie from their middle (root mean square), from `AREA_LEAST_M` to `area_m`: a force
    that holds one border is not judged by the whole country.
    """
    middle = np.array([bases.lon.mean()]), np.array([bases.lat.mean()])
    spread = float(np.sqrt(np.mean(distances_m(bases.lon, bases.lat, *middle) ** 2)))
    return min(area_m, max(AREA_LEAST_M, spread))


def near_bases(frame: pl.DataFrame, bases: Points, reach_m: float) -> pl.DataFrame:
    """Return the rows within reach of a base."""
    around = frame.filter(
        pl.col("lon").is_between(bases.lon.min() - BOX_DEGREES, bases.lon.max() + BOX_DEGREES)
        & pl.col("lat").is_between(bases.lat.min() - BOX_DEGREES, bases.lat.max() + BOX_DEGREES)
    )
    points = points_of(around)
    starts, _ = within_m(points.lon, points.lat, bases.lon, bases.lat, reach_m=reach_m)
    return around.filter(pl.Series(np.diff(starts) > 0))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lands:
    """The borders, and which places lie in which hosts: each pair of hosts and places is asked once."""

    borders: CountryBorders
    _memory: dict[tuple[str, ...], dict[tuple[float, float], bool]] = field(default_factory=dict)

    def hosts(self, bases: Points) -> tuple[str, ...]:
        """Return the codes of the hosts, ascending.

        Bases so near to a border that they may lie beyond it count only where there are no others.
        """
        certain = ~uncertain_places(self.borders, bases.lon, bases.lat)
        sure = bases.only(certain) if certain.any() else bases
        names, counts = np.unique(
            countries_at(self.borders, sure.lon, sure.lat), return_counts=True
        )
        return tuple(sorted(names[(counts >= HOST_SHARE * len(sure)) & (names != "")].tolist()))

    def within(self, hosts: tuple[str, ...], points: Points) -> NDArray[np.bool_]:
        """Say which points lie in a host, or so near to it that the map cannot tell (`ACCURACY_KM`)."""
        memory = self._memory.setdefault(hosts, {})
        keys = list(zip(points.lon.tolist(), points.lat.tolist(), strict=True))
        new = sorted({key for key in keys if key not in memory})
        if new:
            lon, lat = np.array(new).T
            is_in = within_borders(self.borders, hosts, lon, lat, margin_km=ACCURACY_KM)
            memory.update(zip(new, is_in.tolist(), strict=True))
        return np.array([memory[key] for key in keys], np.bool_)
