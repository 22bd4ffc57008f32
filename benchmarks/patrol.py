"""Patrols: time by the number of places, what the odds are worth, and the search against all days.

Places are invented: random points in a square, some open for a few hours only.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np
from benchmarks.tables import Table

from sulh.protect import PatrolPlace, PatrolSearch, plan_patrols

if TYPE_CHECKING:
    from sulh.protect.patrol.plan import PatrolPlan

SIDE_MIN = 80.0


def run(*, quick: bool) -> list[Table]:
    exact, searched = ((4, 6), (14,)) if quick else ((8, 10, 12), (20, 40, 60))
    search = PatrolSearch(rounds=5) if quick else PatrolSearch()
    rows, pairs = [], []
    for places in (*exact, *searched):
        seconds, plan = timed_plan(places, search=search)
        rows.append(figures(places, seconds, plan))
        if places in exact:
            slow, other = timed_plan(places, search=search, exact_max=0)
            pairs.append(
                (
                    f"{places}",
                    f"{seconds:.2f} s",
                    f"{slow:.2f} s",
                    f"{plan.game.harm:.6f}",
                    f"{other.game.harm:.6f}",
                    f"{other.game.bound:.4f}",
                    "yes" if is_same(plan, other, quick=quick) else "NO",
                )
            )
    return [
        Table(
            title="Patrols by the number of places",
            columns=(
                "places",
                "patrols",
                "days by",
                "time",
                "worst harm",
                "no plan below",
                "uniform / plan",
                "fixed / plan",
            ),
            rows=tuple(rows),
            notes=(
                "Worst harm: if the other side knows the odds. Ratios: what simpler schedules leave.",
                "Invented places in a square of 80 minutes by 80, 9 hours 20 minutes a day.",
            ),
        ),
        Table(
            title="All days against days searched for (PyVRP), the same places",
            columns=(
                "places",
                "all days",
                "search",
                "harm, all days",
                "harm, search",
                "bound of the relaxation",
                "same within a thousandth",
            ),
            rows=tuple(pairs),
        ),
    ]


def is_same(exact: PatrolPlan, other: PatrolPlan, *, quick: bool) -> bool:
    """Say whether the search is as good as all days; a short search may be worse, never better."""
    harm = exact.game.harm
    most = float("inf") if quick else 1.001 * harm + 1e-6
    return harm - 1e-6 <= other.game.harm <= most and other.game.bound <= harm + 1e-6


def timed_plan(
    places: int, *, search: PatrolSearch, exact_max: int = 12
) -> tuple[float, PatrolPlan]:
    chance = np.random.default_rng(places)
    at = chance.random((places + 1, 2)) * SIDE_MIN
    bound = chance.random(places) < 0.3
    opens = np.where(bound, chance.integers(360, 600, places), 0)
    closes = np.where(bound, opens + chance.integers(120, 300, places), 1440)
    stays, values = chance.integers(20, 60, places), chance.integers(1, 20, places)
    listed = tuple(
        PatrolPlace(
            name=str(i),
            lon=0.0,
            lat=0.0,
            value=float(values[i]),
            stay_min=float(stays[i]),
            opens_min=float(opens[i]),
            closes_min=float(closes[i]),
        )
        for i in range(places)
    )
    travel = np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1))
    before = time.perf_counter()
    plan = plan_patrols(
        listed,
        travel,
        leave=400.0,
        back=960.0,
        patrols=1 if places <= 12 else 2,
        exact_max=exact_max,
        search=search,
    )
    return time.perf_counter() - before, plan


def figures(places: int, seconds: float, plan: PatrolPlan) -> tuple[str, ...]:
    harm = plan.game.harm
    return (
        f"{places}",
        f"{plan.days.patrols}",
        "all" if plan.days.proven else "search",
        f"{seconds:.1f} s",
        f"{harm:.4f}",
        f"{plan.game.bound:.4f}",
        f"{plan.harm(plan.uniform) / harm:.2f}" if harm > 0 else "-",
        f"{plan.harm(plan.fixed) / harm:.2f}" if harm > 0 else "-",
    )
