"""The laydowns that a back-test compares: what was there, rules, plans, and perfect foresight.

Each uses as many sites as the real laydown. All but foresight use only what was known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulh.kernels.facility_cover import greedy_cover
from sulh.kernels.programme import Effort
from sulh.protect.backtest.choice import OUTLOOKS, STRONGEST_RULE
from sulh.protect.backtest.outlooks import outlook_weights, people_weights
from sulh.protect.backtest.views import view_weights
from sulh.protect.laydown.coverage import (
    SiteCoverage,
    coverage_of_matrix,
    coverage_of_points,
    join_coverages,
)
from sulh.protect.roads.network import minutes_on
from sulh.protect.solvers.cover import maximal_cover

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.protect.backtest.mission_year import MissionYear, NextYear
    from sulh.protect.backtest.outlooks import Outlook
    from sulh.protect.backtest.views import View
    from sulh.protect.roads.network import DayTimes, Roads

__all__ = [
    "CREDIT",
    "EFFORT",
    "REACH_M",
    "SiteReach",
    "by_population",
    "credited",
    "foresight",
    "foresight_within",
    "greedy_rule",
    "last_year_rule",
    "measure_reach",
    "measure_reach_by_road",
    "plan_sites",
    "plan_weights",
    "random_sites",
]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

REACH_M = 25_000.0
"""The reach of a base in the plan; harm within twice that counts in part."""

CREDIT = (0.75, 0.25)
"""What harm earns within `REACH_M`, and further within twice as far: 1 within the first in all."""

EFFORT = Effort(gap_max=0.02, links_max=0, search_max=20_000_000, steps_max=0)
"""Greedy and a short search without a bound: a mission-year in the test data loses less than a per cent."""

LITTLE = 1e-6
"""The part of all weight on people, so that a rule places every site it has."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SiteReach:
    """What the sites cover of each other within a reach, and of that and then within twice as far.

    The reach is `REACH_M`, or a travel time.
    """

    once: SiteCoverage
    both: SiteCoverage


def measure_reach(year: MissionYear) -> SiteReach:
    """Measure what the sites cover in straight lines, once for all laydowns of a mission and period."""
    ends = year.sites.lon, year.sites.lat
    once = coverage_of_points(*ends, *ends, reach_m=REACH_M)
    twice = coverage_of_points(*ends, *ends, reach_m=2.0 * REACH_M)
    return SiteReach(once=once, both=join_coverages(once, twice))


def measure_reach_by_road(year: MissionYear, roads: Roads | DayTimes, minutes: float) -> SiteReach:
    """Measure what the sites cover within a travel time, and within twice that time.

    Travel is from the site, by the roads and straight off them (`sulh.protect.minutes_by_road`), as they are
    on the first day of the period.
    """
    ends = year.sites.lon, year.sites.lat
    far = minutes_on(roads, year.start, *ends, *ends, limit=2.0 * minutes)
    once, twice = (coverage_of_matrix(far, reach=each) for each in (minutes, 2.0 * minutes))
    return SiteReach(once=once, both=join_coverages(once, twice))


def plan_weights(
    year: MissionYear, outlooks: Sequence[Outlook] = OUTLOOKS, view: View = "outlooks"
) -> Floats:
    """Return the weight of each site in the plan: the mean over the outlooks, unless `view` says else."""
    return view_weights(year, view, outlooks)


def plan_sites(
    year: MissionYear,
    weights: Floats,
    reach: SiteReach,
    *,
    moves_max: int | None = None,
    only_settled: bool = False,
    effort: Effort = EFFORT,
) -> Ints:
    """Return the sites of the plan: the most weight within reach, nearly.

    Parameters
    ----------
    weights : float64[sites]
    moves_max
        Maximum number of real sites that it leaves.
    only_settled
        Leave out sites known only through violence.
    effort
        When to stop.
    """
    return _best(year, reach.both, credited(weights), moves_max, effort, only_settled=only_settled)


def credited(weights: Floats) -> Floats:
    """Return what sites earn for each weight, for the coverage `SiteReach.both`."""
    return np.concatenate([part * weights for part in CREDIT])


def _best(
    year: MissionYear,
    coverage: SiteCoverage,
    weights: Floats,
    moves_max: int | None,
    effort: Effort,
    *,
    only_settled: bool,
) -> Ints:
    """Return the sites that cover the most weight, nearly."""
    barred = np.flatnonzero(~year.is_settled) if only_settled else np.zeros(0, np.int64)
    cover = maximal_cover(
        coverage,
        weights,
        year.count,
        must_not=tuple(barred.tolist()),
        existing=tuple(year.real_sites.tolist()) if moves_max is not None else (),
        moves_max=moves_max,
        effort=effort,
    )
    return np.array(cover.sites, np.int64)


def greedy_rule(year: MissionYear, reach: SiteReach, outlook: Outlook = STRONGEST_RULE) -> Ints:
    """Return the sites that greedily cover what one outlook says, within `REACH_M`; all are used."""
    weights = outlook_weights(year, [outlook])[0] + LITTLE * people_weights(year)
    return _greedy(year, reach.once, weights)


def last_year_rule(year: MissionYear, reach: SiteReach) -> Ints:
    """Return the sites that greedily cover the last year's civilian deaths, then other deaths, then people."""
    now = year.age <= 1.0

    def at_sites(deaths: Floats) -> Floats:
        return np.bincount(year.past_sites, weights=deaths * now, minlength=len(year.sites)).astype(
            np.float64
        )

    tiers = 1e6 * at_sites(year.civilians) + at_sites(year.deaths) + LITTLE * people_weights(year)
    return _greedy(year, reach.once, tiers)


def _greedy(year: MissionYear, coverage: SiteCoverage, weights: Floats) -> Ints:
    m = len(year.sites)
    free, none = np.zeros(m, np.int8), np.zeros(m, np.bool_)
    used = greedy_cover(coverage.starts, coverage.demands, weights, free, none, 0, year.count)
    return np.flatnonzero(used)


def by_population(year: MissionYear) -> Ints:
    """Return the sites with the most people, the largest first."""
    return np.argsort(-year.population, kind="stable")[: year.count]


def foresight(
    year: MissionYear,
    ahead: NextYear,
    reach_m: float,
    *,
    moves_max: int | None = None,
    only_settled: bool = False,
) -> Ints:
    """Return the sites that reach most of what then happened: what nobody could know."""
    coverage = coverage_of_points(
        ahead.events.lon, ahead.events.lat, year.sites.lon, year.sites.lat, reach_m=reach_m
    )
    return _best(year, coverage, ahead.civilians, moves_max, EFFORT, only_settled=only_settled)


def foresight_within(year: MissionYear, ahead: NextYear, within: NDArray[np.bool_]) -> Ints:
    """Return the same where `within`, bool[sites, events], says what each site reaches."""
    coverage = coverage_of_matrix(np.where(within, 0.0, np.inf), reach=0.0)
    return _best(year, coverage, ahead.civilians, None, EFFORT, only_settled=False)


def random_sites(year: MissionYear, rng: np.random.Generator) -> Ints:
    """Return as many random sites."""
    return np.sort(rng.choice(len(year.sites), year.count, replace=False))
