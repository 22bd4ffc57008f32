"""Replay history: plan with what was known by the end of a year, then count what the next year brought.

Every mission is planned in the same way, with nothing fitted to any: see `sulh.protect.OUTLOOKS`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from numpy.typing import NDArray

from sulh.errors import InputError
from sulh.kernels.facility_reach import within_m
from sulh.protect.backtest.chance import chance_of_better
from sulh.protect.backtest.plans import (
    OUTLOOKS,
    by_population,
    foresight,
    foresight_within,
    greedy_in_tiers,
    greedy_last_year,
    greedy_then_towns,
    measure_reach,
    outlook_weights,
    plan_sites,
    random_sites,
)
from sulh.protect.roads.network import minutes_by_road
from sulh.values import SerialExecutor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.protect.backtest.mission_year import MissionYear, NextYear, Points
    from sulh.protect.roads.network import Roads
    from sulh.values import Executor

__all__ = [
    "LAYDOWNS",
    "MINUTES",
    "REACHES_KM",
    "MissionFacts",
    "ReachCount",
    "Replay",
    "replay_years",
]

Flags = NDArray[np.bool_]
Sites = dict[str, NDArray[np.int64]]

REACHES_KM = (25, 50, 100)
LAYDOWNS = (
    "real",
    "random",
    "population",
    "greedy",
    "towns",
    "tiers",
    "plan",
    "quarter",
    "foresight",
)
RANDOM_DRAWS = 100
MINUTES = (60.0, 120.0)
"""Travel times to count within, where there are roads."""

TYPES = {"reach_km": pl.Int64, "reach_min": pl.Float64}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachCount:
    """One mission, year, laydown and reach: civilian deaths and events within reach, and all.

    `reach_km` is the length of a straight line, or `reach_min` a time by road; the other is None.
    """

    mission: str
    year: int
    method: str
    reach_km: int | None
    reach_min: float | None
    civilians: float
    all_civilians: float
    events: float
    all_events: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MissionFacts:
    """A mission and year: hosts, sites, candidates, real sites that the plan leaves, units by kind.

    `chance_of_better`: see `sulh.protect.backtest.chance`; NaN where no civilian was killed in the
    year after.
    """

    mission: str
    year: int
    hosts: str
    sites: int
    candidates: int
    past_events: int
    moved: int
    chance_of_better: float | None
    infantry: int
    reserve: int
    medical: int
    aviation: int
    police: int
    observers: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Replay:
    """What a back-test counted: rows of `ReachCount` and of `MissionFacts`."""

    counts: pl.DataFrame
    mission_years: pl.DataFrame


def replay_years(
    pairs: Sequence[tuple[MissionYear, NextYear]],
    *,
    seed: int = 0,
    executor: Executor | None = None,
    roads: Roads | None = None,
    minutes: Sequence[float] = MINUTES,
) -> Replay:
    """Replay each mission and year.

    Parameters
    ----------
    pairs
        As `sulh.protect.build_mission_years` yields them.
    seed
        Of the random laydowns.
    executor
        Where the work runs; the results do not depend on it.
    roads, minutes
        With roads, the same laydowns are also counted within these travel times.

    Raises
    ------
    InputError
        When there is no mission and year to replay.
    """
    if not pairs:
        raise InputError(
            "There is no mission and year to replay.",
            remedy="It needs deployments in a year and the next, and events up to the next.",
        )
    items = [(year, ahead, (seed, at)) for at, (year, ahead) in enumerate(pairs)]
    times = tuple(sorted(set(minutes))) if roads is not None else ()
    work = partial(_replay, roads=roads, minutes=times)
    results = list((executor or SerialExecutor()).map(work, items))
    return Replay(
        counts=pl.DataFrame([row for rows, _ in results for row in rows], schema_overrides=TYPES),
        mission_years=pl.DataFrame([facts for _, facts in results]),
    )


def _replay(
    item: tuple[MissionYear, NextYear, tuple[int, int]],
    *,
    roads: Roads | None,
    minutes: tuple[float, ...],
) -> tuple[list[ReachCount], MissionFacts]:
    year, ahead, seed = item
    laydowns = _laydowns(year)
    rng = np.random.default_rng(seed)
    draws = [random_sites(year, rng) for _ in range(RANDOM_DRAWS)]
    rows = []
    for km in REACHES_KM:
        best = foresight(year, ahead, 1000.0 * km)
        for method, sites in {**laydowns, "foresight": best}.items():
            points = year.real if method == "real" else year.sites.only(sites)
            rows.append(_row(year, ahead, method, [_reached(points, ahead, km)], km=km))
        near = [_reached(year.sites.only(sites), ahead, km) for sites in draws]
        rows.append(_row(year, ahead, "random", near, km=km))
    if roads is not None and minutes:
        rows += _by_road(year, ahead, laydowns, draws, roads, minutes)
    plan = laydowns["plan"]
    facts = MissionFacts(
        mission=year.mission,
        year=year.year,
        hosts=", ".join(year.hosts),
        sites=len(year.real),
        candidates=len(year.sites),
        past_events=len(year.past),
        moved=len(set(year.real_sites.tolist()) - set(plan.tolist())),
        chance_of_better=chance_of_better(year, ahead, plan, rng),
        **year.units,
    )
    return rows, facts


def _laydowns(year: MissionYear) -> Sites:
    """Return the laydowns that use only what was known: positions of candidate sites by method."""
    reach = measure_reach(year)
    weights = np.concatenate(outlook_weights(year, *OUTLOOKS))
    quarter = len(year.real_sites) // 4
    return {
        "real": year.real_sites,
        "population": by_population(year),
        "greedy": greedy_last_year(year, reach),
        "towns": greedy_then_towns(year, reach),
        "tiers": greedy_in_tiers(year, reach),
        "plan": plan_sites(year, weights, reach),
        "quarter": plan_sites(year, weights, reach, moves_max=quarter),
    }


def _reached(sites: Points, ahead: NextYear, km: float) -> Flags:
    """Return which events of the next year lie within reach of a site."""
    starts, _ = within_m(
        ahead.events.lon, ahead.events.lat, sites.lon, sites.lat, reach_m=1000.0 * km
    )
    return np.asarray(np.diff(starts) > 0)


def _by_road(
    year: MissionYear,
    ahead: NextYear,
    laydowns: Sites,
    draws: list[NDArray[np.int64]],
    roads: Roads,
    minutes: tuple[float, ...],
) -> list[ReachCount]:
    """Count the same laydowns by travel time, and foresight by the same time."""
    sites, events = year.sites, ahead.events
    far = minutes_by_road(roads, sites.lon, sites.lat, events.lon, events.lat, limit=max(minutes))
    rows = []
    for most in minutes:
        within = far <= most
        best = foresight_within(year, ahead, within)
        for method, at in {**laydowns, "foresight": best}.items():
            rows.append(_row(year, ahead, method, [_any(within, at)], minutes=most))
        near = [_any(within, at) for at in draws]
        rows.append(_row(year, ahead, "random", near, minutes=most))
    return rows


def _any(within: Flags, sites: NDArray[np.int64]) -> Flags:
    return np.asarray(within[sites].any(axis=0))


def _row(
    year: MissionYear,
    ahead: NextYear,
    method: str,
    near: list[Flags],
    *,
    km: int | None = None,
    minutes: float | None = None,
) -> ReachCount:
    """Count what lies within reach, as the mean over some laydowns."""
    fatal = ahead.deaths > 0.0
    return ReachCount(
        mission=year.mission,
        year=year.year,
        method=method,
        reach_km=km,
        reach_min=minutes,
        civilians=float(np.mean([ahead.civilians[each].sum() for each in near])),
        all_civilians=float(ahead.civilians.sum()),
        events=float(np.mean([(each & fatal).sum() for each in near])),
        all_events=float(fatal.sum()),
    )
