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
    from collections.abc import Callable

    from sulh.ledger.head import SignedHead
    from sulh.ledger.store import Chain, Store

__all__ = ["audit_store"]


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
        reach = _reach(chain)
        heads = takewhile(lambda each: _size(each[0]) <= reach, chain.heads())  # noqa: B023 -- used up here
        rows = chain.rows(stop=reach)
        found = tuple(faults_of_chain(rows, heads, public_key if own else None, progress))
        if not found and next(store.records(sites=[site])).site != site:
            found = (Fault(code="other-site", seq=0, record="", message="it is another site's"),)
        faults += found if own else [replace(fault, site=site) for fault in found]
        if not found:
            sound.append(site)
    chains = {site: store.chain(site) for site in sound}
    faults += faults_seen_by_witnesses(chains, store.records(kinds=["witness"], sites=sound))
    return tuple(faults)


def _reach(chain: Chain) -> int:
    """Return the number of records to audit, so that what others write meanwhile is no fault.

    It is counted first and the heads are looked at after: every record that they speak of is there by
    then, unless it was taken out, and a record that none speaks of is counted.
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
