"""Zones as arrays: what is asked of them, and their copies beyond the antimeridian."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from sulh.kernels.geofence_grid import Floats

__all__ = ["boxes_of", "check_globe", "checked_zones", "rectangles_of", "with_copies"]


def checked_zones(
    coords: ArrayLike, ring_offsets: ArrayLike, polygon_offsets: ArrayLike, zone_offsets: ArrayLike
) -> tuple[Floats, NDArray[np.int64], NDArray[np.int32], int]:
    """Return vertices, ring offsets, the zone of each ring, and the number of zones."""
    vertices = np.ascontiguousarray(coords, np.float64)
    if vertices.ndim != 2 or vertices.shape[1] != 2:
        raise ValueError(f"coords have shape {vertices.shape}, not (n, 2)")
    rings = _offsets(ring_offsets, len(vertices), "ring_offsets")
    polygons = _offsets(polygon_offsets, len(rings) - 1, "polygon_offsets")
    zones = _offsets(zone_offsets, len(polygons) - 1, "zone_offsets")
    if not np.isfinite(vertices).all():
        raise ValueError(f"vertex {np.argwhere(~np.isfinite(vertices))[0, 0]} is not finite")
    lengths = np.diff(rings)
    if (lengths < 4).any():
        raise ValueError(f"ring {np.argmin(lengths)} has fewer than four vertices")
    open_rings = np.any(vertices[rings[:-1]] != vertices[rings[1:] - 1], axis=1)
    if open_rings.any():
        raise ValueError(f"ring {np.argmax(open_rings)} is not closed")
    ring_zone = np.repeat(np.arange(len(zones) - 1, dtype=np.int32), np.diff(polygons[zones]))
    return vertices, rings, ring_zone, len(zones) - 1


def _offsets(values: ArrayLike, length: int, name: str) -> NDArray[np.int64]:
    offsets = np.ascontiguousarray(values, np.int64)
    if offsets.ndim != 1 or len(offsets) == 0 or offsets[0] != 0 or offsets[-1] != length:
        raise ValueError(f"{name} do not run from 0 to {length}")
    if (np.diff(offsets) < 0).any():
        raise ValueError(f"{name} decrease")
    return offsets


def boxes_of(
    vertices: Floats, rings: NDArray[np.int64], ring_zone: NDArray[np.int32], n_zones: int
) -> Floats:
    """Return x min, y min, x max, y max of each zone; of an empty one inf, inf, -inf, -inf."""
    boxes = np.full((n_zones, 4), np.inf)
    boxes[:, 2:] = -np.inf
    if len(ring_zone):
        first = np.flatnonzero(np.diff(ring_zone, prepend=-1))
        zone_of_ring = ring_zone[first]
        boxes[zone_of_ring, :2] = np.minimum.reduceat(vertices, rings[:-1][first])
        boxes[zone_of_ring, 2:] = np.maximum.reduceat(vertices, rings[:-1][first])
    return boxes


def rectangles_of(
    vertices: Floats, rings: NDArray[np.int64], ring_zone: NDArray[np.int32], n_zones: int
) -> NDArray[np.bool_]:
    """Say which zones are one upright rectangle: GEOS tries those without any rounding."""
    rectangular = np.zeros(n_zones, np.bool_)
    single = np.bincount(ring_zone, minlength=n_zones)[ring_zone] == 1
    for r in np.flatnonzero(single & (np.diff(rings) == 5)):
        x, y = vertices[rings[r] : rings[r + 1]].T
        turned = (np.diff(x) != 0) != (np.diff(y) != 0)
        corners = len(set(zip(x.tolist(), y.tolist(), strict=True))) == 4
        rectangular[ring_zone[r]] = turned.all() and corners and len(set(x)) == len(set(y)) == 2
    return rectangular


def check_globe(vertices: Floats, boxes: Floats) -> None:
    """Refuse zones that are not on the globe.

    Raises
    ------
    ValueError
    """
    beyond = np.abs(vertices) > (540, 90)
    if beyond.any():
        lon, lat = vertices[np.argmax(beyond.any(axis=1))]
        raise ValueError(f"vertex {lon}, {lat} is not within 540 degrees of lon and 90 of lat")
    wide = boxes[:, 2] - boxes[:, 0] > 360
    if wide.any():
        raise ValueError(f"zone {np.argmax(wide)} is more than 360 degrees wide")


def with_copies(
    vertices: Floats, rings: NDArray[np.int64], ring_zone: NDArray[np.int32], boxes: Floats
) -> tuple[Floats, NDArray[np.int64], NDArray[np.int32]]:
    """Add to each zone its copies, shifted by whole turns, that reach into [-180, 180]."""
    if len(vertices) == 0:
        return vertices, rings, ring_zone
    west, east = boxes[ring_zone, 0], boxes[ring_zone, 2]
    least = np.ceil((-180 - east) / 360).astype(int)
    most = np.floor((180 - west) / 360).astype(int)
    if not (least.any() or most.any()):
        return vertices, rings, ring_zone
    parts, lengths, zones = [], [], []
    for r, zone in enumerate(ring_zone):
        ring = vertices[rings[r] : rings[r + 1]]
        for k in range(least[r], most[r] + 1):
            parts.append(ring + np.array([360.0 * k, 0.0]))
            lengths.append(len(ring))
            zones.append(zone)
    return (
        np.concatenate(parts),
        np.concatenate(([0], np.cumsum(lengths))),
        np.array(zones, np.int32),
    )
