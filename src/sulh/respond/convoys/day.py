"""One depot's day: which vehicles get an escort, how needs are split into loads, and the trips."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulh.protect import parse_clock
from sulh.respond.convoys.amounts import room_of, split_amount
from sulh.respond.convoys.columns import column_room, share_load
from sulh.respond.convoys.fleet import escort_choices
from sulh.respond.convoys.hours import DAY_MIN, DriveTime, hour_shares
from sulh.respond.convoys.routes import Crew, DayProblem, Load, find_trips

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from sulh.respond.convoys.amounts import Measure
    from sulh.respond.convoys.assign import Links
    from sulh.respond.convoys.columns import Column
    from sulh.respond.convoys.fleet import Carrier, Depot, Profile
    from sulh.respond.convoys.records import ReliefNeed, ReliefVehicle
    from sulh.respond.convoys.routes import Search, VehicleTrips

__all__ = ["DayWork", "DepotDay", "Stop", "Trip", "VehicleDay", "plan_depot"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

PRIZE = 1_000_000
"""A whole need of the lowest priority, against a second of driving, which costs 1."""
PRIORITY = 3
"""That of a need without one."""
URGENCY = 4.0
"""How much more a priority counts than the next lower one."""
SHARE_MIN = 0.1
LEVELS_MAX = 3
"""So many sizes of loads are tried: for the largest vehicle, the next largest, and the one after it."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A load's delivery: the need, its steps, when the vehicle arrives, unloading begins, ends (minutes)."""

    need: int
    amount: int
    arrives: float
    begins: float
    ends: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """One trip, in minutes after local midnight: loading begins, the vehicle leaves, stops, it is back."""

    loading: float
    leaves: float
    back: float
    stops: tuple[Stop, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VehicleDay:
    """What one vehicle does on a day; `kind` is the position of its sort, `escort` empty: none.

    `profile` decides its ways, together with its escort.
    """

    day: date
    depot: int
    vehicle: str
    kind: int
    escort: str
    profile: Profile
    trips: tuple[Trip, ...]

    @property
    def stops(self) -> tuple[Stop, ...]:
        """Return the stops of all trips."""
        return tuple(stop for trip in self.trips for stop in trip.stops)

    @property
    def way_min(self) -> float:
        """Return the minutes that it drives."""
        total = 0.0
        for trip in self.trips:
            before = trip.leaves
            for stop in trip.stops:
                total += stop.arrives - before
                before = stop.ends
            total += trip.back - before
        return total


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DepotDay:
    """The runs of a depot on a day, the steps that each need gets, and what that is worth."""

    runs: tuple[VehicleDay, ...]
    amounts: Ints
    worth: float
    way_min: float

    @property
    def rank(self) -> tuple[float, float, int]:
        """Return what makes one plan better than another: worth, then less driving, then fewer loads."""
        loads = sum(len(each.stops) for each in self.runs)
        return round(self.worth, 9), -round(self.way_min, 3), -loads


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DayWork:
    """Everything that a day's plan rests on; `travel` gives minutes by profile, depots first, then needs."""

    day: date
    needs: tuple[ReliefNeed, ...]
    measures: tuple[Measure, ...]
    vehicles: tuple[ReliefVehicle, ...]
    depots: tuple[Depot, ...]
    points: tuple[tuple[float, float] | None, ...]
    spans: tuple[tuple[float, float], ...]
    load_min: float
    unload_min: float
    travel: Callable[[Profile], Floats]
    columns: tuple[Column, ...] = ()

    def unload(self, need: int) -> float:
        """Return the minutes of unloading at a need."""
        own = self.needs[need].unload_min
        return self.unload_min if own is None else float(own)

    def window(self, need: int) -> tuple[float, float]:
        """Return when a need can be unloaded, in minutes after local midnight."""
        own = self.needs[need]
        return (
            parse_clock(own.opens) if own.opens else 0.0,
            parse_clock(own.closes) if own.closes else DAY_MIN,
        )

    def trip(self, need: int, depot: int, profile: Profile) -> DriveTime:
        """Return a trip to one need and back."""
        table, at = self.travel(profile), len(self.depots) + need
        opens, closes = self.window(need)
        return DriveTime(
            load=self.load_min,
            go=float(table[depot, at]),
            unload=self.unload(need),
            back=float(table[at, depot]),
            opens=opens,
            closes=closes,
        )

    def column_of(self, vehicle: ReliefVehicle) -> Column | None:
        """Return the column that is planned as this vehicle; None: it is one vehicle."""
        name = (vehicle.depot, vehicle.column)
        return next((each for each in self.columns if (each.depot, each.name) == name), None)

    def largest(self, need: int, vehicle: ReliefVehicle) -> int:
        """Return the largest load of a need that a vehicle or column takes, in steps."""
        measure, column = self.measures[need], self.column_of(vehicle)
        if column is None:
            return measure.largest(room_of(vehicle))
        whole = measure.largest(room_of(vehicle))
        return int(share_load(column, [(measure, whole)]).sum())

    def weights(self) -> Floats:
        """Return what the whole of each need counts: by priority, and twice on its last day or later."""
        return np.array(
            [
                URGENCY ** (5 - (each.priority or PRIORITY))
                * (2.0 if each.due is not None and each.due <= self.day else 1.0)
                for each in self.needs
            ]
        )


def plan_depot(
    work: DayWork, links: Links, depot: int, amounts: Ints, left: Ints, search: Search
) -> DepotDay:
    """Return the best of some plans to deliver `amounts` (int64[needs], steps) from a depot.

    The plans differ in which vehicles get an escort, in the size of loads, and in how drivers' hours are
    shared between the spans of the day. Each is tried briefly, the best again in full.
    """
    nothing = DepotDay(runs=(), amounts=np.zeros(len(amounts), np.int64), worth=0.0, way_min=0.0)
    if not amounts.any():
        return nothing
    sizes = _sizes(links, depot, amounts)
    levels = range(min(LEVELS_MAX, max(map(len, sizes.values()))))
    needed = any(work.needs[i].escort for i in sizes)
    options = [
        _problem(work, depot, amounts, left, sizes, (carriers, level, way))
        for carriers, level in product(
            escort_choices(work.depots[depot], work.vehicles, needed=needed), levels
        )
        for way in range(_ways_of_hours(work, carriers))
    ]
    short = replace(search, iterations=max(10, search.iterations // 4))
    if search.seconds is not None:
        short = replace(short, seconds=search.seconds / (2 * len(options)))
    best, choice = nothing, options[0]
    if len(options) > 1:
        for option in options:
            trial = _read(work, depot, option, find_trips(option[0], short))
            if trial.rank > best.rank:
                best, choice = trial, option
    last = _read(work, depot, choice, find_trips(choice[0], search))
    return max(best, last, key=lambda each: each.rank)


def _sizes(links: Links, depot: int, amounts: Ints) -> dict[int, list[int]]:
    """Return for each need with an amount the largest loads of the depot's vehicles, largest first."""
    result: dict[int, list[int]] = {}
    for i in np.flatnonzero(amounts):
        own = links.largest[(links.need == i) & (links.depot == depot)]
        result[int(i)] = sorted({int(each) for each in own}, reverse=True)
    return result


def _ways_of_hours(work: DayWork, carriers: tuple[Carrier, ...]) -> int:
    return max((len(hour_shares(work.spans, each.hours_max)) for each in carriers), default=1)


Option = tuple[DayProblem, tuple[tuple[int, int], ...], Floats]


def _problem(
    work: DayWork,
    depot: int,
    amounts: Ints,
    left: Ints,
    sizes: dict[int, list[int]],
    choice: tuple[tuple[Carrier, ...], int, int],
) -> Option:
    """Return the problem of one option, the need and steps of each load, and what a step is worth.

    `choice`: the carriers, which of the `sizes` of loads, and which way of sharing hours.
    """
    carriers, level, way = choice
    members = list(sizes)
    place = {i: n for n, i in enumerate(members, start=1)}
    weights = work.weights()
    step = weights / np.maximum(left, 1)
    loads, parts = [], []
    for i in members:
        opens, closes = work.window(i)
        largest = sizes[i][min(level, len(sizes[i]) - 1)]
        for part in split_amount(int(amounts[i]), largest):
            share = max(SHARE_MIN, part / max(int(left[i]), 1))
            parts.append((i, part))
            loads.append(
                Load(
                    place=place[i],
                    takes=work.measures[i].load(part),
                    unload=work.unload(i),
                    opens=opens,
                    closes=closes,
                    prize=round(PRIZE * weights[i] * share),
                    needs_escort=work.needs[i].escort,
                )
            )
    rows = np.array([depot, *(len(work.depots) + i for i in members)])
    problem = DayProblem(
        loads=tuple(loads),
        carriers=tuple(_roomy(work, each, loads) for each in carriers),
        crews=tuple(_crews(work, carriers, rows, way)),
        load_min=work.load_min,
    )
    return problem, tuple(parts), step


def _roomy(work: DayWork, carrier: Carrier, loads: list[Load]) -> Carrier:
    """Return a carrier; a column's with the room that its vehicles have for these loads one by one."""
    column = work.column_of(work.vehicles[carrier.kind])
    if column is None:
        return carrier
    return replace(carrier, room=column_room(column, np.array([each.takes for each in loads])))


def _crews(work: DayWork, carriers: tuple[Carrier, ...], rows: Ints, way: int) -> Iterator[Crew]:
    for c, carrier in enumerate(carriers):
        travel = work.travel(carrier.profile)[np.ix_(rows, rows)]
        shares = hour_shares(work.spans, carrier.hours_max)
        for (start, end), limit in zip(work.spans, shares[min(way, len(shares) - 1)], strict=True):
            if limit > 0.0:
                yield Crew(c, start, end, limit, travel)


def _read(work: DayWork, depot: int, option: Option, trips: tuple[VehicleTrips, ...]) -> DepotDay:
    """Return a solution in the words of the plan; what a vehicle does in several spans is one run."""
    problem, parts, step = option
    runs: dict[tuple[int, int], list[Trip]] = {}
    for each in trips:
        crew = problem.crews[each.crew]
        own = runs.setdefault((crew.carrier, each.number), [])
        for loading, leaves, back, visits in each.trips:
            stops = []
            for visit in visits:
                need, part = parts[visit.load]
                stops.append(Stop(need, part, visit.arrives, visit.begins, visit.ends))
            kind = work.vehicles[problem.carriers[crew.carrier].kind]
            fit = tuple(_stops_that_fit(work, kind, stops))
            if fit:
                own.append(Trip(loading=loading, leaves=leaves, back=back, stops=fit))
    days = []
    for (c, number), own in sorted(runs.items()):
        if not own:
            continue
        carrier = problem.carriers[c]
        days.append(
            VehicleDay(
                day=work.day,
                depot=depot,
                vehicle=carrier.names[number],
                kind=carrier.kind,
                escort=carrier.escorts[number] if carrier.has_escort else "",
                profile=carrier.profile,
                trips=tuple(sorted(own, key=lambda trip: trip.loading)),
            )
        )
    amounts = np.zeros(len(work.needs), np.int64)
    for run in days:
        for stop in run.stops:
            amounts[stop.need] += stop.amount
    return DepotDay(
        runs=tuple(days),
        amounts=amounts,
        worth=float(step @ amounts),
        way_min=sum(each.way_min for each in days),
    )


def _stops_that_fit(work: DayWork, kind: ReliefVehicle, stops: list[Stop]) -> Iterator[Stop]:
    """Yield the stops of a trip, of a column's as much as its vehicles have room for one by one."""
    column = work.column_of(kind)
    if column is None:
        yield from stops
        return
    shares = share_load(column, [(work.measures[each.need], each.amount) for each in stops])
    for stop, amount in zip(stops, shares.sum(axis=0).tolist(), strict=True):
        if amount:
            yield replace(stop, amount=amount)
