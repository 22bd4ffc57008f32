"""Weights: recent training counts for more by year, and a country's states share what they teach."""

import numpy as np
import polars as pl
import pytest
from tests.warn.small_events import event, panel_of, random_events

from sulh import warn
from sulh.warn.component_forecasts import COMPONENTS
from sulh.warn.death_series import STATES
from sulh.warn.weights import TrainingSums, fit_weights

QUIET, LATE = COMPONENTS.index("zeros"), COMPONENTS.index("past")


def series_by(step):
    events = pl.concat([random_events(1), event(30.2, 1.2, 2003, 3, deaths=5, country="B")])
    return warn.death_series(panel_of(events, step=step), "deaths")


def sums(origin, best, cases):
    """Training sums in which the component `best` is right and the others are not; `cases` by key."""
    n, j = len(cases), len(COMPONENTS)
    counts = np.array(list(cases.values()), dtype=np.float64)
    products = np.repeat(np.eye(j)[None], n, axis=0) * counts[:, None, None]
    partials = np.zeros((n, j))
    partials[:, best] = counts
    return TrainingSums(
        origin=origin,
        horizon=1,
        keys=np.array(list(cases)),
        cases=counts,
        products=products,
        partials=partials,
    )


def weights_of(series, training, key, origin=7):
    weights = fit_weights(series, training, origin=origin, horizons=(1,))
    return weights.of(1, np.array([key]))[0]


def test_by_year_the_last_origin_counts_for_most_and_by_month_all_count_alike():
    """Two origins that teach the opposite, four periods apart."""
    training = [sums(2, QUIET, {0: 1000}), sums(6, LATE, {0: 1000})]
    by_month = weights_of(series_by("month"), training, 0)
    assert by_month[QUIET] == pytest.approx(0.5, abs=1e-6)
    assert by_month[LATE] == pytest.approx(0.5, abs=1e-6)
    by_year = weights_of(series_by("year"), training, 0)
    # An origin four half-lives older counts a sixteenth: w'w - 2 w'(1, 16)/17 is least on the
    # simplex at (1, 16)/17.
    assert by_year[QUIET] == pytest.approx(1 / 17, abs=1e-6)
    assert by_year[LATE] == pytest.approx(16 / 17, abs=1e-6)


def test_an_origin_whose_outcome_is_not_known_yet_teaches_nothing():
    """At period 6 the outcome of origin 6 is still to come."""
    series = series_by("year")
    past, ahead = sums(5, QUIET, {0: 100}), sums(6, LATE, {0: 1e6})
    alone = weights_of(series, [past], 0, origin=6)
    assert np.array_equal(weights_of(series, [past, ahead], 0, origin=6), alone)


def test_a_country_learns_from_its_other_states():
    """What country B showed in a low state moves its quiet cells, and those of country A less."""
    series = series_by("year")
    assert list(series.panel.countries) == ["A", "B"]
    low_in_b = len(STATES) + STATES.index("low")
    training = [sums(6, QUIET, {0: 300, len(STATES): 20}), sums(6, LATE, {low_in_b: 500})]
    in_a = weights_of(series, training, 0)
    in_b = weights_of(series, training, len(STATES))
    assert in_b[LATE] > 0.5 > in_a[LATE]
    assert in_b.sum() == pytest.approx(1)
