"""A shrunk hurdle: a chance of any deaths, and what number then, each the cell's own beside its country's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulh.kernels.counts import add_weighted

if TYPE_CHECKING:
    from sulh.warn.death_series import DeathSeries

__all__ = ["hurdle_cdfs"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def hurdle_cdfs(
    series: DeathSeries, origin: int, cells: Ints, half_life: float, shrink: float
) -> Floats:
    """Return a chance of any deaths, and what number then: each the cell's own, shrunk to its country's.

    The cell's weighted periods (or deadly periods) count beside `shrink` of the mean cell (or mean deadly
    period) of its country, among the cells known at the origin.

    Parameters
    ----------
    cells : int64[n]
        Known at the origin.
    half_life
        Of a period's weight, in periods.
    shrink
        In periods, above zero.

    Returns
    -------
    cdfs : float64[n, g]
        Over ``series.support_at(origin)``.
    """
    panel, support = series.panel, series.support_at(origin)
    weights = 0.5 ** (np.arange(origin, -1, -1) / half_life)
    countries = np.unique(panel.country[cells])
    in_view = panel.known_at(origin)
    in_view = in_view[np.isin(panel.country[in_view], countries)]
    histogram = np.zeros((len(panel.cells), len(support)))
    of_view = np.zeros((len(in_view), len(support)))
    add_weighted(of_view, series.bins[: origin + 1], weights, in_view)
    histogram[in_view] = of_view
    cdf = np.empty((len(cells), len(support)))
    for country in countries:
        here = in_view[panel.country[in_view] == country]
        whole = histogram[here].sum(axis=0)
        deadly = whole[1:].sum()
        share = deadly / whole.sum()
        sizes = whole[1:] / deadly if deadly > 0.0 else np.eye(len(support) - 1)[0]
        own = np.flatnonzero(panel.country[cells] == country)
        mine = histogram[cells[own]]
        amounts = mine[:, 1:].sum(axis=1)
        chance = (amounts + shrink * share) / (mine.sum(axis=1) + shrink)
        numbers = (mine[:, 1:] + shrink * sizes) / (amounts + shrink)[:, None]
        cdf[own, 0] = 1.0 - chance
        cdf[own, 1:] = (1.0 - chance)[:, None] + chance[:, None] * np.cumsum(numbers, axis=1)
    cdf[:, -1] = 1.0
    return np.minimum(cdf, 1.0)
