"""The inner loops of the geofence: from points to cells, from cells to zones.

Points go through in blocks that fit the first-level cache. The first loop over a block turns
coordinates into cells and has no branch, so that it compiles to vector instructions; the second
looks the cells up and collects, again without a branch, the few points whose cell holds edges; the
third tries those few exactly.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from sulh.kernels.geofence_exact import BORDER, INSIDE, OUTSIDE, orientation, vertical_side
from sulh.kernels.geofence_grid import cell_columns

__all__ = ["BLOCK", "count_chunk", "fill_chunk", "first_chunk", "mask_chunk"]

BLOCK = 2048
"""Points a block: 48 kB of coordinates and scratch, within most first- and second-level caches."""

NEAR = 2.0**-400
"""Edges farther right than this need no arithmetic; see `ORDINARY` in geofence.py."""


@njit(nogil=True, cache=True, inline="always")
def _cross(vertices, edge, x, y, box, exact_vertical):
    """Return 1 where the ray from (x, y) to +x crosses an edge whose ends lie above and below."""
    ax, ay = vertices[edge, 0], vertices[edge, 1]
    bx, by = vertices[edge + 1, 0], vertices[edge + 1, 1]
    if ax < x and bx < x:
        return 0
    if ax - x > NEAR and bx - x > NEAR:
        return 1
    if exact_vertical and ax == bx:
        side = vertical_side(ax, ay, by, x)
    else:
        side = orientation(ax, ay, bx, by, x, y)
    if by < ay:
        side = -side
    return side


@njit(nogil=True, cache=True)
def locate_group(stream, group, vertices, x, y):
    """Say whether a point of a cell is OUTSIDE, on the BORDER of or INSIDE one zone.

    `group` is the place in `stream` of the zone's group in the record of the point's cell.
    """
    parity = stream[group] & 1
    for k in range(group + 2, group + 2 + stream[group + 1]):
        item = stream[k]
        e = item >> 2
        ay, by = vertices[e, 1], vertices[e + 1, 1]
        a_below, b_below = int(ay <= y), int(by <= y)
        parity ^= (item & a_below) ^ ((item >> 1) & b_below)
        parity &= 1
        if a_below != b_below:
            ax, bx = vertices[e, 0], vertices[e + 1, 0]
            if ax < x and bx < x:
                continue
            if ax - x > NEAR and bx - x > NEAR:
                parity ^= 1
                continue
            side = orientation(ax, ay, bx, by, x, y)
            if side == 0:
                return BORDER
            parity ^= int((side > 0) == (by > ay))
        elif by == y:
            ax, bx = vertices[e, 0], vertices[e + 1, 0]
            if bx == x or (ay == y and min(ax, bx) <= x <= max(ax, bx)):
                return BORDER
    return INSIDE if parity else OUTSIDE


@njit(nogil=True, cache=True, inline="always")
def _holds(place, strict):
    return place == INSIDE or (place == BORDER and not strict)


@njit(nogil=True, cache=True, inline="always")
def _find_cells(lon, lat, begin, n, grid, cells):
    """Write the cell of each of n points from `begin` on; no branch, so that it vectorises."""
    x0, y0, x_scale, y_scale, columns, rows = grid
    last_column, last_row, width = columns + 1.0, rows + 1.0, np.int32(columns + 2)
    for i in range(n):
        u = (lon[begin + i] - x0) * x_scale + 1.0
        v = (lat[begin + i] - y0) * y_scale + 1.0
        u = u if u > 0.0 else 0.0
        v = v if v > 0.0 else 0.0
        u = u if u < last_column else last_column
        v = v if v < last_row else last_row
        cells[i] = np.int32(v) * width + np.int32(u)


@njit(nogil=True, cache=True)
def mask_chunk(lon, lat, begin, end, index, masks, strict, out):
    grid, code, state, stream, vertices = index
    slow_code = len(masks) - 1
    cells = np.empty(BLOCK, np.int32)
    slow = np.empty(BLOCK, np.int32)
    one = masks.dtype.type(1)
    for b in range(begin, end, BLOCK):
        n = min(BLOCK, end - b)
        _find_cells(lon, lat, b, n, grid, cells)
        n_slow = 0
        for i in range(n):
            c = code[cells[i]]
            out[b + i] = masks[c]
            slow[n_slow] = i
            n_slow += int(c == slow_code)
        for j in range(n_slow):
            i = slow[j]
            x, y = lon[b + i], lat[b + i]
            record = ~state[cells[i]]
            mask = masks[stream[record]]
            group = record + 2
            for _ in range(stream[record + 1]):
                if _holds(locate_group(stream, group, vertices, x, y), strict):
                    mask |= one << masks.dtype.type(stream[group] >> 1)
                group += 2 + stream[group + 1]
            out[b + i] = mask
