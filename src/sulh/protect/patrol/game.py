"""The security game: how often to go where, if an attacker knows the odds but not the day.

A Stackelberg game over day schedules (Kiekintveld and others 2009; Jain, Kardes, Kiekintveld, Ordóñez and
Tambe 2010). The mission commits to odds of schedules. The other side sees the odds, not the draw, and the
place with the largest remaining harm is the one at risk. The plan is about presence only: it is a guarantee.

*Zero-sum.* Least z with ``z >= value[i] * (1 - presence[i])``, by column generation: the schedule with
the most worth at the current prices enters until none helps, which proves the optimum.
*General-sum.* The strong Stackelberg equilibrium by one programme for each place (Conitzer and Sandholm 2006).
"""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from sulh.kernels.programme import Programme, solve

__all__ = ["Odds", "Payoffs", "solve_restricted", "strong_stackelberg", "zero_sum"]

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
CLOSE = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Odds:
    """A mixed strategy: `odds` float64[m] of the schedules, and what it guarantees.

    `presence` float64[n] is the chance that a place is visited on a day; `harm` the worst expected loss;
    `bound` is its proven lower bound. `at_risk` is the place of the best response. In a general-sum game
    `presence` may be below that of the odds: surplus visits are left out at random.
    """

    odds: Floats
    presence: Floats
    harm: float
    bound: float
    at_risk: int
    columns: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Payoffs:
    """What each side gets at each place, float64[n]: `ours` and `theirs`, with presence and without."""

    ours_present: Floats
    ours_absent: Floats
    theirs_present: Floats
    theirs_absent: Floats


def zero_sum(visits: Bools, value: Floats) -> Odds:
    """Return the odds with the least worst harm.

    Parameters
    ----------
    visits : bool[m, n]
        Which places each schedule visits.
    value : float64[n]
        The harm expected at a place without presence; not negative.
    """
    worth = visits * value[None, :]
    used = [int(np.argmax(worth.sum(axis=1)))]
    while True:
        odds, prices, harm = solve_restricted(worth[used], value)
        gains = worth @ prices
        best = int(np.argmax(gains))
        bound = float(prices @ value - gains[best])
        if harm - bound <= CLOSE * max(1.0, float(value.max())) or best in used:
            break
        used.append(best)
    whole = np.zeros(len(visits))
    whole[used] = np.clip(odds, 0.0, None)
    whole /= whole.sum()
    presence = whole @ visits
    left = value * (1 - presence)
    return Odds(
        odds=whole,
        presence=presence,
        harm=float(left.max()),
        bound=bound,
        at_risk=int(np.argmax(left)),
        columns=len(used),
    )


def solve_restricted(worth: Floats, value: Floats) -> tuple[Floats, Floats, float]:
    """Solve over some schedules; return their odds, the price of each place (sum 1), and the harm."""
    m, n = worth.shape
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = m + 1, n + 1
    lp.col_cost_ = np.append(np.zeros(m), 1.0)
    lp.col_lower_, lp.col_upper_ = np.append(np.zeros(m), -np.inf), np.full(m + 1, np.inf)
    lp.row_lower_ = np.append(value, 1.0)
    lp.row_upper_ = np.append(np.full(n, np.inf), 1.0)
    dense = np.vstack([np.column_stack([worth.T, np.ones(n)]), np.append(np.ones(m), 0.0)[None, :]])
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.num_col_, lp.a_matrix_.num_row_ = m + 1, n + 1
    lp.a_matrix_.start_ = (np.arange(n + 2) * (m + 1)).astype(np.int32)
    lp.a_matrix_.index_ = np.tile(np.arange(m + 1), n + 1).astype(np.int32)
    lp.a_matrix_.value_ = dense.ravel()
    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    highs.silent()
    highs.setOptionValue("threads", 1)
    highs.passModel(lp)
    highs.run()
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise RuntimeError(f"HiGHS ended with {highs.getModelStatus()}")
    solution = highs.getSolution()
    prices = np.clip(np.asarray(solution.row_dual)[:n], 0.0, None)
    values = np.asarray(solution.col_value)
    return values[:m], prices / prices.sum(), float(values[m])


def strong_stackelberg(visits: Bools, payoffs: Payoffs) -> Odds:
    """Return the best odds for us if the other side answers best, with ties in our favour.

    `harm` is minus our expected payoff. Schedules are `visits` bool[m, n] and all parts of them.
    """
    m, n = visits.shape
    best: tuple[float, Floats, int] | None = None
    theirs = payoffs.theirs_present - payoffs.theirs_absent
    for place in range(n):
        programme = Programme()
        odds = programme.add(0.0, count=m)
        gain = np.zeros(n)
        gain[place] = payoffs.ours_present[place] - payoffs.ours_absent[place]
        presence = programme.add(gain)
        programme.row(odds, 1.0, low=1.0, high=1.0)
        for i in range(n):
            members = np.append(odds[visits[:, i]], presence[i])
            programme.row(members, np.append(np.ones(len(members) - 1), -1.0), low=0.0)
            if i != place:
                programme.row(
                    presence[[place, i]],
                    np.array([theirs[place], -theirs[i]]),
                    low=float(payoffs.theirs_absent[i] - payoffs.theirs_absent[place]),
                )
        solution = solve(programme)
        if solution.status == "best":
            ours = solution.value + float(payoffs.ours_absent[place])
            if best is None or ours > best[0] + CLOSE:
                best = (ours, solution.values, place)
    if best is None:  # impossible: some place is a best response to any odds
        raise RuntimeError("No place is a best response.")
    ours, values, place = best
    return Odds(
        odds=np.clip(values[:m], 0.0, None) / np.clip(values[:m], 0.0, None).sum(),
        presence=values[m:],
        harm=-ours,
        bound=-ours,
        at_risk=place,
        columns=m,
    )
