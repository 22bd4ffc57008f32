"""The component forecasts: simple forecasts of each cell, which are scored, weighed and mixed.

The first four are the naive ones that every forecast is compared with: no deaths at all, the last period
repeated, the last twelve months (or five years) as an ensemble, and the cell's whole past. The others are
the cell's past with decaying weights, the past of its neighbours, two analogs (what followed in cells with
similar features, by all features and by those of the cell alone), and three hurdles: the cell's past shrunk
to its country's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulh.kernels.counts import add_weighted, add_weighted_neighbours, running_shares
from sulh.warn.analog import Analogs, fit_analogs
from sulh.warn.hurdle import hurdle_cdfs

if TYPE_CHECKING:
    from sulh.warn.death_series import DeathSeries
    from sulh.warn.periods import TimeStep

__all__ = ["COMPONENTS", "NAIVE", "RECENT", "component_cdfs", "fit_pair"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

NAIVE = ("zeros", "last", "recent", "past")
HURDLES = ("hurdle-fast", "hurdle", "hurdle-slow")
COMPONENTS = (*NAIVE, "fast", "middling", "slow", "neighbours", "analog", "analog-own", *HURDLES)

RECENT: dict[TimeStep, int] = {"month": 12, "year": 5}
"""Periods of the naive ensemble: twelve months, or five years where there are only years."""

DECAY: dict[TimeStep, tuple[float, float, float]] = {
    "month": (2.0, 6.0, 24.0),
    "year": (1.0, 3.0, 8.0),
}
NEIGHBOUR_DECAY: dict[TimeStep, float] = {"month": 12.0, "year": 2.0}
"""Half-lives in periods, of the cell's own past and of its neighbours'."""

HURDLE_SETTINGS: dict[TimeStep, tuple[tuple[float, float], ...]] = {
    "month": ((6.0, 3.0), (24.0, 12.0), (96.0, 12.0)),
    "year": ((1.0, 1.0), (3.0, 2.0), (8.0, 2.0)),
}
"""Half-life and shrink of each hurdle, in periods."""

CASES_MAX = 150_000
"""Analogs come from so many past cases at most, at even steps through the past."""

OWN_FEATURES = np.array([0, 1, 2, 3, 4, 5, 10])
COUNTRY_FEATURES = (8, 9)
COUNTRIES_MIN = 5
"""The features of one country are one series with a handful of episodes; fewer teach too little."""


def _feature_columns(series: DeathSeries, origin: int) -> Ints:
    """Return the columns of the features that the first analog uses at an origin."""
    every = range(series.features.values.shape[2])
    countries = np.unique(series.panel.country[series.panel.known_at(origin)])
    few = len(countries) < COUNTRIES_MIN
    return np.array([each for each in every if not (few and each in COUNTRY_FEATURES)])


def fit_pair(series: DeathSeries, origin: int, horizon: int) -> tuple[Analogs, Analogs] | None:
    """Fit both analogs from cases whose outcome is known at `origin`; None where there are none."""
    panel = series.panel
    last = origin - horizon
    if last < 0:
        return None
    cases = int(np.clip(last + 1 - panel.known_from, 0, None).sum())
    every = max(1, -(-cases // CASES_MAX))
    positions = np.arange(last, -1, -every)
    is_known = panel.known_from[None, :] <= positions[:, None]
    outcomes = series.counts[positions + horizon][is_known]
    if not len(outcomes):
        return None
    features = series.features.values[positions][is_known]
    pair = (
        fit_analogs(features[:, _feature_columns(series, origin)], outcomes),
        fit_analogs(features[:, OWN_FEATURES], outcomes),
    )
    return pair if pair[0] is not None and pair[1] is not None else None  # type: ignore[return-value]


def component_cdfs(
    series: DeathSeries, origin: int, cells: Ints, analogs: tuple[Analogs, Analogs] | None
) -> Floats:
    """Return what each component forecasts at `origin` for each of some cells.

    Returns
    -------
    cdfs : float64[n, components, g]
        Over ``series.support_at(origin)``. Without `analogs` (None) both analogs repeat the cell's
        whole past.
    """
    panel, g = series.panel, len(series.support_at(origin))
    cdfs = np.ones((len(cells), len(COMPONENTS), g))
    age = np.arange(origin, -1, -1)
    bins = series.bins[: origin + 1]
    decay = [0.5 ** (age / half_life) for half_life in DECAY[panel.step]]
    weights = [age == 0, age < RECENT[panel.step], age >= 0, *decay]
    for at, weight in enumerate(weights, start=1):
        histogram = np.zeros((len(cells), g))
        add_weighted(histogram, bins, weight.astype(np.float64), cells)
        cdfs[:, at] = running_shares(histogram)
    histogram = np.zeros((len(cells), g))
    near = 0.5 ** (age / NEIGHBOUR_DECAY[panel.step])
    is_known = panel.known_from <= origin
    add_weighted_neighbours(
        histogram, bins, near, cells, panel.neighbour_starts, panel.neighbours, is_known
    )
    cdfs[:, 7] = running_shares(histogram)
    for at, (half_life, shrink) in enumerate(HURDLE_SETTINGS[panel.step], start=10):
        cdfs[:, at] = hurdle_cdfs(series, origin, cells, half_life, shrink)
    if analogs is None:
        cdfs[:, 8:10] = cdfs[:, [3, 3]]
        return cdfs
    values = series.features.values[origin, cells]
    cdfs[:, 8] = analogs[0].forecast(values[:, _feature_columns(series, origin)])[:, :g]
    cdfs[:, 9] = analogs[1].forecast(values[:, OWN_FEATURES])[:, :g]
    return cdfs
