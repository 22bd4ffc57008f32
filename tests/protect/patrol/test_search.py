"""Days of many places: the search against all days, the same days again, the extra named."""

import builtins

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.protect.patrol.invented import invented, keeps_the_plan

from sulh.errors import MissingExtraError
from sulh.protect import PatrolSearch, draw_days, plan_patrols


@pytest.mark.slow
@settings(derandomize=True, deadline=None, max_examples=12)
@given(st.integers(3, 12), st.integers(1, 2), st.integers(0, 10_000))
def test_the_search_leaves_as_little_harm_as_all_days(n, patrols, seed):
    """Up to twelve places the search comes to the exact value of the game, within a thousandth."""
    places, travel = invented(n, seed)
    hours = {"leave": 400.0, "back": 760.0, "patrols": patrols}
    exact = plan_patrols(places, travel, **hours)
    search = plan_patrols(places, travel, **hours, exact_max=0)
    assert exact.days.proven
    assert not search.days.proven
    assert search.game.harm >= exact.game.harm - 1e-6
    assert search.game.harm <= exact.game.harm * 1.001 + 1e-6
    assert search.game.bound <= exact.game.harm + 1e-6


def test_days_of_twenty_places_can_be_kept_and_are_the_same_again():
    """Each drawn day keeps windows and darkness; the same input gives the same table and days."""
    places, travel = invented(20, 3)
    plans = [
        plan_patrols(places, travel, leave=400, back=960, patrols=2, search=PatrolSearch(rounds=15))
        for _ in range(2)
    ]
    assert np.array_equal(plans[0].game.presence, plans[1].game.presence)
    assert plans[0].game.bound <= plans[0].game.harm
    calendar = draw_days(plans[0], 30, 5)
    assert calendar == draw_days(plans[1], 30, 5)
    for routes in calendar:
        keeps_the_plan(plans[0], routes)


def test_without_the_extra_it_is_named(monkeypatch):
    """Many places need PyVRP; a dozen do not."""
    real = builtins.__import__

    def refuse(name, *args, **kwargs):
        if name == "pyvrp":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", refuse)
    places, travel = invented(13, 1)
    with pytest.raises(MissingExtraError, match="'patrol'"):
        plan_patrols(places, travel, leave=400, back=960, patrols=1)
    assert plan_patrols(places[:3], travel[:4, :4], leave=400, back=960, patrols=1).days.proven
