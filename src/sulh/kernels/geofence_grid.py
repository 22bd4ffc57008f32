"""The grid behind the geofence: cells that are wholly in or out, and the edges of the others.

Every point belongs to the cell that `column_of` and `row_of` give it. Both are monotone in their
argument, rounding included, so they can be trusted in comparisons: a vertex in a higher column than
a point lies to its right. An edge is listed in every cell it may touch; interpolated crossings are
widened by `PAD` so that rounding can only list an edge once too often, never too seldom.

Inside or outside is the parity of the edges that a ray from the point to +x crosses, the rule GEOS
uses. Of those edges only the ones listed in the point's cell are tried at query time. The others do
not touch the cell, so each lies left or right of it at all heights of its row, and their share
changes with the point's height only where a chain of edges leaves the list: at vertices right of
the cell. The share is therefore one bit for each cell and zone, taken at the bottom of the row, and
two flags for each listed edge: whether its first and second vertex lie right of the cell, which
count once the point is as high as that vertex. Everything but the sign of an edge near the point is
a comparison, so nothing but that sign needs care (see geofence_exact).

Cells are kept by tiles of 8 times 8. A tile that no edge touches is one number in `tiles`, so that the
table which nearly all points ask fits a processor's cache; another is ~k, and its cells stand in
`cells` from 64 k on, row by row. Around the grid runs a border of tiles that hold nothing, where the
points beyond it go, and NaN. A tile or cell is described by an integer: the number of a set of zones
that cover it wholly (0 is the empty set) or, for a cell that edges touch, ~offset, the place of its
record in `stream`:

    base set, number of groups, then for each group (one zone)
        zone << 1 | parity, number of edges, then for each edge
            first vertex << 2 | second vertex is right of the cell << 1 | first vertex is
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

__all__ = ["TILE", "cell_columns", "list_edges", "mark_tiles", "sweep"]

Floats = NDArray[np.float64]
Numbers = NDArray[Any]
Grid = tuple[float, float, float, float, int, int]
Listing = tuple[Numbers, Numbers, Numbers, Numbers, Numbers, Numbers]
Sets = tuple[Numbers, Numbers, Numbers, Numbers, int]

TILE = 8
"""Cells a side of a tile; columns and rows of a grid are multiples of it."""

PAD = 1e-6
"""In cells. Positions in cells are good to 1e-10 on any grid of up to 2^16 cells a side."""


@njit(nogil=True, cache=True, inline="always")
def cell_columns(x: float, x0: float, scale: float, columns: int) -> int:
    """Return the column (or row) of a finite coordinate.

    The grid's own are numbered from `TILE` to columns + TILE - 1; 0 to TILE - 1 lie before it,
    columns + TILE beyond it.
    """
    return int(min(max((x - x0) * scale + TILE, 0.0), float(columns + TILE)))


@njit(nogil=True, cache=True)
def _clamped(u: float, low: int, high: int) -> int:
    if u < low:
        return low
    return high if u > high else int(u)


@njit(nogil=True, cache=True)
def _reach(
    vertices: Floats, edge: int, row: int, grid: Grid, low: int, high: int
) -> tuple[int, int]:
    """Return the first and last column that an edge may touch in a row it does not stay in.

    `low` and `high` are the columns of its two ends, in order: it touches none beyond them.
    """
    x0, y0, x_scale, y_scale, _, _ = grid
    ax, ay = vertices[edge, 0], vertices[edge, 1]
    bx, by = vertices[edge + 1, 0], vertices[edge + 1, 1]
    ua, va = (ax - x0) * x_scale + TILE, (ay - y0) * y_scale + TILE
    ub, vb = (bx - x0) * x_scale + TILE, (by - y0) * y_scale + TILE
    if va > vb:
        ua, va, ub, vb = ub, vb, ua, va
    slope = (ub - ua) / (vb - va)
    bottom, top = max(va, row - PAD), min(vb, row + 1.0 + PAD)
    at_bottom, at_top = ua + (bottom - va) * slope, ua + (top - va) * slope
    return (
        max(low, _clamped(min(at_bottom, at_top) - PAD, low, high)),
        _clamped(max(at_bottom, at_top) + PAD, low, high),
    )


@njit(nogil=True, cache=True)
def list_edges(vertices: Floats, is_edge: NDArray[np.bool_], grid: Grid) -> Listing:
    """List the edges row by row.

    Parameters
    ----------
    vertices : float64[m, 2]
        All rings, one after another.
    is_edge : bool[m]
        Whether an edge runs from vertex i to vertex i + 1 (no at a ring's last vertex).
    grid : tuple
        x0, y0, columns a unit of x, rows a unit of y, columns, rows; the last two are multiples of
        `TILE`.

    Returns
    -------
    row, column : int32[m]
        Of each vertex.
    row_start : int64[rows + 2 TILE + 1]
        Where each row's entries start.
    entry_edge, entry_first, entry_last : int32[k]
        The edge, and the first and last column it may touch there; in each row in order of edge.
    """
    x0, y0, x_scale, y_scale, columns, rows = grid
    m = len(vertices)
    column = np.empty(m, np.int32)
    row = np.empty(m, np.int32)
    for i in range(m):
        column[i] = cell_columns(vertices[i, 0], x0, x_scale, columns)
        row[i] = cell_columns(vertices[i, 1], y0, y_scale, rows)
    row_start = np.zeros(rows + 2 * TILE + 1, np.int64)
    for i in range(m):
        if is_edge[i]:
            for r in range(min(row[i], row[i + 1]), max(row[i], row[i + 1]) + 1):
                row_start[r + 1] += 1
    for r in range(rows + 2 * TILE):
        row_start[r + 1] += row_start[r]
    filled = row_start[:-1].copy()
    total = row_start[-1]
    entry_edge = np.empty(total, np.int32)
    entry_first = np.empty(total, np.int32)
    entry_last = np.empty(total, np.int32)
    for i in range(m):
        if not is_edge[i]:
            continue
        low, high = min(column[i], column[i + 1]), max(column[i], column[i + 1])
        bottom, top = min(row[i], row[i + 1]), max(row[i], row[i + 1])
        for r in range(bottom, top + 1):
            first, last = low, high
            if low != high and bottom != top:
                first, last = _reach(vertices, i, r, grid, low, high)
            k = filled[r]
            entry_edge[k], entry_first[k], entry_last[k] = i, first, last
            filled[r] = k + 1
    return row, column, row_start, entry_edge, entry_first, entry_last


@njit(nogil=True, cache=True)
def _mixed(value: int) -> np.uint64:
    """Return 64 well-mixed bits of a number (splitmix64), the same in every run."""
    z = np.uint64(value) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


@njit(nogil=True, cache=True)
def _grown(array: Numbers, size: int) -> Numbers:
    larger = np.empty(size, array.dtype)
    larger[: len(array)] = array
    return larger


@njit(nogil=True, cache=True, inline="always")
def _is_set(number: int, members: Numbers, n: int, sets: Sets) -> bool:
    """Say whether the first n members are the set of this number: equal keys might deceive."""
    _, set_start, set_zone, _, _ = sets
    first = set_start[number]
    if set_start[number + 1] - first != n:
        return False
    for i in range(n):  # noqa: SIM110 (compiled code has no generators)
        if set_zone[first + i] != members[i]:
            return False
    return True


@njit(nogil=True, cache=True)
def _find_set(key: np.uint64, members: Numbers, n: int, sets: Sets) -> int:
    """Return the slot of `slots` that holds this set of zones, or the free one it belongs in."""
    set_key, _, _, slots, _ = sets
    mask = len(slots) - 1
    slot = np.int64(key & np.uint64(mask))
    while slots[slot] >= 0:
        if set_key[slots[slot]] == key and _is_set(slots[slot], members, n, sets):
            break
        slot = (slot + 1) & mask
    return int(slot)


@njit(nogil=True, cache=True)
def _rehashed(set_key: Numbers, n_sets: int, size: int) -> Numbers:
    slots = np.full(size, -1, np.int32)
    mask = size - 1
    for s in range(n_sets):
        slot = np.int64(set_key[s] & np.uint64(mask))
        while slots[slot] >= 0:
            slot = (slot + 1) & mask
        slots[slot] = s
    return slots


@njit(nogil=True, cache=True)
def _insert(members: Numbers, n: int, zone: int) -> int:
    """Put a zone into the sorted list of members; return its new length."""
    i = n
    while i > 0 and members[i - 1] > zone:
        members[i] = members[i - 1]
        i -= 1
    members[i] = zone
    return n + 1


@njit(nogil=True, cache=True)
def _remove(members: Numbers, n: int, zone: int) -> int:
    i = 0
    while members[i] != zone:
        i += 1
    for j in range(i, n - 1):
        members[j] = members[j + 1]
    return n - 1


@njit(nogil=True, cache=True)
def mark_tiles(grid: Grid, listing: Listing) -> tuple[Numbers, int]:
    """Give numbers to the tiles that edges touch.

    Returns
    -------
    tiles : int32[(rows / TILE + 2) * (columns / TILE + 2)]
        ~k for the k-th such tile, row by row, and 0 for the others.
    count : int
    """
    columns, rows = grid[4], grid[5]
    _, _, row_start, _, entry_first, entry_last = listing
    across, down = columns // TILE + 2, rows // TILE + 2
    tiles = np.zeros(down * across, np.int32)
    for r in range(TILE, rows + TILE):
        for k in range(row_start[r], row_start[r + 1]):
            first, last = max(entry_first[k], TILE), min(entry_last[k], columns + TILE - 1)
            for c in range(first // TILE, last // TILE + 1):
                tiles[r // TILE * across + c] = -1
    count = 0
    for t in range(len(tiles)):
        if tiles[t] < 0:
            tiles[t] = ~count
            count += 1
    return tiles, count


@njit(nogil=True, cache=True)
def _sort_row(
    r: int,
    grid: Grid,
    listing: Listing,
    touched: Numbers,
    start: Numbers,
    stop: Numbers,
    items: Numbers,
) -> None:
    """Sort the listed edges of a row by column; within a column they stay in order, so by zone.

    Writes edge << 1 | whether the edge turns the parity there (crosses the bottom of the row and
    begins in this column). `touched` holds the tile columns with edges; of those columns
    `start[c]` and `stop[c]` become where column c begins and ends.
    """
    columns = grid[4]
    row_of, _, row_start, entry_edge, entry_first, entry_last = listing
    for tile in touched:
        stop[tile * TILE : (tile + 1) * TILE] = 0
    for k in range(row_start[r], row_start[r + 1]):
        for c in range(max(entry_first[k], TILE), min(entry_last[k], columns + TILE - 1) + 1):
            stop[c] += 1
    before = 0
    for tile in touched:
        for c in range(tile * TILE, (tile + 1) * TILE):
            start[c] = before
            before += stop[c]
            stop[c] = start[c]
    for k in range(row_start[r], row_start[r + 1]):
        e = np.int64(entry_edge[k])
        turns = r > min(row_of[e], row_of[e + 1])
        for c in range(max(entry_first[k], TILE), min(entry_last[k], columns + TILE - 1) + 1):
            items[stop[c]] = e << 1 | int(turns and c == entry_first[k])
            stop[c] += 1


@njit(nogil=True, cache=True)
def _enter_row(
    r: int, listing: Listing, zone_of: Numbers, parity: Numbers, members: Numbers
) -> tuple[int, np.uint64]:
    """Turn the parity for edges that cross the bottom of a row left of the grid; return members."""
    row_of, _, row_start, entry_edge, entry_first, _ = listing
    n, key = 0, np.uint64(0)
    for k in range(row_start[r], row_start[r + 1]):
        e = entry_edge[k]
        if entry_first[k] < TILE and r > min(row_of[e], row_of[e + 1]):
            zone = zone_of[e]
            parity[zone] ^= 1
            n = _insert(members, n, zone) if parity[zone] else _remove(members, n, zone)
            key ^= _mixed(zone)
    return n, key


@njit(nogil=True, cache=True)
def _number_of(key: np.uint64, members: Numbers, n: int, sets: Sets) -> tuple[int, Sets]:
    """Return the number of a set of zones, which is new to `sets` where it was not in them."""
    set_key, set_start, set_zone, slots, n_sets = sets
    if n == 0:
        return 0, sets
    slot = _find_set(key, members, n, sets)
    if slots[slot] >= 0:
        return int(slots[slot]), sets
    if n_sets + 1 >= len(set_key):
        set_key = _grown(set_key, 2 * len(set_key))
        set_start = _grown(set_start, 2 * len(set_start))
    while set_start[n_sets] + n > len(set_zone):
        set_zone = _grown(set_zone, 2 * len(set_zone))
    set_key[n_sets] = key
    set_zone[set_start[n_sets] : set_start[n_sets] + n] = members[:n]
    set_start[n_sets + 1] = set_start[n_sets] + n
    slots[slot] = n_sets
    if 2 * n_sets + 2 > len(slots):
        slots = _rehashed(set_key, n_sets + 1, 2 * len(slots))
    return n_sets, (set_key, set_start, set_zone, slots, n_sets + 1)


@njit(nogil=True, cache=True)
def _write_groups(
    r: int,
    c: int,
    some: Numbers,
    zone_of: Numbers,
    listing: Listing,
    parity: Numbers,
    stream: Numbers,
    used: int,
) -> tuple[int, int]:
    """Write the groups of one cell from its sorted edges; return how many, and where they end."""
    row_of, column_of = listing[0], listing[1]
    groups, i = 0, 0
    while i < len(some):
        zone = zone_of[some[i] >> 1]
        group = used
        used += 2
        bit = 0
        while i < len(some) and zone_of[some[i] >> 1] == zone:
            e = some[i] >> 1
            parity[zone] ^= np.uint8(some[i] & 1)
            a_right = int(column_of[e] > c)
            b_right = int(column_of[e + 1] > c)
            bit ^= (a_right & int(row_of[e] < r)) ^ (b_right & int(row_of[e + 1] < r))
            stream[used] = e << 2 | b_right << 1 | a_right
            used += 1
            i += 1
        stream[group] = zone << 1 | (int(parity[zone]) ^ bit)
        stream[group + 1] = used - group - 2
        groups += 1
    return groups, used


@njit(nogil=True, cache=True)
def sweep(
    zone_of: Numbers, n_zones: int, grid: Grid, listing: Listing, tiles: Numbers, cells: Numbers
) -> tuple[Numbers, Numbers, Numbers]:
    """Walk the rows from left to right and describe every tile and cell.

    Parameters
    ----------
    zone_of : int32[m]
        The zone of each vertex, not decreasing.
    n_zones : int
    grid : tuple
        As in `list_edges`.
    listing : tuple
        What `list_edges` returns.
    tiles : int32[t]
        As `mark_tiles` returns them; the zeros are filled in.
    cells : int32[64 * count]
        Zeros; filled in.

    Returns
    -------
    stream : int32[k]
    set_start : int64[sets + 1]
    set_zone : int32[s]
        The zones of each set, ascending.
    """
    columns, rows = grid[4], grid[5]
    _, _, row_start, _, entry_first, entry_last = listing
    across = columns // TILE + 2

    listed, busiest = 0, 0
    for r in range(TILE, rows + TILE):
        before = listed
        for k in range(row_start[r], row_start[r + 1]):
            first, last = max(entry_first[k], TILE), min(entry_last[k], columns + TILE - 1)
            listed += max(0, last - first + 1)
        busiest = max(busiest, listed - before)
    stream = np.empty(5 * listed, np.int32)  # at worst each edge alone in its group and cell
    used = 0

    slots = np.full(256, -1, np.int32)
    slots[0] = 0  # set 0 is the empty one, its key is 0
    sets = (np.zeros(64, np.uint64), np.zeros(65, np.int64), np.empty(256, np.int32), slots, 1)
    members = np.empty(n_zones + 1, np.int32)
    parity = np.zeros(n_zones, np.uint8)
    items = np.empty(busiest, np.int64)
    start, stop = np.zeros((2, across * TILE), np.int64)
    last = 0  # the set that was last looked up: most cells have the same

    for r in range(TILE, rows + TILE):
        if row_start[r] == row_start[r + 1]:
            continue  # no edge, so no zone in this row: the zeros are right
        tile_row = r // TILE * across
        touched = np.flatnonzero(tiles[tile_row : tile_row + across] < 0)
        _sort_row(r, grid, listing, touched, start, stop, items)
        n, key = _enter_row(r, listing, zone_of, parity, members)
        current = -1  # the number of the set of `members`; -1 when not yet looked up
        for tile in range(1, across - 1):
            described = tiles[tile_row + tile]
            if described >= 0:
                if r % TILE == 0:
                    if current < 0 and _is_set(last, members, n, sets):
                        current = last
                    elif current < 0:
                        current, sets = _number_of(key, members, n, sets)
                        last = current
                    tiles[tile_row + tile] = current
                continue
            place = ~described * TILE * TILE + r % TILE * TILE
            for c in range(tile * TILE, (tile + 1) * TILE):
                some = items[start[c] : stop[c]]
                if len(some) == 0:
                    if current < 0 and _is_set(last, members, n, sets):
                        current = last
                    elif current < 0:
                        current, sets = _number_of(key, members, n, sets)
                        last = current
                    cells[place + c % TILE] = current
                    continue
                # Zones with edges here are no members of the cell; afterwards those are whose
                # parity is odd.
                for i in range(len(some)):
                    zone = zone_of[some[i] >> 1]
                    if parity[zone] and (i == 0 or zone_of[some[i - 1] >> 1] != zone):
                        n = _remove(members, n, zone)
                        key ^= _mixed(zone)
                base = 0
                if n > 0:
                    base, sets = _number_of(key, members, n, sets)
                cells[place + c % TILE] = ~used
                stream[used] = base
                groups, end = _write_groups(r, c, some, zone_of, listing, parity, stream, used + 2)
                stream[used + 1] = groups
                group = used + 2
                for _ in range(groups):
                    zone = stream[group] >> 1
                    if parity[zone]:
                        n = _insert(members, n, zone)
                        key ^= _mixed(zone)
                    group += 2 + stream[group + 1]
                used = end
                current = -1
        for i in range(n):
            parity[members[i]] = 0
    _, set_start, set_zone, _, n_sets = sets
    return (
        stream[:used].copy(),
        set_start[: n_sets + 1].copy(),
        set_zone[: set_start[n_sets]].copy(),
    )
