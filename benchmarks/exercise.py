"""Units sent to calls: Sulh's event queue against SimPy and Ciw, the same calls, places and work.

50 units in a square of 30 by 30 minutes, 100,000 calls, about half busy. The nearest free unit goes,
works, and goes home; calls wait in order. All three get the same numbers and must
give the same moments for each call.
"""

from __future__ import annotations

import importlib.util
from typing import Any

import numpy as np
from benchmarks.casualties import best
from benchmarks.tables import Table

from sulh.kernels.chance import exponentials, stream_key, uniforms
from sulh.kernels.dispatch import dispatch

UNITS, PLACES, SIDE_MIN, SCENE_MIN, BUSY = 50, 400, 30.0, 40.0, 0.68
EVENTS = 4
"""Of a call: it comes, the unit is there, it is clear, it is home."""


def model(count: int) -> tuple[Any, ...]:
    """Return times, places, work, homes and travel times, in minutes."""
    spots = uniforms(stream_key(20, 1), 0, 2 * PLACES).reshape(PLACES, 2) * SIDE_MIN
    travel = np.abs(spots[:, None] - spots[None, :]).sum(axis=2)  # streets in a grid
    homes = np.arange(UNITS)
    places = (uniforms(stream_key(20, 2), 0, count) * PLACES).astype(np.int64)
    scenes = exponentials(stream_key(20, 3), 0, count) * SCENE_MIN
    job = SCENE_MIN + 2 * 11.0  # eleven minutes each way or less, since few are free
    times = np.cumsum(exponentials(stream_key(20, 4), 0, count)) * job / (UNITS * BUSY)
    return times, places, scenes, homes, travel


def run(*, quick: bool) -> list[Table]:
    """Serve the calls with each tool."""
    count = 2_000 if quick else 100_000
    times, places, scenes, homes, travel = model(count)
    ranks = np.zeros(count, np.int64)
    inputs = (
        times,
        places,
        scenes,
        ranks,
        homes,
        travel,
        np.ones(UNITS),
        np.ones(count),
        True,
        True,
    )
    dispatch(*inputs)  # compiled before the clock runs
    spent, (units, sent, there, _) = best(lambda: dispatch(*inputs))
    work = (2 * (there - sent) + scenes).sum() / (times[-1] * UNITS)
    rows = [
        ("Sulh", f"{count * EVENTS / spent:,.0f}", "1.0", f"{(there - times).mean():.3f}", "yes")
    ]
    for name, module, rival in (("SimPy", "simpy", with_simpy), ("Ciw", "ciw", with_ciw)):
        if importlib.util.find_spec(module) is None:
            continue
        slow, (who, when) = best(
            lambda rival=rival: rival(times, places, scenes, homes, travel), times=1 if quick else 2
        )
        same = (who == units).all() and np.allclose(when, there, atol=1e-6)
        rows.append(
            (
                name,
                f"{count * EVENTS / slow:,.0f}",
                f"{slow / spent:,.0f}",
                f"{(when - times).mean():.3f}",
                "yes" if same else "NO",
            )
        )
    return [
        Table(
            title=f"{count:,} calls, {UNITS} units, {PLACES} places, {work:.0%} busy",
            columns=("tool", "events a second", "times Sulh's time", "mean minutes to a call", "same moments"),
            rows=tuple(rows),
            notes=(
                "An event: a call comes, a unit is there, is clear, is home. Processor seconds, one thread.",
            ),
        )
    ]  # fmt: skip


def with_simpy(times: Any, places: Any, scenes: Any, homes: Any, travel: Any) -> Any:
    """Serve them with SimPy: a process for each call that somebody goes to, and one that calls."""
    from collections import deque  # noqa: PLC0415

    import simpy  # noqa: PLC0415

    world = simpy.Environment()
    ways = travel[homes].T.tolist()  # by place: the time of each unit
    free = set(range(len(homes)))
    waiting: deque[int] = deque()
    who, when = np.full(len(times), -1), np.zeros(len(times))
    moments, where, work = times.tolist(), places.tolist(), scenes.tolist()

    def send(call: int) -> None:
        way = ways[where[call]]
        unit = min(free, key=lambda each: (way[each], each))
        free.remove(unit)
        who[call] = unit
        world.process(job(call, unit, way[unit]))

    def job(call: int, unit: int, way: float) -> Any:
        yield world.timeout(way)
        when[call] = world.now
        yield world.timeout(work[call])
        yield world.timeout(way)
        free.add(unit)
        if waiting:
            send(waiting.popleft())

    def calls() -> Any:
        for call, moment in enumerate(moments):
            yield world.timeout(moment - world.now)
            if free:
                send(call)
            else:
                waiting.append(call)

    world.process(calls())
    world.run()
    return who, when


def with_ciw(times: Any, places: Any, scenes: Any, homes: Any, travel: Any) -> Any:
    """Serve them with Ciw: servers chosen by travel time, whose work is the way, the scene and the way back."""
    import ciw  # noqa: PLC0415

    ways = travel[homes].T.tolist()
    where, work = places.tolist(), scenes.tolist()

    class Job(ciw.dists.Distribution):
        def sample(self, t: Any = None, ind: Any = None) -> float:  # noqa: ARG002
            call = ind.id_number - 1
            return float(2 * ways[where[call]][ind.server.id_number - 1] + work[call])

    def nearest(server: Any, ind: Any) -> float:
        return float(ways[where[ind.id_number - 1]][server.id_number - 1])

    gaps = np.diff(times, prepend=0.0).tolist()
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Sequential([*gaps, 1e12])],
        service_distributions=[Job()],
        number_of_servers=[len(homes)],
        server_priority_functions=[nearest],
    )
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_customers(len(times), method="Finish")
    who, when = np.full(len(times), -1), np.zeros(len(times))
    for each in simulation.get_all_records():
        call = each.id_number - 1
        if call < len(times):
            who[call] = each.server_id - 1
            when[call] = each.service_start_date + ways[where[call]][who[call]]
    return who, when
