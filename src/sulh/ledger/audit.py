"""The audit of a ledger in files: every chain's file, and what witnesses saw of it."""

from __future__ import annotations

import sqlite3
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from sulh.errors import LedgerError
from sulh.ledger.audit_beside import audited_beside
from sulh.ledger.audit_chain import Fault
from sulh.ledger.audit_part import faults_of_part, middle_at
from sulh.ledger.file_faults import file_faults
from sulh.ledger.record import FORMAT
from sulh.ledger.sqlite_chain import APPLICATION_ID, SCHEMA, open_to_read
from sulh.ledger.sqlite_store import DATABASE, SITES, open_folder
from sulh.ledger.witness import faults_seen_by_witnesses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

__all__ = ["audit", "audit_file"]

LARGE_BYTES = 50_000_000
OWN_SHARE = 0.6  # the process beside checks the file's pages as well, and has to start


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
        connection = open_to_read(path)
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
    faults, messages = _walked(connection, path, public_key, progress)
    yield from faults
    for message in messages:
        yield _whole("damaged", message)


def _walked(
    connection: sqlite3.Connection,
    path: Path,
    public_key: str | None,
    progress: Callable[[int], None] | None,
) -> tuple[list[Fault], list[str]]:
    """Return what is wrong with the records and heads, and with the file.

    A large file is walked in two parts side by side. Where either finds anything, one walk over all of
    it says what: it knows what came before.
    """
    large = path.stat().st_size >= LARGE_BYTES and sys.executable
    middle = middle_at(connection, OWN_SHARE, public_key) if large else None
    if middle is None:
        return list(faults_of_part(connection, path, public_key, progress)), file_faults(path)
    with audited_beside(path, middle) as waiting:
        found = next(faults_of_part(connection, path, public_key, progress, stop=middle.size), None)
        answer = waiting() if found is None else None
    if answer and answer.holds:
        return [], answer.file_faults
    return list(faults_of_part(connection, path, public_key, progress)), file_faults(path)
