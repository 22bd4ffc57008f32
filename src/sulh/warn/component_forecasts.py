"""The experts: simple forecasts of each cell, which are scored, weighed and mixed.

The first four are the naive ones that every forecast is held against: no deaths at all, the last period
repeated, the last twelve months (or five years) as an ensemble, and the cell's whole past. The others are
the cell's past with decaying weights, the past of the cells beside it, and two analogs: what followed in
cells whose signals were alike, with all signals and with those of the cell alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulh.kernels.counts import add_weighted, add_weighted_beside, running_shares
from sulh.warn.analog import Analogs, fit_analogs

if TYPE_CHECKING:
    from sulh.warn.panel import Step
    from sulh.warn.study import Study

__all__ = ["EXPERTS", "NAIVE", "RECENT", "expert_shares", "fit_pair"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

NAIVE = ("zeros", "last", "recent", "past")
EXPERTS = (*NAIVE, "fast", "middling", "slow", "beside", "analog", "analog-own")

RECENT: dict[Step, int] = {"month": 12, "year": 5}
"""Periods of the naive ensemble: twelve months; a table by year has only years, of which five."""

DECAY: dict[Step, tuple[float, float, float]] = {"month": (2.0, 6.0, 24.0), "year": (1.0, 3.0, 8.0)}
BESIDE: dict[Step, float] = {"month": 12.0, "year": 2.0}
"""Half-lives in periods, of the cell's own past and of that beside it."""

CASES_MAX = 150_000
"""Analogs are sought among so many past cases at most, evenly spread over the past."""

OWN_SIGNALS = np.array([0, 1, 2, 3, 4, 5, 10])
COUNTRY_SIGNALS = (8, 9)
COUNTRIES_MIN = 5
"""The signals of one country are one series with a handful of episodes; fewer teach too little."""


def signals_used(study: Study, origin: int) -> Ints:
    """Return the columns of the signals that the first analog goes by at an origin."""
    every = range(study.signals.values.shape[2])
    known = study.panel.country[study.panel.known_at(origin)]
    few = len(np.unique(known)) < COUNTRIES_MIN
    return np.array([each for each in every if not (few and each in COUNTRY_SIGNALS)])


def fit_pair(study: Study, origin: int, horizon: int) -> tuple[Analogs, Analogs] | None:
    """Fit both analogs from cases whose outcome is known at `origin`; None where there are none."""
    panel = study.panel
    last = origin - horizon
    if last < 0:
        return None
    cases = int(np.clip(last + 1 - panel.known_from, 0, None).sum())
    every = max(1, -(-cases // CASES_MAX))
    positions = np.arange(last, -1, -every)
    known = panel.known_from[None, :] <= positions[:, None]
    followed = study.counts[positions + horizon][known]
    if not len(followed):
        return None
    signals = study.signals.values[positions][known]
    both = (
        fit_analogs(signals[:, signals_used(study, origin)], followed),
        fit_analogs(signals[:, OWN_SIGNALS], followed),
    )
    return both if both[0] is not None and both[1] is not None else None  # type: ignore[return-value]


def expert_shares(
    study: Study, origin: int, cells: Ints, fitted: tuple[Analogs, Analogs] | None
) -> Floats:
    """Return what each expert says at `origin` of each of some cells.

    Returns
    -------
    shares : float64[n, experts, g]
        Over ``study.support_at(origin)``. Without fitted analogs (`fitted` None) these two say
        what the whole past says.
    """
    panel, g = study.panel, len(study.support_at(origin))
    shares = np.ones((len(cells), len(EXPERTS), g))
    age = np.arange(origin, -1, -1)
    bins = study.bins[: origin + 1]
    decay = [0.5 ** (age / half_life) for half_life in DECAY[panel.step]]
    weights = [age == 0, age < RECENT[panel.step], age >= 0, *decay]
    for at, weight in enumerate(weights, start=1):
        histogram = np.zeros((len(cells), g))
        add_weighted(histogram, bins, weight.astype(np.float64), cells)
        shares[:, at] = running_shares(histogram)
    histogram = np.zeros((len(cells), g))
    near = 0.5 ** (age / BESIDE[panel.step])
    known = panel.known_from <= origin
    add_weighted_beside(histogram, bins, near, cells, panel.beside_first, panel.beside, known)
    shares[:, 7] = running_shares(histogram)
    if fitted is None:
        shares[:, 8:] = shares[:, [3, 3]]
        return shares
    values = study.signals.values[origin, cells]
    shares[:, 8] = fitted[0].forecast(values[:, signals_used(study, origin)])[:, :g]
    shares[:, 9] = fitted[1].forecast(values[:, OWN_SIGNALS])[:, :g]
    return shares
