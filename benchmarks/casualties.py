"""Queues before operating tables: Sulh's queue against SimPy and Ciw, the same arrivals and operations.

The most urgent first, nobody interrupted. SimPy gets the same drawn numbers and must give the same starts;
Ciw draws its own, and its mean wait is held against Erlang's value.
"""

from __future__ import annotations

import importlib.util
import time
from typing import Any

import numpy as np
from benchmarks.tables import Table

from sulh.kernels.care_queue import serve
from sulh.respond import mean_wait

LOAD, TABLES = 5.0, 7


def run(*, quick: bool) -> list[Table]:
    """Serve a long queue with each tool."""
    count = 2_000 if quick else 100_000
    chance = np.random.default_rng(20261129)
    arrivals = np.cumsum(chance.exponential(1 / LOAD, count))
    services = chance.exponential(1.0, count)
    ranks = chance.integers(0, 2, count)
    serve(arrivals[:10], ranks[:10], services[:10], TABLES)  # compiled before the clock runs
    spent, starts = best(lambda: serve(arrivals, ranks, services, TABLES))
    expected = mean_wait(TABLES, LOAD)
    rows = [
        (
            "Sulh",
            f"{count / spent:,.0f}",
            "1.0",
            f"{(starts - arrivals).mean():.4f}",
            f"{expected:.4f}",
            "yes",
        )
    ]
    for name, module, work in (("SimPy", "simpy", with_simpy), ("Ciw", "ciw", with_ciw)):
        if importlib.util.find_spec(module) is None:
            continue
        slow, other = best(lambda work=work: work(arrivals, ranks, services), times=1)
        same = ""  # Ciw draws its own numbers
        if name == "SimPy":
            same = "yes" if np.allclose(other, starts, atol=1e-6) else "NO"
        waits = other - arrivals if name == "SimPy" else other
        rows.append(
            (
                name,
                f"{count / slow:,.0f}",
                f"{slow / spent:,.0f}",
                f"{waits.mean():.4f}",
                f"{expected:.4f}",
                same,
            )
        )
    return [
        Table(
            title=f"{count:,} persons, {TABLES} tables, load {LOAD:g}, two ranks",
            columns=(
                "tool", "persons a second", "times Sulh's time", "mean wait", "Erlang's", "same starts",
            ),
            rows=tuple(rows),
            notes=("Waits in service times. The mean over both ranks is that without ranks.",),
        )
    ]  # fmt: skip


def best(work: Any, *, times: int = 5) -> tuple[float, Any]:
    """Return the least processor seconds of some runs, and the last result."""
    least, result = np.inf, None
    for _ in range(times):
        begun = time.process_time()
        result = work()
        least = min(least, time.process_time() - begun)
    return float(least), result


def with_simpy(arrivals: Any, ranks: Any, services: Any) -> Any:
    """Serve the same persons with SimPy's priority resource."""
    import simpy  # noqa: PLC0415

    world = simpy.Environment()
    tables = simpy.PriorityResource(world, capacity=TABLES)
    starts = np.full(len(arrivals), np.inf)

    def person(who: int) -> Any:
        yield world.timeout(arrivals[who])
        with tables.request(priority=int(ranks[who])) as turn:
            yield turn
            starts[who] = world.now
            yield world.timeout(services[who])

    for who in range(len(arrivals)):
        world.process(person(who))
    world.run()
    return starts


def with_ciw(arrivals: Any, _ranks: Any, _services: Any) -> Any:
    """Serve as many persons with Ciw, which draws its own numbers; return their waits."""
    import ciw  # noqa: PLC0415

    ciw.seed(1)
    half = LOAD / 2
    network = ciw.create_network(
        arrival_distributions={
            "a": [ciw.dists.Exponential(rate=half)],
            "b": [ciw.dists.Exponential(rate=half)],
        },
        service_distributions={
            "a": [ciw.dists.Exponential(rate=1.0)],
            "b": [ciw.dists.Exponential(rate=1.0)],
        },
        number_of_servers=[TABLES],
        priority_classes={"a": 0, "b": 1},
    )
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_time(len(arrivals) / LOAD)
    return np.array([each.waiting_time for each in simulation.get_all_records()])
