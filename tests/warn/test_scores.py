"""Each score against a slow obvious twin, and against values worked out by hand."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh import warn

SUPPORT = np.arange(12, dtype=np.float64)
counts = st.lists(st.integers(0, 11), min_size=1, max_size=12)


def cdf_of(samples):
    return np.array([[np.mean(np.array(samples) <= value) for value in SUPPORT]])


def slow_crps(samples, outcome):
    """The mean distance to the outcome, less half the mean distance of all pairs."""
    away = sum(abs(x - outcome) for x in samples) / len(samples)
    pairs = sum(abs(x - y) for x in samples for y in samples) / len(samples) ** 2
    return away - pairs / 2


@settings(derandomize=True, deadline=None)
@given(counts, st.integers(0, 20))
def test_crps_of_samples_and_of_their_shares_is_that_of_all_pairs(samples, outcome):
    """Counting, sorting and integrating agree with the double sum."""
    expected = slow_crps(samples, outcome)
    row = np.array([samples], dtype=np.float64)
    outcomes = np.array([float(outcome)])
    assert warn.crps_samples(row, outcomes)[0] == pytest.approx(expected)
    assert warn.crps_samples(row + 0.25, outcomes + 0.25)[0] == pytest.approx(expected)
    assert warn.crps(cdf_of(samples), SUPPORT, outcomes)[0] == pytest.approx(expected)


@settings(derandomize=True, deadline=None)
@given(st.lists(st.floats(-1e3, 1e3), min_size=2, max_size=9), st.floats(-1e3, 1e3))
def test_fair_crps_leaves_out_pairs_of_a_member_with_itself(samples, outcome):
    """The fair score divides by the pairs of different members; negative and broken values do."""
    n = len(samples)
    away = sum(abs(x - outcome) for x in samples) / n
    pairs = sum(abs(x - y) for x in samples for y in samples) / (n * (n - 1))
    score = warn.crps_samples(np.array([samples]), np.array([outcome]), fair=True)[0]
    assert score == pytest.approx(away - pairs / 2, abs=1e-9)


def test_crps_of_a_certain_forecast_is_the_absolute_error():
    """A single value is scored by its distance; a NaN sample gives NaN, never a number."""
    assert warn.crps_samples(np.array([[3.0]]), np.array([8.0]))[0] == 5
    assert math.isnan(warn.crps_samples(np.array([[3.0, np.nan]]), np.array([8.0]))[0])


@settings(derandomize=True, deadline=None)
@given(st.lists(st.integers(0, 2000), min_size=1, max_size=20), st.integers(0, 3000))
def test_ignorance_is_that_of_a_thousand_draws_with_one_more_in_each_bin(few, outcome):
    """The VIEWS rule, done by counting draws one by one."""
    draws = (few * 1000)[:1000]
    edges = [0, 0.5, 2.5, 5.5, 10.5, 25.5, 50.5, 100.5, 250.5, 500.5, 1000.5, math.inf]

    def bin_of(value):
        return next(i for i in range(11) if edges[i] <= value < edges[i + 1])

    hits = sum(bin_of(value) == bin_of(outcome) for value in draws)
    support = np.array(sorted({0, *draws}), dtype=np.float64)
    cdf = np.array([[np.mean(np.array(draws) <= value) for value in support]])
    score = warn.ignorance(cdf, support, np.array([float(outcome)]))[0]
    assert score == pytest.approx(-math.log2((hits + 1) / 1011))


@settings(derandomize=True, deadline=None)
@given(counts, st.integers(0, 11), st.sampled_from([0.5, 0.8, 0.9]))
def test_interval_score_is_width_and_penalty(samples, outcome, coverage):
    """Its ends are the smallest values that hold the two tails."""
    order, miss = sorted(samples), 1 - coverage

    def quantile(level):
        return next(x for x in order if sum(y <= x for y in order) / len(order) >= level - 1e-9)

    low, high = quantile(miss / 2), quantile(1 - miss / 2)
    expected = high - low + 2 / miss * max(low - outcome, 0, outcome - high)
    outcomes = np.array([float(outcome)])
    score = warn.interval_score(cdf_of(samples), SUPPORT, outcomes, coverage=coverage)[0]
    assert score == pytest.approx(expected)


@settings(derandomize=True, deadline=None)
@given(st.lists(st.tuples(st.sampled_from([0.0, 0.1, 0.4, 0.9]), st.booleans()), min_size=1))
def test_average_precision_sums_precision_over_gains_in_recall(cases):
    """Threshold by threshold; without any event it has no value."""
    chance = np.array([each for each, _ in cases])
    any_deaths = np.array([each for _, each in cases])
    score = warn.average_precision(chance, any_deaths)
    if not any_deaths.any():
        assert math.isnan(score)
        return
    total, before = 0.0, 0.0
    for threshold in sorted(set(chance), reverse=True):
        above = chance >= threshold
        recall = any_deaths[above].sum() / any_deaths.sum()
        total += (recall - before) * any_deaths[above].mean()
        before = recall
    assert score == pytest.approx(total)


def test_brier_is_the_squared_distance():
    """A chance of 0.8 costs 0.04 when it comes and 0.64 when it does not."""
    score = warn.brier(np.array([0.8, 0.8]), np.array([True, False]))
    assert score == pytest.approx([0.04, 0.64])


def test_randomised_pit_is_flat_for_a_calibrated_forecast_and_not_for_others():
    """Draws from the forecast itself give even bins; a forecast of no deaths does not."""
    chance = np.random.default_rng(3)
    n = 20_000
    outcome = chance.geometric(0.4, n) - 1.0
    outcome = np.minimum(outcome, 11)
    cdf = np.tile(1 - 0.6 ** (SUPPORT + 1), (n, 1))
    cdf[:, -1] = 1
    pit = warn.randomised_pit(cdf, SUPPORT, outcome, chance.random(n))
    bins, _ = np.histogram(pit, bins=10, range=(0, 1))
    assert np.all(np.abs(bins / n - 0.1) < 0.01)
    never = np.ones((n, len(SUPPORT)))
    wrong = warn.randomised_pit(never, SUPPORT, outcome, chance.random(n))
    assert np.mean(wrong > 0.95) > 0.5


def test_pit_lies_between_the_shares_before_and_at_the_outcome():
    """Between F(y - 1) and F(y); beyond the support it is 1."""
    cdf = np.array([[0.5, 0.75, 1.0]] * 3)
    support = np.array([0.0, 1.0, 2.0])
    pit = warn.randomised_pit(cdf, support, np.array([0.0, 1.0, 9.0]), np.array([0.5, 0.5, 0.5]))
    assert pit == pytest.approx([0.25, 0.625, 1.0])
