"""When a day's routes are where: what is possible, and a draw among it, so that hours cannot be learnt.

An order is for each patrol the places it visits, one after the other. Travel times are shortest ways
(`DayLimits` sees to it), so that leaving out a place never makes a route late.
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
"""Of the walk among orders, for each place of the day."""


def is_possible(ground: DayLimits, route: tuple[int, ...]) -> bool:
    """Say whether one patrol can visit these places in this order, and be back in time."""
    now, here = ground.leave, 0
    for place in route:
        arrives = now + ground.travel[here, place + 1]
        now = max(arrives, ground.opens[place]) + ground.stay[place]
        if now > ground.closes[place] + CLOSE:
            return False
        here = place + 1
    return not route or bool(now + ground.travel[here, 0] <= ground.back + CLOSE)


def draw_order(ground: DayLimits, order: Order, patrols: int, chance: np.random.Generator) -> Order:
    """Return a possible order of the same places, drawn by a walk that starts at `order`.

    Each step moves one place to another position of any route, exchanges two, or turns a route round,
    and is taken where the day stays possible. Every step is as likely as its way back, so in the long
    run all orders that can be reached are equally likely.
    """
    routes = [list(route) for route in order] + [[] for _ in range(patrols - len(order))]
    places = sum(len(route) for route in routes)
    for _ in range(STEPS * places):
        tried = [list(route) for route in routes]
        kind = chance.integers(3)
        if kind == 0:
            _move(tried, places, chance)
        elif kind == 1:
            _exchange(tried, places, chance)
        else:
            tried[int(chance.integers(patrols))].reverse()
        changed = [k for k in range(patrols) if tried[k] != routes[k]]
        if all(is_possible(ground, tuple(tried[k])) for k in changed):
            routes = tried
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
    ground: DayLimits, route: tuple[int, ...], chance: np.random.Generator
) -> tuple[Stop, ...]:
    """Draw when each visit of a possible route begins.

    In a drawn sequence each visit gets a beginning between the earliest and the latest that the hours, the
    return and the visits drawn before leave it, all equally likely. What is left over is waiting.
    """
    opens = [float(ground.opens[place]) for place in route]
    latest = [float(ground.closes[place] - ground.stay[place]) for place in route]
    for at in chance.permutation(len(route)):
        low, high = _earliest(ground, route, opens)[at], _latest(ground, route, latest)[at]
        opens[at] = latest[at] = low + (max(high, low) - low) * float(chance.random())
    return tuple(
        Stop(place, begins, begins + float(ground.stay[place]))
        for place, begins in zip(route, opens, strict=True)
    )


def _earliest(ground: DayLimits, route: tuple[int, ...], opens: list[float]) -> list[float]:
    now, here, found = ground.leave, 0, []
    for place, low in zip(route, opens, strict=True):
        begins = max(now + float(ground.travel[here, place + 1]), low)
        found.append(begins)
        now, here = begins + float(ground.stay[place]), place + 1
    return found


def _latest(ground: DayLimits, route: tuple[int, ...], latest: list[float]) -> list[float]:
    deadline, after, found = ground.back, 0, []
    for place, high in zip(reversed(route), reversed(latest), strict=True):
        leaves = deadline - float(ground.travel[place + 1, after])
        deadline, after = min(leaves - float(ground.stay[place]), high), place + 1
        found.append(deadline)
    return found[::-1]
