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
    from collections.abc import Sequence

    from sulh.respond.ways import Points, Travel, Vehicle, Ways

__all__ = ["Route", "find_route", "find_routes"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Route:
    """A way: its points float64[k] (degrees, WGS 84), minutes, and km on and off road.

    `minutes` is infinite, and the line empty, where no way leads. `on_roads`: all but its first and its
    last piece follow roads; else it is straight.
    """

    lon: Floats
    lat: Floats
    minutes: float
    road_km: float
    off_km: float
    on_roads: bool = False


def find_route(ways: Ways, travel: Travel, vehicle: Vehicle, start: Points, end: Points) -> Route:
    """Return the way of `land_minutes` from the first place of `start` to the first of `end`."""
    return find_routes(ways, travel, vehicle, start, end, [(0, 0)])[0]


def find_routes(
    ways: Ways,
    travel: Travel,
    vehicle: Vehicle,
    starts: Points,
    ends: Points,
    pairs: Sequence[tuple[int, int]],
) -> list[Route]:
    """Return the ways of `land_minutes` between pairs of places, by their positions in `starts` and `ends`."""
    minutes = land_minutes(ways, travel, vehicle, starts, ends)
    inner = _road_lines(ways, travel, vehicle, starts, ends, pairs, minutes)
    nothing: Floats = np.empty(0)
    routes = []
    for (i, j), nodes in zip(pairs, inner, strict=True):
        if not np.isfinite(minutes[i, j]):
            routes.append(Route(lon=nothing, lat=nothing, minutes=np.inf, road_km=0.0, off_km=0.0))
            continue
        first, last = [(starts.lon[i], starts.lat[i])], [(ends.lon[j], ends.lat[j])]
        line = np.vstack([first, nodes, last])
        metres = paired_m(*line[:-1].T, *line[1:].T)
        on_road = float(metres[1:-1].sum()) / 1000.0 if len(nodes) else 0.0
        routes.append(
            Route(
                lon=line[:, 0],
                lat=line[:, 1],
                minutes=float(minutes[i, j]),
                road_km=on_road,
                off_km=float(metres.sum()) / 1000.0 - on_road,
                on_roads=len(nodes) > 0,
            )
        )
    return routes


def _road_lines(
    ways: Ways,
    travel: Travel,
    vehicle: Vehicle,
    starts: Points,
    ends: Points,
    pairs: Sequence[tuple[int, int]],
    minutes: Floats,
) -> list[Floats]:
    """Return the points of each pair's way along roads, float64[k, 2]; none where it goes straight."""
    straight: Floats = np.empty((0, 2))
    roads = ways.roads
    if roads is None:
        return [straight for _ in pairs]
    shut = [each for each in travel.closures if shuts(each, vehicle)]
    here, there = (open_entries(ways, each, shut) for each in (starts, ends))
    costs = piece_minutes(ways, travel, vehicle)[1]
    walk_kmh = min(ways.pace.off_kmh, vehicle.top_kmh or np.inf) * travel.off_factor
    goals = np.where(there[0] >= 0, there[0], 0)
    goals = road_arrivals(roads, goals)
    lines = []
    for i, j in pairs:
        source = int(here[0][i])
        if source < 0 or there[0][j] < 0 or not np.isfinite(minutes[i, j]):
            lines.append(straight)
            continue
        edges = least_path(roads.starts, roads.ends, costs, source, int(goals[j]))
        nodes = np.concatenate([[source], roads.ends[edges]]).astype(np.int64)
        by_road = costs[edges].sum() + (here[1][i] + there[1][j]) * 0.06 / walk_kmh
        is_way = source == int(there[0][j]) or len(edges) > 0
        is_fastest = is_way and by_road <= minutes[i, j] * (1 + 1e-9) + 1e-9
        lines.append(
            np.column_stack([roads.lon[nodes], roads.lat[nodes]]) if is_fastest else straight
        )
    return lines
