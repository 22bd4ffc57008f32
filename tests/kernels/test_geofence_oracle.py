"""The geofence against arithmetic without rounding, and what holds for any index."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.kernels.shapes import hard_points, index_of, kernel_says, star

from sulh.kernels import build_index, locate, locate_first, locate_mask, locate_pairs
from sulh.kernels.geofence_exact import orientation


def exact_place(ring: list[tuple[float, float]], x: float, y: float) -> str:
    """Say where a point lies by the even-odd rule, in fractions, straight from the definition."""
    px, py = Fraction(x), Fraction(y)
    corners = [(Fraction(a), Fraction(b)) for a, b in ring]
    inside = False
    for (ax, ay), (bx, by) in zip(corners, corners[1:] + corners[:1], strict=True):
        cross = (bx - ax) * (py - ay) - (by - ay) * (px - ax)
        if cross == 0 and min(ax, bx) <= px <= max(ax, bx) and min(ay, by) <= py <= max(ay, by):
            return "border"
        if (ay > py) != (by > py) and px < ax + (py - ay) * (bx - ax) / (by - ay):
            inside = not inside
    return "inside" if inside else "outside"


degrees = st.one_of(
    st.integers(-4, 4).map(float),
    st.integers(-40, 40).map(lambda k: k * 0.1),
    st.integers(-(2**46), 2**46).map(lambda k: k * 2.0**-44),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(degrees, degrees), min_size=3, max_size=8), st.integers(0, 99))
def test_agrees_with_fractions(ring: list[tuple[float, float]], seed: int) -> None:
    """Any ring, self-crossing or flat: the verdict is the true one."""
    zone = shapely.Polygon(ring)
    points = hard_points([zone], np.random.default_rng(seed))
    # Where two doubles-fine numbers multiply, GEOS's 106 bits may not do; keep to a grid of 6 nm.
    points = np.unique(np.round(points * 2.0**44) / 2.0**44, axis=0)[:120]
    ring = [(round(x * 2.0**44) / 2.0**44, round(y * 2.0**44) / 2.0**44) for x, y in ring]
    index = index_of([shapely.Polygon(ring)], wrap=False)
    lon, lat = points[:, 0].copy(), points[:, 1].copy()
    places = [exact_place(ring, x, y) for x, y in points.tolist()]
    intersects = kernel_says(index, lon, lat, "intersects")[:, 0]
    contains = kernel_says(index, lon, lat, "contains")[:, 0]
    assert intersects.tolist() == [p != "outside" for p in places]
    assert contains.tolist() == [p == "inside" for p in places]


six = st.tuples(*[st.one_of(st.floats(-180, 180, allow_subnormal=False), degrees)] * 4)


@settings(max_examples=300, deadline=None)
@given(six, st.floats(-0.5, 1.5), st.integers(-3, 3), st.integers(-3, 3))
def test_orientation_is_exact_along_the_line(
    ends: tuple[float, ...], t: float, right: int, up: int
) -> None:
    """Of points a few ulp from the line through two others the side is the true one."""
    ax, ay, bx, by = ends
    px, py = ax + (bx - ax) * t, ay + (by - ay) * t
    px, py = px + right * np.spacing(px), py + up * np.spacing(py)
    if min(abs(v) for v in (px, py, *ends) if v != 0) < 1e-9 if any((px, py, *ends)) else False:
        return  # finer than any position; see test_lines_that_almost_pass_through_zero
    a, b, p = ((Fraction(x), Fraction(y)) for x, y in ((ax, ay), (bx, by), (px, py)))
    cross = (b[0] - a[0]) * (p[1] - b[1]) - (b[1] - a[1]) * (p[0] - b[0])
    assert orientation(ax, ay, bx, by, px, py) == (cross > 0) - (cross < 0)


def many() -> tuple[list[shapely.Polygon], np.ndarray, np.ndarray]:
    rng = np.random.default_rng(4)
    zones = [
        shapely.Polygon(star(rng, tuple(rng.uniform((14, 3), (26, 11))), 1.0, 200))
        for _ in range(40)
    ]
    points = rng.uniform((13, 2), (27, 12), (150_000, 2))
    return zones, points[:, 0].copy(), points[:, 1].copy()


def test_the_grid_and_the_threads_change_nothing() -> None:
    """Same bytes for every number of cells, every number of threads, and every run."""
    zones, lon, lat = many()
    expected = locate(index_of(zones), lon, lat)
    for cells in (37, 5000, 3_000_000):
        index = index_of(zones, cells=cells)
        for threads in (1, 2, 5):
            got = locate(index, lon, lat, threads=threads)
            assert all(np.array_equal(a, b) for a, b in zip(got, expected, strict=True))


def test_one_index_serves_many_threads_at_once() -> None:
    """Callers may share an index, each starting threads of its own."""
    zones, lon, lat = many()
    index = index_of(zones)
    expected = locate_mask(index, lon, lat)
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda _: locate_mask(index, lon, lat, threads=2), range(8)))
    assert all(np.array_equal(r, expected) for r in results)


def test_order_of_points_does_not_matter() -> None:
    """Each point is judged alone."""
    zones, lon, lat = many()
    index = index_of(zones)
    order = np.random.default_rng(0).permutation(len(lon))
    np.testing.assert_array_equal(
        locate_first(index, lon[order], lat[order]), locate_first(index, lon, lat)[order]
    )


def test_direction_start_and_order_of_rings_do_not_matter() -> None:
    """A zone is a set of points, not a way of writing it."""
    zones, lon, lat = many()
    turned = [
        shapely.Polygon(np.roll(np.asarray(z.exterior.coords)[:-1], 7, axis=0)[::-1]) for z in zones
    ]
    for a, b in zip(
        locate_pairs(index_of(zones), lon, lat),
        locate_pairs(index_of(turned), lon, lat),
        strict=True,
    ):
        np.testing.assert_array_equal(a, b)


def test_results_have_the_promised_types() -> None:
    """Types do not depend on the values."""
    zones, lon, lat = many()
    index = index_of(zones)
    assert [a.dtype for a in locate(index, lon, lat)] == [np.int64, np.int32]
    assert [a.dtype for a in locate_pairs(index, lon, lat)] == [np.int64, np.int32]
    assert locate_first(index, lon, lat).dtype == np.int32
    for n, kind in ((8, np.uint8), (9, np.uint16), (17, np.uint32), (33, np.uint64)):
        assert locate_mask(index_of(zones[:n]), lon[:9], lat[:9]).dtype == kind


SQUARE = np.array([(0.0, 0), (1, 0), (1, 1), (0, 1), (0, 0)])


@pytest.mark.parametrize(
    ("coords", "rings", "polygons", "zones", "said"),
    [
        (SQUARE[:, :1], [0, 5], [0, 1], [0, 1], r"coords have shape \(5, 1\), not \(n, 2\)"),
        (SQUARE, [0, 4], [0, 1], [0, 1], "ring_offsets do not run from 0 to 5"),
        (SQUARE, [0, 5], [0, 2], [0, 1], "polygon_offsets do not run from 0 to 1"),
        (SQUARE, [0, 5], [0, 1], [0, 2], "zone_offsets do not run from 0 to 1"),
        (SQUARE, [0, 6, 5], [0, 2], [0, 1], "ring_offsets decrease"),
        (SQUARE[:4], [0, 4], [0, 1], [0, 1], "ring 0 is not closed"),
        (SQUARE[:3], [0, 3], [0, 1], [0, 1], "ring 0 has fewer than four vertices"),
        (SQUARE * np.nan, [0, 5], [0, 1], [0, 1], "vertex 0 is not finite"),
    ],
)
def test_arrays_that_are_no_zones(
    coords: np.ndarray, rings: list[int], polygons: list[int], zones: list[int], said: str
) -> None:
    """Wrong arrays are refused with what is wrong with them."""
    with pytest.raises(ValueError, match=said):
        build_index(coords, rings, polygon_offsets=polygons, zone_offsets=zones)


def test_wrong_questions() -> None:
    """Points of two lengths, an unknown predicate, and more zones than bits are refused."""
    index = index_of([shapely.Polygon(SQUARE)] * 65)
    with pytest.raises(ValueError, match=r"lon \(2,\) and lat \(3,\)"):
        locate(index, [0, 0], [0, 0, 0])
    with pytest.raises(ValueError, match="'within' is neither"):
        locate(index, [0], [0], predicate="within")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="65 zones do not fit"):
        locate_mask(index, [0], [0])
