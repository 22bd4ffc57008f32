"""Plan a laydown for the most weight in reach: where each kind of unit goes, and what that covers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulh.errors import InputError
from sulh.protect.laydown.plan_rows import build_rows
from sulh.protect.solvers.cover import maximal_cover
from sulh.protect.solvers.programme import THOROUGH, Effort, Solution, solve

if TYPE_CHECKING:
    from sulh.protect.laydown.plan_rows import Rows
    from sulh.protect.laydown.problem import LaydownProblem

__all__ = ["CoverPlan", "Posting", "conflicts", "plan_cover", "share_by_district"]

Floats = NDArray[np.float64]

SLACK = 1e-6
"""How far a share may be below the proven optimum: the tolerance of the solver."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """A site in use: its position, and how many units of each kind are there."""

    site: int
    units: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CoverPlan:
    """A laydown with the most weight in reach.

    Attributes
    ----------
    postings : tuple of Posting
        By site, ascending.
    covered : float
        The mean weight covered, summed over kinds by their worth; `weight` is the whole.
    by_kind : float64[kinds]
        The mean weight that each covers.
    shares : dict
        For each district, the share of its weight that is covered.
    missed_tail : float
        The mean weight out of reach in the worst samples.
    objective, bound : float
        The sum that the plan maximises, and its proven upper bound.
    proven : bool
    """

    postings: tuple[Posting, ...]
    covered: float
    weight: float
    by_kind: Floats
    shares: dict[str, float]
    missed_tail: float
    objective: float
    bound: float
    proven: bool

    @property
    def gap(self) -> float:
        """Return the largest possible distance of the objective to the best, as a share of the bound."""
        scale = max(abs(self.bound), 1e-12)
        return max(0.0, self.bound - self.objective) / scale


def plan_cover(problem: LaydownProblem, effort: Effort = THOROUGH, *, seed: int = 0) -> CoverPlan:
    """Select sites and units.

    `maximal_cover` solves plain covering by one kind, for problems of any size; HiGHS solves the rest
    as one programme.

    Raises
    ------
    InputError
        Where no plan can observe all rules: the sentence names those that conflict.
    """
    if _is_plain(problem):
        return _plain(problem, effort, seed)
    rows = build_rows(problem)
    solution = _solve(problem, rows, effort)
    if problem.rules.worst_first:
        share = (
            solution.value if solution.status == "best" else float(solution.values[rows.worst or 0])
        )
        rows = build_rows(problem, worst_at_least=share - SLACK)
        solution = _solve(problem, rows, effort)
    units = np.rint(solution.values[rows.units]).astype(np.int64)
    met = np.clip(solution.values[rows.met], 0.0, 1.0)
    return _plan(problem, units, met, solution)


def conflicts(problem: LaydownProblem) -> tuple[str, ...]:
    """Return constraints that conflict, all of which are part of the conflict; none if all can be met.

    A deletion filter (Chinneck and Dravnieks 1991, ORSA Journal on Computing 3): leave out each in
    turn, and keep it out where the rest still conflict.
    """
    if not _is_impossible(problem, frozenset()):
        return ()
    without: frozenset[str] = frozenset()
    names = build_rows(problem).names
    for name in names:
        if _is_impossible(problem, without | {name}):
            without |= {name}
    return tuple(name for name in names if name not in without)


def _is_impossible(problem: LaydownProblem, without: frozenset[str]) -> bool:
    rows = build_rows(problem, without=without)
    rows.programme.gain = [np.zeros(len(each)) for each in rows.programme.gain]
    return solve(rows.programme).status == "infeasible"


def _solve(problem: LaydownProblem, rows: Rows, effort: Effort) -> Solution:
    solution = solve(rows.programme, effort)
    if solution.status == "infeasible":
        raise InputError(
            f"These cannot all be kept: {'; '.join(conflicts(problem))}.",
            remedy="Leave out or loosen one of them.",
        )
    if not len(solution.values):
        raise InputError(
            "The solver has no plan within these limits.",
            remedy="Allow more time or nodes, or give fewer candidate sites.",
        )
    return solution


def _is_plain(problem: LaydownProblem) -> bool:
    rules, kind = problem.rules, problem.kinds[0]
    needs = any(s.strength_min or s.room is not None or s.cost for s in problem.sites)
    leaving = any(s.cost_to_leave for s in problem.sites) and (rules.price or rules.budget)
    shares = rules.fair_share or rules.worst_first or rules.averse
    usable = sum(site.use != "never" for site in problem.sites)
    count = min(kind.count, usable, rules.sites_max if rules.sites_max is not None else usable)
    must = sum(site.use == "must" for site in problem.sites)
    stay = 0
    if problem.moves_max is not None:
        here = [site for site in problem.sites if site.existing]
        stay = max(0, len(here) - problem.moves_max)
        stay = stay if stay <= sum(site.use != "never" for site in here) else len(problem.sites)
        must_new = sum(site.use == "must" and not site.existing for site in problem.sites)
        stay += must_new
    return (
        len(problem.kinds) == 1
        and kind.serves_max is None
        and not (needs or leaving or shares)
        and rules.budget is None
        and 1 <= max(must, stay, 1) <= count
    )


def _plain(problem: LaydownProblem, effort: Effort, seed: int) -> CoverPlan:
    rules, kind, sites = problem.rules, problem.kinds[0], problem.sites
    usable = sum(site.use != "never" for site in sites)
    cover = maximal_cover(
        kind.coverage,
        problem.mean * kind.worth,
        min(kind.count, usable, rules.sites_max if rules.sites_max is not None else usable),
        must=tuple(i for i, site in enumerate(sites) if site.use == "must"),
        must_not=tuple(i for i, site in enumerate(sites) if site.use == "never"),
        existing=tuple(i for i, site in enumerate(sites) if site.existing),
        moves_max=problem.moves_max,
        effort=effort,
        seed=seed,
    )
    units = np.zeros((1, len(sites)), np.int64)
    units[0, list(cover.sites)] = 1
    met = kind.coverage.covered_by(cover.sites).astype(np.float64)[None]
    solution = Solution(
        status="best" if cover.proven else "stopped",
        values=np.zeros(0),
        value=cover.covered,
        bound=cover.bound,
    )
    return _plan(problem, units, met, solution)


def _plan(
    problem: LaydownProblem, units: NDArray[np.int64], met: Floats, solution: Solution
) -> CoverPlan:
    """Measure what a plan gives on the demands themselves, not by the sums of the solver."""
    mean = problem.mean
    worth = np.array([kind.worth for kind in problem.kinds])
    used = units.sum(axis=0) > 0
    by_kind = met @ mean
    missed = problem.weights @ (worth @ (1.0 - met))
    worst = np.sort(missed)[::-1]
    scale = max(1.0, abs(solution.value))
    return CoverPlan(
        postings=tuple(
            Posting(site=int(i), units=tuple(units[:, i].tolist())) for i in np.flatnonzero(used)
        ),
        covered=float(worth @ by_kind),
        weight=float(mean.sum() * worth.sum()),
        by_kind=by_kind,
        shares=share_by_district(
            problem, worth @ met / worth.sum() if worth.sum() else met.mean(axis=0)
        ),
        missed_tail=_tail_mean(worst, problem.rules.tail),
        objective=solution.value,
        bound=max(solution.bound, solution.value),
        proven=solution.status == "best" and solution.bound - solution.value <= 1e-6 * scale,
    )


def _tail_mean(worst: Floats, tail: float) -> float:
    """Average the greatest `tail` of values in descending order; the last counts in part."""
    size = tail * len(worst)
    counts = np.clip(size - np.arange(len(worst)), 0.0, 1.0)
    return float((worst * counts).sum() / size)


def share_by_district(problem: LaydownProblem, met: Floats) -> dict[str, float]:
    """Return the share of each district's weight that is met, float64[demands] from 0 to 1."""
    names, mean = np.array(problem.districts), problem.mean
    shares = {}
    for name in dict.fromkeys(problem.districts):
        own = names == name
        total = float(mean[own].sum())
        shares[name] = float((mean[own] * met[own]).sum()) / total if total > 0.0 else 1.0
    return shares
