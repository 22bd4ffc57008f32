"""The p-centre: choose a number of sites so that the farthest demand is as near as possible.

Hakimi 1965, Operations Research 13. The best reach is one of the distances in the table; a binary search
over them tests for each whether that number of sites covers all demands (Daskin 1995, Network and Discrete
Location, 5.4). Each test is a covering programme that HiGHS solves to the end.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulh.errors import InputError
from sulh.kernels.programme import Effort, Programme, solve
from sulh.protect.laydown.selection import make_selection
from sulh.protect.solvers.median import checked_distances

if TYPE_CHECKING:
    from sulh.protect.laydown.selection import Selection

__all__ = ["Centre", "p_centre"]

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Centre:
    """The sites, the distance of the farthest demand, and a proven lower bound of that distance."""

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
    """Choose `count` sites with the least distance from the farthest demand to its nearest site.

    Parameters
    ----------
    far : float64[sites, demands]
        Distances or times, 0 or more; infinity where there is no connection.
    count, must, must_not, existing, moves_max
        See `sulh.protect.laydown.selection.make_selection`.
    nodes_max : int, optional
        Maximum number of nodes of HiGHS for each reach. A reach that HiGHS cannot decide counts as
        not possible for the plan, and as possible for the bound.

    Raises
    ------
    InputError
        Also where no selection reaches every demand.
    """
    far = checked_distances(far)
    selection = make_selection(
        far.shape[0], count, must=must, must_not=must_not, existing=existing, moves_max=moves_max
    )
    usable = far[selection.must | selection.free]
    lengths = np.unique(far[np.isfinite(far)])
    alone = np.flatnonzero(~np.isfinite(usable).any(axis=0))
    if len(alone):
        raise InputError(
            f"No site that may be used is connected to demand {alone[0]} (counted from 0).",
            remedy="Add a site that reaches it, or remove that demand.",
        )
    least = float(usable.min(axis=0).max())  # the farthest demand from all sites together
    low = int(np.searchsorted(lengths, least))
    high = len(lengths) - 1
    used, _ = _within(far, float(lengths[high]), selection, nodes_max)
    if used is None:
        raise InputError(
            f"No {count} of the allowed sites reach every demand.",
            remedy="Use more sites, or remove demands that few sites reach.",
        )
    high = int(np.searchsorted(lengths, _farthest(far, used)))
    bound = low
    while low < high:
        middle = (low + high) // 2
        better, is_certain = _within(far, float(lengths[middle]), selection, nodes_max)
        if better is not None:
            used = better
            high = int(np.searchsorted(lengths, _farthest(far, used)))
        else:
            low = middle + 1
            if is_certain and bound <= middle:
                bound = middle + 1
    sites = np.flatnonzero(used)
    return Centre(
        sites=tuple(sites.tolist()),
        farthest=_farthest(far, used),
        bound=float(lengths[min(bound, high)]),
        proven=bound >= high,
    )


def _farthest(far: Floats, used: Flags) -> float:
    return float(far[used].min(axis=0).max())


def _within(
    far: Floats, reach: float, selection: Selection, nodes_max: int | None
) -> tuple[Flags | None, bool]:
    """Return sites that reach every demand, or None, and whether that is certain."""
    programme = Programme()
    x = programme.add(
        0.0,
        low=selection.must.astype(np.float64),
        high=(selection.must | selection.free).astype(np.float64),
        whole=True,
    )
    programme.row(x, 1.0, low=selection.count, high=selection.count)
    if selection.keep:
        programme.row(x[selection.existing], 1.0, low=selection.keep)
    near = np.unique(far <= reach, axis=1)
    for demand in range(near.shape[1]):
        programme.row(x[near[:, demand]], 1.0, low=1.0)
    solution = solve(programme, Effort(nodes_max=nodes_max))
    if len(solution.values):
        return solution.values > 0.5, True
    return None, solution.status == "infeasible"
