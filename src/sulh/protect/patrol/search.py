"""Days of many places, from column generation with a search (PyVRP, the extra `patrol`).

At the current prices of the places, a day is worth the prizes it collects: a prize-collecting vehicle
routing problem with time windows. PyVRP (Wouda, Lan and Kool 2024) searches for the best day with a seed and
a number of iterations, so that the same input gives the same days. A search proves nothing: the days are
possible and their odds are correct, but better days may exist. `harm_at_least` bounds how much better.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from sulh.errors import MissingExtraError
from sulh.protect.patrol.game import solve_restricted
from sulh.protect.patrol.hours import is_possible
from sulh.protect.patrol.routes import Days

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sulh.protect.patrol.hours import Order
    from sulh.protect.patrol.routes import DayLimits

    Floats = NDArray[np.float64]

__all__ = ["PatrolSearch", "search_days"]

PRIZE = 1_000_000_000
"""Prize of the place with the highest price; a minute of travel costs 1, which prefers shorter days."""
TICKS = 60_000
"""Ticks in a minute: PyVRP uses whole numbers, here milliseconds, rounded to the safe side."""
CALM = 0.5
"""Prices jump from round to round; keeping half of the last ones (Wentges 1997) needs fewer rounds."""


@dataclass(frozen=True, slots=True)
class PatrolSearch:
    """Limits of the search: `iterations` of PyVRP for a day, and the maximum of `rounds` of new days.

    After a search without a better day, the next has four times the iterations, up to `misses` times.
    """

    iterations: int = 80
    rounds: int = 200
    misses: int = 2


def search_days(
    limits: DayLimits,
    value: Floats,
    patrols: int,
    search: PatrolSearch | None = None,
    seed: int = 0,
) -> Days:
    """Return days whose odds leave little harm; `value` float64[n] is the harm expected at each place.

    One patrol alone must be able to visit each place.

    Raises
    ------
    MissingExtraError
        When the extra `patrol` is not installed.
    """
    pricing = _Pricing(limits, patrols, search or PatrolSearch())
    orders: dict[frozenset[int], Order] = {}
    by_value = [int(i) for i in np.argsort(-value, kind="stable")]
    for first in by_value:
        _keep(orders, _extended(limits, ((first,),), patrols, by_value))
    misses, centre = 0, value / value.sum()
    for number in range(pricing.search.rounds):
        visits = _visits(orders, len(value))
        _, prices, harm = solve_restricted(visits * value, value)
        inner = prices if misses else CALM * centre + (1 - CALM) * prices
        order = pricing.best(
            inner * value, seed + number, pricing.search.iterations << (2 * misses)
        )
        order = _extended(limits, order, patrols, by_value)
        gained = sum(prices[i] * value[i] for route in order for i in route)
        if gained > prices @ value - harm + 1e-9 * max(1.0, float(value.max())):
            misses, centre = 0, inner
            _keep(orders, order)
        elif misses == pricing.search.misses:
            break
        else:
            misses += 1
    visits = _visits(orders, len(value))
    largest = [
        k
        for k, v in enumerate(visits)
        if not ((visits & v == v).all(1) & (visits != v).any(1)).any()
    ]
    all_orders = list(orders.values())
    return Days(
        limits=limits,
        visits=visits[largest],
        orders=tuple(all_orders[k] for k in largest),
        patrols=patrols,
        proven=False,
    )


def _keep(orders: dict[frozenset[int], Order], order: Order) -> None:
    orders.setdefault(frozenset(i for route in order for i in route), order)


def _visits(orders: dict[frozenset[int], Order], n: int) -> NDArray[np.bool_]:
    visits = np.zeros((len(orders), n), bool)
    for row, places in zip(visits, orders, strict=True):
        row[list(places)] = True
    return visits


def _extended(limits: DayLimits, order: Order, patrols: int, wish: list[int]) -> Order:
    """Add places in the order of `wish` where they still fit, each where the route grows least."""
    routes = [*order, *(() for _ in range(patrols - len(order)))]
    there = {i for route in order for i in route}
    for place in wish:
        if place in there:
            continue
        positions = [
            (_detour(limits, route, at, place), k, at)
            for k, route in enumerate(routes)
            for at in range(len(route) + 1)
        ]
        for _, k, at in sorted(positions):
            trial = (*routes[k][:at], place, *routes[k][at:])
            if is_possible(limits, trial):
                routes[k] = trial
                break
    return tuple(route for route in routes if route)


def _detour(limits: DayLimits, route: tuple[int, ...], at: int, place: int) -> float:
    before = route[at - 1] + 1 if at else 0
    after = route[at] + 1 if at < len(route) else 0
    travel = limits.travel
    return float(travel[before, place + 1] + travel[place + 1, after] - travel[before, after])


class _Pricing:
    """The day with the most worth, by PyVRP."""

    def __init__(self, limits: DayLimits, patrols: int, search: PatrolSearch) -> None:
        try:
            import pyvrp  # noqa: PLC0415 -- an extra
        except ImportError as error:
            work = "Planning patrols to more than 12 places"
            raise MissingExtraError(work=work, extra="patrol") from error
        self.search, self._pyvrp, self._limits = search, pyvrp, limits
        n = len(limits.stay)
        self._data = pyvrp.ProblemData(
            [pyvrp.Location(0, 0) for _ in range(n + 1)],
            [self._client(i, 0) for i in range(n)],
            [pyvrp.Depot(0)],
            [
                pyvrp.VehicleType(
                    min(patrols, n), tw_early=_up(limits.leave), tw_late=_down(limits.back)
                )
            ],
            [np.ceil(limits.travel).astype(np.int64)],
            [np.ceil(limits.travel * TICKS - 1e-3).astype(np.int64)],
        )

    def _client(self, place: int, prize: int) -> Any:
        limits = self._limits
        return self._pyvrp.Client(
            location=place + 1,
            service_duration=_up(limits.stay[place]),
            tw_early=_up(limits.opens[place]),
            tw_late=_down(limits.closes[place] - limits.stay[place]),
            prize=prize,
            required=False,
        )

    def best(self, prizes: Floats, seed: int, iterations: int) -> Order:
        """Return the best day by `prizes` float64[n]; empty when the search has none."""
        pyvrp = self._pyvrp
        whole = np.round(prizes / prizes.max() * PRIZE).astype(np.int64)
        data = self._data.replace(clients=[self._client(i, int(p)) for i, p in enumerate(whole)])
        stop = pyvrp.stop.MaxIterations(iterations)
        best = pyvrp.solve(data, stop, seed=seed, collect_stats=False, display=False).best
        order = tuple(
            tuple(each.idx for each in route if each.is_client()) for route in best.routes()
        )
        return tuple(route for route in (self._possible(each) for each in order) if route)

    def _possible(self, route: tuple[int, ...]) -> tuple[int, ...]:
        """Return the route without the visits that cannot be: the search knows no breaks in hours."""
        stays: tuple[int, ...] = ()
        for place in route:
            stays = (*stays, place) if is_possible(self._limits, (*stays, place)) else stays
        return stays


def _up(minutes: float) -> int:
    return int(np.ceil(max(minutes, 0.0) * TICKS - 1e-3))


def _down(minutes: float) -> int:
    return int(np.floor(minutes * TICKS + 1e-3))
