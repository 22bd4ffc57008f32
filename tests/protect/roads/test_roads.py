"""Travel times by road: a network from lines, ways along it and beside it, and faults that are named."""

import heapq
import json
import math

import numpy as np
import pytest
from click.testing import CliRunner

from sulh.cli import main
from sulh.errors import InputError
from sulh.protect import Pace, minutes_by_road, read_roads
from sulh.protect.roads.join import PIECE_M

PACE = Pace(road_kmh=60.0, off_kmh=6.0, off_max_km=10.0)
KM = 1.0 / 111.19492664  # degrees of latitude in a kilometre on a sphere of 6371.0088 km


def line(*points, **properties):
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "LineString", "coordinates": [list(each) for each in points]},
    }


def times(roads, starts, ends, limit=np.inf):
    (lon, lat), (lon_to, lat_to) = np.array(starts, float).T, np.array(ends, float).T
    return minutes_by_road(roads, lon, lat, lon_to, lat_to, limit=limit)


def ellipsoid_km(one, other):
    pyproj = pytest.importorskip("pyproj")
    return pyproj.Geod(ellps="WGS84").inv(*one, *other)[2] / 1000


def test_a_way_is_the_road_and_the_walk_to_it():
    """A known way by hand: a mile beside the road, thirty along it at sixty, a slower stretch at thirty."""
    a, b, c = (20.0, 5.0), (20.2, 5.0), (20.2, 5.3)
    roads = read_roads([line(a, b), line(b, c, speed_kmh=30)], "roads", PACE).value
    start = (20.0, 5.0 - 0.02)
    minutes = times(roads, [start], [c])[0, 0]
    walk, fast, slow = ellipsoid_km(start, a), ellipsoid_km(a, b), ellipsoid_km(b, c)
    assert minutes == pytest.approx(walk / 6 * 60 + fast + slow * 2, rel=1e-3)


def test_short_ways_are_walked_and_far_places_have_none():
    """Two points 200 m apart need no road; 30 km from any road there is no way; nor above the limit."""
    roads = read_roads([line((20.0, 5.0), (20.3, 5.0))], "roads", PACE).value
    minutes = times(roads, [(20.1, 5.03)], [(20.1, 5.03 + 0.2 * KM), (20.1, 5.3), (20.1, 5.03)])
    assert minutes[0, 0] == pytest.approx(2.0, rel=0.01)
    assert minutes[0].tolist()[1:] == [math.inf, 0.0]
    assert times(roads, [(20.0, 5.0)], [(20.3, 5.0)], limit=30.0)[0, 0] == math.inf
    assert times(roads, [(20.0, 5.0)], [(20.3, 5.0)])[0, 0] == pytest.approx(33.3, rel=0.01)


def test_lines_meet_where_they_have_a_point_in_common():
    """A bridge is no crossing, a shared point is; a closed road is no way; both directions are."""
    across = line((20.0, 5.0), (20.2, 5.2))
    other = line((20.0, 5.2), (20.2, 5.0))
    apart = read_roads([across, other], "roads", PACE).value
    assert times(apart, [(20.0, 5.0)], [(20.0, 5.2)])[0, 0] == math.inf
    middle = (20.1, 5.1)
    split = line((20.0, 5.2), middle, (20.2, 5.0))
    joined = read_roads([line((20.0, 5.0), middle, (20.2, 5.2)), split], "roads", PACE).value
    there, back = (
        times(joined, [(20.0, 5.0)], [(20.0, 5.2)]),
        times(joined, [(20.0, 5.2)], [(20.0, 5.0)]),
    )
    assert there[0, 0] == pytest.approx(back[0, 0])
    assert 20 < there[0, 0] < 40
    closed = read_roads([across, line((20.0, 5.2), (20.2, 5.0), speed_kmh=0)], "roads", PACE)
    assert len(closed.value.lon) == len(read_roads([across], "roads", PACE).value.lon)
    assert not closed.problems


def plain_minutes(lines, pace, start, end):
    """A heap and a dictionary over the same pieces, the nearest point by looking at all."""
    ways, points = {}, []
    for points_of, speed in lines:
        for one, other in zip(points_of, points_of[1:], strict=False):
            n = max(1, math.ceil(ellipsoid_km(one, other) * 1000 / PIECE_M))
            cut = [
                (one[0] + (other[0] - one[0]) * k / n, one[1] + (other[1] - one[1]) * k / n)
                for k in range(n + 1)
            ]
            cost = ellipsoid_km(one, other) / n / speed * 60
            keys = [str(one), *(f"{one} {other} {k}" for k in range(1, n)), str(other)]
            points += zip(cut, keys, strict=True)
            for a, b in zip(keys, keys[1:], strict=False):
                ways.setdefault(a, []).append((b, cost))
                ways.setdefault(b, []).append((a, cost))

    def entry(place):
        km, _, key = min((ellipsoid_km(place, p), at, key) for at, (p, key) in enumerate(points))
        return key, km

    (first, walk), (last, walk_to) = entry(start), entry(end)
    best, heap = {}, [(0.0, first)]
    while heap:
        sum_here, here = heapq.heappop(heap)
        if here not in best:
            best[here] = sum_here
            for there, cost in ways[here]:
                heapq.heappush(heap, (sum_here + cost, there))
    minutes = math.inf
    if max(walk, walk_to) <= pace.off_max_km and last in best:
        minutes = best[last] + (walk + walk_to) / pace.off_kmh * 60
    straight = ellipsoid_km(start, end)
    return min(minutes, straight / pace.off_kmh * 60) if straight <= pace.off_max_km else minutes


@pytest.mark.parametrize("seed", range(4))
def test_random_networks_are_those_of_a_plain_search(seed):
    """Roads between random towns, in parts that do not meet; points near and far from them."""
    rng = np.random.default_rng(seed)
    towns = [tuple(np.round(rng.uniform((20, 5), (20.4, 5.4)), 4).tolist()) for _ in range(8)]
    roads_of, seen = [], set()
    while len(roads_of) < 5:  # no two roads between the same towns
        points = [towns[i] for i in rng.choice(8, rng.integers(2, 4), replace=False)]
        pairs = {frozenset(pair) for pair in zip(points, points[1:], strict=False)}
        if not pairs & seen:
            roads_of.append((points, float(rng.integers(20, 90))))
            seen |= pairs
    features = [line(*points, speed_kmh=speed) for points, speed in roads_of]
    roads = read_roads(features, "roads", PACE).value
    starts = rng.uniform((19.9, 4.9), (20.5, 5.5), (6, 2))
    ends = rng.uniform((19.9, 4.9), (20.5, 5.5), (5, 2))
    slow = [[plain_minutes(roads_of, PACE, tuple(a), tuple(b)) for b in ends] for a in starts]
    assert times(roads, starts, ends) == pytest.approx(np.array(slow), rel=1e-4)


BAD = [
    ({"type": "Feature", "properties": {}, "geometry": None}, "bad-feature"),
    (
        {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [1, 2]}},
        "bad-feature",
    ),
    ("no feature", "bad-feature"),
    (line((20.0, 5.0)), "bad-coordinates"),
    (line((20.0, 95.0), (20.1, 5.0)), "bad-coordinates"),
    (line(("x", 5.0), (20.1, 5.0)), "bad-coordinates"),
    (line((20.0, 5.0), (20.1, float("nan"))), "bad-coordinates"),
    (line((20.0, 5.0), (20.1, 5.0), speed_kmh="fast"), "not-a-number"),
    (line((20.0, 5.0), (20.1, 5.0), speed_kmh=-3), "not-a-number"),
    (line((20.0, 5.0), (20.1, 5.0), speed_kmh=True), "not-a-number"),
    (line((20.0, 5.0), (20.1, 5.0), speed_kmh=900), "too-large"),
]


def test_a_bad_road_loses_no_good_one():
    """Each fault is named by feature and field; the one good road among them is read."""
    good = line((20.0, 5.0), (20.1, 5.0))
    read = read_roads([each for each, _ in BAD] + [good], "roads.geojson", PACE)
    assert [p.code for p in read.problems] == [code for _, code in BAD]
    assert [p.row for p in read.problems] == list(range(1, len(BAD) + 1))
    assert set(read.raw) == {p.row for p in read.problems}
    assert times(read.value, [(20.0, 5.0)], [(20.1, 5.0)])[0, 0] == pytest.approx(11.1, rel=0.01)
    with pytest.raises(InputError, match="no open road"):
        read_roads([BAD[0][0]], "roads.geojson", PACE)
    closed = line((20.0, 5.0), (20.1, 5.0), speed_kmh=0)
    with pytest.raises(InputError) as shut:
        read_roads([closed], "roads.geojson", PACE)
    assert "1 road is closed in it" in str(shut.value.remedy)
    with pytest.raises(InputError, match="road_kmh"):
        Pace(road_kmh=math.inf)


DEMAND = "name,lon,lat,weight\nFar,20.3,5.0,10\nNear,20.05,5.3,6\n"
SITES = "name,lon,lat\nBase,20.0,5.0\nOther,20.05,5.28\n"


def laydown(tmp_path, *more, roads):
    for name, content in (("demand.csv", DEMAND), ("sites.csv", SITES)):
        (tmp_path / name).write_text(content, "utf-8")
    (tmp_path / "roads.geojson").write_text(json.dumps(roads), "utf-8")
    words = ["protect", "laydown", str(tmp_path / "demand.csv"), str(tmp_path / "sites.csv"), *more]
    return CliRunner().invoke(main, [*words, "--roads", str(tmp_path / "roads.geojson")])


def collection(*features):
    return {"type": "FeatureCollection", "features": list(features)}


def test_a_laydown_by_road(tmp_path):
    """The base by the road reaches more in 40 minutes, until the road is closed; a bad road is kept apart."""
    road = line((20.0, 5.0), (20.3, 5.0), speed_kmh=60)
    more = ["--count", "1", "--reach", "40", "--json"]
    done = laydown(tmp_path, *more, roads=collection(road, BAD[0][0]))
    assert done.exit_code == 0, done.output
    assert [each["name"] for each in json.loads(done.stdout)["sites"]] == ["Base"]
    assert "bad-feature" in (tmp_path / "roads.rejects.csv").read_text("utf-8")
    slow = line((20.0, 5.0), (20.3, 5.0), speed_kmh=20)
    done = laydown(tmp_path, *more, roads=collection(slow))
    assert [each["name"] for each in json.loads(done.stdout)["sites"]] == ["Other"]
    done = laydown(tmp_path, *more, "--off-road-km", "0.5", roads=collection(slow))
    assert "Demands that are not connected to any site: 1 of 2, 6 of 16 in weight" in done.stderr
    done = laydown(tmp_path, *more, roads={"type": "Feature"})
    assert done.exit_code == 2
    assert "no GeoJSON FeatureCollection" in done.output
