"""The audit of a part of a chain's file: its records and heads from one signed head to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.errors import SulhError
from sulh.ledger.audit_chain import Fault, Middle, faults_of_chain
from sulh.ledger.batch import public_key_of, tail_after
from sulh.ledger.head import SignedHead, parse_head
from sulh.ledger.sqlite_chain import SqliteChain

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from pathlib import Path

__all__ = ["faults_of_part", "middle_at"]


def faults_of_part(
    connection: sqlite3.Connection,
    path: Path,
    public_key: str | None,
    progress: Callable[[int], None] | None = None,
    *,
    begin: Middle | None = None,
    stop: int | None = None,
) -> Iterator[Fault]:
    """Check the records and heads from `begin` up to the head of `stop` records; None: all there are.

    Parameters
    ----------
    connection
        The chain's file, open for reading.
    path
        Where it is.
    public_key
        The site's public key in hex; None: the one that the first record names.
    progress
        Called with the number of records before the one the walk has come to.
    begin
        A head that is checked elsewhere; None: the first record.
    stop
        How many records the last head to look at speaks of; None: all heads, and all records.
    """
    chain = SqliteChain(path=path, site="", connection=connection)
    misplaced: list[int] = []
    first = begin.size if begin else 0
    heads = _kept_heads(connection, misplaced, first, stop)
    yield from faults_of_chain(chain.rows(first, stop), heads, public_key, progress, begin)
    for size in misplaced:
        yield Fault(
            code="head-disagrees",
            seq=size - 1,
            record="",
            message=f"the head kept at {size} records speaks of another number",
        )


def _kept_heads(
    connection: sqlite3.Connection, misplaced: list[int], after: int, stop: int | None
) -> Iterator[tuple[SignedHead, bytes]]:
    """Yield the heads in the order they are kept, and note those that are kept at a wrong place."""
    for size, content, signature, frontier in connection.execute(
        "SELECT size, bytes, signature, frontier FROM head "
        "WHERE (? = 0 OR size > ?) AND (? IS NULL OR size <= ?) ORDER BY size",
        (after, after, stop, stop),
    ):
        if f'"size":{size},'.encode() not in content:
            misplaced.append(size)
        yield SignedHead(content=content, signature=signature), frontier


def middle_at(
    connection: sqlite3.Connection, share: float, public_key: str | None
) -> Middle | None:
    """Return the first head that speaks of at least a share of the records and not of all.

    None where there is no such head, or it cannot be read: then the chain is walked in one piece.
    What it says is only claimed; the walk up to it is what checks it.
    """
    size = connection.execute("SELECT max(seq) + 1 FROM record").fetchone()[0] or 0
    found = connection.execute(
        "SELECT size, bytes, frontier FROM head WHERE size >= ? AND size < ? ORDER BY size LIMIT 1",
        (share * size, size),
    ).fetchone()
    if found is None:
        return None
    at, head, frontier = found
    select = "SELECT bytes, recorded_at FROM record WHERE seq = ?"
    first = connection.execute(select, (0,)).fetchone()
    before = connection.execute(select, (at - 1,)).fetchone()
    try:
        tail = tail_after(parse_head(head).site, head, frontier)
        key = public_key or public_key_of(first[0])
    except (SulhError, TypeError):
        return None
    if before is None or tail.size != at:
        return None
    return Middle(
        site=tail.site, key=key, size=at, last=tail.last, time=before[1], frontier=tail.frontier
    )
