"""Class, surface, access and strength of a road, from OpenStreetMap's tags."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from sulh.errors import shown
from sulh.protect.roads.speeds import (
    CLASS_KMH,
    CLASSES,
    NOT_FOR_VEHICLES,
    SURFACE_OF,
    SURFACE_TOP_KMH,
    SURFACES,
    TRACK_GRADES,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["CLASS_READ", "ClassFacts", "read_class"]

ACCESS = ("motor_vehicle", "vehicle", "access")
"""The first that a road has counts."""
CLASS_READ = frozenset(("highway", "class", "surface", "tracktype", "maxweight", *ACCESS))
WEIGHT = re.compile(r"(\d{1,4}(?:\.\d{1,3})?) ?(t|kg|st|)")
TONNES = {"t": 1.0, "": 1.0, "kg": 0.001, "st": 0.90718474}


class ClassFacts(NamedTuple):
    """What a road's tags say: positions in `CLASSES` and `SURFACES`, km/h of its class, what it bears (t).

    `speed_kmh` None: the class is not known. `is_shut`: no vehicle may pass, or none can.
    """

    road_class: int
    surface: int
    speed_kmh: float | None
    bears_t: float
    is_shut: bool
    is_private: bool


def read_class(properties: Mapping[str, Any]) -> tuple[ClassFacts, list[str]]:
    """Read what OpenStreetMap's tags say; return it, and the texts that could not be read."""
    unread = []
    highway = _word(properties, "highway") or _word(properties, "class")
    speed = CLASS_KMH.get(highway)
    surface = _word(properties, "surface")
    ground = SURFACE_OF.get(surface, "unknown")
    if surface and ground == "unknown":
        unread.append(f"surface {shown(surface)}")
    grade = TRACK_GRADES.get(_word(properties, "tracktype"))
    if highway == "track" and grade is not None:
        speed, ground = grade[0], ground if ground != "unknown" else grade[1]
    if speed is not None:
        speed = min(speed, SURFACE_TOP_KMH.get(ground, math.inf))
    bears = math.inf
    if weight := _word(properties, "maxweight"):
        match = WEIGHT.fullmatch(weight)
        if match is not None and float(match[1]) > 0.0:
            bears = float(match[1]) * TONNES[match[2]]
        elif weight not in ("none", "default"):
            unread.append(f"maxweight {shown(weight)}")
    access = next((word for name in ACCESS if (word := _word(properties, name))), "")
    facts = ClassFacts(
        road_class=CLASSES.index(highway) if highway in CLASS_KMH else 0,
        surface=SURFACES.index(ground),
        speed_kmh=speed,
        bears_t=bears,
        is_shut=access == "no" or highway in NOT_FOR_VEHICLES,
        is_private=access == "private",
    )
    return facts, unread


def _word(properties: Mapping[str, Any], name: str) -> str:
    """Return a tag in lower case; of a list (osmnx), the first."""
    value = properties.get(name)
    if isinstance(value, list):
        value = value[0] if value else None
    return "" if value is None else str(value).strip("[]'\" ").split("', '")[0].casefold()
