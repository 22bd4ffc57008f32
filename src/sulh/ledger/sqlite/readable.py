"""All rows of a chain's file that can be read, whatever is damaged between them."""

from __future__ import annotations

import sqlite3
from collections import deque
from typing import TYPE_CHECKING, Any

from sulh.ledger.head import SignedHead
from sulh.ledger.sqlite.chain import SEQ_MAX, open_to_read, sqlite_errors

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sulh.ledger.batch import Row

__all__ = ["DamagedFile", "readable_heads", "readable_rows"]

ROW_BYTES_MIN = 200
"""No record or head takes less, so that a file's length says how many there can be at most."""

PAGE_ROWS_MAX = 400
"""More than any page holds: so many rows back is what was read before a damaged page."""


class DamagedFile:
    """A chain's file as far as it can be read. Close it when done.

    Raises
    ------
    LedgerError
        When nothing of it can be read.
    """

    def __init__(self, path: Path) -> None:
        self.where = str(path)
        self.path = path
        with sqlite_errors(path):
            self._connection = open_to_read(path)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def rows(self, first: int = 0, stop: int | None = None) -> Iterator[Row]:
        """Yield the rows from `first` up to, not including, `stop` that can be read, in order."""
        with sqlite_errors(self.path):
            yield from readable_rows(self._connection, first, stop)

    def heads(self) -> Iterator[tuple[SignedHead, bytes]]:
        """Yield the heads that can be read, each with its frontier, in order."""
        with sqlite_errors(self.path):
            for _, content, signature, frontier in readable_heads(self._connection):
                yield SignedHead(content=content, signature=signature), frontier


def readable_rows(
    connection: sqlite3.Connection, first: int = 0, stop: int | None = None
) -> Iterator[tuple[Any, ...]]:
    """Yield seq, kind, recorded_at, simulated and bytes of every record that can be read, in order."""
    columns = "seq, kind, recorded_at, simulated, bytes"
    return _readable(connection, f"SELECT {columns} FROM record", "seq", first, stop)


def readable_heads(connection: sqlite3.Connection) -> Iterator[tuple[Any, ...]]:
    """Yield size, bytes, signature and frontier of every head that can be read, in order."""
    return _readable(
        connection, "SELECT size, bytes, signature, frontier FROM head", "size", 0, None
    )


def _readable(
    connection: sqlite3.Connection, select: str, key: str, first: int, stop: int | None
) -> Iterator[tuple[Any, ...]]:
    pages, page_bytes = (
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size")
    )
    end = SEQ_MAX if stop is None else stop
    last = min(pages * page_bytes // ROW_BYTES_MIN, end)
    statement = f"{select} WHERE {key} >= ? AND {key} < ? ORDER BY {key}"
    recent: deque[tuple[Any, ...]] = deque(maxlen=PAGE_ROWS_MAX)
    at, whole = first, False
    while not whole and at <= last:
        repeated = set(recent)
        try:
            for row in connection.execute(statement, (at, end)):
                if repeated and row in repeated:
                    continue
                recent.append(row)
                yield row
            whole = True
        except sqlite3.DatabaseError as error:
            code = getattr(error, "sqlite_errorcode", None)
            if code is None and connection.text_factory is str:
                connection.text_factory = _as_text  # a text is not UTF-8
            elif code is not None and code & 0xFF == sqlite3.SQLITE_CORRUPT:
                at += 1
            else:
                raise
            at = max(at, _middle_key(recent, at))


def _middle_key(rows: Iterable[tuple[Any, ...]], default: int) -> int:
    """Return the key in the middle of some rows: what is on a damaged page may claim any key."""
    keys = sorted(row[0] for row in rows)
    return int(keys[(len(keys) - 1) // 2]) if keys else default


def _as_text(content: bytes) -> str:
    return content.decode("utf-8", "backslashreplace")
