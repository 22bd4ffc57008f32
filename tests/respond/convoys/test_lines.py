"""A trip is drawn along the roads that it takes; what is straight is said to be so."""

from datetime import date

import numpy as np
import pytest
from tests.respond.convoys.invented import need, origin, stock, vehicle
from tests.respond.test_ways import A_RING, PACE

from sulh.protect import read_roads
from sulh.report import sheet_html
from sulh.report.pages.convoys import convoys_sheet
from sulh.report.pages.driver import driver_sheet
from sulh.respond import WayClosure, prepare_ways
from sulh.respond.convoys import (
    ConvoyWays,
    Search,
    plan_convoys,
    plan_features,
    straight_ways,
    trip_legs,
)
from sulh.values import Place

pytest.importorskip("pyvrp")
DAY = date(2026, 6, 1)
ROADS = read_roads(A_RING, "roads", PACE).value
RING = ConvoyWays(by_classes={frozenset(): prepare_ways(ROADS)})
NEEDS = [need("a", 500, 20.2, 5.1), need("b", 400, 20.2, 5.0), need("b again", 300, 20.2, 5.0)]
STOCK = [stock("D", 5000, 20.0, 5.0)]


def make(ways, closures=()):
    return plan_convoys(NEEDS, STOCK, [vehicle("v", load_kg=2000)], ways, first=DAY,
                        closures=closures, search=Search(iterations=50))  # fmt: skip


def nodes_of(leg):
    """Return the points of a leg that lie on roads."""
    return [
        (float(leg.lon[i]), float(leg.lat[i]))
        for first, last, on in leg.parts if on for i in range(first, last + 1)
    ]  # fmt: skip


def test_legs_take_the_minutes_that_the_plan_counts():
    """Every point on a road is one of the network; the minutes along the line are those of the timetable."""
    plan = make(RING)
    (run,) = plan.runs
    (legs,) = trip_legs(plan, plan.runs, RING)
    network = set(zip(ROADS.lon.tolist(), ROADS.lat.tolist(), strict=True))
    for trip, of_trip in zip(run.trips, legs, strict=True):
        stops = []
        for stop in trip.stops:
            if not stops or plan.points[stop.need] != stops[-1][1]:
                stops.append([stop.arrives, plan.points[stop.need], stop.ends])
            else:
                stops[-1][2] = stop.ends
        assert len(of_trip) == len(stops) + 1
        before = trip.leaves
        for leg, (arrives, point, ends) in zip(of_trip, stops, strict=False):
            assert leg.follows_roads
            assert set(nodes_of(leg)) <= network
            assert (leg.lon[-1], leg.lat[-1]) == point
            km = np.hypot(np.diff(leg.lon) * np.cos(np.radians(5.05)), np.diff(leg.lat)) * 111.2
            assert float(km.sum()) == pytest.approx(arrives - before, rel=0.02)  # a ring of 60 km/h
            before = ends


def test_a_closure_turns_the_line():
    """The line keeps out of what is shut on the day."""
    shut = WayClosure(origin=origin("c"), reason="flood", radius_m=3000, since=DAY,
                      place=Place(lon=20.1, lat=5.0))  # fmt: skip
    for closures, is_touched in (((), True), ((shut,), False)):
        plan = make(RING, closures)
        legs = [leg for run in trip_legs(plan, plan.runs, RING) for trip in run for leg in trip]
        near = [np.hypot(leg.lon - 20.1, leg.lat - 5.0).min() < 3000 / 111_320 for leg in legs]
        assert any(near) is is_touched


def test_what_is_straight_is_said_to_be_so():
    """Without roads all lines are broken ones, and the key and the GeoJSON say it; with roads they follow."""
    for ways, words, along in (
        (RING, "trips along roads", True),
        (straight_ways(), "trips, straight: no roads are given", False),
    ):
        plan = make(ways)
        for sheet in (convoys_sheet(plan, ways), driver_sheet(plan, plan.runs[0], ways)):
            page = sheet_html(sheet)
            assert words in page
            assert ("stroke-dasharray" in page) is not along
        trips = [
            each
            for each in plan_features(plan, ways)["features"]
            if each["properties"]["kind"] == "trip"
        ]
        assert trips
        assert all(each["properties"]["along_roads"] is along for each in trips)
        line = trips[0]["geometry"]["coordinates"]
        assert line[0] == line[-1] == [20.0, 5.0]
        assert (len(line) > 5) is along
