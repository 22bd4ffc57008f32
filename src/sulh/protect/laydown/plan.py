"""The most weight in reach: where each kind of unit goes, and which part of each demand that meets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulh.errors import InputError
from sulh.kernels.programme import THOROUGH, Effort, Solution, solve
from sulh.protect.laydown.plan_rows import build_rows
from sulh.protect.solvers.cover import maximal_cover

if TYPE_CHECKING:
    from sulh.protect.laydown.plan_rows import Rows
    from sulh.protect.laydown.problem import LaydownProblem

__all__ = ["conflicts", "solve_cover"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

SLACK = 1e-6
"""How far a share may be below the proven optimum: the tolerance of the solver."""


def solve_cover(
    problem: LaydownProblem, effort: Effort = THOROUGH, *, seed: int = 0
) -> tuple[Ints, Floats, Solution]:
    """Return units int64[kinds, sites], the part of each demand met float64[kinds, demands], and the solution.

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
        is_best = solution.status == "best"
        share = solution.value if is_best else float(solution.values[rows.worst or 0])
        rows = build_rows(problem, worst_at_least=share - SLACK)
        solution = _solve(problem, rows, effort)
    units = np.rint(solution.values[rows.units]).astype(np.int64)
    return units, np.clip(solution.values[rows.met], 0.0, 1.0), solution


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
    count = min(problem.count, usable)
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
        and rules.in_reach == 1
        and 1 <= max(must, stay, 1) <= count
    )


def _plain(problem: LaydownProblem, effort: Effort, seed: int) -> tuple[Ints, Floats, Solution]:
    kind = problem.kinds[0]
    usable = sum(site.use != "never" for site in problem.sites)
    cover = maximal_cover(
        kind.coverage,
        problem.mean * kind.worth,
        min(problem.count, usable),
        **problem.conditions,
        effort=effort,
        seed=seed,
    )
    met = kind.coverage.covered_by(cover.sites).astype(np.float64)[None]
    solution = Solution(
        status="best" if cover.proven else "stopped",
        values=np.zeros(0),
        value=cover.covered,
        bound=cover.bound,
    )
    return problem.one_each(cover.sites), met, solution
