"""Maximal covering: choose so many sites that the most weight is within reach of one of them.

Church and ReVelle 1974, "The maximal covering location problem", Papers of the Regional Science
Association 32.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulh.errors import InputError
from sulh.protect.choice import Choice, make_choice
from sulh.protect.programme import THOROUGH, Effort, Programme, solve

if TYPE_CHECKING:
    from sulh.protect.coverage import Coverage

__all__ = ["Cover", "maximal_cover"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """A choice of sites, the weight they cover, and the most that any choice can cover, proven.

    `sites` are positions, ascending.
    """

    sites: tuple[int, ...]
    covered: float
    bound: float
    proven: bool

    @property
    def gap(self) -> float:
        """How far it may be below the best, as a part of the bound."""
        return max(0.0, self.bound - self.covered) / self.bound if self.bound > 0.0 else 0.0


def maximal_cover(
    coverage: Coverage,
    weights: Floats,
    count: int,
    *,
    must: tuple[int, ...] = (),
    must_not: tuple[int, ...] = (),
    existing: tuple[int, ...] = (),
    moves_max: int | None = None,
    effort: Effort = THOROUGH,
) -> Cover:
    """Choose `count` sites that together cover the most weight.

    Parameters
    ----------
    coverage : Coverage
    weights : float64[demands]
        None negative.
    count : int
        Sites to use, exactly.
    must, must_not, existing : tuple of int
        Positions of sites; see `sulh.protect.choice.make_choice`.
    moves_max : int, optional
        So many of the existing sites, at most, are given up.
    effort : Effort
        When to stop before the best is proven.
    """
    weights = checked_weights(weights, coverage.n_demands)
    choice = make_choice(
        coverage.n_sites,
        count,
        must=must,
        must_not=must_not,
        existing=existing,
        moves_max=moves_max,
    )
    return _exact(coverage, weights, choice, effort)


def checked_weights(weights: Floats, n_demands: int) -> Floats:
    """Return the weights as float64, or say which one is none."""
    weights = np.asarray(weights, np.float64)
    if weights.shape != (n_demands,):
        raise InputError(
            f"There are {weights.size} weights for {n_demands} demands.",
            remedy="Give each demand one weight.",
        )
    bad = np.flatnonzero(~(np.isfinite(weights) & (weights >= 0.0)))
    if len(bad):
        raise InputError(
            f"The weight of demand {bad[0]} (counted from 0) is {weights[bad[0]]}.",
            remedy="Give each demand a finite weight, 0 or more.",
        )
    return weights


def _exact(coverage: Coverage, weights: Floats, choice: Choice, effort: Effort) -> Cover:
    """Solve the programme whole: x a site is used, y a demand is covered, ``y_j <= sum of x_i``."""
    programme = Programme()
    x = programme.add(
        np.zeros(coverage.n_sites),
        low=choice.must.astype(np.float64),
        high=(choice.must | choice.free).astype(np.float64),
        whole=True,
    )
    programme.row(x, 1.0, low=choice.count, high=choice.count)
    if choice.keep:
        programme.row(x[choice.existing], 1.0, low=choice.keep)
    back = coverage.by_demand()
    wanted = np.flatnonzero((weights > 0.0) & (np.diff(back.starts) > 0))
    y = programme.add(weights[wanted])
    sizes = np.diff(back.starts)
    inside = np.repeat(np.isin(np.arange(coverage.n_demands), wanted), sizes)
    starts = np.concatenate([[0], np.cumsum(sizes[wanted])])
    programme.no_more_than(starts, x[back.demands[inside]], y)
    done = solve(programme, effort)
    if done.status == "infeasible":
        raise AssertionError("a choice that was checked cannot be infeasible")
    return _cover(coverage, weights, np.flatnonzero(done.values[x] > 0.5), done.bound)


def _cover(coverage: Coverage, weights: Floats, sites: NDArray[np.int64], bound: float) -> Cover:
    covered = float(weights[coverage.covered_by(sites)].sum())
    proven = bound <= covered + 1e-6 * max(1.0, covered)
    return Cover(
        sites=tuple(int(each) for each in sites),
        covered=covered,
        bound=max(bound, covered),
        proven=proven,
    )
