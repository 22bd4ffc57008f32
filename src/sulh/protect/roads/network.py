"""Travel times by road: minutes between points on a network and beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from sulh.errors import InputError
from sulh.kernels.facility_reach import distances_m, paired_m
from sulh.kernels.least_sums import least_sums
from sulh.kernels.nearest_points import nearest_points

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

__all__ = [
    "DayTimes",
    "Pace",
    "PieceFacts",
    "Roads",
    "WaysUsed",
    "minutes_by_road",
    "minutes_on",
    "road_arrivals",
    "road_entries",
]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


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


class PieceFacts(NamedTuple):
    """What else is known of each piece of road.

    `classes`, `surfaces` int8[pieces]: positions in `CLASSES` and `SURFACES` of `speeds.py`, 0 where they
    are not known. `bears_t` float64[pieces]: the weight of a vehicle that may pass; infinity: any.
    """

    classes: NDArray[np.int8]
    surfaces: NDArray[np.int8]
    bears_t: Floats


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Roads:
    """A network; a road that is one way has pieces in that direction only.

    `lon`, `lat` float64[n]: its points, degrees, WGS 84. The pieces that leave point i have the positions
    ``starts[i]`` to ``starts[i + 1]``: where they lead (`ends` int32) and how long they take (`minutes`).
    `notes` say in sentences what was read of the file, and what was not.

    `arrivals` int64[k]: trips begin at one of the first k points, and a trip to point i ends at
    ``arrivals[i]``. Where turns are forbidden, the further points are copies of a crossing, one for each
    way in. None: all points are their own ends.
    """

    lon: Floats
    lat: Floats
    starts: Ints
    ends: NDArray[np.int32]
    minutes: Floats
    pace: Pace
    notes: tuple[str, ...] = ()
    facts: PieceFacts | None = None
    arrivals: Ints | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedArea:
    """A circle (degrees, WGS 84) in which ways are closed; `passes`: slow, or open to who is light enough."""

    name: str
    lon: float
    lat: float
    radius_m: float
    passes: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WaysUsed:
    """What the travel times of a plan rest on, in sentences, and the closures that they count.

    `areas` are the same closures as circles, for a map.
    """

    sentences: tuple[str, ...] = ()
    closures: tuple[str, ...] = ()
    areas: tuple[ClosedArea, ...] = ()


class DayTimes(Protocol):
    """Travel times by day: what `sulh.respond` knows of closures, season, escort and vehicle."""

    def minutes(
        self,
        day: date,
        lon: Floats,
        lat: Floats,
        lon_to: Floats,
        lat_to: Floats,
        *,
        limit: float = np.inf,
    ) -> Floats:
        """Return the minutes on a day, as `minutes_by_road` does."""
        ...

    def used_in(self, days: Sequence[date]) -> WaysUsed:
        """Return what these times rest on in periods with these first days."""
        ...


def minutes_on(
    roads: Roads | DayTimes,
    day: date,
    lon: Floats,
    lat: Floats,
    lon_to: Floats,
    lat_to: Floats,
    *,
    limit: float = np.inf,
) -> Floats:
    """Return the minutes of `minutes_by_road` on a day: with its closures, where they are known."""
    if isinstance(roads, Roads):
        return minutes_by_road(roads, lon, lat, lon_to, lat_to, limit=limit)
    return roads.minutes(day, lon, lat, lon_to, lat_to, limit=limit)


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
        leave = road_arrivals(roads, there[0][off])
        sums = least_sums(roads.starts, roads.ends, roads.minutes, nodes, leave, limit=limit)
        legs = per_metre * (here[1][on][:, None] + there[1][off][None, :])
        far[np.ix_(on, off)] = sums[back.reshape(-1)] + legs
    straight = distances_m(lon, lat, lon_to, lat_to)
    on_foot = np.where(straight <= 1000.0 * pace.off_max_km, straight * per_metre, np.inf)
    far = np.minimum(far, on_foot)
    return np.where(far <= limit, far, np.inf)


def road_entries(roads: Roads, lon: Floats, lat: Floats) -> tuple[Ints, Floats]:
    """Return the nearest network point of each place (-1: too far), and the metres to it."""
    count = len(roads.lon) if roads.arrivals is None else len(roads.arrivals)
    node = nearest_points(lon, lat, roads.lon[:count], roads.lat[:count])
    metres = paired_m(lon, lat, roads.lon[node], roads.lat[node])
    is_near = metres <= 1000.0 * roads.pace.off_max_km
    return np.where(is_near, node, -1), np.where(is_near, metres, np.inf)


def road_arrivals(roads: Roads, entries: Ints) -> Ints:
    """Return where trips to some points end (`Roads.arrivals`), int64[n]."""
    return entries if roads.arrivals is None else roads.arrivals[entries]
