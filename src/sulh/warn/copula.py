"""Samples in which the cells of a country lean together: a Gaussian copula with one factor for each country.

A cell's sample comes from the normal number z = sqrt(w) f + sqrt(1 - w) e: e is the cell's own, f the
country's in that period, w how much they lean together. f is sqrt(l) g + sqrt(1 - l) h: h is the period's
own and g lasts over all periods ahead. The chance that belongs to z is uniform, so each cell keeps its
distribution; only sums over cells, and over periods, change. Both parts are learned from how the sums of
past forecasts would have scored (`learn_leanings`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sulh.warn.random_streams import named_uniforms, uniforms
from sulh.warn.scores import crps_samples
from sulh.warn.weights import model_cdfs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sulh.warn.death_series import DeathSeries
    from sulh.warn.panel import Panel
    from sulh.warn.weights import Weights

__all__ = [
    "Leaning",
    "SumScores",
    "learn_leanings",
    "sample_chances",
    "score_sums",
    "score_sums_at",
]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

WITHIN = (0.0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5)
LASTING = (0.0, 0.5, 1.0)
"""The values tried."""

DRAWS = 200
ORIGINS_MIN = 8
"""A country leans only after so many past origins."""

DOUBT = 0.25
"""In standard errors: a leaning is taken if a smaller one scored worse by more than this."""

_to_normal = np.frompyfunc(NormalDist().inv_cdf, 1, 1)
_to_erf = np.frompyfunc(math.erf, 1, 1)


class Leaning(NamedTuple):
    """How much the cells of a country lean together: shares of variance, 0 to 1.

    `within`: of a cell's normal number, what it shares with its country's other cells in a period.
    `lasting`: of that, what all periods ahead share.
    """

    within: float = 0.0
    lasting: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SumScores:
    """How samples of countries' sums scored at one origin, for each leaning tried.

    `countries` int64[c]: those with cells known then. `within` float64[c, w]: the mean over the
    periods ahead of the CRPS of log(1 + the country's deaths), with each of `WITHIN`. `lasting`
    float64[c, w, l]: the same of the sum over all periods ahead, with each of `LASTING`.
    """

    countries: Ints
    within: Floats
    lasting: Floats


def sample_chances(
    panel: Panel,
    cells: Ints,
    *,
    origin: int,
    horizon: int,
    seed: int,
    draws: int,
    leanings: Mapping[str, Leaning],
) -> Floats:
    """Return the chances that the samples of cells come from, uniform in [0, 1): float64[n, draws].

    Cells of a country without a leaning are independent. The same for the same seed, cell, origin and
    horizon, whatever else is forecast.
    """
    chances = uniforms(seed, panel, cells, origin + horizon, draws)
    for country in np.unique(panel.country[cells]):
        leaning = leanings.get(panel.countries[country], Leaning())
        if leaning.within > 0.0:
            own = panel.country[cells] == country
            shared = _shared(panel, int(country), origin, horizon, seed, draws)
            z = _mixed(
                _normals(chances[own]),
                _mixed(shared[1], shared[0], leaning.lasting),
                leaning.within,
            )
            chances[own] = _chances(z)
    return chances


def score_sums(
    series: DeathSeries, origin: int, cells: Ints, cdfs: Mapping[int, Floats], *, seed: int
) -> SumScores:
    """Score samples of each country's sum at a past origin, for each leaning tried.

    Parameters
    ----------
    cells : int64[n]
        Those known at the origin.
    cdfs
        For each horizon, float64[n, g] over ``series.support_at(origin)``; horizons whose outcome the
        panel does not hold must not be among them.
    """
    panel, support = series.panel, series.support_at(origin)
    countries = np.unique(panel.country[cells])
    within = np.zeros((len(countries), len(WITHIN)))
    lasting = np.zeros((len(countries), len(WITHIN), len(LASTING)))
    for at, country in enumerate(countries):
        own = panel.country[cells] == country
        totals = np.zeros((len(WITHIN), len(LASTING), DRAWS))
        outcome = 0.0
        for horizon, cdf in cdfs.items():
            mine = np.ascontiguousarray(cdf[own])
            e = _normals(uniforms(seed, panel, cells[own], origin + horizon, DRAWS))
            shared = _shared(panel, int(country), origin, horizon, seed, DRAWS)
            deaths = float(series.counts[origin + horizon, cells[own]].sum())
            outcome += deaths
            for i, w in enumerate(WITHIN):
                for j, part in enumerate(LASTING if w > 0.0 else LASTING[:1]):
                    z = _mixed(e, _mixed(shared[1], shared[0], part), w)
                    sums = _country_sums(mine, support, z)
                    totals[i, j] += sums
                    if j == 0:
                        within[at, i] += _log_score(sums, deaths) / len(cdfs)
                if w == 0.0:
                    totals[i, 1:] = totals[i, 0]
        for i, j in np.ndindex(len(WITHIN), len(LASTING)):
            lasting[at, i, j] = _log_score(totals[i, j], outcome)
    return SumScores(countries=countries, within=within, lasting=lasting)


def score_sums_at(
    series: DeathSeries, item: tuple[int, Weights], *, horizons: Sequence[int], seed: int
) -> SumScores:
    """Score the model's samples of countries' sums at one origin.

    Parameters
    ----------
    item
        The origin, and its weights.
    horizons
        Those whose outcome the panel does not hold are left out.
    """
    origin, weights = item
    near = [each for each in horizons if origin + each < series.panel.periods]
    cdfs = {each: model_cdfs(series, each, origin=origin, weights=weights) for each in near}
    return score_sums(series, origin, series.panel.known_at(origin), cdfs, seed=seed)


def learn_leanings(panel: Panel, scores: Iterable[SumScores]) -> dict[str, Leaning]:
    """Return the leaning of each country that scored best at past origins.

    First `within` by the sums of single periods, then `lasting` by the sums over all periods: each the
    least that scored no worse than the best by more than `DOUBT` standard errors of the difference.
    Countries with too few origins, or that do not lean, are left out.
    """
    scores = list(scores)
    leanings = {}
    for country, name in enumerate(panel.countries):
        own = [
            (each.within[at], each.lasting[at])
            for each in scores
            for at in np.flatnonzero(each.countries == country)
        ]
        if len(own) >= ORIGINS_MIN:
            at = _least(np.array([within for within, _ in own]))
            part = _least(np.array([lasting[at] for _, lasting in own]))
            if at > 0:
                leanings[name] = Leaning(WITHIN[at], LASTING[part])
    return leanings


def _least(scores: Floats) -> int:
    """Return the first column of float64[origins, k] that the best beats by no more than `DOUBT`."""
    worse = scores - scores[:, [int(np.argmin(scores.mean(axis=0)))]]
    error = DOUBT * worse.std(axis=0, ddof=1) / math.sqrt(len(scores))
    return int(np.argmax(worse.mean(axis=0) <= error))


def _shared(
    panel: Panel, country: int, origin: int, horizon: int, seed: int, draws: int
) -> tuple[Floats, Floats]:
    """Return the normal numbers of a country that last, and those of one period: float64[draws] each."""
    name = [f"country {panel.countries[country]}"]
    last = named_uniforms(seed, f"after {panel.label(origin)}", name, draws)
    once = named_uniforms(seed, panel.label(origin + horizon), name, draws)
    return _normals(last)[0], _normals(once)[0]


def _mixed(own: Floats, shared: Floats, part: float) -> Floats:
    return np.asarray(math.sqrt(part) * shared + math.sqrt(1.0 - part) * own)


def _normals(chances: Floats) -> Floats:
    """Return the normal number of each chance in [0, 1); 0 counts as half the smallest step."""
    return np.asarray(_to_normal(np.clip(chances, 2.0**-54, 1.0 - 2.0**-53)), dtype=np.float64)


def _chances(z: Floats) -> Floats:
    """Return the chance below each normal number, below 1."""
    chances = 0.5 + 0.5 * np.asarray(_to_erf(z / math.sqrt(2.0)), dtype=np.float64)
    return np.minimum(chances, 1.0 - 2.0**-53)


def _country_sums(cdf: Floats, support: Floats, z: Floats) -> Floats:
    """Return the sum over cells of each draw, float64[draws]. Most are zero and need no search."""
    n, g = cdf.shape
    least = np.full(n, np.inf)
    some = cdf[:, 0] < 1.0
    least[some] = _normals(cdf[some, 0])
    row, draw = np.nonzero(z >= least[:, None])
    # Rows behind each other, 2 apart, are one ascending table.
    table = (cdf + 2.0 * np.arange(n)[:, None]).ravel()
    at = np.searchsorted(table, _chances(z[row, draw]) + 2.0 * row, side="right") - g * row
    values = support[np.clip(at, 0, g - 1)]
    return np.bincount(draw, weights=values, minlength=z.shape[1]).astype(np.float64)


def _log_score(sums: Floats, outcome: float) -> float:
    """Return the CRPS of log(1 + sum): a few months with massacres do not decide for all."""
    return float(crps_samples(np.log1p(sums)[None, :], np.log1p(np.array([outcome])))[0])
