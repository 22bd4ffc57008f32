"""A second look at a plan of convoys: every rule again, from the plan's own words, without the solver."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from sulh.protect import parse_clock
from sulh.respond.convoys.amounts import STEP
from sulh.respond.convoys.columns import share_load
from sulh.respond.convoys.fleet import names_of, profile_of, supply_key
from sulh.respond.convoys.hours import DAY_MIN
from sulh.respond.convoys.links import travel_tables
from sulh.respond.convoys.records import UNITS
from sulh.respond.ways import travel_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sulh.respond.convoys.day import Stop, Trip, VehicleDay
    from sulh.respond.convoys.plan import ConvoyPlan
    from sulh.respond.convoys.ways import ConvoyWays

__all__ = ["plan_faults"]

SLACK = 1e-6
"""Minutes; PyVRP's whole seconds are rounded to the safe side."""


def plan_faults(plan: ConvoyPlan, ways: ConvoyWays) -> tuple[str, ...]:
    """Return a sentence for each rule that a plan breaks: none, for a plan that can be driven."""
    return (
        *_double_use(plan),
        *(fault for run in plan.runs for fault in _run(plan, ways, run)),
        *_amounts(plan),
    )


def _double_use(plan: ConvoyPlan) -> Iterator[str]:
    """Say where a vehicle or an escort is used twice on a day, or does not exist."""
    used = set()
    for run in plan.runs:
        vehicle = plan.vehicles[run.kind]
        depot = plan.depots[run.depot].name
        if run.vehicle not in names_of(vehicle) or vehicle.depot != depot:
            yield f"{run.vehicle} does not stand at {depot}."
        for name in filter(None, (run.vehicle, run.escort)):
            if (run.day, depot, name) in used:
                yield f"{name} is used twice on {run.day}."
            used.add((run.day, depot, name))
        escorts = {
            name
            for each in plan.vehicles
            if each.escort and each.depot == depot
            for name in names_of(each)
        }
        if run.escort and run.escort not in escorts:
            yield f"{run.escort} is no escort of {depot}."


def _run(plan: ConvoyPlan, ways: ConvoyWays, run: VehicleDay) -> Iterator[str]:
    """Say what is wrong with one vehicle's day."""
    spans = plan.hours.spans
    spent: dict[tuple[float, float], list[float]] = defaultdict(list)
    before = -1.0
    for trip in run.trips:
        if trip.loading < before - SLACK:
            yield f"{run.vehicle} loads before it is back on {run.day}."
        before = trip.back
        span = next(
            (s for s in spans if s[0] - SLACK <= trip.loading and trip.back <= s[1] + SLACK), None
        )
        if span is None:
            yield f"{run.vehicle} is out in a curfew or outside its hours on {run.day}."
        else:
            spent[span] += [trip.loading, trip.back]
        yield from _load(plan, run, trip)
        yield from _column_load(plan, run, trip)
        yield from _times(plan, ways, run, trip)
    limits = [plan.vehicles[run.kind].hours_max]
    limits += [
        each.hours_max for each in plan.vehicles if run.escort and run.escort in names_of(each)
    ]
    hours = min((float(each) for each in limits if each is not None), default=24.0)
    worked = sum(max(each) - min(each) for each in spent.values())
    if worked > 60.0 * hours + SLACK:
        yield f"{run.vehicle} works {worked / 60.0:.2f} h on {run.day}; its day has {hours:g} h."


def _load(plan: ConvoyPlan, run: VehicleDay, trip: Trip) -> Iterator[str]:
    """Say where a trip takes more than its vehicle holds."""
    total = _taken(plan, trip.stops)
    room = dict(zip(UNITS, plan.vehicles[run.kind].capacity, strict=True))
    for unit in UNITS:
        if total[unit] > room[unit]:
            yield f"{run.vehicle} takes {total[unit]} {unit} and holds {room[unit]}."


def _taken(plan: ConvoyPlan, stops: Sequence[Stop]) -> dict[str, Decimal]:
    """Return what goods take, by unit."""
    total: dict[str, Decimal] = dict.fromkeys(UNITS, Decimal(0))
    for stop in stops:
        need = plan.needs[stop.need]
        amount = stop.amount * STEP[need.unit]
        total[need.unit] += amount
        for unit, each in (("kg", need.kg_each), ("m3", need.m3_each)):
            if each is not None and unit != need.unit:
                total[unit] += amount * each
    return total


def _column_load(plan: ConvoyPlan, run: VehicleDay, trip: Trip) -> Iterator[str]:
    """Say where a vehicle of a column takes more than it holds, or goods of its trip are on none."""
    column = plan.column_of(run)
    if column is None:
        return
    shares = share_load(column, [(plan.measures[each.need], each.amount) for each in trip.stops])
    for stop, amount in zip(trip.stops, shares.sum(axis=0).tolist(), strict=True):
        if amount != stop.amount:
            yield f"{run.vehicle} takes {stop.amount} for a need, and its vehicles have room for {amount}."
    for (name, vehicle), own in zip(column.members, shares.tolist(), strict=True):
        stops = [replace(stop, amount=n) for stop, n in zip(trip.stops, own, strict=True)]
        total, room = _taken(plan, stops), dict(zip(UNITS, vehicle.capacity, strict=True))
        for unit in UNITS:
            if total[unit] > room[unit]:
                yield f"{name} takes {total[unit]} {unit} and holds {room[unit]}."


def _times(plan: ConvoyPlan, ways: ConvoyWays, run: VehicleDay, trip: Trip) -> Iterator[str]:
    """Say where a vehicle is faster than its ways, or unloads outside a window."""
    own = plan.vehicles[run.kind]
    profile = profile_of(own)
    if run.escort:
        escorts = [each for each in plan.vehicles if run.escort in names_of(each)]
        for each in escorts[:1]:
            profile = profile.joined(profile_of(each))
    table = travel_tables(
        ways,
        plan.depots,
        plan.points,
        travel_on(plan.travel, plan.closures, run.day),
    )(profile)
    at, clock = run.depot, trip.leaves
    if trip.leaves < trip.loading + plan.hours.load_min - SLACK:
        yield f"{run.vehicle} leaves before it is loaded on {run.day}."
    for stop in trip.stops:
        need, there = plan.needs[stop.need], len(plan.depots) + stop.need
        name = need.origin.ref
        if need.escort and not run.escort and not own.escort:
            yield f"{run.vehicle} goes to {name} without an escort."
        if stop.arrives < clock + table[at, there] - SLACK:
            yield f"{run.vehicle} is at {name} faster than any way leads there."
        opens = parse_clock(need.opens) if need.opens else 0.0
        closes = parse_clock(need.closes) if need.closes else DAY_MIN
        unload = plan.hours.unload_min if need.unload_min is None else float(need.unload_min)
        if stop.begins < max(stop.arrives, opens) - SLACK or stop.ends > closes + SLACK:
            yield f"{run.vehicle} unloads at {name} outside its window."
        if stop.ends < stop.begins + unload - SLACK:
            yield f"{run.vehicle} unloads at {name} too fast."
        at, clock = there, stop.ends
    if trip.back < clock + table[at, run.depot] - SLACK:
        yield f"{run.vehicle} is back faster than any way leads there."


def _amounts(plan: ConvoyPlan) -> Iterator[str]:
    """Say where more is delivered than lies in a depot, or a need's parts are not its whole."""
    outflow: dict[tuple[int, tuple[str, str]], int] = defaultdict(int)
    parts = [0] * len(plan.needs)
    for run in plan.runs:
        for stop in run.stops:
            need = plan.needs[stop.need]
            outflow[run.depot, supply_key(need.supply, need.unit)] += stop.amount
            parts[stop.need] += stop.amount
    for (depot, key), amount in outflow.items():
        if amount > plan.depots[depot].stock.get(key, 0):
            yield f"{plan.depots[depot].name} gives more {key[0]} than it has."
    for each in plan.unserved:
        parts[each.need] += each.amount
    for i, (amount, measure) in enumerate(zip(parts, plan.measures, strict=True)):
        if amount != measure.amount:
            yield f"{plan.needs[i].origin.ref}: its parts are {amount}, and it is {measure.amount}."
