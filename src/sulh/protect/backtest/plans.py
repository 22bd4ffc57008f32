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
    coverage_side_by_side,
)
from sulh.protect.solvers.cover import maximal_cover

if TYPE_CHECKING:
    from sulh.protect.backtest.setting import MissionYear, NextYear

__all__ = [
    "OUTLOOKS",
    "REACH_M",
    "Outlook",
    "by_population",
    "drawn",
    "foresight",
    "foresight_within",
    "greedy_in_tiers",
    "greedy_last_year",
    "greedy_then_towns",
    "outlook_weights",
    "planned",
]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

REACH_M = 25_000.0
"""What a base is planned to reach; harm within twice as much counts half."""

NEAR_M = 25_000.0
"""Standard deviation of the spread of past harm over settlements."""

UNKNOWN_PEOPLE = 500.0
"""Added to each candidate's people: GeoNames lists places from there on, and many have no number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """One way to weigh the past for the next year.

    An event's weight is ``decay ** age * (civilians + others * (deaths - civilians)) ** power``, its share
    of all events. Of that, `near` is spread over the settlements around it (Gaussian, `NEAR_M`, times the
    square root of their people), because violence seldom comes back to the same village. Of the whole,
    `stand` lies on the present bases: who put them there knew what the record does not hold.
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
"""The outlooks that a plan is made for, each counting alike: nobody knows which one is right."""


def outlook_weights(ground: MissionYear, *outlooks: Outlook) -> tuple[Floats, Floats]:
    """Return the mean of the outlooks' weights of each past event and of each candidate site; together 1.

    Where nothing is known to have happened, people take the place of events.
    """
    nearness = _nearness(ground)
    events, sites = np.zeros(len(ground.past)), np.zeros(len(ground.sites))
    bases = np.zeros(len(ground.sites))
    bases[ground.real_sites] = 1.0 / len(ground.real_sites)
    people = np.sqrt(ground.population + UNKNOWN_PEOPLE)
    for outlook in outlooks:
        harm = ground.civilians + outlook.others * (ground.deaths - ground.civilians)
        harm = np.where(harm > 0.0, harm, 0.0)
        weight = np.where(harm > 0.0, outlook.decay**ground.age * harm**outlook.power, 0.0)
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


def _nearness(ground: MissionYear) -> Floats:
    """Return how much each candidate site takes of the harm of each past event near it, unscaled."""
    far = distances_m(ground.past.lon, ground.past.lat, ground.sites.lon, ground.sites.lat)
    people = np.sqrt(ground.population + UNKNOWN_PEOPLE)
    return np.asarray(np.exp(-0.5 * (far / NEAR_M) ** 2) * people)


def _demand(ground: MissionYear, reach_m: float = REACH_M) -> SiteCoverage:
    """Return what each site covers: the past events, then the candidate sites."""
    sites, past = ground.sites, ground.past
    return coverage_of_points(
        np.concatenate([past.lon, sites.lon]),
        np.concatenate([past.lat, sites.lat]),
        sites.lon,
        sites.lat,
        reach_m=reach_m,
    )


def _greedy(coverage: SiteCoverage, weights: Floats, count: int) -> Ints:
    """Return the sites that greedy covering takes."""
    m = coverage.n_sites
    used = greedy_cover(
        coverage.starts,
        coverage.demands,
        weights,
        np.zeros(m, np.int8),
        np.zeros(m, np.bool_),
        0,
        min(count, m),
    )
    return np.flatnonzero(used)


def planned(
    ground: MissionYear, outlooks: tuple[Outlook, ...] = OUTLOOKS, *, moves_max: int | None = None
) -> Ints:
    """Return the sites of the plan: the most expected harm within reach, proven or nearly so.

    Harm counts half within `REACH_M` and half within twice as far. `moves_max`: of the real sites at
    most so many are given up.
    """
    weights = np.concatenate(outlook_weights(ground, *outlooks))
    coverage = coverage_side_by_side(_demand(ground), _demand(ground, 2.0 * REACH_M))
    count = min(len(ground.real), len(ground.sites))
    existing = tuple(ground.real_sites.tolist()) if moves_max is not None else ()
    found = maximal_cover(
        coverage, np.tile(0.5 * weights, 2), count, existing=existing, moves_max=moves_max
    )
    return np.array(found.sites, np.int64)


def greedy_last_year(ground: MissionYear) -> Ints:
    """Return the sites that greedily cover the year's civilian deaths; none that would add nothing."""
    weights = np.concatenate([ground.civilians * (ground.age == 0.0), np.zeros(len(ground.sites))])
    return np.array(_greedy_order(_demand(ground), weights, len(ground.real)), np.int64)


def greedy_then_towns(ground: MissionYear) -> Ints:
    """Return the same, and the largest towns for the sites that are left over."""
    count, chosen = len(ground.real), greedy_last_year(ground).tolist()
    rest = [site for site in by_population(ground, len(ground.sites)) if site not in chosen]
    return np.sort(np.array((chosen + rest)[: min(count, len(ground.sites))], np.int64))


def greedy_in_tiers(ground: MissionYear) -> Ints:
    """Return the sites that greedily cover the year's civilian deaths, then its other deaths, then people.

    The same rule made as strong as it can be.
    """
    now = ground.age == 0.0
    tiers = (1e12 * ground.civilians * now + 1e6 * ground.deaths * now, np.sqrt(ground.population))
    return _greedy(_demand(ground), np.concatenate(tiers), len(ground.real))


def _greedy_order(coverage: SiteCoverage, weights: Floats, count: int) -> list[int]:
    """Return the sites that greedy covering takes while each still adds something, in that order."""
    left = weights.copy()
    chosen: list[int] = []
    site_of = np.repeat(np.arange(coverage.n_sites), np.diff(coverage.starts))
    while len(chosen) < count:
        gains = np.bincount(site_of, weights=left[coverage.demands], minlength=coverage.n_sites)
        best = int(np.argmax(gains))
        if gains[best] <= 0.0:
            break
        chosen.append(best)
        left[coverage.of(best)] = 0.0
    return chosen


def by_population(ground: MissionYear, count: int | None = None) -> Ints:
    """Return the sites of the most people, the largest first; as many as the real ones by default."""
    order = np.argsort(-ground.population, kind="stable")
    return order[: len(ground.real) if count is None else count]


def foresight(ground: MissionYear, ahead: NextYear, reach_m: float) -> Ints:
    """Return the sites that reach most of what then happened: what nobody could know."""
    coverage = coverage_of_points(
        ahead.events.lon, ahead.events.lat, ground.sites.lon, ground.sites.lat, reach_m=reach_m
    )
    return _most(ground, ahead, coverage)


def foresight_within(ground: MissionYear, ahead: NextYear, within: NDArray[np.bool_]) -> Ints:
    """Return the same where `within`, bool[sites, events], says what each site reaches."""
    return _most(ground, ahead, coverage_of_matrix(np.where(within, 0.0, np.inf), reach=0.0))


def _most(ground: MissionYear, ahead: NextYear, coverage: SiteCoverage) -> Ints:
    count = min(len(ground.real), len(ground.sites))
    return np.array(maximal_cover(coverage, ahead.civilians, count).sites, np.int64)


def drawn(ground: MissionYear, rng: np.random.Generator) -> Ints:
    """Return as many sites drawn at random."""
    count = min(len(ground.real), len(ground.sites))
    return np.sort(rng.choice(len(ground.sites), count, replace=False))
