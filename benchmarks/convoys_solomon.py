"""Solomon's instances (1987) against the best known values, within the time that PyVRP states for its own runs.

PyVRP's benchmarks (its documentation, "Benchmarking") give an instance without windows of n customers 2.4 n
seconds of a processor of 2,183 PassMark points, and one with windows of 1,000 customers two hours; 240 seconds
for these, of 100 customers, is the stricter of the two. Distances are cut to a tenth, as in the DIMACS
challenge. Best known: of the first series the optima of the literature (Jungwirth's list in `vrptwfl`), of the
second those of CVRPLIB by heart; a run below one would show it wrong. The files are not part of this
repository: `SULH_DATA` names the folder that has vrp/solomon.
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
SERIES = {
    "C1": (827.3, 827.3, 826.3, 822.9, 827.3, 827.3, 827.3, 827.3, 827.3),
    "C2": (589.1, 589.1, 588.7, 588.1, 586.4, 586.0, 585.8, 585.8),
    "R1": (1637.7, 1466.6, 1208.7, 971.5, 1355.3, 1234.6, 1064.6, 932.1, 1146.9, 1068.0, 1048.7, 948.6),
    "R2": (1143.2, 1029.6, 870.8, 731.3, 949.8, 875.9, 794.0, 701.0, 854.8, 900.5, 746.7),
    "RC1": (1619.8, 1457.4, 1258.0, 1132.3, 1513.7, 1372.7, 1207.8, 1114.2),
    "RC2": (1261.8, 1092.3, 923.7, 783.5, 1154.0, 1051.1, 962.9, 776.1),
}  # fmt: skip
BEST = {
    f"{series}{number:02d}": best
    for series, every in SERIES.items()
    for number, best in enumerate(every, start=1)
}
QUICK = ("C101", "C201", "R101", "RC101")
ITERATIONS = (3_000, 10_000, 30_000)
"""More, where fewer do not come within the goal."""
GOAL = 0.005
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
    """Plan each instance, with more iterations until the goal is met; no table without the files."""
    if not FOLDER.is_dir():
        return []
    rows = [solomon_row(name, quick=quick) for name in (QUICK if quick else BEST)]
    return [
        Table(
            title="Solomon's instances",
            columns=(
                "instance",
                "iterations",
                "distance",
                "best known",
                "above it",
                "processor time",
            ),
            rows=tuple(rows),
            notes=(
                f"PyVRP's own runs: {STATED_S:g} s for 100 customers, on a processor of 2,183 PassMark points.",
                f"The goal: at most {GOAL:.1%} above the best known. Seed 0. The time is that of all runs.",
            ),
        )
    ]


def solomon_row(name: str, *, quick: bool) -> tuple[str, ...]:
    """Return what the last run of an instance gives, and the processor time of all its runs."""
    problem, best = read_solomon(FOLDER / f"{name}.txt"), BEST[name]
    begun, total, iterations = time.process_time(), np.inf, 0
    for iterations in (100,) if quick else ITERATIONS:
        total = whole_distance(problem, find_trips(problem, Search(iterations=iterations, seed=0)))
        if total <= (1 + GOAL) * best:
            break
    spent = time.process_time() - begun
    above = f"{100 * (total / best - 1):.2f} %"
    return name, f"{iterations:,}", f"{total:.1f}", f"{best}", above, f"{spent:.0f} s"
