"""Who can serve what: ways, windows, escorts and capacities of each need, depot and sort of vehicle."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulh.kernels.least_sums import shortest_among
from sulh.respond.convoys.amounts import room_of
from sulh.respond.convoys.assign import Links
from sulh.respond.convoys.fleet import Profile, profile_of, supply_key
from sulh.respond.convoys.hours import DAY_MIN, DriveTime, trip_fits
from sulh.respond.ways import Points, Vehicle, land_minutes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from decimal import Decimal

    from sulh.respond.convoys.day import DayWork
    from sulh.respond.convoys.fleet import Depot
    from sulh.respond.convoys.records import ReliefNeed, ReliefVehicle
    from sulh.respond.convoys.ways import ConvoyWays
    from sulh.respond.ways import Travel

__all__ = ["find_links", "profile_vehicle", "travel_tables"]

Floats = NDArray[np.float64]


def travel_tables(
    ways: ConvoyWays,
    depots: Sequence[Depot],
    points: Sequence[tuple[float, float] | None],
    travel: Travel,
) -> Callable[[Profile], Floats]:
    """Return a function from a profile to minutes, float64[d + n, d + n]: depots first, then needs.

    A way goes by other places where that is faster, so that a stop left out never makes a convoy late.
    A need at an unknown place has no way.
    """
    at = [each or (0.0, 0.0) for each in points]
    everything = [*((each.lon, each.lat) for each in depots), *at]
    lon, lat = (np.array(each, np.float64) for each in zip(*everything, strict=True))
    unknown = [len(depots) + i for i, each in enumerate(points) if each is None]
    tables: dict[Profile, Floats] = {}

    def of(profile: Profile) -> Floats:
        if profile not in tables:
            tables[profile] = _table(ways, profile, Points(lon, lat), travel)
            tables[profile][unknown, :] = np.inf
            tables[profile][:, unknown] = np.inf
        return tables[profile]

    return of


def _table(
    ways: ConvoyWays,
    profile: Profile,
    points: Points,
    travel: Travel,
) -> Floats:
    own = ways.of(profile.classes)
    if own is None:
        return np.full((len(points.lon), len(points.lon)), np.inf)
    return shortest_among(land_minutes(own, travel, profile_vehicle(profile), points, points))


def profile_vehicle(profile: Profile) -> Vehicle:
    """Return what counts about the vehicles of a profile on their way."""
    top = None if profile.top_kmh is None else float(profile.top_kmh)
    return Vehicle(top, profile.weight_t)


def find_links(work: DayWork) -> tuple[Links, dict[int, str]]:
    """Return who can serve what on a day, and for each need that nobody can serve the reason."""
    rows: list[tuple[int, int, int, int, int, int, float, float]] = []
    reasons: dict[int, str] = {}
    for i, each in enumerate(work.needs):
        own, reason = _links_of(work, i, each)
        rows += own
        if not own:
            reasons[i] = reason
    columns = list(zip(*rows, strict=True)) or [()] * 8
    whole = [np.array(each, np.int64) for each in columns[:6]]
    minutes, way = (np.array(each, np.float64) for each in columns[6:])
    day = sum(end - start for start, end in work.spans)
    time = [vehicle.count * min(day, _driving_min(vehicle.hours_max)) for vehicle in work.vehicles]
    need, depot, kind, unit, room, largest = whole
    links = Links(
        need=need,
        depot=depot,
        kind=kind,
        unit=unit,
        room=room,
        largest=largest,
        minutes=minutes,
        way=way,
        time=np.array(time),
    )
    return links, reasons


def _links_of(
    work: DayWork, i: int, need: ReliefNeed
) -> tuple[list[tuple[int, int, int, int, int, int, float, float]], str]:
    """Return a need's links, or the reason of the depot and vehicle that came closest to one."""
    measure = work.measures[i]
    if work.points[i] is None:
        return [], f"The place {need.place.name!r} is not known: give it lon and lat."
    key = supply_key(need.supply, need.unit)
    stocked = [d for d, depot in enumerate(work.depots) if depot.stock.get(key)]
    if not stocked:
        return [], _no_stock(work.depots, need)
    rows = []
    closest = (0, "")
    for d in stocked:
        for k in work.depots[d].vehicles:
            room = room_of(work.vehicles[k])
            largest = work.largest(i, work.vehicles[k])
            if not largest:
                reason = f"No vehicle at a depot with {need.supply} can carry it in {need.unit}."
                closest = max(closest, (1, reason))
                continue
            if need.escort and not work.depots[d].escorts and not work.vehicles[k].escort:
                closest = max(closest, (2, "It needs an escort, and there is none."))
                continue
            trips = [
                (trip, profile)
                for profile in _profiles(work, d, work.vehicles[k], need)
                if np.isfinite((trip := work.trip(i, d, profile)).go + trip.back)
            ]
            if not trips:
                reason = "No way leads there and back: closed, too heavy, or no road of its class."
                closest = max(closest, (3, reason))
                continue
            limit = _driving_min(work.vehicles[k].hours_max)
            fit = [trip for trip, _ in trips if trip_fits(trip, work.spans, limit)]
            if not fit:
                shortest = min((trip for trip, _ in trips), key=lambda each: each.whole)
                closest = max(closest, (4, _no_time(shortest, work, limit, need)))
                continue
            best = min(fit, key=lambda each: each.whole)
            rows.append(
                (
                    i,
                    d,
                    k,
                    measure.unit,
                    int(room[measure.unit]),
                    largest,
                    best.whole,
                    best.go + best.back,
                )
            )
    return rows, closest[1] or "No vehicle stands at a depot that has it."


def _profiles(work: DayWork, d: int, vehicle: ReliefVehicle, need: ReliefNeed) -> Iterator[Profile]:
    own = profile_of(vehicle)
    if not need.escort or vehicle.escort:
        yield own
        return
    for k in work.depots[d].escorts:
        theirs = profile_of(work.vehicles[k])
        if not own.has_no_road(theirs):
            yield own.joined(theirs)


def _no_stock(depots: Sequence[Depot], need: ReliefNeed) -> str:
    """Say that there is no stock; and whether it is there in another unit."""
    name = need.supply.casefold()
    others = sorted(
        {unit for depot in depots for (supply, unit), there in depot.stock.items()
         if supply == name and unit != need.unit and there}
    )  # fmt: skip
    if others:
        return (
            f"{need.supply} is needed in {need.unit}, and lies in depots in {', '.join(others)}: "
            "give both in one unit."
        )
    return f"No depot has {need.supply} in {need.unit}."


def _no_time(trip: DriveTime, work: DayWork, limit: float, need: ReliefNeed) -> str:
    """Say why a trip fits into no part of the day."""
    whole = f"{trip.whole / 60.0:.1f} h"
    if trip.whole > limit:
        return f"The trip there and back takes {whole}, and a driver's day has {limit / 60.0:g} h."
    longest = max(end - start for start, end in work.spans)
    if trip.whole > longest:
        return f"The trip there and back takes {whole}, and curfews and hours leave {longest / 60.0:.1f} h."
    window = f"{need.opens or '00:00'} to {need.closes or '24:00'}"
    return f"The window {window} is impossible: no vehicle can arrive, unload and be back in hours."


def _driving_min(hours_max: Decimal | None) -> float:
    """Return a driver's longest day in minutes; 0 hours are none at all."""
    return DAY_MIN if hours_max is None else 60.0 * float(hours_max)
