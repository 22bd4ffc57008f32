"""OR-Tools on one depot's day: a question in JSON on standard input, the vehicles' loads on standard output.

Parallel cheapest insertion, then guided local search for so many seconds.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from ortools.constraint_solver import pywrapcp, routing_enums_pb2


def plan(question: dict[str, Any]) -> list[tuple[int, list[int]]]:
    """Return the vehicle and the loads of each route."""
    travel, rooms, loads = question["travel"], question["rooms"], question["loads"]
    manager = pywrapcp.RoutingIndexManager(len(travel), len(rooms), 0)
    routing = pywrapcp.RoutingModel(manager)
    node = manager.IndexToNode

    def way(start: int, end: int) -> int:
        return int(travel[node(start)][node(end)])

    def span(start: int, end: int) -> int:
        return way(start, end) + (loads[node(start) - 1][1] if node(start) else 0)

    def takes(at: int) -> int:
        return int(loads[node(at) - 1][0]) if node(at) else 0

    day = question["day"]
    routing.SetArcCostEvaluatorOfAllVehicles(routing.RegisterTransitCallback(way))
    routing.AddDimension(routing.RegisterTransitCallback(span), day, day, False, "time")  # noqa: FBT003
    load = routing.RegisterUnaryTransitCallback(takes)
    routing.AddDimensionWithVehicleCapacity(load, 0, rooms, True, "load")  # noqa: FBT003
    times = routing.GetDimensionOrDie("time")
    for i, (_, unload, opens, closes, prize) in enumerate(loads):
        index = manager.NodeToIndex(i + 1)
        times.CumulVar(index).SetRange(opens, closes - unload)
        routing.AddDisjunction([index], prize)
    settings = pywrapcp.DefaultRoutingSearchParameters()
    first = routing_enums_pb2.FirstSolutionStrategy
    settings.first_solution_strategy = first.PARALLEL_CHEAPEST_INSERTION
    meta = routing_enums_pb2.LocalSearchMetaheuristic
    settings.local_search_metaheuristic = meta.GUIDED_LOCAL_SEARCH
    settings.time_limit.FromMilliseconds(int(1000 * question["seconds"]))
    solution = routing.SolveWithParameters(settings)
    routes = []
    for vehicle in range(len(rooms)):
        index, members = routing.Start(vehicle), []
        while not routing.IsEnd(index):
            if node(index):
                members.append(node(index) - 1)
            index = solution.Value(routing.NextVar(index))
        routes.append((vehicle, members))
    return routes


if __name__ == "__main__":
    print(json.dumps(plan(json.load(sys.stdin))))
