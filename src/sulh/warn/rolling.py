"""Rolling origins: forecast again and again with what was known then, and score it on what followed.

Three steps, each a pure function of a series and an origin, so that they can run anywhere in any order:
what each origin teaches (`sulh.warn.weights.training_sums`), how a forecast at each origin then did
(`score_at`), and which method to use for each country (`sulh.warn.model_selection`), from scores that
were known by then.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from sulh.errors import InputError, plural
from sulh.values import SerialExecutor
from sulh.warn.component_forecasts import COMPONENTS, NAIVE, component_cdfs, fit_pair
from sulh.warn.model_selection import select_methods
from sulh.warn.random_streams import uniforms
from sulh.warn.scores import crps, ignorance, interval_score, mean_of, quantile, randomised_pit
from sulh.warn.weights import TERMS, fit_weights, in_parts, term_of, training_sums

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sulh.values import Executor
    from sulh.warn.death_series import DeathSeries
    from sulh.warn.periods import TimeStep
    from sulh.warn.weights import TrainingSums, Weights

    Floats = NDArray[np.float64]

__all__ = ["METHODS", "RollingPlan", "RollingScores", "plan_rolling", "score_at", "score_rolling"]

METHODS = ("model", *NAIVE)
COVERAGES = (0.5, 0.9)

FIRST_TRAINING: dict[TimeStep, int] = {"month": 12, "year": 2}
TRAINING_HORIZONS = (1, 2, 4, 8, 12)


@dataclass(frozen=True, slots=True, kw_only=True)
class RollingPlan:
    """Which origins are forecast from (positions of periods), and how far ahead.

    `training` are the origins learned from; only those whose outcome was known are used at each
    of the `tests`.
    """

    training: tuple[int, ...]
    tests: tuple[int, ...]
    horizons: tuple[int, ...]
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RollingScores:
    """The scores of every forecast: one row for a test origin, horizon, cell and method.

    Columns: origin, horizon, cell, country (positions), method, outcome (deaths), mean, chance (of
    any deaths), crps, ignorance, interval, low50, high50, low90, high90, pit. The method "forecast"
    is the model, or the naive one that the country changed to; `methods` has a row for each test
    origin and country: the method to use. `missed_deaths` counts deaths in cells not known at the origin.
    """

    plan: RollingPlan
    scores: pl.DataFrame
    methods: pl.DataFrame
    missed_deaths: int


def training_origins(step: TimeStep, origin: int) -> list[int]:
    """Return the origins that are learned from before an origin: every month, or year."""
    return list(range(FIRST_TRAINING[step], origin))


def training_horizons(horizons: Sequence[int]) -> tuple[int, ...]:
    """Return the horizons that weights are learned at: a few stand for all up to the longest."""
    usual = {each for each in TRAINING_HORIZONS if each <= max(horizons)}
    terms = {term_of(each) for each in usual}
    return tuple(sorted(usual | {each for each in horizons if term_of(each) not in terms}))


def check_horizons(horizons: Sequence[int]) -> None:
    """Raise `InputError` unless all horizons are within reach of the weights."""
    if not horizons or min(horizons) < 1 or max(horizons) > TERMS[-1]:
        raise InputError(
            f"Forecasts reach 1 to {TERMS[-1]} periods ahead.",
            remedy=f"Choose --months 1 to {TERMS[-1]}.",
        )


def plan_rolling(
    series: DeathSeries,
    *,
    horizons: Sequence[int],
    seed: int,
    first_test: int | None = None,
    every: int = 1,
) -> RollingPlan:
    """Plan the tests: every origin (or every so many) from `first_test` on that has an outcome.

    `first_test`: a position; None: half of the record.

    Raises
    ------
    InputError
        When the record is too short to test anything, or a horizon is out of range.
    """
    check_horizons(horizons)
    panel = series.panel
    first = panel.periods // 2 if first_test is None else first_test
    tests = tuple(range(first, panel.periods - min(horizons), every))
    if not tests or first <= FIRST_TRAINING[panel.step]:
        raise InputError(
            f"{plural(panel.periods, panel.step)} {'is' if panel.periods == 1 else 'are'} too few "
            "to learn and to test.",
            remedy="Give a longer record, or fewer months ahead.",
        )
    training = sorted({each for test in tests for each in training_origins(panel.step, test)})
    return RollingPlan(training=tuple(training), tests=tests, horizons=tuple(horizons), seed=seed)


def score_rolling(
    series: DeathSeries,
    plan: RollingPlan,
    *,
    executor: Executor | None = None,
    training: Sequence[TrainingSums] | None = None,
) -> RollingScores:
    """Carry the plan out on an executor; None: in this process, one origin after the other.

    `training`: what the plan's training origins teach, if it is known already (`train`).
    """
    executor = executor or SerialExecutor()
    if training is None:
        training = train(series, plan.training, plan.horizons, executor)
    items = [(origin, weights_at(series, training, origin, plan.horizons)) for origin in plan.tests]
    work = partial(score_at, series, horizons=plan.horizons, seed=plan.seed)
    results = list(executor.map(work, items))
    scores = pl.concat([frame for frame, _ in results])
    methods = select_methods(scores, plan.tests)
    return RollingScores(
        plan=plan,
        scores=_with_forecast(scores, methods),
        methods=methods,
        missed_deaths=sum(missed_deaths for _, missed_deaths in results),
    )


def weights_at(
    series: DeathSeries, training: Sequence[TrainingSums], origin: int, horizons: Sequence[int]
) -> Weights:
    """Return the weights at an origin, from the training origins that belong to it."""
    own = set(training_origins(series.panel.step, origin))
    sums = [each for each in training if each.origin in own]
    return fit_weights(series, sums, origin=origin, horizons=horizons)


def train(
    series: DeathSeries, origins: Sequence[int], horizons: Sequence[int], executor: Executor
) -> list[TrainingSums]:
    """Return what origins teach for forecasts so many periods ahead."""
    work = partial(training_sums, series, horizons=training_horizons(horizons))
    return [sums for each in executor.map(work, origins) for sums in each]


def score_at(
    series: DeathSeries, item: tuple[int, Weights], *, horizons: Sequence[int], seed: int
) -> tuple[pl.DataFrame, int]:
    """Score the model and the naive forecasts of one origin; also count the deaths it cannot see.

    Parameters
    ----------
    item
        The origin, and its weights.
    """
    origin, weights = item
    panel, support = series.panel, series.support_at(origin)
    cells = panel.known_at(origin)
    unknown = np.setdiff1d(np.arange(len(panel.cells)), cells)
    frames, missed_deaths = [], 0
    for horizon in horizons:
        if origin + horizon >= panel.periods:
            continue
        missed_deaths += int(series.counts[origin + horizon, unknown].sum())
        analogs = fit_pair(series, origin, horizon)
        for part in in_parts(cells):
            cdfs = component_cdfs(series, origin, part, analogs)
            model = weights.mix(series, origin, horizon, part, cdfs)
            outcome = series.counts[origin + horizon, part].astype(np.float64)
            chance = uniforms(seed, panel, part, origin + horizon)
            common = {
                "origin": np.full(len(part), origin),
                "horizon": np.full(len(part), horizon),
                "cell": part,
                "country": panel.country[part],
                "outcome": outcome,
            }
            for method in METHODS:
                cdf = model if method == "model" else cdfs[:, COMPONENTS.index(method)]
                frames.append(_score_method(support, cdf, outcome, chance, common, method))
    return (pl.concat(frames) if frames else _no_scores()), missed_deaths


def _score_method(
    support: Floats,
    cdf: Floats,
    outcome: Floats,
    chance: Floats,
    common: dict[str, Any],
    method: str,
) -> pl.DataFrame:
    interval = {
        f"{side}{round(100 * each)}": quantile(cdf, support, (1 + sign * each) / 2)
        for each in COVERAGES
        for side, sign in (("low", -1), ("high", 1))
    }
    return pl.DataFrame(
        {
            **common,
            "mean": mean_of(cdf, support),
            "chance": 1 - cdf[:, 0],
            "crps": crps(cdf, support, outcome),
            "ignorance": ignorance(cdf, support, outcome),
            "interval": interval_score(cdf, support, outcome),
            **interval,
            "pit": randomised_pit(cdf, support, outcome, chance),
        }
    ).with_columns(method=pl.lit(method))


def _no_scores() -> pl.DataFrame:
    empty = np.empty(0)
    whole = np.empty(0, dtype=np.int64)
    common = dict.fromkeys(("origin", "horizon", "cell", "country"), whole)
    return _score_method(
        np.zeros(1), np.ones((0, 1)), empty, empty, {**common, "outcome": empty}, "model"
    )


def _with_forecast(scores: pl.DataFrame, methods: pl.DataFrame) -> pl.DataFrame:
    """Add the rows of the method "forecast": those of the method to use."""
    forecast = scores.join(
        methods.select("origin", "country", "method"),
        on=["origin", "country", "method"],
        how="semi",
    ).with_columns(method=pl.lit("forecast"))
    return pl.concat([scores, forecast])
