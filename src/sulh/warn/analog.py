"""What followed in the past, in cells with features like this one's.

The features of every past case (a cell at an earlier period, whose outcome so many periods later is
known by now) become one number, the index, by ridge regression on log(1 + deaths). Cases are sorted by
it and cut into bins; the outcomes of each bin, made isotonic over bins, are the forecast of a cell whose
index lies there: a distributional index model (Henzi, Kleger and Ziegel 2023, JASA 118(541)) with
isotonic distributional regression (Henzi, Ziegel and Gneiting 2021, JRSS B 83(5)) on bins.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sulh.kernels.counts import isotonic_columns, running_shares
from sulh.warn.support import SUPPORT, nearest

__all__ = ["Analogs", "fit_analogs", "following"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

RIDGE = 1.0
SMALLEST_BIN = 100
GROWTH = 1.15


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Analogs:
    """How past cases are sorted, and what followed in each bin of them.

    `weights` float64[k + 1]: of the features, the last the constant. `middles` float64[b], ascending:
    the mean index of each bin. `cdfs` float64[b, g]: the distribution of its outcomes.
    """

    weights: Floats
    middles: Floats
    cdfs: Floats

    def index(self, values: Floats) -> Floats:
        """Return the index of each case, from its features float64[n, k]."""
        return np.asarray(values @ self.weights[:-1] + self.weights[-1])

    def forecast(self, values: Floats) -> Floats:
        """Return distributions float64[n, g] from features float64[n, k]; see `at`."""
        return self.at(self.index(values))

    def at(self, index: Floats) -> Floats:
        """Return distributions float64[n, g], between those of the two bins nearest to each index."""
        index = np.clip(index, self.middles[0], self.middles[-1])
        right = np.clip(np.searchsorted(self.middles, index), 1, max(len(self.middles) - 1, 1))
        if len(self.middles) == 1:
            return np.repeat(self.cdfs, len(index), axis=0)
        left = right - 1
        gap = self.middles[right] - self.middles[left]
        part = np.where(gap > 0, (index - self.middles[left]) / np.where(gap > 0, gap, 1.0), 0.0)
        return np.asarray(self.cdfs[left] * (1 - part)[:, None] + self.cdfs[right] * part[:, None])


def fit_analogs(values: Floats, outcomes: Ints) -> Analogs | None:
    """Fit from past cases; None where there are none.

    Parameters
    ----------
    values : float64[c, k]
        The features of each case.
    outcomes : int64[c]
        The deaths that followed.
    """
    if not len(outcomes):
        return None
    centre = values.mean(axis=0)
    target = np.log1p(outcomes)
    shifted = values - centre
    gram = shifted.T @ shifted + RIDGE * np.eye(values.shape[1])
    slopes = np.linalg.solve(gram, shifted.T @ (target - target.mean()))
    weights = np.append(slopes, target.mean() - centre @ slopes)
    middles, cdfs = following(values @ slopes + weights[-1], outcomes)
    return Analogs(weights=weights, middles=middles, cdfs=cdfs)


def following(index: Floats, outcomes: Ints) -> tuple[Floats, Floats]:
    """Return what followed cases of like index, made isotonic: `middles` and `cdfs` of `Analogs`.

    Parameters
    ----------
    index : float64[c]
        What sorts past cases: the higher, the more deaths.
    outcomes : int64[c]
    """
    order = np.argsort(-index, kind="stable")
    ends = _bin_ends(len(order))
    bins = np.repeat(np.arange(len(ends)), np.diff(np.concatenate([[0], ends])))
    sizes = np.bincount(bins)
    histogram = np.bincount(
        bins * len(SUPPORT) + nearest(outcomes[order]), minlength=len(ends) * len(SUPPORT)
    ).reshape(len(ends), len(SUPPORT))
    middles = np.bincount(bins, weights=index[order]) / sizes
    cdfs = running_shares(histogram[::-1].astype(np.float64))
    return middles[::-1].copy(), isotonic_columns(cdfs, sizes[::-1].astype(np.float64))


def _bin_ends(cases: int) -> Ints:
    """Cut from the top: small bins where much happens, ever larger ones where nothing does."""
    ends, size, end = [], float(SMALLEST_BIN), 0
    while end < cases:
        end += int(size)
        size *= GROWTH
        ends.append(min(end, cases))
    if len(ends) > 1 and ends[-1] - ends[-2] < SMALLEST_BIN:
        ends.pop(-2)
    return np.array(ends, dtype=np.int64)
