"""All laydowns of a mission and period that use only what was known, by name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulh.protect.backtest.averse import averse_plan
from sulh.protect.backtest.plans import (
    by_population,
    greedy_rule,
    last_year_rule,
    measure_reach,
    measure_reach_by_road,
    plan_sites,
    plan_weights,
)
from sulh.protect.backtest.points import Points
from sulh.protect.backtest.views import CASES, view_cases

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sulh.protect.backtest.mission_year import MissionYear, NextYear
    from sulh.protect.backtest.outlooks import Outlook
    from sulh.protect.backtest.plans import SiteReach
    from sulh.protect.backtest.views import View
    from sulh.protect.roads.network import DayTimes, Roads

__all__ = ["LAYDOWNS", "PLANS", "Laydowns", "lay_down", "lay_down_by_road"]

Ints = NDArray[np.int64]
Laydowns = dict[str, Points]

PLANS = (
    "one",
    "two",
    "quarter",
    "plan",
    "settled-quarter",
    "settled",
    "roads-quarter",
    "roads-plan",
)
"""The plan's laydowns. Those by roads are made only where roads are given."""

LAYDOWNS = (
    "real",
    "next",
    *PLANS,
    "rule",
    "last-year",
    "foresight-quarter",
    "foresight-settled",
    "foresight",
    "population",
    "random",
)
"""The laydowns compared; see `sulh.protect.backtest.sentences.LAYDOWN_NAMES`. The last two are weak."""


def lay_down(
    year: MissionYear, ahead: NextYear, outlooks: Sequence[Outlook], view: View
) -> tuple[Ints, Laydowns]:
    """Return the plan's sites, and the places of each laydown that uses only what was known.

    The mission's own next laydown is the exception: it was placed by those who saw part of that year.
    """
    reach = measure_reach(year)
    plan_with = _planner(year, outlooks, view, reach)
    quarter = len(year.real_sites) // 4
    plan = plan_with()
    sites = {
        "one": plan_with(moves_max=1),
        "two": plan_with(moves_max=2),
        "quarter": plan_with(moves_max=quarter),
        "plan": plan,
        "settled-quarter": plan_with(moves_max=quarter, only_settled=True),
        "settled": plan_with(only_settled=True),
        "rule": greedy_rule(year, reach),
        "last-year": last_year_rule(year, reach),
        "population": by_population(year),
    }
    places = {name: year.sites.only(each) for name, each in sites.items()}
    return plan, {"real": year.real, "next": ahead.laydown, **places}


def lay_down_by_road(
    year: MissionYear,
    outlooks: Sequence[Outlook],
    view: View,
    roads: Roads | DayTimes,
    minutes: float,
) -> Laydowns:
    """Return the plans whose reach is a travel time, beside those whose reach is a circle."""
    plan_with = _planner(year, outlooks, view, measure_reach_by_road(year, roads, minutes))
    quarter = len(year.real_sites) // 4
    return {
        name: year.sites.only(plan_with(moves_max=moves))
        for name, moves in (("roads-quarter", quarter), ("roads-plan", None))
    }


def _planner(
    year: MissionYear, outlooks: Sequence[Outlook], view: View, reach: SiteReach
) -> Callable[..., Ints]:
    """Return the plan as a function of its limits, `moves_max` and `only_settled`."""
    if view in CASES:
        cases = view_cases(year, view, outlooks)
        return lambda **limits: averse_plan(year, cases, reach, **limits).sites
    return partial(plan_sites, year, plan_weights(year, outlooks, view), reach)
