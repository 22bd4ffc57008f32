"""All rows of a chain's file that can be read, whatever is damaged between them."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["readable_heads", "readable_rows"]

ROW_BYTES_MIN = 200
"""No record or head takes less, so that a file's length says how many there can be at most."""


def readable_rows(connection: sqlite3.Connection) -> Iterator[tuple[Any, ...]]:
    """Yield seq, kind, recorded_at, simulated and bytes of every record that can be read, in order."""
    return _readable(connection, "record", "seq", "seq, kind, recorded_at, simulated, bytes")


def readable_heads(connection: sqlite3.Connection) -> Iterator[tuple[Any, ...]]:
    """Yield size, bytes, signature and frontier of every head that can be read, in order."""
    return _readable(connection, "head", "size", "size, bytes, signature, frontier")


def _readable(
    connection: sqlite3.Connection, table: str, key: str, columns: str
) -> Iterator[tuple[Any, ...]]:
    pages, page_bytes = (
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size")
    )
    last = pages * page_bytes // ROW_BYTES_MIN
    after, whole = -1, False
    while not whole and after < last:
        try:
            for row in connection.execute(
                f"SELECT {columns} FROM {table} WHERE {key} > ? ORDER BY {key}", (after,)
            ):
                after = max(after, row[0])
                yield row
            whole = True
        except sqlite3.DatabaseError as error:
            code = getattr(error, "sqlite_errorcode", None)
            if code is None and connection.text_factory is str:
                connection.text_factory = _as_text  # a text is not UTF-8
            elif code is not None and code & 0xFF == sqlite3.SQLITE_CORRUPT:
                after += 1
            else:
                raise


def _as_text(content: bytes) -> str:
    return content.decode("utf-8", "backslashreplace")
