"""What the past up to a period says about each cell, as numbers: nothing here looks ahead.

Each feature at period t is computed from the counts of periods 0 to t: decaying means of the cell's own
deaths, of the deaths in the neighbouring cells, and of the country's deaths per known cell.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from sulh.warn.panel import Panel
    from sulh.warn.periods import TimeStep

__all__ = ["Features", "compute_features", "decaying_mean"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

HALF_LIVES: dict[str, dict[str, tuple[float, ...]]] = {
    "month": {"own": (1.0, 4.0, 18.0, 72.0), "neighbours": (3.0, 18.0), "country": (2.0, 12.0)},
    "year": {"own": (0.5, 1.5, 4.0, 12.0), "neighbours": (1.0, 4.0), "country": (0.7, 3.0)},
}
"""In periods. Round numbers from fast to slow; the regression weighs them."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Features:
    """The features of every period and cell.

    `values` float64[t, n, k]: log1p of means, and shares of periods with deaths. `level` float64[t,
    n]: the decaying mean of a cell's own deaths, which decides its state. `ever`
    bool[t, n]: whether the cell has had deaths up to then.
    """

    values: Floats
    level: Floats
    ever: NDArray[np.bool_]


def decaying_mean(counts: Floats, half_life: float) -> Floats:
    """Return, for each period, the mean of all up to it, weights halving every `half_life` periods.

    Parameters
    ----------
    counts : float64[t, n]
    """
    keep = 0.5 ** (1.0 / half_life)
    means = np.empty_like(counts)
    running, weight = np.zeros(counts.shape[1]), 0.0
    for t, row in enumerate(counts):
        running = keep * running + row
        weight = keep * weight + 1.0
        means[t] = running / weight
    return means


def neighbour_sums(panel: Panel, counts: Floats) -> Floats:
    """Return the sum over the neighbours of each cell, float64[t, n]."""
    sizes = np.diff(panel.neighbour_starts)
    owner = np.repeat(np.arange(len(panel.cells)), sizes)
    sums = np.zeros_like(counts)
    for t, row in enumerate(counts):
        sums[t] = np.bincount(owner, weights=row[panel.neighbours], minlength=len(panel.cells))
    return sums


def country_means(panel: Panel, counts: Floats) -> Floats:
    """Return the deaths of each cell's country, divided by its cells known then; float64[t, n]."""
    n = len(panel.countries)
    means = np.zeros_like(counts)
    for t, row in enumerate(counts):
        is_known = panel.known_from <= t
        country = panel.country[is_known]
        cells = np.bincount(country, minlength=n)
        total = np.bincount(country, weights=row[is_known], minlength=n)
        means[t] = (total / np.maximum(cells, 1))[panel.country]
    return means


def compute_features(panel: Panel, counts: Ints) -> Features:
    """Compute the features of every period."""
    own = counts.astype(np.float64)
    lives = HALF_LIVES[panel.step]
    columns = [np.log1p(decaying_mean(own, each)) for each in lives["own"]]
    any_deaths = (own > 0).astype(np.float64)
    columns += [decaying_mean(any_deaths, each) for each in lives["own"][1:3]]
    near = neighbour_sums(panel, own)
    columns += [np.log1p(decaying_mean(near, each)) for each in lives["neighbours"]]
    wide = country_means(panel, own)
    columns += [np.log1p(decaying_mean(wide, each)) for each in lives["country"]]
    columns.append(np.log1p(own))
    return Features(
        values=np.stack(columns, axis=2),
        level=decaying_mean(own, year_of(panel.step)),
        ever=np.cumsum(own, axis=0) > 0,
    )


def year_of(step: TimeStep) -> float:
    """Return the half-life of a cell's level, in periods: half a year of months, or one year."""
    return 6.0 if step == "month" else 1.0
