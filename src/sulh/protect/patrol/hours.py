"""Order and hours of a day's visits: what is possible, and a random draw, so that nobody can learn them.

An order is, for each patrol, the places it visits, one after the other. Travel times are shortest paths
(`DayLimits` makes sure), so that a place left out never makes a route late.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.protect.patrol.routes import Stop

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from sulh.protect.patrol.routes import DayLimits

    Floats = NDArray[np.float64]

__all__ = ["Order", "draw_order", "draw_stops", "is_possible"]

Order = tuple[tuple[int, ...], ...]
CLOSE = 1e-9
STEPS = 20
"""Steps of the random walk among orders, for each place of the day."""


def is_possible(limits: DayLimits, route: tuple[int, ...]) -> bool:
    """Say whether one patrol can visit these places in this order, and be back in time."""
    now, here = limits.leave, 0
    for place in route:
        arrives = now + limits.travel[here, place + 1]
        now = limits.begins(place, arrives) + limits.stay[place]
        if now > limits.closes[place] + CLOSE:
            return False
        here = place + 1
    return not route or bool(now + limits.travel[here, 0] <= limits.back + CLOSE)


def draw_order(limits: DayLimits, order: Order, patrols: int, chance: np.random.Generator) -> Order:
    """Return a possible order of the same places, from a random walk that starts at `order`.

    Each step moves one place to another position of any route, exchanges two, or reverses a route. The
    walk takes it where the day stays possible. Every step is as likely as its reverse, so in the long
    run all orders within reach are equally likely.
    """
    routes = [list(route) for route in order] + [[] for _ in range(patrols - len(order))]
    places = sum(len(route) for route in routes)
    for _ in range(STEPS * places):
        trial = [list(route) for route in routes]
        kind = chance.integers(3)
        if kind == 0:
            _move(trial, places, chance)
        elif kind == 1:
            _exchange(trial, places, chance)
        else:
            trial[int(chance.integers(patrols))].reverse()
        changes = [k for k in range(patrols) if trial[k] != routes[k]]
        if all(is_possible(limits, tuple(trial[k])) for k in changes):
            routes = trial
    return tuple(tuple(route) for route in routes)


def _slot(routes: list[list[int]], number: int) -> tuple[int, int]:
    for k, route in enumerate(routes):
        if number < len(route):
            return k, number
        number -= len(route)
    raise IndexError(number)


def _move(routes: list[list[int]], places: int, chance: np.random.Generator) -> None:
    k, at = _slot(routes, int(chance.integers(places)))
    place = routes[k].pop(at)
    number = int(chance.integers(places - 1 + len(routes)))
    for route in routes:
        if number <= len(route):
            route.insert(number, place)
            return
        number -= len(route) + 1


def _exchange(routes: list[list[int]], places: int, chance: np.random.Generator) -> None:
    k, at = _slot(routes, int(chance.integers(places)))
    other, there = _slot(routes, int(chance.integers(places)))
    routes[k][at], routes[other][there] = routes[other][there], routes[k][at]


def draw_stops(
    limits: DayLimits, route: tuple[int, ...], chance: np.random.Generator
) -> tuple[Stop, ...]:
    """Draw when each visit of a possible route begins.

    In a random sequence each visit gets a time between the earliest and the latest that the hours, the
    return and the earlier draws leave, all equally likely. The rest is waiting. Where a place has several
    opening hours, one of those that are possible is drawn first.
    """
    hours = _draw_windows(limits, route, chance)
    opens = [first for first, _ in hours]
    latest = [
        last - float(limits.stay[place]) for place, (_, last) in zip(route, hours, strict=True)
    ]
    for at in chance.permutation(len(route)):
        low, high = _earliest(limits, route, opens)[at], _latest(limits, route, latest)[at]
        opens[at] = latest[at] = low + (max(high, low) - low) * float(chance.random())
    return tuple(
        Stop(place, begins, begins + float(limits.stay[place]))
        for place, begins in zip(route, opens, strict=True)
    )


def _draw_windows(
    limits: DayLimits, route: tuple[int, ...], chance: np.random.Generator
) -> list[tuple[float, float]]:
    """Return opening hours for each visit, such that the whole route is possible."""
    windows = [limits.windows(place) for place in route]
    for at in chance.permutation(len(route)) if any(len(each) > 1 for each in windows) else ():
        possible = [
            each
            for each in windows[at]
            if _fits(limits, route, [*windows[:at], [each], *windows[at + 1 :]])
        ]
        windows[at] = [possible[int(chance.integers(len(possible)))]] if possible else windows[at]
    return [each[0] for each in windows]


def _fits(
    limits: DayLimits, route: tuple[int, ...], windows: list[list[tuple[float, float]]]
) -> bool:
    """Say whether one patrol can make the route, each visit within one of its windows."""
    now, here = limits.leave, 0
    for place, hours in zip(route, windows, strict=True):
        arrives, stay = now + float(limits.travel[here, place + 1]), float(limits.stay[place])
        begins = [
            max(arrives, opens)
            for opens, closes in hours
            if max(arrives, opens) + stay <= closes + CLOSE
        ]
        if not begins:
            return False
        now, here = min(begins) + stay, place + 1
    return bool(now + limits.travel[here, 0] <= limits.back + CLOSE)


def _earliest(limits: DayLimits, route: tuple[int, ...], opens: list[float]) -> list[float]:
    now, here, times = limits.leave, 0, []
    for place, low in zip(route, opens, strict=True):
        begins = max(now + float(limits.travel[here, place + 1]), low)
        times.append(begins)
        now, here = begins + float(limits.stay[place]), place + 1
    return times


def _latest(limits: DayLimits, route: tuple[int, ...], latest: list[float]) -> list[float]:
    deadline, after, times = limits.back, 0, []
    for place, high in zip(reversed(route), reversed(latest), strict=True):
        leaves = deadline - float(limits.travel[place + 1, after])
        deadline, after = min(leaves - float(limits.stay[place]), high), place + 1
        times.append(deadline)
    return times[::-1]
