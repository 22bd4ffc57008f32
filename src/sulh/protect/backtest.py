"""Replay history: plan with what was known by the end of a year, then count what the next year brought.

How the past is weighed is chosen for each mission on the other missions only, so that no mission is
planned with what was learned from it; a mission that nobody has seen is treated the same way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import numpy as np
import polars as pl

from sulh.errors import InputError
from sulh.kernels.facility_reach import within_m
from sulh.protect.backtest_plans import (
    GRID,
    Outlook,
    by_population,
    coverage_for,
    drawn,
    foresight,
    greedy_in_tiers,
    greedy_last_year,
    greedy_then_towns,
    planned,
    quick_plan,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from sulh.protect.ground import Ahead, Ground, Places

__all__ = ["METHODS", "REACHES_KM", "Replay", "Spread", "backtest", "choose_outlooks", "in_turn"]

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

    `counts` has one row a mission, year, method and reach (km): civilian deaths and events within reach
    of a site, and all of them. `choices` has one row a mission and year: hosts, sites, candidates,
    real sites moved by the plan, units by kind, and the outlook that was used.
    """

    counts: pl.DataFrame
    choices: pl.DataFrame


def choose_outlooks(
    pairs: Sequence[tuple[Ground, Ahead]], *, spread: Spread = in_turn
) -> dict[str, Outlook]:
    """Return for each mission the outlook that served the other missions best.

    Best is the largest pooled share of civilian deaths within 25 km and within 50 km, added. Where
    there is no other mission, or none that saw harm, the middle of the grid is used.
    """
    scores = np.array(spread(_score, pairs))  # pairs, outlooks, 3: reached at 25 km, at 50 km, all
    missions = np.array([ground.mission for ground, _ in pairs])
    chosen = {}
    for mission in dict.fromkeys(missions.tolist()):
        others = scores[missions != mission].sum(axis=0) if len(scores) else np.zeros((0, 3))
        if others.shape[0] == 0 or not others[:, 2].any():
            chosen[mission] = GRID[len(GRID) // 2]
            continue
        chosen[mission] = GRID[int(np.argmax(others[:, 0] + others[:, 1]))]
    return chosen


def _score(pair: tuple[Ground, Ahead]) -> NDArray[np.float64]:
    ground, ahead = pair
    coverage = coverage_for(ground)
    rows = []
    for outlook in GRID:
        sites = ground.sites.only(quick_plan(ground, coverage, outlook))
        near, far = (_reached(sites, ahead, km) for km in (25, 50))
        total = ahead.civilians.sum()
        rows.append([ahead.civilians[near].sum(), ahead.civilians[far].sum(), total])
    return np.array(rows)


def _reached(sites: Places, ahead: Ahead, km: float) -> NDArray[np.bool_]:
    """Return which events of the next year lie within reach of a site."""
    starts, _ = within_m(
        ahead.events.lon, ahead.events.lat, sites.lon, sites.lat, reach_m=1000.0 * km
    )
    return np.asarray(np.diff(starts) > 0)


def backtest(
    pairs: Sequence[tuple[Ground, Ahead]], *, seed: int = 0, spread: Spread = in_turn
) -> Replay:
    """Replay each mission and year.

    Parameters
    ----------
    pairs
        As `sulh.protect.ground.grounds` yields them.
    seed
        Of the random laydowns.
    spread
        How the work is spread; the results do not depend on it.

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
    outlooks = choose_outlooks(pairs, spread=spread)
    items = [
        (ground, ahead, outlooks[ground.mission], (seed, at))
        for at, (ground, ahead) in enumerate(pairs)
    ]
    found = spread(_replay, items)
    return Replay(
        counts=pl.DataFrame([row for rows, _ in found for row in rows]),
        choices=pl.DataFrame([choice for _, choice in found]),
    )


def _replay(
    item: tuple[Ground, Ahead, Outlook, tuple[int, int]],
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    ground, ahead, outlook, seed = item
    quarter = planned(ground, outlook, moves_max=len(ground.real_sites) // 4)
    plan = planned(ground, outlook)
    laid = {
        "real": ground.real,
        "population": ground.sites.only(by_population(ground)),
        "greedy": ground.sites.only(greedy_last_year(ground)),
        "towns": ground.sites.only(greedy_then_towns(ground)),
        "tiers": ground.sites.only(greedy_in_tiers(ground)),
        "plan": ground.sites.only(plan),
        "quarter": ground.sites.only(quarter),
    }
    rng = np.random.default_rng(seed)
    draws = [ground.sites.only(drawn(ground, rng)) for _ in range(RANDOM_DRAWS)]
    rows = []
    for km in REACHES_KM:
        best = ground.sites.only(foresight(ground, ahead, 1000.0 * km))
        for method, sites in {**laid, "foresight": best}.items():
            rows.append(_row(ground, ahead, method, km, [sites]))
        rows.append(_row(ground, ahead, "random", km, draws))
    moved = len(set(ground.real_sites.tolist()) - set(plan.tolist()))
    choice = {
        "mission": ground.mission,
        "year": ground.year,
        "hosts": ", ".join(ground.hosts),
        "sites": len(ground.real),
        "candidates": len(ground.sites),
        "past_events": len(ground.past),
        "moved": moved,
        **ground.units,
        "decay": outlook.decay,
        "power": outlook.power,
        "others": outlook.others,
        "people": outlook.people,
    }
    return rows, choice


def _row(
    ground: Ground, ahead: Ahead, method: str, km: int, laydowns: list[Places]
) -> dict[str, Any]:
    """Count what lies within reach, the mean over the laydowns."""
    near = [_reached(sites, ahead, km) for sites in laydowns]
    fatal = ahead.deaths > 0.0
    return {
        "mission": ground.mission,
        "year": ground.year,
        "method": method,
        "reach_km": km,
        "civilians": float(np.mean([ahead.civilians[each].sum() for each in near])),
        "all_civilians": float(ahead.civilians.sum()),
        "events": float(np.mean([(each & fatal).sum() for each in near])),
        "all_events": float(fatal.sum()),
    }
