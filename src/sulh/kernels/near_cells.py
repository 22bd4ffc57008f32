"""Points that can be near an edge at all, by a coarse grid: most points of a map are not.

A cell is marked when some point of it may lie within a reach of some edge. What is not in a marked
cell needs no measuring; what is may still be too far, so `border_distance` has the last word.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Box = tuple[float, float, float, float]

__all__ = ["NearCells", "can_be_near", "mark_near"]

METRES_A_DEGREE = 110_500.0
"""Less than a degree of latitude is anywhere on WGS 84 (110,574 m, at the equator)."""

SIDE = 1024
"""Cells a side."""

NOWHERE = (0.0, 0.0, -1.0, -1.0)
"""A box that holds no point."""


class NearCells(NamedTuple):
    """Which cells of a grid over `box` (west, south, east, north; degrees) an edge may be near.

    `everywhere` says that the grid cannot tell: all points may be near.
    """

    cells: Flags
    box: Box
    everywhere: bool = False


def mark_near(edges: Floats, *, reach_m: float) -> NearCells:
    """Mark the cells within a reach of an edge; this takes some milliseconds, and serves many points.

    Parameters
    ----------
    edges : float64[e, 4]
        lon, lat of both ends, straight in lon, lat; they may go beyond 180 degrees.
    reach_m : float
        Metres.
    """
    none = np.zeros((SIDE, SIDE), np.bool_)
    if not len(edges):
        return NearCells(none, NOWHERE)
    south, north = edges[:, [1, 3]].min(), edges[:, [1, 3]].max()
    grow_lat = 1.01 * reach_m / METRES_A_DEGREE
    widest = max(abs(south), abs(north)) + grow_lat
    if widest > 85.0:  # degrees of longitude shrink too fast near a pole
        return NearCells(none, NOWHERE, everywhere=True)
    # The parallels between an edge and a point this near are no shorter than that at `widest`.
    grow_lon = grow_lat / math.cos(math.radians(widest))
    west, east = edges[:, [0, 2]].min(), edges[:, [0, 2]].max()
    box = (west - grow_lon, south - grow_lat, east + grow_lon, north + grow_lat)
    return NearCells(_mark(edges, grow_lon, grow_lat, box), box)


def can_be_near(lon: Floats, lat: Floats, near: NearCells) -> Flags:
    """Say which points may be within the reach of an edge.

    Parameters
    ----------
    lon, lat : float64[n]
        Degrees, WGS 84.
    near : NearCells
        What `mark_near` made of the edges.

    Returns
    -------
    flags : bool[n]
        True for every point within the reach of an edge, and for some others.
    """
    if near.everywhere:
        return np.ones(len(lon), np.bool_)
    return _look_up(lon, lat, near.cells, near.box)


@njit(nogil=True, cache=True)
def _mark(edges: Floats, grow_lon: float, grow_lat: float, box: Box) -> Flags:
    """Mark the cells within reach of steps along the edges, each step no longer than a cell."""
    cells = np.zeros((SIDE, SIDE), np.bool_)
    wide, high = (box[2] - box[0]) / SIDE, (box[3] - box[1]) / SIDE
    for e in range(len(edges)):
        ax, ay, bx, by = edges[e, 0], edges[e, 1], edges[e, 2], edges[e, 3]
        steps = int(max(abs(bx - ax) / wide, abs(by - ay) / high)) + 1
        for k in range(steps):
            x1, x2 = ax + (bx - ax) * k / steps, ax + (bx - ax) * (k + 1) / steps
            y1, y2 = ay + (by - ay) * k / steps, ay + (by - ay) * (k + 1) / steps
            left = int((min(x1, x2) - grow_lon - box[0]) / wide) - 1
            right = int((max(x1, x2) + grow_lon - box[0]) / wide) + 1
            bottom = int((min(y1, y2) - grow_lat - box[1]) / high) - 1
            top = int((max(y1, y2) + grow_lat - box[1]) / high) + 1
            cells[max(0, bottom) : top + 1, max(0, left) : right + 1] = True
    return cells


@njit(nogil=True, cache=True)
def _look_up(lon: Floats, lat: Floats, cells: Flags, box: Box) -> Flags:
    flags = np.zeros(len(lon), np.bool_)
    if box[2] <= box[0]:
        return flags
    columns, rows = SIDE / (box[2] - box[0]), SIDE / (box[3] - box[1])
    for i in range(len(lon)):
        if not box[1] <= lat[i] <= box[3]:
            continue
        row = min(SIDE - 1, int((lat[i] - box[1]) * rows))
        for turn in range(-2, 3):  # a longitude may be written a turn on, and the edges too
            x = lon[i] + 360.0 * turn
            if box[0] <= x <= box[2]:
                flags[i] |= cells[row, min(SIDE - 1, int((x - box[0]) * columns))]
    return flags
