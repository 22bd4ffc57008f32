"""What patrols can visit in one day, against trying every order."""

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.protect.patrol.invented import keeps_all

from sulh.protect.patrol.hours import draw_order, draw_stops
from sulh.protect.patrol.routes import day_limits, possible_days


def can(limits, order):
    now, here = limits.leave, 0
    for place in order:
        now = max(now + limits.travel[here, place + 1], limits.opens[place]) + limits.stay[place]
        here = place + 1
        if now > limits.closes[place] + 1e-9:
            return False
    return now + limits.travel[here, 0] <= limits.back + 1e-9


@settings(derandomize=True, deadline=None, max_examples=40)
@given(st.integers(1, 5), st.integers(1, 3), st.integers(0, 10_000))
def test_possible_days_are_those_of_trying_every_order(n, patrols, seed):
    """Every order of every set is tried; each day's routes keep hours, stay, and the return."""
    chance = np.random.default_rng(seed)
    at = chance.random((n + 1, 2)) * 60
    opens = chance.integers(0, 200, n).astype(float)
    limits = day_limits(
        travel=np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1)),
        stay=chance.integers(5, 60, n).astype(float),
        opens=opens,
        closes=opens + chance.integers(30, 300, n),
        leave=20.0,
        back=260.0,
    )
    alone = {
        frozenset(order)
        for k in range(1, n + 1)
        for order in itertools.permutations(range(n), k)
        if can(limits, order)
    }
    together = {
        frozenset().union(*parts)
        for parts in itertools.product(alone | {frozenset()}, repeat=patrols)
    } - {frozenset()}
    largest = {a for a in together if not any(a < b for b in together)}
    days = possible_days(limits, patrols)
    assert {frozenset(np.flatnonzero(v).tolist()) for v in days.visits} == largest
    for number, visits in enumerate(days.visits):
        order = days.orders[number]
        assert len(order) <= patrols
        assert sorted(i for route in order for i in route) == np.flatnonzero(visits).tolist()
        random_order = draw_order(limits, order, patrols, chance)
        assert sorted(i for route in random_order for i in route) == np.flatnonzero(visits).tolist()
        keeps_all(limits, [draw_stops(limits, route, chance) for route in random_order])
