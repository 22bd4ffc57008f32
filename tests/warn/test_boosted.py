"""The boosted forecast: better where trees see what a line cannot, no better where there is nothing to see."""

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import polars as pl
import pytest
from tests.warn.small_events import panel_of

from sulh import warn
from sulh.warn.analog import fit_analogs
from sulh.warn.scores import crps

pytest.importorskip("sklearn", reason="scikit-learn is not installed")
boosted_trees = pytest.importorskip("benchmarks.boosted_trees")
pytestmark = pytest.mark.slow
MONTHS, FIRST = 240, 180


def series_of(chance_of, seed=1, places=40):
    """Places whose chance of five deaths in a month depends on what came before: float[places]."""
    rng = np.random.default_rng(seed)
    counts = np.zeros((MONTHS, places), dtype=np.int64)
    for month in range(MONTHS):
        counts[month] = 5 * (rng.random(places) < chance_of(month, counts[:month]))
    counts[0] = 5
    month, place = np.nonzero(counts)
    events = pl.DataFrame(
        {
            "lon": 20.25 + 2.0 * (place % 8), "lat": 4.25 + 2.0 * (place // 8),
            "date": [datetime(2000 + m // 12, m % 12 + 1, 5, tzinfo=UTC) for m in month],
            "country": "A", "deaths": counts[month, place],
        }
    )  # fmt: skip
    return warn.death_series(panel_of(warn.events_from_frame(events), ring=0), "deaths")


def mean_scores(series):
    """The mean CRPS one month ahead of the boosted forecast, of analogs on the same features, of the past."""
    features = boosted_trees.boosted_features(series)
    own = series.features.values
    boosted = boosted_trees.fit_boosted(series, features, FIRST, 1)
    past = np.arange(FIRST)
    analogs = fit_analogs(own[past].reshape(-1, own.shape[2]), series.counts[past + 1].ravel())
    scores = []
    for origin in range(FIRST, MONTHS - 1):
        support = series.support_at(origin)
        outcome = series.counts[origin + 1].astype(float)
        mean = (series.counts[: origin + 1, :, None] <= support).mean(axis=0)
        g = len(support)
        cdfs = (
            boosted.forecast(features[origin])[:, :g],
            analogs.forecast(own[origin])[:, :g],
            mean,
        )
        scores.append([crps(np.ascontiguousarray(each), support, outcome).mean() for each in cdfs])
    return np.mean(scores, axis=0)


def test_it_wins_where_deaths_come_in_a_season_and_only_after_some_quiet():
    """A season times a pause: no sum of features says it, a tree of three leaves does."""

    def chance(month, before):
        quiet = (
            (before[-3:] == 0).all(axis=0) if len(before) > 3 else np.ones(before.shape[1], bool)
        )
        return np.where(quiet & (month % 12 >= 6), 0.6, 0.02)

    boosted, analogs, past = mean_scores(series_of(chance))
    assert boosted < 0.9 * analogs
    assert boosted < 0.9 * past


def test_it_wins_nothing_where_every_month_is_a_throw_of_the_same_dice():
    """Nothing to know beside the mean: within three per cent of the whole past, on either side."""
    boosted, _, past = mean_scores(series_of(lambda _, before: np.full(before.shape[1], 0.15)))
    assert boosted == pytest.approx(past, rel=0.03)


def test_nothing_that_came_later_changes_it():
    """Other deaths after the origin: the same features up to it, the same forecast, to the bit."""
    series = series_of(lambda _, before: np.full(before.shape[1], 0.15))
    counts = series.counts.copy()
    counts[FIRST + 1 :] += 7
    later = warn.death_series(
        replace(series.panel, counts={**series.panel.counts, "deaths": counts}), "deaths"
    )
    forecasts = []
    for each in (series, later):
        features = boosted_trees.boosted_features(each)
        forecasts.append(
            boosted_trees.fit_boosted(each, features, FIRST, 2).forecast(features[FIRST])
        )
    assert np.array_equal(*forecasts)


def test_without_cases_there_is_none():
    """At the first period no outcome is known."""
    series = series_of(lambda _, before: np.full(before.shape[1], 0.15))
    assert boosted_trees.fit_boosted(series, boosted_trees.boosted_features(series), 1, 2) is None
