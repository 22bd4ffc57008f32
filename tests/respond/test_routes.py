"""The way itself: its minutes are those of the table, and its line is made of open pieces."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.respond.test_ways import A_RING, CAR, PACE, closure, points, touches

from sulh.kernels.least_path import least_path
from sulh.kernels.least_sums import least_sums
from sulh.protect import RoadFile, Turn, network_of, read_roads
from sulh.respond import Travel, find_route, land_minutes, prepare_ways

RING = prepare_ways(read_roads(A_RING, "roads", PACE).value)


@settings(derandomize=True, max_examples=80, deadline=None)
@given(
    st.integers(2, 8),
    st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.integers(0, 9)), max_size=25),
)
def test_a_path_is_connected_and_costs_the_least(n, edges):
    """Its edges lead from one end to the other and add up to the least sum."""
    edges = sorted((a % n, b % n, c) for a, b, c in edges)
    tails, heads = (np.array([e[i] for e in edges], np.int64) for i in (0, 1))
    costs = np.array([float(e[2]) for e in edges])
    starts = np.concatenate([[0], np.cumsum(np.bincount(tails, minlength=n))]).astype(np.int64)
    sums = least_sums(starts, heads.astype(np.int32), costs, np.arange(n), np.arange(n))
    for source in range(n):
        for target in range(n):
            path = least_path(starts, heads.astype(np.int32), costs, source, target)
            if source == target or not np.isfinite(sums[source, target]):
                assert not len(path)
                continue
            assert (tails[path[0]], heads[path[-1]]) == (source, target)
            assert (heads[path[:-1]] == tails[path[1:]]).all()
            assert costs[path].sum() == sums[source, target]


@settings(derandomize=True, max_examples=40, deadline=None)
@given(*[st.tuples(st.floats(19.99, 20.21), st.floats(4.99, 5.11))] * 3, st.sampled_from([50, 900]))
def test_a_route_takes_the_minutes_of_the_table_and_avoids_what_is_shut(start, end, at, radius):
    """Sum the line by hand: walking to the road, along it, and away; or across the field."""
    shut = closure(*at, radius)
    travel = Travel(closures=(shut,))
    here, there = points(start), points(end)
    route = find_route(RING, travel, CAR, here, there)
    assert route.minutes == land_minutes(RING, travel, CAR, here, there)[0, 0]
    if not np.isfinite(route.minutes):
        assert not len(route.lon)
        return
    assert route.minutes == pytest.approx(route.off_km * 10 + route.road_km, rel=1e-6)
    line = list(zip(route.lon, route.lat, strict=True))
    assert line[0] == start
    assert line[-1] == end
    assert not any(touches(a, b, shut) for a, b in zip(line, line[1:], strict=False))


def test_a_route_obeys_turns():
    """Over a crossing with a rule the line goes the way round."""
    from tests.protect.roads.test_turns import CROSS, place
    from tests.protect.roads.test_turns import PACE as HARD

    source = RoadFile(lines=tuple(CROSS), rows=5, turns=(Turn(False, 1, 4, via=5),))
    ways = prepare_ways(network_of(source, "r", HARD, by_class=False, remedy="").value)
    route = find_route(ways, Travel(), CAR, points(place(1)), points(place(6)))
    assert place(9) in set(zip(route.lon, route.lat, strict=True))
    assert route.minutes == pytest.approx(route.road_km, rel=1e-6)
