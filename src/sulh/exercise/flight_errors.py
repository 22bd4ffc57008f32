"""How far a simulated flight is from what was registered, and how far naive guesses are.

The measure is the averaged relative difference of Suleimenova, Bell and Groen (2017): the absolute differences
of all camps over all who were registered. A person in the wrong camp counts twice in it, where they are and
where they are not, so that one less half of it is the share in the right camp.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from sulh.exercise.flight import (
    FlightResult,
    FlightRules,
    is_closed,
    newly_fled,
    pushes,
    simulate_flight,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from sulh.exercise.flight import FlightCase

    Floats = NDArray[np.float64]

__all__ = [
    "FLIGHT_RIVALS",
    "FLIGHT_VARIANTS",
    "FlightCheck",
    "FlightError",
    "check_flight",
    "flight_errors",
    "naive_flight",
]

SETTLED = 12
"""The day after which the article says how many destinations are right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlightError:
    """The averaged relative difference: on each day, in the mean of the days after the first, and after day 12.

    `scaled` are the same with the simulated people scaled to as many as were registered, so that those still on
    their way count for nothing. `worst` is the highest of the scaled after day 12.
    """

    by_day: Floats
    scaled_by_day: Floats
    mean: float
    scaled: float
    scaled_later: float
    worst: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FlightCheck:
    """A case, its simulation, and the errors of it, of naive guesses, and under other assumptions."""

    case: FlightCase
    result: FlightResult
    error: FlightError
    rivals: Mapping[str, FlightError]
    variants: Mapping[str, FlightError]


def flight_errors(case: FlightCase, in_camps: Floats) -> FlightError:
    """Return the errors of people in camps, (days, camps) in the order of the case's camps."""
    real = np.array([case.registered[name] for name in case.camps]).T
    total = np.maximum(real.sum(axis=1), 1.0)
    by_day = np.abs(in_camps - real).sum(axis=1) / total
    factor = total / np.maximum(in_camps.sum(axis=1), 1e-9)
    scaled = np.abs(in_camps * factor[:, None] - real).sum(axis=1) / total
    later = scaled[SETTLED + 1 :] if case.days > SETTLED + 1 else scaled[1:]
    return FlightError(
        by_day=by_day,
        scaled_by_day=scaled,
        mean=float(by_day[1:].mean()),
        scaled=float(scaled[1:].mean()),
        scaled_later=float(later.mean()),
        worst=float(later.max()),
    )


def _km_to_camps(case: FlightCase, day: int) -> Floats:
    """Return the shortest way over open routes from each place to each camp, infinite where there is none."""
    at = {each.name: n for n, each in enumerate(case.places)}
    out: list[list[tuple[int, int]]] = [[] for _ in case.places]
    for route in case.routes:
        if not is_closed(case, route, day):
            out[at[route.one]].append((at[route.two], route.km))
            out[at[route.two]].append((at[route.one], route.km))
    shortest = np.full((len(case.places), len(case.camps)), np.inf)
    for camp, name in enumerate(case.camps):
        queue = [(0, at[name])]
        while queue:
            km, place = heapq.heappop(queue)
            if shortest[place, camp] <= km:
                continue
            shortest[place, camp] = km
            for other, further in out[place]:
                heapq.heappush(queue, (km + further, other))
    return shortest


def _to_nearest(case: FlightCase, day: int) -> Floats:
    km = _km_to_camps(case, day)
    shares = np.zeros_like(km)
    reached = np.isfinite(km).any(axis=1)
    shares[reached, km[reached].argmin(axis=1)] = 1.0
    return shares


def _by_distance(case: FlightCase, day: int) -> Floats:
    near: Floats = 1.0 / np.maximum(_km_to_camps(case, day), 1.0)
    total: Floats = np.maximum(near.sum(axis=1, keepdims=True), 1e-300)
    return near / total


def _evenly(case: FlightCase, day: int) -> Floats:
    del day
    return np.full((len(case.places), len(case.camps)), 1.0 / len(case.camps))


def _as_on_first_day(case: FlightCase, day: int) -> Floats:
    before = np.array([case.registered[name][0] for name in case.camps])
    if before.sum() == 0.0:
        return _evenly(case, day)
    return np.tile(before / before.sum(), (len(case.places), 1))


def _by_capacity(case: FlightCase, day: int) -> Floats:
    holds = {each.name: float(each.capacity) for each in case.places}
    shares = np.array([holds[name] for name in case.camps])
    return (
        np.tile(shares, (len(case.places), 1)) / shares.sum()
        if shares.all()
        else _evenly(case, day)
    )


FLIGHT_RIVALS: Mapping[str, Callable[[FlightCase, int], Floats]] = {
    "all to the nearest camp": _to_nearest,
    "camps by one over the distance": _by_distance,
    "every camp the same": _evenly,
    "as registered on the first day": _as_on_first_day,
    "camps by their capacity": _by_capacity,
}
"""Naive guesses: the shares of each place's people that each camp gets, (places, camps), on a day."""

FLIGHT_VARIANTS: Mapping[str, Callable[[FlightRules], FlightRules]] = {
    "100 km a day": lambda rules: replace(rules, km_a_day=100),
    "400 km a day": lambda rules: replace(rules, km_a_day=400),
    "one of ten leaves a town in a day": lambda rules: replace(rules, leaves_town=0.1),
    "eight of ten leave a town in a day": lambda rules: replace(rules, leaves_town=0.8),
    "nobody leaves a camp": lambda rules: replace(rules, leaves_camp=0.0),
    "one of a hundred leaves a camp in a day": lambda rules: replace(rules, leaves_camp=0.01),
    "camps draw like towns": lambda rules: replace(rules, camp_pull=1.0),
    "camps draw four times as towns": lambda rules: replace(rules, camp_pull=4.0),
    "violence keeps nobody off": lambda rules: replace(rules, conflict_pull=1.0),
    "no camp is ever full": lambda rules: replace(rules, has_capacities=False),
    "no border is ever closed": lambda rules: replace(rules, has_closures=False),
}
"""Other assumptions, each changed alone."""


def naive_flight(case: FlightCase, rival: str) -> Floats:
    """Return people in camps, (days, camps), by a naive guess: whoever flees arrives on the same day and stays.

    From where no camp can be reached, they go as the first day's shares say.
    """
    new = newly_fled(case)
    here = np.array([case.registered[name][0] for name in case.camps])
    rows = [here]
    changes = {0, *(each.start for each in case.closures), *(each.end for each in case.closures)}
    shares = _as_on_first_day(case, 0)
    for day in range(1, case.days):
        if day == 1 or day in changes:
            shares = FLIGHT_RIVALS[rival](case, day)
            lost = shares.sum(axis=1) < 0.5
            shares[lost] = _as_on_first_day(case, day)[lost]
        here = here + new[day] * (pushes(case, day) @ shares)
        rows.append(here)
    return np.array(rows)


def check_flight(case: FlightCase, rules: FlightRules | None = None) -> FlightCheck:
    """Simulate a case, and hold it, naive guesses and other assumptions against the registrations."""
    rules = rules or FlightRules()
    result = simulate_flight(case, rules)
    return FlightCheck(
        case=case,
        result=result,
        error=flight_errors(case, result.in_camps),
        rivals={name: flight_errors(case, naive_flight(case, name)) for name in FLIGHT_RIVALS},
        variants={
            name: flight_errors(case, simulate_flight(case, change(rules)).in_camps)
            for name, change in FLIGHT_VARIANTS.items()
        },
    )
