"""The write-ahead log beside a ledger's file, read with every checksum.

SQLite reads the log up to the first frame whose checksum fails and takes that for its end. So one flipped
bit silently hides every transaction behind it. Here a frame that fails is told apart: torn, by a crash
before anything was acknowledged, or damaged, because one bit restores its checksum or because whole
frames of the same log stand behind it. Format: https://www.sqlite.org/fileformat2.html, section 4.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

__all__ = ["Log", "one_bit_apart", "read_log"]

HEAD, FRAME_HEAD = 32, 24
LITTLE, BIG = 0x377F0682, 0x377F0683
VERSION = 3007000


@dataclass(slots=True, kw_only=True)
class Log:
    """What a log holds of committed transactions; empty when there is none.

    `latest` and `versions` are offsets of pages in the file, by page number; `pages` is the number of
    pages of the database after the last commit, and `sizes` after each.
    """

    latest: dict[int, int] = field(default_factory=dict)
    versions: dict[int, list[int]] = field(default_factory=dict)
    pages: int = 0
    sizes: set[int] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)


def one_bit_apart(left: bytes, right: bytes) -> bool:
    """Say whether two strings of one length differ in exactly one bit."""
    if len(left) != len(right):
        return False
    return (int.from_bytes(left, "big") ^ int.from_bytes(right, "big")).bit_count() == 1


def read_log(path: Path, page_size: int) -> Log:
    """Read the log at `path`, frame by frame, in memory that does not grow with the frames' content."""
    if not path.exists() or path.stat().st_size < HEAD:
        return Log()
    with path.open("rb") as file:
        head = file.read(HEAD)
        if not any(head):
            return Log()
        fault = _head_fault(head, page_size)
        if fault:
            return Log(faults=[f"the write-ahead log's header {fault}"])
        return _read_frames(file, head, page_size)


def _head_fault(head: bytes, page_size: int) -> str:
    magic, version, size, _, _, _, sum0, sum1 = struct.unpack(">8I", head)
    if magic not in {LITTLE, BIG}:
        return "is none"
    if _sum(head[:24], (0, 0), magic) != (sum0, sum1):
        return "does not match its checksum"
    if version != VERSION or size != page_size:
        return "is of another format or page size"
    return ""


def _words(content: bytes, magic: int) -> np.ndarray[tuple[int], np.dtype[np.uint32]]:
    order = "<u4" if magic == LITTLE else ">u4"
    return np.frombuffer(content, order).astype(np.uint32)


def _sum(content: bytes, before: tuple[int, int], magic: int) -> tuple[int, int]:
    from sulh.kernels.btree_pages import running_sum  # noqa: PLC0415 -- numba is slow to load

    return running_sum(_words(content, magic), *before)


def _read_frames(file: BinaryIO, head: bytes, page_size: int) -> Log:
    log = Log()
    magic = int.from_bytes(head[:4], "big")
    salts, before = head[16:24], (*struct.unpack(">2I", head[24:]),)
    waiting: list[tuple[int, int]] = []
    broken = ""
    number = 0
    while len(frame := file.read(FRAME_HEAD + page_size)) == FRAME_HEAD + page_size:
        number += 1
        page, size, _, _, sum0, sum1 = struct.unpack(">6I", frame[:FRAME_HEAD])
        content = frame[:8] + frame[FRAME_HEAD:]
        found = _sum(content, before, magic)
        holds = found == (sum0, sum1)
        if broken:
            # A frame is summed on from the sum that the frame before it states, so that those behind
            # a damaged one still hold.
            if holds and frame[8:16] == salts:
                log.faults.append(f"{broken}, and whole frames stand behind it")
                break
        elif holds and frame[8:16] == salts:
            waiting.append((page, file.tell() - page_size))
            if size:
                _commit(log, waiting, size)
        else:
            broken = f"frame {number} of the write-ahead log does not match its checksum"
            if _is_damaged(content, found, frame, (salts, magic)):
                log.faults.append(f"{broken}: one bit of it has changed")
                break
            if frame[8:16] != salts:
                break  # of an earlier log in the same file, which was copied into the database
        before = (sum0, sum1)
    return log


def _commit(log: Log, waiting: list[tuple[int, int]], size: int) -> None:
    for page, at in waiting:
        log.latest[page] = at
        log.versions.setdefault(page, []).append(at)
    waiting.clear()
    log.pages = size
    log.sizes.add(size)


def _is_damaged(
    content: bytes, found: tuple[int, int], frame: bytes, log_of: tuple[bytes, int]
) -> bool:
    """Say whether flipping one bit makes a frame whole, which a torn write does not leave behind."""
    from sulh.kernels.btree_pages import restoring_bit  # noqa: PLC0415 -- numba is slow to load

    salts, magic = log_of
    stated = frame[16:24]
    if frame[8:16] != salts:
        return struct.pack(">2I", *found) == stated and one_bit_apart(frame[8:16], salts)
    if one_bit_apart(struct.pack(">2I", *found), stated):
        return True
    sum0, sum1 = struct.unpack(">2I", stated)
    changes = ((sum0 - found[0]) % 2**32, (sum1 - found[1]) % 2**32)
    return int(restoring_bit(_words(content, magic), *changes)) >= 0
