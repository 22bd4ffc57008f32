"""Maximal covering: choose a number of sites so that the most weight is within reach of one of them.

Church and ReVelle 1974, "The maximal covering location problem", Papers of the Regional Science
Association 32. A search finds good sites; a Lagrangean bound shows how good they are and which sites
cannot be part of a better plan; HiGHS decides the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulh.errors import InputError, plural
from sulh.kernels.programme import THOROUGH, Effort, Programme, solve
from sulh.protect.laydown.selection import make_selection
from sulh.protect.solvers.cover_search import STEPS, bound_cover, merge_alike, search_cover

if TYPE_CHECKING:
    from sulh.kernels.programme import Solution
    from sulh.protect.laydown.coverage import SiteCoverage
    from sulh.protect.laydown.selection import Selection

__all__ = ["Cover", "maximal_cover"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The sites, the weight they cover, and a proven upper bound of what any sites can cover.

    `sites` are positions, ascending.
    """

    sites: tuple[int, ...]
    covered: float
    bound: float
    proven: bool

    @property
    def gap(self) -> float:
        """The largest possible distance to the best plan, as a share of the bound."""
        return max(0.0, self.bound - self.covered) / self.bound if self.bound > 0.0 else 0.0


def maximal_cover(
    coverage: SiteCoverage,
    weights: Floats,
    count: int,
    *,
    must: tuple[int, ...] = (),
    must_not: tuple[int, ...] = (),
    existing: tuple[int, ...] = (),
    moves_max: int | None = None,
    effort: Effort = THOROUGH,
    seed: int = 0,
) -> Cover:
    """Choose `count` sites that together cover the most weight.

    Parameters
    ----------
    coverage : SiteCoverage
    weights : float64[demands]
        Each 0 or more.
    count : int
        Sites to use, exactly.
    must, must_not, existing : tuple of int
        Positions of sites; see `sulh.protect.laydown.selection.make_selection`.
    moves_max : int, optional
        Maximum number of existing sites that the plan leaves.
    effort : Effort
        When to stop before the best plan is proven.
    seed : int
        Seed of the search. The proof does not depend on it; which of several equal plans comes out may.
    """
    weights = checked_weights(weights, coverage.n_demands)
    selection = make_selection(
        coverage.n_sites,
        count,
        must=must,
        must_not=must_not,
        existing=existing,
        moves_max=moves_max,
    )
    return _search(coverage, weights, selection, effort, seed)


def checked_weights(weights: Floats, n_demands: int) -> Floats:
    """Return the weights as float64, or say which one is not valid."""
    weights = np.asarray(weights, np.float64)
    if weights.shape != (n_demands,):
        raise InputError(
            f"There are {weights.size} weights for {plural(n_demands, 'demand')}.",
            remedy="Give each demand one weight.",
        )
    bad = np.flatnonzero(~(np.isfinite(weights) & (weights >= 0.0)))
    if len(bad):
        raise InputError(
            f"The weight of demand {bad[0]} (counted from 0) is {weights[bad[0]]}.",
            remedy="Give each demand a finite weight, 0 or more.",
        )
    return weights


def _search(
    coverage: SiteCoverage, weights: Floats, selection: Selection, effort: Effort, seed: int
) -> Cover:
    """Search, bound, fix the sites that the bound decides, and leave the rest to HiGHS."""
    merged, sums = merge_alike(coverage, weights)
    mark = np.where(selection.must, 1, np.where(selection.free, 0, -1)).astype(np.int8)
    used, most = search_cover(merged, sums, selection, mark, seed, links_max=effort.search_max)
    whole = bool((sums == np.rint(sums)).all())
    enough = most + 1.0 - 1e-6 if whole else most * (1.0 + 1e-9)
    stop = max(enough, most / (1.0 - effort.gap_max)) if effort.gap_max < 1.0 else np.inf
    steps_max = STEPS[0] if effort.steps_max is None else effort.steps_max
    bound, mark = bound_cover(
        merged, sums, selection, mark, most=most, enough=enough, stop=stop, steps_max=steps_max
    )
    links = int(np.diff(merged.starts)[mark >= 0].sum())
    if bound > stop and (effort.links_max is None or links <= effort.links_max):
        solution = _exact(merged, sums, selection, mark, effort, most)
        # No solution means that nothing is better than the sites of the search.
        bound = max(most, min(bound, solution.bound)) if solution.status != "infeasible" else most
        if len(solution.values):
            exact = solution.values[: coverage.n_sites] > 0.5
            if sums[merged.covered_by(np.flatnonzero(exact))].sum() > most:
                used = exact
    covered = float(weights[coverage.covered_by(np.flatnonzero(used))].sum())
    proven = bound < covered + 1.0 - 1e-6 if whole else bound <= covered * (1.0 + 1e-7)
    return Cover(
        sites=tuple(np.flatnonzero(used).tolist()),
        covered=covered,
        bound=covered if proven else max(bound, covered),
        proven=proven,
    )


def _exact(
    coverage: SiteCoverage,
    weights: Floats,
    selection: Selection,
    mark: NDArray[np.int8],
    effort: Effort,
    most: float,
) -> Solution:
    """Solve the programme: x says a site is used, y a demand is covered, ``y_j <= sum of x_i``."""
    programme = Programme()
    x = programme.add(
        0.0, low=(mark > 0).astype(np.float64), high=(mark >= 0).astype(np.float64), whole=True
    )
    programme.row(x, 1.0, low=selection.count, high=selection.count)
    if selection.keep:
        programme.row(x[selection.existing], 1.0, low=selection.keep)
    back = coverage.by_demand()
    y = programme.add(weights)
    programme.no_more_than(back.starts, x[back.demands], y)
    return solve(programme, effort, worse_than=most * (1.0 - 1e-7))
