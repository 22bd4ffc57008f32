"""What may be chosen: how many sites, which must or must not be among them, how many may move."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sulh.errors import InputError, shown

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Selection", "make_selection"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Selection:
    """The choices left open.

    Attributes
    ----------
    count : int
        So many sites are to be used.
    free : bool[sites]
        Whether a site may be chosen: it is neither a must nor a must not.
    must : bool[sites]
        Whether a site is used in any case.
    existing : bool[sites]
        Whether there is something now.
    keep : int
        So many of the existing sites, at least, stay in use.
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
    """Check that a choice is possible at all, and return it.

    Parameters
    ----------
    n_sites : int
    count : int
        Sites to use, exactly.
    must, must_not, existing : tuple of int
        Positions of sites.
    moves_max : int, optional
        So many of the existing sites, at most, are given up. A must not among them counts as given
        up.

    Raises
    ------
    InputError
        Where no choice satisfies all: the sentence names the constraints that conflict.
    """
    flags = {}
    for name, sites in (("must", must), ("must_not", must_not), ("existing", existing)):
        flags[name] = np.zeros(n_sites, np.bool_)
        for site in sites:
            if not 0 <= site < n_sites:
                raise InputError(
                    f"{name} names site {shown(site)}, but there are {n_sites} sites.",
                    remedy="Name sites by their position, counted from 0.",
                )
            flags[name][site] = True
    both = np.flatnonzero(flags["must"] & flags["must_not"])
    if len(both):
        raise InputError(
            f"Site {both[0]} (counted from 0) both must and must not be used.",
            remedy="Take it from one of the two lists.",
        )
    allowed = n_sites - int(flags["must_not"].sum())
    if not 1 <= count <= allowed:
        raise InputError(
            f"{count} sites are to be chosen, but {allowed} of {n_sites} sites may be used.",
            remedy="Ask for at least one and at most as many, or add candidate sites.",
        )
    n_must = int(flags["must"].sum())
    if n_must > count:
        raise InputError(
            f"{n_must} sites must be used, but only {count} are to be chosen.",
            remedy="Ask for more sites, or name fewer that must be used.",
        )
    keep = 0
    if moves_max is not None:
        if moves_max < 0:
            raise InputError(
                f"At most {moves_max} moves cannot be met.", remedy="Give 0 or more moves."
            )
        here = int(flags["existing"].sum())
        keep = max(0, here - moves_max)
        can_stay = int((flags["existing"] & ~flags["must_not"]).sum())
        room = count - int((flags["must"] & ~flags["existing"]).sum())
        if keep > min(can_stay, room):
            raise InputError(
                f"At most {moves_max} of {here} existing sites may be given up, so {keep} stay; but only "
                f"{min(can_stay, room)} can, because {can_stay} of them may be used and "
                f"{room} of {count} places are not taken by new sites that must be used.",
                remedy="Allow more moves, ask for more sites, or free existing ones.",
            )
    return Selection(
        count=count,
        free=~(flags["must"] | flags["must_not"]),
        must=flags["must"],
        existing=flags["existing"],
        keep=keep,
    )
