"""Zones and points for the kernels' tests: what Shapely says, and points made to be hard."""

from __future__ import annotations

import warnings

import numpy as np
import shapely

from sulh.kernels import ZoneIndex, build_index, locate, locate_first, locate_mask, locate_pairs


def index_of(zones: list[shapely.Geometry], **how: object) -> ZoneIndex:
    """Build an index of polygons and multipolygons; an empty geometry is an empty zone."""
    multi = [
        shapely.MultiPolygon(z.geoms if hasattr(z, "geoms") else [] if z.is_empty else [z])
        for z in zones
    ]
    if all(m.is_empty for m in multi):
        empty = [0] * (len(zones) + 1)
        return build_index(np.empty((0, 2)), [0], polygon_offsets=[0], zone_offsets=empty, **how)
    _, coords, offsets = shapely.to_ragged_array(multi)
    rings, polygons, zone_offsets = offsets
    return build_index(coords, rings, polygon_offsets=polygons, zone_offsets=zone_offsets, **how)


def shapely_says(
    zones: list[shapely.Geometry], lon: np.ndarray, lat: np.ndarray, predicate: str
) -> np.ndarray:
    """Return bool[n, zones] from Shapely's own predicate."""
    tried = shapely.intersects_xy if predicate == "intersects" else shapely.contains_xy
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # huge coordinates overflow in GEOS
        return np.column_stack([tried(z, lon, lat) for z in zones]).astype(bool)


def kernel_says(index: ZoneIndex, lon: np.ndarray, lat: np.ndarray, predicate: str) -> np.ndarray:
    """Return bool[n, zones] from `locate`, after checking that the other forms say the same."""
    n, k = len(lon), index.n_zones
    offsets, zones = locate(index, lon, lat, predicate=predicate)
    held = np.zeros((n, k), bool)
    points = np.repeat(np.arange(n), np.diff(offsets))
    held[points, zones] = True
    assert held.sum() == len(zones), "a pair is given twice"

    pair_points, pair_zones = locate_pairs(index, lon, lat, predicate=predicate)
    np.testing.assert_array_equal(pair_points, points)
    np.testing.assert_array_equal(pair_zones, zones)
    lowest = np.where(held.any(axis=1), held.argmax(axis=1), -1) if k else np.full(n, -1)
    np.testing.assert_array_equal(locate_first(index, lon, lat, predicate=predicate), lowest)
    if k <= 64:
        bits = locate_mask(index, lon, lat, predicate=predicate).astype(np.uint64)
        got = (bits[:, None] >> np.arange(k, dtype=np.uint64)) & np.uint64(1)
        np.testing.assert_array_equal(got.astype(bool), held)
    return held


def hard_points(zones: list[shapely.Geometry], rng: np.random.Generator) -> np.ndarray:
    """Return points[n, 2]: on vertices and edges, level with vertices, and an ulp from those."""
    rings = [
        np.asarray(r.coords)
        for z in zones
        for p in getattr(z, "geoms", [z])
        if not p.is_empty
        for r in (p.exterior, *p.interiors)
    ]
    vertices = np.vstack(rings)
    a = np.vstack([r[:-1] for r in rings])
    b = np.vstack([r[1:] for r in rings])
    with np.errstate(all="ignore"):
        parts = [a + (b - a) * t for t in (0.5, 0.25, 1 / 3, *rng.uniform(size=2))]
        parts.append((a + b) / 2)
    xs, ys = rng.permutation(vertices[:, 0]), rng.permutation(vertices[:, 1])
    level = np.column_stack((xs, vertices[:, 1])), np.column_stack((vertices[:, 0], ys))
    points = np.vstack((vertices, *parts, *level, np.column_stack((xs, ys))))
    beside = [
        np.column_stack((np.nextafter(points[:, 0], dx), np.nextafter(points[:, 1], dy)))
        for dx, dy in ((np.inf, np.inf), (-np.inf, -np.inf), (np.inf, -np.inf), (-np.inf, np.inf))
    ]
    beside += [np.column_stack((np.nextafter(points[:, 0], d), points[:, 1])) for d in (-9e9, 9e9)]
    beside += [np.column_stack((points[:, 0], np.nextafter(points[:, 1], d))) for d in (-9e9, 9e9)]
    every = np.vstack((points, *beside))
    return every[np.isfinite(every).all(axis=1)]


def star(
    rng: np.random.Generator, centre: tuple[float, float], radius: float, n: int
) -> np.ndarray:
    """Return a closed ring[n + 1, 2] around a centre, of wavering radius, simple."""
    angle = np.sort(rng.uniform(0, 2 * np.pi, n))
    wave = 1 + 0.3 * np.sin(5 * angle + rng.uniform(0, 6)) + rng.normal(0, 0.01, n)
    ring = np.column_stack((np.cos(angle), np.sin(angle))) * (radius * wave)[:, None] + centre
    return np.vstack((ring, ring[:1]))
