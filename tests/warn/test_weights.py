"""Weights: recent training counts for more, and a country's states share what they teach."""

import numpy as np
import polars as pl
import pytest
from tests.warn.small_events import event, panel_of, random_events

from sulh import warn
from sulh.warn.component_forecasts import COMPONENTS, component_cdfs, fit_pair
from sulh.warn.death_series import STATES
from sulh.warn.weights import EVEN, PULL, TrainingSums, fit_weights, training_sums

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


@pytest.mark.parametrize(
    ("step", "apart", "half_lives"), [("year", 4, 4), ("month", 6, 0.5), ("month", 24, 2)]
)
def test_old_origins_count_for_less(step, apart, half_lives):
    """Two origins that teach the opposite, so many periods apart."""
    training = [sums(2, QUIET, {0: 1000}), sums(2 + apart, LATE, {0: 1000})]
    # Where components have nothing in common, the least of (1 + PULL) w'w - 2 w'(r + PULL e) is at
    # (r + PULL e) / (1 + PULL), e the even mixture.
    weights = weights_of(series_by(step), training, 0, origin=3 + apart)
    pull, even = PULL[step], EVEN[step]
    shares = np.zeros(len(COMPONENTS))
    shares[[QUIET, LATE]] = np.array([1.0, 2.0**half_lives]) / (1.0 + 2.0**half_lives)
    assert weights == pytest.approx((shares + pull * even) / (1 + pull), abs=1e-6)


@pytest.mark.parametrize(("step", "power"), [("month", 0.0), ("year", 1.0)])
def test_by_month_every_case_counts_alike(step, power):
    """A cell's part of the sums, by its level known at the origin: found again from one cell alone."""
    series = series_by(step)
    origin = series.panel.periods - 2
    (taught,) = training_sums(series, origin, (1,))
    cells, support = series.panel.known_at(origin), series.support_at(origin)
    cdfs = component_cdfs(series, origin, cells, fit_pair(series, origin, 1))
    above = 1.0 - cdfs[:, :, :-1]
    weight = (1.0 + series.features.level[origin, cells]) ** -power
    expected = np.einsum("n,nik,njk,k->ij", weight, above, above, np.diff(support))
    assert taught.products.sum(axis=0) == pytest.approx(expected, rel=1e-9, abs=1e-12)


def test_an_origin_whose_outcome_is_not_known_yet_teaches_nothing():
    """At period 6 the outcome of origin 6 is still to come."""
    series = series_by("year")
    past, ahead = sums(5, QUIET, {0: 100}), sums(6, LATE, {0: 1e6})
    alone = weights_of(series, [past], 0, origin=6)
    assert np.array_equal(weights_of(series, [past, ahead], 0, origin=6), alone)


def test_without_past_cases_the_mixture_is_the_even_one():
    """Also for a country and state of which nothing is known."""
    for step, even in EVEN.items():
        assert weights_of(series_by(step), [], 0).tolist() == even.tolist()
        assert even.sum() == pytest.approx(1.0)


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
        g, even = above.swapaxes(1, 2) @ weights, above.swapaxes(1, 2) @ EVEN["month"]
        score = ((g - (np.arange(6) < outcome[:, None])) ** 2).sum()
        return score + PULL["month"] * ((g - even) ** 2).sum()

    tried = [*rng.dirichlet(np.full(j, 0.3), 3000), EVEN["month"], *np.eye(j)]
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
