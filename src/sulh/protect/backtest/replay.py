"""Replay history: plan with what was known, then count what the next year brought.

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
from sulh.protect.backtest.choice import OUTLOOKS
from sulh.protect.backtest.laydowns import LAYDOWNS, lay_down, lay_down_by_road
from sulh.protect.backtest.plans import foresight, foresight_within, random_sites
from sulh.protect.roads.network import minutes_on
from sulh.values import SerialExecutor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.protect.backtest.laydowns import Laydowns
    from sulh.protect.backtest.mission_year import MissionYear, NextYear
    from sulh.protect.backtest.outlooks import Outlook
    from sulh.protect.backtest.points import Points
    from sulh.protect.backtest.views import View
    from sulh.protect.roads.network import DayTimes, Roads
    from sulh.values import Executor

__all__ = [
    "LAYDOWNS",
    "MEASURES",
    "MINUTES",
    "REACHES_KM",
    "MissionFacts",
    "ReachCount",
    "Replay",
    "replay_years",
]

Flags = NDArray[np.bool_]
REACHES_KM = (25, 50, 100)
MEASURES = ("civilians", "civilian_events", "deaths", "events")
"""What is counted: civilian deaths, events in which civilians were killed, all deaths, all deadly events."""

DRAWN = ("real", "next", "quarter", "plan")
"""The laydowns whose sites a replay keeps, for maps."""

RANDOM_DRAWS = 100
MINUTES = (60.0, 120.0)
"""Travel times to count within, where there are roads."""

TYPES = {"reach_km": pl.Int64, "reach_min": pl.Float64}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachCount:
    """One mission, year, part, laydown and reach: what is within reach of a site, and all.

    `reach_km` is the length of a straight line, or `reach_min` a time by road; the other is None. The
    measures are those of `MEASURES`.
    """

    mission: str
    year: int
    part: int
    method: str
    reach_km: int | None
    reach_min: float | None
    civilians: float
    all_civilians: float
    civilian_events: float
    all_civilian_events: float
    deaths: float
    all_deaths: float
    events: float
    all_events: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MissionFacts:
    """A mission, year and part: hosts, sites, candidates, real sites that the plan leaves, units by kind.

    `next_sites`: how many sites the mission had in the year after. `settled`: candidates that are not known
    only through violence. `chance_of_better`: see `sulh.protect.backtest.chance`; NaN where no civilian was
    killed.
    """

    mission: str
    year: int
    part: int
    hosts: str
    sites: int
    next_sites: int
    candidates: int
    settled: int
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
    """What a back-test counted: rows of `ReachCount` and of `MissionFacts`.

    `sites` has the places of the real laydown, the next, the quarter's and the plan, and `happened` the events
    with deaths of the period: mission, year, part, method (or deaths and civilians), lon, lat.
    """

    counts: pl.DataFrame
    mission_years: pl.DataFrame
    sites: pl.DataFrame
    happened: pl.DataFrame


def replay_years(
    pairs: Sequence[tuple[MissionYear, NextYear]],
    *,
    seed: int = 0,
    executor: Executor | None = None,
    roads: Roads | DayTimes | None = None,
    minutes: Sequence[float] = MINUTES,
    outlooks: Sequence[Outlook] = OUTLOOKS,
    view: View = "outlooks",
) -> Replay:
    """Replay each mission and period.

    Parameters
    ----------
    pairs
        As `sulh.protect.build_mission_years` yields them.
    seed
        Of the random laydowns.
    executor
        Where the work runs; the results do not depend on it.
    roads, minutes
        With roads, the same laydowns are also counted within these travel times, and two more are planned
        for reach by road: within the shortest of these times, and in part within twice that. `DayTimes` have
        closures, season and vehicle: closures count as they are on the first day of each period.
    outlooks
        Those whose mean the plans are made for.
    view
        What the plans go by, one of `sulh.protect.VIEWS`.

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
    work = partial(_replay, roads=roads, minutes=times, outlooks=outlooks, view=view)
    results = list((executor or SerialExecutor()).map(work, items))
    return Replay(
        counts=pl.DataFrame([row for rows, *_ in results for row in rows], schema_overrides=TYPES),
        mission_years=pl.DataFrame([facts for _, facts, *_ in results]),
        sites=pl.concat([sites for *_, sites, _ in results]),
        happened=pl.concat([events for *_, events in results]),
    )


def _replay(
    item: tuple[MissionYear, NextYear, tuple[int, int]],
    *,
    roads: Roads | DayTimes | None,
    minutes: tuple[float, ...],
    outlooks: Sequence[Outlook],
    view: View,
) -> tuple[list[ReachCount], MissionFacts, pl.DataFrame, pl.DataFrame]:
    year, ahead, seed = item
    plan, laydowns = lay_down(year, ahead, outlooks, view)
    if roads is not None and minutes:
        laydowns |= lay_down_by_road(year, outlooks, view, roads, min(minutes))
    rng = np.random.default_rng(seed)
    draws = [random_sites(year, rng) for _ in range(RANDOM_DRAWS)]
    quarter = len(year.real_sites) // 4
    rows = []
    for km in REACHES_KM:
        best = {
            name: year.sites.only(foresight(year, ahead, 1000.0 * km, **limits))
            for name, limits in (
                ("foresight", {}),
                ("foresight-quarter", {"moves_max": quarter}),
                ("foresight-settled", {"only_settled": True}),
            )
        }
        for method, points in {**laydowns, **best}.items():
            rows.append(_row(year, ahead, method, [_reached(points, ahead, km)], km=km))
        near = [_reached(year.sites.only(sites), ahead, km) for sites in draws]
        rows.append(_row(year, ahead, "random", near, km=km))
    if roads is not None and minutes:
        rows += _by_road(year, ahead, laydowns, draws, roads, minutes)
    facts = MissionFacts(
        mission=year.mission,
        year=year.year,
        part=year.part,
        hosts=", ".join(year.hosts),
        sites=year.count,
        next_sites=len(ahead.laydown),
        candidates=len(year.sites),
        settled=int(year.is_settled.sum()),
        past_events=len(year.past),
        moved=len(set(year.real_sites.tolist()) - set(plan.tolist())),
        chance_of_better=chance_of_better(year, ahead, plan, rng),
        **year.units,
    )
    return rows, facts, _sites(year, laydowns), _happened(year, ahead)


def _key(year: MissionYear) -> list[pl.Expr]:
    return [
        pl.lit(value).alias(name)
        for name, value in (("mission", year.mission), ("year", year.year), ("part", year.part))
    ]


def _sites(year: MissionYear, laydowns: Laydowns) -> pl.DataFrame:
    frames = [
        pl.DataFrame({"lon": laydowns[name].lon, "lat": laydowns[name].lat}).with_columns(
            method=pl.lit(name)
        )
        for name in DRAWN
    ]
    return pl.concat(frames).select(*_key(year), "method", "lon", "lat")


def _happened(year: MissionYear, ahead: NextYear) -> pl.DataFrame:
    frame = pl.DataFrame(
        {
            "lon": ahead.events.lon,
            "lat": ahead.events.lat,
            "deaths": ahead.deaths,
            "civilians": ahead.civilians,
        }
    )
    return frame.filter(pl.col("deaths") > 0).select(*_key(year), pl.all())


def _reached(sites: Points, ahead: NextYear, km: float) -> Flags:
    """Return which events of the next year lie within reach of a site."""
    starts, _ = within_m(
        ahead.events.lon, ahead.events.lat, sites.lon, sites.lat, reach_m=1000.0 * km
    )
    return np.asarray(np.diff(starts) > 0)


def _by_road(
    year: MissionYear,
    ahead: NextYear,
    laydowns: Laydowns,
    draws: list[NDArray[np.int64]],
    roads: Roads | DayTimes,
    minutes: tuple[float, ...],
) -> list[ReachCount]:
    """Count the same laydowns by travel time, and foresight by the same time."""
    events, limit = ahead.events, max(minutes)
    travel = partial(minutes_on, roads, year.start, limit=limit)
    far = travel(year.sites.lon, year.sites.lat, events.lon, events.lat)
    by_laydown = {
        name: travel(at.lon, at.lat, events.lon, events.lat) for name, at in laydowns.items()
    }
    rows = []
    for most in minutes:
        within = far <= most
        best = foresight_within(year, ahead, within)
        for method, times in {**by_laydown, "foresight": far[best]}.items():
            near = np.asarray((times <= most).any(axis=0))
            rows.append(_row(year, ahead, method, [near], minutes=most))
        random = [np.asarray(within[at].any(axis=0)) for at in draws]
        rows.append(_row(year, ahead, "random", random, minutes=most))
    return rows


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
    weights = {
        "civilians": ahead.civilians,
        "civilian_events": (ahead.civilians > 0.0).astype(np.float64),
        "deaths": ahead.deaths,
        "events": (ahead.deaths > 0.0).astype(np.float64),
    }
    within = {
        name: float(np.mean([each[at].sum() for at in near])) for name, each in weights.items()
    }
    return ReachCount(
        mission=year.mission,
        year=year.year,
        part=year.part,
        method=method,
        reach_km=km,
        reach_min=minutes,
        **within,
        **{f"all_{name}": float(each.sum()) for name, each in weights.items()},
    )
