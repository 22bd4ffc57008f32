"""Flight from violence: where the people who flee are expected to arrive, by day and camp.

The rules are those of Suleimenova, Bell and Groen, "A generalized simulation development approach for
predicting refugee destinations", Scientific Reports 7:13377 (2017), written anew from their description. How
many flee is given, not foretold: what is simulated is where they go. Persons are amounts; nobody is followed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from sulh.kernels.flight import flow_day

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

__all__ = [
    "Closure",
    "ClosureKind",
    "FlightCase",
    "FlightPlace",
    "FlightResult",
    "FlightRoute",
    "FlightRules",
    "PlaceKind",
    "is_closed",
    "newly_fled",
    "pushes",
    "simulate_flight",
]

ClosureKind = Literal["country", "location", "link"]
PlaceKind = Literal["conflict", "town", "hub", "camp"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FlightPlace:
    """A place of a case.

    `lon` and `lat` are WGS 84 degrees. A place of kind `conflict` is a town before `conflict_day`, counted from
    the first day; `people` live there. `capacity` is how many a camp holds, 0 for as many as come.
    """

    name: str
    country: str
    lon: float
    lat: float
    kind: PlaceKind
    conflict_day: int = 0
    people: int = 0
    capacity: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FlightRoute:
    """A way between two places, `km` long; everybody who leaves `forced_from` takes it, where that is named."""

    one: str
    two: str
    km: int
    forced_from: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """Routes that are closed from the day `start` until the day `end` (not included).

    Days count from the first. Of kind `country`, those between two countries; `link`, between two places;
    `location`, all of `one`.
    """

    kind: ClosureKind
    one: str
    two: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FlightCase:
    """A real flight: the places, the routes, and how many were registered in each camp on each day.

    `registered` has `days` numbers for each camp, which are kept apart from what is simulated.
    """

    name: str
    start: date
    days: int
    places: tuple[FlightPlace, ...]
    routes: tuple[FlightRoute, ...]
    closures: tuple[Closure, ...]
    registered: Mapping[str, tuple[float, ...]]

    @property
    def camps(self) -> tuple[str, ...]:
        """The camps, in the order of the places."""
        return tuple(each.name for each in self.places if each.kind == "camp")


@dataclass(frozen=True, slots=True, kw_only=True)
class FlightRules:
    """What is assumed: by default what the article assumes."""

    km_a_day: int = 200
    leaves_conflict: float = 1.0
    leaves_town: float = 0.3
    leaves_camp: float = 0.001
    leaves_hub: float = 1.0
    conflict_pull: float = 0.25
    town_pull: float = 1.0
    camp_pull: float = 2.0
    has_capacities: bool = True
    has_closures: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class FlightResult:
    """What was simulated: people in each camp, and on the way, on each day.

    `in_camps` has the shape (days, camps), in the order of the case's camps; `on_way` has (days,).
    """

    in_camps: Floats
    on_way: Floats


def newly_fled(case: FlightCase) -> Floats:
    """Return how many flee on each day: by how much the sum of the camps passes its highest so far.

    The first day has none: who was registered then is in the camps already. Shape (days,).
    """
    total = np.sum([case.registered[name] for name in case.camps], axis=0)
    highest = np.maximum.accumulate(total)
    return np.diff(highest, prepend=highest[0])


def pushes(case: FlightCase, day: int) -> Floats:
    """Return the share of a day's people that flee from each place: by those who live where violence has begun.

    Where none has yet, they flee from the places where it begins first. Shape (places,).
    """
    begins = [each.conflict_day for each in case.places if each.kind == "conflict"]
    latest = max(day, min(begins, default=0))
    living: Floats = np.array(
        [
            each.people if each.kind == "conflict" and each.conflict_day <= latest else 0
            for each in case.places
        ],
        dtype=float,
    )
    return living / max(float(living.sum()), 1.0)


def is_closed(case: FlightCase, route: FlightRoute, day: int) -> bool:
    """Say whether a route is closed on a day."""
    country = {each.name: each.country for each in case.places}
    ends = {route.one, route.two}
    return any(
        closure.start <= day < closure.end
        and (
            (closure.kind == "location" and closure.one in ends)
            or (closure.kind == "link" and ends == {closure.one, closure.two})
            or (
                closure.kind == "country"
                and {country[route.one], country[route.two]} == {closure.one, closure.two}
            )
        )
        for closure in case.closures
    )


def simulate_flight(case: FlightCase, rules: FlightRules | None = None) -> FlightResult:
    """Return where those who fled are expected to be on each day of a case.

    On the first day the camps have those who were registered. On each later day the newly fled begin where
    there is violence, and everybody who is not on a route decides: a place is left with its chance; a route
    out of it is taken by the pull of its end over its length, less where the end is nearly full; what is left
    of the day's kilometres is gone in the same way. It is the mean of what persons would do one by one, so
    that there is no chance in it: the same case gives the same answer.
    """
    rules = rules or FlightRules()
    if not rules.has_closures:
        case = replace(case, closures=())
    at = {each.name: n for n, each in enumerate(case.places)}
    links = sorted(
        (at[one], at[two], route.km, route.forced_from == one, n)
        for n, route in enumerate(case.routes)
        for one, two in ((route.one, route.two), (route.two, route.one))
    )
    first = np.searchsorted([each[0] for each in links], np.arange(len(case.places) + 1))
    to = np.array([each[1] for each in links], dtype=np.int64)
    km = np.array([each[2] for each in links], dtype=np.int64)
    forced = np.array([each[3] for each in links], dtype=np.bool_)
    here = np.zeros(len(case.places))
    camps = np.array([at[name] for name in case.camps], dtype=np.int64)
    here[camps] = [case.registered[name][0] for name in case.camps]
    ways = np.zeros((len(links), int(km.max(initial=0)) + 1))
    capacity = np.array([each.capacity * rules.has_capacities for each in case.places], dtype=float)
    new = newly_fled(case)
    turns = {1, *(day for each in case.closures for day in (each.start, each.end))}
    opened = np.ones(len(links))
    in_camps, on_way = np.empty((case.days, len(camps))), np.zeros(case.days)
    in_camps[0] = here[camps]
    for day in range(1, case.days):
        here += new[day] * pushes(case, day)
        leaves, draws = _of_places(case, rules, day)
        if day in turns:
            closed = [is_closed(case, each, day) for each in case.routes]
            opened = np.array([not closed[each[4]] for each in links], dtype=float)
        flow_day(
            here, ways, leaves, first, to, km,
            opened * draws[to] / km, forced, capacity, rules.km_a_day,
        )  # fmt: skip
        in_camps[day] = here[camps]
        on_way[day] = here.sum() + ways.sum() - in_camps[day].sum()
    return FlightResult(in_camps=in_camps, on_way=on_way)


def _of_places(case: FlightCase, rules: FlightRules, day: int) -> tuple[Floats, Floats]:
    """Return the chances that places are left, and what draws people to them, on a day."""
    leaves, draws = [], []
    for each in case.places:
        is_violent = each.kind == "conflict" and each.conflict_day <= day
        if is_violent:
            leaves.append(rules.leaves_conflict)
            draws.append(rules.conflict_pull)
        elif each.kind == "camp":
            leaves.append(rules.leaves_camp)
            draws.append(rules.camp_pull)
        else:
            leaves.append(rules.leaves_hub if each.kind == "hub" else rules.leaves_town)
            draws.append(rules.town_pull)
    return np.array(leaves), np.array(draws)
