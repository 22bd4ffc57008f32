"""What is wrong with a chain's file as a file: its pages, its log, and what SQLite itself complains of."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING

from sulh.ledger.sqlite_chain import open_to_read
from sulh.ledger.sqlite_pages import steady_page_faults

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["file_faults"]


def file_faults(path: Path) -> list[str]:
    """Return what is wrong with the file, in sentences; empty when nothing is."""
    found = steady_page_faults(path, lambda: _without_writers(path))
    if not found:
        return []  # whatever SQLite's own check looks at is looked at there, and more
    with closing(open_to_read(path)) as connection:
        rows = connection.execute("PRAGMA integrity_check(20)").fetchall()
    return [*found, *(f"SQLite reports: {message}" for (message,) in rows if message != "ok")]


@contextmanager
def _without_writers(path: Path) -> Iterator[None]:
    """Keep writers away for a while; where the file cannot be written, there are none."""
    with closing(sqlite3.connect(path, timeout=60, isolation_level=None)) as connection:
        with suppress(sqlite3.OperationalError):
            connection.execute("BEGIN IMMEDIATE")
        yield
