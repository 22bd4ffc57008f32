"""The plan that is good in many cases, not only on average: cases are views of the past, or joint samples.

What a plan risks is ``(1 - AVERSE) * mean + AVERSE * CVaR`` of what it leaves out of reach, the CVaR being the
mean over the worst `TAIL` of the cases (Rockafellar and Uryasev 2000, Journal of Risk 2). For given weights of
the cases that is a maximal covering; the weights turn, round by round, to the cases that the plans so far leave
worst off (fictitious play, Brown 1951). Any such weights bound from below what any plan risks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulh.kernels.programme import Effort
from sulh.protect.backtest.plans import CREDIT, EFFORT, credited
from sulh.protect.solvers.cover import maximal_cover

if TYPE_CHECKING:
    from sulh.protect.backtest.mission_year import MissionYear
    from sulh.protect.backtest.plans import SiteReach
    from sulh.protect.solvers.cover import Cover

__all__ = ["AVERSE", "ROUNDS", "TAIL", "AversePlan", "averse_plan"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

AVERSE, TAIL = 0.5, 0.1
"""How much the bad cases count, and which share of the cases they are: fixed beforehand, not tuned."""

ROUNDS = 10
BOUNDED = Effort(gap_max=0.001, links_max=0)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AversePlan:
    """The sites, what they risk, and what no plan can risk less than (None: not asked for).

    Both are in the unit of the cases' weights: the part that lies out of reach.
    """

    sites: Ints
    risk: float
    bound: float | None


def averse_plan(
    year: MissionYear,
    cases: Floats,
    reach: SiteReach,
    *,
    moves_max: int | None = None,
    only_settled: bool = False,
    averse: float = AVERSE,
    tail: float = TAIL,
    rounds: int = ROUNDS,
    bounded: bool = False,
) -> AversePlan:
    """Return the sites that risk least, nearly; the first round is the plan for the mean.

    Parameters
    ----------
    cases : float64[cases, sites]
        What each case has at each site, none negative.
    moves_max, only_settled
        See `sulh.protect.backtest.plans.plan_sites`.
    averse, tail
        0 to 1, and above 0 to 1: see the module.
    rounds
        How often the weights of the cases turn, at least 1.
    bounded
        Also prove the bound, which takes longer than the plan.
    """
    n = len(cases)
    whole = cases.sum(axis=1)
    even = np.full(n, 1.0 / n)
    weights, best, risk = even, np.zeros(0, np.int64), np.inf

    def covering(weights: Floats, effort: Effort) -> Cover:
        return maximal_cover(
            reach.both,
            credited(weights @ cases),
            year.count,
            must_not=tuple(np.flatnonzero(~year.is_settled).tolist()) if only_settled else (),
            existing=tuple(year.real_sites.tolist()) if moves_max is not None else (),
            moves_max=moves_max,
            effort=effort,
        )

    for turn in range(rounds):
        sites = np.array(covering(weights, EFFORT).sites, np.int64)
        left = whole - cases @ earns(reach, sites)
        worst = _worst(left, tail)
        at_risk = (1.0 - averse) * left.mean() + averse * float(worst @ left)
        if at_risk < risk:
            best, risk = sites, at_risk
        step = 1.0 / (turn + 2.0)
        weights = (1.0 - step) * weights + step * ((1.0 - averse) * even + averse * worst)
    bound = None
    if bounded:
        bound = float(weights @ whole - covering(weights, BOUNDED).bound)
    return AversePlan(sites=best, risk=float(risk), bound=bound)


def earns(reach: SiteReach, sites: Ints) -> Floats:
    """Return what part of the harm at each site these sites reach: `CREDIT` in all, its second part, or 0."""
    near, wide = reach.both.covered_by(sites).reshape(2, -1)
    return np.asarray(CREDIT[0] * near + CREDIT[1] * wide)


def _worst(left: Floats, tail: float) -> Floats:
    """Return the weights, together 1, of the worst cases: none above ``1 / (tail * cases)``."""
    most = 1.0 / (tail * len(left))
    order = np.argsort(-left, kind="stable")
    weights = np.zeros(len(left))
    weights[order] = np.diff(np.minimum(np.arange(len(left) + 1) * most, 1.0))
    return weights
