"""The p-median as a programme for HiGHS, over the sites that are not decided yet.

The radius formulation (Cornuéjols, Nemhauser and Wolsey 1980; Elloumi 2010, Journal of Combinatorial
Optimization 19): for each demand and each distance a variable that says "no used site is this near",

    minimise  sum_i opening_i x_i + sum_j (D_j1 + sum_k (D_jk+1 - D_jk) z_jk)
    z_jk + sum of x_i over sites with d_ij <= D_jk  >= 1,   sum of x_i = count,   x binary, z >= 0.

It needs one variable for each distinct distance, not for each pair, and its relaxation is as tight.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulh.kernels.programme import Effort, Programme, Solution, solve

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["solve_core"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


def solve_core(
    cost: Floats,
    opening: Floats,
    mark: NDArray[np.int8],
    group: Flags,
    *,
    count: int,
    keep: int,
    effort: Effort,
    far_max: Floats,
    better_than: float = np.inf,
) -> tuple[Flags | None, Solution]:
    """Choose among the sites not marked -1; return them (None: nothing is better) and the solution.

    `cost` is float64[demands, sites]; `far_max`, float64[demands], is a cost that no demand exceeds in a
    better plan. The values of the solution are negative: the solver maximises.
    """
    sites = np.flatnonzero(mark >= 0)
    programme = Programme()
    x = programme.add(-opening[sites], low=(mark[sites] > 0).astype(np.float64), whole=True)
    programme.row(x, 1.0, low=count, high=count)
    if keep:
        programme.row(x[group[sites]], 1.0, low=keep)
    fixed = programme.add(0.0, low=1.0, high=1.0)
    constant = 0.0
    starts, members, totals, steps = [0], [], [], []
    column = programme.width
    for own in _ladders(cost[:, sites], mark[sites] > 0, len(sites) - count, far_max):
        constant += own[0][1]
        for (near, far), (_, next_far) in itertools.pairwise(own):
            members.append(np.append(x[near], column))
            totals.append(fixed[0])
            starts.append(starts[-1] + len(members[-1]))
            steps.append(far - next_far)
            column += 1
        members.append(x[own[-1][0]])  # no demand goes beyond the last
        totals.append(fixed[0])
        starts.append(starts[-1] + len(members[-1]))
    if steps:
        programme.add(np.array(steps))
    if members:
        programme.no_more_than(np.array(starts), np.concatenate(members), np.array(totals))
    solution = solve(programme, effort, worse_than=constant - better_than)
    if not len(solution.values):
        return None, solution
    used = np.zeros(len(mark), np.bool_)
    used[sites[solution.values[x] > 0.5]] = True
    shifted = Solution(
        status=solution.status,
        values=solution.values,
        value=solution.value - constant,
        bound=solution.bound - constant,
    )
    return used, shifted


def _ladders(
    cost: Floats, must: Flags, spare: int, far_max: Floats
) -> Iterator[list[tuple[Ints, float]]]:
    """Yield for each demand its distances in ascending order, each with the sites within it.

    A demand never goes beyond `far_max`, beyond a site that must be used, or beyond its `spare` + 1
    nearest sites, of which at least one is used.
    """
    order = np.argsort(cost, axis=1, kind="stable")
    for j in range(len(cost)):
        own = cost[j, order[j]]
        within = int(np.searchsorted(own, far_max[j], side="right")) - 1
        last = min(spare, len(own) - 1, max(0, within))
        stops = np.flatnonzero(must[order[j]])
        if len(stops):
            last = min(last, int(stops[0]))
        ends = [*np.flatnonzero(np.diff(own[: last + 1])).tolist(), last]
        yield [(order[j, : end + 1], float(own[end])) for end in ends]
