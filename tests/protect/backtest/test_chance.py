"""How often a plan would do better if its view of the past were right."""

import dataclasses
import math

import numpy as np
import pytest
from tests.protect.backtest.synthetic import cases, haversine_km, history, plan_of, scattered

from sulh.protect import OUTLOOKS
from sulh.protect.backtest.chance import chance_of_better
from sulh.protect.backtest.outlooks import outlook_weights


def test_the_chance_to_do_better_is_that_of_a_plain_draw():
    """Years drawn one by one from the weights, counted in a loop; a sure win, and none where nobody died."""
    (year, ahead), *_ = cases(history(*scattered()))
    sites = plan_of(year)
    deaths = ahead.civilians[ahead.civilians > 0]
    weights = outlook_weights(year, OUTLOOKS).mean(axis=0)
    lon, lat = year.sites.lon, year.sites.lat

    def near(sites):
        ends = list(zip(sites.lon, sites.lat, strict=True))
        return [
            min(haversine_km(x, y, *end) for end in ends) <= 25
            for x, y in zip(lon, lat, strict=True)
        ]

    by_plan, by_real = near(year.sites.only(sites)), near(year.real)
    rng, wins = np.random.default_rng(5), 0
    for _ in range(4000):
        came = rng.choice(len(weights), len(deaths), p=weights / weights.sum())
        gained = sum(d * (by_plan[i] - by_real[i]) for i, d in zip(came, deaths, strict=True))
        wins += gained > 0
    chance = chance_of_better(year, ahead, sites, np.random.default_rng(1))
    assert 0.0 < chance < 1.0
    assert chance == pytest.approx(wins / 4000, abs=0.08)  # three standard errors of 400 draws
    assert chance_of_better(year, ahead, year.real_sites, np.random.default_rng(1)) == 0.0
    nobody = dataclasses.replace(ahead, civilians=0.0 * ahead.civilians)
    assert math.isnan(chance_of_better(year, nobody, sites, np.random.default_rng(1)))
