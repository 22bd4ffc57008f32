"""Accounts in one SQLite file, ``accounts.sqlite``, that only its owner can read."""

from __future__ import annotations

import re
import sqlite3
import time
from collections import Counter
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any

from sulh.errors import LedgerError
from sulh.server.access.database import MIGRATIONS, SCHEMA

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["SqliteDatabase"]

VERSION = 1 + len(MIGRATIONS)
TABLES = re.compile(r"\b(?:FROM|INTO|JOIN|UPDATE) (\w+)")
KEPT_MAX = 10_000
LOOK_EVERY_S = 0.25
"""So often it is looked whether another process, such as `sulh account`, has changed the file."""
Rows = list[tuple[Any, ...]]


class SqliteDatabase:
    """One connection, used by one thread at a time.

    Who sends a request is asked at each request, and by each stream at each event: `look_up` keeps these
    answers until a table that they come from changes, since hundreds of threads stand still in a queue for one
    connection.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock()
        self._look_lock = Lock()
        self._kept: dict[tuple[Any, ...], tuple[tuple[int, ...], Rows]] = {}
        self._changes: Counter[str] = Counter()
        self._looked, self._seen = 0.0, 0
        if not path.exists():
            path.touch(mode=0o600)
        self._connection = sqlite3.connect(
            path, timeout=30, isolation_level=None, check_same_thread=False
        )
        for pragma in ("journal_mode = WAL", "foreign_keys = ON", "trusted_schema = OFF"):
            self.run(f"PRAGMA {pragma}")
        self._set_up()

    def _set_up(self) -> None:
        """Make the tables, or bring those of an earlier version up to date, in one transaction."""
        self.run("BEGIN IMMEDIATE")
        version = self.run("PRAGMA user_version")[0][0]
        steps = [MIGRATIONS[n] for n in range(version or 1, VERSION)]
        if version == 0:
            steps.insert(0, SCHEMA)
        if steps:
            for statement in (each for step in steps for each in step):
                self.run(statement)
            self.run(f"PRAGMA user_version = {VERSION}")
        self.run("COMMIT")
        if version > VERSION:
            self.close()
            raise LedgerError(
                f"{self.path} has format {version}; this version of Sulh reads {VERSION}.",
                remedy="Use the version of Sulh that made it.",
            )

    def look_up(self, statement: str, *values: Any) -> Rows:
        """Return the rows of a question; a change by this process counts at once, by others soon."""
        self.look_for_changes()
        key, state = (statement, *values), self._state_of(statement)
        before, rows = self._kept.get(key, ((), []))
        if before != state:
            rows = self.run(statement, *values)
            if len(self._kept) >= KEPT_MAX:
                self._kept.clear()
            self._kept[key] = (
                state,
                rows,
            )  # of before the question: a change meanwhile is not lost
        return rows

    def at_hand(self, statement: str, *values: Any) -> Rows | None:
        """Return what `look_up` would, where that is in memory and was looked at lately; else None."""
        if time.monotonic() - self._looked >= LOOK_EVERY_S:
            return None
        before, rows = self._kept.get((statement, *values), ((), None))
        return rows if before == self._state_of(statement) else None

    def _state_of(self, statement: str) -> tuple[int, ...]:
        """Return how often the tables of a question have changed."""
        return tuple(self._changes[table] for table in _tables(statement))

    def look_for_changes(self) -> None:
        """Look whether another process has changed the file, unless that was done a moment ago."""
        if time.monotonic() - self._looked < LOOK_EVERY_S:
            return
        with self._look_lock:  # who comes meanwhile waits for this look, and needs none of its own
            begun = time.monotonic()
            if begun - self._looked < LOOK_EVERY_S:
                return
            seen = self.run("PRAGMA data_version")[0][0]
            if seen != self._seen:
                self._seen = seen
                self._changes[""] += 1
            self._looked = begun  # only now: nothing counts as looked at while a look takes long

    def run(self, statement: str, *values: Any) -> Rows:
        """Run a statement and return its rows."""
        try:
            with self._lock:
                rows = self._connection.execute(statement, values).fetchall()
                if not statement.startswith(("SELECT", "PRAGMA")):
                    self._changes.update(TABLES.findall(statement))
                return rows
        except sqlite3.Error as error:
            raise LedgerError(f"{self.path} cannot be used: {error}") from error

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


@cache
def _tables(statement: str) -> tuple[str, ...]:
    """Return what an answer turns on: the file as others change it (""), and the tables it comes from."""
    return ("", *TABLES.findall(statement))
