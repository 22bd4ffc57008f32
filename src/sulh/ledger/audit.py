"""The audit of a ledger in files: every chain's file, and what witnesses saw of it."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

from sulh.errors import LedgerError
from sulh.ledger.audit_chain import Fault, faults_of_chain
from sulh.ledger.file_faults import checked_beside
from sulh.ledger.head import SignedHead
from sulh.ledger.record import FORMAT
from sulh.ledger.sqlite_chain import APPLICATION_ID, SCHEMA, SqliteChain
from sulh.ledger.sqlite_store import DATABASE, SITES, open_folder
from sulh.ledger.witness import faults_seen_by_witnesses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

__all__ = ["audit", "audit_file"]


def audit(
    folder: Path,
    *,
    public_key: str | None = None,
    progress: Callable[[int], None] | None = None,
) -> tuple[Fault, ...]:
    """Check every record, link, head and signature of every chain in `folder`.

    Then every chain is compared with the heads that witnesses saw of it.

    Parameters
    ----------
    folder
        Where the ledger is.
    public_key
        The own site's public key in hex, from somewhere else than the ledger. Without it the key
        that the first record names is used.
    progress
        Called with the number of records of the chain seen so far.

    Returns
    -------
    tuple of Fault
        Empty when all holds. A file that is damaged or no ledger is a fault, not an exception.
    """
    own = audit_file(folder / DATABASE, public_key=public_key, progress=progress)
    others = {
        path.stem: audit_file(path, site=path.stem, progress=progress)
        for path in sorted((folder / SITES).glob("*.sqlite"))
    }
    faults = [*own]
    for site, found in others.items():
        faults += [replace(fault, site=site) for fault in found]
    if own:
        return tuple(faults)
    with open_folder(folder) as store:
        sound = [store.site, *(site for site, found in others.items() if not found)]
        chains = {site: store.chain(site) for site in sound}
        witnessed = store.records(kinds=["witness"], sites=sound)
        faults += faults_seen_by_witnesses(chains, witnessed)
    return tuple(faults)


def audit_file(
    path: Path,
    *,
    site: str | None = None,
    public_key: str | None = None,
    progress: Callable[[int], None] | None = None,
) -> tuple[Fault, ...]:
    """Check one chain's file as `audit` does: the own chain's, or the copy of another site's.

    `site` is whose it must be; None: whoever its first record names.
    """
    if not path.is_file():
        return (_whole("no-ledger", f"there is no ledger in {path.parent}"),)
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    except sqlite3.Error as error:
        return (_whole("unreadable", f"{path} cannot be opened: {error}"),)
    try:
        return tuple(_faults(connection, path, site, public_key, progress))
    except (sqlite3.Error, LedgerError) as error:
        return (_whole("damaged", f"{path} is damaged: {error}"),)
    finally:
        connection.close()


def _whole(code: str, message: str) -> Fault:
    return Fault(code=code, seq=-1, record="", message=message)


def _faults(
    connection: sqlite3.Connection,
    path: Path,
    site: str | None,
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
    first = connection.execute("SELECT bytes FROM record WHERE seq = 0").fetchone()
    if site is not None and first and f'"site":"{site}","v":'.encode() not in first[0]:
        yield _whole("other-site", f"the file is named for site {site}; its chain is another's")
    with checked_beside(path) as file_faults:
        yield from _records(connection, path, public_key, progress)
        for message in file_faults():
            yield _whole("damaged", message)


def _records(
    connection: sqlite3.Connection,
    path: Path,
    public_key: str | None,
    progress: Callable[[int], None] | None,
) -> Iterator[Fault]:
    """Check the records and heads, and that each head is kept at the place it speaks of."""
    chain = SqliteChain(path=path, site="", connection=connection)
    misplaced: list[int] = []
    heads = _kept_heads(connection, misplaced)
    yield from faults_of_chain(chain.rows(), heads, public_key, progress)
    for size in misplaced:
        yield Fault(
            code="head-disagrees",
            seq=size - 1,
            record="",
            message=f"the head kept at {size} records speaks of another number",
        )


def _kept_heads(
    connection: sqlite3.Connection, misplaced: list[int]
) -> Iterator[tuple[SignedHead, bytes]]:
    """Yield the heads in the order they are kept, and note those that are kept at a wrong place."""
    for size, content, signature, frontier in connection.execute(
        "SELECT size, bytes, signature, frontier FROM head ORDER BY size"
    ):
        if f'"size":{size},'.encode() not in content:
            misplaced.append(size)
        yield SignedHead(content=content, signature=signature), frontier
