"""The inner loops of the geofence: from points to cells, from cells to zones.

Points go through in blocks that fit the first-level cache. The first loop over a block turns
coordinates into cells and has no branch, so that it compiles to vector instructions; the second
looks the cells up and collects, again without a branch, the few points whose cell holds edges; the
third tries those few exactly.

Every function takes the index as one tuple of plain values, `(grid, tiles, cells, shape, sets)`: the
first three as in geofence_grid; `shape` is `(stream, vertices, boxes, is_rectangle, ordinary)`;
`sets` is `(set_start, set_zone, set_first)`. A zone holds a point when the verdict is at least
`least`: INSIDE for `contains`, BORDER for `intersects`.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sulh.kernels.geofence_exact import BORDER, FILTER, INSIDE, OUTSIDE, orientation, vertical_side
from sulh.kernels.geofence_grid import TILE, Floats, Grid, Numbers

__all__ = ["BLOCK", "first_chunk", "mask_chunk", "offsets_chunk", "zones_chunk"]

Shape = tuple[Numbers, Floats, Floats, NDArray[np.bool_], bool]
Sets = tuple[Numbers, Numbers, Numbers]
Tables = tuple[Grid, Numbers, Numbers, Shape, Sets]

BLOCK = 2048
"""Points a block: coordinates and scratch take 64 kB, within second-level caches."""


@njit(nogil=True, cache=True, inline="always")
def _in_box(boxes: Floats, zone: int, x: float, y: float) -> bool:
    return bool(boxes[zone, 0] <= x <= boxes[zone, 2] and boxes[zone, 1] <= y <= boxes[zone, 3])


@njit(nogil=True, cache=True)
def _meet(shape: Shape, zone: int, e: int, x: float, y: float) -> int:
    """Say how the ray from a point to +x meets an edge: 0 not, 1 crosses, -1 begins on it.

    This is GEOS's order of tests, for the edges that the loop in `locate_group` is not sure of.
    """
    vertices, is_rectangle = shape[1], shape[3]
    ax, ay = vertices[e, 0], vertices[e, 1]
    bx, by = vertices[e + 1, 0], vertices[e + 1, 1]
    if ax < x and bx < x:
        return 0
    on_vertex = bx == x and by == y
    if on_vertex or (ay == y and by == y):
        return -1 if on_vertex or min(ax, bx) <= x <= max(ax, bx) else 0
    if (ay <= y) == (by <= y):
        return 0
    if ax == bx and is_rectangle[zone]:
        side = vertical_side(ax, ay, by, x)
    else:
        side = orientation(ax, ay, bx, by, x, y)
    if side == 0:
        return -1
    return 1 if (side > 0) == (by > ay) else 0


@njit(nogil=True, cache=True, inline="always")
def locate_group(shape: Shape, group: int, x: float, y: float) -> int:
    """Say whether a point of a cell is OUTSIDE, on the BORDER of or INSIDE one zone.

    `group` is the place in the stream of the zone's group in the record of the point's cell.
    """
    stream, vertices, boxes, _, ordinary = shape
    zone, parity = stream[group] >> 1, stream[group] & 1
    for k in range(group + 2, group + 2 + stream[group + 1]):
        item = stream[k]
        e = item >> 2
        ax, ay = vertices[e, 0], vertices[e, 1]
        bx, by = vertices[e + 1, 0], vertices[e + 1, 1]
        a_below, b_below = int(ay <= y), int(by <= y)
        parity ^= (item & a_below) ^ ((item >> 1) & b_below)
        # Which of these hold is a toss-up, so all are computed: a wrong guess of the processor's
        # would cost more. The one branch is nearly never taken.
        left, right = (ax - x) * (by - y), (ay - y) * (bx - x)
        det = left - right
        straddles = a_below ^ b_below
        sure = int(abs(det) > abs(left + right) * FILTER)
        if (straddles & ~sure) | int(by == y):
            met = _meet(shape, zone, e, x, y)
            if met < 0:
                # With products that underflow a point beside an edge may seem to be on it.
                return BORDER if _in_box(boxes, zone, x, y) else OUTSIDE
            parity ^= met
        else:
            leftward = int(ax < x) & int(bx < x)
            parity ^= straddles & ~leftward & (int(det > 0.0) ^ int(by < ay))
    if ordinary:  # no sign is wrong, so that the box need not be asked
        return INSIDE if parity & 1 else OUTSIDE
    return INSIDE if parity & 1 and _in_box(boxes, zone, x, y) else OUTSIDE


@njit(nogil=True, cache=True, inline="always")
def _find_tiles(
    lon: Floats, lat: Floats, begin: int, n: int, grid: Grid, tile: Numbers, inner: Numbers
) -> None:
    """Write the tile of each of n points from `begin` on, and the cell within it.

    As `cell_columns` would; NaN goes to column or row 0.
    """
    x0, y0, x_scale, y_scale, columns, rows = grid
    last_column, last_row = float(columns + TILE), float(rows + TILE)
    across = np.int32(columns // TILE + 2)
    for i in range(n):
        u = (lon[begin + i] - x0) * x_scale + TILE
        v = (lat[begin + i] - y0) * y_scale + TILE
        u = u if u > 0.0 else 0.0  # noqa: FURB136 (max keeps NaN)
        v = v if v > 0.0 else 0.0  # noqa: FURB136 (max keeps NaN)
        u = u if u < last_column else last_column  # noqa: FURB136 (so it vectorises)
        v = v if v < last_row else last_row  # noqa: FURB136 (so it vectorises)
        c, r = np.int32(u), np.int32(v)
        tile[i] = (r >> 3) * across + (c >> 3)
        inner[i] = (r & 7) * TILE + (c & 7)


@njit(nogil=True, cache=True, inline="always")
def _find_codes(
    lon: Floats, lat: Floats, begin: int, n: int, index: Tables, scratch: Numbers
) -> int:
    """Write the code of each of n points from `begin` on; return how many are in cells with edges.

    `scratch` is int32[6, BLOCK]: row 0 takes the codes, the number of a set or, in a cell with
    edges, the number of sets; row 1 the points of the latter kind, row 2 their records.
    """
    grid, tiles, cells, (stream, vertices, _, _, _), (set_start, _, _) = index
    codes, slow, records, tile, inner, touched = scratch
    slow_code = len(set_start) - 1
    _find_tiles(lon, lat, begin, n, grid, tile, inner)
    n_mixed = 0
    for i in range(n):
        c = tiles[tile[i]]
        codes[i] = c
        touched[n_mixed] = i
        n_mixed += int(c < 0)
    for j in range(n_mixed):
        i = touched[j]
        tile[j] = cells[(~codes[i] << 6) + inner[i]]
    n_slow = 0
    for j in range(n_mixed):
        i, c = touched[j], tile[j]
        codes[i] = c if c >= 0 else slow_code
        slow[n_slow] = i
        records[n_slow] = ~c
        n_slow += int(c < 0)
    # What follows on a record is far away in memory, and so are the vertices it names. Reading
    # them for all points of the block at one link of the chain before the next lets the reads of
    # different points overlap; `touched` only takes what was read, so that it is not left out.
    last_item, last_vertex = len(stream) - 1, len(vertices) - 1
    for j in range(n_slow):
        r = records[j]
        touched[j] = (stream[r + 4] >> 2) + int(stream[min(r + 16, last_item)] == -1)
    for j in range(n_slow):
        e = touched[j]
        touched[j] = int(vertices[e, 1] + vertices[min(e + 4, last_vertex), 1] > 0.0)
    return n_slow


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
    shape = index[3]
    stream = shape[0]
    scratch = np.empty((6, BLOCK), np.int32)
    codes, slow, records = scratch[0], scratch[1], scratch[2]
    for b in range(begin, end, BLOCK):
        n = min(BLOCK, end - b)
        n_slow = _find_codes(lon, lat, b, n, index, scratch)
        for i in range(n):
            out[b + i] = masks[codes[i]]
        for j in range(n_slow):
            i = slow[j]
            x, y = lon[b + i], lat[b + i]
            record = records[j]
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
    shape, set_first = index[3], index[4][2]
    stream = shape[0]
    scratch = np.empty((6, BLOCK), np.int32)
    codes, slow, records = scratch[0], scratch[1], scratch[2]
    for b in range(begin, end, BLOCK):
        n = min(BLOCK, end - b)
        n_slow = _find_codes(lon, lat, b, n, index, scratch)
        for i in range(n):
            out[b + i] = set_first[codes[i]]
        for j in range(n_slow):
            i = slow[j]
            x, y = lon[b + i], lat[b + i]
            record = records[j]
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


@njit(nogil=True, cache=True, inline="always")
def _write_slow(
    x: float, y: float, index: Tables, record: int, least: int, zones: Numbers, k: int
) -> int:
    """Write the zones of a point whose cell holds edges, ascending, from k on; return the end."""
    shape, (set_start, set_zone, _) = index[3], index[4]
    stream = shape[0]
    begin, base = k, stream[record]
    for m in range(set_start[base], set_start[base + 1]):
        zones[k] = set_zone[m]
        k += 1
    group = record + 2
    for _ in range(stream[record + 1]):
        if locate_group(shape, group, x, y) >= least:
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
def _room(
    zones: Numbers,
    k: int,
    index: Tables,
    codes: Numbers,
    hit: Numbers,
    n_hit: int,
    records: Numbers,
) -> Numbers:
    """Return `zones`, enlarged where the zones of a block's points might not fit after k."""
    stream, set_start = index[3][0], index[4][0]
    slow_code = len(set_start) - 1
    needed, n_slow = k, 0
    for h in range(n_hit):
        s = np.int64(codes[hit[h]])
        if s == slow_code:
            record = records[n_slow]
            s = stream[record]
            needed += stream[record + 1]
            n_slow += 1
        needed += set_start[s + 1] - set_start[s]
    if needed <= len(zones):
        return zones
    larger = np.empty(max(needed, 2 * len(zones)), np.int32)
    larger[:k] = zones[:k]
    return larger


@njit(nogil=True, cache=True)
def zones_chunk(
    lon: Floats, lat: Floats, begin: int, end: int, index: Tables, least: int, counts: Numbers
) -> tuple[Numbers, Numbers]:
    """Find all zones of points `begin` to `end`.

    Parameters
    ----------
    counts : int32[n] or empty
        Out, unless empty: how many zones each point has.

    Returns
    -------
    points : int32[pairs], counted from `begin`; empty where `counts` is asked for
    zones : int32[pairs]
    """
    set_start, set_zone, set_first = index[4]
    slow_code = len(set_start) - 1
    scratch = np.empty((6, BLOCK), np.int32)
    codes, records, hit = scratch[0], scratch[2], np.empty(BLOCK, np.int32)
    by_point = len(counts) == 0
    # Room for a zone a point: memory that is never written costs nothing. No point has more zones
    # than there are.
    zones = np.empty(end - begin + BLOCK, np.int32)
    points = np.empty(len(zones) if by_point else 0, np.int32)
    most = len(index[3][2])
    k = 0
    for b in range(begin, end, BLOCK):
        n = min(BLOCK, end - b)
        _find_codes(lon, lat, b, n, index, scratch)
        n_hit = 0
        for i in range(n):
            hit[n_hit] = i
            n_hit += int(codes[i] != 0)
        if k + n_hit * most > len(zones):
            zones = _room(zones, k, index, codes, hit, n_hit, records)
        if by_point and len(points) < len(zones):
            larger = np.empty(len(zones), np.int32)
            larger[:k] = points[:k]
            points = larger
        if not by_point:
            counts[b : b + n] = 0
        n_slow = 0
        for h in range(n_hit):
            i = hit[h]
            c = np.int64(codes[i])
            first = k
            if c == slow_code:
                k = _write_slow(lon[b + i], lat[b + i], index, records[n_slow], least, zones, k)
                n_slow += 1
            else:
                zones[k] = set_first[c]
                k += 1
                for m in range(set_start[c] + 1, set_start[c + 1]):
                    zones[k] = set_zone[m]
                    k += 1
            if by_point:
                for m in range(first, k):
                    points[m] = b + i - begin
            else:
                counts[b + i] = k - first
    return points[:k], zones[:k]


@njit(nogil=True, cache=True)
def offsets_chunk(counts: Numbers, begin: int, end: int, before: int, offsets: Numbers) -> None:
    """Write where the zones of points `begin` to `end` end; `before` zones come before `begin`."""
    for i in range(begin, end):
        before += counts[i]
        offsets[i + 1] = before
