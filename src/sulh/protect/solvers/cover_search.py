"""The search behind maximal covering, and the bound beside it, for problems of any size."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulh.kernels.facility_cover import anneal_cover, climb_cover, greedy_cover
from sulh.kernels.facility_pick import forced_sums
from sulh.protect.laydown.coverage import SiteCoverage

if TYPE_CHECKING:
    from sulh.protect.laydown.selection import Selection

__all__ = ["bound_cover", "merge_alike", "search_cover"]

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Int8s = NDArray[np.int8]

HEATS = ((0.1, 0.002), (0.05, 0.005))
"""First and last temperatures of the two searches, in parts of what a site of the greedy choice covers."""

LINKS_TRIED = 1_500_000_000
"""Demands looked at in one search, at the most; it bounds its time whatever the sites cover."""

TRIES_A_SITE = 3_000

STEPS = (4_000, 1.5, 40)
"""Subgradient steps at the most, their first length, and the patience before it is cut."""


def merge_alike(coverage: SiteCoverage, weights: Floats) -> tuple[SiteCoverage, Floats]:
    """Join demands that the same sites cover, and leave out those of no weight or covered by none."""
    back = coverage.by_demand()
    place: dict[bytes, int] = {}
    kept: list[NDArray[np.int32]] = []
    sums: list[float] = []
    for demand in np.flatnonzero((weights > 0.0) & (np.diff(back.starts) > 0)).tolist():
        key = back.of(demand).tobytes()
        if key in place:
            sums[place[key]] += weights[demand]
        else:
            place[key] = len(kept)
            kept.append(back.of(demand))
            sums.append(float(weights[demand]))
    sizes = np.array([len(each) for each in kept], np.int64)
    merged = SiteCoverage(
        starts=np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
        demands=np.concatenate([np.zeros(0, np.int32), *kept]),
        n_demands=coverage.n_sites,
    )
    return merged.by_demand(), np.array(sums, np.float64)


def search_cover(
    coverage: SiteCoverage, weights: Floats, choice: Selection, mark: Int8s, seed: int
) -> tuple[Flags, float]:
    """Return a good choice, bool[sites], and the weight it covers."""
    task = coverage.starts, coverage.demands
    group, keep = choice.existing, choice.keep
    greedy = greedy_cover(*task, weights, mark, group, keep, choice.count)
    most = float(weights[coverage.covered_by(np.flatnonzero(greedy))].sum())
    if most == 0.0:
        return greedy, most
    each = most / choice.count
    mean = max(1.0, len(coverage.demands) / coverage.n_sites)
    tries = int(min(LINKS_TRIED / (2.0 * mean), TRIES_A_SITE * coverage.n_sites))
    back = coverage.by_demand()

    def anneal(turn: int) -> tuple[float, Flags]:
        hot, cold = HEATS[turn]
        found: tuple[float, Flags] = anneal_cover(
            *task,
            back.starts,
            back.demands,
            weights,
            greedy.copy(),
            mark,
            group,
            keep,
            tries,
            hot * each,
            cold * each,
            2 * seed + turn + 1,
        )
        return found

    with ThreadPoolExecutor(len(HEATS)) as pool:
        found = list(pool.map(anneal, range(len(HEATS))))
    used = max(found, key=lambda each: each[0])[1]
    return used, float(weights[coverage.covered_by(np.flatnonzero(used))].sum())


def bound_cover(
    coverage: SiteCoverage,
    weights: Floats,
    choice: Selection,
    mark: Int8s,
    *,
    most: float,
    enough: float,
    stop: float,
) -> tuple[float, Int8s]:
    """Return a proven bound, and `mark` with what no choice above `enough` can do otherwise fixed.

    The bound is not pressed below `stop`.
    """
    mark = mark.copy()
    prices = 0.5 * weights
    keys, chosen = np.zeros(coverage.n_sites), np.zeros(coverage.n_sites, np.bool_)
    bound, _ = climb_cover(
        coverage.starts,
        coverage.demands,
        weights,
        mark,
        choice.existing,
        choice.keep,
        choice.count,
        prices,
        most,
        stop,
        *STEPS,
        keys,
        chosen,
    )
    rest = float((weights - prices).sum())
    with_it, without = forced_sums(keys, mark, choice.existing, choice.count, choice.keep)
    out = (mark == 0) & (rest - with_it < enough)
    into = (mark == 0) & (rest - without < enough) & ~out
    mark[out], mark[into] = -1, 1
    return float(bound), mark
