"""The audit of a ledger in files: every chain's file, and what witnesses saw of it."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from sulh.errors import LedgerError
from sulh.ledger.audit_chain import Fault, faults_of_chain
from sulh.ledger.audit_store import compare_with_witnesses
from sulh.ledger.head import SignedHead
from sulh.ledger.open import open_store
from sulh.ledger.record import FORMAT
from sulh.ledger.sqlite.chain import APPLICATION_ID, SCHEMA, full_disk, open_to_read, takes_nothing
from sulh.ledger.sqlite.check_file import digest_fault, read_check_file
from sulh.ledger.sqlite.readable import readable_heads, readable_rows
from sulh.ledger.sqlite.storage import DATABASE, SITES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sulh.ledger.audit_chain import StoredHead

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

    Raises
    ------
    LedgerError
        When the disk takes nothing more, which is no fault of the ledger.
    """
    own = audit_file(folder / DATABASE, public_key=public_key, progress=progress)
    others = {
        path.stem: audit_file(path, site=path.stem, progress=progress)
        for path in sorted((folder / SITES).glob("*.sqlite"))
    }
    faults = [*own]
    for site, of_site in others.items():
        faults += [replace(fault, site=site) for fault in of_site]
    if own:
        return tuple(faults)
    with open_store(folder) as store:
        sound = [store.site, *(site for site, of_site in others.items() if not of_site)]
        return (*faults, *compare_with_witnesses(store, sound))


def audit_file(
    path: Path,
    *,
    site: str | None = None,
    public_key: str | None = None,
    progress: Callable[[int], None] | None = None,
) -> tuple[Fault, ...]:
    """Check one chain's file as `audit` does: the own chain's, or the copy of another site's.

    `site` is whose it must be; None: whoever its first record names.

    Raises
    ------
    LedgerError
        When the disk takes nothing, which is no fault of the ledger.
    """
    if not path.is_file():
        return (_whole("no-ledger", f"there is no ledger in {path.parent}"),)
    check = read_check_file(path)  # before the records: it never names more than there are by then
    try:
        with closing(open_to_read(path)) as connection:
            if fault := _fault_of_header(connection):
                return (fault,)
            connection.execute("BEGIN")  # what others write meanwhile is not looked at
            with ThreadPoolExecutor(1) as beside:
                complaints = beside.submit(_complaints_of_sqlite, path)
                faults = [
                    *faults_of_chain(
                        readable_rows(connection),
                        _stored_heads(connection),
                        site=site,
                        public_key=public_key,
                        at_least=check.records if check else 0,
                        progress=progress,
                    ),
                    *(_whole("damaged", f"SQLite reports: {each}") for each in complaints.result()),
                ]
            if check and not faults:
                size = connection.execute("SELECT max(size) FROM head").fetchone()[0]
                difference = digest_fault(path, check, size)
                faults += [_whole("damaged", difference)] if difference else []
            return tuple(faults)
    except (sqlite3.Error, UnicodeDecodeError, LedgerError, OSError) as error:
        if takes_nothing(error):
            raise full_disk(path, error) from error
        return (_whole("damaged", f"{path} is damaged or cannot be opened: {error}"),)


def _whole(code: str, message: str) -> Fault:
    return Fault(code=code, seq=-1, record="", message=message)


def _fault_of_header(connection: sqlite3.Connection) -> Fault | None:
    """Return why a file is no ledger, or None."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != APPLICATION_ID or version != FORMAT:
        return _whole("not-a-ledger", f"the file is not a ledger of format {FORMAT}")
    tables = connection.execute("SELECT sql FROM sqlite_schema ORDER BY sql").fetchall()
    if [row[0] for row in tables] != sorted(SCHEMA):
        return _whole("schema", "the tables are not those of a ledger")
    return None


def _stored_heads(connection: sqlite3.Connection) -> Iterator[StoredHead]:
    for size, content, signature, frontier in readable_heads(connection):
        yield size, SignedHead(content=content, signature=signature), frontier


def _complaints_of_sqlite(path: Path) -> list[str]:
    """Return what SQLite's own check of the whole file says."""
    with closing(open_to_read(path)) as connection:
        try:
            messages = connection.execute("PRAGMA integrity_check(20)").fetchall()
        except (sqlite3.Error, UnicodeDecodeError) as error:
            return [str(error)]
    return [message for (message,) in messages if message != "ok"]
