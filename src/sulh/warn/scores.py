"""How good a forecast was: proper scores of distributions of counts, and of the chance of any deaths.

Definitions and sources: docs/reference/forecasts.md. Lower is better, except for average precision.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sulh.kernels.counts import crps_of_samples, crps_of_shares

__all__ = [
    "IGNORANCE_EDGES",
    "average_precision",
    "brier",
    "crps",
    "crps_samples",
    "ignorance",
    "interval_score",
    "mean_of",
    "quantile",
    "randomised_pit",
]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

IGNORANCE_EDGES = np.array([0, 0.5, 2.5, 5.5, 10.5, 25.5, 50.5, 100.5, 250.5, 500.5, 1000.5])
"""The bins of the VIEWS prediction challenge 2023/24; the last is open."""

VIEWS_DRAWS = 1_000
"""That challenge scores a thousand draws, and adds one to each bin so that none is impossible."""


def crps(cdf: Floats, support: Floats, outcome: Floats) -> Floats:
    """Return the continuous ranked probability score, in deaths, exact for each distribution.

    Parameters
    ----------
    cdf : float64[n, g]
        The chance of at most each value of the support.
    support : float64[g]
    outcome : float64[n]
        The deaths that followed.
    """
    return np.asarray(crps_of_shares(np.ascontiguousarray(cdf), support, outcome))


def crps_samples(samples: Floats, outcome: Floats, *, fair: bool = False) -> Floats:
    """Return the CRPS of samples float64[n, m], exact for the samples' own distribution.

    `fair` estimates instead the score of the distribution that the samples were drawn from (Ferro
    2014), without the bias that few samples bring.
    """
    return np.asarray(
        crps_of_samples(np.ascontiguousarray(samples, dtype=np.float64), outcome, fair)
    )


def ignorance(cdf: Floats, support: Floats, outcome: Floats) -> Floats:
    """Return the ignorance in bits: minus log2 of the chance of the bin that the outcome lies in.

    The chance p becomes (1000 p + 1) / (1000 + 11): what a thousand draws give with one more added
    to each of the eleven bins, as in the VIEWS challenge.
    """
    # The share below an edge is that at the last value of the support before it.
    position = np.searchsorted(support, IGNORANCE_EDGES, side="left") - 1
    below = np.where(position >= 0, cdf[:, np.maximum(position, 0)], 0.0)
    chances = np.diff(np.column_stack([below, np.ones(len(cdf))]), axis=1)
    bins = np.searchsorted(IGNORANCE_EDGES, outcome, side="right") - 1
    chance = chances[np.arange(len(outcome)), bins]
    n_bins = len(IGNORANCE_EDGES)
    return np.asarray(-np.log2((VIEWS_DRAWS * chance + 1) / (VIEWS_DRAWS + n_bins)))


def mean_of(cdf: Floats, support: Floats) -> Floats:
    """Return the mean of each distribution."""
    return np.asarray((1 - cdf[:, :-1]) @ np.diff(support))


def quantile(cdf: Floats, support: Floats, level: float) -> Floats:
    """Return the smallest value of the support with at least this share at or below it."""
    # Sums of floating weights may end a hair below a level that they stand for.
    return np.asarray(support[(cdf < level - 1e-12).sum(axis=1).clip(max=len(support) - 1)])


def interval_score(
    cdf: Floats, support: Floats, outcome: Floats, *, coverage: float = 0.9
) -> Floats:
    """Return the interval score of the central interval (Gneiting and Raftery 2007, eq. 43).

    Its width, plus 2 / (1 - coverage) times the distance by which the outcome lies outside it.
    """
    miss = 1 - coverage
    low, high = quantile(cdf, support, miss / 2), quantile(cdf, support, 1 - miss / 2)
    outside = np.maximum(low - outcome, 0) + np.maximum(outcome - high, 0)
    return np.asarray(high - low + 2 / miss * outside)


def brier(chance: Floats, any_deaths: NDArray[np.bool_]) -> Floats:
    """Return (chance - [any deaths])^2 of each forecast of any deaths (Brier 1950)."""
    return np.asarray((chance - any_deaths) ** 2)


def average_precision(chance: Floats, any_deaths: NDArray[np.bool_]) -> float:
    """Return the average precision of the ranking by chance; higher is better.

    The sum over thresholds of the gain in recall times the precision there; forecasts of equal
    chance enter together. NaN where there are no deaths at all.
    """
    if not any_deaths.any():
        return float("nan")
    order = np.argsort(-chance, kind="stable")
    falling, hits = chance[order], np.cumsum(any_deaths[order])
    ends = np.append(np.flatnonzero(np.diff(falling)), len(falling) - 1)
    precision = hits[ends] / (ends + 1)
    recall = hits[ends] / hits[-1]
    return float(np.sum(np.diff(recall, prepend=0.0) * precision))


def randomised_pit(cdf: Floats, support: Floats, outcome: Floats, chance: Floats) -> Floats:
    """Return the probability integral transform, at random between F(y-1) and F(y).

    Uniform on [0, 1] when forecasts are calibrated (Czado, Gneiting and Held 2009, Biometrics
    65(4)). `chance` float64[n], in [0, 1), is the randomness.
    """
    at = np.searchsorted(support, outcome, side="right") - 1
    exact = support[np.maximum(at, 0)] == outcome
    rows = np.arange(len(outcome))
    here = np.where(at >= 0, cdf[rows, np.maximum(at, 0)], 0.0)
    before = np.where(at >= 1, cdf[rows, np.maximum(at - 1, 0)], 0.0)
    before = np.where(exact, before, here)
    return np.asarray(before + chance * (here - before))
