"""Zones across the antimeridian and at the poles: the meridians at -180 and 180 are one."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.affinity import translate
from tests.kernels.shapes import hard_points, index_of, kernel_says, shapely_says, star


def assert_same_on_the_globe(zones: list[shapely.Geometry], points: np.ndarray) -> None:
    """Compare with Shapely tried on each zone and its copies a turn to either side."""
    points = points[(np.abs(points[:, 0]) <= 180) & (np.abs(points[:, 1]) <= 90)]
    lon, lat = np.ascontiguousarray(points[:, 0]), np.ascontiguousarray(points[:, 1])
    index = index_of(zones)
    for predicate in ("intersects", "contains"):
        expected = np.zeros((len(lon), len(zones)), bool)
        for turn in (-360, 0, 360):
            moved = [translate(z, turn) for z in zones]
            expected |= shapely_says(moved, lon, lat, predicate)
        got = kernel_says(index, lon, lat, predicate)
        wrong = np.argwhere(got != expected)
        assert not len(wrong), (
            predicate,
            [(points[i].tolist(), zones[z].wkt) for i, z in wrong[:3]],
        )


def folded(points: np.ndarray) -> np.ndarray:
    """Return points[n, 2] with lon brought into [-180, 180]; 180 is kept and also given as -180."""
    lon = np.where(points[:, 0] > 180, points[:, 0] - 360, points[:, 0])
    lon = np.where(lon < -180, lon + 360, lon)
    edge = points[np.abs(np.abs(lon) - 180) == 0]
    twins = np.vstack(
        [np.column_stack((np.full(len(edge), x), edge[:, 1])) for x in (-180.0, 180.0)]
    )
    return np.vstack((np.column_stack((lon, points[:, 1])), twins))


def points_for(zones: list[shapely.Geometry], rng: np.random.Generator) -> np.ndarray:
    world = rng.uniform((-180, -90), (180, 90), (500, 2))
    seam = np.column_stack((rng.choice([-180.0, 180.0], 200), rng.uniform(-90, 90, 200)))
    return folded(np.vstack((hard_points(zones, rng), world, seam)))


FIJI = shapely.box(176, -21, 182, -12)


def test_a_zone_beyond_180_holds_points_from_either_side() -> None:
    """170 to 190 holds 175, 180, -180 and -175, not 0 or -165."""
    index = index_of([shapely.box(170, -10, 190, 10)])
    lon = np.array([175.0, 180.0, -180.0, -175.0, 0.0, -165.0, 170.0, -170.0])
    lat = np.zeros(8)
    inside = kernel_says(index, lon, lat, "contains")[:, 0]
    assert inside.tolist() == [True, True, True, True, False, False, False, False]
    assert kernel_says(index, lon, lat, "intersects")[6:, 0].tolist() == [True, True]


def test_a_zone_that_ends_at_180_has_its_border_there_from_either_side() -> None:
    """-180 is the same meridian as 180: on the border, so inside for `intersects` only."""
    index = index_of([shapely.box(170, -10, 180, 10), shapely.box(-180, -10, -170, 10)])
    lon, lat = np.array([180.0, -180.0]), np.zeros(2)
    assert kernel_says(index, lon, lat, "intersects").all()
    assert not kernel_says(index, lon, lat, "contains").any()


def test_the_whole_globe() -> None:
    """A zone of the whole globe holds every point; its border is the seam and the poles."""
    index = index_of([shapely.box(-180, -90, 180, 90)])
    lon, lat = np.array([-180.0, 180.0, 0.0, 0.0, 12.5]), np.array([0.0, 5.0, 90.0, -90.0, 45.0])
    assert kernel_says(index, lon, lat, "intersects").all()
    assert kernel_says(index, lon, lat, "contains")[:, 0].tolist() == [False] * 4 + [True]


def test_a_polar_cap() -> None:
    """A cap is a band of all longitudes up to the pole; it holds the pole at every longitude."""
    cap = index_of([shapely.box(-180, 66.5, 180, 90)])
    lon = np.linspace(-180, 180, 37)
    assert kernel_says(cap, lon, np.full(37, 90.0), "intersects").all()
    assert kernel_says(cap, lon, np.full(37, 80.0), "intersects").all()
    assert not kernel_says(cap, lon, np.full(37, 66.0), "intersects").any()


@pytest.mark.parametrize(
    "zone",
    [
        FIJI,
        translate(FIJI, -360),
        shapely.box(170, -10, 190, 10),
        shapely.box(-190, -10, -170, 10),
        shapely.box(-180, -90, 180, 90),
        shapely.box(-200, -30, 160, 30),
        shapely.box(181, 0, 200, 10),
        shapely.box(350, 0, 370, 10),
        shapely.MultiPolygon([shapely.box(170, 0, 180, 9), shapely.box(-180, 0, -170, 9)]),
        shapely.Polygon(
            [(150, -20), (215, -35), (230, 45), (140, 30)], [[(175, 0), (180, 5), (190, 0)]]
        ),
    ],
)
def test_named_zones(zone: shapely.Geometry) -> None:
    """Zones on, across and beyond the seam agree with Shapely tried on shifted copies."""
    assert_same_on_the_globe([zone], points_for([zone], np.random.default_rng(2)))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6))
def test_random_stars_across_the_seam(seed: int) -> None:
    """Stars anywhere on the globe, most of them near the seam, agree with shifted copies."""
    rng = np.random.default_rng(seed)
    zones = [
        shapely.Polygon(
            star(
                rng,
                (rng.choice([180, -180, 0]) + rng.uniform(-30, 30), rng.uniform(-40, 40)),
                rng.uniform(0.1, 30),
                int(rng.integers(3, 40)),
            )
        )
        for _ in range(4)
    ]
    assert_same_on_the_globe(zones, points_for(zones, rng))


def test_more_than_a_turn_is_refused() -> None:
    """A zone wider than the globe, or off it, has no meaning, and the message names it."""
    with pytest.raises(ValueError, match="zone 1 is more than 360 degrees wide"):
        index_of([FIJI, shapely.box(-200, 0, 170, 1)])
    with pytest.raises(ValueError, match=r"vertex 0\.0, 91\.0 is not within"):
        index_of([shapely.Polygon([(0, 0), (1, 0), (0, 91)])])
