"""Rolling origins: forecast again and again with what was known then, and score it on what came.

Three steps, each a pure function of a study and an origin, so that they can run anywhere in any order:
what each origin teaches (`sulh.warn.weights.learn_at`), how a forecast at each origin then did
(`score_at`), and which method each country should trust (`sulh.warn.model_selection`), from scores that were
known by then.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from sulh.errors import InputError
from sulh.values import Executor, SerialExecutor
from sulh.warn.component_forecasts import EXPERTS, NAIVE, expert_shares, fit_pair
from sulh.warn.model_selection import trusted
from sulh.warn.random_streams import uniforms
from sulh.warn.scores import crps, ignorance, interval_score, quantile, randomised_pit
from sulh.warn.weights import Lesson, Weights, in_parts, learn_at, settle_weights, term_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sulh.warn.panel import Step
    from sulh.warn.study import Study

    Floats = NDArray[np.float64]

__all__ = ["METHODS", "Plan", "Rolled", "plan_rolling", "roll", "score_at"]

METHODS = ("model", *NAIVE)
COVERAGES = (0.5, 0.9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Which origins are forecast from (positions of periods), and how far ahead.

    `lessons` are the origins learned from; only those whose outcome was known are used at each
    of the `tests`.
    """

    lessons: tuple[int, ...]
    tests: tuple[int, ...]
    horizons: tuple[int, ...]
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rolled:
    """The scores of every forecast: one row a test origin, horizon, cell and method.

    Columns: origin, horizon, cell, country (positions), method, seen, mean, chance (of any
    deaths), crps, ignorance, interval, low50, high50, low90, high90, pit. The method "forecast" is the
    model, or the naive one that the country fell back to; `trust` has a row for each test origin and
    country: what was trusted. `missed` counts deaths in cells not known at the origin.
    """

    plan: Plan
    scores: pl.DataFrame
    trust: pl.DataFrame
    missed: int


FIRST_LESSON: dict[Step, int] = {"month": 12, "year": 2}


def lesson_origins(step: Step, origin: int) -> list[int]:
    """Return the origins that are learned from before an origin: every month, or year."""
    return list(range(FIRST_LESSON[step], origin))


LESSON_HORIZONS = (1, 2, 4, 8, 12)


def lesson_horizons(horizons: Sequence[int]) -> tuple[int, ...]:
    """Return the horizons that weights are learned at: a few stand for all up to the longest."""
    found = {each for each in LESSON_HORIZONS if each <= max(horizons)}
    terms = {term_of(each) for each in found}
    return tuple(sorted(found | {each for each in horizons if term_of(each) not in terms}))


def plan_rolling(
    study: Study,
    *,
    horizons: Sequence[int],
    seed: int,
    first_test: int | None = None,
    every: int = 1,
) -> Plan:
    """Plan the tests: every origin (or every so many) from `first_test` on that has an outcome.

    `first_test`: a position; None: half of the record.

    Raises
    ------
    InputError
        When the record is too short to test anything.
    """
    panel = study.panel
    first = panel.periods // 2 if first_test is None else first_test
    tests = tuple(range(first, panel.periods - min(horizons), every))
    if not tests or first <= FIRST_LESSON[panel.step]:
        raise InputError(
            f"{panel.periods} {panel.step}s are too few to learn and to test.",
            remedy="Give a longer record, or fewer months ahead.",
        )
    lessons = sorted({each for test in tests for each in lesson_origins(panel.step, test)})
    return Plan(lessons=tuple(lessons), tests=tests, horizons=tuple(horizons), seed=seed)


def roll(study: Study, plan: Plan, *, executor: Executor | None = None) -> Rolled:
    """Carry the plan out on an executor; None: in this process, one origin after the other."""
    executor = executor or SerialExecutor()
    lessons = learn(study, plan.lessons, plan.horizons, executor)
    items = [(origin, weights_for(study, lessons, origin, plan.horizons)) for origin in plan.tests]
    work = partial(score_at, study, horizons=plan.horizons, seed=plan.seed)
    frames = list(executor.map(work, items))
    scores = pl.concat([frame for frame, _ in frames])
    trust = trusted(scores, plan.tests)
    return Rolled(
        plan=plan,
        scores=_with_forecast(scores, trust),
        trust=trust,
        missed=sum(missed for _, missed in frames),
    )


def weights_for(
    study: Study, lessons: Sequence[Lesson], origin: int, horizons: Sequence[int]
) -> Weights:
    """Return the weights at an origin, from the lessons that belong to it."""
    own = set(lesson_origins(study.panel.step, origin))
    used = [each for each in lessons if each.origin in own]
    return settle_weights(study, used, origin=origin, horizons=horizons)


def learn(
    study: Study, origins: Sequence[int], horizons: Sequence[int], executor: Executor
) -> list[Lesson]:
    """Return what origins teach for forecasts so many periods ahead."""
    work = partial(learn_at, study, horizons=lesson_horizons(horizons))
    return [lesson for each in executor.map(work, origins) for lesson in each]


def score_at(
    study: Study, item: tuple[int, Weights], *, horizons: Sequence[int], seed: int
) -> tuple[pl.DataFrame, int]:
    """Score the model and the naive forecasts of one origin; also count the deaths it cannot see.

    Parameters
    ----------
    item
        The origin, and the weights settled for it.
    """
    origin, weights = item
    cells = study.panel.known_at(origin)
    unknown = np.setdiff1d(np.arange(len(study.panel.cells)), cells)
    frames, missed = [], 0
    for horizon in horizons:
        if origin + horizon >= study.panel.periods:
            continue
        missed += int(study.counts[origin + horizon, unknown].sum())
        fitted = fit_pair(study, origin, horizon)
        for part in in_parts(cells):
            shares = expert_shares(study, origin, part, fitted)
            mixed = weights.mix(study, origin, horizon, part, shares)
            seen = study.counts[origin + horizon, part].astype(np.float64)
            chance = uniforms(seed, study.panel, part, origin + horizon)
            common = {
                "origin": np.full(len(part), origin),
                "horizon": np.full(len(part), horizon),
                "cell": part,
                "country": study.panel.country[part],
                "seen": seen,
            }
            for method in METHODS:
                own = mixed if method == "model" else shares[:, EXPERTS.index(method)]
                frames.append(_scored(study.support_at(origin), own, seen, chance, common, method))
    return (pl.concat(frames) if frames else _scored_nothing()), missed


def _scored(
    support: Floats,
    shares: Floats,
    seen: Floats,
    chance: Floats,
    common: dict[str, Any],
    method: str,
) -> pl.DataFrame:
    interval = {
        f"{side}{round(100 * each)}": quantile(shares, support, (1 + sign * each) / 2)
        for each in COVERAGES
        for side, sign in (("low", -1), ("high", 1))
    }
    return pl.DataFrame(
        {
            **common,
            "mean": mean_of(shares, support),
            "chance": 1 - shares[:, 0],
            "crps": crps(shares, support, seen),
            "ignorance": ignorance(shares, support, seen),
            "interval": interval_score(shares, support, seen),
            **interval,
            "pit": randomised_pit(shares, support, seen, chance),
        }
    ).with_columns(method=pl.lit(method))


def mean_of(shares: Floats, support: Floats) -> Floats:
    """Return the mean of each distribution."""
    return np.asarray((1 - shares[:, :-1]) @ np.diff(support))


def _scored_nothing() -> pl.DataFrame:
    empty = np.empty(0)
    whole = np.empty(0, dtype=np.int64)
    common = dict.fromkeys(("origin", "horizon", "cell", "country"), whole)
    return _scored(np.zeros(1), np.ones((0, 1)), empty, empty, {**common, "seen": empty}, "model")


def _with_forecast(scores: pl.DataFrame, trust: pl.DataFrame) -> pl.DataFrame:
    """Add the rows of the method "forecast": those of the trusted method."""
    chosen = scores.join(
        trust.select("origin", "country", "method"), on=["origin", "country", "method"], how="semi"
    ).with_columns(method=pl.lit("forecast"))
    return pl.concat([scores, chosen])
