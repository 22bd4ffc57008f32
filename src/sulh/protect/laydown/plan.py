"""The laydown: where each kind of unit goes, what that covers, how good it is, and why each site."""

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

__all__ = ["CoverPlan", "Posting", "conflicts", "plan_cover"]

Floats = NDArray[np.float64]

SLACK = 1e-6
"""By so much a share may be below what was proven possible: the solver's own tolerance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """A site in use: its position, and how many units of each kind are there."""

    site: int
    units: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CoverPlan:
    """A laydown.

    Attributes
    ----------
    postings : tuple of Posting
        By site, ascending.
    given_up : tuple of int
        Existing sites that are not used.
    covered : float
        The mean weight covered, summed over kinds by their worth; `weight` is all there is.
    by_kind : float64[kinds]
        The mean weight that each covers.
    shares : dict
        For each district, the part of its weight that is covered.
    missed_tail : float
        The weight missed on average in the worst samples.
    objective, bound : float
        What was made as great as can be, and the most that it can be, proven.
    proven : bool
    """

    postings: tuple[Posting, ...]
    given_up: tuple[int, ...]
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
        """How far the objective may be below the best, as a part of the bound."""
        scale = max(abs(self.bound), 1e-12)
        return max(0.0, self.bound - self.objective) / scale


def plan_cover(problem: LaydownProblem, effort: Effort = THOROUGH, *, seed: int = 0) -> CoverPlan:
    """Choose sites and units.

    Plain covering by one kind goes the way of `maximal_cover`, which takes problems of any size; all
    else is one programme for HiGHS.

    Raises
    ------
    InputError
        Where the rules cannot all be kept: the sentence names those that conflict.
    """
    if _is_plain(problem):
        return _plain(problem, effort, seed)
    rows = build_rows(problem)
    done = _solved(problem, rows, effort)
    if problem.rules.worst_first:
        share = done.value if done.status == "best" else float(done.values[rows.worst or 0])
        rows = build_rows(problem, worst_at_least=share - SLACK)
        done = _solved(problem, rows, effort)
    units = np.rint(done.values[rows.units]).astype(np.int64)
    met = np.clip(done.values[rows.met], 0.0, 1.0)
    return _plan(problem, units, met, done)


def conflicts(problem: LaydownProblem) -> tuple[str, ...]:
    """Return constraints that cannot all be kept, none of which can be left out; none if all can.

    A deletion filter (Chinneck and Dravnieks 1991, ORSA Journal on Computing 3): each is left out in
    turn, and stays out where the rest still conflict.
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


def _solved(problem: LaydownProblem, rows: Rows, effort: Effort) -> Solution:
    done = solve(rows.programme, effort)
    if done.status == "infeasible":
        raise InputError(
            f"These cannot all be kept: {'; '.join(conflicts(problem))}.",
            remedy="Leave out or loosen one of them.",
        )
    if not len(done.values):
        raise InputError(
            "No plan was found within the limits set.",
            remedy="Allow more time or nodes, or give fewer candidate sites.",
        )
    return done


def _is_plain(problem: LaydownProblem) -> bool:
    rules, kind = problem.rules, problem.kinds[0]
    needs = any(s.strength_min or s.room is not None or s.cost for s in problem.sites)
    leaving = any(s.cost_to_leave for s in problem.sites) and (rules.price or rules.budget)
    shares = rules.fair_share or rules.worst_first or rules.averse
    able = sum(site.use != "never" for site in problem.sites)
    count = min(kind.count, able, rules.sites_max if rules.sites_max is not None else able)
    must = sum(site.use == "must" for site in problem.sites)
    stay = 0
    if rules.moves_max is not None:
        here = [site for site in problem.sites if site.existing]
        stay = max(0, len(here) - rules.moves_max)
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
    able = sum(site.use != "never" for site in sites)
    found = maximal_cover(
        kind.coverage,
        problem.mean * kind.worth,
        min(kind.count, able, rules.sites_max if rules.sites_max is not None else able),
        must=tuple(i for i, site in enumerate(sites) if site.use == "must"),
        must_not=tuple(i for i, site in enumerate(sites) if site.use == "never"),
        existing=tuple(i for i, site in enumerate(sites) if site.existing),
        moves_max=rules.moves_max,
        effort=effort,
        seed=seed,
    )
    units = np.zeros((1, len(sites)), np.int64)
    units[0, list(found.sites)] = 1
    met = kind.coverage.covered_by(found.sites).astype(np.float64)[None]
    done = Solution(
        status="best" if found.proven else "stopped",
        values=np.zeros(0),
        value=found.covered,
        bound=found.bound,
    )
    return _plan(problem, units, met, done)


def _plan(
    problem: LaydownProblem, units: NDArray[np.int64], met: Floats, done: Solution
) -> CoverPlan:
    """Measure what a choice gives, on the demands themselves rather than by the solver's sums."""
    mean = problem.mean
    worth = np.array([kind.worth for kind in problem.kinds])
    used = units.sum(axis=0) > 0
    by_kind = met @ mean
    missed = problem.weights @ (worth @ (1.0 - met))
    worst = np.sort(missed)[::-1]
    scale = max(1.0, abs(done.value))
    return CoverPlan(
        postings=tuple(
            Posting(site=int(i), units=tuple(units[:, i].tolist())) for i in np.flatnonzero(used)
        ),
        given_up=tuple(i for i, site in enumerate(problem.sites) if site.existing and not used[i]),
        covered=float(worth @ by_kind),
        weight=float(mean.sum() * worth.sum()),
        by_kind=by_kind,
        shares=_shares(problem, worth @ met / worth.sum() if worth.sum() else met.mean(axis=0)),
        missed_tail=_tail_mean(worst, problem.rules.tail),
        objective=done.value,
        bound=max(done.bound, done.value),
        proven=done.status == "best" and done.bound - done.value <= 1e-6 * scale,
    )


def _tail_mean(worst: Floats, tail: float) -> float:
    """Average the greatest `tail` of values sorted downwards; the last counts by the part needed."""
    size = tail * len(worst)
    counts = np.clip(size - np.arange(len(worst)), 0.0, 1.0)
    return float((worst * counts).sum() / size)


def _shares(problem: LaydownProblem, met: Floats) -> dict[str, float]:
    names, mean = np.array(problem.districts), problem.mean
    shares = {}
    for name in dict.fromkeys(problem.districts):
        own = names == name
        total = float(mean[own].sum())
        shares[name] = float((mean[own] * met[own]).sum()) / total if total > 0.0 else 1.0
    return shares
