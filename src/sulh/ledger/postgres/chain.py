"""One site's chain in a PostgreSQL database that holds the chains of several.

Writers of one chain take turns by a lock on it, for the moment of numbering, hashing, signing and
committing. Writers of one process that wait at the same time share a transaction: each has a batch and
a head of its own, and all are durable by one commit. Where the connection is lost in the middle, the
chain itself tells, after the lock is taken again, whether the batch was committed: so nothing is lost
and nothing is written twice.
"""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import psycopg

from sulh.errors import LedgerError
from sulh.ledger.batch import Batch, Row, Tail, tail_after
from sulh.ledger.head import SignedHead
from sulh.ledger.store import Chain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from psycopg_pool import ConnectionPool

__all__ = ["PostgresChain", "database_errors"]

PATIENCE_S = 30.0
"""How long a lost connection is tried again before the writer is told."""

ASKING_S = 2.0
"""How long one try waits for a connection; a new try makes the pool ask the server anew."""

FETCH = 2000

COPY_FROM = 500
"""More records than this are copied; fewer go in one statement, with one answer to wait for."""

BEGIN = "BEGIN ISOLATION LEVEL READ COMMITTED"
"""After waiting for a chain's lock a writer must see what the one before it committed."""

COLUMNS = "sulh.record (site, seq, kind, recorded_at, simulated, bytes)"
TYPES = ("text", "int8", "text", "text", "int2", "bytea")

HEADS = "sulh.head (site, size, bytes, signature, frontier)"
HEAD_TYPES = ("text", "int8", "bytea", "bytea", "bytea")

LOCK = 0x53554C48  # "SULH"
"""The first half of the advisory lock of a chain; the second is a hash of the site's name."""

PASSING = frozenset({"08", "40", "57"})
"""Classes of SQLSTATE that pass by themselves: a lost connection, a deadlock, a restart."""

IN_DOUBT = (
    "It is not known whether this batch was written. Look with `sulh ledger log` before you enter it "
    "again; `sulh observe` knows reports that are there."
)
NOT_ALLOWED = (
    "Nothing was written. Give the role the rights to read and add; a new version's first command "
    "needs the address of the database's owner."
)
NOT_WRITTEN = "Nothing of this batch was written. Check that PostgreSQL runs and has room."


@dataclass(slots=True)
class _Turn:
    """A writer that waits: what it wants written, and then what was."""

    make: Callable[[Tail], Batch]
    finished: threading.Event = field(default_factory=threading.Event)
    batch: Batch | None = None
    error: BaseException | None = None


class PostgresChain(Chain):
    """A chain of the site named, own or another's."""

    def __init__(self, *, site: str, pool: ConnectionPool[Any], where: str) -> None:
        self.site = site
        self._pool = pool
        self.where = where
        self._lock = threading.Lock()
        self._waiting: list[_Turn] = []
        self._queue = threading.Lock()

    @property
    def size(self) -> int:
        """The number of records."""
        statement = "SELECT max(seq) + 1 FROM sulh.record WHERE site = %s"
        with database_errors(self.where), self._pool.connection() as connection:
            row = connection.execute(statement, (self.site,)).fetchone()
        return int(row[0] or 0) if row else 0

    def rows(
        self, first: int = 0, stop: int | None = None, *, kinds: frozenset[str] | None = None
    ) -> Iterator[Row]:
        """Yield the stored rows `first` up to, not including, `stop`, in order; of all kinds or some."""
        statement = (
            "SELECT seq, kind, recorded_at, simulated, bytes FROM sulh.record WHERE site = %s "
            "AND seq >= %s AND (%s::bigint IS NULL OR seq < %s) "
            "AND (%s::text[] IS NULL OR kind = ANY(%s::text[])) ORDER BY seq LIMIT %s"
        )
        among = None if kinds is None else sorted(kinds)
        while True:
            with database_errors(self.where), self._pool.connection() as connection:
                rows = connection.execute(
                    statement, (self.site, first, stop, stop, among, among, FETCH), binary=True
                ).fetchall()
            yield from rows
            if len(rows) < FETCH:
                return
            first = rows[-1][0] + 1

    def heads(self, after: int = 0) -> Iterator[tuple[SignedHead, bytes]]:
        """Yield each signed head over more than `after` records, with the frontier kept there."""
        statement = (
            "SELECT size, bytes, signature, frontier FROM sulh.head WHERE site = %s AND size > %s "
            "ORDER BY size LIMIT %s"
        )
        limit = 1
        while True:
            with database_errors(self.where), self._pool.connection() as connection:
                rows = connection.execute(
                    statement, (self.site, after, limit), binary=True
                ).fetchall()
            for size, content, signature, frontier in rows:
                after = size
                yield SignedHead(content=content, signature=signature), frontier
            if len(rows) < limit:
                return
            limit = FETCH

    def write(self, make: Callable[[Tail], Batch]) -> Batch:
        """Write the batch that `make` returns for where the chain ends; durable on return.

        Raises
        ------
        LedgerError
            When the database cannot be reached for half a minute, or refuses. The remedy says that
            nothing was written, or, where the answer to a commit was lost, that it is not known.
        """
        turn = _Turn(make)
        with self._queue:
            self._waiting.append(turn)
        with self._lock:
            if not turn.finished.is_set():
                with self._queue:
                    turns, self._waiting = self._waiting, []
                self._write_turns(turns)
        if turn.error is not None:
            raise turn.error
        assert turn.batch is not None  # noqa: S101 -- a turn that is done has one or an error
        return turn.batch

    def _write_turns(self, turns: list[_Turn]) -> None:
        """Write what all that wait want, by one commit; give each what was written for it."""
        batches: list[Batch] = []
        # What the others are told where this writer, who writes for all, is itself interrupted.
        failure: LedgerError | None = LedgerError(
            f"Writing to {self.where} was interrupted.", remedy=IN_DOUBT
        )
        try:
            self._write_patiently(turns, batches)
            failure = None
        except psycopg.Error as error:
            # Where the server itself says why not, nothing is written; where it is gone, perhaps all is.
            in_doubt = bool(batches) and _passing(error)
            failure = _as_ledger_error(self.where, error, in_doubt=in_doubt)
        finally:
            for turn in turns:
                turn.error = turn.error or failure
                turn.finished.set()

    def _write_patiently(self, turns: list[_Turn], batches: list[Batch]) -> None:
        """Try until it is written or patience ends; `batches` is what may have been committed."""
        until = time.monotonic() + PATIENCE_S
        while True:
            try:
                with self._pool.connection(timeout=ASKING_S) as connection:
                    if not (batches and self._holds(connection, batches[-1])):
                        self._write_once(connection, turns, batches)
            except (psycopg.OperationalError, psycopg.InterfaceError) as error:
                if not _passing(error) or time.monotonic() > until:
                    raise
                time.sleep(0.1)
            else:
                return

    def _write_once(
        self, connection: psycopg.Connection, turns: list[_Turn], plan: list[Batch]
    ) -> None:
        """Write in one transaction; the server is waited for twice: for where the chain ends, and at the end.

        Each wait is dear where other threads are busy. What fails leaves the transaction open, and the pool
        rolls it back.
        """
        plan.clear()
        with connection.pipeline():
            connection.execute(BEGIN, prepare=False)
            batches = _made(turns, self._locked_tail(connection))
            is_copied = _is_copied(batches)
            if not is_copied:
                self._send(connection, batches)
                # From here on the commit may reach the server while its answer does not reach us.
                plan += batches
                connection.execute("COMMIT", prepare=False)
        if is_copied:  # which no pipeline takes
            self.insert(connection, batches)
            plan += batches
            connection.execute("COMMIT", prepare=False)

    def _locked_tail(self, connection: psycopg.Connection) -> Tail:
        """Take the chain's lock and return where it ends; in a pipeline both are sent at once."""
        # Not a row's lock: that asks for the right to change the row, which a writer has not.
        connection.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", (LOCK, self.site))
        row = connection.execute(
            "SELECT bytes, frontier FROM sulh.head WHERE site = %s ORDER BY size DESC LIMIT 1",
            (self.site,),
        ).fetchone()
        return tail_after(self.site, *(row or (None, b"")))

    def _holds(self, connection: psycopg.Connection, batch: Batch) -> bool:
        """Say whether a batch was committed before the connection was lost."""
        with connection.transaction():
            self._locked_tail(connection)
            row = connection.execute(
                "SELECT bytes FROM sulh.head WHERE site = %s AND size = %s", (self.site, batch.size)
            ).fetchone()
        return row is not None and bytes(row[0]) == batch.head.content

    def insert(self, connection: psycopg.Connection, batches: Sequence[Batch]) -> None:
        """Write batches within the transaction of a caller that has the chain's lock, and is in no pipeline."""
        if _is_copied(batches):
            with (
                connection.cursor() as cursor,
                cursor.copy(f"COPY {COLUMNS} FROM STDIN (FORMAT BINARY)") as copy,
            ):
                copy.set_types(TYPES)
                for batch in batches:
                    for row in batch.rows:
                        copy.write_row((self.site, *row))
        with connection.pipeline():
            self._send(connection, batches, with_rows=not _is_copied(batches))

    def _send(
        self, connection: psycopg.Connection, batches: Sequence[Batch], *, with_rows: bool = True
    ) -> None:
        """Send batches by a pipeline: their records, and the heads over them."""
        rows = [(self.site, *row) for batch in batches for row in batch.rows] if with_rows else []
        heads = [
            (self.site, each.size, each.head.content, each.head.signature, each.frontier)
            for each in batches
        ]
        with connection.cursor() as cursor:
            for table, types, values in ((COLUMNS, TYPES, rows), (HEADS, HEAD_TYPES, heads)):
                if values:  # one statement for all: each costs as much as its rows
                    arrays = ", ".join(f"%b::{each}[]" for each in types)
                    cursor.execute(
                        f"INSERT INTO {table} SELECT * FROM unnest({arrays})".encode(),
                        [list(column) for column in zip(*values, strict=True)],
                    )


def _made(turns: Sequence[_Turn], tail: Tail) -> list[Batch]:
    """Return the batch that each turn makes where the one before it ended; a fault is its own."""
    batches: list[Batch] = []
    for turn in turns:
        turn.batch, turn.error = None, None
        try:
            turn.batch = turn.make(tail)
        except Exception as error:  # noqa: BLE001 -- raised again in the thread that wrote it
            turn.error = error
            continue
        batches.append(turn.batch)
        tail = tail_after(tail.site, turn.batch.head.content, turn.batch.frontier)
    return batches


def _is_copied(batches: Sequence[Batch]) -> bool:
    return sum(len(each.rows) for each in batches) > COPY_FROM


def _passing(error: psycopg.Error) -> bool:
    """Say whether a failure is of the kind that goes away; a full disk or a missing right is not."""
    return error.sqlstate is None or error.sqlstate[:2] in PASSING


def _as_ledger_error(where: str, error: psycopg.Error, *, in_doubt: bool = False) -> LedgerError:
    reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    remedy = IN_DOUBT if in_doubt else NOT_WRITTEN
    if isinstance(error, psycopg.errors.InsufficientPrivilege):
        remedy = NOT_ALLOWED
    return LedgerError(f"The ledger in {where} cannot be used: {reason}", remedy=remedy)


@contextmanager
def database_errors(where: str) -> Iterator[None]:
    """Turn PostgreSQL's errors into sentences."""
    try:
        yield
    except psycopg.Error as error:
        raise _as_ledger_error(where, error) from error
