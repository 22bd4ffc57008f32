"""Move a ledger between files and PostgreSQL: every chain, batch by batch, checked, byte for byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.errors import LedgerError
from sulh.ledger.audit_store import audit_store
from sulh.ledger.open import opened_storage
from sulh.ledger.private_files import make_private_folder
from sulh.ledger.sqlite.storage import DATABASE, SITES
from sulh.ledger.store import Store, first_batch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from sulh.ledger.head import SignedHead
    from sulh.ledger.store import Chain

__all__ = ["begin_copy", "copy_all", "set_aside"]

MOVED = "moved"


def begin_copy(source: Store, folder: Path, url: str = "") -> Store:
    """Open the copy of a ledger, in the database at `url` or in files in `folder`; make it if need be.

    A copy that an interrupted move left is completed, whatever of the chain it holds already.

    Raises
    ------
    LedgerError
        When another ledger is kept there.
    """
    contents, head = next(_batches(source.chain(source.site), 0))
    with opened_storage(folder, url) as storage:
        site = storage.own_site()
        if site is None:
            site = source.site
            storage.begin(site, first_batch(site, contents, head), own=True)
        copy = Store(storage, site=site, folder=folder)
        if site != source.site or next(copy.chain(site).rows())[4] != contents[0]:
            raise LedgerError(
                f"{copy.where} holds another ledger.", remedy="Name an empty database or folder."
            )
        return copy


def copy_all(
    source: Store, copy: Store, *, progress: Callable[[int], None] | None = None
) -> dict[str, int]:
    """Copy what the copy lacks of every chain, audit it, and return the sizes of its chains.

    `progress` is called with the number of records copied so far.

    Raises
    ------
    LedgerError
        When a batch does not hold or does not follow what is there, the copy is not the same as the
        original in the end, or the source has a fault.
    """
    copied = 0
    for site in source.sites():
        chain = source.chain(site)
        size = copy.chain(site).size if site in copy.sites() else 0
        _compare(chain, copy, size)
        for contents, head in _batches(chain, size):
            if size == 0:
                copy.adopt(site, contents, head)
                size = len(contents)
            else:
                copy.chain(site).extend(contents, head)
            copied += len(contents)
            if progress:
                progress(copied)
    if faults := audit_store(copy):
        raise LedgerError(
            f"The copy in {copy.where} has a fault: {faults[0]}",
            remedy="Run `sulh ledger audit` on the original; it stays in use.",
        )
    sizes = {site: source.chain(site).size for site in source.sites()}
    for site, size in sizes.items():
        _compare(source.chain(site), copy, size)
    return sizes


def set_aside(folder: Path, size: int) -> Path:
    """Put a ledger's files, but not its key, into a folder of their own and return it."""
    aside = folder / MOVED / f"{size}-records"
    number = 1
    while aside.exists():
        number += 1
        aside = folder / MOVED / f"{size}-records-{number}"
    make_private_folder(aside.parent)
    make_private_folder(aside)
    for path in (*sorted(folder.glob(f"{DATABASE}*")), folder / SITES):
        if path.exists():
            path.rename(aside / path.name)
    return aside


def _batches(chain: Chain, first: int) -> Iterator[tuple[Sequence[bytes], SignedHead]]:
    for head, _ in chain.heads(after=first):
        size = head.read().size
        yield [row[4] for row in chain.rows(first, size)], head
        first = size


def _compare(chain: Chain, copy: Store, size: int) -> None:
    """Refuse to go on where the two chains' heads at a size are not the same bytes."""
    if size == 0:
        return
    head, head_of_copy = chain.head_at(size), copy.chain(chain.site).head_at(size)
    if head is None or head != head_of_copy:
        raise LedgerError(
            f"The chain of site {chain.site} in {copy.where} is not the same as here.",
            remedy="Somebody appended to both. Keep both, and ask each site which one it holds.",
        )
