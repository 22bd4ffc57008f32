"""What the bodies of the ledger's own kinds hold, checked before anything uses them.

A peer signs what it likes and the chain cannot forget. A record whose body does not fit its kind is
therefore set aside: it stays in its chain, is named, and is used for nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from sulh.errors import LedgerError
from sulh.ledger.head import parse_head

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sulh.ledger.record import Record

__all__ = ["BODIES", "body_fault", "usable"]

RecordId = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]


class Correction(Struct):
    """What a report should have said."""

    corrects: RecordId
    kind: str
    body: dict[str, Any]
    reason: str = ""


class Retraction(Struct):
    """A record that is taken back."""

    retracts: RecordId
    reason: str = ""


class Release(Struct):
    """Who else may read a record from now on: parties by their ids, and its new marking, where it has one."""

    releases: RecordId
    to: list[str] = []
    tlp: str = ""
    reason: str = ""


class PartyAnswer(Struct):
    """What a party says of a finding."""

    finding: str
    party: str
    stance: str
    text: str
    verdict: str
    signature: str = ""
    public_key: str = ""


class Access(Struct):
    """Who read which restricted records."""

    role: str
    what: str
    records: list[str]
    account: str = ""
    party: str = ""
    findings: list[str] = []


class Import(Struct):
    """A file that reports came in."""

    name: str
    digest: str


class Genesis(Struct):
    """A site's first record."""

    site: str
    public_key: str


class Witness(Struct):
    """A head that was seen."""

    site: str
    size: Annotated[int, Meta(ge=0)]
    root: str
    head: str
    signature: str
    countersignature: dict[str, Any] | None = None


class Fork(Struct):
    """Two histories that a site signed."""

    site: str
    file: str


class SealedBox(Struct):
    """What is sealed, of which case, for whom."""

    case: str
    audiences: list[str]


class SealedText(Struct):
    """Words that are sealed."""

    sealed: SealedBox


class Note(Struct):
    """Restricted words about a record."""

    about: str
    text: SealedText


class DeviceKey(Struct):
    """What became of a device's public key (hex): an account asked for it, somebody allowed or revoked it."""

    account: str
    key: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
    what: Literal["asked", "allowed", "revoked"]
    label: Annotated[str, Meta(max_length=80)] = ""


class KeyDestroyed(Struct):
    """A case that is forgotten."""

    case: str
    reason: str = ""


BODIES: Mapping[str, type[Struct]] = {
    "access": Access,
    "answer": PartyAnswer,
    "correction": Correction,
    "device-key": DeviceKey,
    "fork": Fork,
    "genesis": Genesis,
    "import": Import,
    "key-destroyed": KeyDestroyed,
    "note": Note,
    "release": Release,
    "retraction": Retraction,
    "witness": Witness,
}


def body_fault(kind: str, body: Any) -> str:
    """Return why a body does not fit its kind; empty when it does, or when the kind is not known."""
    expected = BODIES.get(kind)
    if expected is None:
        return "" if isinstance(body, dict) else "the body is not an object"
    try:
        msgspec.convert(body, expected)
        if kind == "witness":
            bytes.fromhex(body["signature"])
            parse_head(body["head"].encode())
    except (msgspec.ValidationError, LedgerError, ValueError) as error:
        return str(error)
    return ""


def usable(records: Iterable[Record]) -> Iterator[Record]:
    """Yield the records whose bodies fit their kinds, as far as the ledger knows these."""
    return (each for each in records if not body_fault(each.kind, each.body))
