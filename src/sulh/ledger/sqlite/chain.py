"""One site's chain in one SQLite file: its own, or the copy of another site's.

The table `record` holds the canonical bytes; its other columns only repeat parts of them for
searching, and the audit compares them. A batch and its head are one transaction with full sync, so
that whatever was acknowledged survives a crash, and nothing half-written does. Two processes may
append at once: each batch takes the write lock before it reads where the chain ends.
"""

from __future__ import annotations

import os
import sqlite3
import weakref
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from sulh.errors import LedgerError
from sulh.ledger.batch import Batch, Row, Tail, tail_after
from sulh.ledger.head import SignedHead
from sulh.ledger.private_files import make_private_file
from sulh.ledger.record import FORMAT, parse
from sulh.ledger.sqlite.check_file import (
    CheckFile,
    close_cleanly,
    forget_digest,
    log_is_empty,
    read_check_file,
    write_check_file,
)
from sulh.ledger.sqlite.open_files import CONNECTIONS
from sulh.ledger.store import Chain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

__all__ = [
    "APPLICATION_ID",
    "SCHEMA",
    "SqliteChain",
    "create_file",
    "full_disk",
    "open_file",
    "open_to_read",
    "takes_nothing",
]

APPLICATION_ID = 0x53554C48  # "SULH"
SEQ_MAX = 2**63 - 1
WRITE_ERRORS = frozenset(
    {"SQLITE_FULL"}
    | {
        f"SQLITE_IOERR_{what}"
        for what in ("WRITE", "FSYNC", "TRUNCATE", "SHMOPEN", "SHMSIZE", "SHMMAP")
    }
)

RECORD_TABLE = (
    "CREATE TABLE record (seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, recorded_at TEXT NOT NULL, "
    "simulated INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT"
)
HEAD_TABLE = (
    "CREATE TABLE head (size INTEGER PRIMARY KEY, bytes BLOB NOT NULL, signature BLOB NOT NULL, "
    "frontier BLOB NOT NULL) STRICT"
)
SCHEMA = (RECORD_TABLE, HEAD_TABLE)


class SqliteChain(Chain):
    """An open chain. Closing it, which happens at the latest when the process ends, writes its digest."""

    def __init__(self, *, path: Path, site: str, connection: sqlite3.Connection, key: str) -> None:
        self.site = site
        self.where = str(path)
        self._path = path
        self._connection = connection
        self._close = weakref.finalize(self, close_cleanly, connection, path, key, os.getpid())

    def close(self) -> None:
        """Close the file."""
        self._close()

    @property
    def size(self) -> int:
        """The number of records."""
        with sqlite_errors(self._path):
            size = self._connection.execute("SELECT max(seq) + 1 FROM record").fetchone()[0]
        return int(size or 0)

    def rows(
        self, first: int = 0, stop: int | None = None, *, kinds: frozenset[str] | None = None
    ) -> Iterator[Row]:
        """Yield the stored rows `first` up to, not including, `stop`, in order; of all kinds or some."""
        among = "" if kinds is None else f"AND kind IN ({', '.join('?' * len(kinds))})"
        with sqlite_errors(self._path):
            yield from self._connection.execute(
                "SELECT seq, kind, recorded_at, simulated, bytes FROM record "
                f"WHERE seq >= ? AND seq < ? {among} ORDER BY seq",
                (first, SEQ_MAX if stop is None else stop, *(kinds or ())),
            )

    def heads(self, after: int = 0) -> Iterator[tuple[SignedHead, bytes]]:
        """Yield each signed head over more than `after` records, with the frontier stored with it."""
        with sqlite_errors(self._path):
            for content, signature, frontier in self._connection.execute(
                "SELECT bytes, signature, frontier FROM head WHERE size > ? ORDER BY size", (after,)
            ):
                yield SignedHead(content=content, signature=signature), frontier

    def write(self, make: Callable[[Tail], Batch]) -> Batch:
        """Write the batch that `make` returns for the end of the chain, in one transaction.

        Raises
        ------
        LedgerError
            When the disk is full or the file is locked for long; nothing is written then.
        """
        connection = self._connection
        with sqlite_errors(self._path), _transaction(connection):
            row = connection.execute(
                "SELECT bytes, frontier FROM head ORDER BY size DESC LIMIT 1"
            ).fetchone()
            check = read_check_file(self._path)
            signed = check.signed if check else 0
            batch = make(replace(tail_after(self.site, *(row or (None, b""))), signed=signed))
            connection.executemany("INSERT INTO record VALUES (?, ?, ?, ?, ?)", batch.rows)
            connection.execute(
                "INSERT INTO head VALUES (?, ?, ?, ?)",
                (batch.size, batch.head.content, batch.head.signature, batch.frontier),
            )
        # Only now is the batch certain. A crash before this line leaves a smaller number: no harm.
        write_check_file(self._path, CheckFile(records=batch.size, signed=max(batch.size, signed)))
        return batch


def open_to_read(path: Path) -> sqlite3.Connection:
    """Open a chain's file as it is, for reading only; nothing of it is checked or changed.

    Raises
    ------
    sqlite3.Error
        When there is none, or it may not be read.
    """
    address = path.resolve().as_uri()
    connection = sqlite3.connect(f"{address}?mode=ro", uri=True, check_same_thread=False)
    try:
        connection.execute("SELECT 1 FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        if os.access(path.parent, os.W_OK) or not log_is_empty(path):
            raise
        # On a medium that cannot be written, SQLite reads a file only when told that nobody changes it.
        connection = sqlite3.connect(f"{address}?immutable=1", uri=True, check_same_thread=False)
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        pass  # damaged: whoever reads it will see
    return connection


def create_file(path: Path, *, site: str) -> SqliteChain:
    """Make an empty chain's file, which only its owner may read."""
    os.close(make_private_file(path))
    key, connection = _connect(path)
    with sqlite_errors(path), connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {FORMAT}")
        for statement in SCHEMA:
            connection.execute(statement)
        # So that the file beneath the log is a ledger at any time.
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return SqliteChain(path=path, site=site, connection=connection, key=key)


def open_file(path: Path) -> SqliteChain:
    """Open a chain's file.

    Raises
    ------
    LedgerError
        When it is not one that this version reads.
    """
    key, connection = _connect(path)
    try:
        site = _site_of(connection, path)
    except BaseException:
        connection.close()
        CONNECTIONS.remove(key)
        raise
    return SqliteChain(path=path, site=site, connection=connection, key=key)


def _site_of(connection: sqlite3.Connection, path: Path) -> str:
    """Return the site that the first record names, once the file has shown itself a ledger."""
    with sqlite_errors(path):
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if application != APPLICATION_ID or version != FORMAT:
            raise LedgerError(
                f"{path} is not a ledger of format {FORMAT}.",
                remedy="Run `sulh ledger audit`, and restore a copy if it names faults.",
            )
        row = connection.execute("SELECT bytes FROM record WHERE seq = 0").fetchone()
    if row is None:
        raise LedgerError(f"{path} has no first record.", remedy="Restore a copy.")
    return parse(row[0]).site


def _connect(path: Path) -> tuple[str, sqlite3.Connection]:
    """Open a file, counted in `CONNECTIONS` under the key that comes with it."""
    key = CONNECTIONS.add(path)
    try:
        return key, _open(path)
    except BaseException:
        CONNECTIONS.remove(key)
        raise


def _open(path: Path) -> sqlite3.Connection:
    with sqlite_errors(path):
        if not os.access(path, os.W_OK):
            return open_to_read(path)
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=rw",
            uri=True,
            timeout=60,
            isolation_level=None,
            check_same_thread=False,
        )
        if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            forget_digest(path)  # the file is new, or another program wrote it
            connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA trusted_schema = OFF")
    return connection


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Hold the write lock from the first read to the commit; on any failure leave no trace."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def takes_nothing(error: BaseException) -> bool:
    """Say whether SQLite could not write, which says nothing of what is in the file: a full disk, for example.

    To read a file with a log, SQLite writes, too.
    """
    return getattr(error, "sqlite_errorname", "") in WRITE_ERRORS


def full_disk(path: Path, error: BaseException) -> LedgerError:
    """Return the error for a disk that takes nothing more."""
    return LedgerError(
        f"{path} cannot be used: the disk takes nothing more ({error}).",
        remedy="Nothing of this batch was written, and nothing else is lost. Make room, and try again.",
    )


@contextmanager
def sqlite_errors(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into sentences."""
    try:
        yield
    except (sqlite3.Error, UnicodeDecodeError) as error:
        if takes_nothing(error):
            raise full_disk(path, error) from error
        remedy = "Run `sulh ledger audit`; restore a copy if it names faults."
        if "locked" in str(error):
            remedy = "Nothing of this batch was written. Wait, and try again."
        raise LedgerError(f"{path} cannot be used: {error}", remedy=remedy) from error
