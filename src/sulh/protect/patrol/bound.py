"""A bound on the worst harm that holds for every way to patrol: a relaxation, solved by HiGHS."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sulh.protect.solvers.programme import Programme, solve

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sulh.protect.patrol.routes import DayLimits

__all__ = ["harm_at_least"]


def harm_at_least(ground: DayLimits, value: NDArray[np.float64], patrols: int) -> float:
    """Return a worst harm below which no odds of any possible days come.

    The expectation over the odds of a day of (a) how often a way i to j is taken, and (b) when, if it is,
    the patrol leaves i, satisfies each linear row that holds on every single day: ways into a place equal
    ways out of it, no more patrols leave the base than there are, a visit begins within its hours and ends
    before the next begins (the single-commodity form of time windows; Gavish and Graves 1978). Days that
    are no mixture of routes satisfy these rows too, so the optimum is a bound, not a plan.
    """
    n = len(value)
    begins = np.append(ground.leave, np.maximum(ground.opens, ground.leave + ground.travel[0, 1:]))
    lasts = np.append(0.0, ground.stay)
    latest = np.append(
        ground.back,
        np.minimum(ground.closes, ground.back - ground.travel[1:, 0]) - ground.stay,
    )
    takes = lasts[:, None] + ground.travel
    from_, to = np.nonzero(
        (begins[:, None] + takes <= latest[None, :] + 1e-9) & ~np.eye(n + 1, dtype=bool)
    )
    programme = Programme()
    way = programme.add(0.0, count=len(from_))
    when = programme.add(0.0, high=np.inf, count=len(from_))  # minutes from `leave`, times the way
    harm = programme.add(-1.0, low=0.0, high=np.inf, count=1)
    for k, (i, j) in enumerate(zip(from_, to, strict=True)):
        pair = np.array([when[k], way[k]])
        last = min(latest[i], latest[j] - takes[i, j]) if i else latest[j] - takes[0, j]
        programme.row(pair, np.array([1.0, -(begins[i] - ground.leave)]), low=0.0)
        programme.row(pair, np.array([1.0, -(last - ground.leave)]), high=0.0)
    for place in range(1, n + 1):
        out, into = np.flatnonzero(from_ == place), np.flatnonzero(to == place)
        ones = np.ones(len(out))
        balance = np.append(ones, -np.ones(len(into)))
        programme.row(np.append(way[out], way[into]), balance, low=0.0, high=0.0)
        programme.row(way[out], ones, high=1.0)
        programme.row(
            np.concatenate([when[out], when[into], way[into]]),
            np.concatenate([ones, -np.ones(len(into)), -takes[from_[into], place]]),
            low=0.0,
        )
        gains = np.append(np.full(len(out), value[place - 1]), 1.0)
        programme.row(np.append(way[out], harm), gains, low=float(value[place - 1]))
    leaves = np.flatnonzero(from_ == 0)
    programme.row(way[leaves], 1.0, high=float(patrols))
    solved = solve(programme)
    return max(0.0, -solved.bound) if solved.status == "best" else 0.0
