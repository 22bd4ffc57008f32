"""How much each component counts: learned from how it would have done at earlier origins, and only then.

The score (CRPS) of a mixture is a quadratic form in its weights, so the best weights over past cases
follow exactly from sums over them. They are kept near an even mixture of the strongest components: few
cases tell which of them is best, and the even one is seldom far behind. They are learned for each country
and state of a cell. Where a country has few cases of its own, the state's sums over all countries stand in
as so many cases, and the country's sums over all states as some more: a country that becomes quiet does so
in every state.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulh.kernels.counts import least_on_simplex, pool_sums
from sulh.warn.component_forecasts import COMPONENTS, HURDLES, component_cdfs, fit_pair
from sulh.warn.death_series import STATES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sulh.warn.death_series import DeathSeries
    from sulh.warn.periods import TimeStep

__all__ = [
    "TrainingSums",
    "Weights",
    "fit_weights",
    "in_parts",
    "model_cdfs",
    "term_of",
    "training_sums",
]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

PART = 2_000
"""Cells worked on at once, to bound memory."""

TERMS = (2, 12)
"""Horizons that share their weights: one or two periods ahead, and three to twelve."""

COUNTRY_PRIOR, STATE_PRIOR = 50.0, 200.0
"""In cases: how much a state over all countries, and all states together, add to a country's own."""

COUNTRY_CASES = 200.0
"""In cases: as how many, at most, a country's cases in all states count in each of its states."""

HALF_LIFE: dict[TimeStep, float] = {"month": 12.0, "year": 1.0}
"""In periods: training sums count by the age of their outcome (see the docs)."""

LEVEL_WEIGHT: dict[TimeStep, float] = {"month": 0.0, "year": 1.0}
"""A case counts by (1 + its level) to the power of minus this. Months: all alike, as the score has them."""

PULL: dict[TimeStep, float] = {"month": 1.0, "year": 0.5}
"""How much a mixture's distance from the even one counts, beside its own score; see `_shrunk`."""


def _evenly(*names: str) -> Floats:
    return np.isin(COMPONENTS, names) / len(names)


EVEN: dict[TimeStep, Floats] = {
    "month": _evenly("zeros", "analog", "analog-own", *HURDLES),
    "year": _evenly("analog", "analog-own", *HURDLES),
}
"""The even mixture: what one would use without any past cases."""

ROUNDS = 600


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TrainingSums:
    """What one origin and horizon teach, by key (country times states plus state), ascending.

    `cases` float64[k]; `products` float64[k, j, j], `partials` float64[k, j]: see
    `sulh.kernels.counts.pool_sums`.
    """

    origin: int
    horizon: int
    keys: Ints
    cases: Floats
    products: Floats
    partials: Floats


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Weights:
    """The weights of the components, float64[terms, countries * states, j]."""

    values: Floats

    def of(self, horizon: int, keys: Ints) -> Floats:
        """Return the weights for cells with these keys, so many periods ahead: float64[n, j]."""
        return np.asarray(self.values[term_of(horizon)][keys])

    def mix(
        self, series: DeathSeries, origin: int, horizon: int, cells: Ints, cdfs: Floats
    ) -> Floats:
        """Mix the components of cells, float64[n, j, g], into the model's: float64[n, g]."""
        own = self.of(horizon, keys_of(series, origin, cells))
        # By the chances above each value: where every component has none, neither has the mixture.
        return np.asarray(1.0 - np.einsum("nj,njk->nk", own, 1.0 - cdfs))


def model_cdfs(series: DeathSeries, horizon: int, *, origin: int, weights: Weights) -> Floats:
    """Return the model's distribution of every known cell, so many periods ahead."""
    cells = series.panel.known_at(origin)
    analogs = fit_pair(series, origin, horizon)
    parts = [
        weights.mix(series, origin, horizon, part, component_cdfs(series, origin, part, analogs))
        for part in in_parts(cells)
    ]
    return np.concatenate(parts)


def term_of(horizon: int) -> int:
    """Return the term that a horizon belongs to, a position in `TERMS`."""
    return next(i for i, longest in enumerate(TERMS) if horizon <= longest)


def in_parts(cells: Ints) -> Iterator[Ints]:
    """Yield cells a part at a time."""
    for begin in range(0, len(cells), PART):
        yield cells[begin : begin + PART]


def keys_of(series: DeathSeries, origin: int, cells: Ints) -> Ints:
    """Return the key of each cell: its country, and its state at the origin."""
    return series.panel.country[cells] * len(STATES) + series.states(origin, cells)


def training_sums(series: DeathSeries, origin: int, horizons: Sequence[int]) -> list[TrainingSums]:
    """Return what an origin teaches, for the horizons whose outcome the panel holds.

    By year, cases count by 1 / (1 + level), the level known at the origin: otherwise a handful of cells
    with hundreds of deaths would decide for all (`LEVEL_WEIGHT`).
    """
    cells = series.panel.known_at(origin)
    power = LEVEL_WEIGHT[series.panel.step]
    sums = []
    for horizon in horizons:
        if origin + horizon >= series.panel.periods or not len(cells):
            continue
        analogs = fit_pair(series, origin, horizon)
        if analogs is None:
            continue
        keys, place = np.unique(keys_of(series, origin, cells), return_inverse=True)
        j = len(COMPONENTS)
        products, partials = np.zeros((len(keys), j, j)), np.zeros((len(keys), j))
        for part in in_parts(np.arange(len(cells))):
            more_products, more_partials = pool_sums(
                component_cdfs(series, origin, cells[part], analogs),
                series.support_at(origin),
                series.counts[origin + horizon, cells[part]].astype(np.float64),
                (1.0 + series.features.level[origin, cells[part]]) ** -power,
                place[part],
                len(keys),
            )
            products += more_products
            partials += more_partials
        sums.append(
            TrainingSums(
                origin=origin,
                horizon=horizon,
                keys=keys,
                cases=np.bincount(place, minlength=len(keys)).astype(np.float64),
                products=products,
                partials=partials,
            )
        )
    return sums


def fit_weights(
    series: DeathSeries,
    training: Sequence[TrainingSums],
    *,
    origin: int,
    horizons: Sequence[int],
) -> Weights:
    """Return the weights to use at `origin`, from the sums whose outcome was known by then.

    Sums count by the age of their outcome (`HALF_LIFE`). Without any: the even mixture.
    """
    j, states = len(COMPONENTS), len(STATES)
    countries = len(series.panel.countries)
    step = series.panel.step
    values = np.tile(EVEN[step], (len(TERMS), countries * states, 1))
    for term in sorted({term_of(each) for each in horizons}):
        past = [
            each
            for each in training
            if term_of(each.horizon) == term and each.origin + each.horizon <= origin
        ]
        if not past:
            continue
        total = _Total.zeros(countries * states, j)
        for each in past:
            total.add(each, 0.5 ** ((origin - each.origin - each.horizon) / HALF_LIFE[step]))
        values[term] = total.best_weights(states, PULL[step], EVEN[step])
    return Weights(values=values)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Total:
    """Training sums added up: by key, `cases` float64[n], `products` [n, j, j], `partials` [n, j]."""

    cases: Floats
    products: Floats
    partials: Floats

    @classmethod
    def zeros(cls, n: int, j: int) -> _Total:
        return cls(cases=np.zeros(n), products=np.zeros((n, j, j)), partials=np.zeros((n, j)))

    def add(self, sums: TrainingSums, weight: float) -> None:
        self.cases[sums.keys] += weight * sums.cases
        self.products[sums.keys] += weight * sums.products
        self.partials[sums.keys] += weight * sums.partials

    def best_weights(self, states: int, pull: float, even: Floats) -> Floats:
        """Return the weights by key, float64[n, j]: own cases, and the priors' as so many more."""
        of_state = self._over(states, axis=0)
        of_country = self._over(states, axis=1)
        wide = STATE_PRIOR / of_state[0].sum()
        priors = [each + wide * each.sum(axis=0) for each in of_state[1:]]
        weights = np.empty_like(self.partials)
        for key, cases in enumerate(self.cases):
            country, state = divmod(key, states)
            near = COUNTRY_PRIOR / (of_state[0][state] + STATE_PRIOR)
            all_cases = of_country[0][country]
            here = min(1.0, COUNTRY_CASES / all_cases) if all_cases else 0.0
            p, r = (
                own[key] + near * prior[state] + here * whole[country]
                for own, prior, whole in zip(
                    (self.products, self.partials), priors, of_country[1:], strict=True
                )
            )
            total = cases + COUNTRY_PRIOR + here * all_cases
            weights[key] = least_on_simplex(*_shrunk(p / total, r / total, pull, even), ROUNDS)
        return weights

    def _over(self, states: int, *, axis: int) -> list[Floats]:
        """Add up over countries (axis 0) or states (axis 1)."""
        return [
            each.reshape(-1, states, *each.shape[1:]).sum(axis=axis)
            for each in (self.cases, self.products, self.partials)
        ]


def _shrunk(products: Floats, partials: Floats, pull: float, even: Floats) -> tuple[Floats, Floats]:
    """Add `pull` times the mean squared distance of a mixture from the even one to its score.

    (w - e)'P(w - e) is the mean of the integral of (F - E)^2, E the even mixture: the score and the
    distance have one unit, and components that forecast the same cost nothing to exchange.
    """
    return products * (1.0 + pull), partials + pull * products @ even
