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
from sulh.protect.cover import maximal_cover
from sulh.protect.coverage import Coverage, coverage_of_points

if TYPE_CHECKING:
    from sulh.protect.ground import Ahead, Ground

__all__ = [
    "GRID",
    "REACH_M",
    "Outlook",
    "by_population",
    "coverage_for",
    "drawn",
    "foresight",
    "greedy_in_tiers",
    "greedy_last_year",
    "greedy_then_towns",
    "outlook_weights",
    "planned",
    "quick_plan",
]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

REACH_M = 25_000.0
"""What a base is planned to reach."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """How the past is weighed for the next year.

    A place's weight is the sum over its events of ``decay ** age * (civilians + others * (deaths -
    civilians)) ** power``; of all weight, `people` is spread over the settlements by the square root of
    their population, because violence also comes where there was none.
    """

    decay: float
    power: float
    others: float
    people: float


GRID: tuple[Outlook, ...] = tuple(
    Outlook(decay=decay, power=power, others=others, people=people)
    for decay in (0.4, 0.5, 0.6, 0.8)
    for power in (0.2, 0.3, 0.5, 1.0)
    for others in (0.1, 0.5)
    for people in (0.0, 0.1)
)
"""The outlooks among which one is chosen, on other missions than the one that is planned."""


def outlook_weights(ground: Ground, outlook: Outlook) -> tuple[Floats, Floats]:
    """Return the weight of each past event and of each candidate site; together 1, or 0 of nothing."""
    harm = ground.civilians + outlook.others * (ground.deaths - ground.civilians)
    events = outlook.decay**ground.age * np.where(harm > 0.0, harm, 0.0) ** outlook.power
    events[harm <= 0.0] = 0.0
    people = np.sqrt(ground.population)
    share = outlook.people if events.sum() > 0.0 else 1.0
    return (
        events * ((1.0 - share) / max(events.sum(), 1e-300)),
        people * (share / max(people.sum(), 1e-300)),
    )


def _demand(ground: Ground, reach_m: float = REACH_M) -> Coverage:
    """Return what each site covers: the past events, then the candidate sites."""
    sites, past = ground.sites, ground.past
    return coverage_of_points(
        np.concatenate([past.lon, sites.lon]),
        np.concatenate([past.lat, sites.lat]),
        sites.lon,
        sites.lat,
        reach_m=reach_m,
    )


def _greedy(coverage: Coverage, weights: Floats, count: int) -> Ints:
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


def quick_plan(ground: Ground, coverage: Coverage, outlook: Outlook) -> Ints:
    """Return the plan by greedy covering, to compare outlooks by."""
    weights = np.concatenate(outlook_weights(ground, outlook))
    return _greedy(coverage, weights, len(ground.real))


def planned(ground: Ground, outlook: Outlook, *, moves_max: int | None = None) -> Ints:
    """Return the sites of the plan: the most expected harm within reach, proven or nearly so.

    `moves_max`: of the real sites at most so many are given up.
    """
    weights = np.concatenate(outlook_weights(ground, outlook))
    count = min(len(ground.real), len(ground.sites))
    existing = tuple(ground.real_sites.tolist()) if moves_max is not None else ()
    found = maximal_cover(_demand(ground), weights, count, existing=existing, moves_max=moves_max)
    return np.array(found.sites, np.int64)


def coverage_for(ground: Ground) -> Coverage:
    """Return what each candidate site covers, for `quick_plan`."""
    return _demand(ground)


def greedy_last_year(ground: Ground) -> Ints:
    """Return the sites that greedily cover the year's civilian deaths; none that would add nothing."""
    weights = np.concatenate([ground.civilians * (ground.age == 0.0), np.zeros(len(ground.sites))])
    return np.array(_greedy_order(_demand(ground), weights, len(ground.real)), np.int64)


def greedy_then_towns(ground: Ground) -> Ints:
    """Return the same, and the largest towns for the sites that are left over."""
    count, chosen = len(ground.real), greedy_last_year(ground).tolist()
    rest = [site for site in by_population(ground, len(ground.sites)) if site not in chosen]
    return np.sort(np.array((chosen + rest)[: min(count, len(ground.sites))], np.int64))


def greedy_in_tiers(ground: Ground) -> Ints:
    """Return the sites that greedily cover the year's civilian deaths, then its other deaths, then people.

    The same rule made as strong as it can be.
    """
    now = ground.age == 0.0
    tiers = (1e12 * ground.civilians * now + 1e6 * ground.deaths * now, np.sqrt(ground.population))
    return _greedy(_demand(ground), np.concatenate(tiers), len(ground.real))


def _greedy_order(coverage: Coverage, weights: Floats, count: int) -> list[int]:
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


def by_population(ground: Ground, count: int | None = None) -> Ints:
    """Return the sites of the most people, the largest first; as many as the real ones by default."""
    order = np.argsort(-ground.population, kind="stable")
    return order[: len(ground.real) if count is None else count]


def foresight(ground: Ground, ahead: Ahead, reach_m: float) -> Ints:
    """Return the sites that reach most of what then happened: what nobody could know."""
    coverage = coverage_of_points(
        ahead.events.lon, ahead.events.lat, ground.sites.lon, ground.sites.lat, reach_m=reach_m
    )
    count = min(len(ground.real), len(ground.sites))
    return np.array(maximal_cover(coverage, ahead.civilians, count).sites, np.int64)


def drawn(ground: Ground, rng: np.random.Generator) -> Ints:
    """Return as many sites drawn at random."""
    count = min(len(ground.real), len(ground.sites))
    return np.sort(rng.choice(len(ground.sites), count, replace=False))
