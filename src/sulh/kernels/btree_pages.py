"""Read pages of an SQLite file so strictly that every bit has a meaning.

After the SQLite file format (https://www.sqlite.org/fileformat2.html, sections 1.5, 1.6, 2.1 and 4.2).
Pages are uint8 arrays; offsets are bytes from the page's beginning, numbers are big-endian.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numba import njit

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["interior_cells", "read_pages", "restoring_bit", "running_sum"]

INTERIOR, LEAF = 0x05, 0x0D
SOUND, NOT_ZERO, NOT_TILED, OUT_OF_ORDER, BAD_CELL, BAD_FREE = 0, 1, 2, 3, 4, 5
# Columns by class, in base 6: 1 null, 2 zero or one, 3 blob, 4 text, 5 a one-byte integer.
RECORD_SHAPE = ((((1 * 6) + 4) * 6 + 4) * 6 + 2) * 6 + 3
HEAD_SHAPE = (((1 * 6) + 3) * 6 + 3) * 6 + 3
SCHEMA_SHAPE = ((((4 * 6) + 4) * 6 + 4) * 6 + 5) * 6 + 4


@njit(nogil=True, cache=True)
def _varint(page: NDArray[np.uint8], at: int, stop: int) -> tuple[int, int]:
    """Return the number at `at` and how many bytes it takes; (-1, 0) when not in its shortest form."""
    value = 0
    for i in range(8):
        if at + i >= stop:
            return -1, 0
        byte = int(np.int64(page[at + i]))
        value = (value << 7) | (byte & 0x7F)
        if byte < 0x80:
            if i and page[at] == 0x80:
                return -1, 0
            return value, i + 1
    return -1, 0


@njit(nogil=True, cache=True)
def _two(page: NDArray[np.uint8], at: int) -> int:
    return int((np.int64(page[at]) << 8) | np.int64(page[at + 1]))


@njit(nogil=True, cache=True)
def _four(page: NDArray[np.uint8], at: int) -> int:
    return (_two(page, at) << 16) | _two(page, at + 2)


@njit(nogil=True, cache=True)
def _columns_hold(page: NDArray[np.uint8], at: int, stop: int, payload: int) -> bool:
    """Say whether a row has the columns of one of a ledger's tables, and exactly its length."""
    size, length = _varint(page, at, stop)
    end = at + size
    if size < 0 or end > stop:
        return False
    at += length
    shape, total = 0, size
    while at < end:
        serial, length = _varint(page, at, end)
        if serial == 0:
            shape = shape * 6 + 1
        elif serial in {8, 9}:
            shape = shape * 6 + 2
        elif serial == 1:
            shape = shape * 6 + 5
            total += 1
        elif serial >= 12:
            shape = shape * 6 + 3 + serial % 2
            total += (serial - 12) // 2
        else:
            return False
        at += length
    return total == payload and shape in {RECORD_SHAPE, HEAD_SHAPE, SCHEMA_SHAPE}


@njit(nogil=True, cache=True)
def _clear(page: NDArray[np.uint8], cells_end: int, start: int, inner: int) -> bool:
    """Say whether all is zero between the pointers and the cells.

    When SQLite moves cells from an inner page (`inner` not 0) on to another, it leaves parts of them
    behind; what is left over so cannot be told from damage. A single bit alone is damage, unless it can
    be of the number of a page: those that are powers of two, from 256 on, up to the page's last child.
    """
    bits, last = 0, 0
    for at in range(cells_end, start):
        byte = page[at]
        if byte:
            last = int(byte)
        while byte:
            bits += byte & 1
            byte >>= 1
        if bits > 1 and inner:
            return True
    return bits == 0 or (inner > 0 and last * 256 <= _four(page, 8))


@njit(nogil=True, cache=True)
def _tiles(
    page: NDArray[np.uint8],
    base: int,
    cells_end: int,
    size_at: NDArray[np.int64],
    cells: int,
    inner: int,
) -> int:
    """Check that cells, free blocks and fragments fill the rest of a page, and nothing else is there.

    `inner` is the size of an inner page's last cell, 0 for a leaf.
    """
    stop = page.size
    start = _two(page, base + 5)
    start = 65536 if start == 0 else start
    if start < cells_end or start > stop:
        return NOT_TILED
    if not _clear(page, cells_end, start, inner):
        return NOT_ZERO
    free = _two(page, base + 1)
    parts = cells
    while free:
        if free < start or free + 4 > stop or size_at[free]:
            return BAD_FREE
        after, size = _two(page, free), _two(page, free + 2)
        if size < 4 or free + size > stop or (after and after < free + size + 4):
            return BAD_FREE
        for at in range(free + 4, free + size):
            if page[at]:
                return NOT_ZERO
        size_at[free] = size
        parts += 1
        free = after
    at, fragments = start, 0
    while at < stop:
        if size_at[at]:
            parts -= 1
            at += size_at[at]
        else:
            if page[at]:
                return NOT_ZERO
            fragments += 1
            at += 1
    if at != stop or parts or fragments != page[base + 7]:
        return NOT_TILED
    return SOUND


@njit(nogil=True, cache=True)
def _leaf(
    page: NDArray[np.uint8], base: int, size_at: NDArray[np.int64], refs: NDArray[np.int64]
) -> tuple[int, int, int, int]:
    """Return (fault, first row, last row, number of `refs`: first overflow page, bytes there)."""
    stop, count, found = page.size, _two(page, base + 3), 0
    lo, hi = 0, -1
    cells_end = base + 8 + 2 * count
    if cells_end > stop:
        return NOT_TILED, lo, hi, 0
    usable = stop
    whole = usable - 35
    least = (usable - 12) * 32 // 255 - 23
    for i in range(count):
        at = _two(page, base + 8 + 2 * i)
        if at < cells_end or at >= stop or size_at[at]:
            return NOT_TILED, lo, hi, 0
        payload, length = _varint(page, at, stop)
        row, more = _varint(page, at + length, stop)
        if payload < 0 or row < 0:
            return BAD_CELL, lo, hi, 0
        content = at + length + more
        local = payload
        if payload > whole:
            local = least + (payload - least) % (usable - 4)
            if local > whole:
                local = least
        end = content + local + (4 if local < payload else 0)
        if end > stop or not _columns_hold(page, content, content + local, payload):
            return BAD_CELL, lo, hi, 0
        if local < payload:
            if found == refs.shape[0]:
                return BAD_CELL, lo, hi, 0
            refs[found, 0] = _four(page, end - 4)
            refs[found, 1] = payload - local
            found += 1
        size_at[at] = end - at
        if i == 0:
            lo = row
        elif row <= hi:
            return OUT_OF_ORDER, lo, hi, 0
        hi = row
    return _tiles(page, base, cells_end, size_at, count, 0), lo, hi, found


@njit(nogil=True, cache=True)
def _interior(page: NDArray[np.uint8], size_at: NDArray[np.int64]) -> tuple[int, int, int]:
    """Return (fault, first key, last key)."""
    stop, count = page.size, _two(page, 3)
    lo, hi, size = 0, -1, 5
    cells_end = 12 + 2 * count
    if cells_end > stop:
        return NOT_TILED, lo, hi
    for i in range(count):
        at = _two(page, 12 + 2 * i)
        if at < cells_end or at + 4 >= stop or size_at[at]:
            return NOT_TILED, lo, hi
        key, length = _varint(page, at + 4, stop)
        if key < 0:
            return BAD_CELL, lo, hi
        size = 4 + length
        size_at[at] = size
        if i == 0:
            lo = key
        elif key <= hi:
            return OUT_OF_ORDER, lo, hi
        hi = key
    return _tiles(page, 0, cells_end, size_at, count, size), lo, hi


@njit(nogil=True, cache=True)
def interior_cells(page: NDArray[np.uint8]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the children (one more than keys) and keys of a sound interior page."""
    count = _two(page, 3)
    children, keys = np.empty(count + 1, np.int64), np.empty(count, np.int64)
    for i in range(count):
        at = _two(page, 12 + 2 * i)
        children[i] = _four(page, at)
        keys[i] = _varint(page, at + 4, page.size)[0]
    children[count] = _four(page, 8)
    return children, keys


@njit(nogil=True, cache=True)
def read_pages(
    pages: NDArray[np.uint8], first: int, found: NDArray[np.int64], refs: NDArray[np.int64]
) -> int:
    """Read pages on their own, and say what each claims.

    Parameters
    ----------
    pages
        uint8[n, page size].
    first
        The number of the first of them; the file's first page is 1.
    found
        int64[n, 4], filled: fault, type (13 leaf, 5 interior, 0 other), first row or key, last row or
        key; for another page instead: the next page, the offset of the last byte that is not zero (-1:
        none); and the first overflow page's number is in `refs`.
    refs
        int64[9 n, 3], filled: the page, its overflow chain's first page, the bytes kept there. A row
        that overflows keeps at least an eighth of a page, less a little: at most nine fit.

    Returns
    -------
    int
        The number of rows of `refs` that are filled.
    """
    size_at = np.zeros(pages.shape[1] + 1, np.int64)
    own = np.zeros((9, 2), np.int64)
    total = 0
    for i in range(pages.shape[0]):
        page = pages[i]
        base = 100 if first + i == 1 else 0
        kind = np.int64(page[base])
        if kind in {LEAF, INTERIOR} or base:
            size_at[:] = 0
        if kind == LEAF:
            fault, lo, hi, overflowing = _leaf(page, base, size_at, own)
            for k in range(overflowing):
                refs[total, 0], refs[total, 1], refs[total, 2] = first + i, own[k, 0], own[k, 1]
                total += 1
        elif kind == INTERIOR and not base:
            fault, lo, hi = _interior(page, size_at)
        else:
            kind, fault = np.int64(0), SOUND
            lo, hi = _four(page, 0), page.size - 1
            while hi >= 0 and page[hi] == 0:
                hi -= 1
        found[i, 0], found[i, 1], found[i, 2], found[i, 3] = fault, kind, lo, hi
    return total


@njit(nogil=True, cache=True)
def running_sum(words: NDArray[np.uint32], s0: int, s1: int) -> tuple[int, int]:
    """Return the checksum of a write-ahead log (section 4.2) carried on over `words`, of even number."""
    a, b = np.uint32(s0), np.uint32(s1)
    for i in range(0, words.size, 2):
        a = np.uint32(a + words[i] + b)
        b = np.uint32(b + words[i + 1] + a)
    return int(a), int(b)


@njit(nogil=True, cache=True)
def restoring_bit(words: NDArray[np.uint32], d0: int, d1: int) -> int:
    """Return the bit (32 a word) whose flip changes the checksum of `words` by (d0, d1); -1: none does.

    The sum is linear: a change of a word by d changes both halves by d times numbers that depend only
    on how many words follow. A torn write passes by chance with odds of about 1 in 10**15.
    """
    x0, x1 = np.uint32(1), np.uint32(1)
    y0, y1 = np.uint32(0), np.uint32(1)
    for i in range(words.size - 2, -1, -2):
        for k in range(2):
            word = words[i + k]
            c0, c1 = (x0, x1) if k == 0 else (y0, y1)
            for bit in range(32):
                one = np.uint32(np.uint32(1) << np.uint32(bit))
                change = one if (word & one) == 0 else np.uint32(-one)
                if np.uint32(change * c0) == np.uint32(d0) and np.uint32(change * c1) == np.uint32(
                    d1
                ):
                    return (i + k) * 32 + bit
        x0 = np.uint32(x0 + x1)
        x1 = np.uint32(x1 + x0)
        y0 = np.uint32(y0 + y1)
        y1 = np.uint32(y1 + y0)
    return -1
