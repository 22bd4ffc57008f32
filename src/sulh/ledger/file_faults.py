"""What is wrong with a chain's file as a file: its pages, its log, and what SQLite itself complains of.

A large file is checked by a process of its own (``python -m sulh.ledger.file_faults FILE``) while the
audit walks the records: in one process both would wait for each other at every row.
"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sulh.ledger.sqlite_pages import steady_page_faults

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["checked_beside", "file_faults"]

LARGE_BYTES = 50_000_000


def file_faults(path: Path) -> list[str]:
    """Return what is wrong with the file, in sentences; empty when nothing is."""
    found = steady_page_faults(path, lambda: _without_writers(path))
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        rows = connection.execute("PRAGMA integrity_check(20)").fetchall()
    return [*found, *(f"SQLite reports: {message}" for (message,) in rows if message != "ok")]


@contextmanager
def checked_beside(path: Path) -> Iterator[Callable[[], list[str]]]:
    """Begin to check a large file in a process of its own; yield what waits for its answer.

    A small file is checked when the answer is asked for, and so is one for which no process can be
    started.
    """
    if path.stat().st_size < LARGE_BYTES or not sys.executable:
        yield lambda: file_faults(path)
        return
    try:
        beside = subprocess.Popen(
            [sys.executable, "-m", "sulh.ledger.file_faults", str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError:
        yield lambda: file_faults(path)
        return

    def answer() -> list[str]:
        said, _ = beside.communicate()
        return file_faults(path) if beside.returncode else list(json.loads(said))

    with beside:
        try:
            yield answer
        finally:
            if beside.poll() is None:
                beside.kill()


@contextmanager
def _without_writers(path: Path) -> Iterator[None]:
    """Keep writers away for a while; where the file cannot be written, there are none."""
    with closing(sqlite3.connect(path, timeout=60, isolation_level=None)) as connection:
        with suppress(sqlite3.OperationalError):
            connection.execute("BEGIN IMMEDIATE")
        yield


if __name__ == "__main__":
    sys.stdout.write(json.dumps(file_faults(Path(sys.argv[1]))))
