"""Forbidden turns: the network with copies of crossings agrees with a search that remembers its whole way."""

import heapq
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.protect import Pace, RoadFile, RoadLine, Turn, minutes_by_road, network_of
from sulh.protect.roads.join import cut_lines
from sulh.protect.roads.tags import read_tags
from sulh.protect.roads.turns import forbidden_ways

PACE = Pace(road_kmh=60.0, off_kmh=0.001, off_max_km=0.5)


def place(node):
    return (20 + node % 4 / 150, 5 + node // 4 / 150)


def way(number, *nodes, **tags):
    points = np.array([place(n) for n in nodes], float)
    return RoadLine(points=points, tags=tags, number=number, nodes=np.array(nodes))


def network(lines, turns=()):
    source = RoadFile(lines=tuple(lines), rows=len(lines), turns=tuple(turns))
    return network_of(source, "r", PACE, by_class=False, remedy="").value


def table(roads, nodes):
    lon, lat = np.array([place(n) for n in nodes], float).T
    return minutes_by_road(roads, lon, lat, lon, lat)


CROSS = [way(1, 1, 5), way(2, 5, 9), way(3, 4, 5), way(4, 5, 6), way(5, 9, 10, 6)]


def test_no_left_turn_means_the_way_round_and_back_is_as_before():
    """From 1 over 5 to 6 is forbidden: over 9 and 10 it is; and nobody turns round behind the crossing."""
    free, ruled = (network(CROSS, t) for t in ((), [Turn(False, 1, 4, via=5)]))
    nodes = [1, 4, 5, 6, 9]
    before, after = table(free, nodes), table(ruled, nodes)
    assert after[0, 3] == pytest.approx(before[0, 4] + before[4, 3])
    after[0, 3] = before[0, 3]
    assert np.allclose(after, before)
    # Places enter at crossings as they are, never at a copy.
    assert len(ruled.arrivals) == len(free.lon) < len(ruled.lon)


def test_only_straight_on_and_no_turning_round():
    """`only`: nowhere but on; a dead end is where one turns."""
    ruled = network(CROSS, [Turn(True, 1, 2, via=5)])
    minutes = table(ruled, [1, 4, 5, 6, 9])
    free = table(network(CROSS), [1, 4, 5, 6, 9])
    assert minutes[0, 1] == pytest.approx(free[0, 4] + free[4, 3] + free[3, 1])
    assert minutes[2, 1] == free[2, 1]
    lines = [way(1, 1, 5), way(2, 5, 9), way(3, 4, 5)]
    dead_end = table(network(lines, [Turn(False, 1, 3, via=5)]), [1, 4, 9])
    assert dead_end[0, 1] == pytest.approx(dead_end[0, 2] + dead_end[2, 1])


def test_a_turn_over_a_way():
    """Whoever comes from 1 over the link must not go on by 4; who comes from elsewhere may."""
    lines = [way(1, 0, 1), way(2, 1, 5), way(3, 5, 4), way(4, 5, 6), way(5, 1, 2), way(6, 4, 8, 9, 10, 6)]  # fmt: skip
    turn = Turn(False, 1, 4, via_lines=(2,))
    before, after = (table(network(lines, t), [0, 2, 4, 6]) for t in ((), [turn]))
    assert after[0, 3] > before[0, 3] + 1
    assert after[1, 3] == before[1, 3]
    assert after[0, 2] == before[0, 2]


def test_turns_that_fit_nothing_are_counted():
    """A rule about a road that is closed or cut off is named, not passed over."""
    source = RoadFile(lines=tuple(CROSS), rows=5, turns=(Turn(False, 1, 99, via=5),))
    read = network_of(source, "r", PACE, by_class=False, remedy="")
    assert "left out, as they fit no crossing of open roads: 1" in " ".join(read.value.notes)
    assert read.value.arrivals is None


def by_whole_way(pieces, ways, source, longest):
    """Dijkstra over the last pieces of each way: slow, and nothing is merged that may not be."""
    best, heap = {}, [(0.0, source, ())]
    reached = {}
    while heap:
        here, point, past = heapq.heappop(heap)
        if (point, past) in best:
            continue
        best[point, past] = here
        reached.setdefault(point, here)
        for e in np.flatnonzero(pieces.tail == point):
            path = (*past, int(e))
            if any(path[i:] in ways for i in range(len(path))):
                continue
            kept = path[-longest:] if longest else ()
            heapq.heappush(heap, (here + float(pieces.minutes[e]), int(pieces.head[e]), kept))
    return reached


NODE = st.integers(0, 11)
WAY = st.tuples(NODE, st.lists(st.sampled_from([1, -1, 4, -4]), min_size=1, max_size=3),
                st.sampled_from(["no", "no", "yes"]))  # fmt: skip


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.lists(WAY, min_size=3, max_size=9), st.data())
def test_any_rules_agree_with_a_search_that_remembers(ways, data):
    """Random streets of a small town, random rules over crossings and over roads between them."""
    lines = []
    for number, (start, steps, oneway) in enumerate(ways):
        nodes = [start]
        for step in steps:
            there = nodes[-1] + step
            if 0 <= there < 12 and there not in nodes and (abs(step) == 4 or there // 4 == nodes[-1] // 4):  # fmt: skip
                nodes.append(there)
        if len(nodes) > 1:
            lines.append(way(number, *nodes, oneway=oneway))
    if len(lines) < 2:
        return
    number = st.sampled_from([each.number for each in lines])
    rule = st.one_of(
        st.builds(Turn, st.booleans(), number, number, NODE),
        st.builds(lambda o, a, b, v: Turn(o, a, b, via_lines=(v,)), st.booleans(), number, number, number),
    )  # fmt: skip
    turns = data.draw(st.lists(rule, max_size=6))
    source = RoadFile(lines=tuple(lines), rows=len(lines), turns=tuple(turns))
    roads = network_of(source, "r", PACE, by_class=False, remedy="").value
    tags = [read_tags(each.tags, PACE) for each in lines]
    pieces = cut_lines(lines, tags, [None] * len(lines))
    forbidden, _ = forbidden_ways(pieces, lines, turns)
    longest = max((len(each) for each in forbidden), default=1) - 1
    points = np.arange(len(pieces.lon))
    minutes = minutes_by_road(roads, *(np.tile(x, 1) for x in (pieces.lon, pieces.lat)), pieces.lon, pieces.lat)  # fmt: skip
    for source_point in points[:6]:
        reached = by_whole_way(pieces, forbidden, int(source_point), longest)
        for target in points:
            expected = reached.get(int(target), math.inf)
            assert minutes[source_point, target] == pytest.approx(expected, abs=1e-9)
