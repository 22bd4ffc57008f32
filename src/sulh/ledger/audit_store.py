"""The audit of an open store, whatever it is kept in: every chain, and what witnesses saw of it."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from sulh.errors import LedgerError
from sulh.ledger.audit_chain import Fault, faults_of_chain
from sulh.ledger.witness import faults_seen_by_witnesses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sulh.ledger.audit_chain import StoredHead
    from sulh.ledger.head import SignedHead
    from sulh.ledger.store import Chain, Store

__all__ = ["audit_store", "compare_with_witnesses"]


def audit_store(
    store: Store,
    *,
    public_key: str | None = None,
    progress: Callable[[int], None] | None = None,
) -> tuple[Fault, ...]:
    """Check every record, link, head and signature of every chain, as `sulh.ledger.audit` does of files.

    Others may write meanwhile: what was there at the beginning is audited.

    Parameters
    ----------
    store
        An open store.
    public_key
        The own site's public key in hex, from somewhere else than the ledger.
    progress
        Called with the number of records of the chain seen so far.

    Raises
    ------
    LedgerError
        When the store cannot be read.
    """
    faults: list[Fault] = []
    sound = []
    for site in store.sites():
        own = site == store.site
        chain = store.chain(site)
        stop = _records_to_audit(chain)
        of_site = tuple(
            faults_of_chain(
                chain.rows(stop=stop),
                _heads(chain, stop),
                site=site,
                public_key=public_key if own else None,
                progress=progress,
            )
        )
        faults += of_site if own else [replace(fault, site=site) for fault in of_site]
        if not of_site:
            sound.append(site)
    return (*faults, *compare_with_witnesses(store, sound))


def compare_with_witnesses(store: Store, sound: list[str]) -> list[Fault]:
    """Compare the chains that hold by themselves with every head that a witness's record in them names."""
    chains = {site: store.chain(site) for site in sound}
    return faults_seen_by_witnesses(chains, store.records(kinds=["witness"], sites=sound))


def _heads(chain: Chain, stop: int) -> Iterator[StoredHead]:
    for head, frontier in takewhile(lambda each: _size(each[0]) <= stop, chain.heads()):
        yield None, head, frontier


def _records_to_audit(chain: Chain) -> int:
    """Return the number of records to audit, so that what others write meanwhile is no fault.

    It is counted first and the heads are looked at after: every record that they speak of is there by
    then, unless it was removed, and a record that none speaks of is counted.
    """
    size = chain.size
    last = deque((head for head, _ in chain.heads(after=max(size - 1, 0))), maxlen=1)
    return max([size, *map(_size, last)])


def _size(head: SignedHead) -> int:
    """Return the number of records a head speaks of; 0 of one that cannot be read: always looked at."""
    try:
        return head.read().size
    except LedgerError:
        return 0
