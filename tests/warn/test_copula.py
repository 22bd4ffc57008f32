"""Leaning samples: each cell keeps its distribution, sums lean together, and the past says how much."""

from dataclasses import replace
from statistics import NormalDist

import numpy as np
import polars as pl
import pytest
from tests.warn.small_events import event, panel_of, random_events

from sulh import warn
from sulh.warn.copula import LASTING, WITHIN, Leaning, sample_chances, score_sums

ORIGIN = 71
DRAWS = 4000


@pytest.fixture(scope="module")
def forecasts():
    """Two countries, cells of both known at the origin."""
    events = pl.concat(
        [random_events(1, rate=0.3), event(30.2, 1.2, 2000, 3, deaths=5, country="B")]
    )
    series = warn.death_series(panel_of(events), "deaths")
    return warn.forecast_cells(series, horizons=(1, 2), origin=ORIGIN)


def chances_of(forecasts, leanings, horizon=1):
    return sample_chances(
        forecasts.series.panel, forecasts.cells, origin=ORIGIN, horizon=horizon, seed=3, draws=DRAWS,
        leanings=leanings,
    )  # fmt: skip


def normals(chances):
    return np.vectorize(NormalDist().inv_cdf)(np.clip(chances, 1e-15, 1 - 1e-15))


def test_each_cell_keeps_its_distribution(forecasts):
    """Whatever the leaning, a cell's chances are uniform, and its samples have the forecast's shares."""
    leaning = {"A": Leaning(0.4, 0.5)}
    chances = np.sort(chances_of(forecasts, leaning), axis=1)
    even = (np.arange(DRAWS) + 0.5) / DRAWS
    assert np.abs(chances - even).max() < 1.95 / np.sqrt(
        DRAWS
    )  # Kolmogorov's bound, one in a thousand
    samples = replace(forecasts, leanings=leaning).samples(1, seed=3, draws=DRAWS)
    for row, cdf in zip(samples, forecasts.cdfs[1], strict=True):
        shares = (row[:, None] <= forecasts.support).mean(axis=0)
        assert np.abs(shares - cdf).max() < 0.04


def test_cells_of_one_country_correlate_as_the_leaning_says_and_those_of_two_do_not(forecasts):
    """Within a period by `within`, between periods by `within` times `lasting`."""
    leanings = {"A": Leaning(0.4, 0.5), "B": Leaning(0.4, 0.5)}
    country = forecasts.series.panel.country[forecasts.cells]
    one, two = (normals(chances_of(forecasts, leanings, each)) for each in (1, 2))
    both = np.corrcoef(np.vstack([one, two]))
    n, in_a = len(one), country == 0
    others = ~np.eye(n, dtype=bool)
    same = in_a[:, None] & in_a[None, :] & others
    assert both[:n, :n][same].mean() == pytest.approx(0.4, abs=0.05)
    assert both[:n, n:][same].mean() == pytest.approx(0.2, abs=0.05)
    assert both[:n, :n][in_a[:, None] & ~in_a[None, :]].mean() == pytest.approx(0.0, abs=0.05)


def test_a_country_without_a_leaning_is_drawn_as_before(forecasts):
    """To the bit, also beside a country that leans."""
    country = forecasts.series.panel.country[forecasts.cells]
    alone, beside = (chances_of(forecasts, each) for each in ({}, {"A": Leaning(0.3, 0.0)}))
    assert np.array_equal(alone[country == 1], beside[country == 1])
    assert not np.array_equal(alone[country == 0], beside[country == 0])


def test_no_sample_moves_when_a_cell_comes_or_goes(forecasts):
    """The country's number belongs to its name and period, not to who else is there."""
    some = forecasts.cells[::2]
    fewer = sample_chances(
        forecasts.series.panel, some, origin=ORIGIN, horizon=1, seed=3, draws=DRAWS,
        leanings={"A": Leaning(0.3, 0.5)},
    )  # fmt: skip
    assert np.array_equal(fewer, chances_of(forecasts, {"A": Leaning(0.3, 0.5)})[::2])


def common_swings(seed, together, months=120, places=24):
    """A panel of places that are deadly in the same months (`together`) or each in its own."""
    rng = np.random.default_rng(seed)
    common, rows = rng.normal(size=months), []
    for month in range(months):
        z = np.sqrt(together) * common[month] + np.sqrt(1 - together) * rng.normal(size=places)
        when = (2000 + month // 12, month % 12 + 1)
        rows += [(20.25 + at % 6, 4.25 + at // 6, *when) for at in np.flatnonzero(z > 0.8)]
    frame = pl.DataFrame(rows, schema=["lon", "lat", "year", "month"], orient="row")
    events = warn.events_from_frame(frame.with_columns(country=pl.lit("A"), deaths=pl.lit(3)))
    return warn.death_series(panel_of(events, ring=0), "deaths")


@pytest.mark.parametrize("together", [0.0, 0.5])
def test_the_leaning_is_learned_from_sums(together):
    """With the true chance of each cell: none where there is none, near the true one where there is."""
    series = common_swings(2, together)
    share = NormalDist().cdf(0.8)
    scores = []
    for origin in range(40, 118, 3):
        cells, known = series.panel.known_at(origin), series.support_at(origin)
        cdf = np.tile(np.where(known < 3, share, 1.0), (len(cells), 1))
        scores.append(score_sums(series, origin, cells, {1: cdf, 2: cdf}, seed=1))
    leaning = warn.learn_leanings(series.panel, scores).get("A", Leaning())
    assert leaning.within in WITHIN
    assert leaning.lasting in LASTING
    if together:
        assert leaning.within >= 0.3
        assert leaning.lasting <= 0.5
    else:
        assert leaning.within <= 0.05


def test_nothing_to_learn_from_gives_no_leaning(forecasts):
    """A record too short for any past origin: independent, as it was."""
    assert warn.learn_leanings(forecasts.series.panel, []) == {}


def test_the_sum_of_a_forecast_with_samples_leans_if_the_past_did():
    """From events to the frame: leaning months give wider sums, draw by draw."""
    events = common_swings(4, 0.9, months=96, places=12)
    series_panel = events.panel
    rows = [
        (series_panel.lon[c], series_panel.lat[c], 2000 + t // 12, t % 12 + 1)
        for t, c in zip(*np.nonzero(events.counts), strict=True)
    ]
    frame = pl.DataFrame(rows, schema=["lon", "lat", "year", "month"], orient="row")
    frame = frame.with_columns(country=pl.lit("A"), deaths=pl.lit(3))
    result = warn.forecast(frame, months=1, measures=["deaths"], samples=200)
    leaning = result.measures[0].leanings["A"]
    assert leaning.within >= 0.2
    sums = np.array(result.frame["samples"].to_list()).sum(axis=0)
    free = replace(result.measures[0], leanings={}).samples(1, seed=1, draws=200).sum(axis=0)
    assert sums.std() > 1.5 * free.std()
