"""Ways over land: they agree with plain searches, closures close, and nothing is passed in silence."""

import heapq
import io
import math
import tarfile
from datetime import date
from decimal import Decimal
from itertools import pairwise
from os import environ
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.errors import InputError
from sulh.kernels.facility_reach import distances_m, paired_m
from sulh.kernels.hierarchy import build_hierarchy, price, sum_table
from sulh.kernels.nearest_points import nearest_points
from sulh.picture import Origin
from sulh.protect import Pace, minutes_by_road, read_roads
from sulh.respond import (
    Points,
    Travel,
    Vehicle,
    WayClosure,
    Weather,
    closures_on,
    land_minutes,
    prepare_ways,
)
from sulh.values import Place

PACE = Pace(road_kmh=60.0, off_kmh=6.0, off_max_km=3.0)
CAR = Vehicle()


def line(*points, **properties):
    geometry = {"type": "LineString", "coordinates": [list(each) for each in points]}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def closure(lon, lat, radius_m, **more):
    facts = {"reason": "hazard", "since": date(2026, 6, 1)} | more
    return WayClosure(
        origin=Origin(source="engineers", ref="c"),
        radius_m=radius_m,
        place=Place(lon=lon, lat=lat, accuracy_m=10),
        **facts,
    )


def points(*pairs):
    lon, lat = np.array(pairs, float).reshape(-1, 2).T
    return Points(lon, lat)


A_RING = [
    line((20.0, 5.0), (20.1, 5.0), (20.2, 5.0)),
    line((20.0, 5.0), (20.0, 5.1), (20.2, 5.1), (20.2, 5.0)),
]


@pytest.fixture(scope="module")
def ring():
    return prepare_ways(read_roads(A_RING, "roads", PACE).value)


def test_without_closures_ways_are_those_of_the_search(ring):
    """The hierarchy and the search that `protect` uses give one table, on and off the road."""
    rng = np.random.default_rng(2)
    here, there = (points(*rng.uniform((19.98, 4.98), (20.22, 5.12), (9, 2))) for _ in range(2))
    mine = land_minutes(ring, Travel(), CAR, here, there)
    assert np.allclose(mine, minutes_by_road(ring.roads, *here[:2], *there[:2]), rtol=1e-12)


def test_a_shut_area_makes_a_detour_and_on_its_day_only(ring):
    """Straight along the south; round the north while a mine closes the south; nobody at both."""
    here, there = points((20.0, 5.0)), points((20.2, 5.0))
    mine = closure(20.1, 5.0, 300, until=date(2026, 6, 30))
    direct = land_minutes(ring, Travel(), CAR, here, there)[0, 0]
    round_ = land_minutes(ring, Travel(closures=(mine,)), CAR, here, there)[0, 0]
    assert direct == pytest.approx(22.2, rel=0.01)
    assert round_ == pytest.approx(44.3, rel=0.01)
    flood = closure(20.1, 5.1, 300)
    both = land_minutes(ring, Travel(closures=(mine, flood)), CAR, here, there)[0, 0]
    assert both == math.inf
    assert closures_on([mine, flood], date(2026, 6, 30)) == (mine, flood)
    assert closures_on([mine, flood], date(2026, 7, 1)) == (flood,)
    assert closures_on([mine, flood], date(2026, 5, 31)) == ()


def test_places_inside_a_shut_area_are_not_reached(ring):
    """A casualty in a mined area: no vehicle enters, by road or across the field."""
    field = closure(20.1, 5.0, 800)
    inside, beside = points((20.1, 5.003)), points((20.1, 5.02))
    travel = Travel(closures=(field,))
    assert land_minutes(ring, travel, CAR, points((20.0, 5.0)), inside)[0, 0] == math.inf
    assert land_minutes(ring, travel, CAR, beside, inside)[0, 0] == math.inf
    assert land_minutes(ring, Travel(), CAR, beside, inside)[0, 0] < math.inf


def test_a_checkpoint_delays_once_and_a_bridge_bears_some(ring):
    """Ten minutes more through the checkpoint; a bridge for 10 t stops the lorry, not the car."""
    here, there = points((20.0, 5.0)), points((20.2, 5.0))
    direct = land_minutes(ring, Travel(), CAR, here, there)[0, 0]
    for radius_m in (20, 400, 3_000):
        stop = closure(20.1003, 5.0, radius_m, reason="checkpoint", delay_min=Decimal(10))
        late = land_minutes(ring, Travel(closures=(stop,)), CAR, here, there)[0, 0]
        assert late == pytest.approx(direct + 10)
    bridge = Travel(closures=(closure(20.1, 5.0, 30, reason="weight-limit", bears_t=Decimal(10)),))
    lorry = Vehicle(weight_t=18.0)
    assert land_minutes(ring, bridge, CAR, here, there)[0, 0] == direct
    assert land_minutes(ring, bridge, lorry, here, there)[0, 0] > 40


def test_slow_vehicles_and_wet_seasons(ring):
    """A top speed holds on fast roads only; a factor slows road and field."""
    here, there = points((20.0, 5.0)), points((20.2, 5.0))
    direct = land_minutes(ring, Travel(), CAR, here, there)[0, 0]
    assert land_minutes(ring, Travel(), Vehicle(top_kmh=30), here, there)[0, 0] == pytest.approx(
        2 * direct
    )
    assert land_minutes(ring, Travel(), Vehicle(top_kmh=90), here, there)[0, 0] == pytest.approx(
        direct
    )
    wet = Travel(speed_factor=0.5)
    assert land_minutes(ring, wet, CAR, here, points((20.2, 5.01)))[0, 0] == pytest.approx(
        2 * land_minutes(ring, Travel(), CAR, here, points((20.2, 5.01)))[0, 0]
    )
    with pytest.raises(InputError, match="factor"):
        Travel(speed_factor=0.0)


def test_without_roads_lines_are_longer_and_the_answer_says_so():
    """The circuity is a number that the reader sees; a shut area stops a straight line."""
    ways = prepare_ways(None, pace=PACE, circuity=1.5)
    here, there = points((20.0, 5.0)), points((20.2, 5.0))
    minutes = land_minutes(ways, Travel(), CAR, here, there)[0, 0]
    assert minutes == pytest.approx(distances_m(*here[:2], *there[:2])[0, 0] * 1.5 / 1000)
    assert "straight lines, 1.5 times" in ways.assumption
    stop = closure(20.1, 5.0, 300, reason="checkpoint", delay_min=Decimal(10))
    late = land_minutes(ways, Travel(closures=(stop,)), CAR, here, points((20.2, 5.0), (20.0, 5.2)))
    assert late[0, 0] == pytest.approx(minutes + 10)
    assert late[0, 1] == pytest.approx(
        land_minutes(ways, Travel(), CAR, here, points((20.0, 5.2)))[0, 0]
    )
    shut = Travel(closures=(closure(20.1, 5.0, 300),))
    assert land_minutes(ways, shut, CAR, here, there)[0, 0] == math.inf
    with pytest.raises(InputError, match="circuity"):
        prepare_ways(None, circuity=0.5)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Vehicle(weight_t=math.nan), "A vehicle cannot weigh nan t"),
        (lambda: Vehicle(weight_t=math.inf), "A vehicle cannot weigh inf t"),
        (lambda: Vehicle(weight_t=-3.0), "A vehicle cannot weigh -3 t"),
        (lambda: Vehicle(top_kmh=0.0), "top speed cannot be 0 km/h"),
        (lambda: Vehicle(top_kmh=math.nan), "top speed cannot be nan km/h"),
        (lambda: Vehicle(kind="tank"), "'tank' is no sort of vehicle"),
        (lambda: Weather(visibility_m=math.nan), "visibility_m is nan"),
        (lambda: Weather(wind_kmh=math.inf), "wind_kmh is inf"),
        (lambda: Weather(ceiling_m=-1.0), "ceiling_m is -1"),
        (lambda: Travel(speed_factor=math.nan), "factor on speeds is nan"),
        (lambda: prepare_ways(None, circuity=math.inf), "circuity is inf"),
    ],
)
def test_numbers_that_would_pass_every_limit_are_refused(make, words):
    """A weight that is no number is below the limit of every bridge: it is refused, never passed."""
    with pytest.raises(InputError, match=words):
        make()


def by_heap(roads, minutes, source):
    best, heap = {source: 0.0}, [(0.0, source)]
    while heap:
        here, node = heapq.heappop(heap)
        if here > best[node]:
            continue
        for e in range(roads.starts[node], roads.starts[node + 1]):
            total = here + minutes[e]
            if total < best.get(int(roads.ends[e]), math.inf):
                best[int(roads.ends[e])] = total
                heapq.heappush(heap, (total, int(roads.ends[e])))
    return best


def touches(one, other, area):
    """Walk along a straight piece in small steps: slow, and no geometry to get wrong."""
    share = np.linspace(0, 1, 400)
    lon, lat = (a + share * (b - a) for a, b in zip(one, other, strict=True))
    east = (lon - area.place.lon) * math.cos(math.radians(area.place.lat))
    return bool((np.hypot(east, lat - area.place.lat) * 111_320.0 <= area.radius_m).any())


CORNER = st.tuples(st.integers(0, 4), st.integers(0, 4)).map(
    lambda p: (20 + p[0] / 50, 5 + p[1] / 50)
)


@settings(derandomize=True, max_examples=40, deadline=None)
@given(
    st.lists(st.lists(CORNER, min_size=2, max_size=5), min_size=1, max_size=6),
    st.lists(st.tuples(CORNER, st.sampled_from([150, 700, 1900])), max_size=3),
)
def test_closures_agree_with_a_plain_search_over_what_stays_open(lines, areas):
    """Any network, any areas: from crossing to crossing the same minutes, and none where none remain."""
    lines = [[p for p, q in pairwise([*each, None]) if p != q] for each in lines]
    lines = [each for each in lines if len(each) > 1]
    if not lines:
        return
    roads = read_roads([line(*each) for each in lines], "roads", PACE).value
    shut = tuple(closure(*at, radius) for at, radius in areas)
    ways = prepare_ways(roads)
    tails = np.repeat(np.arange(len(roads.lon)), np.diff(roads.starts))
    minutes = roads.minutes.copy()
    at = [(float(roads.lon[i]), float(roads.lat[i])) for i in range(len(roads.lon))]
    for e, (i, j) in enumerate(zip(tails, roads.ends, strict=True)):
        if any(touches(at[i], at[j], each) for each in shut):
            minutes[e] = math.inf
    _, first, twins = np.unique(np.round(at, 9), axis=0, return_index=True, return_counts=True)
    some = first[twins == 1][::5]  # where pieces cross without a crossing, a place has two entries
    places = Points(roads.lon[some], roads.lat[some])
    table = land_minutes(ways, Travel(closures=shut), CAR, places, places)
    for row, i in zip(table, some, strict=True):
        best = by_heap(roads, minutes, int(i))
        for value, j in zip(row, some, strict=True):
            inside = any(touches(at[k], at[k], each) for k in (i, j) for each in shut)
            expected = math.inf if inside else best.get(int(j), math.inf)
            walk = paired_m(*(np.array([x]) for x in (*at[i], *at[j])))[0] / 100.0
            if walk <= 30.0 and not any(touches(at[i], at[j], each) for each in shut):
                expected = min(expected, walk)
            assert value == pytest.approx(expected, rel=1e-9)


def auckland():
    """Return the published network, its stations and hospitals; skip where the data are not there."""
    root = Path(environ.get("SULH_DATA", "")) / "ems/jemss-auckland/urban/1"
    if not (root / "travel/roads/1/roads.gz").is_file():
        pytest.skip("SULH_DATA with ems/jemss-auckland is not there")

    def table(content, skip):
        frame = pl.read_csv(io.BytesIO(content), skip_lines=skip, truncate_ragged_lines=True)
        return frame.filter(pl.col(frame.columns[0]).is_not_null())

    with tarfile.open(root / "travel/roads/1/roads.gz") as tar:
        raw = {each: tar.extractfile(each).read() for each in ("arcs.csv", "nodes.csv")}
    starts = {
        name: text.split(b"\n").index(next(x for x in text.split(b"\n") if x.startswith(b"index")))
        for name, text in raw.items()
    }
    arcs, nodes = (table(raw[name], starts[name]) for name in ("arcs.csv", "nodes.csv"))
    places = [
        table((root / name).read_bytes(), 1)
        for name in ("stations/1/stations_1.csv", "hospitals/1/hospitals_1.csv")
    ]
    return arcs, nodes, *places


def test_auckland_is_reproduced():
    """JEMSS's network: nearest hospital 9.0859 min in the median, 21.2427 at 95 %, 38.1104 at most."""
    arcs, nodes, stations, hospitals = auckland()
    n = len(nodes)
    tails, heads = (arcs[name].cast(pl.Int64).to_numpy() - 1 for name in ("fromNode", "toNode"))
    minutes = arcs["mode_1"].to_numpy() * 1440.0
    order = np.lexsort((heads, tails))
    starts = np.concatenate([[0], np.cumsum(np.bincount(tails, minlength=n))]).astype(np.int64)
    hierarchy = build_hierarchy(starts, heads[order].astype(np.int32))
    costs = price(hierarchy, minutes[order])
    lon, lat = (nodes[each].cast(pl.Float64).to_numpy() for each in "xy")
    near = [
        nearest_points(each["x"].to_numpy(), each["y"].to_numpy(), lon, lat)
        for each in (stations, hospitals)
    ]
    to_hospital = sum_table(hierarchy, costs, np.arange(n), near[1]).min(axis=1)
    from_station = sum_table(hierarchy, costs, near[0], np.arange(n)).min(axis=0)
    assert np.median(to_hospital) == pytest.approx(9.0859, abs=5e-5)
    assert np.quantile(to_hospital, 0.95) == pytest.approx(21.2427, abs=5e-5)
    assert to_hospital.max() == pytest.approx(38.1104, abs=5e-5)
    assert (from_station <= 8.0).mean() == pytest.approx(0.87061, abs=5e-6)
    assert (from_station + to_hospital <= 20.0).mean() == pytest.approx(0.76757, abs=5e-6)
