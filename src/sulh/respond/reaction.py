"""Reaction: the nearest capable unit with its way, the second choice, and what each leaves behind."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import isfinite
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulh.errors import InputError
from sulh.kernels.facility_reach import distances_m
from sulh.protect import coverage_of_matrix
from sulh.respond.busy.expected import what_uncovers
from sulh.respond.casualty import is_dark_at
from sulh.respond.reasons import closed_areas, travel_assumption, why_no_way
from sulh.respond.routes import Route, find_route
from sulh.respond.ways import Points, Vehicle, land_minutes, on_roads

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sulh.protect import ClosedArea, Demands
    from sulh.respond.units import Ability, ResponseUnit
    from sulh.respond.ways import Travel, Ways

__all__ = ["Hole", "Holes", "Reaction", "ReactionChoice", "ReactionUnits", "react"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReactionUnits:
    """Units that might go: what each can do, and the task that keeps it (by its name)."""

    units: tuple[ResponseUnit, ...]
    abilities: tuple[Ability, ...]
    out: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ReactionChoice:
    """A unit that can go: when it starts and arrives, by which way, and what it leaves behind.

    `doubt` says why it is not proven to be capable; empty: it is. `uncovered`: the weight of places that
    nobody else reaches in time; `move`: the one move that regains most of it, which takes `move_min`.
    `at_goal`: with an escort task, when it and those it escorts are at the goal.
    """

    unit: str
    start: datetime
    arrival: datetime
    minutes: float
    route: Route
    doubt: str
    uncovered: float | None
    move: str
    regained: float
    move_min: float | None
    at_goal: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reaction:
    """Who goes to a place: choices in order, the proven ones first, and why each other unit does not.

    `closures` are those that count, as circles.
    """

    lon: float
    lat: float
    ordered: datetime
    is_dark: bool
    choices: tuple[ReactionChoice, ...]
    cannot: tuple[str, ...]
    reach_min: float
    assumption: str
    closures: tuple[ClosedArea, ...] = ()


def react(
    lon: float,
    lat: float,
    ordered: datetime,
    candidates: ReactionUnits,
    ways: Ways,
    travel: Travel,
    *,
    escort_to: tuple[float, float] | None = None,
    places: Demands | None = None,
    reach_min: float = 60.0,
) -> Reaction:
    """Return who goes to a place (degrees, WGS 84) when ordered at a moment (UTC), nearest first.

    Units that are proven to be capable come before those that may be. With `escort_to` only units that escort
    count; from the place they go on to the goal in a column. `places`: what is to stay in reach.

    Raises
    ------
    InputError
        When the place or the goal is not on Earth.
    """
    for x, y in ((lon, lat), *((escort_to,) if escort_to else ())):
        if not (abs(x) <= 180.0 and abs(y) <= 90.0):
            raise InputError(
                f"lon {x:g}, lat {y:g} is not a place on Earth.",
                remedy="Give degrees, longitude from -180 to 180 and latitude from -90 to 90.",
            )
    is_dark = is_dark_at(ordered, lon, lat)
    goal = _point(lon, lat)
    rows, cannot = [], []
    for unit, ability in zip(candidates.units, candidates.abilities, strict=True):
        name = unit.origin.ref
        reason = _why_not(unit, ability, candidates.out, is_dark=is_dark, escort=bool(escort_to))
        minutes = np.inf if reason else float(unit_minutes([unit], ways, travel, goal)[0, 0])
        if not reason and not isfinite(minutes):
            base = _point(*_base(unit))
            reason = why_no_way(ways, travel, vehicle_of(unit), base, goal, name="the place")
        if reason:
            cannot.append(f"{name}: {reason}.")
            continue
        rows.append((ability.word != "able", float(unit.notice_min) + minutes, name, unit, ability))
    rows.sort(key=lambda row: row[:3])
    ready = [u for u, a in zip(candidates.units, candidates.abilities, strict=True)
             if u.origin.ref not in candidates.out and a.word != "unable"]  # fmt: skip
    trip = _Trip(ordered=ordered, goal=goal, ways=ways, travel=travel, escort_to=escort_to)
    holes = Holes(ready, ways, travel, places, reach_min)
    return Reaction(
        lon=lon,
        lat=lat,
        ordered=ordered,
        is_dark=is_dark,
        choices=tuple(
            _choice(unit, ability.reason, minutes, trip, holes)
            for _, minutes, _, unit, ability in rows
        ),
        cannot=tuple(cannot),
        reach_min=reach_min,
        assumption=travel_assumption(ways, travel),
        closures=closed_areas(travel.closures),
    )


def _why_not(
    unit: ResponseUnit, ability: Ability, out: Mapping[str, str], *, is_dark: bool, escort: bool
) -> str:
    name = unit.origin.ref
    if name in out:
        return f"is out: {out[name]}"
    if escort and not unit.escorts:
        return "does not escort"
    if is_dark and not unit.night:
        return "does not work in the dark"
    return ability.reason if ability.word == "unable" else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trip:
    """From which order, to where, how, and on to which goal of an escort."""

    ordered: datetime
    goal: Points
    ways: Ways
    travel: Travel
    escort_to: tuple[float, float] | None


def _choice(
    unit: ResponseUnit, doubt: str, minutes: float, trip: _Trip, holes: Holes
) -> ReactionChoice:
    start, ways, goal = _point(*_base(unit)), trip.ways, trip.goal
    if unit.mode == "helicopter":
        route = Route(
            lon=np.concatenate([start.lon, goal.lon]),
            lat=np.concatenate([start.lat, goal.lat]),
            minutes=minutes - float(unit.notice_min),
            road_km=0.0,
            off_km=float(distances_m(*start[:2], *goal[:2])[0, 0]) / 1000.0,
        )
    else:
        route = find_route(ways, trip.travel, vehicle_of(unit), start, goal)
    hole = holes.behind(unit)
    at_goal = None
    if trip.escort_to is not None:
        column = replace(trip.travel, is_escorted=True)
        on = land_minutes(ways, column, vehicle_of(unit), goal, _point(*trip.escort_to))[0, 0]
        if isfinite(on):
            at_goal = trip.ordered + timedelta(minutes=minutes + float(on))
    return ReactionChoice(
        unit=unit.origin.ref,
        start=trip.ordered + timedelta(minutes=float(unit.notice_min)),
        arrival=trip.ordered + timedelta(minutes=minutes),
        minutes=minutes,
        route=route,
        doubt=doubt,
        uncovered=None if hole is None else hole.weight,
        move=" to the base of ".join(hole.relocate or ()) if hole else "",
        regained=hole.regained if hole else 0.0,
        move_min=hole.move_min if hole else None,
        at_goal=at_goal,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole:
    """What a unit leaves behind: the weight that nobody else reaches in time, and the move that helps most.

    `relocate` is the unit that should move and the one to whose base; `regained` the weight it brings back,
    `move_min` how long it takes.
    """

    weight: float
    relocate: tuple[str, str] | None
    regained: float
    move_min: float | None = None


class Holes:
    """What is in reach of the units that are ready, and what each leaves behind.

    A place is in reach where notice and way together take a unit `reach_min` minutes or less.
    """

    def __init__(
        self,
        units: Sequence[ResponseUnit],
        ways: Ways,
        travel: Travel,
        places: Demands | None,
        reach_min: float,
    ) -> None:
        self.names = [each.origin.ref for each in units]
        self.coverage = None
        if places is not None and units:
            points = on_roads(ways, Points(places.lon, places.lat))
            notice = np.array([float(each.notice_min) for each in units])
            minutes = unit_minutes(units, ways, travel, points) + notice[:, None]
            self.coverage = coverage_of_matrix(minutes, reach=reach_min)
            self.weights = places.weights.mean(axis=0)
            lon, lat = np.array([_base(each) for each in units], np.float64).T
            self.moves = unit_minutes(units, ways, travel, on_roads(ways, Points(lon, lat)))

    def behind(self, unit: ResponseUnit) -> Hole | None:
        """Return what a unit leaves behind; None where no places are given."""
        if self.coverage is None:
            return None
        ready = np.ones(len(self.names), np.int64)
        at = self.names.index(unit.origin.ref)
        hole = what_uncovers(self.coverage, self.weights, ready, at, moves=self.moves)
        move = hole.relocate and (self.names[hole.relocate[0]], self.names[hole.relocate[1]])
        weight = float(self.weights[hole.demands].sum())
        return Hole(weight=weight, relocate=move, regained=hole.regained, move_min=hole.move_min)


def unit_minutes(
    units: Sequence[ResponseUnit], ways: Ways, travel: Travel, places: Points
) -> Floats:
    """Return the way of each unit to each place in minutes, float64[units, n], without its notice."""
    minutes = np.full((len(units), len(places.lon)), np.inf)
    groups: dict[tuple[str, Vehicle], list[int]] = {}
    for i, each in enumerate(units):
        groups.setdefault((each.mode, vehicle_of(each)), []).append(i)
    for (mode, vehicle), group in groups.items():
        lon, lat = np.array([_base(units[i]) for i in group], np.float64).T
        if mode == "helicopter":
            far = distances_m(lon, lat, *places[:2])
            minutes[group] = far * 0.06 / float(vehicle.top_kmh or 0)
        else:
            minutes[group] = land_minutes(ways, travel, vehicle, Points(lon, lat), places)
    return minutes


def vehicle_of(unit: ResponseUnit) -> Vehicle:
    """Return how a unit moves."""
    return Vehicle(
        top_kmh=unit.speed_kmh, weight_t=float(unit.weight_t or 0), kind=unit.vehicle or "car"
    )


def _base(unit: ResponseUnit) -> tuple[float, float]:
    return unit.place.lon or 0.0, unit.place.lat or 0.0


def _point(lon: float, lat: float) -> Points:
    return Points(np.array([lon], np.float64), np.array([lat], np.float64))
