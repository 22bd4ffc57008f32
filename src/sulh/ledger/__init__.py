"""What was reported: append-only, chained, signed records, one chain a site, copied between sites."""

from sulh.ledger.audit_chain import Fault, audit_chain
from sulh.ledger.audit_store import audit_store
from sulh.ledger.canonical import canonical
from sulh.ledger.effective import AMENDMENTS, Effective, effective, retraction_of
from sulh.ledger.head import Head, SignedHead
from sulh.ledger.move import begin_copy, copy_all, set_aside
from sulh.ledger.open import create, open_store
from sulh.ledger.proof import HeadFile, Proof, ProofMaker, read_file
from sulh.ledger.record import Draft, Record
from sulh.ledger.sqlite.audit import audit, audit_file
from sulh.ledger.sqlite.rebuild import LostRecord, RebuiltChain, rebuild
from sulh.ledger.sqlite.snapshot import copy_chains, copy_database
from sulh.ledger.store import Chain, Store
from sulh.ledger.witness import (
    Countersignature,
    countersign,
    faults_seen_by_witnesses,
    witness_draft,
)

__all__ = [
    "AMENDMENTS",
    "Chain",
    "Countersignature",
    "Draft",
    "Effective",
    "Fault",
    "Head",
    "HeadFile",
    "LostRecord",
    "Proof",
    "ProofMaker",
    "RebuiltChain",
    "Record",
    "SignedHead",
    "Store",
    "audit",
    "audit_chain",
    "audit_file",
    "audit_store",
    "begin_copy",
    "canonical",
    "copy_all",
    "copy_chains",
    "copy_database",
    "countersign",
    "create",
    "effective",
    "faults_seen_by_witnesses",
    "open_store",
    "read_file",
    "rebuild",
    "retraction_of",
    "set_aside",
    "witness_draft",
]
