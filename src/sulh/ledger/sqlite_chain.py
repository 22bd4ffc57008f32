"""One site's chain in one SQLite file: its own, or the copy of another site's.

The table `record` holds the canonical bytes; its other columns only repeat parts of them for
searching, and the audit compares them. A batch and its head are one transaction with full sync, so
that whatever was acknowledged survives a crash, and nothing half-written does. Two processes may
append at once: each batch takes the write lock before it reads where the chain ends.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sulh.errors import LedgerError
from sulh.ledger.batch import Batch, Row, Tail, admit, public_key_of, tail_after
from sulh.ledger.head import SignedHead
from sulh.ledger.record import FORMAT, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

__all__ = [
    "APPLICATION_ID",
    "SCHEMA",
    "SqliteChain",
    "create_file",
    "open_file",
    "open_to_read",
    "speaking",
]

APPLICATION_ID = 0x53554C48  # "SULH"

RECORD_TABLE = (
    "CREATE TABLE record (seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, recorded_at TEXT NOT NULL, "
    "simulated INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT"
)
HEAD_TABLE = (
    "CREATE TABLE head (size INTEGER PRIMARY KEY, bytes BLOB NOT NULL, signature BLOB NOT NULL, "
    "frontier BLOB NOT NULL) STRICT"
)
SCHEMA = (RECORD_TABLE, HEAD_TABLE)


class SqliteChain:
    """An open chain. Close it when done."""

    def __init__(self, *, path: Path, site: str, connection: sqlite3.Connection) -> None:
        self.path = path
        self.site = site
        self._connection = connection

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @property
    def size(self) -> int:
        """The number of records."""
        with speaking(self.path):
            found = self._connection.execute("SELECT max(seq) + 1 FROM record").fetchone()[0]
        return int(found or 0)

    @property
    def public_key(self) -> str:
        """The site's public key (64 hex digits), which the first record names."""
        with speaking(self.path):
            row = self._connection.execute("SELECT bytes FROM record WHERE seq = 0").fetchone()
        if row is None:
            raise LedgerError(f"{self.path} has no first record.", remedy="Restore a copy.")
        return public_key_of(row[0])

    def rows(
        self, first: int = 0, stop: int | None = None, *, kinds: frozenset[str] | None = None
    ) -> Iterator[Row]:
        """Yield the stored rows `first` up to, not including, `stop`, in order; of all kinds or some."""
        among = "" if kinds is None else f"AND kind IN ({', '.join('?' * len(kinds))})"
        with speaking(self.path):
            yield from self._connection.execute(
                "SELECT seq, kind, recorded_at, simulated, bytes FROM record "
                f"WHERE seq >= ? AND (? IS NULL OR seq < ?) {among} ORDER BY seq",
                (first, stop, stop, *(kinds or ())),
            )

    def heads(self, after: int = 0) -> Iterator[tuple[SignedHead, bytes]]:
        """Yield each signed head over more than `after` records, with the frontier kept there."""
        with speaking(self.path):
            for content, signature, frontier in self._connection.execute(
                "SELECT bytes, signature, frontier FROM head WHERE size > ? ORDER BY size", (after,)
            ):
                yield SignedHead(content=content, signature=signature), frontier

    def write(self, make: Callable[[Tail], Batch]) -> Batch:
        """Write the batch that `make` returns for where the chain ends, in one transaction.

        Raises
        ------
        LedgerError
            When the disk is full or the file is locked for long; nothing is written then.
        """
        connection = self._connection
        with speaking(self.path), _transaction(connection):
            row = connection.execute(
                "SELECT bytes, frontier FROM head ORDER BY size DESC LIMIT 1"
            ).fetchone()
            batch = make(tail_after(self.site, *(row or (None, b""))))
            _state_writer(connection)
            connection.executemany("INSERT INTO record VALUES (?, ?, ?, ?, ?)", batch.rows)
            connection.execute(
                "INSERT INTO head VALUES (?, ?, ?, ?)",
                (batch.size, batch.head.content, batch.head.signature, batch.frontier),
            )
        return batch

    def extend(self, contents: Sequence[bytes], head: SignedHead) -> None:
        """Add a batch of another site's after checking all of it; durable on return.

        Raises
        ------
        LedgerError
            When the batch does not continue this chain, or cannot be written. Nothing is written.
        """
        key = self.public_key if self.size else public_key_of(contents[0])
        self.write(lambda tail: admit(tail, contents, head, public_key=key))


def open_to_read(path: Path) -> sqlite3.Connection:
    """Open a chain's file as it is, for who only looks at it; nothing of it is checked or changed.

    Raises
    ------
    sqlite3.Error
        When there is none, or it may not be read.
    """
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)


def create_file(path: Path, *, site: str) -> SqliteChain:
    """Make an empty chain's file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = _connect(path, must_exist=False)
    with speaking(path), connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {FORMAT}")
        for statement in SCHEMA:
            connection.execute(statement)
        # So that the file beneath the log is a ledger at any time.
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return SqliteChain(path=path, site=site, connection=connection)


def open_file(path: Path) -> SqliteChain:
    """Open a chain's file.

    Raises
    ------
    LedgerError
        When it is not one that this version reads.
    """
    connection = _connect(path, must_exist=True)
    try:
        site = _site_of(connection, path)
    except BaseException:
        connection.close()
        raise
    return SqliteChain(path=path, site=site, connection=connection)


def _site_of(connection: sqlite3.Connection, database: Path) -> str:
    """Return the site that the first record names, once the file has shown itself a ledger."""
    with speaking(database):
        found = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if found != APPLICATION_ID or version != FORMAT:
            raise LedgerError(
                f"{database} is not a ledger of format {FORMAT}.",
                remedy="Run `sulh ledger audit`, and restore a copy if it names faults.",
            )
        row = connection.execute("SELECT bytes FROM record WHERE seq = 0").fetchone()
    if row is None:
        raise LedgerError(f"{database} has no first record.", remedy="Restore a copy.")
    return parse(row[0]).site


def _connect(database: Path, *, must_exist: bool) -> sqlite3.Connection:
    mode = "rw" if must_exist else "rwc"
    with speaking(database):
        connection = sqlite3.connect(
            f"{database.resolve().as_uri()}?mode={mode}",
            uri=True,
            timeout=60,
            isolation_level=None,
            check_same_thread=False,
        )
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA trusted_schema = OFF")
        # Whatever nothing uses is zero, and no old frames stay in the log: the audit relies on both.
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA journal_size_limit = 0")
    return connection


def _state_writer(connection: sqlite3.Connection) -> None:
    """State the SQLite version a second time in the header, as the schema's cookie.

    SQLite itself writes it once, where a flipped bit would go unseen. A cookie may be any number: when
    it changes, other processes read the schema again.
    """
    major, minor, patch = sqlite3.sqlite_version_info
    version = major * 1_000_000 + minor * 1000 + patch
    if connection.execute("PRAGMA schema_version").fetchone()[0] != version:
        connection.execute(f"PRAGMA schema_version = {version}")


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


@contextmanager
def speaking(database: Path) -> Iterator[Any]:
    """Turn SQLite's errors into sentences."""
    try:
        yield
    except sqlite3.Error as error:
        remedy = "Run `sulh ledger audit`; restore a copy if it names faults."
        if "full" in str(error) or "locked" in str(error):
            remedy = "Nothing of this batch was written. Make room or wait, and try again."
        raise LedgerError(f"{database} cannot be used: {error}", remedy=remedy) from error
