"""Several opening hours, nights across midnight and drive-pasts: an oracle tries every order and time."""

from datetime import date
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.protect import (
    PatrolPlace,
    PatrolSearch,
    patrol_hours,
    plan_patrols,
    read_patrol_places,
    schedule_patrols,
)
from sulh.protect.patrol.plan import draw_days
from sulh.tables import open_content

HEAD = "name,lon,lat,value,minutes,opens,closes\n"


def read(rows, *, night=True):
    table = open_content((HEAD + rows).encode(), name="p.csv")
    return read_patrol_places(table, "p.csv", night=night)


def test_hours_of_a_place_are_read_with_breaks_over_midnight_and_without_a_stay():
    """Two windows, a night, a drive-past; as many openings as closings, each long enough."""
    result = read(
        "Market,35,33,9,60,07:00;14:00,12:00;18:00\nGate,35.1,33,5,0,,\nWell,35.2,33,4,30,22:00,02:00\n"
        "A,35.3,33,1,30,07:00;14:00,12:00\nB,35.4,33,1,90,07:00;14:00,12:00;15:00\n"
    )
    market, gate, well = result.value
    assert (market.opens_min, market.closes_min, market.more_hours) == (420, 720, ((840, 1080),))
    assert gate.stay_min == 0
    assert well.windows(20 * 60, 28 * 60) == ((1320, 1560),)
    assert market.windows(20 * 60, 33 * 60) == ((1860, 1980),)
    assert [(each.row, each.code) for each in result.problems] == [(5, "bounds"), (6, "bounds")]
    (problem,) = read("Well,35.2,33,4,30,22:00,02:00\n", night=False).problems
    assert "--night" in problem.remedy


def test_a_night_patrol_comes_back_on_the_next_day():
    """Out at 20:00, back by 04:00: every visit lies between, in the hours of its place."""
    places = (
        PatrolPlace(name="Camp", lon=35.0, lat=33.0, value=5, stay_min=30),
        PatrolPlace(name="Well", lon=35.05, lat=33.0, value=5, stay_min=30, opens_min=60, closes_min=180),
        PatrolPlace(name="Gate", lon=35.1, lat=33.0, value=2, stay_min=0, opens_min=1380, closes_min=60),
    )  # fmt: skip
    night = schedule_patrols(
        places,
        (35.0, 33.1),
        date(2026, 11, 1),
        seed=3,
        days=20,
        leave_min=1200,
        back_min=240,
        night=True,
    )
    stops = [stop for day in night.routes for route in day for stop in route]
    assert {stop.place for stop in stops} == {0, 1, 2}
    for stop in stops:
        low, high = {0: (1200, 1680), 1: (1500, 1620), 2: (1380, 1500)}[stop.place]
        assert low <= stop.begins <= stop.ends <= high


def test_a_night_without_hours_is_from_sunset_to_sunrise():
    """In November at 33 degrees north it is longer than half a day, and ends on the next day."""
    leave, back = patrol_hours(date(2026, 11, 1), 7, (35.0, 33.0), utc_offset_h=2, night=True)
    assert 16.5 * 60 < leave < 17.6 * 60
    assert 24 * 60 + 5 * 60 < back < 24 * 60 + 6 * 60
    assert back - leave > 12 * 60


def _best(places, travel, leave, back, route):
    """Say by trying every window of every place whether a route is possible."""
    ends = {leave: 0}
    now, here = [leave], 0
    for i in route:
        place = places[i]
        begins = [
            max(t + travel[here, i + 1], opens)
            for t in now
            for opens, closes in ((place.opens_min, place.closes_min), *place.more_hours)
            if max(t + travel[here, i + 1], opens) + place.stay_min <= min(closes, back) + 1e-9
        ]
        now, here = [t + place.stay_min for t in begins], i + 1
    return bool(ends) and any(t + travel[here, 0] <= back + 1e-9 for t in now)


PLACE = st.tuples(
    st.integers(0, 60),
    st.integers(0, 120),
    st.integers(10, 90),
    st.integers(1, 90),
    st.integers(10, 90),
)


@settings(derandomize=True, deadline=None, max_examples=40)
@given(st.lists(PLACE, min_size=1, max_size=4), st.integers(0, 99))
def test_the_days_are_those_that_trying_everything_gives(numbers, seed):
    """Sets of places that one patrol can visit, and each drawn visit within one of its windows."""
    chance = np.random.default_rng(seed)
    places, at = [], 0
    for k, (stay, opens, first, gap, second) in enumerate(numbers):
        long, again = max(first, stay), max(second, stay)
        more = ((opens + long + gap, opens + long + gap + again),)
        places.append(PatrolPlace(name=f"P{k}", lon=k, lat=0, value=1, stay_min=stay, opens_min=opens,
                                  closes_min=opens + long, more_hours=more))  # fmt: skip
        at += stay
    n = len(places)
    points = chance.uniform(0, 40, (n + 1, 2))
    travel = np.abs(points[:, None] - points[None]).sum(2)
    back = 420.0
    possible = {
        frozenset(route)
        for size in range(1, n + 1)
        for route in permutations(range(n), size)
        if _best(places, travel, 0.0, back, route)
    }
    if any(frozenset((i,)) not in possible for i in range(n)):
        return
    plan = plan_patrols(tuple(places), travel, leave=0.0, back=back, patrols=1)
    largest = {each for each in possible if not any(each < other for other in possible)}
    assert {frozenset(np.flatnonzero(row).tolist()) for row in plan.days.visits} == largest
    for day in draw_days(plan, 5, seed):
        for route in day:
            for stop in route:
                own = places[stop.place]
                assert any(
                    opens - 1e-6 <= stop.begins and stop.ends <= closes + 1e-6
                    for opens, closes in ((own.opens_min, own.closes_min), *own.more_hours)
                )


def test_a_search_keeps_to_the_breaks_in_hours():
    """Twenty places with a break at noon, by PyVRP: no visit lies in it."""
    pytest.importorskip("pyvrp")
    chance = np.random.default_rng(5)
    places = tuple(
        PatrolPlace(name=f"P{i}", lon=35 + x, lat=33 + y, value=float(1 + i % 5), stay_min=20,
                    opens_min=420, closes_min=660, more_hours=((840, 1080),))
        for i, (x, y) in enumerate(chance.uniform(0, 0.2, (14, 2)))
    )  # fmt: skip
    plan = schedule_patrols(places, (35.1, 33.1), date(2026, 11, 1), seed=1, days=10, leave_min=360,
                            back_min=1140, search=PatrolSearch(iterations=20, rounds=6))  # fmt: skip
    stops = [stop for day in plan.routes for route in day for stop in route]
    assert stops
    assert not any(stop.begins < 840 and stop.ends > 660 for stop in stops)
