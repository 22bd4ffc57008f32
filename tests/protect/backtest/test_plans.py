"""Laydowns use only what was known, and weigh it as the page says."""

import dataclasses
import math
from itertools import combinations

import numpy as np
import pytest
from tests.protect.backtest.synthetic import cases, haversine_km, history, plan_of, scattered

from sulh.protect.backtest.plans import (
    OUTLOOKS,
    by_population,
    foresight,
    greedy_last_year,
    greedy_then_towns,
    measure_reach,
    outlook_weights,
)
from sulh.protect.backtest.replay import _reached


def test_plans_do_not_peek():
    """A massacre planted in the next year changes no plan made before it, and is counted against all."""
    quiet = cases(history(*scattered()))
    planted = cases(history(*scattered(), *((10.6, 0.2, y, 5000.0, 5000.0) for y in (2003,))))
    for (year, ahead), (same, worse) in zip(quiet, planted, strict=True):
        if year.year + 1 == 2003:
            assert worse.civilians.sum() == ahead.civilians.sum() + 5000
        for outlook in OUTLOOKS[::5]:
            assert plan_of(year, outlook).tolist() == plan_of(same, outlook).tolist()
        assert (
            greedy_last_year(year, measure_reach(year)).tolist()
            == greedy_last_year(same, measure_reach(same)).tolist()
        )
        assert len(year.past) == len(same.past)


def test_every_laydown_has_as_many_sites_as_the_real_one():
    """Plans, rules and foresight use the real number; the quarter's plan keeps three of four real sites."""
    for year, ahead in cases(history(*scattered())):
        count = len(year.real)
        assert len(set(plan_of(year).tolist())) == count
        assert len(set(greedy_then_towns(year, measure_reach(year)).tolist())) == count
        assert len(set(by_population(year).tolist())) == count
        assert len(greedy_last_year(year, measure_reach(year))) <= count
        stays = set(plan_of(year, moves_max=1).tolist()) & set(year.real_sites.tolist())
        assert len(stays) >= len(year.real_sites) - 1
        best = ahead.civilians[
            _reached(year.sites.only(foresight(year, ahead, 25_000.0)), ahead, 25)
        ].sum()
        plan = ahead.civilians[_reached(year.sites.only(plan_of(year)), ahead, 25)].sum()
        assert best >= plan


def plain_weights(year, outlook):
    """Weigh event by event and place by place, as the page says; all positions on a sphere."""
    harm = [c + outlook.others * (d - c) for c, d in zip(year.civilians, year.deaths, strict=True)]
    events = [
        outlook.decay**a * h**outlook.power if h else 0.0
        for a, h in zip(year.age, harm, strict=True)
    ]
    whole, sites = sum(events), [0.0] * len(year.sites)
    for at in year.real_sites:
        sites[at] += outlook.stand / len(year.real_sites)
    events = [(1 - outlook.stand) * each / whole for each in events]
    around = [
        sum(
            weight * math.exp(-0.5 * (haversine_km(lon, lat, *site) / 25.0) ** 2)
            for lon, lat, weight in zip(year.past.lon, year.past.lat, events, strict=True)
        )
        * math.sqrt(people + 500.0)
        for site, people in zip(
            zip(year.sites.lon, year.sites.lat, strict=True), year.population, strict=True
        )
    ]
    sites = [
        base + outlook.near * (1 - outlook.stand) * part / sum(around)
        for base, part in zip(sites, around, strict=True)
    ]
    return [(1 - outlook.near) * each for each in events], sites


def test_weights_are_those_of_a_plain_loop():
    """All weight is one, and each weight what the words say; with no harm known it lies on people and bases."""
    (year, _), *_ = cases(history(*scattered()))
    for outlook in OUTLOOKS:
        events, sites = outlook_weights(year, outlook)
        assert math.isclose(events.sum() + sites.sum(), 1.0)
        by_event, by_site = plain_weights(year, outlook)
        assert events == pytest.approx(by_event, rel=1e-9)
        assert sites == pytest.approx(by_site, rel=0.02)
    (empty, _), *_ = cases(history((10.0, 0.0, 2010, 1.0, 1.0)))
    events, sites = outlook_weights(empty, OUTLOOKS[0])
    assert (len(events), round(sites.sum(), 9)) == (0, 1.0)


def test_harm_far_from_every_settlement_is_not_lost():
    """With no candidate near any harm, all of its weight stays where it was done."""
    (year, _), *_ = cases(history(*scattered()))
    far = dataclasses.replace(
        year, sites=dataclasses.replace(year.sites, lon=year.sites.lon + 30.0)
    )
    for outlook in OUTLOOKS:
        events, sites = outlook_weights(far, outlook)
        assert math.isclose(events.sum(), 1.0 - outlook.stand)
        assert math.isclose(sites.sum(), outlook.stand)


def test_a_plan_earns_half_within_reach_and_half_within_twice_as_far():
    """No choice of as many sites earns more of the outlooks' mean weight: all of them tried."""
    (year, _), *_ = cases(history(*scattered()))
    few = np.unique([*year.real_sites, 5, 9, 14, 20, 27, 33])
    small = dataclasses.replace(
        year, sites=year.sites.only(few), population=year.population[few],
        real_sites=np.searchsorted(few, year.real_sites),
    )  # fmt: skip
    parts = [outlook_weights(small, outlook) for outlook in OUTLOOKS]
    weights = np.concatenate([np.mean([part[k] for part in parts], axis=0) for k in (0, 1)])
    lon = [*small.past.lon, *small.sites.lon]
    lat = [*small.past.lat, *small.sites.lat]
    far = [
        [haversine_km(*site, *at) for at in zip(lon, lat, strict=True)]
        for site in zip(small.sites.lon, small.sites.lat, strict=True)
    ]

    def earned(sites):
        nearest = np.min([far[site] for site in sites], axis=0)
        return 0.5 * weights @ (nearest <= 25.0) + 0.5 * weights @ (nearest <= 50.0)

    best = max(earned(sites) for sites in combinations(range(len(few)), len(small.real)))
    assert earned(plan_of(small)) == pytest.approx(best, rel=1e-9)
