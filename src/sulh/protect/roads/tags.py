"""What the properties of a road say of it: Sulh's names, OpenStreetMap's, osmnx's."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from sulh.errors import plural, shown
from sulh.protect.roads.class_tags import CLASS_READ, ClassFacts, read_class
from sulh.protect.roads.lines import LENGTHS
from sulh.tables import FaultyField

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sulh.protect.roads.network import Pace

__all__ = ["RoadTags", "notes_of", "read_tags"]

SPEED_MAX_KMH = 200.0
SPEEDS = ("speed_kmh", "speed_kph", "maxspeed")
"""The first that a road has counts; `speed_kph` is osmnx's, `maxspeed` OpenStreetMap's legal limit."""
OWN = SPEEDS[:2]
"""Speeds that somebody measured or set for this road; they count before its class."""
READ = frozenset((*SPEEDS, "oneway", "junction", *LENGTHS))
UNITS_KMH = {"": 1.0, "km/h": 1.0, "kmh": 1.0, "kph": 1.0, "mph": 1.609344, "knots": 1.852}
LIMIT = re.compile(r"(\d{1,4}(?:\.\d{1,6})?) ?(km/h|kmh|kph|mph|knots|)")
ONE_WAY = {
    **dict.fromkeys(("yes", "true", "1"), 1),
    **dict.fromkeys(("-1", "reverse"), -1),
    **dict.fromkeys(("", "no", "false", "0", "none"), 0),
}


class RoadTags(NamedTuple):
    """A road's speed, its direction (1: as drawn, -1: the other way, 0: both), and where both are from.

    A speed of 0 is a closed road. `unread` are texts that should say one of them and could not be read.
    `facts` are there where class and surface are read too (`read_class`).
    """

    speed_kmh: float
    direction: int
    origin: str
    unread: tuple[str, ...] = ()
    facts: ClassFacts | None = None


def read_tags(properties: Mapping[str, Any], pace: Pace, *, by_class: bool = False) -> RoadTags:
    """Read the speed and the direction of a road; a wrong `speed_kmh` is a fault of the feature.

    `by_class`: a road without `speed_kmh` or `speed_kph` has the speed of its class and surface
    (`speeds.py`), at most its legal limit; access and the weight that it bears are read too.
    """
    speed, origin, unread = pace.road_kmh, "", []
    for name in SPEEDS:
        value = properties.get(name)
        if value is None:
            continue
        limit = _speed_kmh(value) if name == "speed_kmh" else _limit_kmh(value)
        if limit is not None:
            speed, origin = limit, name
            break
        unread.append(f"{name} {shown(value)}")
    facts = None
    if by_class:
        facts, more = read_class(properties)
        unread += more
        if facts.is_shut:
            speed, origin = 0.0, "access"
        elif facts.speed_kmh is not None and origin not in OWN:
            limit = speed if origin else SPEED_MAX_KMH
            speed, origin = min(limit, facts.speed_kmh), "highway"
    word = str(properties.get("oneway") or "").strip().casefold()
    if not word and by_class and properties.get("highway") in ("motorway", "motorway_link"):
        word = "yes"
    if word not in ONE_WAY:
        unread.append(f"oneway {shown(properties['oneway'])}")
    is_circle = not word and properties.get("junction") in ("roundabout", "circular")
    direction = 1 if is_circle else ONE_WAY.get(word, 0)
    return RoadTags(speed, direction, origin, tuple(unread), facts)


def _speed_kmh(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not value >= 0.0:
        raise FaultyField(
            "not-a-number",
            "speed_kmh",
            shown(value),
            message="is not a speed",
            expected="0 or more",
        )
    if value > SPEED_MAX_KMH:
        raise FaultyField(
            "too-large", "speed_kmh", shown(value), message="is too fast for a road",
            expected=f"at most {SPEED_MAX_KMH:g}",
        )  # fmt: skip
    return float(value)


def _limit_kmh(value: Any) -> float | None:
    """Return a limit such as ``50`` or ``30 mph``; of several, the lowest; None: it cannot be read."""
    texts = value if isinstance(value, list) else re.split(r"[;,|]", str(value).strip("[] "))
    limits = []
    for text in texts:
        match = LIMIT.fullmatch(str(text).strip(" '\"").casefold())
        if match is None:
            return None
        limits.append(float(match[1]) * UNITS_KMH[match[2]])
    lowest = min(limits, default=0.0)
    return lowest if 0.0 < lowest <= SPEED_MAX_KMH else None


def notes_of(
    tags: Iterable[RoadTags],
    names: Iterable[str],
    file: str,
    pace: Pace,
    *,
    by_class: bool = False,
) -> tuple[str, ...]:
    """Return in sentences what was read of a file's roads, and what was not."""
    roads = list(tags)
    words = (*OWN, "highway", "maxspeed", "access") if by_class else SPEEDS
    counts = [f"{name} {n:,}" for name in words if (n := sum(r.origin == name for r in roads))]
    rest = sum(not r.origin for r in roads)
    if rest:
        counts.append(f"{rest:,} at --road-kmh {pace.road_kmh:g}")
    one_way = sum(r.direction != 0 for r in roads)
    shut = sum(r.speed_kmh == 0.0 for r in roads)
    closed = f"; closed (speed 0, no access, or not for vehicles): {shut:,}" if shut else ""
    notes = [
        f"{file}: {plural(len(roads), 'road')}; speeds: {', '.join(counts)}; one way: {one_way:,}{closed}."
    ]
    if by_class:
        notes += _class_notes([r.facts for r in roads if r.facts is not None], file)
    unread = [text for road in roads for text in road.unread]
    if unread:
        examples = ", ".join(dict.fromkeys(unread[:1000]))
        notes.append(f"{file}: {plural(len(unread), 'value')} cannot be read: {shown(examples)}.")
    others = sorted(set(names) - READ - (CLASS_READ if by_class else set()))
    if others:
        notes.append(f"{file}: properties that are not read: {shown(', '.join(others))}.")
    return tuple(notes)


def _class_notes(facts: list[ClassFacts], file: str) -> list[str]:
    """Return how many surfaces and weights are known."""
    count = sum(each.surface > 0 for each in facts)
    weights = sum(each.bears_t < math.inf for each in facts)
    private = sum(each.is_private for each in facts)
    parts = [f"surface known for {count:,} of {len(facts):,}", f"limits of weight {weights:,}"]
    if private:
        parts.append(f"private, taken to be open {private:,}")
    return [f"{file}: {'; '.join(parts)}."]
