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

A cell is described by an integer: the number of a set of zones that cover it wholly (0 is the empty
set) or, as ~offset, the place of its record in `stream`:

    base set, number of groups, then for each group (one zone)
        zone << 1 | parity, number of edges, then for each edge
            first vertex << 2 | second vertex is right of the cell << 1 | first vertex is
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

__all__ = ["cell_columns", "list_edges", "sweep"]

Floats = NDArray[np.float64]
Numbers = NDArray[Any]
Grid = tuple[float, float, float, float, int, int]
Listing = tuple[Numbers, Numbers, Numbers, Numbers, Numbers, Numbers]
Sets = tuple[Numbers, Numbers, Numbers]

PAD = 1e-6
"""In cells. Positions in cells are good to 1e-10 on any grid of up to 2^16 cells a side."""


@njit(nogil=True, cache=True, inline="always")
def cell_columns(x: float, x0: float, scale: float, columns: int) -> int:
    """Return the column (or row) of a coordinate: 0 before the grid, columns + 1 after it.

    NaN gives 0, which is a border of cells that hold nothing.
    """
    u = (x - x0) * scale + 1.0
    u = max(0.0, u)
    last = columns + 1.0
    u = min(last, u)
    return int(u)


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
    ua, va = (ax - x0) * x_scale + 1.0, (ay - y0) * y_scale + 1.0
    ub, vb = (bx - x0) * x_scale + 1.0, (by - y0) * y_scale + 1.0
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
        x0, y0, columns a unit of x, rows a unit of y, columns, rows.

    Returns
    -------
    row_start : int64[rows + 3]
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
    row_start = np.zeros(rows + 3, np.int64)
    for i in range(m):
        if is_edge[i]:
            for r in range(min(row[i], row[i + 1]), max(row[i], row[i + 1]) + 1):
                row_start[r + 1] += 1
    for r in range(rows + 2):
        row_start[r + 1] += row_start[r]
    filled = row_start[:-1].copy()
    total = row_start[rows + 2]
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


@njit(nogil=True, cache=True)
def _find_set(key: np.uint64, members: Numbers, n: int, sets: Sets, slots: Numbers) -> int:
    """Return the slot of `slots` that holds this set of zones, or the free one it belongs in."""
    set_key, set_start, set_zone = sets
    mask = len(slots) - 1
    slot = np.int64(key & np.uint64(mask))
    while slots[slot] >= 0:
        s = slots[slot]
        if set_key[s] == key and set_start[s + 1] - set_start[s] == n:
            same = True
            for i in range(n):
                if set_zone[set_start[s] + i] != members[i]:
                    same = False
                    break
            if same:
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
def sweep(
    zone_of: Numbers, n_zones: int, grid: Grid, listing: Listing
) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Walk the rows from left to right and describe every cell.

    Parameters
    ----------
    zone_of : int32[m]
        The zone of each vertex, not decreasing.
    n_zones : int
    grid : tuple
        As in `list_edges`.
    listing : tuple
        What `list_edges` returns.

    Returns
    -------
    cells : int32[(rows + 2) * (columns + 2)]
        Row by row; see the head of this file.
    stream : int32[k]
    set_start : int64[sets + 1]
    set_zone : int32[s]
        The zones of each set, ascending.
    """
    columns, rows = grid[4], grid[5]
    row_of, column_of, row_start, entry_edge, entry_first, entry_last = listing
    width = columns + 2
    cells = np.zeros((rows + 2) * width, np.int32)

    listed = 0
    busiest = 0
    for r in range(rows + 2):
        before = listed
        for k in range(row_start[r], row_start[r + 1]):
            listed += max(0, min(entry_last[k], columns) - max(entry_first[k], 1) + 1)
        busiest = max(busiest, listed - before)
    stream = np.empty(5 * listed, np.int32)  # at worst each edge alone in its group and cell
    used = 0

    set_key = np.zeros(64, np.uint64)
    set_start = np.zeros(65, np.int64)
    set_zone = np.empty(256, np.int32)
    slots = np.full(256, -1, np.int32)
    slots[0] = 0  # set 0 is the empty one, its key is 0
    n_sets = 1

    members = np.empty(n_zones + 1, np.int32)
    parity = np.zeros(n_zones, np.uint8)
    item_edge = np.empty(busiest, np.int32)
    item_turns = np.empty(busiest, np.uint8)
    start = np.zeros(width + 1, np.int64)

    for r in range(1, rows + 1):
        first_entry, last_entry = row_start[r], row_start[r + 1]
        if first_entry == last_entry:
            continue
        # Sort the listed edges by column; within a column they stay in order, so by zone.
        start[:] = 0
        for k in range(first_entry, last_entry):
            for c in range(max(entry_first[k], 1), min(entry_last[k], columns) + 1):
                start[c + 1] += 1
        for c in range(width):
            start[c + 1] += start[c]
        n = 0
        key = np.uint64(0)
        for k in range(first_entry, last_entry):
            e = entry_edge[k]
            # An edge that crosses the bottom of the row turns the parity where it begins.
            turns = r > min(row_of[e], row_of[e + 1])
            if turns and entry_first[k] < 1:
                parity[zone_of[e]] ^= 1
            for c in range(max(entry_first[k], 1), min(entry_last[k], columns) + 1):
                item_edge[start[c]] = e
                item_turns[start[c]] = turns and c == entry_first[k]
                start[c] += 1
        # start[c] is now the end of column c, and so the start of column c + 1.
        for k in range(first_entry, last_entry):
            zone = zone_of[entry_edge[k]]
            if parity[zone] and entry_first[k] < 1:
                present = False
                for i in range(n):
                    present |= members[i] == zone
                if not present:
                    n = _insert(members, n, zone)
                    key ^= _mixed(zone)
        current = -1  # the number of the set of `members`; -1 when not yet looked up
        for c in range(1, columns + 1):
            begin, end = start[c - 1], start[c]
            record, header = begin < end, used
            if record:
                cells[r * width + c] = ~used
                stream[header + 1] = 0
                used += 2
                i = begin
                while i < end:
                    zone = zone_of[item_edge[i]]
                    group = used
                    used += 2
                    if parity[zone]:
                        n = _remove(members, n, zone)
                        key ^= _mixed(zone)
                    bit = 0
                    while i < end and zone_of[item_edge[i]] == zone:
                        e = item_edge[i]
                        parity[zone] ^= item_turns[i]
                        a_right = int(column_of[e] > c)
                        b_right = int(column_of[e + 1] > c)
                        bit ^= (a_right & int(row_of[e] < r)) ^ (b_right & int(row_of[e + 1] < r))
                        stream[used] = e << 2 | b_right << 1 | a_right
                        used += 1
                        i += 1
                    stream[group] = zone << 1 | (int(parity[zone]) ^ bit)
                    stream[group + 1] = used - group - 2
                    stream[header + 1] += 1
                current = -1
            if current < 0:
                slot = _find_set(key, members, n, (set_key, set_start, set_zone), slots)
                if slots[slot] < 0:
                    if n_sets + 1 >= len(set_key):
                        set_key = _grown(set_key, 2 * len(set_key))
                        set_start = _grown(set_start, 2 * len(set_start))
                    while set_start[n_sets] + n > len(set_zone):
                        set_zone = _grown(set_zone, 2 * len(set_zone))
                    set_key[n_sets] = key
                    set_zone[set_start[n_sets] : set_start[n_sets] + n] = members[:n]
                    set_start[n_sets + 1] = set_start[n_sets] + n
                    slots[slot] = n_sets
                    current = n_sets
                    n_sets += 1
                    if 2 * n_sets > len(slots):
                        slots = _rehashed(set_key, n_sets, 2 * len(slots))
                else:
                    current = slots[slot]
            if record:
                stream[header] = current
                # Zones of this cell that go on to the right become members again.
                group = header + 2
                for _ in range(stream[header + 1]):
                    zone = stream[group] >> 1
                    if parity[zone]:
                        n = _insert(members, n, zone)
                        key ^= _mixed(zone)
                        current = -1
                    group += 2 + stream[group + 1]
            else:
                cells[r * width + c] = current
        for i in range(n):
            parity[members[i]] = 0
    return (
        cells,
        stream[:used].copy(),
        set_start[: n_sets + 1].copy(),
        set_zone[: set_start[n_sets]].copy(),
    )
