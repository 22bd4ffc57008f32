"""The p-centre: choose so many sites that the farthest demand is as near as can be.

Hakimi 1965, Operations Research 13. The best reach is one of the distances that occur; a binary search
over them asks for each whether so many sites cover all demands within it (Daskin 1995, Network and
Discrete Location, 5.4). Each answer is a covering programme solved to the end by HiGHS.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulh.errors import InputError
from sulh.protect.laydown.selection import make_selection
from sulh.protect.solvers.median import checked_distances
from sulh.protect.solvers.programme import Effort, Programme, solve

if TYPE_CHECKING:
    from sulh.protect.laydown.selection import Selection

__all__ = ["Centre", "p_centre"]

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Centre:
    """A choice of sites, the distance of the farthest demand, and the least that it can be, proven."""

    sites: tuple[int, ...]
    farthest: float
    bound: float
    proven: bool


def p_centre(
    far: Floats,
    count: int,
    *,
    must: tuple[int, ...] = (),
    must_not: tuple[int, ...] = (),
    existing: tuple[int, ...] = (),
    moves_max: int | None = None,
    nodes_max: int | None = None,
) -> Centre:
    """Choose `count` sites such that the greatest distance from a demand to the nearest is least.

    Parameters
    ----------
    far : float64[sites, demands]
        Distances or times, 0 or more; infinity where there is no way.
    count, must, must_not, existing, moves_max
        See `sulh.protect.make_selection`.
    nodes_max : int, optional
        So many nodes of HiGHS, at most, for each reach that is tried; one left open counts as not
        to be had for the choice, and as to be had for the bound.

    Raises
    ------
    InputError
        Also where no choice reaches every demand.
    """
    far = checked_distances(far)
    choice = make_selection(
        far.shape[0], count, must=must, must_not=must_not, existing=existing, moves_max=moves_max
    )
    able = far[choice.must | choice.free]
    ways = np.unique(far[np.isfinite(far)])
    alone = np.flatnonzero(~np.isfinite(able).any(axis=0))
    if len(alone):
        raise InputError(
            f"No site that may be used has a way to demand {alone[0]} (counted from 0).",
            remedy="Add a site that reaches it, or leave that demand out.",
        )
    least = float(able.min(axis=0).max())  # the farthest demand from all sites together
    low = int(np.searchsorted(ways, least))
    high = len(ways) - 1
    used, _ = _within(far, float(ways[high]), choice, nodes_max)
    if used is None:
        raise InputError(
            f"No {count} sites that may be chosen reach every demand.",
            remedy="Ask for more sites, or leave out demands that have no way to most.",
        )
    high = int(np.searchsorted(ways, _farthest(far, used)))
    bound = low
    while low < high:
        middle = (low + high) // 2
        found, sure = _within(far, float(ways[middle]), choice, nodes_max)
        if found is not None:
            used = found
            high = int(np.searchsorted(ways, _farthest(far, used)))
        else:
            low = middle + 1
            if sure and bound <= middle:
                bound = middle + 1
    sites = np.flatnonzero(used)
    return Centre(
        sites=tuple(sites.tolist()),
        farthest=_farthest(far, used),
        bound=float(ways[min(bound, high)]),
        proven=bound >= high,
    )


def _farthest(far: Floats, used: Flags) -> float:
    return float(far[used].min(axis=0).max())


def _within(
    far: Floats, reach: float, choice: Selection, nodes_max: int | None
) -> tuple[Flags | None, bool]:
    """Return a choice with every demand within reach, or None, and whether that is certain."""
    programme = Programme()
    x = programme.add(
        0.0,
        low=choice.must.astype(np.float64),
        high=(choice.must | choice.free).astype(np.float64),
        whole=True,
    )
    programme.row(x, 1.0, low=choice.count, high=choice.count)
    if choice.keep:
        programme.row(x[choice.existing], 1.0, low=choice.keep)
    near = np.unique(far <= reach, axis=1)
    for demand in range(near.shape[1]):
        programme.row(x[near[:, demand]], 1.0, low=1.0)
    done = solve(programme, Effort(nodes_max=nodes_max))
    if len(done.values):
        return done.values > 0.5, True
    return None, done.status == "infeasible"
