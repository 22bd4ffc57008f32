"""Solomon's instances (1987) against the best known values, within the time that PyVRP states for its own runs.

PyVRP's benchmarks (its documentation, "Benchmarking") give an instance of n customers 2.4 n seconds of a
processor of 2,183 PassMark points; these have 100 customers. Distances are cut to a tenth, as in the DIMACS
challenge. The files are not part of this repository: `SULH_DATA` names the folder that has vrp/solomon.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

import numpy as np
from benchmarks.tables import Table

from sulh.respond.convoys.fleet import Carrier, Profile
from sulh.respond.convoys.routes import (
    Crew,
    DayProblem,
    Load,
    Search,
    VehicleTrips,
    find_trips,
)

FOLDER = Path(os.environ.get("SULH_DATA", ".")) / "vrp" / "solomon"
BEST = {"C101": 827.3, "C201": 589.1, "R101": 1637.7, "RC101": 1619.8}
ITERATIONS = {
    "C101": (3_000,),
    "C201": (3_000,),
    "R101": (3_000,),
    "RC101": (3_000, 10_000, 30_000),
}
SEEDS = (0, 1, 2)
STATED_S = 240.0


def read_solomon(path: Path) -> DayProblem:
    """Return an instance as a day of one depot: minutes for its units of time."""
    lines = path.read_text(encoding="utf-8").splitlines()
    vehicles, room = (int(each) for each in lines[4].split())
    rows = np.array([line.split() for line in lines[9:] if line.split()], float)
    travel = np.hypot(*(rows[:, None, 1:3] - rows[None, :, 1:3]).T).T
    travel = np.floor(travel * 10 + 1e-9) / 10
    loads = tuple(
        Load(
            place=i,
            takes=np.array([0, int(row[3]), 0, 0]),
            unload=row[6],
            opens=row[4],
            closes=row[5] + row[6],
            prize=1_000_000,
            needs_escort=False,
        )
        for i, row in enumerate(rows[1:], start=1)
    )
    carrier = Carrier(
        names=tuple(f"v{k}" for k in range(vehicles)),
        escorts=(),
        kind=0,
        room=np.array([0, room, 0, 0]),
        profile=Profile(None, 0.0, frozenset()),
        hours_max=None,
    )
    end = rows[0, 5]
    return DayProblem(
        loads=loads, carriers=(carrier,), crews=(Crew(0, 0.0, end, end, travel),), load_min=0.0
    )


def whole_distance(problem: DayProblem, trips: tuple[VehicleTrips, ...]) -> float:
    """Return the whole distance; every customer is in one trip."""
    travel, total, served = problem.crews[0].travel, 0.0, []
    for each in trips:
        for trip in each.trips:
            places = [problem.loads[visit.load].place for visit in trip[3]]
            served += places
            total += sum(travel[a, b] for a, b in zip([0, *places], [*places, 0], strict=True))
    assert sorted(served) == list(range(1, len(problem.loads) + 1))
    return float(total)


def solomon_tables(*, quick: bool) -> list[Table]:
    """Plan each instance with three seeds and two numbers of iterations; no table without the files."""
    if not FOLDER.is_dir():
        return []
    rows = []
    for name, best in BEST.items():
        for iterations in (100,) if quick else ITERATIONS[name]:
            for seed in SEEDS[:1] if quick else SEEDS:
                problem = read_solomon(FOLDER / f"{name}.txt")
                spent = time.process_time()
                total = whole_distance(
                    problem, find_trips(problem, Search(iterations=iterations, seed=seed))
                )
                spent = time.process_time() - spent
                rows.append(
                    (
                        name,
                        f"{iterations:,}",
                        f"{seed}",
                        f"{total:.1f}",
                        f"{best}",
                        f"{max(0.0, 100 * (total / best - 1)):.2f} %",
                        f"{spent:.0f} s",
                    )
                )
    return [
        Table(
            title="Solomon's instances",
            columns=(
                "instance",
                "iterations",
                "seed",
                "distance",
                "best known",
                "above it",
                "processor time",
            ),
            rows=tuple(rows),
            notes=(
                f"PyVRP's own runs: {STATED_S:g} s for 100 customers, on a processor of 2,183 PassMark points.",
                "The goal: at most 0.5 % above the best known, with every seed.",
            ),
        )
    ]
