"""Which of many points on the sphere is the nearest to each of others.

Points are unit vectors: the straight distance between two of them orders as the way over the ground
does, at the poles and across the 180th meridian too. The targets are sorted along one axis, and the
search goes outwards from each point along it until no farther target can be nearer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numba import njit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

__all__ = ["nearest_points", "unit_vectors"]


def unit_vectors(lon: Floats, lat: Floats) -> Floats:
    """Return points on the unit sphere, float64[n, 3], from degrees; the last column is the height."""
    east, north = np.radians(lon), np.radians(lat)
    level = np.cos(north)
    return np.column_stack([level * np.cos(east), level * np.sin(east), np.sin(north)])


def nearest_points(lon: Floats, lat: Floats, lon_to: Floats, lat_to: Floats) -> Ints:
    """Return the position of the nearest of m targets for each of n points, int64[n].

    Parameters
    ----------
    lon, lat : float64[n], degrees
    lon_to, lat_to : float64[m], degrees
        At least one; of equally near ones the first is taken.
    """
    targets = unit_vectors(lon_to, lat_to)
    order = np.argsort(targets[:, 2], kind="stable")
    return np.asarray(_nearest(unit_vectors(lon, lat), targets[order], order))


@njit(nogil=True, cache=True)
def _nearest(points: Floats, targets: Floats, order: Ints) -> Ints:
    """Search targets that ascend by height; `order` gives their positions in the caller's list."""
    m = len(targets)
    nearest = np.empty(len(points), np.int64)
    for i in range(len(points)):
        x, y, z = points[i, 0], points[i, 1], points[i, 2]
        up = np.searchsorted(targets[:, 2], z)
        down = up - 1
        best, place = np.inf, np.int64(-1)
        while up < m or down >= 0:
            rise = targets[up, 2] - z if up < m else np.inf
            fall = z - targets[down, 2] if down >= 0 else np.inf
            gap = min(rise, fall)
            if gap * gap > best:
                break
            at = up if rise <= fall else down
            dx, dy, dz = targets[at, 0] - x, targets[at, 1] - y, targets[at, 2] - z
            square = dx * dx + dy * dy + dz * dz
            if square < best or (square == best and order[at] < place):
                best, place = square, order[at]
            if rise <= fall:
                up += 1
            else:
                down -= 1
        nearest[i] = place
    return nearest
