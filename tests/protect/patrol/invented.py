"""Invented places, and a walk along the routes of a day, for the tests of patrols."""

import numpy as np
import pytest

from sulh.protect import PatrolPlace


def invented(n, seed, side=80.0):
    """Return places and minutes; a third of the places are open for a few hours only."""
    chance = np.random.default_rng(seed)
    at = chance.random((n + 1, 2)) * side
    bound = chance.random(n) < 0.3
    opens = np.where(bound, chance.integers(360, 600, n), 0)
    closes = np.where(bound, opens + chance.integers(180, 300, n), 1440)
    places = tuple(
        PatrolPlace(
            name=f"P{i}",
            lon=0.0,
            lat=0.0,
            value=float(chance.integers(1, 20)),
            stay_min=float(chance.integers(20, 60)),
            opens_min=float(opens[i]),
            closes_min=float(closes[i]),
        )
        for i in range(n)
    )
    return places, np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1))


def keeps_all(limits, routes):
    """Walk each route: nobody is late, early, or back after dark, and no place is seen twice."""
    places = [stop.place for route in routes for stop in route]
    assert len(set(places)) == len(places)
    for route in routes:
        now, here = limits.leave, 0
        for stop in route:
            assert stop.begins >= now + limits.travel[here, stop.place + 1] - 1e-6
            assert stop.begins >= limits.opens[stop.place] - 1e-6
            assert stop.ends == pytest.approx(stop.begins + limits.stay[stop.place])
            assert stop.ends <= limits.closes[stop.place] + 1e-6
            now, here = stop.ends, stop.place + 1
        assert now + limits.travel[here, 0] <= limits.back + 1e-6


def keeps_the_plan(plan, routes):
    """The day is possible, and no more patrols go out than there are."""
    assert len(routes) <= plan.days.patrols
    keeps_all(plan.days.limits, routes)
