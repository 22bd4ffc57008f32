"""Trips of one depot: against every possible plan on tiny days, and never worse than the plain plan."""

import builtins
from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.errors import MissingExtraError
from sulh.respond.convoys.fleet import Carrier, Profile
from sulh.respond.convoys.routes import (
    Crew,
    DayProblem,
    Load,
    Search,
    find_trips,
    nearest_trips,
)

LOADING = 10.0


def day(seed, loads, vehicles):
    """Return a small day: places in a plane, windows, vehicles of different room, one span."""
    chance = np.random.default_rng(seed)
    points = chance.integers(0, 60, (loads + 1, 2))
    travel = np.ceil(np.hypot(*(points[:, None] - points[None]).T.astype(float))).T
    opens = chance.integers(0, 120, loads)
    return DayProblem(
        loads=tuple(
            Load(
                place=i + 1,
                takes=np.array([0, int(chance.integers(1, 6)), 0, int(chance.integers(0, 3))]),
                unload=float(chance.integers(0, 15)),
                opens=float(opens[i]),
                closes=float(opens[i] + chance.integers(30, 200)),
                prize=int(chance.integers(2, 9)) * 100_000,
                needs_escort=bool(chance.random() < 0.2),
            )
            for i in range(loads)
        ),
        carriers=tuple(
            Carrier(
                names=(f"v{k}",),
                escorts=("e",) if k == 0 else (),
                kind=k,
                room=np.array([0, int(chance.integers(4, 9)), 0, 3]),
                profile=Profile(None, 0.0, frozenset()),
                hours_max=None,
            )
            for k in range(vehicles)
        ),
        crews=tuple(Crew(k, 0.0, 300.0, 300.0, travel) for k in range(vehicles)),
        load_min=LOADING,
    )


def trip_end(problem, crew, order, start):
    """Return when a trip is back that begins to load at `start`, and its driving; None: impossible."""
    carrier, travel = problem.carriers[crew.carrier], crew.travel
    if (sum(problem.loads[i].takes for i in order) > carrier.room).any():
        return None
    clock, at, way = start + problem.load_min, 0, 0.0
    for i in order:
        load = problem.loads[i]
        if load.needs_escort and not carrier.has_escort:
            return None
        clock = max(clock + travel[at, load.place], load.opens) + load.unload
        if clock > load.closes + 1e-9:
            return None
        way += travel[at, load.place]
        at = load.place
    clock += travel[at, 0]
    return (clock, way + travel[at, 0]) if clock <= crew.end + 1e-9 else None


def best_cost(problem):
    """Return the least of prizes not brought and seconds driven, over every plan there is."""
    best = float("inf")

    def search(left, crew, clock, way):
        nonlocal best
        best = min(best, sum(problem.loads[i].prize for i in left) + 60 * way)
        if crew == len(problem.crews):
            return
        search(left, crew + 1, 0.0, way)
        for size in range(1, len(left) + 1):
            for members in combinations(left, size):
                for order in permutations(members):
                    end = trip_end(problem, problem.crews[crew], order, clock)
                    if end is not None:
                        rest = tuple(i for i in left if i not in members)
                        search(rest, crew, end[0], way + end[1])

    search(tuple(range(len(problem.loads))), 0, 0.0, 0.0)
    return best


def cost(problem, trips):
    """Return what a plan costs, and hold each of its trips against the rules."""
    brought = [visit.load for each in trips for trip in each.trips for visit in trip[3]]
    assert len(brought) == len(set(brought))
    way = 0.0
    for each in trips:
        crew, clock = problem.crews[each.crew], 0.0
        for loading, leaves, back, visits in each.trips:
            order = tuple(visit.load for visit in visits)
            end = trip_end(problem, crew, order, loading)
            assert end is not None
            assert loading >= clock - 1e-6
            assert leaves >= loading + problem.load_min - 1e-6
            assert back <= crew.end + 1e-6
            way += end[1]
            clock = back
    left = set(range(len(problem.loads))) - set(brought)
    return sum(problem.loads[i].prize for i in left) + 60 * way


@settings(derandomize=True, deadline=None, max_examples=30)
@given(st.integers(0, 10_000), st.integers(1, 4), st.integers(1, 2))
def test_a_tiny_day_is_as_good_as_the_best_of_all_plans(seed, loads, vehicles):
    problem = day(seed, loads, vehicles)
    found = cost(problem, find_trips(problem, Search(iterations=300)))
    assert found == pytest.approx(best_cost(problem))


@settings(derandomize=True, deadline=None, max_examples=4)
@given(st.integers(0, 10_000))
def test_the_search_is_never_worse_than_the_plain_plan_and_the_same_again(seed):
    problem = day(seed, 12, 3)
    plain = cost(problem, nearest_trips(problem))
    plans = [find_trips(problem, Search(iterations=100, seed=4)) for _ in range(2)]
    assert cost(problem, plans[0]) <= plain
    assert plans[0] == plans[1]


def test_without_the_extra_it_is_named(monkeypatch):
    real = builtins.__import__

    def refuse(name, *more):
        if name.startswith("pyvrp"):
            raise ImportError(name)
        return real(name, *more)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(MissingExtraError, match="patrol"):
        find_trips(day(0, 2, 1), Search())
