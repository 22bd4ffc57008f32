"""The pages of a ledger's file, read so strictly that no bit of it is without meaning.

SQLite keeps bytes that it never looks at: free space in pages, counters, versions. A bit that flips there
harms nothing yet, but it says that the disk or somebody changes files, so the audit must find it. A ledger
only ever appends; hence every page is exactly full of cells and zeros, every inner key is the last row
below it, and every page belongs to one table once. What the rows say is for the audit of the chain.

A write-ahead log left behind is read with all its checksums, and the pages of the file that it replaces
are compared with what replaced them: an older page is the beginning of the newer.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sulh.ledger.record import FORMAT
from sulh.ledger.sqlite_chain import APPLICATION_ID, SCHEMA
from sulh.ledger.sqlite_log import Log, one_bit_apart, read_log

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path
    from typing import BinaryIO

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

__all__ = ["page_faults", "steady_page_faults"]

BLOCK_BYTES = 4 << 20
LOCK_BYTE = 0x40000000  # the page that holds it is never used
INTERIOR, LEAF = 0x05, 0x0D
STRICT_TABLES_SINCE = 3_037_000  # the SQLite version that can have written a ledger
WHAT = {
    1: "bytes that nothing uses are not zero",
    2: "its cells do not fill it",
    3: "its rows are out of order",
    4: "a cell is not as it was written",
    5: "its list of free blocks is damaged",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pages:
    """What each page claims of itself: see `sulh.kernels.btree_pages.read_pages`; row 0 is page 1."""

    found: Ints
    refs: Ints
    inner: dict[int, tuple[Ints, Ints]]
    first: bytes


def page_faults(path: Path) -> list[str]:
    """Return what is wrong with the file of a ledger and its write-ahead log; empty when nothing is.

    Reads blocks of 4 MiB; keeps some 40 bytes for each page.
    """
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(0)
        head = file.read(100)
        page_size = int.from_bytes(head[16:18], "big")
        if len(head) < 100 or page_size < 512 or page_size & (page_size - 1) or size % page_size:
            return ["the file is not whole pages of SQLite"]
        beside = path.with_name(f"{path.name}-wal")
        log = read_log(beside, page_size)
        if log.faults or not log.pages:
            view = _read(file, page_size, range(1, size // page_size + 1))
            return [*log.faults, *_faults(view, page_size)]
        with beside.open("rb") as frames:
            view = _read(file, page_size, range(1, log.pages + 1), log, frames)
            found = _faults(view, page_size)
            return found or list(_faults_beneath(file, page_size, log, frames, view))


def steady_page_faults(path: Path, locked: Callable[[], AbstractContextManager[None]]) -> list[str]:
    """Return `page_faults` of a file that others may be writing to at the same time.

    Where the files changed meanwhile and something seems wrong, they are read again while `locked`
    keeps writers away.
    """
    before = _stamps(path)
    faults = page_faults(path)
    if not faults or before == _stamps(path):
        return faults
    with locked():
        return page_faults(path)


def _stamps(path: Path) -> list[tuple[int, int]]:
    files = [path, path.with_name(f"{path.name}-wal")]
    stats = [each.stat() for each in files if each.exists()]
    return [(each.st_mtime_ns, each.st_size) for each in stats]


def _blocks(
    file: BinaryIO, page_size: int, numbers: range, log: Log, frames: BinaryIO | None
) -> Iterator[tuple[int, NDArray[np.uint8]]]:
    """Yield (first page's number, uint8[n, page size]); the log's pages stand for the file's."""
    step = max(1, BLOCK_BYTES // page_size)
    newer = sorted(log.latest.items()) if frames else []
    k = 0
    for first in range(numbers.start, numbers.stop, step):
        count = min(step, numbers.stop - first)
        file.seek((first - 1) * page_size)
        content = bytearray(file.read(count * page_size))
        content += bytes(count * page_size - len(content))
        while frames and k < len(newer) and newer[k][0] < first + count:
            number, at = newer[k]
            frames.seek(at)
            begin = (number - first) * page_size
            content[begin : begin + page_size] = frames.read(page_size)
            k += 1
        yield first, np.frombuffer(content, np.uint8).reshape(count, page_size)


def _read(
    file: BinaryIO,
    page_size: int,
    numbers: range,
    log: Log | None = None,
    frames: BinaryIO | None = None,
) -> _Pages:
    from sulh.kernels.btree_pages import (  # noqa: PLC0415 -- numba is slow to load
        interior_cells,
        read_pages,
    )

    found = np.zeros((len(numbers), 4), np.int64)
    refs: list[Ints] = []
    inner: dict[int, tuple[Ints, Ints]] = {}
    top = b""
    for first, pages in _blocks(file, page_size, numbers, log or Log(), frames):
        claims = found[first - numbers.start : first - numbers.start + len(pages)]
        room = np.empty((9 * len(pages), 3), np.int64)
        refs.append(room[: read_pages(pages, first, claims, room)].copy())
        for i in np.flatnonzero((claims[:, 1] == INTERIOR) & (claims[:, 0] == 0)):
            inner[first + int(i)] = interior_cells(pages[i])
        if first == 1:
            top = pages[0].tobytes()
    return _Pages(found=found, refs=np.concatenate(refs), inner=inner, first=top)


def _faults(pages: _Pages, page_size: int) -> list[str]:
    """Return what is wrong with the pages of one state of the database."""
    count = len(pages.found)
    faults = [*_header_faults(pages.first, count), *_schema_faults(pages.first)]
    bad = np.flatnonzero(pages.found[:, 0])
    faults += [f"page {i + 1}: {WHAT[int(pages.found[i, 0])]}" for i in bad[:20]]
    if faults:
        return faults
    seen = np.zeros(count + 1, np.int64)
    seen[:2] = 1
    lock = LOCK_BYTE // page_size + 1
    if lock <= count and pages.found[lock - 1, 1:].tolist() == [0, 0, -1]:
        seen[lock] = 1
    try:
        for root in (2, 3):
            _walk(pages, root, seen)
        for owner, page, size in pages.refs.tolist():
            _follow(pages, (owner, page, size), page_size - 4, seen)
    except _Broken as error:
        return [str(error)]
    strays = np.flatnonzero(seen != 1)
    return [f"page {i} is used {seen[i]} times, not once" for i in strays[:20].tolist()]


class _Broken(Exception):  # noqa: N818 -- never leaves this file
    pass


def _walk(pages: _Pages, page: int, seen: Ints, depth: int = 0) -> tuple[int, int]:
    """Mark a subtree's pages; return its first and last row, after checking each key between."""
    if not 2 <= page <= len(pages.found) or depth > 20:
        raise _Broken(f"page {page} is named where there is none")
    seen[page] += 1
    _, kind, lo, hi = pages.found[page - 1].tolist()
    if kind == LEAF:
        return lo, hi
    if kind != INTERIOR:
        raise _Broken(f"page {page} is no page of a table")
    children, keys = pages.inner[page]
    if children.min() < 2 or children.max() > len(pages.found):
        raise _Broken(f"page {page} names a page where there is none")
    below = pages.found[children - 1]
    if (below[:, 1] == LEAF).all():
        np.add.at(seen, children, 1)
        firsts, lasts = below[:, 2], below[:, 3]
    else:
        spans = [_walk(pages, child, seen, depth + 1) for child in children.tolist()]
        firsts, lasts = np.array(spans, np.int64).T
    if (lasts[:-1] != keys).any() or (firsts[1:] <= keys).any():
        raise _Broken(f"page {page}: a key is not the last row below it")
    return int(firsts[0]), int(lasts[-1])


def _follow(pages: _Pages, ref: tuple[int, int, int], room: int, seen: Ints) -> None:
    """Mark the pages that a long row goes on in; behind its end all is zero."""
    owner, page, left = ref
    while left > 0:
        if not 2 <= page <= len(pages.found) or pages.found[page - 1, 1]:
            raise _Broken(f"page {owner}: a long row goes on where it cannot, in page {page}")
        seen[page] += 1
        _, _, after, last = pages.found[page - 1].tolist()
        left -= room
        if (after == 0) != (left <= 0) or (left < 0 and last >= 4 + room + left):
            raise _Broken(f"page {page}: a long row does not end where it should")
        page = after


def _header_faults(first: bytes, count: int) -> Iterator[str]:
    """Check every field of the file's header (section 1.3 of the format)."""
    expected: tuple[tuple[int, bytes, str], ...] = (
        (0, b"SQLite format 3\x00", "the first words"),
        (18, bytes((2, 2, 0, 64, 32, 32)), "the version, reserved space or payload fractions"),
        (28, struct.pack(">I", count), "the number of pages"),
        (32, bytes(8), "the list of free pages"),
        (44, struct.pack(">6I", 4, 0, 0, 1, FORMAT, 0), "the format or text encoding"),
        (68, struct.pack(">I", APPLICATION_ID), "the application"),
        (72, bytes(20), "the reserved bytes"),
        (92, first[24:28], "the change counter"),
    )
    for at, content, name in expected:
        if first[at : at + len(content)] != content:
            yield f"the file's header: {name} is not as it was written"
    cookie, writer = struct.unpack_from(">I", first, 40)[0], struct.unpack_from(">I", first, 96)[0]
    # A ledger's writer states the version twice (see `SqliteChain.write`). Earlier ones did not: there
    # the cookie counts the tables.
    if cookie not in {writer, len(SCHEMA)} or not STRICT_TABLES_SINCE <= writer < 4_000_000:
        yield "the file's header: the SQLite version is not as it was written"


def _schema_faults(first: bytes) -> Iterator[str]:
    """Check that the first page holds the ledger's tables, in pages 2 and 3, and nothing else."""
    count = int.from_bytes(first[103:105], "big")
    if first[100] != LEAF or count != len(SCHEMA):
        yield "page 1: the tables are not those of a ledger"
        return
    for i, (name, sql) in enumerate(zip(("record", "head"), SCHEMA, strict=True)):
        at = int.from_bytes(first[108 + 2 * i : 110 + 2 * i], "big")
        if not first[at:].startswith(_schema_cell(i + 1, name, sql)):
            yield f"page 1: the table {name} is not as it was written"


def _schema_cell(row: int, name: str, sql: str) -> bytes:
    texts = [b"table", name.encode(), name.encode(), sql.encode()]
    serials = [_varint(13 + 2 * len(text)) for text in texts]
    types = b"".join([*serials[:3], b"\x01", serials[3]])
    payload = bytes((1 + len(types),)) + types + b"".join(texts[:3]) + bytes((row + 1,)) + texts[3]
    return _varint(len(payload)) + bytes((row,)) + payload


def _varint(value: int) -> bytes:
    return bytes((value,)) if value < 128 else bytes((0x80 | value >> 7, value & 127))


def _faults_beneath(
    file: BinaryIO, page_size: int, log: Log, frames: BinaryIO, view: _Pages
) -> Iterator[str]:
    """Check the pages of the file that the log replaces: each a newer one, or the beginning of it."""
    count = file.seek(0, 2) // page_size
    older: list[int] = []
    newer = 0
    for number, offsets in sorted(log.versions.items()):
        if number > count:
            continue
        mine = _page_at(file, (number - 1) * page_size, page_size)
        versions = [_page_at(frames, at, page_size) for at in offsets]
        if mine in versions:
            newer += 1
        elif any(_flipped(mine, each, number, count) for each in versions):
            yield f"page {number}: one bit differs from its copy in the write-ahead log"
        else:
            older.append(number)
    if not older:
        return
    if not newer:
        beneath = _read(file, page_size, range(1, count + 1))
        for fault in _faults(beneath, page_size):
            yield f"beneath the write-ahead log, {fault}"
    for number in older:
        yield from _older_page_faults(file, page_size, number, view, (log, frames))


def _flipped(older: bytes, newer: bytes, number: int, count: int) -> bool:
    """Say whether a page is another with one bit changed; two states never differ by so little.

    But the first page's may: in the number of pages, which then is that of the file.
    """
    if number == 1 and older[28:32] == struct.pack(">I", count):
        return one_bit_apart(older[:28] + older[32:], newer[:28] + newer[32:])
    return one_bit_apart(older, newer)


def _page_at(file: BinaryIO, at: int, size: int) -> bytes:
    file.seek(at)
    return file.read(size)


def _older_page_faults(
    file: BinaryIO, page_size: int, number: int, view: _Pages, log_of: tuple[Log, BinaryIO]
) -> Iterator[str]:
    """Check that the rows of an older page stand in the newer one, or in the leaf they moved to whole."""
    log, frames = log_of
    alone = _read(file, page_size, range(number, number + 1))
    fault, kind, lo, hi = alone.found[0].tolist()
    if fault or kind not in {LEAF, INTERIOR}:
        yield f"beneath the write-ahead log, page {number}: {WHAT.get(fault, 'it is no table page')}"
        return
    if kind == INTERIOR:
        children, keys = alone.inner[number]
        ends = view.found[np.minimum(children[:-1], len(view.found)) - 1]
        if ((ends[:, 1] == LEAF) & (ends[:, 3] != keys)).any():
            yield f"beneath the write-ahead log, page {number}: a key is not the last row below it"
        return
    mine = _page_at(file, (number - 1) * page_size, page_size)
    start = _content_start(mine, number)
    places: Iterable[int] = [number]
    if view.found[number - 1, 1] != LEAF:
        places = np.flatnonzero((view.found[:, 1] == LEAF) & (view.found[:, 2] == lo)) + 1
    for place in places:
        at = log.latest.get(int(place))
        source, offset = (file, (int(place) - 1) * page_size) if at is None else (frames, at)
        if hi < lo or _page_at(source, offset, page_size)[start:] == mine[start:]:
            return
    yield f"beneath the write-ahead log, page {number}: its rows are not those that came after it"


def _content_start(page: bytes, number: int) -> int:
    at = 105 if number == 1 else 5
    return int.from_bytes(page[at : at + 2], "big") or 65536
