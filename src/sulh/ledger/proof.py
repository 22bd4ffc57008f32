"""Proofs in small files: that a record stands in a signed head, that one head continues another.

A file is JSON whose texts are the very bytes that were hashed and signed, so that it can be checked
with a JSON reader, SHA-256 and Ed25519 alone (``examples/check_proof.py`` does). It is checked with
public keys only; whose key it is must be known from somewhere else.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sulh.errors import InputError, LedgerError, plural
from sulh.ledger.head import SignedHead, head_holds
from sulh.ledger.merkle import check_consistency, check_inclusion
from sulh.ledger.record import leaf_hash, parse
from sulh.ledger.tree import Tree
from sulh.ledger.witness import Countersignature

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sulh.ledger.head import Head
    from sulh.ledger.record import Record
    from sulh.ledger.store import Chain

__all__ = ["HeadFile", "Proof", "ProofMaker", "read_file"]

PROOF = "sulh-proof"
HEAD = "sulh-head"
FILE_BYTES_MAX = 16_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """That the record with these bytes stands at its place under a signed head.

    `path` is the RFC 9162 audit path, `public_key` the site's (hex), `witnesses` what others signed
    about the same head.
    """

    content: bytes
    path: tuple[bytes, ...]
    head: SignedHead
    public_key: str
    witnesses: tuple[Countersignature, ...] = ()

    def check(self) -> Record:
        """Return the record once the proof is found to hold.

        Raises
        ------
        LedgerError
            When anything in it does not hold; the sentence names what.
        """
        record = parse(self.content)
        head = _checked_head(self.head, self.public_key)
        if record.site != head.site:
            raise LedgerError(f"The record is of site {record.site}, the head of {head.site}.")
        proven = check_inclusion(
            leaf_hash(self.content),
            record.seq,
            size=head.size,
            path=self.path,
            root=bytes.fromhex(head.root),
        )
        if not proven:
            raise LedgerError(
                f"The record is not record {record.seq} of those under the head: it, its place, "
                "the path or the head was changed."
            )
        for witness in self.witnesses:
            witness.check(self.head)
        return record

    def to_json(self) -> dict[str, Any]:
        """Return the file's content (docs/reference/ledger-format.md)."""
        return {
            "what": PROOF,
            "v": 1,
            "record": self.content.decode(),
            "path": [each.hex() for each in self.path],
            **_head_json(self.head, self.public_key),
            "witnesses": [each.to_json() for each in self.witnesses],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadFile:
    """A signed head for a witness, with the proofs that it continues earlier heads, by their size."""

    head: SignedHead
    public_key: str
    since: dict[int, tuple[bytes, ...]] = field(default_factory=dict)

    def check(self) -> Head:
        """Return what the head says once its signature is found to hold.

        Raises
        ------
        LedgerError
            When it does not.
        """
        return _checked_head(self.head, self.public_key)

    def continues(self, size: int, root: str) -> bool:
        """Say whether the file proves that the head continues the one of this size and root."""
        head = self.head.read()
        return check_consistency(
            size,
            head.size,
            earlier_root=bytes.fromhex(root),
            later_root=bytes.fromhex(head.root),
            path=self.since.get(size, ()),
        )

    def to_json(self) -> dict[str, Any]:
        """Return the file's content (docs/reference/ledger-format.md)."""
        return {
            "what": HEAD,
            "v": 1,
            **_head_json(self.head, self.public_key),
            "since": {
                str(size): [each.hex() for each in path] for size, path in self.since.items()
            },
        }


class ProofMaker:
    """Makes proofs under a chain's latest head, or its head of a size, from one tree."""

    def __init__(
        self,
        chain: Chain,
        *,
        size: int | None = None,
        witnesses: Iterable[Countersignature] = (),
    ) -> None:
        self._chain = chain
        self.head = _head_of(chain, size)
        self.size = self.head.read().size
        digest = self.head.digest
        self._witnesses = tuple(each for each in witnesses if each.head_digest == digest)
        self._tree = Tree(leaf_hash(row[4]) for row in chain.rows(0, self.size))

    def prove(self, seq: int) -> Proof:
        """Return the proof of the record at a place.

        Raises
        ------
        InputError
            When the head does not speak of it.
        """
        if not 0 <= seq < self.size:
            raise InputError(
                f"The head over {plural(self.size, 'record')} does not speak of record {seq}."
            )
        (row,) = self._chain.rows(seq, seq + 1)
        return Proof(
            content=row[4],
            path=tuple(self._tree.inclusion(seq, self.size)),
            head=self.head,
            public_key=self._chain.public_key,
            witnesses=self._witnesses,
        )

    def head_file(self, since: Iterable[int] = ()) -> HeadFile:
        """Return the head with the proofs that it continues the heads of these sizes."""
        proofs = {
            size: tuple(self._tree.consistency(size, self.size))
            for size in sorted(set(since))
            if 0 < size <= self.size
        }
        return HeadFile(head=self.head, public_key=self._chain.public_key, since=proofs)


def _head_of(chain: Chain, size: int | None) -> SignedHead:
    last = chain.size if size is None else size
    for signed, _ in chain.heads(after=last - 1):
        if size is None or signed.read().size == size:
            return signed
        break
    raise InputError(
        f"Site {chain.site} signed no head over {plural(last, 'record')}.",
        remedy="Give the size of one that `sulh ledger heads` lists.",
    )


def _checked_head(signed: SignedHead, public_key: str) -> Head:
    head = signed.read()
    if not head_holds(signed.content, signed.signature, public_key):
        raise LedgerError(
            f"The head of site {head.site} over {plural(head.size, 'record')} is not signed by key "
            f"{public_key[:16]}…"
        )
    return head


def _head_json(head: SignedHead, public_key: str) -> dict[str, str]:
    return {
        "head": head.content.decode(),
        "signature": head.signature.hex(),
        "public_key": public_key,
    }


def read_file(content: bytes, name: str) -> Proof | HeadFile | Countersignature:
    """Return what a file holds; nothing of it is checked yet.

    Raises
    ------
    InputError
        When it holds none of these.
    """
    try:
        if len(content) > FILE_BYTES_MAX:
            raise ValueError("it is too large")  # noqa: TRY301 -- caught below with the rest
        fields = json.loads(content)
        what = fields["what"]
        if fields["v"] != 1:
            raise ValueError(f"version {fields['v']} is not known")  # noqa: TRY301 -- as above
        if what == PROOF:
            return Proof(
                content=fields["record"].encode(),
                path=tuple(bytes.fromhex(each) for each in fields["path"]),
                witnesses=tuple(Countersignature.from_json(each) for each in fields["witnesses"]),
                **_signed(fields),
            )
        if what == HEAD:
            since = {
                int(size): tuple(bytes.fromhex(each) for each in path)
                for size, path in fields["since"].items()
            }
            return HeadFile(since=since, **_signed(fields))
        return Countersignature.from_json(fields)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(
            f"{name} is no proof, head or countersignature of Sulh: {error}",
            remedy="These are made by `sulh ledger prove`, `head` and `countersign`.",
        ) from error


def _signed(fields: dict[str, Any]) -> dict[str, Any]:
    return {
        "head": SignedHead(
            content=fields["head"].encode(), signature=bytes.fromhex(fields["signature"])
        ),
        "public_key": str(fields["public_key"]),
    }
