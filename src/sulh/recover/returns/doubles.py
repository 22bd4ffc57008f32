"""Places that may be one: their names differ in case, accents or marks alone. They are named, never joined.

What joins them is a record: reports with a P-code, or with a name of the gazetteer, bear one name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sulh.kernels.facility_reach import distances_m
from sulh.query_names import plain_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Spot = tuple[float, float] | None

__all__ = ["probable_doubles"]

APART_M = 20_000.0
"""Two places of one name farther apart than this are two: namesakes are common."""
SPELLINGS = str.maketrans("ىةکی", "يهكي", "ـ")
"""Letters that are written for each other in Arabic names; the last two are Persian keyboards'."""


def probable_doubles(
    names: Iterable[str], spots: Mapping[str, Spot] | None = None
) -> tuple[tuple[str, ...], ...]:
    """Return the sets of names that may be one place's, each in order.

    `spots` are longitudes and latitudes (degrees, WGS 84) by name: names of places that are known to lie
    20 km apart or more are not doubles.
    """
    alike: dict[str, list[str]] = {}
    for name in sorted(set(names)):
        if key := _letters(name):
            alike.setdefault(key, []).append(name)
    places = spots or {}
    groups = []
    for several in alike.values():
        near = [
            name
            for name in several
            if any(
                other != name and _may_be_one(places.get(name), places.get(other))
                for other in several
            )
        ]
        if near:
            groups.append(tuple(near))
    return tuple(sorted(groups))


def _letters(name: str) -> str:
    return plain_name(name.translate(SPELLINGS)).replace(" ", "")


def _may_be_one(one: Spot, other: Spot) -> bool:
    if one is None or other is None:
        return True
    ends = (np.array([each]) for each in (*one, *other))
    return bool(distances_m(*ends)[0, 0] < APART_M)
