"""What was reported: append-only, chained, signed records, one chain a site, copied between sites."""

from sulh.ledger.audit import audit, audit_file
from sulh.ledger.audit_chain import Fault, audit_chain
from sulh.ledger.canonical import canonical
from sulh.ledger.effective import Effective, effective
from sulh.ledger.head import Head, SignedHead
from sulh.ledger.record import Draft, Record
from sulh.ledger.sqlite_store import create
from sulh.ledger.sqlite_store import open_folder as open_store
from sulh.ledger.store import Chain, Store

__all__ = [
    "Chain",
    "Draft",
    "Effective",
    "Fault",
    "Head",
    "Record",
    "SignedHead",
    "Store",
    "audit",
    "audit_chain",
    "audit_file",
    "canonical",
    "create",
    "effective",
    "open_store",
]
