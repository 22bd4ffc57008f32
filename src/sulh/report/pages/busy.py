"""The page of busy units: how often each is out, and what it leaves behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.errors import plural
from sulh.report.sheet import Fact, Section, Sheet

if TYPE_CHECKING:
    from sulh.respond.busy.entry import BusyPlan

__all__ = ["busy_sheet"]


def busy_sheet(plan: BusyPlan) -> Sheet:
    """Return the page: workloads, the calls that find nobody, and the moves that close holes."""
    method = (
        "Larson's approximation" if plan.is_approximate else "the hypercube model, solved exactly"
    )
    return Sheet(
        title="Busy units",
        facts=(
            Fact(f"{plan.loss:.2%}", "of calls find all units out"),
            Fact(f"{plan.mean_min:.0f} min", "mean start and way"),
            Fact(
                f"{plan.expected / plan.weight:.1%}",
                f"within {plural(plan.reach_min, 'minute')}, units out",
            ),
            Fact(
                f"{plan.covered / plan.weight:.1%}",
                f"within {plural(plan.reach_min, 'minute')}, all ready",
            ),
        ),
        sentences=(
            plan.assumption,
            f"Workloads follow {method}: calls come at random, the nearest unit that is not out goes.",
            *(
                (f"No unit can come to {plan.out_of_way:,.0f} of the weight.",)
                if plan.out_of_way
                else ()
            ),
        ),
        sections=(
            Section(
                heading="Units",
                header=(
                    "unit",
                    "out",
                    "of all calls",
                    "uncovers",
                    "then move",
                    "minutes",
                    "regains",
                ),
                rows=tuple(
                    (
                        each.name,
                        f"{each.workload:.1%}",
                        f"{each.share:.1%}",
                        f"{each.uncovered:,.0f}",
                        each.move or "nobody",
                        "" if each.move_min is None else f"{each.move_min:,.0f}",
                        f"{each.regained:,.0f}",
                    )
                    for each in plan.units
                ),
                numbers=frozenset({1, 2, 3, 5, 6}),
                notes=(
                    "Uncovers: the weight that nobody reaches in time while this unit is out.",
                    "Minutes: how long the move takes; of moves that regain as much it is the shortest.",
                ),
            ),
        ),
    )
