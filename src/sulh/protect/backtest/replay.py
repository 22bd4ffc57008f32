"""Replay history: plan with what was known by the end of a year, then count what the next year brought.

Every mission is planned in the same way, with nothing fitted to any: see `sulh.protect.OUTLOOKS`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import numpy as np
import polars as pl

from sulh.errors import InputError
from sulh.kernels.facility_reach import within_m
from sulh.protect.backtest.chance import chance_of_better
from sulh.protect.backtest.plans import (
    by_population,
    drawn,
    foresight,
    foresight_within,
    greedy_in_tiers,
    greedy_last_year,
    greedy_then_towns,
    planned,
)
from sulh.protect.laydown.roads import minutes_by_road

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from sulh.protect.backtest.setting import MissionYear, NextYear, Points
    from sulh.protect.laydown.roads import Roads

__all__ = ["METHODS", "MINUTES", "REACHES_KM", "Replay", "Spread", "backtest", "in_turn"]

REACHES_KM = (25, 50, 100)
METHODS = (
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
"""By road, where roads are given."""

COUNTS = {
    "mission": pl.String,
    "year": pl.Int64,
    "method": pl.String,
    "reach_km": pl.Int64,
    "reach_min": pl.Float64,
    "civilians": pl.Float64,
    "all_civilians": pl.Float64,
    "events": pl.Float64,
    "all_events": pl.Float64,
}

Item = TypeVar("Item")
Made = TypeVar("Made")


class Spread(Protocol):
    """How many items are worked on: one after another, or on a cluster; results come in order."""

    def __call__(self, work: Callable[[Item], Made], items: Sequence[Item]) -> list[Made]:
        """Return what `work` makes of each item."""


def in_turn(work: Callable[[Item], Made], items: Sequence[Item]) -> list[Made]:
    """Work on one item after another."""
    return [work(item) for item in items]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Replay:
    """What a back-test found.

    `counts` has one row a mission, year, method and reach (`reach_km` of a straight line, or
    `reach_min` by road, the other null): civilian deaths and events within reach of a site, and all of them.
    `choices` has one row a mission and year: hosts, sites, candidates, real sites moved by the plan,
    `chance_of_better` (see `sulh.protect.backtest.chance`; NaN where no civilian was killed in the year
    after), and units by kind.
    """

    counts: pl.DataFrame
    choices: pl.DataFrame


def _reached(sites: Points, ahead: NextYear, km: float) -> NDArray[np.bool_]:
    """Return which events of the next year lie within reach of a site."""
    starts, _ = within_m(
        ahead.events.lon, ahead.events.lat, sites.lon, sites.lat, reach_m=1000.0 * km
    )
    return np.asarray(np.diff(starts) > 0)


def backtest(
    pairs: Sequence[tuple[MissionYear, NextYear]],
    *,
    seed: int = 0,
    spread: Spread = in_turn,
    roads: Roads | None = None,
    minutes: Sequence[float] = MINUTES,
) -> Replay:
    """Replay each mission and year.

    Parameters
    ----------
    pairs
        As `sulh.protect.backtest.setting.build_mission_years` yields them.
    seed
        Of the random laydowns.
    spread
        How the work is spread; the results do not depend on it.
    roads, minutes
        Where roads are given, the same laydowns are also counted within so many minutes.

    Raises
    ------
    InputError
        When there is no mission and year to replay.
    """
    if not pairs:
        raise InputError(
            "There is no mission and year to replay.",
            remedy="It takes deployments in a year and the next, and events up to the next.",
        )
    items = [(ground, ahead, (seed, at)) for at, (ground, ahead) in enumerate(pairs)]
    asked = tuple(sorted(set(minutes))) if roads is not None else ()
    found = spread(partial(_replay, roads=roads, minutes=asked), items)
    return Replay(
        counts=pl.DataFrame([row for rows, _ in found for row in rows], schema=COUNTS),
        choices=pl.DataFrame([choice for _, choice in found]),
    )


def _replay(
    item: tuple[MissionYear, NextYear, tuple[int, int]],
    *,
    roads: Roads | None,
    minutes: tuple[float, ...],
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    ground, ahead, seed = item
    plan = planned(ground)
    laid = {
        "real": ground.real_sites,
        "population": by_population(ground),
        "greedy": greedy_last_year(ground),
        "towns": greedy_then_towns(ground),
        "tiers": greedy_in_tiers(ground),
        "plan": plan,
        "quarter": planned(ground, moves_max=len(ground.real_sites) // 4),
    }
    rng = np.random.default_rng(seed)
    draws = [drawn(ground, rng) for _ in range(RANDOM_DRAWS)]
    rows = []
    for km in REACHES_KM:
        laydowns = {**laid, "foresight": foresight(ground, ahead, 1000.0 * km)}
        for method, chosen in laydowns.items():
            sites = ground.real if method == "real" else ground.sites.only(chosen)
            rows.append(_row(ground, ahead, method, [_reached(sites, ahead, km)], km=km))
        near = [_reached(ground.sites.only(each), ahead, km) for each in draws]
        rows.append(_row(ground, ahead, "random", near, km=km))
    if roads is not None and minutes:
        rows += _by_road(ground, ahead, laid, draws, roads, minutes)
    moved = len(set(ground.real_sites.tolist()) - set(plan.tolist()))
    choice = {
        "mission": ground.mission,
        "year": ground.year,
        "hosts": ", ".join(ground.hosts),
        "sites": len(ground.real),
        "candidates": len(ground.sites),
        "past_events": len(ground.past),
        "moved": moved,
        "chance_of_better": chance_of_better(ground, ahead, plan, rng),
        **ground.units,
    }
    return rows, choice


def _by_road(
    ground: MissionYear,
    ahead: NextYear,
    laid: dict[str, NDArray[np.int64]],
    draws: list[NDArray[np.int64]],
    roads: Roads,
    minutes: tuple[float, ...],
) -> list[dict[str, Any]]:
    """Count the same laydowns by travel time, and foresight by the same time."""
    sites, events = ground.sites, ahead.events
    far = minutes_by_road(roads, sites.lon, sites.lat, events.lon, events.lat, limit=max(minutes))
    rows = []
    for most in minutes:
        within = far <= most
        laydowns = {**laid, "foresight": foresight_within(ground, ahead, within)}
        for method, chosen in laydowns.items():
            rows.append(_row(ground, ahead, method, [_any(within, chosen)], minutes=most))
        near = [_any(within, each) for each in draws]
        rows.append(_row(ground, ahead, "random", near, minutes=most))
    return rows


def _any(within: NDArray[np.bool_], chosen: NDArray[np.int64]) -> NDArray[np.bool_]:
    return np.asarray(within[chosen].any(axis=0))


def _row(
    ground: MissionYear,
    ahead: NextYear,
    method: str,
    near: list[NDArray[np.bool_]],
    *,
    km: int | None = None,
    minutes: float | None = None,
) -> dict[str, Any]:
    """Count what lies within reach, the mean over the laydowns."""
    fatal = ahead.deaths > 0.0
    return {
        "mission": ground.mission,
        "year": ground.year,
        "method": method,
        "reach_km": km,
        "reach_min": minutes,
        "civilians": float(np.mean([ahead.civilians[each].sum() for each in near])),
        "all_civilians": float(ahead.civilians.sum()),
        "events": float(np.mean([(each & fatal).sum() for each in near])),
        "all_events": float(fatal.sum()),
    }
