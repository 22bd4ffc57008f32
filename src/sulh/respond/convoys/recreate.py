"""Take some loads out of a day's trips, and put them and others back where they fit best, again and again.

PyVRP seldom opens a further trip of a vehicle that has one already; this does (ruin and recreate: Schrimpf,
Schneider, Stamm-Wilbrandt and Dueck 2000). A change stays where it costs no more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import numpy as np

    Route = tuple[tuple[int, ...], ...]
    Evaluate = Callable[[int, Route], int | None]

__all__ = ["recreate"]

OUT_MAX, IN_MAX = 4, 6
"""So many loads are taken out at once, and so many of those outside are tried."""


def recreate(
    evaluate: Evaluate,
    routes: Sequence[Route],
    prizes: Sequence[int],
    chance: np.random.Generator,
    rounds: int,
) -> list[Route]:
    """Return routes that cost no more, a route for each vehicle.

    `evaluate` gives what a vehicle's route costs by its position; None: it is not possible. `prizes` are what
    each load costs that is in no route.
    """
    plan = _Plan(evaluate, list(routes), prizes)
    for load in sorted(plan.outside, key=lambda each: -prizes[each]):
        plan.put(load)
    best, least = list(plan.routes), plan.cost
    for _ in range(rounds):
        plan.restore(best)
        inside = sorted(set(range(len(prizes))) - plan.outside)
        if inside:
            count = min(len(inside), int(chance.integers(1, OUT_MAX + 1)))
            for load in chance.choice(inside, count, replace=False).tolist():
                plan.take_out(load)
        outside = sorted(plan.outside)
        order = sorted(outside, key=lambda each: -prizes[each] * chance.random())
        for load in order[:IN_MAX]:
            plan.put(load)
        if plan.cost <= least:
            best, least = list(plan.routes), plan.cost
    return best


class _Plan:
    """A route for each vehicle, and the loads outside."""

    def __init__(self, evaluate: Evaluate, routes: list[Route], prizes: Sequence[int]) -> None:
        self.evaluate, self.prizes = evaluate, prizes
        self.routes: list[Route] = []
        self.outside: set[int] = set()
        self.restore(routes)

    @property
    def cost(self) -> int:
        """Return what the routes cost, and the loads outside."""
        ways = (self.evaluate(k, route) or 0 for k, route in enumerate(self.routes) if route)
        return sum(ways) + sum(self.prizes[each] for each in self.outside)

    def restore(self, routes: list[Route]) -> None:
        """Go back to some routes."""
        self.routes = list(routes)
        inside = {load for route in routes for trip in route for load in trip}
        self.outside = set(range(len(self.prizes))) - inside

    def take_out(self, load: int) -> None:
        """Take a load out of its route."""
        for k, route in enumerate(self.routes):
            if any(load in trip for trip in route):
                trips = (tuple(each for each in trip if each != load) for trip in route)
                self.routes[k] = tuple(trip for trip in trips if trip)
        self.outside.add(load)

    def put(self, load: int) -> None:
        """Put a load where it costs least, if that is less than its prize."""
        best, least = None, self.prizes[load]
        for k, route in enumerate(self.routes):
            before = (self.evaluate(k, route) or 0) if route else 0
            for trial in _insertions(route, load):
                after = self.evaluate(k, trial)
                if after is not None and (after - before) < least:
                    best, least = (k, trial), after - before
        if best is not None:
            self.routes[best[0]] = best[1]
            self.outside.discard(load)


def _insertions(route: Route, load: int) -> Iterator[Route]:
    """Yield the route with a load in each place of each trip, and in a new trip between any two."""
    for t, trip in enumerate(route):
        for at in range(len(trip) + 1):
            yield (*route[:t], (*trip[:at], load, *trip[at:]), *route[t + 1 :])
    for t in range(len(route) + 1):
        yield (*route[:t], (load,), *route[t:])
