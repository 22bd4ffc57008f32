"""Ensembles on a Dask cluster: the same as one after the other."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from sulh.cli.processes import ProcessExecutor
from sulh.exercise import Watching, measure, play_many, read_scenario
from sulh.mission import find, load
from sulh.warn import on_cluster

ISLAND = Path(__file__).parents[2] / "examples" / "exercises" / "example.toml"


@pytest.mark.slow
def test_ensembles_on_a_cluster_of_two_processes_are_the_serial_ones():
    """A scenario's replications, and exercises with known truth: every count, in the order of the seeds."""
    distributed = pytest.importorskip("distributed", reason="the extra cluster is not installed")
    scenario, pack = read_scenario(ISLAND), load(find("example"))
    ways = [Watching(density=0.6, quality="poor")]
    options = {"from_": datetime(2020, 12, 31, tzinfo=UTC), "months": 3, "seeds": range(1, 9)}
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster,
        on_cluster(cluster.scheduler_address) as executor,
    ):
        pids = set(executor.client.run(_pid).values())
        played = play_many(scenario, range(1, 9), executor=executor)
        measured = measure(pack, ways, executor=executor, **options)
    assert len(pids) == 2
    assert played == play_many(scenario, range(1, 9))
    assert measured == measure(pack, ways, **options)


@pytest.mark.slow
def test_ensembles_in_two_processes_are_the_serial_ones():
    """Shared out in parts, and put together in the order of the seeds."""
    scenario = read_scenario(ISLAND)
    assert play_many(scenario, range(1, 9), executor=ProcessExecutor(2)) == play_many(
        scenario, range(1, 9)
    )


def _pid() -> int:
    import os

    return os.getpid()
