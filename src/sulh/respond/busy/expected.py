"""Expected coverage when units may be busy (MEXCLP), and what a reaction uncovers behind it.

Daskin 1983, "A maximum expected covering location model", Transportation Science 17: each unit is busy
with the same probability q, on its own; a place with k units in reach is served with 1 - q**k.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulh.errors import InputError, plural
from sulh.kernels.programme import THOROUGH, Effort, Programme, solve

if TYPE_CHECKING:
    from sulh.protect import SiteCoverage

__all__ = ["ExpectedCover", "Uncovered", "cover_expected", "expected_weight", "what_uncovers"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ExpectedCover:
    """How many units stand at each site, int64[sites], the weight expected, and a bound that is proven."""

    units: Ints
    weight: float
    bound: float
    is_proven: bool


def expected_weight(coverage: SiteCoverage, weights: Floats, units: Ints, busy: float) -> float:
    """Return the weight that is served on the mean with so many units at each site."""
    return float(weights @ (1.0 - busy ** _reach_counts(coverage, units)))


def _reach_counts(coverage: SiteCoverage, units: Ints) -> Floats:
    """Return how many units reach each demand."""
    each = np.repeat(units, np.diff(coverage.starts)).astype(np.float64)
    counts = np.bincount(coverage.demands, each, minlength=coverage.n_demands)
    return np.asarray(counts, np.float64)


def cover_expected(
    coverage: SiteCoverage,
    weights: Floats,
    count: int,
    busy: float,
    *,
    per_site_max: int | None = None,
    effort: Effort = THOROUGH,
) -> ExpectedCover:
    """Return where `count` units serve the most weight, each busy with the probability `busy`.

    Several units may stand at one site, up to `per_site_max`. `weights` float64[demands].

    Raises
    ------
    InputError
        When the numbers are out of bounds.
    """
    if not 0.0 <= busy < 1.0:
        raise InputError(f"The probability of busy is {busy:g}.", remedy="Give 0 or more, below 1.")
    if count < 0:
        raise InputError(f"{plural(count, 'unit')} cannot be placed.", remedy="Give 0 or more.")
    by_demand = coverage.by_demand()
    programme = Programme()
    most = count if per_site_max is None else min(per_site_max, count)
    sites = programme.add(0.0, high=float(most), whole=True, count=coverage.n_sites)
    programme.row(sites, 1.0, high=float(count))
    for i in np.flatnonzero((np.diff(by_demand.starts) > 0) & (weights > 0.0)):
        # The k-th unit in reach adds less than the one before it, so the first come first.
        depth = count if busy > 0.0 else min(count, 1)
        if not depth:
            break
        gains = weights[i] * (1.0 - busy) * busy ** np.arange(depth)
        parts = programme.add(gains, high=1.0)
        near = sites[by_demand.of(int(i))]
        programme.row(
            np.concatenate([parts, near]),
            np.concatenate([np.ones(len(parts)), -np.ones(len(near))]),
            high=0.0,
        )
    solution = solve(programme, effort)
    units = np.rint(solution.values[: coverage.n_sites]).astype(np.int64)
    return ExpectedCover(
        units=units,
        weight=expected_weight(coverage, weights, units, busy),
        bound=solution.bound,
        is_proven=solution.status == "best",
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Uncovered:
    """What is left without a unit: demands that nobody reaches now, the weight lost, and who closes it.

    `relocate` is the site from which one of the units left should move, and the site to which (None: no
    move helps); `regained` is the weight that this brings back, `move_min` how long it takes (None: not known).
    """

    demands: Ints
    lost: float
    relocate: tuple[int, int] | None
    regained: float
    move_min: float | None = None


def what_uncovers(
    coverage: SiteCoverage,
    weights: Floats,
    units: Ints,
    site: int,
    busy: float = 0.0,
    moves: Floats | None = None,
) -> Uncovered:
    """Return what a reaction of one unit of a site leaves behind, and the one move that helps most.

    `moves` float64[sites, sites] are minutes from site to site (infinity: no way leads there): of moves that
    help as much, the shortest.

    Raises
    ------
    InputError
        When no unit stands at the site.
    """
    if units[site] < 1:
        raise InputError(f"No unit stands at site {site}.", remedy="Name a site with a unit.")
    left = units.copy()
    left[site] -= 1
    before, after = (_reach_counts(coverage, each) for each in (units, left))
    base = expected_weight(coverage, weights, left, busy)
    best, move, takes = base, None, np.inf
    for source in np.flatnonzero(left):
        for target in range(coverage.n_sites):
            minutes = 0.0 if moves is None else float(moves[source, target])
            if not np.isfinite(minutes):
                continue
            moved = left.copy()
            moved[source] -= 1
            moved[target] += 1
            weight = expected_weight(coverage, weights, moved, busy)
            is_as_good = move is not None and weight > best - 1e-9 and minutes < takes
            if weight > best + 1e-9 or is_as_good:
                best, move, takes = weight, (int(source), target), minutes
    return Uncovered(
        demands=np.flatnonzero((before > 0) & (after == 0)),
        lost=expected_weight(coverage, weights, units, busy) - base,
        relocate=move,
        regained=best - base,
        move_min=None if moves is None or move is None else takes,
    )
