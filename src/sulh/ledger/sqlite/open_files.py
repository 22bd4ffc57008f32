"""Which chains' files this process has open: none of them may be read past SQLite.

A process's locks on a file are dropped by POSIX when it closes *any* of its descriptors of that file, those of
SQLite's other connections too (SQLite, *How To Corrupt An SQLite Database File*, section 2.2). Another program
that then closes the file believes itself the last one, and deletes the log that this process still writes
to. So a file is read as plain bytes only while no connection of this process but the reader's own is open.
"""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from threading import RLock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["CONNECTIONS", "Connections"]


class Connections:
    """How many connections a process has to each file."""

    def __init__(self) -> None:
        self._count: Counter[str] = Counter()
        self._lock = RLock()  # a chain may be closed by the garbage collector, in any thread

    def add(self, path: Path) -> str:
        """Count a connection that is about to be made; return the key to take it out again."""
        key = str(path.resolve())
        with self._lock:
            self._count[key] += 1
        return key

    def remove(self, key: str) -> None:
        """Take out a connection that is closed."""
        with self._lock:
            self._count[key] -= 1

    @contextmanager
    def last_one(self, key: str) -> Iterator[bool]:
        """Say whether there is one connection alone; no other is made meanwhile."""
        with self._lock:
            yield self._count[key] == 1


CONNECTIONS = Connections()
"""Those of this process: locks belong to a process, so that what counts them does, too."""
