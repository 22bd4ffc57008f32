"""Each score against a slow obvious twin, and against values worked out by hand."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh import warn

SUPPORT = np.arange(12, dtype=np.float64)
counts = st.lists(st.integers(0, 11), min_size=1, max_size=12)


def shares_of(samples):
    return np.array([[np.mean(np.array(samples) <= value) for value in SUPPORT]])


def slow_crps(samples, seen):
    """The mean distance to what came, less half the mean distance of all pairs."""
    away = sum(abs(x - seen) for x in samples) / len(samples)
    pairs = sum(abs(x - y) for x in samples for y in samples) / len(samples) ** 2
    return away - pairs / 2


@settings(derandomize=True, deadline=None)
@given(counts, st.integers(0, 20))
def test_crps_of_samples_and_of_their_shares_is_that_of_all_pairs(samples, seen):
    """Counting, sorting and integrating agree with the double sum."""
    wanted = slow_crps(samples, seen)
    row = np.array([samples], dtype=np.float64)
    came = np.array([float(seen)])
    assert warn.crps_samples(row, came)[0] == pytest.approx(wanted)
    assert warn.crps_samples(row + 0.25, came + 0.25)[0] == pytest.approx(wanted)
    assert warn.crps(shares_of(samples), SUPPORT, came)[0] == pytest.approx(wanted)


@settings(derandomize=True, deadline=None)
@given(st.lists(st.floats(-1e3, 1e3), min_size=2, max_size=9), st.floats(-1e3, 1e3))
def test_fair_crps_leaves_out_pairs_of_a_member_with_itself(samples, seen):
    """The fair score divides by the pairs of different members; negative and broken values do."""
    n = len(samples)
    away = sum(abs(x - seen) for x in samples) / n
    pairs = sum(abs(x - y) for x in samples for y in samples) / (n * (n - 1))
    found = warn.crps_samples(np.array([samples]), np.array([seen]), fair=True)[0]
    assert found == pytest.approx(away - pairs / 2, abs=1e-9)


def test_crps_of_a_certain_forecast_is_the_absolute_error():
    """A single value is scored by its distance; a NaN sample gives NaN, never a number."""
    assert warn.crps_samples(np.array([[3.0]]), np.array([8.0]))[0] == 5
    assert math.isnan(warn.crps_samples(np.array([[3.0, np.nan]]), np.array([8.0]))[0])


@settings(derandomize=True, deadline=None)
@given(st.lists(st.integers(0, 2000), min_size=1, max_size=20), st.integers(0, 3000))
def test_ignorance_is_that_of_a_thousand_draws_with_one_more_in_each_bin(few, seen):
    """The VIEWS rule, done by counting draws one by one."""
    draws = (few * 1000)[:1000]
    edges = [0, 0.5, 2.5, 5.5, 10.5, 25.5, 50.5, 100.5, 250.5, 500.5, 1000.5, math.inf]

    def bin_of(value):
        return next(i for i in range(11) if edges[i] <= value < edges[i + 1])

    hits = sum(bin_of(value) == bin_of(seen) for value in draws)
    support = np.array(sorted({0, *draws}), dtype=np.float64)
    shares = np.array([[np.mean(np.array(draws) <= value) for value in support]])
    found = warn.ignorance(shares, support, np.array([float(seen)]))[0]
    assert found == pytest.approx(-math.log2((hits + 1) / 1011))


@settings(derandomize=True, deadline=None)
@given(counts, st.integers(0, 11), st.sampled_from([0.5, 0.8, 0.9]))
def test_interval_score_is_width_and_penalty(samples, seen, coverage):
    """Its ends are the smallest values that hold the two tails."""
    order, miss = sorted(samples), 1 - coverage

    def quantile(level):
        return next(x for x in order if sum(y <= x for y in order) / len(order) >= level - 1e-9)

    low, high = quantile(miss / 2), quantile(1 - miss / 2)
    wanted = high - low + 2 / miss * max(low - seen, 0, seen - high)
    came = np.array([float(seen)])
    found = warn.interval_score(shares_of(samples), SUPPORT, came, coverage=coverage)[0]
    assert found == pytest.approx(wanted)


@settings(derandomize=True, deadline=None)
@given(st.lists(st.tuples(st.sampled_from([0.0, 0.1, 0.4, 0.9]), st.booleans()), min_size=1))
def test_average_precision_sums_precision_over_gains_in_recall(cases):
    """Threshold by threshold; without any event it has no value."""
    chance = np.array([each for each, _ in cases])
    came = np.array([each for _, each in cases])
    found = warn.average_precision(chance, came)
    if not came.any():
        assert math.isnan(found)
        return
    total, before = 0.0, 0.0
    for threshold in sorted(set(chance), reverse=True):
        taken = chance >= threshold
        recall = came[taken].sum() / came.sum()
        total += (recall - before) * came[taken].mean()
        before = recall
    assert found == pytest.approx(total)


def test_brier_is_the_squared_distance():
    """A chance of 0.8 costs 0.04 when it comes and 0.64 when it does not."""
    found = warn.brier(np.array([0.8, 0.8]), np.array([True, False]))
    assert found == pytest.approx([0.04, 0.64])


def test_randomised_pit_is_flat_for_a_calibrated_forecast_and_not_for_others():
    """Draws from the forecast itself give even bins; a forecast of no deaths does not."""
    chance = np.random.default_rng(3)
    n = 20_000
    seen = chance.geometric(0.4, n) - 1.0
    seen = np.minimum(seen, 11)
    shares = np.tile(1 - 0.6 ** (SUPPORT + 1), (n, 1))
    shares[:, -1] = 1
    pit = warn.randomised_pit(shares, SUPPORT, seen, chance.random(n))
    bins, _ = np.histogram(pit, bins=10, range=(0, 1))
    assert np.all(np.abs(bins / n - 0.1) < 0.01)
    never = np.ones((n, len(SUPPORT)))
    wrong = warn.randomised_pit(never, SUPPORT, seen, chance.random(n))
    assert np.mean(wrong > 0.95) > 0.5


def test_pit_lies_between_the_shares_before_and_at_what_came():
    """Between F(y - 1) and F(y); beyond the support it is 1."""
    shares = np.array([[0.5, 0.75, 1.0]] * 3)
    support = np.array([0.0, 1.0, 2.0])
    pit = warn.randomised_pit(shares, support, np.array([0.0, 1.0, 9.0]), np.array([0.5, 0.5, 0.5]))
    assert pit == pytest.approx([0.25, 0.625, 1.0])
