"""The geofence gives Shapely's verdicts, to the last bit, on points made to be hard."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.kernels.shapes import hard_points, index_of, kernel_says, shapely_says, star

BOTH = pytest.mark.parametrize("predicate", ["intersects", "contains"])


def assert_same(zones: list[shapely.Geometry], points: np.ndarray, **how: object) -> None:
    """Compare kernel and Shapely on points[n, 2], by both predicates."""
    index = index_of(zones, wrap=False, **how)
    lon, lat = np.ascontiguousarray(points[:, 0]), np.ascontiguousarray(points[:, 1])
    for predicate in ("intersects", "contains"):
        got = kernel_says(index, lon, lat, predicate)
        expected = shapely_says(zones, lon, lat, predicate)
        wrong = np.argwhere(got != expected)
        shown = [(points[i].tolist(), zones[z].wkt[:300], bool(got[i, z])) for i, z in wrong[:3]]
        assert not len(wrong), (predicate, len(wrong), shown)


def polygon_with_hole_touching_shell() -> shapely.Polygon:
    return shapely.Polygon(
        [(0, 0), (4, 0), (4, 4), (0, 4)],
        [[(0, 2), (2, 1), (3, 2), (2, 3)], [(3, 3), (4, 4), (3.5, 3)]],
    )


NAMED = {
    "square": shapely.box(0, 0, 1, 1),
    "square at the origin's other side": shapely.box(-1, -1, 0, 0),
    "square with a vertex more": shapely.Polygon([(0, 0), (2, 0), (2, 1), (0, 1), (0, 0.5)]),
    "holes that touch the shell": polygon_with_hole_touching_shell(),
    "stairs": shapely.Polygon([(0, 0), (3, 0), (3, 1), (2, 1), (2, 2), (1, 2), (1, 3), (0, 3)]),
    "comb with level teeth": shapely.Polygon(
        [(0, 0), (7, 0), (7, 2), (6, 1), (5, 2), (4, 1), (3, 2), (2, 1), (1, 2), (0, 1)]
    ),
    "vertex repeated": shapely.Polygon([(0, 0), (1, 0), (1, 0), (1, 0), (1, 1), (0, 1), (0, 1)]),
    "collinear run": shapely.Polygon([(0, 0), (0.1, 0.3), (0.2, 0.6), (0.3, 0.9), (1, 0.5)]),
    "flat sliver": shapely.Polygon([(0, 0), (1, 0.1), (2, 0.2), (1, 0.1)]),
    "one point four times": shapely.Polygon([(0.3, 0.1)] * 4),
    "bow tie": shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)]),
    "two islands that touch": shapely.MultiPolygon(
        [shapely.box(0, 0, 1, 1), shapely.box(1, 1, 2, 2)]
    ),
    "island in a lake": shapely.MultiPolygon(
        [
            shapely.Polygon(
                shapely.box(0, 0, 9, 9).exterior, [shapely.box(2, 2, 7, 7).exterior.coords]
            ),
            shapely.box(3, 3, 4, 6),
        ]
    ),
    "thin needle": shapely.Polygon([(0, 0), (1, 1e-15), (1, -1e-15)]),
    "beyond the plane": shapely.Polygon([(-400, -100), (400, -90), (300, 100), (-300, 90)]),
}


@pytest.mark.parametrize("name", NAMED)
@pytest.mark.parametrize("cells", [1, 9, 4096])
def test_named_shapes(name: str, cells: int) -> None:
    """Each shape that has broken point-in-polygon codes gives Shapely's verdicts."""
    zone = NAMED[name]
    rng = np.random.default_rng(0)
    x0, y0, x1, y1 = zone.bounds
    around = rng.uniform((x0 - 0.1, y0 - 0.1), (x1 + 0.1, y1 + 0.1), (500, 2))
    points = np.vstack((hard_points([zone], rng), around))
    assert_same([zone], points, cells=cells)


def test_all_named_shapes_together() -> None:
    """Zones over one another do not disturb each other."""
    zones = list(NAMED.values())
    rng = np.random.default_rng(1)
    points = np.vstack((hard_points(zones, rng), rng.uniform(-1, 10, (2000, 2))))
    assert_same(zones, points)


coordinate = st.one_of(
    st.integers(-3, 3).map(float),
    st.integers(-6, 6).map(lambda k: k * 0.1),
    st.floats(-3, 3, allow_subnormal=True),
)
ring = st.lists(st.tuples(coordinate, coordinate), min_size=3, max_size=7)


def not_an_ell(zone: shapely.Polygon) -> bool:
    """Refuse the one shape GEOS misjudges: an L walked out and back, taken for a rectangle."""
    points = np.asarray(zone.exterior.coords)
    return len(points) != 5 or len({tuple(p) for p in points.tolist()}) != 3


@settings(max_examples=250, deadline=None)
@given(
    st.lists(ring.map(shapely.Polygon).filter(not_an_ell), min_size=1, max_size=4),
    st.sampled_from([1, 4, 60, 1000]),
    st.integers(0, 99),
)
def test_random_rings(zones: list[shapely.Polygon], cells: int, seed: int) -> None:
    """Small rings of any kind, self-crossing ones too, give Shapely's verdicts on any grid."""
    assert_same(zones, hard_points(zones, np.random.default_rng(seed)), cells=cells)


@pytest.mark.slow
@settings(max_examples=5000, deadline=None)
@given(
    st.lists(ring.map(shapely.Polygon).filter(not_an_ell), min_size=1, max_size=4),
    st.sampled_from([1, 4, 60, 1000]),
    st.integers(0, 99),
)
def test_many_random_rings(zones: list[shapely.Polygon], cells: int, seed: int) -> None:
    """As above, many more."""
    assert_same(zones, hard_points(zones, np.random.default_rng(seed)), cells=cells)


@pytest.mark.parametrize(
    "scale",
    [
        5e-324 * 4,
        1e-310,
        1e-300,
        1e-200,
        1e-163,
        1e-160,
        1e-155,
        1e-90,
        1e-20,
        1e20,
        1e90,
        1e150,
        1e155,
        1e160,
        1e300,
    ],
)
def test_tiny_and_huge_coordinates(scale: float) -> None:
    """Where products underflow or overflow GEOS errs, and the kernel says what GEOS says."""
    rng = np.random.default_rng(3)
    for _ in range(12):
        n = int(rng.integers(3, 7))
        whole = rng.integers(-3, 4, (n, 2)) * 0.1 if rng.integers(2) else rng.normal(size=(n, 2))
        zone = shapely.Polygon(whole * scale)
        if not_an_ell(zone):
            assert_same([zone], hard_points([zone], rng))
    square = shapely.box(-scale, -scale, scale, scale)
    corner = shapely.box(-scale, -scale, 0, 0)
    assert_same([square, corner], hard_points([square, corner], rng))


def test_least_steps_around_zero() -> None:
    """Ordinary zones with a vertex or edge at 0, and points 5e-324 from it."""
    zones = [
        shapely.box(-1, -1, 0, 1),
        shapely.Polygon([(-1, -1), (0, -1), (0, 1), (-1, 1), (-1, 0)]),
        shapely.Polygon([(0, 0), (1, 0.3), (0.7, 1)]),
        shapely.Polygon([(-1, 0), (1, 0), (0, 1)]),
    ]
    tiny = np.array([0, 5e-324, -5e-324, 1e-310, -1e-310, 1e-300, -1e-300, 1e-160, 1e-20, 0.5])
    x, y = np.meshgrid(tiny, tiny)
    assert_same(zones, np.column_stack((x.ravel(), y.ravel())))


def test_nearly_collinear() -> None:
    """Points a few ulp around long slanted edges: the sign needs more than doubles hold."""
    zone = shapely.Polygon([(12.1, 12.1), (24.3, 24.3), (24.3, 12.1)])
    steps = np.arange(-40, 41)
    x = 16.7 + steps[:, None] * np.spacing(16.7)
    y = 16.7 + steps[None, :] * np.spacing(16.7)
    grid = np.column_stack([a.ravel() for a in np.broadcast_arrays(x, y)])
    slanted = shapely.Polygon([(0.1, 0.3), (17.7, 9.1), (30, -3)])
    third = np.column_stack(
        [
            a.ravel()
            for a in np.broadcast_arrays(
                0.1 + 17.6 / 3 + steps[:, None] * 2e-16, 0.3 + 8.8 / 3 + steps[None, :] * 1e-16
            )
        ]
    )
    assert_same([zone, slanted], np.vstack((grid, third)))


def test_lines_that_almost_pass_through_zero() -> None:
    """Near the axes doubles are so fine that even double-doubles can err; GEOS's error is kept."""
    rng = np.random.default_rng(8)
    zones, points = [], []
    for _ in range(20):
        x = rng.uniform(0.05, 0.3)
        a, b = rng.uniform(0.1, 0.9, 2)
        zones.append(shapely.Polygon([(x - a, -a * 0.7), (x + b, b * 0.7), (x + b, -1)]))
        y = rng.choice([-1, 1]) * 10.0 ** rng.uniform(-40, -15, 40)
        points.append(np.column_stack((x + rng.integers(-2, 3, 40) * np.spacing(x), y)))
    assert_same(zones, np.vstack(points))


def test_many_zones_with_many_vertices() -> None:
    """Five hundred overlapping zones of a hundred vertices, at their borders and anywhere."""
    rng = np.random.default_rng(5)
    zones = [
        shapely.Polygon(
            star(rng, tuple(rng.uniform((14, 3), (26, 11))), rng.uniform(0.1, 1.5), 100)
        )
        for _ in range(200)
    ]
    hard = hard_points(zones, rng)
    points = np.vstack(
        (hard[rng.integers(0, len(hard), 4000)], rng.uniform((13, 2), (27, 12), (4000, 2)))
    )
    assert_same(zones, points)
    assert_same(zones[:60], points, cells=200)


def test_many_zones_with_one_border() -> None:
    """More zones over one cell than verdicts are kept for: they are found again, alike."""
    zones = [shapely.box(0, 0, 1 + k // 30, 1) for k in range(90)]
    rng = np.random.default_rng(6)
    points = np.vstack((hard_points(zones[::29], rng), rng.uniform(-0.5, 4.5, (300, 2))))
    assert_same(zones, points)
    assert_same(zones, points, cells=1)


@BOTH
def test_points_that_are_not_finite_are_in_no_zone(predicate: str) -> None:
    """NaN and infinity are nowhere, whatever the zone."""
    index = index_of([shapely.box(-180, -90, 180, 90)])
    bad = np.array([np.nan, np.inf, -np.inf, 0.0])
    x, y = (a.ravel() for a in np.meshgrid(bad, bad))
    held = kernel_says(index, x, y, predicate)
    assert held.sum() == 1
    assert held[-1, 0]


@BOTH
def test_no_points_and_no_zones(predicate: str) -> None:
    """Nothing in, nothing out."""
    nothing = np.empty(0)
    assert kernel_says(index_of([shapely.box(0, 0, 1, 1)]), nothing, nothing, predicate).shape == (
        0,
        1,
    )
    assert kernel_says(index_of([]), np.zeros(3), np.zeros(3), predicate).shape == (3, 0)
    empty = index_of([shapely.Polygon(), shapely.box(0, 0, 1, 1), shapely.Polygon()])
    held = kernel_says(empty, np.array([0.5]), np.array([0.5]), predicate)
    np.testing.assert_array_equal(held, [[False, True, False]])
