"""An ensemble: a month of a mission of 60 units, a thousand times, each finding held against the truth."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from time import perf_counter

from benchmarks.tables import Table

from sulh.cli.processes import ProcessExecutor
from sulh.exercise import Ground, play_many, read_scenario
from sulh.exercise.chance import draws
from sulh.exercise.scenario import Scenario, Unit
from sulh.values import ZoneId

UNITS = 60
EXERCISES = Path(__file__).parent.parent / "examples" / "exercises"


def month_of_units() -> Scenario:
    """Return a month south of the Litani with 60 units that patrol and react."""
    scenario = read_scenario(EXERCISES / "unifil.toml")
    ground, draw = Ground(scenario.pack), draws(20, "ensemble")
    homes = [ground.point_in(ZoneId("south-litani"), draw) for _ in range(UNITS)]
    return replace(
        scenario,
        from_=datetime(2024, 11, 30, 22, tzinfo=UTC),
        until=datetime(2024, 12, 31, 22, tzinfo=UTC),
        injects=(),
        units=tuple(
            Unit(id=f"unit-{n}", lon=lon, lat=lat, kmh=40.0, patrols=("south-litani", "lebanon"))
            for n, (lon, lat) in enumerate(homes)
        ),
    )


def run(*, quick: bool) -> list[Table]:
    """Play the ensemble in two processes, as `sulh exercise run --processes 2` does."""
    count = 16 if quick else 1_000
    scenario = month_of_units()
    before, begun = spent(), perf_counter()
    rows = play_many(scenario, range(1, count + 1), executor=ProcessExecutor(2))
    seconds, processor = perf_counter() - begun, spent() - before
    few = range(1, 9)
    same = rows[: len(few)] == play_many(scenario, few)
    questions = sum(
        sum(n for name, n in row.items() if name not in ("calls", "in-standard")) for row in rows
    )
    return [
        Table(
            title=f"A month of a mission of {UNITS} units, {count:,} replications, two processes",
            columns=(
                "replications", "processor seconds", "of each of two cores", "seconds by the clock",
                "questions", "calls", "as in one process",
            ),
            rows=(
                (
                    f"{count:,}", f"{processor:,.1f}", f"{processor / 2:,.1f}", f"{seconds:,.1f}",
                    f"{questions:,.0f}", f"{sum(row['calls'] for row in rows):,.0f}",
                    "yes" if same else "NO",
                ),
            ),
            notes=(
                "Each replication plays the truth, the reports and the units, and judges every finding.",
                "Starting the processes and reading the compiled kernels are counted, too.",
            ),
        )
    ]  # fmt: skip


def spent() -> float:
    """Return the processor seconds of this process and of its children that have ended."""
    used = [getrusage(whose) for whose in (RUSAGE_SELF, RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)
