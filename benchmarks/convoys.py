"""Relief convoys: trips of one depot against a plain plan, OR-Tools and VROOM, on the same day.

The day is invented: places in a square, windows, vehicles of two sizes; there are vehicles enough, so that
further trips, which the rivals do not have, gain nothing. First the loads that stay, then the minutes driven.
"""

from __future__ import annotations

import importlib.util
import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.convoys_solomon import solomon_tables
from benchmarks.tables import Table

from sulh.respond.convoys.fleet import Carrier, Profile
from sulh.respond.convoys.routes import (
    Crew,
    DayProblem,
    Load,
    Search,
    VehicleTrips,
    find_trips,
    nearest_trips,
)

SECONDS, SECONDS_QUICK = 10.0, 1.0
DAY = 720.0
PRIZE = 1_000_000
ROOMS, COUNTS = (60, 100), (6, 4)


def run(*, quick: bool) -> list[Table]:
    """Plan days of several sizes with each tool."""
    rows = []
    seconds = SECONDS_QUICK if quick else SECONDS
    rounds = 500 if quick else 20_000
    for places in (15,) if quick else (30, 60, 100):
        day = invented(places)
        plans = {
            "nearest neighbour": lambda day=day: from_trips(nearest_trips(day)),
            "Sulh (PyVRP)": lambda day=day: from_trips(find_trips(day, Search(iterations=rounds))),
            **rivals(day, seconds),
        }
        figures = {}
        for name, plan in plans.items():
            begun = processor_seconds()
            routes = plan()
            figures[name] = (*score(day, routes), processor_seconds() - begun)
        ours = figures["Sulh (PyVRP)"]
        for name, (left, way, spent) in figures.items():
            same = left == ours[0]
            rows.append(
                (
                    f"{places}",
                    name,
                    f"{left}",
                    f"{way:.0f}",
                    f"{way / ours[1]:.3f}" if same else "-",
                    f"{spent:.1f} s",
                )
            )
    missing = [name for name in ("ortools", "vroom") if importlib.util.find_spec(name) is None]
    return [
        Table(
            title="One depot's day",
            columns=(
                "loads",
                "plan",
                "not delivered",
                "minutes driven",
                "to Sulh's",
                "processor time",
            ),
            rows=tuple(rows),
            notes=(
                "Every plan is checked: room, windows, the day. To Sulh's: where as many loads stay.",
                f"Sulh: {rounds:,} iterations. OR-Tools: {seconds:g} seconds by the clock, its own process.",
                "VROOM: exploration level 5, until it ends.",
                *(f"{name} is not installed and left out." for name in missing),
            ),
        ),
        *solomon_tables(quick=quick),
    ]


def processor_seconds() -> float:
    """Return the processor time of this process and of those that it has started and that have ended."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime


def invented(places: int) -> DayProblem:
    """Return a day: places in a square of 100 minutes by 100, a third with a window of two hours."""
    chance = np.random.default_rng(places)
    at = chance.random((places + 1, 2)) * 100.0
    at[0] = 50.0
    travel = np.ceil(np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1)))
    bound = chance.random(places) < 1 / 3
    opens = np.where(bound, chance.integers(60, 480, places), 0)
    closes = np.where(bound, opens + 120, DAY)
    loads = tuple(
        Load(
            place=i + 1,
            takes=np.array([0, int(chance.integers(3, 20)), 0, 0]),
            unload=15.0,
            opens=float(opens[i]),
            closes=float(closes[i]),
            prize=PRIZE,
            needs_escort=False,
        )
        for i in range(places)
    )
    scale = max(1, places // 30)
    carriers = tuple(
        Carrier(
            names=tuple(f"{room} {n}" for n in range(scale * count)),
            escorts=(),
            kind=k,
            room=np.array([0, room, 0, 0]),
            profile=Profile(None, 0.0, frozenset()),
            hours_max=None,
        )
        for k, (room, count) in enumerate(zip(ROOMS, COUNTS, strict=True))
    )
    crews = tuple(Crew(k, 0.0, DAY, DAY, travel) for k in range(len(carriers)))
    return DayProblem(loads=loads, carriers=carriers, crews=crews, load_min=0.0)


def from_trips(trips: tuple[VehicleTrips, ...]) -> list[tuple[int, list[int]]]:
    """Return the crew and the loads of each trip."""
    return [
        (each.crew, [visit.load for visit in visits]) for each in trips for *_, visits in each.trips
    ]


def score(day: DayProblem, routes: list[tuple[int, list[int]]]) -> tuple[int, float]:
    """Return how many loads stay and the minutes driven; every rule of a trip is checked."""
    way, inside = 0.0, set()
    for crew, members in routes:
        travel, clock, at = day.crews[crew].travel, 0.0, 0
        room = day.carriers[day.crews[crew].carrier].room
        assert (sum(day.loads[i].takes for i in members) <= room).all()
        for i in members:
            load = day.loads[i]
            clock = max(clock + travel[at, load.place], load.opens) + load.unload
            assert clock <= load.closes + 1e-6
            way += travel[at, load.place]
            at = load.place
            assert i not in inside
            inside.add(i)
        way += travel[at, 0]
        assert clock + travel[at, 0] <= DAY + 1e-6
    return len(day.loads) - len(inside), way


def rivals(day: DayProblem, seconds: float) -> dict[str, Any]:
    """Return the tools that are installed."""
    tools = {"ortools": ("OR-Tools", with_ortools), "vroom": ("VROOM", with_vroom)}
    return {
        name: lambda work=work: work(day, seconds)
        for module, (name, work) in tools.items()
        if importlib.util.find_spec(module) is not None
    }


def vehicles_of(day: DayProblem) -> list[int]:
    """Return the crew of each vehicle."""
    return [k for k, c in enumerate(day.crews) for _ in day.carriers[c.carrier].names]


def with_ortools(day: DayProblem, seconds: float) -> list[tuple[int, list[int]]]:
    """Plan with OR-Tools, in a process of its own: its HiGHS and ours cannot be in one."""
    crews = vehicles_of(day)
    question = {
        "travel": day.crews[0].travel.astype(int).tolist(),
        "rooms": [int(day.carriers[day.crews[k].carrier].room[1]) for k in crews],
        "loads": [
            [int(e.takes[1]), int(e.unload), int(e.opens), int(e.closes), e.prize]
            for e in day.loads
        ],
        "day": int(DAY),
        "seconds": seconds,
    }
    script = Path(__file__).with_name("convoys_ortools.py")
    answer = subprocess.run(
        [sys.executable, str(script)],
        input=json.dumps(question),
        capture_output=True,
        text=True,
        check=True,
    )
    routes = json.loads(answer.stdout)
    return [(crews[vehicle], members) for vehicle, members in routes if members]


def with_vroom(day: DayProblem, _seconds: float) -> list[tuple[int, list[int]]]:
    """Plan with VROOM at its most thorough; it ends by itself."""
    import vroom  # noqa: PLC0415

    crews = vehicles_of(day)
    problem = vroom.Input()
    # Seconds: VROOM's costs are those of durations.
    problem.set_durations_matrix("car", (day.crews[0].travel * 60).astype(np.uint32))
    for number, crew in enumerate(crews):
        room = int(day.carriers[day.crews[crew].carrier].room[1])
        problem.add_vehicle(
            vroom.Vehicle(
                number,
                start=0,
                end=0,
                capacity=[room],
                time_window=vroom.TimeWindow(0, int(DAY * 60)),
            )
        )
    for i, load in enumerate(day.loads):
        last = int((load.closes - load.unload) * 60)
        problem.add_job(
            vroom.Job(
                i,
                location=load.place,
                default_service=int(load.unload * 60),
                delivery=[int(load.takes[1])],
                time_windows=[vroom.TimeWindow(int(load.opens * 60), last)],
            )
        )
    solution = problem.solve(exploration_level=5, nb_threads=1)
    steps = solution.routes
    routes: dict[int, list[int]] = {}
    for vehicle, kind, job in zip(steps["vehicle_id"], steps["type"], steps["id"], strict=True):
        if kind == "job":
            routes.setdefault(int(vehicle), []).append(int(job))
    return [(crews[vehicle], members) for vehicle, members in routes.items()]
