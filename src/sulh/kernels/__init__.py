"""Compiled inner loops: arrays in, arrays out, no words of the domain.

`geofence` finds the zones that hold each of many points.
"""

from __future__ import annotations

from sulh.kernels.geofence import (
    Predicate,
    ZoneIndex,
    build_index,
    locate,
    locate_first,
    locate_mask,
    locate_pairs,
)

__all__ = [
    "Predicate",
    "ZoneIndex",
    "build_index",
    "locate",
    "locate_first",
    "locate_mask",
    "locate_pairs",
]
