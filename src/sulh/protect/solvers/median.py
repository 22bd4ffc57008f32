"""The p-median: choose a number of sites with the least weighted distance from demands to the nearest.

Hakimi 1964, Operations Research 12; ReVelle and Swain 1970, Geographical Analysis 2.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sulh.errors import InputError
from sulh.kernels.programme import THOROUGH, Effort
from sulh.protect.laydown.selection import make_selection
from sulh.protect.solvers.cover import checked_weights
from sulh.protect.solvers.median_search import search_median

__all__ = ["Median", "checked_distances", "p_median"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Median:
    """The sites, the weighted distance to the nearest of them, and its proven lower bound.

    Attributes
    ----------
    sites : tuple of int
        Positions, ascending.
    served_by : tuple of int
        The nearest of them for each demand; -1 where none is connected.
    total : float
        The sum of weight times distance over the demands that are served.
    bound : float
        No plan that leaves as little unserved has a smaller sum.
    unserved : float
        The weight that none of the sites reaches. It is made least first, then the sum.
    proven : bool
    nodes : int
        Number of subproblems examined.
    """

    sites: tuple[int, ...]
    served_by: tuple[int, ...]
    total: float
    bound: float
    unserved: float
    proven: bool
    nodes: int


def p_median(
    far: Floats,
    weights: Floats,
    count: int,
    *,
    must: tuple[int, ...] = (),
    must_not: tuple[int, ...] = (),
    existing: tuple[int, ...] = (),
    moves_max: int | None = None,
    effort: Effort = THOROUGH,
    seed: int = 0,
) -> Median:
    """Choose `count` sites with the least weighted distance from each demand to the nearest.

    Parameters
    ----------
    far : float64[sites, demands]
        Distances or times, 0 or more; infinity where there is no connection.
    weights : float64[demands]
        Each 0 or more.
    count, must, must_not, existing, moves_max
        See `sulh.protect.laydown.selection.make_selection`.
    effort : Effort
        `seconds_max` applies only to HiGHS; `nodes_max` always.
    seed : int
        Seed of the search. The proof does not depend on it; which of several equal plans comes out may.
    """
    far = checked_distances(far)
    weights = checked_weights(weights, far.shape[1])
    selection = make_selection(
        far.shape[0],
        count,
        must=must,
        must_not=must_not,
        existing=existing,
        moves_max=moves_max,
    )
    counts = (weights > 0.0) & np.isfinite(far).any(axis=0)
    cost = (far[:, counts] * weights[counts]).T
    cut_off = ~np.isfinite(cost)
    if cut_off.any():
        # Worse than the worst sum of all that can be reached, in proportion to the weight left unserved.
        worst = float(np.where(cut_off, 0.0, cost).max(axis=1).sum()) + 1.0
        least = float(weights[counts].min())
        cost = np.where(cut_off, worst * (weights[counts] / least)[:, None], cost)
    search = search_median(
        cost, np.zeros(far.shape[0]), selection, effort, np.random.default_rng(seed)
    )
    sites = np.flatnonzero(search.used)
    nearest = far[sites].argmin(axis=0)
    length = far[sites].min(axis=0)
    served = np.isfinite(length)
    total = float((length[served] * weights[served]).sum())
    slack = search.total - search.bound
    return Median(
        sites=tuple(sites.tolist()),
        served_by=tuple(np.where(served, sites[nearest], -1).tolist()),
        total=total,
        bound=max(0.0, total - slack),
        unserved=float(weights[~served].sum()),
        proven=slack <= 1e-7 * max(1.0, search.total),
        nodes=search.nodes,
    )


def checked_distances(far: Floats) -> Floats:
    """Return the matrix as float64, or say which number is not valid."""
    far = np.asarray(far, np.float64)
    if far.ndim != 2 or not far.size:
        raise InputError(
            f"Distances of shape {far.shape} are no table of sites by demands.",
            remedy="Give a row for each site and a column for each demand, at least one of both.",
        )
    bad = np.isnan(far) | (far < 0.0)
    if bad.any():
        site, demand = np.argwhere(bad)[0]
        raise InputError(
            f"How far it is from site {site} to demand {demand} (counted from 0) is "
            f"{far[site, demand]}.",
            remedy="Give each pair a number, 0 or more, or infinity where there is no connection.",
        )
    return far
