"""A laydown as a programme, row by row, each constraint under a name that a person understands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulh.errors import plural
from sulh.kernels.programme import Programme

if TYPE_CHECKING:
    from sulh.protect.laydown.coverage import SiteCoverage
    from sulh.protect.laydown.problem import LaydownProblem, UnitKind

__all__ = ["Rows", "build_rows"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

ALWAYS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rows:
    """The programme and the positions of its variables.

    `used` int64[sites]; `units` int64[kinds, sites]; `met` int64[kinds, demands], the part of a
    demand that a kind covers; `worst`: the share of the worst-off district, with `worst_first`.
    `names` are the constraints that can be left out.
    """

    programme: Programme
    used: Ints
    units: Ints
    met: Ints
    worst: int | None
    names: tuple[str, ...]


@dataclass(slots=True, eq=False)
class _Builder:
    """Adds rows under a name, unless the name is in `without`."""

    programme: Programme
    without: frozenset[str]
    names: list[str]

    def is_on(self, name: str) -> bool:
        """Note the name; say whether its rows are added."""
        if name not in self.names:
            self.names.append(name)
        return name not in self.without


def build_rows(
    problem: LaydownProblem,
    *,
    without: frozenset[str] = ALWAYS,
    worst_at_least: float | None = None,
) -> Rows:
    """Build the programme.

    Parameters
    ----------
    problem : LaydownProblem
    without : frozenset of str
        Names of constraints to leave out, to find which conflict.
    worst_at_least : float, optional
        The share that each district gets. Without it, and with `worst_first`, that share alone is the
        objective.
    """
    rules, sites = problem.rules, problem.sites
    first = rules.worst_first and worst_at_least is None
    build = _Builder(Programme(), without, [])
    programme = build.programme
    used = _sites(build, problem, gains=not first)
    units = np.stack([_units(build, problem, kind, used) for kind in problem.kinds])
    _strengths(build, problem, used, units)
    _whole_plan(build, problem, used)
    weights = problem.mean
    share = 0.0 if first else 1.0 - rules.averse
    met = np.stack(
        [
            _cover(build, problem, kind, own, share * kind.worth * weights)
            for kind, own in zip(problem.kinds, units, strict=True)
        ]
    )
    worst = None
    if problem.districts:
        floor = max(rules.fair_share, worst_at_least or 0.0)
        if first:
            worst = int(programme.add(1.0)[0])
        if floor > 0.0 and build.is_on("fair share of each district"):
            _districts(build, problem, met, floor=floor, worst=None)
        if worst is not None:
            _districts(build, problem, met, floor=0.0, worst=worst)
    if rules.averse and not first:
        _bad_cases(build, problem, met)
    return Rows(
        programme=programme,
        used=used,
        units=units,
        met=met,
        worst=worst,
        names=tuple(build.names if len(sites) else ()),
    )


def _sites(build: _Builder, problem: LaydownProblem, *, gains: bool) -> Ints:
    n = len(problem.sites)
    low, high = np.zeros(n), np.ones(n)
    for i, site in enumerate(problem.sites):
        if site.use == "must" and build.is_on(f"{site.name} must be used"):
            low[i] = 1.0
        if site.use == "never" and build.is_on(f"{site.name} must not be used"):
            high[i] = 0.0
    leave = np.array([s.cost_to_leave if s.existing else 0.0 for s in problem.sites])
    cost = np.array([s.cost for s in problem.sites]) - leave
    if gains:  # a site that stays saves the cost of leaving it
        build.programme.constant = -problem.rules.price * float(leave.sum())
    return build.programme.add(
        -problem.rules.price * cost if gains else np.zeros(n), low=low, high=high, whole=True
    )


def _units(build: _Builder, problem: LaydownProblem, kind: UnitKind, used: Ints) -> Ints:
    """Add the number of units of a kind at each site: none where the site is not used."""
    programme, n = build.programme, len(used)
    several = kind.serves_max is not None or any(s.strength_min > 0.0 for s in problem.sites)
    most = float(kind.count if several else min(kind.count, 1))
    units = programme.add(np.zeros(n), high=most, whole=True)
    pairs = np.stack([used, units], axis=1).ravel()
    programme.rows(np.arange(n + 1) * 2, pairs, np.tile([most, -1.0], n), low=0.0, high=np.inf)
    if build.is_on(f"{kind.count} of {kind.name}"):
        programme.row(units, 1.0, high=float(kind.count))
    return units


def _strengths(build: _Builder, problem: LaydownProblem, used: Ints, units: Ints) -> None:
    """Bound the people at each site; a site is used only where some unit is."""
    programme = build.programme
    people = np.array([kind.strength for kind in problem.kinds])
    for i, site in enumerate(problem.sites):
        own = units[:, i]
        programme.row(np.append(own, used[i]), np.append(np.ones(len(own)), -1.0), low=0.0)
        if site.strength_min > 0.0 and build.is_on(
            f"at least {site.strength_min:g} at {site.name}"
        ):
            programme.row(np.append(own, used[i]), np.append(people, -site.strength_min), low=0.0)
        if site.room is not None and build.is_on(f"at most {site.room:g} at {site.name}"):
            programme.row(own, people, high=site.room)


def _whole_plan(build: _Builder, problem: LaydownProblem, used: Ints) -> None:
    rules, programme = problem.rules, build.programme
    existing = np.array([site.existing for site in problem.sites])
    if rules.sites_max is not None and build.is_on(f"at most {plural(rules.sites_max, 'site')}"):
        programme.row(used, 1.0, high=float(rules.sites_max))
    if (
        problem.moves_max is not None
        and existing.any()
        and build.is_on(f"at most {plural(problem.moves_max, 'existing site')} closed")
    ):
        programme.row(used[existing], 1.0, low=float(existing.sum() - problem.moves_max))
    if rules.budget is not None and build.is_on(f"a budget of {rules.budget:g}"):
        leave = np.array([s.cost_to_leave if s.existing else 0.0 for s in problem.sites])
        cost = np.array([s.cost for s in problem.sites]) - leave
        programme.row(used, cost, high=rules.budget - float(leave.sum()))


def _cover(
    build: _Builder, problem: LaydownProblem, kind: UnitKind, units: Ints, gains: Floats
) -> Ints:
    """Add the part of each demand that a kind covers."""
    programme, coverage = build.programme, kind.coverage
    back = coverage.by_demand()
    reached = np.diff(back.starts) > 0
    met = programme.add(gains, high=reached.astype(np.float64), whole=problem.rules.in_reach > 1)
    if kind.serves_max is None:
        if problem.rules.in_reach == 1:
            programme.no_more_than(back.starts, units[back.demands], met)
        else:
            _need_several(programme, problem.rules.in_reach, back, units, met)
        return met
    # How much of each demand each site serves: no more than its units can.
    flows = programme.add(np.zeros(len(back.demands)))
    programme.no_more_than(back.starts, flows, met)
    own = units[back.demands]
    pairs = np.stack([own, flows], axis=1).ravel()
    n = len(flows)
    programme.rows(np.arange(n + 1) * 2, pairs, np.tile([1.0, -1.0], n), low=0.0, high=np.inf)
    demand = np.repeat(np.arange(coverage.n_demands), np.diff(back.starts))
    weight = problem.mean[demand]
    by_site = np.argsort(back.demands, kind="stable")
    for site in range(coverage.n_sites):
        links = by_site[coverage.starts[site] : coverage.starts[site + 1]]
        programme.row(
            np.append(flows[links], units[site]),
            np.append(weight[links], -kind.serves_max),
            high=0.0,
        )
    return met


def _need_several(
    programme: Programme, times: int, back: SiteCoverage, units: Ints, met: Ints
) -> None:
    """Add for each demand: it is met only where so many sites with a unit are within reach."""
    for demand, own in enumerate(met):
        sites = units[back.of(demand)]
        columns, values = np.append(sites, own), np.append(np.ones(len(sites)), -float(times))
        programme.row(columns, values, low=0.0)


def _districts(
    build: _Builder, problem: LaydownProblem, met: Ints, *, floor: float, worst: int | None
) -> None:
    """Give each district its share, by the worth of the kinds; a district without weight has all."""
    weights, names = problem.mean, np.array(problem.districts)
    worth = np.array([kind.worth for kind in problem.kinds])
    for name in dict.fromkeys(problem.districts):
        own = np.flatnonzero((names == name) & (weights > 0.0))
        total = float(weights[own].sum() * worth.sum())
        if total <= 0.0:
            continue
        columns = met[:, own].ravel()
        values = (worth[:, None] * weights[own]).ravel() / total
        if worst is None:
            build.programme.row(columns, values, low=floor)
        else:
            build.programme.row(np.append(columns, worst), np.append(values, -1.0), low=0.0)


def _bad_cases(build: _Builder, problem: LaydownProblem, met: Ints) -> None:
    """Add the mean weight out of reach in the worst samples, as Rockafellar and Uryasev (2000) do."""
    programme, rules = build.programme, problem.rules
    samples = len(problem.weights)
    threshold = programme.add(-rules.averse, high=np.inf)[0]
    over = programme.add(np.full(samples, -rules.averse / (rules.tail * samples)), high=np.inf)
    worth = np.array([kind.worth for kind in problem.kinds])
    for sample in range(samples):
        weights = worth[:, None] * problem.weights[sample]
        columns = np.concatenate([met.ravel(), [threshold, over[sample]]])
        values = np.concatenate([weights.ravel(), [1.0, 1.0]])
        programme.row(columns, values, low=float(weights.sum()))
