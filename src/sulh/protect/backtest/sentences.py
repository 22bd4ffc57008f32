"""What a back-test comes to, in sentences; also where the plan does not do better."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.protect.backtest.summary import MANY

if TYPE_CHECKING:
    from sulh.protect.backtest.entry import Backtest

__all__ = ["LAYDOWN_NAMES", "NO_DEATHS", "sentences"]

LAYDOWN_NAMES = {
    "real": "the real laydown",
    "random": "random sites (mean of 100)",
    "population": "the largest towns",
    "greedy": "greedy on last year's civilian deaths",
    "towns": "greedy, then the largest towns",
    "tiers": "greedy in its strongest form",
    "plan": "the plan",
    "quarter": "the plan, moving at most a quarter",
    "foresight": "perfect foresight",
}
NO_DEATHS = "No civilians were killed in any of these mission-years: there is nothing to compare."


def sentences(result: Backtest) -> list[str]:
    """Return how the plan compares with the other laydowns."""
    plan, quarter = result.plan, result.quarter
    if plan is None or quarter is None:
        return [NO_DEATHS]
    lines = []
    for name in ("real", "greedy", "towns", "tiers"):
        ratios = [
            f"{_number(ratio)} times at {km} km ({_number(low)} to {_number(high)})"
            for km in (25, 50)
            for ratio, low, high in [plan.ratios[km][name]]
        ]
        lines.append(f"Reach of the plan compared with {LAYDOWN_NAMES[name]}: {', '.join(ratios)}.")
    chance = float(result.replay.mission_years["chance_of_better"].drop_nans().to_numpy().mean())
    lines.append(
        f"At 25 km the plan reached more than the real laydown in {plan.better[25]:.0%} of mission-years, "
        f"no less in {plan.not_worse[25]:.0%}, and no less than greedy in {plan.not_below_greedy[25]:.0%}. "
        f"It gained {_number(plan.captured[25], '.0%')} of what foresight could gain."
    )
    lines.append(
        f"Foresight reached more than the real laydown in {plan.foresight_better[25]:.0%}; the plan did in "
        f"{_number(plan.better_where_possible[25], '.0%')} of these. Where at least {MANY} civilians were "
        f"killed, the plan did in {_number(plan.better_where_many[25], '.0%')}."
    )
    lines.append(
        "In random next years drawn from the plan's own view of the past, the plan reaches more than the "
        f"real laydown in {chance:.0%} of mission-years; the rest is chance."
    )
    lines.append(
        "The plan that moves at most a quarter of the real sites reaches "
        f"{_number(quarter.ratios[25]['real'][0])} times the real laydown at 25 km, and no less in "
        f"{quarter.not_worse[25]:.0%} of mission-years."
    )
    return lines


def _number(value: float | None, form: str = ".2f") -> str:
    """Write a ratio, or n/a where its whole is zero."""
    return "n/a" if value is None else format(value, form)
