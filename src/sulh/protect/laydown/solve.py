"""Solve a laydown by its goal: which sites, why each, and what stays out of reach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from sulh.errors import InputError
from sulh.protect.laydown.plan import plan_cover, share_by_district
from sulh.protect.solvers.centre import p_centre
from sulh.protect.solvers.median import p_median
from sulh.protect.solvers.programme import THOROUGH, Effort

if TYPE_CHECKING:
    from sulh.protect.laydown.problem import LaydownProblem, UnitKind

__all__ = ["Goal", "LaydownResult", "SiteInUse", "refuse_too_many", "solve_laydown"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Goal = Literal["cover", "median", "centre"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteInUse:
    """A site in use: its position, its units by kind, what it covers, what only it covers, and why."""

    site: int
    units: tuple[int, ...]
    covers: float
    alone: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LaydownResult:
    """The sites of a laydown and how good they are.

    `closures` are the existing sites that the plan closes. `covered` bool[demands]: within reach of a
    site in use, by any kind. `value` and `bound` belong to the goal: the weight covered (most), the
    weighted distance (least), or the distance of the farthest demand (least).
    """

    goal: Goal
    sites: tuple[SiteInUse, ...]
    closures: tuple[int, ...]
    covered: NDArray[np.bool_]
    weight_covered: float
    weight: float
    shares: dict[str, float]
    missed_tail: float | None
    value: float
    bound: float
    proven: bool
    unserved: float = 0.0

    @property
    def mean_distance(self) -> float:
        """Return the mean distance over the weight served; only for the goal median."""
        served = self.weight - self.unserved
        return self.value / served if served > 0.0 else 0.0

    @property
    def gap(self) -> float:
        """Return the largest possible distance of the value to the best, as a share of the bound."""
        return abs(self.bound - self.value) / max(abs(self.bound), 1e-12)


def refuse_too_many(problem: LaydownProblem) -> None:
    """Refuse more units of a kind than sites, where a second unit at a site adds nothing."""
    usable = sum(site.use != "never" for site in problem.sites)
    if any(site.strength_min > 0.0 for site in problem.sites):
        return
    for kind in problem.kinds:
        if kind.serves_max is None and kind.count > usable:
            raise InputError(
                f"There are {kind.count} of {kind.name}, but only {usable} of {len(problem.sites)} sites "
                "may be used.",
                remedy="Add candidate sites, or plan with fewer.",
            )


def solve_laydown(
    problem: LaydownProblem,
    goal: Goal,
    far: Floats | None = None,
    *,
    effort: Effort = THOROUGH,
    seed: int = 0,
) -> LaydownResult:
    """Select sites by a goal, and say why each.

    Parameters
    ----------
    problem : LaydownProblem
    goal : "cover", "median" or "centre"
        The most weight within reach; the least weighted distance; the least distance of the farthest.
    far : float64[sites, demands]
        Metres or minutes; the goals median and centre need them.
    """
    refuse_too_many(problem)
    if goal == "cover":
        return _by_cover(problem, effort, seed)
    _refuse_rules(problem, goal)
    if far is None:
        raise AssertionError("median and centre need distances")
    return (_by_median if goal == "median" else _by_centre)(problem, far, effort, seed)


def _by_median(problem: LaydownProblem, far: Floats, effort: Effort, seed: int) -> LaydownResult:
    median = p_median(
        far, problem.mean, _count(problem), **_conditions(problem), effort=effort, seed=seed
    )
    numbers = median.total, median.bound, median.proven
    units = _one_each(problem, median.sites)
    return _result(problem, "median", units, numbers, unserved=median.unserved)


def _by_centre(problem: LaydownProblem, far: Floats, effort: Effort, seed: int) -> LaydownResult:
    del seed  # the search of the p-centre has no random start
    has_weight = problem.mean > 0.0
    centre = p_centre(
        far[:, has_weight], _count(problem), **_conditions(problem), nodes_max=effort.nodes_max
    )
    numbers = centre.farthest, centre.bound, centre.proven
    return _result(problem, "centre", _one_each(problem, centre.sites), numbers)


def _by_cover(problem: LaydownProblem, effort: Effort, seed: int) -> LaydownResult:
    plan = plan_cover(problem, effort, seed=seed)
    units = np.zeros((len(problem.kinds), len(problem.sites)), np.int64)
    for each in plan.postings:
        units[:, each.site] = each.units
    return _result(
        problem,
        "cover",
        units,
        (plan.objective, plan.bound, plan.proven),
        weights=(plan.covered, plan.weight),
        shares=plan.shares,
        missed_tail=plan.missed_tail if len(problem.weights) > 1 else None,
    )


def _count(problem: LaydownProblem) -> int:
    count = problem.kinds[0].count
    return min(count, problem.rules.sites_max or count)


def _conditions(problem: LaydownProblem) -> dict[str, Any]:
    """Return what the sites and rules demand of a median or a centre."""
    sites = list(enumerate(problem.sites))
    return {
        "must": tuple(i for i, site in sites if site.use == "must"),
        "must_not": tuple(i for i, site in sites if site.use == "never"),
        "existing": tuple(i for i, site in sites if site.existing),
        "moves_max": problem.moves_max,
    }


def _one_each(problem: LaydownProblem, sites: tuple[int, ...]) -> Ints:
    units = np.zeros((1, len(problem.sites)), np.int64)
    units[0, list(sites)] = 1
    return units


def _refuse_rules(problem: LaydownProblem, goal: Goal) -> None:
    rules = problem.rules
    settings = {
        "several kinds of unit": len(problem.kinds) > 1,
        "what a unit can serve": problem.kinds[0].serves_max is not None,
        "minimum strengths": any(site.strength_min for site in problem.sites),
        "room": any(site.room is not None for site in problem.sites),
        "costs": any(site.cost or site.cost_to_leave for site in problem.sites),
        "a budget or a price": rules.budget is not None or rules.price > 0.0,
        "fairness": rules.fair_share > 0.0 or rules.worst_first,
        "aversion to bad cases": rules.averse > 0.0,
    }
    conflicts = [name for name, is_set in settings.items() if is_set]
    if conflicts:
        raise InputError(
            f"The goal {goal} cannot take {', '.join(conflicts)} into account.",
            remedy="Choose the goal cover, or leave that out.",
        )


def _result(
    problem: LaydownProblem,
    goal: Goal,
    units: Ints,
    numbers: tuple[float, float, bool],
    *,
    weights: tuple[float, float] | None = None,
    shares: dict[str, float] | None = None,
    missed_tail: float | None = None,
    unserved: float = 0.0,
) -> LaydownResult:
    """Measure what the units reach; `numbers` are value, bound and whether it is proven."""
    used = np.flatnonzero(units.sum(axis=0)).tolist()
    covered = np.zeros(len(problem.mean), np.bool_)
    for kind, own in zip(problem.kinds, units, strict=True):
        covered |= kind.coverage.covered_by(np.flatnonzero(own))
    mean = problem.mean
    weight_covered, weight = weights or (float(mean[covered].sum()), float(mean.sum()))
    return LaydownResult(
        goal=goal,
        sites=tuple(_site_in_use(problem, units, site) for site in used),
        closures=tuple(
            i for i, site in enumerate(problem.sites) if site.existing and i not in used
        ),
        covered=covered,
        weight_covered=weight_covered,
        weight=weight,
        shares=share_by_district(problem, covered.astype(np.float64)) if shares is None else shares,
        missed_tail=missed_tail,
        value=numbers[0],
        bound=numbers[1],
        proven=numbers[2],
        unserved=unserved,
    )


def _site_in_use(problem: LaydownProblem, units: Ints, site: int) -> SiteInUse:
    """Say why a site is used, by the kind there that covers most."""
    here = np.flatnonzero(units[:, site])
    figures = {int(k): _reach_of(problem, problem.kinds[k], units[k], site) for k in here}
    best = max(figures, key=lambda k: figures[k])
    covers, alone = figures[best]
    total = float(problem.mean.sum())
    share = f"{covers / total:.1%} of all" if total else "nothing: no demand has weight"
    place = problem.sites[site]
    reasons = [f"{covers:,.6g} within reach of {problem.kinds[best].name} here ({share})"]
    if alone <= 0.0 < covers:
        reasons.append("all of it also within reach of other sites of the plan")
    elif alone > 0.0:
        reasons.append(f"{alone:,.6g} of it within reach of no other site of the plan")
    if place.use == "must":
        reasons.append("it must be used")
    reasons.append("kept" if place.existing else "new")
    return SiteInUse(
        site=site,
        units=tuple(units[:, site].tolist()),
        covers=covers,
        alone=alone,
        why=f"{place.name}: {'; '.join(reasons)}.",
    )


def _reach_of(
    problem: LaydownProblem, kind: UnitKind, units: Ints, site: int
) -> tuple[float, float]:
    own = kind.coverage.of(site)
    others = np.flatnonzero(units)
    rest = kind.coverage.covered_by(others[others != site])
    mean = problem.mean
    return float(mean[own].sum()), float(mean[own][~rest[own]].sum())
