"""Compiled inner loops: arrays in, arrays out, no words of the domain.

`geofence` finds the zones that hold each of many points; `border_distance` measures how far points
are from borders.
"""

from typing import TYPE_CHECKING

from sulh.lazy_exports import export_lazily

if TYPE_CHECKING:
    from sulh.kernels.border_distance import (
        Borders,
        border_distance_m,
        make_borders,
        near_borders,
    )
    from sulh.kernels.geofence import (
        Predicate,
        ZoneIndex,
        build_index,
        locate,
        locate_first,
        locate_mask,
        locate_pairs,
        near_border,
    )

__all__ = [
    "Borders",
    "Predicate",
    "ZoneIndex",
    "border_distance_m",
    "build_index",
    "locate",
    "locate_first",
    "locate_mask",
    "locate_pairs",
    "make_borders",
    "near_border",
    "near_borders",
]

export_lazily(__name__)
