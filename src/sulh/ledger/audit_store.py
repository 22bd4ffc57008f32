"""The audit of an open store, whatever it is kept in: every chain, and what witnesses saw of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sulh.ledger.audit_chain import Fault, audit_chain
from sulh.ledger.witness import faults_seen_by_witnesses

if TYPE_CHECKING:
    from collections.abc import Callable

    from sulh.ledger.store import Store

__all__ = ["audit_store"]


def audit_store(
    store: Store,
    *,
    public_key: str | None = None,
    progress: Callable[[int], None] | None = None,
) -> tuple[Fault, ...]:
    """Check every record, link, head and signature of every chain, as `sulh.ledger.audit` does of files.

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
        found = audit_chain(chain, public_key=public_key if own else None, progress=progress)
        if not found and next(store.records(sites=[site])).site != site:
            found = (Fault(code="other-site", seq=0, record="", message="it is another site's"),)
        faults += found if own else [replace(fault, site=site) for fault in found]
        if not found:
            sound.append(site)
    chains = {site: store.chain(site) for site in sound}
    faults += faults_seen_by_witnesses(chains, store.records(kinds=["witness"], sites=sound))
    return tuple(faults)
