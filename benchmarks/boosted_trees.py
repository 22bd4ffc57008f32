"""A boosted forecast: trees correct the analogs' index where it errs, on more of what is known of a cell.

The index of `sulh.warn.analog` is a ridge regression of log(1 + deaths). Here boosted trees (scikit-learn's
histogram gradient boosting) fit what that leaves over; past cases are then sorted by the sum of both, and what
followed in cases like it is the forecast, as for analogs. The forecast of `sulh.warn` does not use it: see
docs/reference/forecasts.md for what it would have brought.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingRegressor

from sulh.warn.analog import Analogs, fit_analogs, following
from sulh.warn.features import decaying_mean, neighbour_sums

if TYPE_CHECKING:
    from sulh.warn.death_series import DeathSeries

__all__ = ["Boosted", "boosted_features", "fit_boosted"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

CASES_MAX = 80_000
"""Trees learn from so many past cases at most, at even steps through the past."""

TREES, LEAVES, RATE, LEAF_MIN, RIDGE = 40, 6, 0.05, 400, 5.0
"""Few small trees with many cases in each leaf: there is little to learn beside the ridge."""

LONG_AGO = 240
"""In periods: as long as a cell without any event counts as quiet."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Boosted:
    """The analogs' index, the trees that correct it, and what followed by the sum of both."""

    trees: Any
    analogs: Analogs

    def forecast(self, values: Floats) -> Floats:
        """Return distributions over `SUPPORT`, float64[n, g], from features float64[n, k]."""
        return self.analogs.at(self.analogs.index(values) + self.trees.predict(values))


def boosted_features(series: DeathSeries) -> Floats:
    """Return what is known of each cell at each period: float64[t, n, k]; nothing looks ahead.

    The features of the analogs, and: the last two periods; the time since the last deaths of the cell and
    of its neighbours; the highest count of a year and of the neighbours' half year; the neighbours' last
    period, their neighbours' mean, and the long means of both; how long the cell is known; how many cells
    were deadly lately; for months, the season.
    """
    panel, own = series.panel, series.counts.astype(np.float64)
    near = neighbour_sums(panel, own)
    deadly = (own > 0.0).astype(np.float64)
    periods = np.arange(panel.periods)
    columns = [
        *(np.log1p(_before(own, by)) for by in (1, 2)),
        np.log1p(_since(own > 0.0)),
        np.log1p(_since(near > 0.0)),
        np.log1p(_highest(own, 12)),
        np.log1p(_highest(near, 6)),
        np.log1p(near),
        np.log1p(decaying_mean(neighbour_sums(panel, near), 6.0)),
        np.log1p((periods[:, None] - panel.known_from).clip(0)),
        np.log1p(decaying_mean(own, 400.0)),
        np.log1p(decaying_mean(near, 200.0)),
        decaying_mean(deadly, 200.0),
        np.log1p(decaying_mean(np.broadcast_to(deadly.sum(axis=1, keepdims=True), own.shape), 3.0)),
    ]
    if panel.step == "month":
        angle = 2.0 * np.pi * ((periods + panel.first) % 12) / 12.0
        columns += [
            np.broadcast_to(each[:, None], own.shape) for each in (np.sin(angle), np.cos(angle))
        ]
    return np.concatenate([series.features.values, np.stack(columns, axis=2)], axis=2)


def fit_boosted(series: DeathSeries, features: Floats, origin: int, horizon: int) -> Boosted | None:
    """Fit from cases whose outcome is known at `origin`; None where there are none.

    Parameters
    ----------
    features : float64[t, n, k]
        See `boosted_features`.
    """
    last, panel = origin - horizon, series.panel
    cases = int(np.clip(last + 1 - panel.known_from, 0, None).sum())
    if cases == 0:
        return None
    positions = np.arange(last, -1, -max(1, -(-cases // CASES_MAX)))
    is_known = panel.known_from[None, :] <= positions[:, None]
    values, outcomes = features[positions][is_known], series.counts[positions + horizon][is_known]
    analogs = fit_analogs(values, outcomes)
    if analogs is None:
        return None
    index = analogs.index(values)
    trees = _trees().fit(values, np.log1p(outcomes) - index)
    middles, cdfs = following(index + trees.predict(values), outcomes)
    return Boosted(
        trees=trees, analogs=Analogs(weights=analogs.weights, middles=middles, cdfs=cdfs)
    )


def _trees() -> Any:
    return HistGradientBoostingRegressor(
        learning_rate=RATE,
        max_iter=TREES,
        max_leaf_nodes=LEAVES,
        min_samples_leaf=LEAF_MIN,
        l2_regularization=RIDGE,
        early_stopping=False,
        random_state=0,
    )


def _before(counts: Floats, by: int) -> Floats:
    """Return the counts so many periods earlier; 0 before the first."""
    return np.vstack([np.zeros((by, counts.shape[1])), counts[:-by]])[: len(counts)]


def _since(happened: NDArray[np.bool_]) -> Floats:
    """Return how many periods ago it last happened, `LONG_AGO` at most."""
    ago = np.full(happened.shape[1], float(LONG_AGO))
    rows = np.empty(happened.shape)
    for t, row in enumerate(happened):
        ago = np.where(row, 0.0, np.minimum(ago + 1.0, LONG_AGO))
        rows[t] = ago
    return rows


def _highest(counts: Floats, window: int) -> Floats:
    """Return the highest count of the last so many periods."""
    return np.array(
        [counts[max(0, t - window + 1) : t + 1].max(axis=0) for t in range(len(counts))]
    )
