"""Check a file that somebody handed over: a proof, a head, a countersignature or an evidence bundle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sulh.ledger import HeadFile, Proof, read_file
from sulh.values import format_utc
from sulh.workspace.evidence import check_evidence
from sulh.workspace.record_summary import record_summary

if TYPE_CHECKING:
    from pathlib import Path

    from sulh.ledger import Countersignature

__all__ = ["check_file"]


def check_file(file: Path) -> dict[str, Any]:
    """Return what a file says, once it has shown that it holds; ``signed_by`` are the keys, in hex.

    Raises
    ------
    InputError
        When it is no such file.
    LedgerError
        When it does not hold.
    """
    if file.suffix.lower() == ".zip":
        bundle = check_evidence(file)
        return {
            "what": "evidence",
            "finding": bundle.manifest["finding"],
            "verdict": bundle.manifest["verdict"],
            "simulated": bundle.manifest["simulated"],
            "records": len(bundle.proofs),
            "pack": bundle.manifest["pack"],
            "signed_by": list(bundle.keys),
        }
    content = read_file(file.read_bytes(), str(file))
    if isinstance(content, Proof):
        return _proof_facts(content)
    if isinstance(content, HeadFile):
        return _head_facts(content)
    return _countersignature_facts(content)


def _proof_facts(proof: Proof) -> dict[str, Any]:
    record = proof.check()
    return {
        "what": "record",
        "record": record.id,
        "site": record.site,
        "place": record.seq,
        "recorded": format_utc(record.recorded_at),
        "author": record.author,
        "kind": record.kind,
        "simulated": record.simulated,
        "says": record_summary(record),
        "head_over": proof.head.read().size,
        "witnesses": [f"{each.witness} ({each.public_key})" for each in proof.witnesses],
        "signed_by": [proof.public_key],
    }


def _head_facts(file: HeadFile) -> dict[str, Any]:
    head = file.check()
    return {
        "what": "head",
        "site": head.site,
        "records": head.size,
        "root": head.root,
        "time": format_utc(head.time),
        "continues": sorted(file.since),
        "signed_by": [file.public_key],
    }


def _countersignature_facts(signed: Countersignature) -> dict[str, Any]:
    signed.check()
    head = signed.head.read()
    return {
        "what": "countersignature",
        "witness": signed.witness,
        "time": signed.time,
        "site": head.site,
        "records": head.size,
        "root": head.root,
        "signed_by": [signed.public_key],
    }
