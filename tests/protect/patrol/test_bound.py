"""The bound of a relaxation holds for every plan."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.protect.patrol.invented import invented

from sulh.protect import PatrolPlace, plan_patrols, zero_sum
from sulh.protect.patrol.bound import harm_at_least
from sulh.protect.patrol.routes import day_limits, possible_days


@settings(derandomize=True, deadline=None, max_examples=30)
@given(st.integers(2, 7), st.integers(1, 2), st.integers(0, 10_000))
def test_the_bound_holds(n, patrols, seed):
    """No odds of all possible days leave less harm than the relaxation says."""
    places, travel = invented(n, seed)
    limits = day_limits(
        travel=travel,
        stay=np.array([p.stay_min for p in places]),
        opens=np.array([p.opens_min for p in places]),
        closes=np.array([p.closes_min for p in places]),
        leave=400.0,
        back=620.0,
    )
    value = np.array([p.value for p in places])
    days = possible_days(limits, patrols)
    best = zero_sum(days.visits, value).harm if len(days.visits) else float(value.max())
    assert 0 <= harm_at_least(limits, value, patrols) <= best + 1e-6


def test_the_bound_is_met_where_one_visit_fills_the_day():
    """Two places an hour apart from the base, one visit a day: values a, b leave ab / (a + b)."""
    places = tuple(PatrolPlace(name=str(v), lon=0, lat=0, value=v, stay_min=60) for v in (3.0, 1.0))
    travel = np.array([[0.0, 60, 60], [60, 0, 120], [60, 120, 0]])
    plan = plan_patrols(places, travel, leave=0, back=180, patrols=1, exact_max=0)
    assert plan.game.harm == pytest.approx(0.75)
    assert plan.game.bound == pytest.approx(0.75)
