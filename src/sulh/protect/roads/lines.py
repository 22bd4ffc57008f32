"""Roads as lines: what any file of roads becomes before it is a network."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 -- a field
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sulh.errors import Problem, shown
from sulh.kernels.facility_reach import paired_m
from sulh.tables import FaultyField

__all__ = ["LENGTHS", "RoadFile", "RoadLine", "Turn", "feature_lines", "line_of", "own_length_m"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

LENGTHS = {"length": 1.0, "length_m": 1.0, "length_km": 1000.0, "distance_km": 1000.0}
"""Properties that state how long a road is, and the metres of one unit; `length` is osmnx's."""
SHORTEST, LONGEST = 0.95, 3.0
"""A stated length this many times the drawn one may be true: lines are simplified, roads wind."""


class RoadLine(NamedTuple):
    """A line of a file: its points float64[k, 2] (lon, lat, WGS 84), its tags, its number in the file.

    `nodes` int64[k]: the file's own numbers of the points, which say where roads meet; None: they meet
    where they have a point in common.
    """

    points: Floats
    tags: Mapping[str, Any]
    number: int
    nodes: Ints | None = None


class Turn(NamedTuple):
    """A rule for whoever comes by line `start`: not (`is_only`: nowhere but) on by line `end`.

    Between them lies the crossing `via`, a node's number; or the lines `via_lines`, in order.
    """

    is_only: bool
    start: int
    end: int
    via: int = -1
    via_lines: tuple[int, ...] = ()


class RoadFile(NamedTuple):
    """What was read of a file of roads: lines, turns, sentences on what is left out, and bad rows.

    `rows` counts all of them; `problems` and `raw` are those of the rows that could not be read.
    """

    lines: tuple[RoadLine, ...]
    rows: int
    turns: tuple[Turn, ...] = ()
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    raw: Mapping[int, str] = {}


def feature_lines(feature: Any) -> tuple[list[Floats], dict[str, Any]]:
    """Return the lines of a GeoJSON feature, float64[points, 2] each, and its properties."""
    parts = feature if isinstance(feature, dict) else {}
    geometry = parts.get("geometry")
    shape = geometry if isinstance(geometry, dict) else {}
    kind, coordinates = shape.get("type"), shape.get("coordinates")
    if (
        kind not in ("LineString", "MultiLineString")
        or not isinstance(coordinates, list)
        or not coordinates
    ):
        raise FaultyField(
            "bad-feature", "geometry", shown(kind), message="is not a line", expected="a LineString"
        )
    lines = [
        line_of(each) for each in (coordinates if kind == "MultiLineString" else [coordinates])
    ]
    properties = parts.get("properties")
    return lines, properties if isinstance(properties, dict) else {}


def line_of(coordinates: Any) -> Floats:
    """Return points as float64[k, 2]; raise `FaultyField` where they are no line on Earth."""
    try:
        points = np.array([(float(each[0]), float(each[1])) for each in coordinates], np.float64)
    except (TypeError, ValueError, IndexError, KeyError, OverflowError):
        points = np.full((2, 2), np.nan)
    on_earth = (np.abs(points) <= (180.0, 90.0)).all() if points.size else False
    if len(points) < 2 or not on_earth:
        raise FaultyField(
            "bad-coordinates",
            "geometry",
            shown(coordinates),
            message="is not a line on Earth",
            expected="two points or more, longitude from -180 to 180, latitude from -90 to 90",
        )
    return points


def own_length_m(line: RoadLine, file: str) -> tuple[float | None, Problem | None]:
    """Return the length that a line states, in metres; None where it states none, or one that cannot be.

    A length that contradicts the drawn line is a warning, and the drawn one counts.
    """
    name = next((name for name in LENGTHS if line.tags.get(name) is not None), None)
    if name is None:
        return None, None
    value = line.tags[name]
    on_map = float(paired_m(*line.points[:-1].T, *line.points[1:].T).sum())
    try:
        own = float(value) * LENGTHS[name]
    except (TypeError, ValueError, OverflowError):
        own = np.nan
    if SHORTEST * on_map - 50.0 <= own <= LONGEST * on_map + 50.0:
        return own, None
    unit = "km" if LENGTHS[name] > 1.0 else "m"
    return None, Problem(
        code="length-contradicts",
        source=file,
        row=line.number,
        field=name,
        value=shown(value),
        message=f"is not the length of this road: as drawn it has {on_map / LENGTHS[name]:,.2f} {unit}",
        expected=f"{SHORTEST:g} to {LONGEST:g} times the drawn length",
        remedy="The drawn length counts. Correct the file.",
        severity="warning",
    )
