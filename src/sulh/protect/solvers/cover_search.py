"""The search for maximal covering and its bound, for problems of any size."""

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

__all__ = ["STEPS", "bound_cover", "merge_alike", "search_cover"]

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Int8s = NDArray[np.int8]

HEATS = ((0.1, 0.002), (0.05, 0.005))
"""First and last temperatures of the two searches, as shares of what a greedy site covers on average."""

LINKS_TRIED = 1_500_000_000
"""Maximum number of demands examined in one search; it limits the time for any coverage."""

TRIES_A_SITE = 3_000
SHORT_TRIES_A_SITE = 300
"""Exchanges a site in a search whose length is limited."""

STEPS = (4_000, 1.5, 40)
"""Maximum number of subgradient steps, their first length, and the steps without gain before a cut."""


def merge_alike(coverage: SiteCoverage, weights: Floats) -> tuple[SiteCoverage, Floats]:
    """Join demands that the same sites cover; drop those without weight or without a site."""
    back = coverage.by_demand()
    place: dict[bytes, int] = {}
    covers: list[NDArray[np.int32]] = []
    sums: list[float] = []
    for demand in np.flatnonzero((weights > 0.0) & (np.diff(back.starts) > 0)).tolist():
        key = back.of(demand).tobytes()
        if key in place:
            sums[place[key]] += weights[demand]
        else:
            place[key] = len(covers)
            covers.append(back.of(demand))
            sums.append(float(weights[demand]))
    sizes = np.array([len(each) for each in covers], np.int64)
    merged = SiteCoverage(
        starts=np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
        demands=np.concatenate([np.zeros(0, np.int32), *covers]),
        n_demands=coverage.n_sites,
    )
    return merged.by_demand(), np.array(sums, np.float64)


def search_cover(
    coverage: SiteCoverage,
    weights: Floats,
    selection: Selection,
    mark: Int8s,
    seed: int,
    *,
    links_max: int | None = None,
) -> tuple[Flags, float]:
    """Return good sites, bool[sites], and the weight they cover.

    `links_max`: maximum number of demands examined; with it, the search also makes fewer exchanges a site.
    """
    task = coverage.starts, coverage.demands
    group, keep = selection.existing, selection.keep
    greedy = greedy_cover(*task, weights, mark, group, keep, selection.count)
    most = float(weights[coverage.covered_by(np.flatnonzero(greedy))].sum())
    if most == 0.0:
        return greedy, most
    each = most / selection.count
    mean = max(1.0, len(coverage.demands) / coverage.n_sites)
    links, each_site = (
        (LINKS_TRIED, TRIES_A_SITE) if links_max is None else (links_max, SHORT_TRIES_A_SITE)
    )
    tries = int(min(links / (2.0 * mean), each_site * coverage.n_sites))
    back = coverage.by_demand()

    def anneal(turn: int) -> tuple[float, Flags]:
        hot, cold = HEATS[turn]
        result: tuple[float, Flags] = anneal_cover(
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
        return result

    with ThreadPoolExecutor(len(HEATS)) as pool:
        results = list(pool.map(anneal, range(len(HEATS))))
    used = max(results, key=lambda each: each[0])[1]
    return used, float(weights[coverage.covered_by(np.flatnonzero(used))].sum())


def bound_cover(
    coverage: SiteCoverage,
    weights: Floats,
    selection: Selection,
    mark: Int8s,
    *,
    most: float,
    enough: float,
    stop: float,
    steps_max: int = STEPS[0],
) -> tuple[float, Int8s]:
    """Return a proven bound, and `mark` with the sites fixed that the bound decides.

    A site is fixed where no plan above `enough` can treat it otherwise. The bound stops at `stop`, or
    after `steps_max` steps.
    """
    mark = mark.copy()
    prices = 0.5 * weights
    keys, cheapest = np.zeros(coverage.n_sites), np.zeros(coverage.n_sites, np.bool_)
    bound, _ = climb_cover(
        coverage.starts,
        coverage.demands,
        weights,
        mark,
        selection.existing,
        selection.keep,
        selection.count,
        prices,
        most,
        stop,
        steps_max,
        *STEPS[1:],
        keys,
        cheapest,
    )
    rest = float((weights - prices).sum())
    with_it, without = forced_sums(keys, mark, selection.existing, selection.count, selection.keep)
    out = (mark == 0) & (rest - with_it < enough)
    into = (mark == 0) & (rest - without < enough) & ~out
    mark[out], mark[into] = -1, 1
    return float(bound), mark
