"""The audit: find every changed, missing, inserted or reordered record, and name it.

It trusts nothing but the site's public key, which stands in the first record (or is given, which is
stronger). It reads the database once, in constant memory.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson

from sulh.errors import SulhError
from sulh.ledger.canonical import canonical
from sulh.ledger.head import head_holds, parse_head
from sulh.ledger.merkle import add_leaf, root_of
from sulh.ledger.record import FIRST_PREV, FORMAT, KEYS, leaf_hash
from sulh.ledger.sqlite_chain import APPLICATION_ID, SCHEMA
from sulh.ledger.sqlite_store import DATABASE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

__all__ = ["Fault", "audit"]

PROGRESS_EVERY = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that is wrong. `seq` is -1 and `record` empty where no one record is at fault."""

    code: str
    seq: int
    record: str
    message: str

    def __str__(self) -> str:
        """Name the record and say what is wrong with it."""
        where = f"record {self.seq} ({self.record[:12]})" if self.seq >= 0 else "ledger"
        return f"{where}: {self.message} [{self.code}]"


def audit(
    folder: Path,
    *,
    public_key: str | None = None,
    progress: Callable[[int], None] | None = None,
) -> tuple[Fault, ...]:
    """Check every record, link, head and signature of the ledger in `folder`.

    Parameters
    ----------
    folder
        Where the ledger is.
    public_key
        The site's public key in hex, from somewhere else than the ledger. Without it the key that
        the first record names is used.
    progress
        Called with the number of records seen so far.

    Returns
    -------
    tuple of Fault
        Empty when all holds. A file that is damaged or no ledger is a fault, not an exception.
    """
    database = folder / DATABASE
    if not database.is_file():
        return (_whole("no-ledger", f"there is no ledger in {folder}"),)
    try:
        connection = sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)
    except sqlite3.Error as error:
        return (_whole("unreadable", f"{database} cannot be opened: {error}"),)
    try:
        return tuple(_faults(connection, public_key, progress))
    except sqlite3.Error as error:
        return (_whole("damaged", f"{database} is damaged: {error}"),)
    finally:
        connection.close()


def _whole(code: str, message: str) -> Fault:
    return Fault(code=code, seq=-1, record="", message=message)


def _faults(
    connection: sqlite3.Connection,
    public_key: str | None,
    progress: Callable[[int], None] | None,
) -> Iterator[Fault]:
    found = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if found != APPLICATION_ID or version != FORMAT:
        yield _whole("not-a-ledger", f"the file is not a ledger of format {FORMAT}")
        return
    tables = connection.execute("SELECT sql FROM sqlite_schema ORDER BY sql").fetchall()
    if [row[0] for row in tables] != sorted(SCHEMA):
        yield _whole("schema", "the tables are not those of a ledger")
        return
    for (message,) in connection.execute("PRAGMA integrity_check(20)"):
        if message != "ok":
            yield _whole("damaged", f"SQLite reports: {message}")
    yield from _chain(connection, public_key, progress)


def _chain(
    connection: sqlite3.Connection,
    public_key: str | None,
    progress: Callable[[int], None] | None,
) -> Iterator[Fault]:
    """Walk records and heads side by side."""
    heads = _Heads(connection)
    frontier: list[bytes] = []
    expected, prev, time_before, site = 0, FIRST_PREV, "", ""
    key = public_key
    rows = connection.execute(
        "SELECT seq, kind, recorded_at, simulated, bytes FROM record ORDER BY seq"
    )
    for row in rows:
        seq, content = row[0], row[4]
        leaf = leaf_hash(content)
        identity = leaf.hex()
        if seq != expected:
            yield Fault(
                code="missing",
                seq=expected,
                record="",
                message=f"records {expected} to {seq - 1} are missing",
            )
        fields, reason = _read_record(content, row)
        if fields is None:
            yield Fault(code="changed", seq=seq, record=identity, message=reason)
        else:
            if seq == 0:
                site = fields["site"]
                key, fault = _key_of(fields, identity, public_key)
                if fault:
                    yield fault
            yield from _links(
                fields, seq=seq, identity=identity, prev=prev, site=site, before=time_before
            )
            time_before = _time_key(fields["recorded_at"])
        add_leaf(frontier, seq if seq == expected else expected, leaf)
        prev, expected = identity, seq + 1
        yield from heads.check(expected, frontier, prev, site=site, key=key or "")
        if progress and expected % PROGRESS_EVERY == 0:
            progress(expected)
    yield from heads.remaining(expected)


def _time_key(text: str) -> str:
    """Return a recording time in a form whose text order is the order of time."""
    seconds, _, fraction = text.removesuffix("Z").partition(".")
    return f"{seconds}.{fraction:0<6}"


def _read_record(content: bytes, row: tuple[Any, ...]) -> tuple[dict[str, Any] | None, str]:
    """Parse a record's bytes, and compare them with their canonical form and their columns."""
    try:
        fields = orjson.loads(content)
        if not isinstance(fields, dict) or fields.keys() != KEYS or fields["v"] != FORMAT:
            return None, "its bytes are no record"
        if canonical(fields) != content:
            return None, "its bytes are not canonical JSON"
    except (ValueError, SulhError) as error:
        return None, f"its bytes cannot be read: {error}"
    columns = (fields["seq"], fields["kind"], fields["recorded_at"], int(fields["simulated"]))
    if columns != row[:4]:
        return None, "its columns do not say what its bytes say"
    return fields, ""


def _key_of(
    fields: dict[str, Any], identity: str, public_key: str | None
) -> tuple[str | None, Fault | None]:
    """Return the key to check signatures with, and a fault where the ledger names another."""
    body = fields["body"]
    named = body.get("public_key") if isinstance(body, dict) else None
    if fields["kind"] != "genesis" or not isinstance(named, str):
        return public_key, Fault(
            code="no-genesis", seq=0, record=identity, message="the first record is no genesis"
        )
    if public_key is not None and named != public_key:
        return public_key, Fault(
            code="other-key", seq=0, record=identity, message="it names another public key"
        )
    return named, None


def _links(
    fields: dict[str, Any], *, seq: int, identity: str, prev: str, site: str, before: str
) -> Iterator[Fault]:
    """Check a record against the one before it."""
    if fields["prev"] != prev:
        if seq > 0:
            yield Fault(
                code="changed",
                seq=seq - 1,
                record=prev,
                message="it is not what the record after it names: it was changed, or the order was",
            )
        yield Fault(
            code="broken-link",
            seq=seq,
            record=identity,
            message="it does not name the record that stands before it",
        )
    if fields["site"] != site:
        yield Fault(code="other-site", seq=seq, record=identity, message="it is another site's")
    if _time_key(fields["recorded_at"]) < before:
        yield Fault(
            code="time-runs-back",
            seq=seq,
            record=identity,
            message="it was recorded earlier than the record before it",
        )


class _Heads:
    """The signed heads, read in step with the records."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._rows = connection.execute(
            "SELECT size, bytes, signature, frontier FROM head ORDER BY size"
        )
        self._next = self._rows.fetchone()
        self._signed = 0

    def check(
        self, size: int, frontier: list[bytes], last: str, *, site: str, key: str
    ) -> Iterator[Fault]:
        """Check the heads that speak of the first `size` records."""
        while self._next is not None and self._next[0] <= size:
            row, self._next = self._next, self._rows.fetchone()
            yield from _check_head(row, size, frontier, last, site=site, key=key)
            self._signed = row[0]

    def remaining(self, size: int) -> Iterator[Fault]:
        """Report heads beyond the last record, and records beyond the last head."""
        while self._next is not None:
            row, self._next = self._next, self._rows.fetchone()
            yield Fault(
                code="truncated",
                seq=size,
                record="",
                message=f"a signed head speaks of {row[0]} records, there are {size}",
            )
        if self._signed < size:
            yield Fault(
                code="unsigned",
                seq=self._signed,
                record="",
                message=f"records {self._signed} to {size - 1} stand in no signed head",
            )


def _check_head(
    row: tuple[int, bytes, bytes, bytes],
    size: int,
    frontier: list[bytes],
    last: str,
    *,
    site: str,
    key: str,
) -> Iterator[Fault]:
    at, content, signature, kept = row
    try:
        head = parse_head(content)
    except SulhError as error:
        yield Fault(code="bad-head", seq=at - 1, record="", message=str(error))
        return
    if not head_holds(content, signature, key):
        yield Fault(
            code="bad-signature",
            seq=at - 1,
            record=head.last,
            message=f"the signature of the head at {at} records does not hold",
        )
    agrees = (
        head.size == at == size
        and head.root == root_of(frontier).hex()
        and head.last == last
        and head.site == site
        and kept == b"".join(frontier)
    )
    if not agrees:
        yield Fault(
            code="head-disagrees",
            seq=at - 1,
            record=last,
            message=f"the signed head at {at} records is of other records than these",
        )
