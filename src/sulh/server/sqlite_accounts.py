"""Accounts in one SQLite file, ``accounts.sqlite``, that only its owner can read."""

from __future__ import annotations

import sqlite3
from threading import Lock
from typing import TYPE_CHECKING, Any

from sulh.errors import LedgerError
from sulh.server.database import MIGRATIONS, SCHEMA

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["SqliteDatabase"]

VERSION = 2


class SqliteDatabase:
    """One connection, used by one thread at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock()
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
        steps = [SCHEMA] if version == 0 else [MIGRATIONS[n] for n in range(version, VERSION)]
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

    def run(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """Run a statement and return its rows."""
        try:
            with self._lock:
                return self._connection.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            raise LedgerError(f"{self.path} cannot be used: {error}") from error

    def close(self) -> None:
        """Close the file."""
        self._connection.close()
