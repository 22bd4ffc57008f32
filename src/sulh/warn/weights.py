"""How much each expert counts: learned from how they would have done at earlier origins, and only then.

The score (CRPS) of a mixture is a quadratic form in its weights, so the best weights over past cases
follow exactly from sums over them. They are learned for each country and state of a cell, with the state's
sums over all countries standing in as so many cases where a country has few of its own, and the sums
over all states of the country as some more: a country that quietens does so in every state.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulh.kernels.counts import least_on_simplex, pool_sums
from sulh.warn.component_forecasts import EXPERTS, expert_shares, fit_pair
from sulh.warn.study import STATES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sulh.warn.panel import Step
    from sulh.warn.study import Study

__all__ = ["Lesson", "Weights", "in_parts", "learn_at", "settle_weights", "term_of"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

PART = 2_000
"""Cells worked on at once, to bound memory."""

TERMS = (2, 12)
"""Horizons learn together: one or two periods ahead, and three to twelve."""

COUNTRY_PRIOR, STATE_PRIOR = 50.0, 200.0
"""In cases: how much a state over all countries, and all states together, count beside own cases."""

COUNTRY_CASES = 200.0
"""In cases: as how many, at most, a country's cases in all states count in each of its states."""

HALF_LIFE: dict[Step, float] = {"month": float("inf"), "year": 1.0}
"""In periods: a lesson counts by how long ago its outcome came. Months: all alike (see the reference)."""

ROUNDS = 600


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lesson:
    """What one origin and horizon teach, by key (country times states plus state), ascending.

    `cases` float64[k]; `products` float64[k, j, j], `reached` float64[k, j]: see
    `sulh.kernels.counts.pool_sums`.
    """

    origin: int
    horizon: int
    keys: Ints
    cases: Floats
    products: Floats
    reached: Floats


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Weights:
    """The weights of the experts, float64[terms, countries * states, j]."""

    values: Floats

    def of(self, horizon: int, keys: Ints) -> Floats:
        """Return the weights for cells with these keys, so many periods ahead: float64[n, j]."""
        return np.asarray(self.values[term_of(horizon)][keys])

    def mix(self, study: Study, origin: int, horizon: int, cells: Ints, shares: Floats) -> Floats:
        """Mix what the experts say of cells, float64[n, j, g], into the model's: float64[n, g]."""
        own = self.of(horizon, keys_of(study, origin, cells))
        return np.asarray(np.einsum("nj,njk->nk", own, shares))


def term_of(horizon: int) -> int:
    """Return the term that a horizon belongs to, a position in `TERMS`."""
    return next(i for i, longest in enumerate(TERMS) if horizon <= longest)


def in_parts(cells: Ints) -> Iterator[Ints]:
    """Yield cells a part at a time."""
    for begin in range(0, len(cells), PART):
        yield cells[begin : begin + PART]


def keys_of(study: Study, origin: int, cells: Ints) -> Ints:
    """Return the key of each cell: its country, and its state at the origin."""
    return study.panel.country[cells] * len(STATES) + study.states(origin, cells)


def learn_at(study: Study, origin: int, horizons: Sequence[int]) -> list[Lesson]:
    """Return what an origin teaches, for the horizons whose outcome the panel holds.

    Cases count by 1 / (1 + level), the level known at the origin: otherwise a handful of cells with
    hundreds of deaths would decide for all.
    """
    cells = study.panel.known_at(origin)
    lessons = []
    for horizon in horizons:
        if origin + horizon >= study.panel.periods or not len(cells):
            continue
        fitted = fit_pair(study, origin, horizon)
        if fitted is None:
            continue
        keys, place = np.unique(keys_of(study, origin, cells), return_inverse=True)
        j = len(EXPERTS)
        products, reached = np.zeros((len(keys), j, j)), np.zeros((len(keys), j))
        for part in in_parts(np.arange(len(cells))):
            more, up_to = pool_sums(
                expert_shares(study, origin, cells[part], fitted),
                study.support_at(origin),
                study.counts[origin + horizon, cells[part]].astype(np.float64),
                1.0 / (1.0 + study.signals.level[origin, cells[part]]),
                place[part],
                len(keys),
            )
            products += more
            reached += up_to
        lessons.append(
            Lesson(
                origin=origin,
                horizon=horizon,
                keys=keys,
                cases=np.bincount(place, minlength=len(keys)).astype(np.float64),
                products=products,
                reached=reached,
            )
        )
    return lessons


def settle_weights(
    study: Study, lessons: Sequence[Lesson], *, origin: int, horizons: Sequence[int]
) -> Weights:
    """Return the weights to use at `origin`, from the lessons whose outcome was known by then.

    A lesson counts by the age of its outcome (`HALF_LIFE`). Without any every expert counts alike.
    """
    j, states = len(EXPERTS), len(STATES)
    countries = len(study.panel.countries)
    half_life = HALF_LIFE[study.panel.step]
    values = np.full((len(TERMS), countries * states, j), 1.0 / j)
    for term in sorted({term_of(each) for each in horizons}):
        known = [
            each
            for each in lessons
            if term_of(each.horizon) == term and each.origin + each.horizon <= origin
        ]
        if not known:
            continue
        sums = _Sums.nothing(countries * states, j)
        for each in known:
            sums.add(each, 0.5 ** ((origin - each.origin - each.horizon) / half_life))
        values[term] = sums.settled(states)
    return Weights(values=values)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Sums:
    """Lessons added up: by key, `cases` float64[n], `products` [n, j, j], `reached` [n, j]."""

    cases: Floats
    products: Floats
    reached: Floats

    @classmethod
    def nothing(cls, n: int, j: int) -> _Sums:
        return cls(cases=np.zeros(n), products=np.zeros((n, j, j)), reached=np.zeros((n, j)))

    def add(self, lesson: Lesson, weight: float) -> None:
        self.cases[lesson.keys] += weight * lesson.cases
        self.products[lesson.keys] += weight * lesson.products
        self.reached[lesson.keys] += weight * lesson.reached

    def settled(self, states: int) -> Floats:
        """Return the weights by key, float64[n, j]: own cases, and the priors' as so many more."""
        of_state = self._over(states, axis=0)
        of_country = self._over(states, axis=1)
        wide = STATE_PRIOR / of_state[0].sum()
        priors = [each + wide * each.sum(axis=0) for each in of_state[1:]]
        weights = np.empty_like(self.reached)
        for key, cases in enumerate(self.cases):
            country, state = divmod(key, states)
            near = COUNTRY_PRIOR / (of_state[0][state] + STATE_PRIOR)
            all_cases = of_country[0][country]
            here = min(1.0, COUNTRY_CASES / all_cases) if all_cases else 0.0
            p, r = (
                own[key] + near * prior[state] + here * whole[country]
                for own, prior, whole in zip(
                    (self.products, self.reached), priors, of_country[1:], strict=True
                )
            )
            total = cases + COUNTRY_PRIOR + here * all_cases
            weights[key] = least_on_simplex(p / total, r / total, ROUNDS)
        return weights

    def _over(self, states: int, *, axis: int) -> list[Floats]:
        """Add up over countries (axis 0) or states (axis 1)."""
        return [
            each.reshape(-1, states, *each.shape[1:]).sum(axis=axis)
            for each in (self.cases, self.products, self.reached)
        ]
