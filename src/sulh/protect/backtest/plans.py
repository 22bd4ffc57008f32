"""The laydowns that a back-test compares: what was there, simple rules, the plan, and perfect foresight.

Each has as many sites as the real laydown. All but foresight use only what was known by the end of the
year.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulh.kernels.facility_cover import greedy_cover
from sulh.kernels.facility_reach import distances_m
from sulh.protect.laydown.coverage import (
    SiteCoverage,
    coverage_of_matrix,
    coverage_of_points,
    join_coverages,
)
from sulh.protect.solvers.cover import maximal_cover

if TYPE_CHECKING:
    from sulh.protect.backtest.mission_year import MissionYear, NextYear

__all__ = [
    "OUTLOOKS",
    "REACH_M",
    "Outlook",
    "PastReach",
    "by_population",
    "foresight",
    "foresight_within",
    "greedy_in_tiers",
    "greedy_last_year",
    "greedy_then_towns",
    "measure_reach",
    "outlook_weights",
    "plan_sites",
    "random_sites",
]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

REACH_M = 25_000.0
"""The reach of a base in the plan; harm within twice that counts half."""

NEAR_M = 25_000.0
"""Standard deviation of the spread of past harm over settlements."""

UNKNOWN_PEOPLE = 500.0
"""Added to each candidate's people: GeoNames lists places from this size on, many without a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """One way to weigh the past for the next year.

    An event's weight is ``decay ** age * (civilians + others * (deaths - civilians)) ** power``, as a
    share of all events. The part `near` of it goes to the settlements around it (Gaussian, `NEAR_M`,
    times the square root of their people), because violence seldom comes back to the same village. The
    part `stand` of all weight lies on the present bases: those who placed them knew more than the record
    shows.
    """

    decay: float
    power: float
    others: float
    near: float
    stand: float


OUTLOOKS: tuple[Outlook, ...] = tuple(
    Outlook(decay=decay, power=power, others=others, near=near, stand=0.15)
    for decay in (0.4, 0.6)
    for power in (0.3, 0.5)
    for others in (0.2, 0.5)
    for near in (0.0, 0.2, 0.4)
)
"""The outlooks that a plan is made for, each with the same weight: nobody knows which one is right."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PastReach:
    """What the candidate sites cover of the past events and then of the sites themselves.

    `once` is the coverage within `REACH_M`; `both` is that, and then the coverage within twice as far.
    """

    once: SiteCoverage
    both: SiteCoverage


def measure_reach(year: MissionYear) -> PastReach:
    """Measure what the sites cover, once for all laydowns of a mission and year."""
    points = year.past.and_then(year.sites)
    ends = points.lon, points.lat, year.sites.lon, year.sites.lat
    once = coverage_of_points(*ends, reach_m=REACH_M)
    twice = coverage_of_points(*ends, reach_m=2.0 * REACH_M)
    return PastReach(once=once, both=join_coverages(once, twice))


def outlook_weights(year: MissionYear, *outlooks: Outlook) -> tuple[Floats, Floats]:
    """Return the mean of the outlooks' weights of each past event and of each candidate site; together 1.

    Without any known event, people take the place of events.
    """
    nearness = _nearness(year)
    events, sites = np.zeros(len(year.past)), np.zeros(len(year.sites))
    bases = np.zeros(len(year.sites))
    bases[year.real_sites] = 1.0 / len(year.real_sites)
    people = np.sqrt(year.population + UNKNOWN_PEOPLE)
    for outlook in outlooks:
        harm = year.civilians + outlook.others * (year.deaths - year.civilians)
        harm = np.where(harm > 0.0, harm, 0.0)
        weight = np.where(harm > 0.0, outlook.decay**year.age * harm**outlook.power, 0.0)
        rest = 1.0 - outlook.stand
        sites += outlook.stand * bases
        if weight.sum() == 0.0:
            sites += people * (rest / people.sum())
            continue
        weight *= rest / weight.sum()
        around = weight @ nearness
        # Where no settlement is near any harm, all weight stays on the events themselves.
        near = outlook.near if around.sum() > 0.0 else 0.0
        events += (1.0 - near) * weight
        sites += around * (near * rest / max(around.sum(), 1e-300))
    return events / len(outlooks), sites / len(outlooks)


def _nearness(year: MissionYear) -> Floats:
    """Return how much each site receives of the harm of each past event near it, unscaled."""
    far = distances_m(year.past.lon, year.past.lat, year.sites.lon, year.sites.lat)
    people = np.sqrt(year.population + UNKNOWN_PEOPLE)
    return np.asarray(np.exp(-0.5 * (far / NEAR_M) ** 2) * people)


def plan_sites(
    year: MissionYear, weights: Floats, reach: PastReach, *, moves_max: int | None = None
) -> Ints:
    """Return the sites of the plan: the most weight within reach, proven or nearly so.

    Weight counts half within `REACH_M` and half within twice as far. `weights` are those of
    `outlook_weights`, events before sites. `moves_max`: maximum number of real sites that it leaves.
    """
    cover = maximal_cover(
        reach.both,
        np.tile(0.5 * weights, 2),
        year.count,
        existing=tuple(year.real_sites.tolist()) if moves_max is not None else (),
        moves_max=moves_max,
    )
    return np.array(cover.sites, np.int64)


def greedy_last_year(year: MissionYear, reach: PastReach) -> Ints:
    """Return the sites that greedily cover the year's civilian deaths; none that would add nothing."""
    left = np.concatenate([year.civilians * (year.age == 0.0), np.zeros(len(year.sites))])
    coverage = reach.once
    sites: list[int] = []
    site_of = np.repeat(np.arange(coverage.n_sites), np.diff(coverage.starts))
    while len(sites) < len(year.real):
        gains = np.bincount(site_of, weights=left[coverage.demands], minlength=coverage.n_sites)
        best = int(np.argmax(gains))
        if gains[best] <= 0.0:
            break
        sites.append(best)
        left[coverage.of(best)] = 0.0
    return np.array(sites, np.int64)


def greedy_then_towns(year: MissionYear, reach: PastReach) -> Ints:
    """Return the same, and the largest towns in place of the sites that it leaves unused."""
    sites = greedy_last_year(year, reach).tolist()
    rest = [site for site in by_population(year, len(year.sites)) if site not in sites]
    return np.sort(np.array((sites + rest)[: year.count], np.int64))


def greedy_in_tiers(year: MissionYear, reach: PastReach) -> Ints:
    """Return the sites that greedily cover the year's civilian deaths, then other deaths, then people.

    The strongest form of the same rule.
    """
    now = year.age == 0.0
    tiers = (1e12 * year.civilians * now + 1e6 * year.deaths * now, np.sqrt(year.population))
    coverage, m = reach.once, len(year.sites)
    free, none = np.zeros(m, np.int8), np.zeros(m, np.bool_)
    used = greedy_cover(
        coverage.starts, coverage.demands, np.concatenate(tiers), free, none, 0, year.count
    )
    return np.flatnonzero(used)


def by_population(year: MissionYear, count: int | None = None) -> Ints:
    """Return the sites with the most people, the largest first; as many as the real ones by default."""
    order = np.argsort(-year.population, kind="stable")
    return order[: len(year.real) if count is None else count]


def foresight(year: MissionYear, ahead: NextYear, reach_m: float) -> Ints:
    """Return the sites that reach most of what then happened: what nobody could know."""
    coverage = coverage_of_points(
        ahead.events.lon, ahead.events.lat, year.sites.lon, year.sites.lat, reach_m=reach_m
    )
    return _most(year, ahead, coverage)


def foresight_within(year: MissionYear, ahead: NextYear, within: NDArray[np.bool_]) -> Ints:
    """Return the same where `within`, bool[sites, events], says what each site reaches."""
    return _most(year, ahead, coverage_of_matrix(np.where(within, 0.0, np.inf), reach=0.0))


def _most(year: MissionYear, ahead: NextYear, coverage: SiteCoverage) -> Ints:
    return np.array(maximal_cover(coverage, ahead.civilians, year.count).sites, np.int64)


def random_sites(year: MissionYear, rng: np.random.Generator) -> Ints:
    """Return as many random sites."""
    return np.sort(rng.choice(len(year.sites), year.count, replace=False))
