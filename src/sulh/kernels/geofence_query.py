"""The inner loops of the geofence: from points to cells, from cells to zones.

Points go through in blocks that fit the first-level cache. The first loop over a block turns
coordinates into cells and has no branch, so that it compiles to vector instructions; the second
looks the cells up and collects, again without a branch, the few points whose cell holds edges; the
third tries those few exactly.

Every function takes the index as one tuple of plain values, `(grid, code, cells, shape, sets)`:
`grid` and `cells` as in geofence_grid; `code` is `cells` in the smallest type that can number the
sets, with one number more, the number of sets, for a cell that holds edges; `shape` is
`(stream, vertices, boxes, is_rectangle, near)`; `sets` is `(set_start, set_zone, set_first)`. A
zone holds a point when the verdict is at least `least`: INSIDE for `contains`, BORDER for
`intersects`.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sulh.kernels.geofence_exact import BORDER, INSIDE, OUTSIDE, orientation, vertical_side
from sulh.kernels.geofence_grid import Floats, Grid, Numbers, Sets

__all__ = ["BLOCK", "count_chunk", "csr_chunk", "first_chunk", "mask_chunk", "pairs_chunk"]

Shape = tuple[Numbers, Floats, Floats, NDArray[np.bool_], float]
Tables = tuple[Grid, Numbers, Numbers, Shape, Sets]

BLOCK = 2048
"""Points a block: coordinates and scratch take 64 kB, within second-level caches."""

GROUPS_KEPT = 32
"""Verdicts on so many zones of one cell are kept from counting to filling; more are found again."""


@njit(nogil=True, cache=True, inline="always")
def _in_box(boxes: Floats, zone: int, x: float, y: float) -> bool:
    return bool(boxes[zone, 0] <= x <= boxes[zone, 2] and boxes[zone, 1] <= y <= boxes[zone, 3])


@njit(nogil=True, cache=True)
def locate_group(shape: Shape, group: int, x: float, y: float) -> int:
    """Say whether a point of a cell is OUTSIDE, on the BORDER of or INSIDE one zone.

    `group` is the place in the stream of the zone's group in the record of the point's cell.
    """
    stream, vertices, boxes, is_rectangle, near = shape
    zone, parity = stream[group] >> 1, stream[group] & 1
    for k in range(group + 2, group + 2 + stream[group + 1]):
        item = stream[k]
        e = item >> 2
        ay, by = vertices[e, 1], vertices[e + 1, 1]
        a_below, b_below = int(ay <= y), int(by <= y)
        parity ^= (item & a_below) ^ ((item >> 1) & b_below)
        if a_below != b_below:
            ax, bx = vertices[e, 0], vertices[e + 1, 0]
            if ax < x and bx < x:
                continue
            if ax - x > near and bx - x > near:
                parity ^= 1
                continue
            if ax == bx and is_rectangle[zone]:
                side = vertical_side(ax, ay, by, x)
            else:
                side = orientation(ax, ay, bx, by, x, y)
            if side == 0:
                return BORDER if _in_box(boxes, zone, x, y) else OUTSIDE
            parity ^= int((side > 0) == (by > ay))
        elif by == y:
            ax, bx = vertices[e, 0], vertices[e + 1, 0]
            if bx == x or (ay == y and min(ax, bx) <= x <= max(ax, bx)):
                return BORDER
    # A finite `near` means that all signs are right, so that the box need not be asked.
    if parity and (near < np.inf or _in_box(boxes, zone, x, y)):
        return INSIDE
    return OUTSIDE


@njit(nogil=True, cache=True, inline="always")
def _find_cells(lon: Floats, lat: Floats, begin: int, n: int, grid: Grid, found: Numbers) -> None:
    """Write the cell of each of n points from `begin` on, as `cell_columns` would."""
    x0, y0, x_scale, y_scale, columns, rows = grid
    last_column, last_row, width = columns + 1.0, rows + 1.0, np.int32(columns + 2)
    for i in range(n):
        u = (lon[begin + i] - x0) * x_scale + 1.0
        v = (lat[begin + i] - y0) * y_scale + 1.0
        u = max(0.0, u)
        v = max(0.0, v)
        u = min(last_column, u)
        v = min(last_row, v)
        found[i] = np.int32(v) * width + np.int32(u)


@njit(nogil=True, cache=True)
def _cell_of(x: float, y: float, grid: Grid) -> int:
    one_x, one_y, one = np.empty(1), np.empty(1), np.empty(1, np.int32)
    one_x[0], one_y[0] = x, y
    _find_cells(one_x, one_y, 0, 1, grid, one)
    return int(one[0])


@njit(nogil=True, cache=True)
def mask_chunk(
    lon: Floats,
    lat: Floats,
    begin: int,
    end: int,
    index: Tables,
    masks: Numbers,
    least: int,
    out: Numbers,
) -> None:
    """Write for points `begin` to `end` which zones hold them, one bit a zone.

    `masks` holds the bits of each set, and a last one for cells with edges.
    """
    grid, code, cells, shape, _ = index
    stream = shape[0]
    slow_code = len(masks) - 1
    found = np.empty(BLOCK, np.int32)
    slow = np.empty(BLOCK, np.int32)
    for b in range(begin, end, BLOCK):
        n = min(BLOCK, end - b)
        _find_cells(lon, lat, b, n, grid, found)
        n_slow = 0
        for i in range(n):
            c = code[found[i]]
            out[b + i] = masks[c]
            slow[n_slow] = i
            n_slow += int(c == slow_code)
        for j in range(n_slow):
            i = slow[j]
            x, y = lon[b + i], lat[b + i]
            record = ~cells[found[i]]
            mask = np.uint64(masks[stream[record]])
            group = record + 2
            for _ in range(stream[record + 1]):
                if locate_group(shape, group, x, y) >= least:
                    mask |= np.uint64(1) << np.uint64(stream[group] >> 1)
                group += 2 + stream[group + 1]
            out[b + i] = mask


@njit(nogil=True, cache=True)
def first_chunk(
    lon: Floats, lat: Floats, begin: int, end: int, index: Tables, least: int, out: Numbers
) -> None:
    """Write for points `begin` to `end` the lowest zone that holds them, -1 where none does."""
    grid, code, cells, shape, sets = index
    stream, set_first = shape[0], sets[2]
    slow_code = len(set_first) - 1
    found = np.empty(BLOCK, np.int32)
    slow = np.empty(BLOCK, np.int32)
    for b in range(begin, end, BLOCK):
        n = min(BLOCK, end - b)
        _find_cells(lon, lat, b, n, grid, found)
        n_slow = 0
        for i in range(n):
            c = code[found[i]]
            out[b + i] = set_first[c]
            slow[n_slow] = i
            n_slow += int(c == slow_code)
        for j in range(n_slow):
            i = slow[j]
            x, y = lon[b + i], lat[b + i]
            record = ~cells[found[i]]
            first = set_first[stream[record]]
            group = record + 2
            for _ in range(stream[record + 1]):  # the groups are in order of zone
                zone = stream[group] >> 1
                if first >= 0 and first < zone:
                    break
                if locate_group(shape, group, x, y) >= least:
                    first = zone
                    break
                group += 2 + stream[group + 1]
            out[b + i] = first


@njit(nogil=True, cache=True)
def count_chunk(
    lon: Floats,
    lat: Floats,
    begin: int,
    end: int,
    index: Tables,
    least: int,
    codes: Numbers,
    verdicts: Numbers,
    totals: Numbers,
) -> None:
    """Find the zones of points `begin` to `end`, and count them by block.

    Parameters
    ----------
    codes : unsigned[n]
        Out: the code of each point's cell.
    verdicts : uint32[n]
        Out: for the k-th point of a block whose cell holds edges, at the k-th place of the block,
        one bit for each of the first `GROUPS_KEPT` groups of the cell: whether the zone holds it.
    totals : int64[blocks]
        Out: pairs a block. `begin` must be a multiple of `BLOCK`.
    """
    grid, code, cells, shape, sets = index
    stream, set_start = shape[0], sets[0]
    slow_code = len(set_start) - 1
    found = np.empty(BLOCK, np.int32)
    slow = np.empty(BLOCK, np.int32)
    size = np.zeros(slow_code + 1, np.int32)
    for s in range(slow_code):
        size[s] = set_start[s + 1] - set_start[s]
    for b in range(begin, end, BLOCK):
        n = min(BLOCK, end - b)
        _find_cells(lon, lat, b, n, grid, found)
        n_slow = 0
        total = 0
        for i in range(n):
            c = code[found[i]]
            codes[b + i] = c
            total += size[c]
            slow[n_slow] = i
            n_slow += int(c == slow_code)
        for j in range(n_slow):
            i = slow[j]
            x, y = lon[b + i], lat[b + i]
            record = ~cells[found[i]]
            total += size[stream[record]]
            group = record + 2
            bits = np.uint32(0)
            for g in range(stream[record + 1]):
                if locate_group(shape, group, x, y) >= least:
                    total += 1
                    if g < GROUPS_KEPT:
                        bits |= np.uint32(1) << np.uint32(g)
                group += 2 + stream[group + 1]
            verdicts[b + j] = bits
        totals[b // BLOCK] = total


@njit(nogil=True, cache=True)
def _write_slow(
    x: float, y: float, index: Tables, least: int, bits: int, zones: Numbers, k: int
) -> int:
    """Write the zones of a point whose cell holds edges, ascending, from k on; return the end."""
    grid, _, cells, shape, sets = index
    stream = shape[0]
    set_start, set_zone = sets[0], sets[1]
    record = ~cells[_cell_of(x, y, grid)]
    base = stream[record]
    begin = k
    for m in range(set_start[base], set_start[base + 1]):
        zones[k] = set_zone[m]
        k += 1
    group = record + 2
    for g in range(stream[record + 1]):
        if g < GROUPS_KEPT:
            held = (bits >> np.uint32(g)) & np.uint32(1) == np.uint32(1)
        else:
            held = locate_group(shape, group, x, y) >= least
        if held:
            zone = stream[group] >> 1
            m = k
            while m > begin and zones[m - 1] > zone:
                zones[m] = zones[m - 1]
                m -= 1
            zones[m] = zone
            k += 1
        group += 2 + stream[group + 1]
    return k


@njit(nogil=True, cache=True)
def pairs_chunk(
    lon: Floats,
    lat: Floats,
    begin: int,
    end: int,
    index: Tables,
    least: int,
    codes: Numbers,
    verdicts: Numbers,
    starts: Numbers,
    points: Numbers,
    zones: Numbers,
) -> None:
    """Write the pairs of points `begin` to `end`; `starts` says where each block's begin."""
    set_start, set_zone, _ = index[4]
    slow_code = len(set_start) - 1
    hit = np.empty(BLOCK, np.int32)
    for b in range(begin, end, BLOCK):
        n = min(BLOCK, end - b)
        n_hit = 0
        for i in range(n):
            hit[n_hit] = i
            n_hit += int(codes[b + i] != 0)
        k = starts[b // BLOCK]
        n_slow = 0
        for j in range(n_hit):
            p = b + hit[j]
            c = codes[p]
            if c == slow_code:
                bits = verdicts[b + n_slow]
                n_slow += 1
                stop = _write_slow(lon[p], lat[p], index, least, bits, zones, k)
                while k < stop:
                    points[k] = p
                    k += 1
            else:
                for m in range(set_start[c], set_start[c + 1]):
                    points[k] = p
                    zones[k] = set_zone[m]
                    k += 1


@njit(nogil=True, cache=True)
def csr_chunk(
    lon: Floats,
    lat: Floats,
    begin: int,
    end: int,
    index: Tables,
    least: int,
    codes: Numbers,
    verdicts: Numbers,
    starts: Numbers,
    offsets: Numbers,
    zones: Numbers,
) -> None:
    """Write the zones of points `begin` to `end`, and after each point where they end."""
    set_start, set_zone, _ = index[4]
    slow_code = len(set_start) - 1
    for b in range(begin, end, BLOCK):
        k = starts[b // BLOCK]
        n_slow = 0
        for p in range(b, min(b + BLOCK, end)):
            c = codes[p]
            if c == slow_code:
                bits = verdicts[b + n_slow]
                n_slow += 1
                k = _write_slow(lon[p], lat[p], index, least, bits, zones, k)
            else:
                for m in range(set_start[c], set_start[c + 1]):
                    zones[k] = set_zone[m]
                    k += 1
            offsets[p + 1] = k
