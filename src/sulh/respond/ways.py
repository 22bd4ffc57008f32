"""Ways over land: travel times on roads with closures, vehicles and seasons, or on straight lines.

A network is prepared once (`prepare_ways`). A day's closures, a vehicle and a season then give new costs in
milliseconds, and with them tables of minutes between many places.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sulh.errors import InputError, plural
from sulh.kernels.facility_reach import distances_m, paired_m
from sulh.kernels.hierarchy import build_hierarchy, price, reprice, sum_table
from sulh.protect import Pace, road_arrivals, road_entries
from sulh.protect.roads.speeds import ESCORT_KMH, VEHICLE_FACTORS, WET_FACTORS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sulh.kernels.hierarchy import Costs, Hierarchy
    from sulh.protect import Roads
    from sulh.respond.records import LandingSite, WayClosure

__all__ = [
    "Points",
    "Travel",
    "Vehicle",
    "Ways",
    "Weather",
    "closures_on",
    "land_minutes",
    "on_roads",
    "prepare_ways",
    "travel_on",
]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

CIRCUITY = 1.4
"""How much longer a way by road is than the straight line, where no roads are given: an assumption."""

METRES_A_DEGREE = 111_320.0
FEW = 0.02
"""Up to this share of pieces, changed costs are worked out one by one."""


class Points(NamedTuple):
    """Places: longitude and latitude, float64[n] each, in degrees, WGS 84.

    `entries`, from `on_roads`: the nearest point of a road for each (-1: too far), and the metres to it.
    """

    lon: Floats
    lat: Floats
    entries: tuple[Ints, Floats] | None = None


@dataclass(frozen=True, slots=True)
class Vehicle:
    """What counts about a vehicle on its way: its top speed (km/h; None: the road's), weight (t) and kind.

    `kind`: one of `VEHICLES`; its speed beside a car's depends on the surface.
    """

    top_kmh: float | None = None
    weight_t: float = 0.0
    kind: str = "car"

    def __post_init__(self) -> None:
        """Refuse what cannot be: a vehicle whose weight is no number would pass every weak bridge."""
        if not 0.0 <= self.weight_t < np.inf:
            raise InputError(
                f"A vehicle cannot weigh {self.weight_t:g} t.", remedy="Give tonnes, 0 or more."
            )
        if self.top_kmh is not None and not 0.0 < self.top_kmh < np.inf:
            raise InputError(
                f"A vehicle's top speed cannot be {self.top_kmh:g} km/h.",
                remedy="Give a speed above 0.",
            )
        if self.kind not in VEHICLE_FACTORS:
            raise InputError(
                f"{self.kind!r} is no sort of vehicle.",
                remedy=f"Give {', '.join(VEHICLE_FACTORS)}.",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Weather:
    """Visibility and height of the clouds in metres, wind in km/h; None: not known."""

    visibility_m: float | None = None
    ceiling_m: float | None = None
    wind_kmh: float | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be: a limit held against NaN holds nobody back."""
        for name in ("visibility_m", "ceiling_m", "wind_kmh"):
            value = getattr(self, name)
            if value is not None and not 0.0 <= value < np.inf:
                raise InputError(f"{name} is {value:g}.", remedy="Give a number, 0 or more.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Travel:
    """Under which circumstances somebody travels: closures, and a factor on the speed on and off road.

    `is_wet`: the wet season, by surface (`WET_FACTORS`). `is_escorted`: in a column with an escort, which is
    no faster than `ESCORT_KMH`. `weather`: None, it is not known and holds nobody back. `landing_sites`: where
    helicopters land that need a site. `water`: rivers and lakes as ways, for boats.
    """

    closures: tuple[WayClosure, ...] = ()
    speed_factor: float = 1.0
    is_wet: bool = False
    is_escorted: bool = False
    weather: Weather | None = None
    landing_sites: tuple[LandingSite, ...] = ()
    water: Ways | None = None

    @property
    def off_factor(self) -> float:
        """Return the factor on speeds off road, and where no surface is known."""
        return self.speed_factor * (WET_FACTORS[0] if self.is_wet else 1.0)

    def __post_init__(self) -> None:
        """Refuse a factor that stops or reverses everybody."""
        if not 0.0 < self.speed_factor <= 10.0:
            raise InputError(
                f"The factor on speeds is {self.speed_factor:g}.",
                remedy="Give a number above 0, such as 0.6.",
            )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ways:
    """How to travel over land. Without `roads`: straight lines, longer by the factor `circuity`.

    `metres` float64[pieces] is the length of each piece of road.
    """

    pace: Pace
    circuity: float = CIRCUITY
    roads: Roads | None = None
    hierarchy: Hierarchy | None = None
    metres: Floats = field(default_factory=lambda: np.empty(0))

    @property
    def assumption(self) -> str:
        """Return what every answer must say of its travel times."""
        if self.roads is None:
            longer = f", {self.circuity:g} times as long," if self.circuity != 1.0 else ""
            return (
                f"No roads are given: travel times rest on straight lines{longer} "
                f"at {self.pace.road_kmh:g} km/h."
            )
        return (
            f"Travel times follow {plural(len(self.roads.ends), 'directed piece')} of road, "
            f"and {self.pace.off_kmh:g} km/h off road, up to {self.pace.off_max_km:g} km."
        )


def prepare_ways(
    roads: Roads | None, *, pace: Pace | None = None, circuity: float = CIRCUITY
) -> Ways:
    """Return the ways of a network, or of straight lines at a `pace` where there are no roads."""
    if not 1.0 <= circuity <= 10.0:
        raise InputError(
            f"The circuity is {circuity:g}.", remedy="Give 1 (straight) or more, such as 1.4."
        )
    if roads is None:
        return Ways(pace=pace or Pace(), circuity=circuity)
    tails = np.repeat(np.arange(len(roads.lon)), np.diff(roads.starts))
    return Ways(
        pace=roads.pace,
        circuity=circuity,
        roads=roads,
        hierarchy=build_hierarchy(roads.starts, roads.ends),
        metres=paired_m(
            roads.lon[tails], roads.lat[tails], roads.lon[roads.ends], roads.lat[roads.ends]
        ),
    )


def on_roads(ways: Ways, points: Points) -> Points:
    """Return places with their entries to the roads, for tables that use them more than once."""
    if ways.roads is None or points.entries is not None:
        return points
    return points._replace(entries=road_entries(ways.roads, points.lon, points.lat))


def closures_on(
    closures: Sequence[WayClosure], day: date, last: date | None = None
) -> tuple[WayClosure, ...]:
    """Return the closures that hold on a day, or on any day up to a `last`; their first and last day count."""
    end = day if last is None else last
    return tuple(
        each for each in closures if each.since <= end and (each.until is None or day <= each.until)
    )


def travel_on(
    travel: Travel, closures: Sequence[WayClosure], day: date, last: date | None = None
) -> Travel:
    """Return the circumstances of a day, or of all days up to a `last`: with those of `closures` that hold."""
    return replace(travel, closures=closures_on(closures, day, last))


def shuts(closure: WayClosure, vehicle: Vehicle) -> bool:
    """Say whether a closure lets this vehicle pass at no time."""
    if closure.bears_t is not None:
        return vehicle.weight_t > float(closure.bears_t)
    return closure.delay_min is None


def land_minutes(
    ways: Ways, travel: Travel, vehicle: Vehicle, start: Points, end: Points
) -> Floats:
    """Return the minutes from each of n places to each of m others, float64[n, m].

    A trip goes straight to the nearest point of a road, along roads, and straight from there; or straight
    all the way, where that is faster and no longer than `Pace.off_max_km`. No part of it enters an area that
    is shut for the vehicle: infinity where no way remains, or where either end lies in such an area.
    """
    shut = [each for each in travel.closures if shuts(each, vehicle)]
    straight_m = distances_m(*start[:2], *end[:2])
    if ways.roads is None:
        kmh = min(
            ways.pace.road_kmh * VEHICLE_FACTORS[vehicle.kind][0],
            vehicle.top_kmh or np.inf,
            ESCORT_KMH[0] if travel.is_escorted else np.inf,
        )
        kmh *= travel.off_factor
        minutes = straight_m * ways.circuity * 0.06 / kmh
        rows, columns = (each.ravel() for each in np.indices(minutes.shape))
        lines = Points(start.lon[rows], start.lat[rows]), Points(end.lon[columns], end.lat[columns])
        for closure in travel.closures:
            if closure.delay_min and not shuts(closure, vehicle):
                waits = _crosses(*lines, [closure]).reshape(minutes.shape)
                minutes += waits * float(closure.delay_min)
        return _without_crossings(minutes, np.isfinite(minutes), start, end, shut)
    per_metre = 0.06 / (min(ways.pace.off_kmh, vehicle.top_kmh or np.inf) * travel.off_factor)
    minutes = _road_minutes(ways, travel, vehicle, start, end, per_metre=per_metre, shut=shut)
    near = straight_m <= 1000.0 * ways.pace.off_max_km
    on_foot = np.where(near, straight_m * per_metre, np.inf)
    return np.minimum(minutes, _without_crossings(on_foot, near, start, end, shut))


def _road_minutes(
    ways: Ways,
    travel: Travel,
    vehicle: Vehicle,
    start: Points,
    end: Points,
    *,
    per_metre: float,
    shut: Sequence[WayClosure],
) -> Floats:
    roads, hierarchy = ways.roads, ways.hierarchy
    minutes = np.full((len(start.lon), len(end.lon)), np.inf)
    here, there = (open_entries(ways, each, shut) for each in (start, end))
    on, off = np.flatnonzero(here[0] >= 0), np.flatnonzero(there[0] >= 0)
    if roads is None or hierarchy is None or not len(on) or not len(off):
        return minutes
    costs = _costs(ways, travel, vehicle)
    nodes, back = np.unique(here[0][on], return_inverse=True)
    leave, to = np.unique(road_arrivals(roads, there[0][off]), return_inverse=True)
    sums = sum_table(hierarchy, costs, nodes, leave)
    legs = per_metre * (here[1][on][:, None] + there[1][off][None, :])
    minutes[np.ix_(on, off)] = sums[np.ix_(back.reshape(-1), to.reshape(-1))] + legs
    return minutes


def open_entries(ways: Ways, points: Points, shut: Sequence[WayClosure]) -> tuple[Ints, Floats]:
    """Return the nearest point of a road for each place (-1: none, or shut off), and the metres to it."""
    roads = ways.roads
    if roads is None:
        raise AssertionError("there are roads")
    node, metres = points.entries or road_entries(roads, points.lon, points.lat)
    at = np.flatnonzero(node >= 0)
    ends = Points(roads.lon[node[at]], roads.lat[node[at]])
    blocked = _crosses(Points(points.lon[at], points.lat[at]), ends, shut)
    node = node.copy()
    node[at[blocked]] = -1
    return node, metres


def _costs(ways: Ways, travel: Travel, vehicle: Vehicle) -> Costs:
    """Return the costs of a network for a vehicle, with today's closures."""
    base, now = piece_minutes(ways, travel, vehicle)
    hierarchy = ways.hierarchy
    if hierarchy is None:
        raise AssertionError("there are roads")
    changes = np.flatnonzero(now != base)
    if len(changes) > FEW * len(base):
        return price(hierarchy, now)
    return reprice(hierarchy, price(hierarchy, base), now, changes)


def piece_minutes(ways: Ways, travel: Travel, vehicle: Vehicle) -> tuple[Floats, Floats]:
    """Return how long each piece of road takes without closures and with them; infinity: shut."""
    roads = ways.roads
    if roads is None:
        raise AssertionError("there are roads")
    base = _open_minutes(ways, roads, travel, vehicle)
    tails = np.repeat(np.arange(len(roads.lon)), np.diff(roads.starts))
    ends = (
        Points(roads.lon[tails], roads.lat[tails]),
        Points(roads.lon[roads.ends], roads.lat[roads.ends]),
    )
    now = base.copy()
    for closure in travel.closures:
        inside = _crosses(*ends, [closure])
        if shuts(closure, vehicle):
            now[inside] = np.inf
        elif closure.delay_min:
            # Half of the wait for each end outside: whoever enters and leaves waits once.
            for each in ends:
                now[inside & ~is_inside(each, closure)] += 0.5 * float(closure.delay_min)
    return base, now


def _open_minutes(ways: Ways, roads: Roads, travel: Travel, vehicle: Vehicle) -> Floats:
    """Return how long each piece takes without closures; infinity where it does not bear the vehicle."""
    surfaces = np.zeros(len(roads.ends), np.int8) if roads.facts is None else roads.facts.surfaces
    factors = np.array(VEHICLE_FACTORS[vehicle.kind])
    minutes = roads.minutes / factors[surfaces]
    if vehicle.top_kmh is not None:
        minutes = np.maximum(minutes, ways.metres * 0.06 / vehicle.top_kmh)
    if travel.is_escorted:
        minutes = np.maximum(minutes, ways.metres * 0.06 / np.array(ESCORT_KMH)[surfaces])
    if travel.is_wet:
        minutes /= np.array(WET_FACTORS)[surfaces]
    minutes /= travel.speed_factor
    if roads.facts is not None:
        minutes[roads.facts.bears_t < vehicle.weight_t] = np.inf
    return np.asarray(minutes)


def _offsets(points: Points, closure: WayClosure) -> tuple[Floats, Floats]:
    """Return how far places lie east and north of a closure's centre, in metres."""
    lon, lat = closure.place.lon or 0.0, closure.place.lat or 0.0
    east = (points.lon - lon + 180.0) % 360.0 - 180.0
    return east * METRES_A_DEGREE * np.cos(np.radians(lat)), (points.lat - lat) * METRES_A_DEGREE


def is_inside(points: Points, closure: WayClosure) -> Bools:
    """Say which places lie in the area of a closure, bool[n]."""
    east, north = _offsets(points, closure)
    return np.asarray(np.hypot(east, north) <= closure.radius_m)


def _crosses(start: Points, end: Points, closures: Sequence[WayClosure]) -> Bools:
    """Say which straight lines touch one of the areas, bool[n]."""
    touched = np.zeros(len(start.lon), np.bool_)
    for closure in closures:
        x, y = _offsets(start, closure)
        east, north = _offsets(end, closure)
        dx, dy = east - x, north - y
        long = np.maximum(dx * dx + dy * dy, 1e-12)
        share = np.clip(-(x * dx + y * dy) / long, 0.0, 1.0)
        touched |= np.hypot(x + share * dx, y + share * dy) <= closure.radius_m
    return touched


def _without_crossings(
    minutes: Floats, pairs: Bools, start: Points, end: Points, shut: Sequence[WayClosure]
) -> Floats:
    """Return straight trips without those of some `pairs` that touch a shut area."""
    if not shut:
        return minutes
    rows, columns = np.nonzero(pairs)
    lines = Points(start.lon[rows], start.lat[rows]), Points(end.lon[columns], end.lat[columns])
    blocked = _crosses(*lines, shut)
    minutes[rows[blocked], columns[blocked]] = np.inf
    return minutes
