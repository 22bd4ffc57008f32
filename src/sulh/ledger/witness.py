"""Witnesses: others who sign that they saw a site's head, so that its past cannot be rewritten unseen.

A witness is another site, or a party's liaison officer with a key of his own and a memory of the last
head he signed for each site. He signs a later head only with the proof that it continues that one. His
countersignature enters the site's own ledger as a record of kind ``witness``, and every audit compares
the chains with all such records.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson

from sulh.errors import LedgerError, plural
from sulh.ledger.audit_chain import Fault
from sulh.ledger.bodies import usable
from sulh.ledger.canonical import canonical
from sulh.ledger.head import SignedHead, head_holds, parse_head
from sulh.ledger.keys import public_hex, signature_holds
from sulh.ledger.record import Draft
from sulh.values import format_utc

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from sulh.ledger.record import Record
    from sulh.ledger.store import Chain

__all__ = ["Countersignature", "countersign", "faults_seen_by_witnesses", "witness_draft"]

COUNTERSIGNATURE = "sulh-countersignature"
KEYS = {"head", "time", "v", "witness"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Countersignature:
    """A witness's signed statement that he saw a head: `content` are the signed bytes.

    `head` is the head he saw, with the site's own signature, so that two histories signed by one
    site are evidence against it wherever they meet.
    """

    content: bytes
    signature: bytes
    public_key: str
    head: SignedHead

    @property
    def head_digest(self) -> str:
        """The SHA-256 (hex) of the head's bytes, which the statement names."""
        return str(self._fields()["head"])

    @property
    def witness(self) -> str:
        """The name that the witness gave himself: an office, never a person."""
        return str(self._fields()["witness"])

    @property
    def time(self) -> str:
        """When he signed (UTC, by his clock)."""
        return str(self._fields()["time"])

    def _fields(self) -> dict[str, Any]:
        fields = orjson.loads(self.content)
        if not isinstance(fields, dict) or fields.keys() != KEYS or fields["v"] != 1:
            raise LedgerError("A countersignature's statement cannot be read.")
        return fields

    def check(self, head: SignedHead | None = None) -> None:
        """Check that the witness signed it, about this head.

        Raises
        ------
        LedgerError
            When he did not.
        """
        seen = self.head if head is None else head
        if not signature_holds(self.public_key, self.content, self.signature):
            raise LedgerError(
                f"The countersignature by {self.witness} is not signed by key "
                f"{self.public_key[:16]}…"
            )
        if seen.digest != self.head_digest:
            raise LedgerError(f"The countersignature by {self.witness} is about another head.")

    def to_json(self) -> dict[str, Any]:
        """Return the file's content (docs/reference/ledger-format.md)."""
        return {
            "what": COUNTERSIGNATURE,
            "v": 1,
            "statement": self.content.decode(),
            "signature": self.signature.hex(),
            "public_key": self.public_key,
            "head": self.head.content.decode(),
            "head_signature": self.head.signature.hex(),
        }

    @classmethod
    def from_json(cls, fields: Mapping[str, Any]) -> Countersignature:
        """Read the file's content.

        Raises
        ------
        ValueError, KeyError, TypeError, AttributeError
            When it is none.
        """
        if fields["what"] != COUNTERSIGNATURE or fields["v"] != 1:
            raise ValueError(f"it is a {fields['what']!r}")
        signed = cls(
            content=fields["statement"].encode(),
            signature=bytes.fromhex(fields["signature"]),
            public_key=fields["public_key"],
            head=SignedHead(
                content=fields["head"].encode(), signature=bytes.fromhex(fields["head_signature"])
            ),
        )
        try:
            signed._fields()
        except LedgerError as error:
            raise ValueError(str(error)) from error
        return signed


def countersign(
    head: SignedHead, *, witness: str, time: datetime, key: Ed25519PrivateKey
) -> Countersignature:
    """Return the statement of a witness that he saw a head at a time (UTC)."""
    content = canonical({"head": head.digest, "time": format_utc(time), "v": 1, "witness": witness})
    return Countersignature(
        content=content, signature=key.sign(content), public_key=public_hex(key), head=head
    )


def witness_draft(site: str, head: SignedHead, signed: Countersignature | None = None) -> Draft:
    """Return the record that a head of `site` was seen: by this site itself, or by who signed."""
    read = head.read()
    body: dict[str, Any] = {
        "site": site,
        "size": read.size,
        "root": read.root,
        "head": head.content.decode(),
        "signature": head.signature.hex(),
    }
    if signed is not None:
        body["countersignature"] = signed.to_json()
    return Draft(kind="witness", body=body)


def seen_head(record: Record) -> tuple[str, SignedHead]:
    """Return the site and the head that a record of kind ``witness`` speaks of.

    Raises
    ------
    LedgerError
        When the record cannot be read.
    """
    try:
        head = SignedHead(
            content=record.body["head"].encode(),
            signature=bytes.fromhex(record.body["signature"]),
        )
        return str(record.body["site"]), head
    except (KeyError, ValueError, AttributeError, TypeError) as error:
        raise LedgerError(f"Record {record.id[:12]} is no witness's: {error}") from error


def faults_seen_by_witnesses(
    chains: Mapping[str, Chain], witnessed: Iterable[Record]
) -> list[Fault]:
    """Compare every chain with the heads that were seen of it, and return what does not agree.

    The chains are audited already, so that a head kept in a chain speaks of its records. A record
    that is of another form than a witness's is set aside, and accuses nobody.
    """
    faults: list[Fault] = []
    by_site: dict[str, list[tuple[Record, SignedHead]]] = {}
    for record in usable(witnessed):
        try:
            site, head = seen_head(record)
            size = parse_head(head.content).size
        except LedgerError as error:
            faults.append(_fault("bad-witness", record, -1, str(error)))
            continue
        if site in chains and size > 0:
            by_site.setdefault(site, []).append((record, head))
    for site, seen in by_site.items():
        faults += _compare(chains[site], seen)
    return faults


def _compare(chain: Chain, seen: list[tuple[Record, SignedHead]]) -> list[Fault]:
    sizes = {head.read().size for _, head in seen}
    own_heads = {size: head for head, _ in chain.heads() if (size := head.read().size) in sizes}
    size, key = chain.size, chain.public_key
    faults = []
    for record, head in seen:
        read = head.read()
        by = f"{record.site}'s record {record.seq}"
        if not head_holds(head.content, head.signature, key):
            faults.append(
                _fault(
                    "bad-witness",
                    record,
                    read.size - 1,
                    f"{by} names a head of {chain.site} that {chain.site} did not sign",
                )
            )
        elif read.size > size:
            faults.append(
                _fault(
                    "truncated",
                    record,
                    size,
                    f"{by} saw {plural(read.size, 'record')} of {chain.site}, there are {size}",
                )
            )
        elif read.size not in own_heads or own_heads[read.size].read().root != read.root:
            faults.append(
                _fault(
                    "rewritten",
                    record,
                    read.size - 1,
                    f"{by} saw another history of {chain.site} over {plural(read.size, 'record')}: "
                    "it was rewritten since",
                )
            )
    return faults


def _fault(code: str, record: Record, seq: int, message: str) -> Fault:
    return Fault(code=code, seq=seq, record=record.id, message=message)
