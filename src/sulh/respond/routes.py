"""The way that a trip takes, as a line on the map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulh.kernels.facility_reach import paired_m
from sulh.kernels.least_path import least_path
from sulh.protect import road_arrivals
from sulh.respond.ways import land_minutes, open_entries, piece_minutes, shuts

if TYPE_CHECKING:
    from sulh.respond.ways import Points, Travel, Vehicle, Ways

__all__ = ["Route", "find_route"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Route:
    """A way: its points float64[k] (degrees, WGS 84), minutes, and km on and off road.

    `minutes` is infinite, and the line empty, where no way leads.
    """

    lon: Floats
    lat: Floats
    minutes: float
    road_km: float
    off_km: float


def find_route(ways: Ways, travel: Travel, vehicle: Vehicle, start: Points, end: Points) -> Route:
    """Return the way of `land_minutes` from the first place of `start` to the first of `end`."""
    minutes = float(land_minutes(ways, travel, vehicle, start, end)[0, 0])
    nothing: Floats = np.empty(0)
    if not np.isfinite(minutes):
        return Route(lon=nothing, lat=nothing, minutes=minutes, road_km=0.0, off_km=0.0)
    shut = [each for each in travel.closures if shuts(each, vehicle)]
    inner = np.empty((0, 2))
    roads = ways.roads
    if roads is not None:
        here, there = (open_entries(ways, each, shut) for each in (start, end))
        source, target = int(here[0][0]), int(there[0][0])
        if source >= 0 and target >= 0:
            costs = piece_minutes(ways, travel, vehicle)[1]
            goal = int(road_arrivals(roads, there[0])[0])
            edges = least_path(roads.starts, roads.ends, costs, source, goal)
            nodes = np.concatenate([[source], roads.ends[edges]]).astype(np.int64)
            walk_kmh = min(ways.pace.off_kmh, vehicle.top_kmh or np.inf) * travel.off_factor
            by_road = costs[edges].sum() + (here[1][0] + there[1][0]) * 0.06 / walk_kmh
            is_way = source == target or len(edges) > 0
            if is_way and by_road <= minutes * (1 + 1e-9) + 1e-9:
                inner = np.column_stack([roads.lon[nodes], roads.lat[nodes]])
    ends = [(start.lon[0], start.lat[0])], [(end.lon[0], end.lat[0])]
    line = np.vstack([ends[0], inner, ends[1]])
    metres = paired_m(*line[:-1].T, *line[1:].T)
    on_road = float(metres[1:-1].sum()) / 1000.0 if len(inner) else 0.0
    return Route(
        lon=line[:, 0],
        lat=line[:, 1],
        minutes=minutes,
        road_km=on_road,
        off_km=float(metres.sum()) / 1000.0 - on_road,
    )
