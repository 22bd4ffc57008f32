"""Laydowns use only what was known, and weigh it as the page says."""

import math
from itertools import combinations

import numpy as np
import pytest
from tests.protect.backtest.synthetic import (
    cases,
    haversine_km,
    history,
    ladder,
    plan_of,
    scattered,
    small_year,
)

from sulh.protect import OUTLOOKS, STRONGEST_RULE, Effort, Outlook, minutes_by_road
from sulh.protect.backtest.outlooks import STAND, base_weights, outlook_weights, people_weights
from sulh.protect.backtest.plans import (
    CREDIT,
    by_population,
    foresight,
    greedy_rule,
    last_year_rule,
    measure_reach,
    measure_reach_by_road,
    plan_sites,
    plan_weights,
)
from sulh.protect.backtest.replay import _reached


def rules_of(year):
    reach = measure_reach(year)
    return [greedy_rule(year, reach), last_year_rule(year, reach), by_population(year)]


def test_plans_do_not_peek():
    """A massacre planted in the next year changes no plan made before it, and is counted against all."""
    quiet = cases(history(*scattered()))
    planted = cases(history(*scattered(), *((10.6, 0.2, y, 5000.0, 5000.0) for y in (2003,))))
    for (year, ahead), (same, worse) in zip(quiet, planted, strict=True):
        if year.year + 1 == 2003:
            assert worse.civilians.sum() == ahead.civilians.sum() + 5000
        assert plan_weights(year).tolist() == plan_weights(same).tolist()
        assert plan_of(year).tolist() == plan_of(same).tolist()
        for one, other in zip(rules_of(year), rules_of(same), strict=True):
            assert one.tolist() == other.tolist()
        assert len(year.past) == len(same.past)


def test_every_laydown_uses_as_many_sites_as_the_real_one():
    """Equal means: plans, rules and foresight; a plan of few moves keeps the other real sites."""
    for year, ahead in cases(history(*scattered())):
        laydowns = [plan_of(year), foresight(year, ahead, 25_000.0), *rules_of(year)]
        laydowns += [plan_of(year, only_settled=True), plan_of(year, moves_max=2)]
        assert {len(set(each.tolist())) for each in laydowns} == {year.count}
        for moves in (0, 1, 2):
            stays = set(plan_of(year, moves_max=moves).tolist()) & set(year.real_sites.tolist())
            assert len(stays) >= year.count - moves
        best = ahead.civilians[_reached(year.sites.only(laydowns[1]), ahead, 25)].sum()
        assert best >= ahead.civilians[_reached(year.sites.only(laydowns[0]), ahead, 25)].sum()


def test_settlements_only_leaves_out_places_known_through_violence():
    """Of the plan and of foresight."""
    (year, ahead), *_ = cases(history(*scattered()))
    assert not year.is_settled.all()
    for sites in (
        plan_of(year, only_settled=True),
        foresight(year, ahead, 25_000.0, only_settled=True),
    ):
        assert year.is_settled[sites].all()


def plain_weights(year, outlook):
    """Weigh event by event and site by site, as the page says; all positions on a sphere."""
    sites = [0.0] * len(year.sites)
    for at, age, d, c in zip(year.past_sites, year.age, year.deaths, year.civilians, strict=True):
        harm = (c**outlook.power if c else 0.0) + (
            outlook.others * (d - c) ** outlook.power if d > c else 0.0
        )
        sites[at] += outlook.decay**age * harm
    whole = sum(sites)
    sites = [each / whole for each in sites]
    places = list(zip(year.sites.lon, year.sites.lat, strict=True))
    around = [
        sum(
            weight * math.exp(-0.5 * (haversine_km(*place, *site) / outlook.spread_km) ** 2)
            for place, weight in zip(places, sites, strict=True)
            if weight
        )
        * (people + 500.0) ** outlook.settled
        for site, people in zip(places, year.population, strict=True)
    ]
    return [
        (1 - outlook.near) * each + outlook.near * part / sum(around)
        for each, part in zip(sites, around, strict=True)
    ]


def test_weights_are_those_of_a_plain_loop():
    """All weight is one, and each weight what the words say; with no harm known it lies on people."""
    (year, _), *_ = cases(history(*scattered()))
    chosen = [STRONGEST_RULE, *OUTLOOKS[::7]]
    for outlook, weights in zip(chosen, outlook_weights(year, chosen), strict=True):
        assert math.isclose(weights.sum(), 1.0)
        assert weights == pytest.approx(plain_weights(year, outlook), rel=0.02, abs=1e-9)
    whole = plan_weights(year, chosen)
    mean = np.mean([outlook_weights(year, [each])[0] for each in chosen], axis=0)
    assert whole == pytest.approx((1 - STAND) * mean + STAND * base_weights(year))
    (empty, _), *_ = cases(history((10.0, 0.0, 2010, 1.0, 1.0)))
    assert outlook_weights(empty, chosen[:1])[0] == pytest.approx(people_weights(empty))


def test_the_choice_is_thirty_outlooks_that_differ():
    """Frozen; no two are the same, and none weighs old events more than new ones."""
    assert len(set(OUTLOOKS)) == len(OUTLOOKS) == 30
    assert all(0 < each.decay < 1 and each.others <= 1 for each in OUTLOOKS)


def test_the_sites_of_the_rule_are_those_of_a_plain_greedy_loop():
    """Again and again the site that adds most within 25 km."""
    (year, _), *_ = cases(history(*scattered()))
    left = outlook_weights(year, [STRONGEST_RULE])[0] + 1e-6 * people_weights(year)
    places = list(zip(year.sites.lon, year.sites.lat, strict=True))
    near = np.array([[haversine_km(*a, *b) <= 25.0 for b in places] for a in places])
    sites = []
    for _ in range(year.count):
        sites.append(int((near @ left).argmax()))
        left = np.where(near[sites[-1]], 0.0, left)
    assert sorted(sites) == greedy_rule(year, measure_reach(year)).tolist()


def check_best(year, reach, far, near):
    """A quick plan earns all but one per cent of what the best of all choices earns, an exact one all."""
    weights = plan_weights(year, [Outlook(decay=0.5, power=0.5, others=0.3, near=0.3)])

    def earned(sites):
        nearest = far[list(sites)].min(axis=0)
        return CREDIT[0] * weights @ (nearest <= near) + CREDIT[1] * weights @ (nearest <= 2 * near)

    best = max(earned(sites) for sites in combinations(range(len(year.sites)), year.count))
    assert earned(plan_sites(year, weights, reach)) >= 0.99 * best
    exact = plan_sites(year, weights, reach, effort=Effort())
    assert earned(exact) == pytest.approx(best, rel=1e-9)
    return exact.tolist()


def test_a_plan_earns_three_quarters_within_reach_and_a_quarter_within_twice_as_far():
    """No choice of as many sites earns more: all of them tried."""
    year = small_year()
    places = list(zip(year.sites.lon, year.sites.lat, strict=True))
    far = np.array([[haversine_km(*a, *b) for b in places] for a in places])
    check_best(year, measure_reach(year), far, 25.0)


def test_a_plan_on_ways_is_the_best_by_travel_time():
    """The same by minutes on roads, each pair asked for alone; it is another plan than that of circles."""
    year, roads = small_year(), ladder()
    ends = list(zip(year.sites.lon, year.sites.lat, strict=True))
    minutes = np.array(
        [
            [minutes_by_road(roads, *np.array([a, b]).reshape(4, 1))[0, 0] for b in ends]
            for a in ends
        ]
    )
    on_ways = check_best(year, measure_reach_by_road(year, roads, 45.0), minutes, 45.0)
    weights = plan_weights(year, [Outlook(decay=0.5, power=0.5, others=0.3, near=0.3)])
    assert on_ways != plan_sites(year, weights, measure_reach(year), effort=Effort()).tolist()
