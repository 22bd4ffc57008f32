"""Weights: recent training counts for more by year, and a country's states share what they teach."""

import numpy as np
import polars as pl
import pytest
from tests.warn.small_events import event, panel_of, random_events

from sulh import warn
from sulh.warn.component_forecasts import COMPONENTS
from sulh.warn.death_series import STATES
from sulh.warn.weights import EVEN, PULL, TrainingSums, fit_weights

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
    # Where components have nothing in common, the least of (1 + PULL) w'w - 2 w'(r + PULL e) is at
    # (r + PULL e) / (1 + PULL), e the even mixture.
    by_month = weights_of(series_by("month"), training, 0)
    assert by_month[[QUIET, LATE]] == pytest.approx(np.array([0.5, 0.5]) / (1 + PULL), abs=1e-6)
    assert by_month[EVEN > 0] == pytest.approx(EVEN[EVEN > 0] * PULL / (1 + PULL), abs=1e-6)
    by_year = weights_of(series_by("year"), training, 0)
    # An origin four half-lives older counts a sixteenth.
    expected = np.array([1.0, 16.0]) / 17 / (1 + PULL)
    assert by_year[[QUIET, LATE]] == pytest.approx(expected, abs=1e-6)


def test_an_origin_whose_outcome_is_not_known_yet_teaches_nothing():
    """At period 6 the outcome of origin 6 is still to come."""
    series = series_by("year")
    past, ahead = sums(5, QUIET, {0: 100}), sums(6, LATE, {0: 1e6})
    alone = weights_of(series, [past], 0, origin=6)
    assert np.array_equal(weights_of(series, [past, ahead], 0, origin=6), alone)


def test_without_past_cases_the_mixture_is_the_even_one():
    """Also for a country and state of which nothing is known."""
    assert weights_of(series_by("year"), [], 0).tolist() == EVEN.tolist()
    assert EVEN.sum() == pytest.approx(1.0)


def test_the_pull_is_the_distance_between_forecasts_not_between_weights():
    """The least of the score plus the pull, by trying 3,000 mixtures of random components."""
    rng = np.random.default_rng(5)
    j = len(COMPONENTS)
    above = np.sort(rng.random((40, j, 6)), axis=2)[:, :, ::-1]  # G of six values, width 1
    outcome = rng.integers(0, 7, 40)
    products = np.einsum("nik,njk->ij", above, above)
    partials = np.einsum("nik,nk->i", above, np.arange(6) < outcome[:, None])
    one = TrainingSums(
        origin=5, horizon=1, keys=np.array([0]), cases=np.array([40.0]),
        products=products[None], partials=partials[None],
    )  # fmt: skip
    best = weights_of(series_by("month"), [one], 0)

    def target(weights):
        g, even = above.swapaxes(1, 2) @ weights, above.swapaxes(1, 2) @ EVEN
        score = ((g - (np.arange(6) < outcome[:, None])) ** 2).sum()
        return score + PULL * ((g - even) ** 2).sum()

    tried = [*rng.dirichlet(np.full(j, 0.3), 3000), EVEN, *np.eye(j)]
    assert target(best) <= min(target(each) for each in tried) + 1e-9


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
