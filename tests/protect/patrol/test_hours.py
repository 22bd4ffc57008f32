"""Hours and order vary where there is time, and only there."""

import numpy as np
from tests.protect.patrol.invented import keeps_the_plan

from sulh.protect import PatrolPlace, draw_days, plan_patrols


def test_hours_and_order_vary_where_there_is_time():
    """One day for all four places, with hours to spare: each is first at some time, and early and late."""
    places = tuple(PatrolPlace(name=str(i), lon=0, lat=0, value=1.0, stay_min=30) for i in range(4))
    plan = plan_patrols(places, np.full((5, 5), 20.0), leave=0, back=600, patrols=2)
    calendar = draw_days(plan, 200, 1)
    for routes in calendar:
        keeps_the_plan(plan, routes)
    begins = {i: [] for i in range(4)}
    for stop in (stop for routes in calendar for route in routes for stop in route):
        begins[stop.place].append(stop.begins)
    for each in begins.values():
        assert len(each) == 200
        assert min(each) < 100
        assert max(each) > 480
    firsts = {routes[0][0].place for routes in calendar if routes[0]}
    assert firsts == {0, 1, 2, 3}
    assert len({frozenset(s.place for s in routes[0]) for routes in calendar}) > 8


def test_hours_do_not_vary_where_nothing_is_left():
    """A day that is full to the minute has one beginning."""
    places = (PatrolPlace(name="A", lon=0, lat=0, value=1.0, stay_min=60),)
    plan = plan_patrols(places, np.full((2, 2), 30.0), leave=0, back=120, patrols=1)
    assert {routes[0][0].begins for routes in draw_days(plan, 20, 1)} == {30.0}
