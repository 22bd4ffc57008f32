"""Copies of SQLite files as they stood at one moment, while others write them."""

from __future__ import annotations

import os
import sqlite3
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING

from sulh.ledger.private_files import make_private_file, make_private_folder
from sulh.ledger.sqlite.chain import open_to_read, sqlite_errors
from sulh.ledger.sqlite.check_file import CheckFile, read_check_file, write_check_file
from sulh.ledger.sqlite.storage import DATABASE, SITES

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["copy_chains", "copy_database"]

LOCK_S = 60


def copy_chains(folder: Path, target: Path) -> None:
    """Copy all chains of a ledger's folder, but not its key, into the folder `target`.

    Writers wait only until each file has its snapshot, not until it is copied. No chain may move
    between the snapshots: a site's record of what it saw of another would be ahead of the copy.

    Raises
    ------
    LedgerError
        When a file cannot be read, locked or written.
    """
    own = folder / DATABASE
    with ExitStack() as stack:
        with sqlite_errors(own):
            lock = sqlite3.connect(
                f"{own.resolve().as_uri()}?mode=rw", uri=True, timeout=LOCK_S, isolation_level=None
            )
            stack.callback(lock.close)
            lock.execute("BEGIN IMMEDIATE")
        chains = [own, *sorted((folder / SITES).glob("[!.]*.sqlite"))]
        sources = [(path, stack.enter_context(closing(_snapshot(path)))) for path in chains]
        lock.execute("ROLLBACK")
        for path, source in sources:
            copy = target / path.relative_to(folder)
            _copy(source, path, copy)
            with sqlite_errors(path):
                size = source.execute("SELECT max(size) FROM head").fetchone()[0] or 0
            check = read_check_file(path)
            signed = max(size, check.signed if check else 0)
            write_check_file(copy, CheckFile(records=size, signed=signed))


def copy_database(path: Path, copy: Path) -> None:
    """Copy any SQLite file as it stands at this moment.

    Raises
    ------
    LedgerError
        When it cannot be read or written.
    """
    with closing(_snapshot(path)) as source:
        _copy(source, path, copy)


def _snapshot(path: Path) -> sqlite3.Connection:
    """Open a file; the connection sees it as it is now until it is closed."""
    with sqlite_errors(path):
        connection = open_to_read(path)
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    return connection


def _copy(source: sqlite3.Connection, path: Path, copy: Path) -> None:
    make_private_folder(copy.parent)
    os.close(make_private_file(copy))
    with (
        sqlite_errors(path),
        closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target)
