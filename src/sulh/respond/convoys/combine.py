"""The best choice among the routes that several searches came upon: each search is good somewhere else.

A set packing problem (Balinski and Quandt 1964), solved exactly by HiGHS: a load in at most one route, and of
each crew no more routes than it has vehicles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from sulh.kernels.programme import Effort, Programme, solve

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Route = tuple[tuple[int, ...], ...]

__all__ = ["combine_routes", "trips_of"]

EFFORT = Effort(nodes_max=500)
"""A limit of nodes, not of seconds: the same choice on every machine."""


def combine_routes(
    costs: Mapping[tuple[int, Route], int], counts: Sequence[int], prizes: Sequence[int]
) -> list[tuple[int, Route]]:
    """Return the routes, each with its crew, that cost least together with the prizes of loads left out.

    `costs` are those of routes, by crew and route; `counts` the vehicles of each crew. Empty: none was chosen.
    """
    best: dict[tuple[int, frozenset[int]], tuple[int, Route]] = {}
    for (crew, route), cost in costs.items():
        key = crew, frozenset(load for trip in route for load in trip)
        best[key] = min(best.get(key, (cost, route)), (cost, route))
    if not best:
        return []
    gains = [sum(prizes[i] for i in loads) - best[crew, loads][0] for crew, loads in best]
    programme = Programme()
    picks = programme.add(np.array(gains, np.float64), whole=True)
    by_load: dict[int, list[int]] = {}
    by_crew: dict[int, list[int]] = {}
    for column, (crew, loads) in enumerate(best):
        by_crew.setdefault(crew, []).append(column)
        for load in loads:
            by_load.setdefault(load, []).append(column)
    for columns in by_load.values():
        programme.row(picks[columns], 1.0, high=1.0)
    for crew, columns in by_crew.items():
        programme.row(picks[columns], 1.0, high=float(counts[crew]))
    solution = solve(programme, EFFORT)
    if not len(solution.values):
        return []
    rows = list(best.items())
    return [(rows[i][0][0], rows[i][1][1]) for i in np.flatnonzero(solution.values > 0.5).tolist()]


def trips_of(route: Any) -> tuple[tuple[int, ...], ...]:
    """Return the loads of each trip of a PyVRP route."""
    trips: list[list[int]] = []
    for each in route.schedule():
        if each.is_client():
            trips[-1].append(int(each.idx))
        else:
            trips.append([])
    return tuple(tuple(trip) for trip in trips if trip)
