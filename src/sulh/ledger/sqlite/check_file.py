"""The check file next to a chain's file: how many records it must hold, and its digest when it was closed.

The digest covers what no record's hash does: space that carries no meaning, counters, the tables'
structure. The number of records covers the write-ahead log, which SQLite cuts off without a word
where a bit of it has changed. An audit uses either only where it certainly speaks of the file as it is,
so that a file that was copied, vacuumed or left by a killed writer is never accused.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from hashlib import file_digest, sha256
from typing import TYPE_CHECKING

import orjson

from sulh.ledger.canonical import canonical
from sulh.ledger.sqlite.open_files import CONNECTIONS

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "CheckFile",
    "close_cleanly",
    "digest_fault",
    "forget_digest",
    "read_check_file",
    "write_check_file",
]

LENGTH = 400
"""Every check file has this length, so that it is written over in place by one call."""

COUNTER, COUNTER_AGAIN = slice(24, 28), slice(92, 96)
"""Where SQLite writes its count of changes into a file's header, twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckFile:
    """What is known of a chain's file.

    `records` is how many records were written to it for certain; `signed` how many the site is known to
    have signed, more than `records` where a rebuilt chain lacks some. `digest` is the SHA-256 of the file
    when it was closed, or empty; `counter` its header's count of changes then.
    """

    records: int
    signed: int
    counter: str = ""
    digest: str = ""


def check_path(path: Path) -> Path:
    """Return where the check file of a chain's file is."""
    return path.with_name(f"{path.name}.check")


def read_check_file(path: Path) -> CheckFile | None:
    """Return the check file of the chain's file at `path`; None where there is no whole one."""
    try:
        with check_path(path).open("rb") as file:
            content, _, digest = file.read(LENGTH).strip().rpartition(b" ")
        if sha256(content).hexdigest().encode() != digest:
            return None
        return CheckFile(**orjson.loads(content))
    except (OSError, ValueError, TypeError):
        return None


def write_check_file(path: Path, check: CheckFile) -> None:
    """Write the check file of the chain's file at `path`. Where that fails, there is none: no harm."""
    content = canonical(asdict(check))
    line = content + b" " + sha256(content).hexdigest().encode()
    with suppress(OSError), open(check_path(path), "wb", opener=_keep_content) as file:
        file.write(line.ljust(LENGTH - 1) + b"\n")


def _keep_content(name: str, flags: int) -> int:
    """Open a file for its owner alone, and leave in it what the next write does not cover."""
    return os.open(name, flags & ~os.O_TRUNC, 0o600)


def forget_digest(path: Path) -> None:
    """Take the digest out of a check file, where there is one."""
    if check := read_check_file(path):
        write_check_file(path, CheckFile(records=check.records, signed=check.signed))


def close_cleanly(connection: sqlite3.Connection, path: Path, key: str, process: int) -> None:
    """Close a chain's file; copy its log into it and write its digest, unless somebody else is using it.

    `key` is the file's in `CONNECTIONS`: while this process has another connection, the file is not read.
    """
    if process != os.getpid():  # a forked process inherits what is not its own to write
        connection.close()
        return
    try:
        with CONNECTIONS.last_one(key) as is_last, suppress(sqlite3.Error, OSError):
            if is_last:
                _write_digest(connection, path)
    finally:
        connection.close()
        CONNECTIONS.remove(key)


def _write_digest(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("PRAGMA busy_timeout = 0")
    busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if busy:
        return
    connection.execute("BEGIN IMMEDIATE")  # keeps writers away
    size = connection.execute("SELECT max(size) FROM head").fetchone()[0]
    check = read_check_file(path) or CheckFile(records=0, signed=0)
    counter = read_counter(path)
    current = (check.records, check.counter) == (size, counter) and check.digest
    lacking = check.records > (size or 0)  # the audit has yet to report it
    if size is None or current or lacking or not counter or not log_is_empty(path):
        return
    digest = digest_of(path)
    signed = max(size, check.signed)
    write_check_file(
        path, replace(check, records=size, signed=signed, counter=counter, digest=digest)
    )


def digest_fault(path: Path, check: CheckFile, size: int) -> str:
    """Say what differs from the file that was closed with this check file, or nothing.

    Nothing is said where the file has more records since, has a log, or was changed by another program.
    """
    if not check.digest or check.records != size or not log_is_empty(path):
        return ""
    counter = read_counter(path)
    if not counter:
        return "the file's two counts of changes differ: one was changed since the file was closed"
    if path.stat().st_mtime_ns > check_path(path).stat().st_mtime_ns:
        return ""  # another program wrote it: its count of changes may be the same by chance
    digest = digest_of(path)
    unchanged = (read_check_file(path), read_counter(path)) == (check, counter)
    unchanged = unchanged and log_is_empty(path)
    if counter != check.counter or digest == check.digest or not unchanged:
        return ""
    return "the file is not as it was when it was closed: some of it that carries no record has changed"


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file in hex."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def read_counter(path: Path) -> str:
    """Return the header's count of changes in hex; empty where its two copies differ."""
    with path.open("rb") as file:
        header = file.read(100)
    counter = header[COUNTER]
    return counter.hex() if counter == header[COUNTER_AGAIN] else ""


def log_is_empty(path: Path) -> bool:
    """Say whether nothing stands in the write-ahead log that is not in the file."""
    log = path.with_name(f"{path.name}-wal")
    return not log.exists() or log.stat().st_size == 0
