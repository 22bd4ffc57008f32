"""Travel times by road: a network from GeoJSON lines, and minutes between points on it."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sulh.errors import InputError, shown
from sulh.kernels.facility_reach import distances_m, paired_m
from sulh.kernels.least_sums import least_sums
from sulh.kernels.nearest_points import nearest_points
from sulh.protect.laydown.road_tags import notes_of, read_tags
from sulh.tables import FaultyField, Read
from sulh.tables.rows import NoRowsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.protect.laydown.road_tags import RoadTags

__all__ = ["Pace", "Roads", "minutes_by_road", "read_roads", "road_entries"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

PIECE_M = 1_000.0
"""Maximum length of a piece of road; longer roads are cut, because places join roads at such points."""

JOINED_DEGREES = 1e-6
"""Ends as close as this are one crossing (0.1 m)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How fast people travel.

    `road_kmh`: on roads without a speed of their own. `off_kmh`: off road, in a straight line.
    `off_max_km`: maximum distance off road.
    """

    road_kmh: float = 40.0
    off_kmh: float = 5.0
    off_max_km: float = 10.0

    def __post_init__(self) -> None:
        """Refuse numbers that are not positive."""
        for name in ("road_kmh", "off_kmh", "off_max_km"):
            value = getattr(self, name)
            if not 0.0 < value < np.inf:
                raise InputError(f"{name} is {value}.", remedy="Give a number above 0.")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Roads:
    """A network; a road that is one way has pieces in that direction only.

    `lon`, `lat` float64[n]: its points, degrees, WGS 84. The pieces that leave point i have the positions
    ``starts[i]`` to ``starts[i + 1]``: where they lead (`ends` int32) and how long they take (`minutes`).
    `notes` say in sentences what was read of the file, and what was not.
    """

    lon: Floats
    lat: Floats
    starts: Ints
    ends: NDArray[np.int32]
    minutes: Floats
    pace: Pace
    notes: tuple[str, ...] = ()


def read_roads(features: Sequence[Any], file: str, pace: Pace) -> Read[Roads]:
    """Read a road from each feature of a GeoJSON collection (RFC 7946; lon, lat, WGS 84).

    A feature is a LineString or a MultiLineString. Its property `speed_kmh` is the speed on it (0: closed);
    else osmnx's `speed_kph` or OpenStreetMap's `maxspeed`; else the speed of `pace`. `oneway` and roundabouts
    are read (`read_tags`). Roads meet where they have a point in common; lines that only cross do not
    (a bridge). A feature that cannot be read is a problem, and the others stay.

    Raises
    ------
    InputError
        When no open road can be read.
    """
    pieces, problems, raw = [], [], {}
    tags, names = [], set()
    for number, feature in enumerate(features, start=1):
        try:
            lines, properties = _road(feature)
            tag = read_tags(properties, pace)
        except FaultyField as fault:
            problems.append(fault.as_problem(file, number))
            raw[number] = json.dumps(feature)
            continue
        tags.append(tag)
        names |= {str(name) for name, value in properties.items() if value is not None}
        if tag.speed_kmh > 0.0:
            pieces += [_pieces(line, tag) for line in lines]
    read = Read(value=(), problems=tuple(problems), rows=len(features), blank=0, raw=raw)
    if not pieces:
        remedy = "Give a GeoJSON FeatureCollection of LineStrings."
        raise NoRowsError(read, file, what="open road", remedy=remedy)
    roads = _join_pieces(np.concatenate(pieces), pace)
    return read.with_value(replace(roads, notes=notes_of(tags, names, file, pace)))


def _road(feature: Any) -> tuple[list[Floats], dict[str, Any]]:
    """Return the lines of a feature, float64[points, 2], and its properties."""
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
    lines = [_line(each) for each in (coordinates if kind == "MultiLineString" else [coordinates])]
    properties = parts.get("properties")
    return lines, properties if isinstance(properties, dict) else {}


def _line(coordinates: Any) -> Floats:
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


def _pieces(line: Floats, tag: RoadTags) -> Floats:
    """Return the pieces of a line, float64[n, 8]: lon, lat of both ends, minutes, place, direction.

    The place is the number of pieces before and after it between the same two points of the line.
    """
    ends = line[:-1], line[1:]
    long = paired_m(*ends[0].T, *ends[1].T)
    parts = np.maximum(1, np.ceil(long / PIECE_M)).astype(np.int64)
    owner = np.repeat(np.arange(len(parts)), parts)
    step = np.arange(len(owner)) - np.repeat(np.cumsum(parts) - parts, parts)
    share = np.stack([step, step + 1]) / parts[owner]
    one, other = (ends[0][owner] + part[:, None] * (ends[1] - ends[0])[owner] for part in share)
    minutes = (long / parts)[owner] * 0.06 / tag.speed_kmh
    ways = np.full(len(owner), tag.direction)
    return np.column_stack([one, other, minutes, step, parts[owner] - 1 - step, ways])


def _join_pieces(pieces: Floats, pace: Pace) -> Roads:
    """Make one network of pieces: equal points of lines are one point; the points of a cut stay apart."""
    both = np.concatenate([pieces[:, 0:2], pieces[:, 2:4]])
    number = np.arange(len(pieces))
    cut = np.where(pieces[:, 5:7].T > 0, np.stack([number, number + 1]), 0).reshape(-1, 1)
    places = np.rint(both / JOINED_DEGREES).astype(np.int64)
    _, first, at = np.unique(
        np.hstack([places, cut]), axis=0, return_index=True, return_inverse=True
    )
    at = at.reshape(-1)
    is_open = np.concatenate([pieces[:, 7] >= 0, pieces[:, 7] <= 0])
    leave, arrive = at[is_open], np.roll(at, len(pieces))[is_open]
    order = np.lexsort((arrive, leave))
    counts = np.bincount(leave, minlength=len(first))
    return Roads(
        lon=both[first, 0].copy(),
        lat=both[first, 1].copy(),
        starts=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        ends=arrive[order].astype(np.int32),
        minutes=np.tile(pieces[:, 4], 2)[is_open][order],
        pace=pace,
    )


def minutes_by_road(
    roads: Roads,
    lon: Floats,
    lat: Floats,
    lon_to: Floats,
    lat_to: Floats,
    *,
    limit: float = np.inf,
) -> Floats:
    """Return the minutes from each of n points to each of m others, float64[n, m]; degrees, WGS 84.

    A trip goes straight to the nearest point of the network, along it, and straight from there; or
    straight all the way, where that is faster and no longer than `Pace.off_max_km`. Infinity where
    there is no connection, or the trip takes more than `limit`.
    """
    pace = roads.pace
    per_metre = 0.06 / pace.off_kmh
    here, there = road_entries(roads, lon, lat), road_entries(roads, lon_to, lat_to)
    far = np.full((len(lon), len(lon_to)), np.inf)
    on, off = np.flatnonzero(here[0] >= 0), np.flatnonzero(there[0] >= 0)
    if len(on) and len(off):
        nodes, back = np.unique(here[0][on], return_inverse=True)
        sums = least_sums(
            roads.starts, roads.ends, roads.minutes, nodes, there[0][off], limit=limit
        )[back.reshape(-1)]
        legs = per_metre * (here[1][on][:, None] + there[1][off][None, :])
        far[np.ix_(on, off)] = sums + legs
    straight = distances_m(lon, lat, lon_to, lat_to)
    on_foot = np.where(straight <= 1000.0 * pace.off_max_km, straight * per_metre, np.inf)
    far = np.minimum(far, on_foot)
    return np.where(far <= limit, far, np.inf)


def road_entries(roads: Roads, lon: Floats, lat: Floats) -> tuple[Ints, Floats]:
    """Return the nearest network point of each place (-1: too far), and the metres to it."""
    node = nearest_points(lon, lat, roads.lon, roads.lat)
    metres = paired_m(lon, lat, roads.lon[node], roads.lat[node])
    is_near = metres <= 1000.0 * roads.pace.off_max_km
    return np.where(is_near, node, -1), np.where(is_near, metres, np.inf)
