"""A site's ledger in SQLite: append-only, chained, with a signed head after every batch.

The table `record` holds the canonical bytes; its other columns only repeat parts of them for
searching, and the audit compares them. A batch and its head are one transaction with full sync, so
that whatever was acknowledged survives a crash, and nothing half-written does. Two processes may
append at once: each batch takes the write lock before it reads where the chain ends.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any, Self

from sulh.errors import InputError, LedgerError
from sulh.ledger.head import Head, head_bytes, parse_head
from sulh.ledger.keys import load_key, public_hex, write_key
from sulh.ledger.merkle import add_leaf, root_of
from sulh.ledger.record import FIRST_PREV, FORMAT, Draft, Record, encode, leaf_hash, parse
from sulh.values import format_utc

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

__all__ = ["DATABASE", "SCHEMA", "Store", "create", "open_store"]

DATABASE = "ledger.sqlite"
KEY = "site.key"
APPLICATION_ID = 0x53554C48  # "SULH"
SITE_LENGTH_MAX = 64

RECORD_TABLE = (
    "CREATE TABLE record (seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, recorded_at TEXT NOT NULL, "
    "simulated INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT"
)
HEAD_TABLE = (
    "CREATE TABLE head (size INTEGER PRIMARY KEY, bytes BLOB NOT NULL, signature BLOB NOT NULL, "
    "frontier BLOB NOT NULL) STRICT"
)
SCHEMA = (RECORD_TABLE, HEAD_TABLE)


def create(
    folder: Path,
    *,
    site: str,
    name: str,
    pack: tuple[str, str],
    now: datetime,
    key: Ed25519PrivateKey | None = None,
) -> Store:
    """Make a ledger in `folder`: its database, the site's key, and the genesis record.

    `pack` is the id and the digest of the mission pack the site works with.

    Raises
    ------
    LedgerError
        When the folder holds a ledger already.
    InputError
        When the site's name is not 1 to 64 letters, digits, hyphens, dots or underscores.
    """
    if not site or len(site) > SITE_LENGTH_MAX or not _is_plain(site):
        raise InputError(
            f"{site[:80]!r} cannot be a site's name.",
            remedy="Use 1 to 64 letters, digits, hyphens, dots or underscores.",
        )
    database = folder / DATABASE
    if database.exists():
        raise LedgerError(f"{folder} holds a ledger already.")
    folder.mkdir(parents=True, exist_ok=True)
    key = write_key(folder / KEY, key)
    connection = _connect(database, must_exist=False)
    with connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {FORMAT}")
        for statement in SCHEMA:
            connection.execute(statement)
    store = Store(folder=folder, site=site, connection=connection, key=key)
    genesis = {
        "format": FORMAT,
        "name": name,
        "pack": {"digest": pack[1], "id": pack[0]},
        "public_key": public_hex(key),
        "site": site,
    }
    store.append([Draft(kind="genesis", body=genesis)], recorded_at=now, author="sulh")
    return store


def open_store(folder: Path) -> Store:
    """Open the ledger in `folder`.

    Raises
    ------
    LedgerError
        When there is none, or it is not one that this version reads.
    """
    database = folder / DATABASE
    if not database.is_file():
        raise LedgerError(f"There is no ledger in {folder}.", remedy="Set one up with `sulh init`.")
    connection = _connect(database, must_exist=True)
    try:
        site = _site_of(connection, database)
    except BaseException:
        connection.close()
        raise
    return Store(folder=folder, site=site, connection=connection, key=None)


def _site_of(connection: sqlite3.Connection, database: Path) -> str:
    """Return the site that the first record names, once the file has shown itself a ledger."""
    with _speaking(database):
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


class Store:
    """An open ledger. Close it, or use it in a ``with`` block."""

    def __init__(
        self,
        *,
        folder: Path,
        site: str,
        connection: sqlite3.Connection,
        key: Ed25519PrivateKey | None,
    ) -> None:
        self.folder = folder
        self.site = site
        self._connection = connection
        self._key = key

    def __enter__(self) -> Self:
        """Return the store."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the store."""
        self.close()

    def close(self) -> None:
        """Close the database."""
        self._connection.close()

    @property
    def path(self) -> Path:
        """The database file."""
        return self.folder / DATABASE

    @property
    def size(self) -> int:
        """The number of records."""
        with _speaking(self.path):
            found = self._connection.execute("SELECT max(seq) + 1 FROM record").fetchone()[0]
        return int(found or 0)

    def append(
        self,
        drafts: Iterable[Draft],
        *,
        recorded_at: datetime,
        author: str,
        batch_size: int = 1000,
    ) -> list[str]:
        """Append records in durable batches and return their ids in order.

        The recording time never runs backwards: where the clock is behind the last record, that
        record's time is used, so that *as of* keeps its meaning.

        Raises
        ------
        InputError
            When a draft cannot be a record; the batch that holds it is not written.
        LedgerError
            When the disk is full, the file is locked for long, or the key is missing.
        """
        if self._key is None:
            self._key = load_key(self.folder / KEY)
        ids: list[str] = []
        waiting = iter(drafts)
        while batch := list(islice(waiting, batch_size)):
            ids += self._append_batch(batch, recorded_at=recorded_at, author=author)
        return ids

    def _append_batch(
        self, drafts: Sequence[Draft], *, recorded_at: datetime, author: str
    ) -> list[str]:
        assert self._key is not None  # noqa: S101 -- append has loaded it
        connection = self._connection
        with _speaking(self.path), _transaction(connection):
            head, frontier = self._tail()
            seq, prev = (head.size, head.last) if head else (0, FIRST_PREV)
            moment = max(recorded_at, head.time) if head else recorded_at
            time_text = format_utc(moment)
            rows, ids = [], []
            for draft in drafts:
                content = encode(
                    draft,
                    site=self.site,
                    seq=seq,
                    recorded_at=time_text,
                    author=author,
                    prev=prev,
                )
                leaf = leaf_hash(content)
                add_leaf(frontier, seq, leaf)
                prev = leaf.hex()
                ids.append(prev)
                rows.append((seq, draft.kind, time_text, int(draft.simulated), content))
                seq += 1
            connection.executemany("INSERT INTO record VALUES (?, ?, ?, ?, ?)", rows)
            signed = head_bytes(
                Head(site=self.site, size=seq, root=root_of(frontier).hex(), last=prev, time=moment)
            )
            connection.execute(
                "INSERT INTO head VALUES (?, ?, ?, ?)",
                (seq, signed, self._key.sign(signed), b"".join(frontier)),
            )
        return ids

    def _tail(self) -> tuple[Head | None, list[bytes]]:
        row = self._connection.execute(
            "SELECT bytes, frontier FROM head ORDER BY size DESC LIMIT 1"
        ).fetchone()
        if row is None:
            return None, []
        return parse_head(row[0]), [row[1][i : i + 32] for i in range(0, len(row[1]), 32)]

    def records(
        self, *, as_of: datetime | None = None, kinds: Iterable[str] | None = None
    ) -> Iterator[Record]:
        """Yield the records in order: those recorded at or before `as_of`, of the `kinds`."""
        wanted = None if kinds is None else frozenset(kinds)
        with _speaking(self.path):
            for kind, content in self._connection.execute(
                "SELECT kind, bytes FROM record ORDER BY seq"
            ):
                if wanted is not None and kind not in wanted:
                    continue
                record = parse(content)
                if as_of is not None and record.recorded_at > as_of:
                    break
                yield record

    def heads(self) -> list[Head]:
        """Return the signed heads, the smallest first."""
        with _speaking(self.path):
            rows = self._connection.execute("SELECT bytes FROM head ORDER BY size").fetchall()
        return [parse_head(row[0]) for row in rows]

    def find(self, beginning: str) -> Record:
        """Return the record whose id begins so.

        Raises
        ------
        InputError
            When no record's id does, or more than one's.
        """
        matches: list[bytes] = []
        with _speaking(self.path):
            for (content,) in self._connection.execute("SELECT bytes FROM record ORDER BY seq"):
                if leaf_hash(content).hex().startswith(beginning.lower()):
                    matches.append(content)
        if not beginning or not matches:
            raise InputError(
                f"No record's id begins with {beginning[:80]!r}.",
                remedy="List them with `sulh ledger log`.",
            )
        if len(matches) > 1:
            raise InputError(
                f"{len(matches)} records' ids begin with {beginning!r}.",
                remedy="Give more characters.",
            )
        return parse(matches[0])


def _is_plain(text: str) -> bool:
    return text.isascii() and all(c.isalnum() or c in "-._" for c in text)


def _connect(database: Path, *, must_exist: bool) -> sqlite3.Connection:
    mode = "rw" if must_exist else "rwc"
    with _speaking(database):
        connection = sqlite3.connect(
            f"{database.resolve().as_uri()}?mode={mode}",
            uri=True,
            timeout=60,
            isolation_level=None,
        )
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


@contextmanager
def _speaking(database: Path) -> Iterator[Any]:
    """Turn SQLite's errors into sentences."""
    try:
        yield
    except sqlite3.Error as error:
        remedy = "Run `sulh ledger audit`; restore a copy if it names faults."
        if "full" in str(error) or "locked" in str(error):
            remedy = "Nothing of this batch was written. Make room or wait, and try again."
        raise LedgerError(f"{database} cannot be used: {error}", remedy=remedy) from error
