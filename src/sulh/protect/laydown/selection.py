"""Which sites may be selected: how many, which must or must not be used, how many may be left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sulh.errors import InputError, plural, shown

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Selection", "make_selection"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Selection:
    """What a plan may select.

    Attributes
    ----------
    count : int
        Number of sites to use.
    free : bool[sites]
        Whether the plan decides about a site: it neither must nor must not be used.
    must : bool[sites]
        Whether a site must be used.
    existing : bool[sites]
        Whether a site is in use now.
    keep : int
        Minimum number of existing sites that stay in use.
    """

    count: int
    free: NDArray[np.bool_]
    must: NDArray[np.bool_]
    existing: NDArray[np.bool_]
    keep: int


def make_selection(
    n_sites: int,
    count: int,
    *,
    must: tuple[int, ...] = (),
    must_not: tuple[int, ...] = (),
    existing: tuple[int, ...] = (),
    moves_max: int | None = None,
) -> Selection:
    """Check that a selection is possible at all, and return it.

    Parameters
    ----------
    n_sites : int
    count : int
        Number of sites to use, exactly.
    must, must_not, existing : tuple of int
        Positions of sites.
    moves_max : int, optional
        Maximum number of existing sites that the plan leaves. An existing site that must not be used
        counts as left.

    Raises
    ------
    InputError
        Where no selection meets all conditions: the sentence names those that conflict.
    """
    flags = {
        name: _flags(name, sites, n_sites)
        for name, sites in (("must", must), ("must_not", must_not), ("existing", existing))
    }
    both = np.flatnonzero(flags["must"] & flags["must_not"])
    if len(both):
        raise InputError(
            f"Site {both[0]} (counted from 0) both must and must not be used.",
            remedy="Remove it from one of the two lists.",
        )
    allowed = n_sites - int(flags["must_not"].sum())
    if not 1 <= count <= allowed:
        raise InputError(
            f"{plural(count, 'site is', 'sites are')} to be used, but {allowed} of "
            f"{plural(n_sites, 'site')} may be used.",
            remedy="Use at least one site and no more than may be used, or add candidate sites.",
        )
    n_must = int(flags["must"].sum())
    if n_must > count:
        raise InputError(
            f"{plural(n_must, 'site')} must be used, but the plan has only {count}.",
            remedy="Use more sites, or name fewer that must be used.",
        )
    return Selection(
        count=count,
        free=~(flags["must"] | flags["must_not"]),
        must=flags["must"],
        existing=flags["existing"],
        keep=0 if moves_max is None else _least_kept(flags, count, moves_max),
    )


def _flags(name: str, sites: tuple[int, ...], n_sites: int) -> NDArray[np.bool_]:
    flags = np.zeros(n_sites, np.bool_)
    for site in sites:
        if not 0 <= site < n_sites:
            raise InputError(
                f"{name} names site {shown(site)}, but there are {plural(n_sites, 'site')}.",
                remedy="Name sites by their position, counted from 0.",
            )
        flags[site] = True
    return flags


def _least_kept(flags: dict[str, NDArray[np.bool_]], count: int, moves_max: int) -> int:
    """Return how many existing sites stay at least."""
    if moves_max < 0:
        raise InputError(f"{moves_max} moves are not possible.", remedy="Give 0 or more moves.")
    here = int(flags["existing"].sum())
    keep = max(0, here - moves_max)
    can_stay = int((flags["existing"] & ~flags["must_not"]).sum())
    room = count - int((flags["must"] & ~flags["existing"]).sum())
    if keep > min(can_stay, room):
        raise InputError(
            f"The plan may leave at most {moves_max} of {plural(here, 'existing site')}, so {keep} "
            "stay; but only "
            f"{min(can_stay, room)} can, because {can_stay} of them may be used and new sites that must "
            f"be used leave room for {room} of {count}.",
            remedy="Allow more moves, use more sites, or allow more existing ones.",
        )
    return keep
