"""Travel times by road: a network from GeoJSON lines, and minutes between points on it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sulh.errors import InputError, shown
from sulh.kernels.facility_reach import distances_m, paired_m
from sulh.kernels.least_sums import least_sums
from sulh.kernels.nearest_points import nearest_points
from sulh.tables import FaultyField, Read

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Pace", "Roads", "minutes_by_road", "read_roads", "road_entries"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

PIECE_M = 1_000.0
"""Maximum length of a piece of road; longer roads are cut, because places join roads at such points."""

JOINED_DEGREES = 1e-6
"""Ends as close as this are one crossing (0.1 m)."""

SPEED_MAX_KMH = 200.0


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
    """A network that can be used in both directions.

    `lon`, `lat` float64[n]: its points, degrees, WGS 84. The pieces that leave point i have the positions
    ``starts[i]`` to ``starts[i + 1]``: where they lead (`ends` int32) and how long they take (`minutes`).
    """

    lon: Floats
    lat: Floats
    starts: Ints
    ends: NDArray[np.int32]
    minutes: Floats
    pace: Pace


def read_roads(features: Sequence[Any], file: str, pace: Pace) -> Read[Roads]:
    """Read a road from each feature of a GeoJSON collection (RFC 7946; lon, lat, WGS 84).

    A feature is a LineString or a MultiLineString; its property `speed_kmh` is the speed on it (0: closed),
    otherwise the speed of `pace`. Roads meet where they have a point in common; lines that only cross do not
    (a bridge). A feature that cannot be read is a problem, and the others stay.

    Raises
    ------
    InputError
        When no open road can be read.
    """
    pieces, problems, raw = [], [], {}
    for number, feature in enumerate(features, start=1):
        try:
            lines, speed = _road(feature, pace)
        except FaultyField as fault:
            problems.append(fault.as_problem(file, number))
            raw[number] = json.dumps(feature)
            continue
        if speed > 0.0:
            pieces += [_pieces(line, speed) for line in lines]
    if not pieces:
        first = f" The first: {problems[0]}" if problems else ""
        raise InputError(
            f"{file} has no open road.{first}",
            remedy="Give a GeoJSON FeatureCollection of LineStrings.",
        )
    return Read(
        value=_join_pieces(np.concatenate(pieces), pace),
        problems=tuple(problems),
        rows=len(features),
        blank=0,
        raw=raw,
    )


def _road(feature: Any, pace: Pace) -> tuple[list[Floats], float]:
    """Return the lines of a feature, float64[points, 2], and the speed on them."""
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
    speed = properties.get("speed_kmh") if isinstance(properties, dict) else None
    if speed is None:
        return lines, pace.road_kmh
    if isinstance(speed, bool) or not isinstance(speed, int | float) or not speed >= 0.0:
        raise FaultyField(
            "not-a-number",
            "speed_kmh",
            shown(speed),
            message="is not a speed",
            expected="0 or more",
        )
    if speed > SPEED_MAX_KMH:
        raise FaultyField(
            "too-large", "speed_kmh", shown(speed), message="is too fast for a road",
            expected=f"at most {SPEED_MAX_KMH:g}",
        )  # fmt: skip
    return lines, float(speed)


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


def _pieces(line: Floats, speed_kmh: float) -> Floats:
    """Return the pieces of a line, float64[n, 7]: lon, lat of both ends, minutes, and its place.

    The place is the number of pieces before and after it between the same two points of the line.
    """
    ends = line[:-1], line[1:]
    long = paired_m(*ends[0].T, *ends[1].T)
    parts = np.maximum(1, np.ceil(long / PIECE_M)).astype(np.int64)
    owner = np.repeat(np.arange(len(parts)), parts)
    step = np.arange(len(owner)) - np.repeat(np.cumsum(parts) - parts, parts)
    share = np.stack([step, step + 1]) / parts[owner]
    one, other = (ends[0][owner] + part[:, None] * (ends[1] - ends[0])[owner] for part in share)
    minutes = (long / parts)[owner] * 0.06 / speed_kmh
    return np.column_stack([one, other, minutes, step, parts[owner] - 1 - step])


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
    leave, arrive = at, np.roll(at, len(pieces))
    order = np.lexsort((arrive, leave))
    counts = np.bincount(leave, minlength=len(first))
    return Roads(
        lon=both[first, 0].copy(),
        lat=both[first, 1].copy(),
        starts=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        ends=arrive[order].astype(np.int32),
        minutes=np.tile(pieces[:, 4], 2)[order],
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
