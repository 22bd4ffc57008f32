"""What plans for many cases risk, beside the plan for their mean and a proven bound."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from benchmarks.evidence_data import LAST, cases
from benchmarks.kept import executor_of
from benchmarks.laydown_choice import LAST_YEAR
from benchmarks.tables import Table

from sulh.languages import say_plain
from sulh.protect import OUTLOOKS, averse_plan
from sulh.protect.backtest.plans import measure_reach
from sulh.protect.backtest.views import CASES, view_cases

if TYPE_CHECKING:
    from pathlib import Path

    from sulh.protect import MissionYear, View

LIMITS = {"a quarter of the sites moved": 4, "all sites free": 1}
"""Which part of the real sites may be left: one in so many."""


def risks_of(year: MissionYear, *, view: View) -> list[tuple[float, float, float]]:
    """Return what the plan for the mean risks, what the plan for the cases risks, and the bound; by limit."""
    reach, harm = measure_reach(year), view_cases(year, view, OUTLOOKS)
    rows = []
    for part in LIMITS.values():
        moves = None if part == 1 else len(year.real_sites) // part
        first = averse_plan(year, harm, reach, moves_max=moves, rounds=1)
        plan = averse_plan(year, harm, reach, moves_max=moves, bounded=True)
        assert plan.bound is not None, "it was asked for"
        rows.append((first.risk, plan.risk, plan.bound))
    return rows


def averse_tables(keep: Path | None = None) -> list[Table]:
    """Return the mean over mission-years of 2010 and after of what plans risk."""
    executor = executor_of(keep)
    years = [year for year, _ in cases(LAST_YEAR + 1, LAST)]
    rows = []
    for view in CASES:
        risks = np.array(list(executor.map(partial(risks_of, view=view), years)))
        for at, limit in enumerate(LIMITS):
            first, plan, bound = risks[:, at].T
            rows.append(
                (
                    say_plain(f"backtest-view-{view}"), limit,
                    f"{first.mean():.3f}", f"{plan.mean():.3f}", f"{bound.mean():.3f}",
                    f"{1.0 - (plan / first).mean():.1%}", f"{(plan / bound - 1.0).mean():.1%}",
                    f"{(plan / bound - 1.0).max():.1%}",
                )
            )  # fmt: skip
    return [
        Table(
            title="What plans risk: half the mean and half the worst tenth of what they leave out of reach",
            columns=("Cases", "Limit", "Planned for the mean", "For the cases", "No plan below",
                     "Less than for the mean", "Above the bound, mean", "worst"),
            rows=tuple(rows),
            notes=(
                f"Mean over {len(years)} mission-years; 1 is all that the cases have in the mean.",
            ),
        )
    ]  # fmt: skip
