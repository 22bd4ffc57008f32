"""Solve a laydown by its goal: which sites, why each, and what stays out of reach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from sulh.errors import InputError, plural, shown
from sulh.kernels.programme import THOROUGH, Effort
from sulh.protect.laydown.plan import solve_cover
from sulh.protect.solvers.centre import p_centre
from sulh.protect.solvers.fewest import fewest_sites
from sulh.protect.solvers.median import p_median

if TYPE_CHECKING:
    from sulh.protect.laydown.problem import LaydownProblem, UnitKind

__all__ = ["Goal", "LaydownResult", "SiteInUse", "plan_cover", "solve_laydown"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Goal = Literal["cover", "median", "centre", "fewest"]


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
    weighted distance (least), the distance of the farthest demand (least), or the number of sites
    (least). `backup` is the weight within reach of two sites or more.
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
    backup: float = 0.0

    @property
    def mean_distance(self) -> float:
        """Return the mean distance over the weight served; only for the goal median."""
        served = self.weight - self.unserved
        return self.value / served if served > 0.0 else 0.0

    @property
    def gap(self) -> float:
        """Return the largest possible distance of the value to the best, as a share of the bound."""
        return abs(self.bound - self.value) / max(abs(self.bound), 1e-12)


def _refuse_too_many(problem: LaydownProblem) -> None:
    """Refuse more units of a kind than sites, where a second unit at a site adds nothing."""
    usable = sum(site.use != "never" for site in problem.sites)
    if any(site.strength_min > 0.0 for site in problem.sites):
        return
    for kind in problem.kinds:
        if kind.serves_max is None and kind.count > usable:
            raise InputError(
                f"There are {kind.count} of {kind.name}, but only {usable} of "
                f"{plural(len(problem.sites), 'site')} "
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
    goal : "cover", "median", "centre" or "fewest"
        The most weight within reach; the least weighted distance; the least distance of the farthest;
        the fewest sites that reach every demand with weight.
    far : float64[sites, demands]
        Metres or minutes; the goals median and centre need them.
    """
    _refuse_too_many(problem)
    if goal == "cover":
        return plan_cover(problem, effort, seed=seed)
    _refuse_rules(problem, goal)
    if goal == "fewest":
        return _plan_fewest(problem, effort)
    if far is None:
        raise AssertionError("median and centre need distances")
    if goal == "median":
        median = p_median(
            far, problem.mean, problem.count, **problem.conditions, effort=effort, seed=seed
        )
        sites, unserved = median.sites, median.unserved
        numbers = median.total, median.bound, median.proven
    else:
        near = far[:, problem.mean > 0.0]
        _refuse_alone(problem, near)
        centre = p_centre(near, problem.count, **problem.conditions, nodes_max=effort.nodes_max)
        sites, unserved = centre.sites, 0.0
        numbers = centre.farthest, centre.bound, centre.proven
    met = problem.kinds[0].coverage.covered_by(sites).astype(np.float64)[None]
    return _result(problem, goal, problem.one_each(sites), met, numbers, unserved=unserved)


def _refuse_alone(problem: LaydownProblem, near: Floats) -> None:
    """Refuse a demand with weight that no site which may be used is connected to."""
    usable = [i for i, site in enumerate(problem.sites) if site.use != "never"]
    alone = np.flatnonzero(~np.isfinite(near[usable]).any(axis=0))
    if len(alone):
        names = [problem.demand_name(int(np.flatnonzero(problem.mean > 0.0)[j])) for j in alone]
        raise InputError(
            f"No site that may be used is connected to {shown(', '.join(names))}.",
            remedy="Add a site that reaches it, or remove that demand.",
        )


def _plan_fewest(problem: LaydownProblem, effort: Effort) -> LaydownResult:
    """Return the result with the fewest sites that reach every demand with weight."""
    kind, mean, times = problem.kinds[0], problem.mean, problem.rules.in_reach
    coverage = kind.coverage.without(mean <= 0.0)
    fewest = fewest_sites(coverage, times=times, **problem.conditions, effort=effort)
    if len(fewest.sites) > kind.count:
        raise InputError(
            f"{len(fewest.sites)} of {kind.name} are needed to reach everyone, and there are {kind.count}.",
            remedy="Allow more, or give them a longer reach.",
        )
    met = (kind.coverage.counts(fewest.sites) >= times).astype(np.float64)[None]
    numbers = float(len(fewest.sites)), float(fewest.bound), fewest.proven
    unserved = float(mean[fewest.unreached].sum())
    return _result(
        problem, "fewest", problem.one_each(fewest.sites), met, numbers, unserved=unserved
    )


def plan_cover(
    problem: LaydownProblem, effort: Effort = THOROUGH, *, seed: int = 0
) -> LaydownResult:
    """Return the result with the most weight within reach.

    Raises
    ------
    InputError
        Where no plan can observe all rules: the sentence names those that conflict.
    """
    units, met, solution = solve_cover(problem, effort, seed=seed)
    slack = 1e-6 * max(1.0, abs(solution.value))
    is_proven = solution.status == "best" and solution.bound - solution.value <= slack
    numbers = solution.value, max(solution.bound, solution.value), is_proven
    return _result(problem, "cover", units, met, numbers)


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
        "a maximum of sites": goal == "fewest" and rules.sites_max is not None,
        "several sites in reach": goal != "fewest" and rules.in_reach > 1,
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
    met: Floats,
    numbers: tuple[float, float, bool],
    *,
    unserved: float = 0.0,
) -> LaydownResult:
    """Measure what a plan gives on the demands themselves, not by the sums of the solver.

    `met` float64[kinds, demands] is the part of each demand that a kind covers; `numbers` are value,
    bound and whether it is proven.
    """
    mean, worth = problem.mean, np.array([kind.worth for kind in problem.kinds])
    used = np.flatnonzero(units.sum(axis=0)).tolist()
    covered, near = np.zeros(len(mean), np.bool_), np.zeros((len(used), len(mean)), np.bool_)
    for kind, own in zip(problem.kinds, units, strict=True):
        covered |= kind.coverage.counts(np.flatnonzero(own)) >= problem.rules.in_reach
        for row, site in enumerate(used):
            near[row, kind.coverage.of(site)] |= own[site] > 0
    missed = np.sort(problem.weights @ (worth @ (1.0 - met)))[::-1]
    has_samples = goal == "cover" and len(problem.weights) > 1
    return LaydownResult(
        goal=goal,
        sites=tuple(_site_in_use(problem, units, site) for site in used),
        closures=tuple(
            i for i, site in enumerate(problem.sites) if site.existing and i not in used
        ),
        covered=covered,
        weight_covered=float(worth @ (met @ mean)),
        weight=float(mean.sum() * worth.sum()),
        shares=_shares(problem, worth @ met / worth.sum() if worth.sum() else met.mean(axis=0)),
        missed_tail=_tail_mean(missed, problem.rules.tail) if has_samples else None,
        value=numbers[0],
        bound=numbers[1],
        proven=numbers[2],
        unserved=unserved,
        backup=float(mean[near.sum(axis=0) >= 2].sum()),
    )


def _shares(problem: LaydownProblem, met: Floats) -> dict[str, float]:
    """Return the share of each district's weight that is met."""
    names, mean = np.array(problem.districts), problem.mean
    shares = {}
    for name in dict.fromkeys(problem.districts):
        own = names == name
        total = float(mean[own].sum())
        shares[name] = float((mean[own] * met[own]).sum()) / total if total > 0.0 else 1.0
    return shares


def _tail_mean(worst: Floats, tail: float) -> float:
    """Average the greatest `tail` of values in descending order; the last counts in part."""
    size = tail * len(worst)
    counts = np.clip(size - np.arange(len(worst)), 0.0, 1.0)
    return float((worst * counts).sum() / size)


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
