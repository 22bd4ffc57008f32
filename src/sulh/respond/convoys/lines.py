"""The way of each trip as a line: along the roads where they lead there, else straight, and which is which."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulh.respond.convoys.links import profile_vehicle
from sulh.respond.routes import find_routes
from sulh.respond.ways import Points, travel_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sulh.respond.convoys.day import Trip, VehicleDay
    from sulh.respond.convoys.plan import ConvoyPlan
    from sulh.respond.convoys.ways import ConvoyWays
    from sulh.respond.routes import Route

__all__ = ["TripLeg", "trip_legs"]

Floats = NDArray[np.float64]
Point = tuple[float, float]
SAME_DEGREES = 1e-7
"""So near a road, a place stands on it."""


@dataclass(frozen=True, slots=True, eq=False)
class TripLeg:
    """A leg of a trip, from stop to stop: `lon`, `lat` float64[k] in degrees, WGS 84.

    `parts` are pieces of it: the positions of the first and the last point, and whether it follows roads.
    """

    lon: Floats
    lat: Floats
    parts: tuple[tuple[int, int, bool], ...]

    @property
    def follows_roads(self) -> bool:
        """Say whether some of it follows roads."""
        return any(part[2] for part in self.parts)


def trip_legs(
    plan: ConvoyPlan, runs: Sequence[VehicleDay], ways: ConvoyWays | None
) -> list[list[list[TripLeg]]]:
    """Return the legs of each trip of each run; straight ones without `ways`, or where none leads direct.

    The plan may go by another of its places where that is faster; the leg is drawn as the direct way.
    """
    groups: dict[object, list[tuple[Point, Point]]] = {}
    for run in runs:
        pairs = [pair for trip in run.trips for pair in _pairs(plan, run, trip)]
        groups.setdefault((run.profile, run.day), []).extend(pairs)
    legs: dict[object, dict[tuple[Point, Point], TripLeg]] = {}
    for run in runs:
        key = (run.profile, run.day)
        if key not in legs:
            legs[key] = _legs(plan, run, ways, list(dict.fromkeys(groups[key])))
    return [
        [
            [legs[run.profile, run.day][pair] for pair in _pairs(plan, run, trip)]
            for trip in run.trips
        ]
        for run in runs
    ]


def _pairs(plan: ConvoyPlan, run: VehicleDay, trip: Trip) -> Iterator[tuple[Point, Point]]:
    """Yield the ends of each leg: from the depot by the stops and back; loads for one place are one stop."""
    depot = plan.depots[run.depot]
    home = (depot.lon, depot.lat)
    before = home
    for point in (*(plan.points[stop.need] for stop in trip.stops), home):
        if point is not None and point != before:
            yield before, point
            before = point


def _legs(
    plan: ConvoyPlan, run: VehicleDay, ways: ConvoyWays | None, pairs: list[tuple[Point, Point]]
) -> dict[tuple[Point, Point], TripLeg]:
    own = None if ways is None or not ways.has_roads else ways.of(run.profile.classes)
    if own is None or not pairs:
        return {pair: _straight(*pair) for pair in pairs}
    travel = travel_on(plan.travel, plan.closures, run.day)
    vehicle = profile_vehicle(run.profile)
    starts, ends = (Points(*np.array(each, np.float64).T) for each in zip(*pairs, strict=True))
    along = [(i, i) for i in range(len(pairs))]
    routes = find_routes(own, travel, vehicle, starts, ends, along)
    return {
        pair: _along(route) if len(route.lon) else _straight(*pair)
        for pair, route in zip(pairs, routes, strict=True)
    }


def _straight(start: Point, end: Point) -> TripLeg:
    lon, lat = np.array([start, end], np.float64).T
    return TripLeg(lon, lat, ((0, 1, False),))


def _along(route: Route) -> TripLeg:
    """Return a way in its parts: to the road, along it, and away from it."""
    last = len(route.lon) - 1
    if not route.on_roads:
        return TripLeg(route.lon, route.lat, ((0, last, False),))
    parts = [(0, 1, False), (1, last - 1, True), (last - 1, last, False)]
    longer = tuple(
        (a, b, on)
        for a, b, on in parts
        if max(np.ptp(route.lon[a : b + 1]), np.ptp(route.lat[a : b + 1])) > SAME_DEGREES
    )
    return TripLeg(route.lon, route.lat, longer or ((0, last, True),))
