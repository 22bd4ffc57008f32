"""Distances to borders against the geodesics of pyproj; the search against trying all edges."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from tests.kernels.shapes import index_of, star

from sulh.kernels import border_distance_m, make_borders, near_border, near_borders

pyproj = pytest.importorskip("pyproj", reason="pyproj computes the geodesics to compare with")


def geodesic_to_edge(lon: float, lat: float, edge: np.ndarray) -> float:
    """Return the least geodesic to an edge, by trying ever finer points of it."""
    geod = pyproj.Geod(ellps="WGS84")
    low, high = 0.0, 1.0
    for _ in range(5):
        t = np.linspace(low, high, 401)
        x, y = edge[0] + (edge[2] - edge[0]) * t, edge[1] + (edge[3] - edge[1]) * t
        metres = geod.inv(np.full(401, lon), np.full(401, lat), x, y)[2]
        k = int(np.argmin(metres))
        low, high = t[max(k - 1, 0)], t[min(k + 1, 400)]
    return float(metres.min())


@pytest.mark.parametrize("where", ["anywhere", "near a pole", "antimeridian", "near the equator"])
def test_within_a_thousandth_of_the_geodesic(where: str) -> None:
    """Below 100 km the distance is right to 0.001 %, a hundred times better than promised."""
    rng = np.random.default_rng(len(where))
    geod = pyproj.Geod(ellps="WGS84")
    for _ in range(100):
        lon = {"antimeridian": 180 - rng.uniform(-0.5, 0.5)}.get(where, rng.uniform(-180, 180))
        lat = {"near a pole": rng.uniform(86, 90), "near the equator": rng.uniform(-1, 1)}.get(
            where, rng.uniform(-85, 85)
        )
        size, bearing = 10.0 ** rng.uniform(-3, 1), rng.uniform(0, 2 * np.pi)
        edge = np.array(
            [lon, lat, lon + size * np.cos(bearing), np.clip(lat + size * np.sin(bearing), -90, 90)]
        )
        t = rng.uniform(-0.2, 1.2)
        x, y, _ = geod.fwd(
            edge[0] + (edge[2] - edge[0]) * t,
            np.clip(edge[1] + (edge[3] - edge[1]) * t, -90, 90),
            rng.uniform(0, 360),
            10 ** rng.uniform(0.5, 5),
        )
        expected = geodesic_to_edge(x, y, edge)
        if expected <= 100_000:
            got = border_distance_m([x], [y], [edge])[0]
            assert got == pytest.approx(expected, rel=1e-5, abs=2e-3), (x, y, edge.tolist())


def test_a_long_parallel() -> None:
    """The parallel of 60 north, as one edge around the globe, is as far as the meridian says."""
    lon = np.linspace(-180, 180, 19)
    expected = pyproj.Geod(ellps="WGS84").inv(0, 60, 0, 60.5)[2]
    got = border_distance_m(lon, np.full(19, 60.5), [[-180, 60, 180, 60]])
    np.testing.assert_allclose(got, expected, rtol=1e-5)


def test_across_the_antimeridian_and_over_the_pole() -> None:
    """The way is the shortest, whichever side of 180 or of the pole the border is written on."""
    geod = pyproj.Geod(ellps="WGS84")
    edges = {"east": [179.9, -1, 179.9, 1], "west": [-180.1, -1, -180.1, 1]}
    for edge in edges.values():
        got = border_distance_m([-179.9], [0], [edge])[0]
        assert got == pytest.approx(geod.inv(-179.9, 0, 179.9, 0)[2], rel=1e-5)
    over = border_distance_m([0.0], [89.9], [[180, 89, 180, 89.8]])[0]
    assert over == pytest.approx(geod.inv(0, 89.9, 180, 89.8)[2], rel=1e-5)


def test_on_the_border_is_exactly_nothing() -> None:
    """A vertex, and a point the geofence calls border, are 0 m away, not a rounding of it."""
    edges = [[0, 0, 4, 2], [4, 2, 180, 2], [-180, 2, -179, 2.5]]
    got = border_distance_m([0, 2, 1, 4, -180, 180], [0, 1, 0.5, 2, 2, 2], edges)
    assert got.tolist() == [0.0] * 6
    assert border_distance_m([2], [np.nextafter(1, 2)], edges)[0] > 0


def test_nothing_to_measure() -> None:
    """No edges are infinitely far; a point that is nowhere has no distance."""
    assert border_distance_m([0.0], [0.0], np.empty((0, 4))).tolist() == [np.inf]
    assert np.isnan(border_distance_m([np.nan, 0], [0, np.inf], [[0, 0, 1, 1]])).all()
    assert border_distance_m([], [], [[0, 0, 1, 1]]).shape == (0,)
    assert border_distance_m([5], [5], [[1, 1, 1, 1]])[0] > 0  # an edge of one point
    with pytest.raises(ValueError, match="not finite"):
        border_distance_m([0], [0], [[0, 0, np.nan, 1]])


@pytest.mark.parametrize("centre", [(20.0, 7.0), (180.0, -17.0), (0.0, 0.0), (30.0, 80.0)])
def test_the_search_finds_what_trying_all_finds(centre: tuple[float, float]) -> None:
    """`near_border` gives the same zones and metres as measuring every zone's edges."""
    rng = np.random.default_rng(11)
    zones = [
        shapely.Polygon(
            star(
                rng,
                tuple(rng.uniform(-3, 3, 2) + centre),
                rng.uniform(0.05, 3),
                100,
            )
        )
        for _ in range(12)
    ]
    n = 800
    lon = centre[0] + rng.uniform(-6, 6, n)
    lon = np.where(lon > 180, lon - 360, lon)
    lat = centre[1] + rng.uniform(-6, 6, n)
    radius = 10 ** rng.uniform(0, 5.3, n)
    margin = rng.uniform(0, 5000, len(zones))
    offsets, near, metres = near_border(index_of(zones), lon, lat, radius_m=radius, margin_m=margin)
    got = np.full((n, len(zones)), np.inf)
    got[np.repeat(np.arange(n), np.diff(offsets)), near] = metres
    expected = np.empty((n, len(zones)))
    for z, zone in enumerate(zones):
        ring = np.asarray(zone.exterior.coords)
        each = [border_distance_m(lon, lat, [e]) for e in np.hstack((ring[:-1], ring[1:]))]
        expected[:, z] = np.min(each, axis=0)
    expected[expected > radius[:, None] + margin] = np.inf
    np.testing.assert_allclose(got, expected, rtol=1e-9)
    assert (np.isfinite(expected)).sum() > 150


def test_margins_of_nothing() -> None:
    """With no margin only the border itself is near; NaN and negative radii are near to nothing."""
    index = index_of([shapely.Polygon(), shapely.box(0, 0, 2, 2)])
    lon, lat = np.array([0.0, 1.0, 2.0, 1.0]), np.array([1.0, 1.0, 2.0, np.nextafter(2, 3)])
    offsets, zones, metres = near_border(index, lon, lat, radius_m=0.0)
    assert (offsets.tolist(), zones.tolist(), metres.tolist()) == ([0, 1, 1, 2, 2], [1, 1], [0, 0])
    for radius in (np.nan, -1.0):
        assert near_border(index, lon, lat, radius_m=radius)[0].tolist() == [0] * 5
    everything = near_border(index, lon, lat, radius_m=np.inf)
    assert everything[1].tolist() == [1] * 4
    assert near_border(index, [np.nan], [0.0], radius_m=9e9)[0].tolist() == [0, 0]


def test_lines_as_well_as_zones() -> None:
    """`near_borders` takes any edges in groups: lines need not close."""
    borders = make_borders([[0, 0, 1, 0], [5, 0, 6, 0], [6, 0, 6, 1]], [0, 1, 1], 2)
    offsets, items, metres = near_borders(borders, [0.5, 5.9], [0.1, 0.0], radius_m=50_000.0)
    assert offsets.tolist() == [0, 1, 2]
    assert items.tolist() == [0, 1]
    assert metres[1] == 0
    with pytest.raises(ValueError, match="in order"):
        make_borders([[0, 0, 1, 0], [5, 0, 6, 0]], [1, 0], 2)


def test_plane_coordinates_have_no_metres() -> None:
    """An index that is not of lon, lat is refused."""
    with pytest.raises(ValueError, match="wrap=True"):
        near_border(index_of([shapely.box(0, 0, 1, 1)], wrap=False), [0], [0], radius_m=1.0)
