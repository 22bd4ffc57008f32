"""A lower bound of the worst harm of any plan of patrols: a relaxation that HiGHS solves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sulh.kernels.programme import Programme, solve

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sulh.protect.patrol.routes import DayLimits

__all__ = ["harm_at_least"]


def harm_at_least(limits: DayLimits, value: NDArray[np.float64], patrols: int) -> float:
    """Return a worst harm that no odds of possible days can go below.

    Take the expectation over the odds of a day of (a) how often a patrol goes from i to j, and (b) when it
    then leaves i. It satisfies each linear row that holds on every single day: trips into a place equal
    trips out of it, no more patrols leave the base than there are, a visit begins within its hours and
    ends before the next begins (the single-commodity form of time windows; Gavish and Graves 1978). Other
    expectations satisfy these rows too, so the optimum is a bound, not a plan.
    """
    n = len(value)
    begins = np.append(limits.leave, np.maximum(limits.opens, limits.leave + limits.travel[0, 1:]))
    stays = np.append(0.0, limits.stay)
    latest = np.append(
        limits.back,
        np.minimum(limits.closes, limits.back - limits.travel[1:, 0]) - limits.stay,
    )
    takes = stays[:, None] + limits.travel
    from_, to = np.nonzero(
        (begins[:, None] + takes <= latest[None, :] + 1e-9) & ~np.eye(n + 1, dtype=bool)
    )
    programme = Programme()
    trip = programme.add(0.0, count=len(from_))
    when = programme.add(0.0, high=np.inf, count=len(from_))  # minutes from `leave`, times the trip
    harm = programme.add(-1.0, low=0.0, high=np.inf, count=1)
    for k, (i, j) in enumerate(zip(from_, to, strict=True)):
        pair = np.array([when[k], trip[k]])
        last = min(latest[i], latest[j] - takes[i, j]) if i else latest[j] - takes[0, j]
        programme.row(pair, np.array([1.0, -(begins[i] - limits.leave)]), low=0.0)
        programme.row(pair, np.array([1.0, -(last - limits.leave)]), high=0.0)
    for place in range(1, n + 1):
        out, into = np.flatnonzero(from_ == place), np.flatnonzero(to == place)
        ones = np.ones(len(out))
        balance = np.append(ones, -np.ones(len(into)))
        programme.row(np.append(trip[out], trip[into]), balance, low=0.0, high=0.0)
        programme.row(trip[out], ones, high=1.0)
        programme.row(
            np.concatenate([when[out], when[into], trip[into]]),
            np.concatenate([ones, -np.ones(len(into)), -takes[from_[into], place]]),
            low=0.0,
        )
        gains = np.append(np.full(len(out), value[place - 1]), 1.0)
        programme.row(np.append(trip[out], harm), gains, low=float(value[place - 1]))
    leaves = np.flatnonzero(from_ == 0)
    programme.row(trip[leaves], 1.0, high=float(patrols))
    solution = solve(programme)
    return max(0.0, -solution.bound) if solution.status == "best" else 0.0
