"""What was reported: append-only, chained, signed records, one ledger a site."""

from sulh.ledger.audit import Fault, audit
from sulh.ledger.canonical import canonical
from sulh.ledger.effective import Effective, effective
from sulh.ledger.head import Head
from sulh.ledger.record import Draft, Record
from sulh.ledger.sqlite_store import Store, create, open_store

__all__ = [
    "Draft",
    "Effective",
    "Fault",
    "Head",
    "Record",
    "Store",
    "audit",
    "canonical",
    "create",
    "effective",
    "open_store",
]
