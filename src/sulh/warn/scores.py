"""How good a forecast was: proper scores of distributions of counts, and of the chance of any deaths.

Definitions and sources: docs/reference/forecasts.md. Lower is better, but for average precision.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulh.kernels.counts import crps_of_samples, crps_of_shares

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "IGNORANCE_EDGES",
    "average_precision",
    "brier",
    "crps",
    "crps_samples",
    "ignorance",
    "interval_score",
    "quantile",
    "randomised_pit",
]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

IGNORANCE_EDGES = np.array([0, 0.5, 2.5, 5.5, 10.5, 25.5, 50.5, 100.5, 250.5, 500.5, 1000.5])
"""The bins of the VIEWS prediction challenge 2023/24; the last is open."""

VIEWS_DRAWS = 1_000
"""That challenge scores a thousand draws, and adds one to each bin so that none is impossible."""


def crps(shares: Floats, support: Floats, seen: Floats) -> Floats:
    """Return the continuous ranked probability score, in deaths, exact for each distribution.

    Parameters
    ----------
    shares : float64[n, g]
        The distribution's share at or below each value of the support.
    support : float64[g]
    seen : float64[n]
        What came.
    """
    return np.asarray(crps_of_shares(np.ascontiguousarray(shares), support, seen))


def crps_samples(samples: Floats, seen: Floats, *, fair: bool = False) -> Floats:
    """Return the CRPS of samples float64[n, m], exact for the samples' own distribution.

    `fair` estimates instead the score of the distribution that the samples were drawn from (Ferro
    2014), without the bias that few samples bring.
    """
    return np.asarray(crps_of_samples(np.ascontiguousarray(samples, dtype=np.float64), seen, fair))


def ignorance(shares: Floats, support: Floats, seen: Floats) -> Floats:
    """Return the ignorance in bits: minus log2 of the chance of the bin that came.

    The chance p becomes (1000 p + 1) / (1000 + 11): what a thousand draws give with one more added
    to each of the eleven bins, as in the VIEWS challenge.
    """
    # The share below an edge is that at the last value of the support before it.
    position = np.searchsorted(support, IGNORANCE_EDGES, side="left") - 1
    below = np.where(position >= 0, shares[:, np.maximum(position, 0)], 0.0)
    chances = np.diff(np.column_stack([below, np.ones(len(shares))]), axis=1)
    bins = np.searchsorted(IGNORANCE_EDGES, seen, side="right") - 1
    chance = chances[np.arange(len(seen)), bins]
    n_bins = len(IGNORANCE_EDGES)
    return np.asarray(-np.log2((VIEWS_DRAWS * chance + 1) / (VIEWS_DRAWS + n_bins)))


def quantile(shares: Floats, support: Floats, level: float) -> Floats:
    """Return the smallest value of the support with at least this share at or below it."""
    # Sums of floating weights may end a hair below a level that they stand for.
    return np.asarray(support[(shares < level - 1e-12).sum(axis=1).clip(max=len(support) - 1)])


def interval_score(
    shares: Floats, support: Floats, seen: Floats, *, coverage: float = 0.9
) -> Floats:
    """Return the interval score of the central interval (Gneiting and Raftery 2007, eq. 43).

    Its width, plus 2 / (1 - coverage) times by how much what came lies outside it.
    """
    miss = 1 - coverage
    low, high = quantile(shares, support, miss / 2), quantile(shares, support, 1 - miss / 2)
    outside = np.maximum(low - seen, 0) + np.maximum(seen - high, 0)
    return np.asarray(high - low + 2 / miss * outside)


def brier(chance: Floats, came: NDArray[np.bool_]) -> Floats:
    """Return (chance - [it came])^2 of each forecast of any deaths (Brier 1950)."""
    return np.asarray((chance - came) ** 2)


def average_precision(chance: Floats, came: NDArray[np.bool_]) -> float:
    """Return the average precision of the ranking by chance; higher is better.

    The sum over thresholds of the gain in recall times the precision there; forecasts of equal
    chance enter together. NaN where nothing came.
    """
    if not came.any():
        return float("nan")
    order = np.argsort(-chance, kind="stable")
    falling, hits = chance[order], np.cumsum(came[order])
    ends = np.append(np.flatnonzero(np.diff(falling)), len(falling) - 1)
    precision = hits[ends] / (ends + 1)
    recall = hits[ends] / hits[-1]
    return float(np.sum(np.diff(recall, prepend=0.0) * precision))


def randomised_pit(shares: Floats, support: Floats, seen: Floats, chance: Floats) -> Floats:
    """Return the probability integral transform, at random between F(y-1) and F(y).

    Uniform on [0, 1] when forecasts are calibrated (Czado, Gneiting and Held 2009, Biometrics
    65(4)). `chance` float64[n], in [0, 1), is the randomness.
    """
    at = np.searchsorted(support, seen, side="right") - 1
    exact = support[np.maximum(at, 0)] == seen
    rows = np.arange(len(seen))
    here = np.where(at >= 0, shares[rows, np.maximum(at, 0)], 0.0)
    before = np.where(at >= 1, shares[rows, np.maximum(at - 1, 0)], 0.0)
    before = np.where(exact, before, here)
    return np.asarray(before + chance * (here - before))


def coverage_of(pit: Floats, levels: Sequence[float]) -> list[float]:
    """Return, for each nominal level, the share of PIT values in the central interval."""
    return [
        float(np.mean((pit >= (1 - level) / 2) & (pit <= (1 + level) / 2))) if len(pit) else 0.0
        for level in levels
    ]
