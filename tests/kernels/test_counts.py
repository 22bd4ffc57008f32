"""The compiled loops against slow obvious twins."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.kernels.counts import (
    crps_of_shares,
    isotonic_columns,
    least_on_simplex,
    pool_sums,
    running_shares,
)

SUPPORT = np.array([0.0, 1.0, 2.0, 5.0, 9.0])


def random_shares(chance, *shape):
    raw = chance.gamma(0.5, 1.0, (*shape, len(SUPPORT)))
    return np.cumsum(raw, axis=-1) / raw.sum(axis=-1, keepdims=True)


@settings(derandomize=True, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1), st.integers(1, 9).map(float)), min_size=1, max_size=7))
def test_isotonic_columns_are_the_min_max_formula(cases):
    """The fit never rises, and is the one that the min-max formula of isotonic regression gives."""
    heights = np.array([[height] for height, _ in cases])
    weights = np.array([weight for _, weight in cases])

    def mean(i, j):
        return np.average(heights[i : j + 1, 0], weights=weights[i : j + 1])

    n = len(cases)
    expected = [max(min(mean(i, j) for i in range(k + 1)) for j in range(k, n)) for k in range(n)]
    fit = isotonic_columns(heights, weights)[:, 0]
    assert fit == pytest.approx(expected, abs=1e-12)
    assert np.all(np.diff(fit) <= 1e-12)


def test_pool_sums_give_the_score_of_every_mixture():
    """W'Pw - 2 w'r differs from the CRPS of the mixture by what does not depend on w."""
    chance = np.random.default_rng(5)
    n, kinds = 30, 3
    shares = random_shares(chance, n, kinds)
    outcome = chance.choice([0.0, 1.0, 3.0, 9.0, 14.0], n)
    scale = chance.uniform(0.1, 1, n)
    group = chance.integers(0, 2, n)
    products, partials = pool_sums(shares, SUPPORT, outcome, scale, group, 2)
    for which in (0, 1):
        rows = group == which
        gaps = []
        for weights in ([1, 0, 0], [0, 0.5, 0.5], [0.2, 0.3, 0.5]):
            w = np.array(weights, dtype=float)
            mixed = np.einsum("j,njk->nk", w, shares[rows])
            score = (scale[rows] * crps_of_shares(mixed, SUPPORT, outcome[rows])).sum()
            gaps.append(score - (w @ products[which] @ w - 2 * w @ partials[which]))
        assert gaps == pytest.approx([gaps[0]] * 3)


@settings(derandomize=True, deadline=None)
@given(st.integers(0, 10_000))
def test_no_weights_on_a_grid_are_better_than_the_least(seed):
    """The weights are on the simplex, and no point of a fine grid has a lower score."""
    chance = np.random.default_rng(seed)
    root = chance.normal(size=(3, 3))
    products, partials = root @ root.T, chance.normal(size=3)
    fit = least_on_simplex(products, partials, 600)
    assert fit.sum() == pytest.approx(1)
    assert fit.min() >= 0

    def score(w):
        return w @ products @ w - 2 * w @ partials

    for i, j in itertools.product(range(21), repeat=2):
        if i + j <= 20:
            assert score(fit) <= score(np.array([i, j, 20 - i - j]) / 20) + 1e-6


def test_running_shares_of_nothing_say_no_deaths():
    """A cell without weight is all at the first value; the last share is always 1."""
    shares = running_shares(np.array([[0.0, 0.0, 0.0], [1.0, 2.0, 1.0]]))
    assert shares.tolist() == [[1, 1, 1], [0.25, 0.75, 1]]
