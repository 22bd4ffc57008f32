"""Published instances: Solomon's (1987), distances cut to a tenth, against the best known values."""

import os
from pathlib import Path

import numpy as np
import pytest

from sulh.respond.convoys.fleet import Carrier, Profile
from sulh.respond.convoys.routes import Crew, DayProblem, Load, Search, find_trips

FOLDER = Path(os.environ.get("SULH_DATA", ".")) / "vrp" / "solomon"


def solomon(path):
    """Return an instance as a day of one depot: minutes for its units of time."""
    lines = path.read_text().splitlines()
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


def distance(problem, trips):
    """Return the whole distance; every customer is in one trip."""
    travel, total, served = problem.crews[0].travel, 0.0, []
    for each in trips:
        for trip in each.trips:
            places = [problem.loads[visit.load].place for visit in trip[3]]
            served += places
            total += sum(travel[a, b] for a, b in zip([0, *places], [*places, 0], strict=True))
    assert sorted(served) == list(range(1, len(problem.loads) + 1))
    return total


@pytest.mark.slow
@pytest.mark.skipif(not FOLDER.is_dir(), reason="SULH_DATA has no vrp/solomon")
@pytest.mark.parametrize(
    ("name", "best", "share", "iterations", "seed"),
    [
        ("C101", 827.3, 0.0, 1000, 0),
        ("C201", 589.1, 0.0, 1000, 0),
        ("R101", 1637.7, 0.005, 3000, 0),
        *(("RC101", 1619.8, 0.005, 10_000, seed) for seed in range(3)),
    ],
)
def test_close_to_the_best_known(name, best, share, iterations, seed):
    """Iterations, not seconds: the same on every machine. 10,000 take about 20 seconds.

    PyVRP's benchmarks give an instance of n customers 2.4 n seconds of a processor of 2183 marks: 240 here.
    """
    problem = solomon(FOLDER / f"{name}.txt")
    total = distance(problem, find_trips(problem, Search(iterations=iterations, seed=seed)))
    assert best - 1e-6 <= total <= (1 + share) * best + 1e-6
