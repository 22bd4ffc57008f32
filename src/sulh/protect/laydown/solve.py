"""A laydown told: which sites, why each, what stays out of reach; by whichever goal it was chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from sulh.errors import InputError
from sulh.protect.laydown.plan import plan_cover
from sulh.protect.solvers.centre import p_centre
from sulh.protect.solvers.median import p_median
from sulh.protect.solvers.programme import THOROUGH, Effort

if TYPE_CHECKING:
    from sulh.protect.laydown.problem import LaydownProblem, UnitKind
    from sulh.protect.laydown.tables import Demands, Sites

__all__ = [
    "Goal",
    "LaydownResult",
    "SiteInUse",
    "laydown_geojson",
    "refuse_too_many",
    "solve_laydown",
]

Floats = NDArray[np.float64]
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
    """A laydown, told.

    `covered` bool[demands]: within reach of some site in use, by any kind. `value` and `bound` are
    those of the goal: weight covered (most), weighted way (least), way of the farthest (least).
    """

    goal: Goal
    stationed: tuple[SiteInUse, ...]
    given_up: tuple[int, ...]
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
    def mean_way(self) -> float:
        """The way averaged over the weight served; of the goal median alone."""
        served = self.weight - self.unserved
        return self.value / served if served > 0.0 else 0.0

    @property
    def gap(self) -> float:
        """How far the value may be from the best, as a part of the bound."""
        return abs(self.bound - self.value) / max(abs(self.bound), 1e-12)


def refuse_too_many(problem: LaydownProblem) -> None:
    """Refuse more units of a kind than there are sites, where a second unit at a site is of no use."""
    able = sum(site.use != "never" for site in problem.sites)
    if any(site.strength_min > 0.0 for site in problem.sites):
        return
    for kind in problem.kinds:
        if kind.serves_max is None and kind.count > able:
            raise InputError(
                f"There are {kind.count} of {kind.name}, but only {able} of {len(problem.sites)} sites "
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
    """Choose by a goal, and say why each site.

    Parameters
    ----------
    problem : LaydownProblem
    goal : "cover", "median" or "centre"
        The most weight within reach; the least weighted way; the least way of the farthest.
    far : float64[sites, demands]
        Metres or minutes; needed by the last two.
    """
    refuse_too_many(problem)
    if goal == "cover":
        return _by_cover(problem, effort, seed)
    _refuse_rules(problem, goal)
    if far is None:
        raise AssertionError("the way goals need distances")
    sites, kind = problem.sites, problem.kinds[0]
    must = tuple(i for i, site in enumerate(sites) if site.use == "must")
    never = tuple(i for i, site in enumerate(sites) if site.use == "never")
    existing = tuple(i for i, site in enumerate(sites) if site.existing)
    moves = problem.rules.moves_max
    count = min(kind.count, problem.rules.sites_max or kind.count)
    if goal == "median":
        found = p_median(
            far,
            problem.mean,
            count,
            must=must,
            must_not=never,
            existing=existing,
            moves_max=moves,
            effort=effort,
            seed=seed,
        )
        numbers = found.total, found.bound, found.proven
        return _told(problem, goal, found.sites, numbers, unserved=found.unserved)
    wanted = problem.mean > 0.0
    middle = p_centre(
        far[:, wanted],
        count,
        must=must,
        must_not=never,
        existing=existing,
        moves_max=moves,
        nodes_max=effort.nodes_max,
    )
    return _told(problem, goal, middle.sites, (middle.farthest, middle.bound, middle.proven))


def _refuse_rules(problem: LaydownProblem, goal: Goal) -> None:
    rules = problem.rules
    kept_from = {
        "several kinds of unit": len(problem.kinds) > 1,
        "what a unit can serve": problem.kinds[0].serves_max is not None,
        "minimum strengths": any(site.strength_min for site in problem.sites),
        "room": any(site.room is not None for site in problem.sites),
        "costs": any(site.cost or site.cost_to_leave for site in problem.sites),
        "a budget or a price": rules.budget is not None or rules.price > 0.0,
        "fairness": rules.fair_share > 0.0 or rules.worst_first,
        "aversion to bad cases": rules.averse > 0.0,
    }
    asked = [name for name, is_asked in kept_from.items() if is_asked]
    if asked:
        raise InputError(
            f"The goal {goal} cannot take {', '.join(asked)} into account.",
            remedy="Choose the goal cover, or leave that out.",
        )


def _by_cover(problem: LaydownProblem, effort: Effort, seed: int) -> LaydownResult:
    plan = plan_cover(problem, effort, seed=seed)
    sites = tuple(each.site for each in plan.postings)
    units = np.zeros((len(problem.kinds), len(problem.sites)), np.int64)
    for each in plan.postings:
        units[:, each.site] = each.units
    told = _told(problem, "cover", sites, (plan.objective, plan.bound, plan.proven), units=units)
    return LaydownResult(
        goal="cover",
        stationed=told.stationed,
        given_up=told.given_up,
        covered=told.covered,
        weight_covered=plan.covered,
        weight=plan.weight,
        shares=plan.shares,
        missed_tail=plan.missed_tail if len(problem.weights) > 1 else None,
        value=plan.objective,
        bound=plan.bound,
        proven=plan.proven,
    )


def _told(
    problem: LaydownProblem,
    goal: Goal,
    sites: tuple[int, ...],
    numbers: tuple[float, float, bool],
    *,
    units: NDArray[np.int64] | None = None,
    unserved: float = 0.0,
) -> LaydownResult:
    if units is None:
        units = np.zeros((1, len(problem.sites)), np.int64)
        units[0, list(sites)] = 1
    covered = np.zeros(len(problem.mean), np.bool_)
    for kind, own in zip(problem.kinds, units, strict=True):
        covered |= kind.coverage.covered_by(np.flatnonzero(own))
    names = np.array(problem.districts)
    shares = {}
    for name in dict.fromkeys(problem.districts):
        own = names == name
        total = float(problem.mean[own].sum())
        shares[name] = float(problem.mean[own & covered].sum()) / total if total else 1.0
    return LaydownResult(
        goal=goal,
        stationed=tuple(_stationed(problem, units, site) for site in sites),
        given_up=tuple(
            i for i, site in enumerate(problem.sites) if site.existing and i not in sites
        ),
        covered=covered,
        weight_covered=float(problem.mean[covered].sum()),
        weight=float(problem.mean.sum()),
        shares=shares,
        missed_tail=None,
        value=numbers[0],
        bound=numbers[1],
        proven=numbers[2],
        unserved=unserved,
    )


def _stationed(problem: LaydownProblem, units: NDArray[np.int64], site: int) -> SiteInUse:
    """Say why a site is used, by the kind there that covers most."""
    here = np.flatnonzero(units[:, site])
    figures = {int(k): _reach_of(problem, problem.kinds[k], units[k], site) for k in here}
    best = max(figures, key=lambda k: figures[k])
    covers, alone = figures[best]
    total = float(problem.mean.sum())
    part = f"{covers / total:.1%} of all" if total else "nothing: no demand has weight"
    place = problem.sites[site]
    said = [f"{covers:,.6g} within reach of {problem.kinds[best].name} here ({part})"]
    if alone <= 0.0 < covers:
        said.append("all of it also within reach of other sites of the plan")
    elif alone > 0.0:
        said.append(f"{alone:,.6g} of it within reach of no other site of the plan")
    if place.use == "must":
        said.append("it must be used")
    said.append("kept" if place.existing else "new")
    return SiteInUse(
        site=site,
        units=tuple(units[:, site].tolist()),
        covers=covers,
        alone=alone,
        why=f"{place.name}: {'; '.join(said)}.",
    )


def _reach_of(
    problem: LaydownProblem, kind: UnitKind, units: NDArray[np.int64], site: int
) -> tuple[float, float]:
    own = kind.coverage.of(site)
    others = np.flatnonzero(units)
    rest = kind.coverage.covered_by(others[others != site])
    mean = problem.mean
    return float(mean[own].sum()), float(mean[own][~rest[own]].sum())


def laydown_geojson(
    told: LaydownResult, problem: LaydownProblem, sites: Sites, demands: Demands
) -> dict[str, object]:
    """Return the sites in use, those given up, and the demands, as GeoJSON (RFC 7946)."""

    def point(lon: float, lat: float, **about: object) -> dict[str, object]:
        place = {"type": "Point", "coordinates": [float(lon), float(lat)]}
        return {"type": "Feature", "geometry": place, "properties": about}

    kinds = [kind.name for kind in problem.kinds]
    features = [
        point(
            sites.lon[each.site],
            sites.lat[each.site],
            role="site",
            name=problem.sites[each.site].name,
            existing=problem.sites[each.site].existing,
            units=dict(zip(kinds, each.units, strict=True)),
            covers=each.covers,
            alone=each.alone,
            why=each.why,
        )
        for each in told.stationed
    ]
    features += [
        point(sites.lon[i], sites.lat[i], role="given up", name=problem.sites[i].name)
        for i in told.given_up
    ]
    features += [
        point(lon, lat, role="demand", name=name, weight=float(weight), covered=bool(met))
        for name, lon, lat, weight, met in zip(
            demands.names, demands.lon, demands.lat, problem.mean, told.covered, strict=True
        )
    ]
    return {"type": "FeatureCollection", "features": features}
