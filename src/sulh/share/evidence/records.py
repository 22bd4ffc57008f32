"""Records of evidence: what is kept for whom, what happened to it, and the requests that it is kept for.

Custodians are offices. No field holds the name of a person: a request that concerns people says so by its own
reference, and what it asks for stays in the authority's own paper.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal, get_args

from msgspec import Struct

from sulh.errors import shown
from sulh.picture import Kind, Origin
from sulh.picture import fields as f
from sulh.tables import FaultyField
from sulh.values import Span

__all__ = [
    "EVIDENCE_KINDS",
    "EvidenceForm",
    "EvidenceItem",
    "EvidenceStep",
    "EvidenceTransfer",
    "LawfulRequest",
]

EvidenceForm = Literal["digital-file", "device", "document", "object"]
EvidenceStep = Literal["handed-over", "moved", "examined", "returned", "destroyed"]
Decision = Literal["open", "granted", "granted-in-part", "refused"]

DIGEST = re.compile(r"[0-9a-f]{64}")
ISO = "ISO/IEC 27037:2012 [GK]"
SEALS = f.WordsField(meaning="numbers of the seals on it afterwards", standard=ISO)
SHA = "SHA-256 of its bytes, in hexadecimal digits"


class LawfulRequest(Struct, frozen=True, kw_only=True, gc=False):
    """An authority's request for evidence, with the law that it rests on and what the mission decided.

    A later record of the same key is a correction: the decision is written by correcting the request.
    """

    origin: Origin
    span: Annotated[Span, f.SpanField(required=True, meaning="when it was received")]
    requester: Annotated[
        str, f.NameField(required=True, meaning="the authority that asks; no person's name")
    ]
    legal_basis: Annotated[
        str,
        f.TextField(
            required=True,
            meaning="the agreement, law or warrant that it rests on, with its article",
        ),
    ]
    due: Annotated[date | None, f.DayField(meaning="the day by which an answer is asked for")] = (
        None
    )
    decision: Annotated[
        Decision, f.ChoiceField(meaning="what the mission decided", choices=get_args(Decision))
    ] = "open"


class EvidenceItem(Struct, frozen=True, kw_only=True, gc=False):
    """Something that is kept as evidence; its `ref` is the number on its label.

    `custodian` is the first in its chain. Of a file the digest proves that it is the same one later.
    """

    origin: Origin
    span: Annotated[Span, f.SpanField(required=True, meaning="when it was taken", standard=ISO)]
    form: Annotated[
        EvidenceForm,
        f.ChoiceField(required=True, meaning="what it is", choices=get_args(EvidenceForm)),
    ]
    description: Annotated[
        str, f.TextField(required=True, meaning="what it is in words; no person's name")
    ]
    custodian: Annotated[
        str, f.NameField(required=True, meaning="the office that took it; no person's name")
    ]
    location: Annotated[str, f.NameField(meaning="where it lies: a safe, a room, a server")] = ""
    request: Annotated[
        str,
        f.ReferenceField(
            to="lawful-request", meaning="the request that it is kept for, by its ref"
        ),
    ] = ""
    digest: Annotated[str, f.KeyField(meaning=SHA, standard=ISO)] = ""
    size: Annotated[int | None, f.WholeField(unit="bytes", meaning="how large it is")] = None
    seals: Annotated[tuple[str, ...], SEALS] = ()


class EvidenceTransfer(Struct, frozen=True, kw_only=True, gc=False):
    """What happened to evidence: it went to another office or place, was opened, or went out of custody.

    *handed-over*: from `holder` to `receiver`. *moved*: to another place of the same office. *examined*: opened
    or copied. *returned* and *destroyed* end the chain. `seals_before` are those that were found on it.
    """

    origin: Origin
    span: Annotated[Span, f.SpanField(required=True, meaning="when it happened")]
    evidence: Annotated[
        tuple[str, ...], f.WordsField(required=True, meaning="numbers of the items, by their `ref`")
    ]
    step: Annotated[
        EvidenceStep,
        f.ChoiceField(required=True, meaning="what happened", choices=get_args(EvidenceStep)),
    ]
    holder: Annotated[
        str, f.NameField(required=True, meaning="the office that had it before; no person's name")
    ]
    receiver: Annotated[
        str, f.NameField(meaning="the office that has it now, or to which it was returned")
    ] = ""
    location: Annotated[str, f.NameField(meaning="where it lies now")] = ""
    digest: Annotated[str, f.KeyField(meaning=f"{SHA}, as computed then")] = ""
    seals_before: Annotated[
        tuple[str, ...], f.WordsField(meaning="numbers of the seals found on it")
    ] = ()
    seals: Annotated[tuple[str, ...], SEALS] = ()


def check_digest(digest: str) -> None:
    """Refuse a digest that is none."""
    if digest and not DIGEST.fullmatch(digest.lower()):
        raise FaultyField("bad-word", "digest", shown(digest), expected="64 hexadecimal digits")


def check_item(item: EvidenceItem) -> None:
    """Refuse a file without the digest that proves it."""
    check_digest(item.digest)
    if item.form == "digital-file" and not item.digest:
        raise FaultyField(
            "missing", "digest", "", message="is missing", expected="SHA-256 of the file"
        )


def check_transfer(transfer: EvidenceTransfer) -> None:
    """Refuse a transfer to nobody, and one digest for several items."""
    check_digest(transfer.digest)
    if transfer.step == "handed-over" and not transfer.receiver:
        raise FaultyField(
            "missing", "receiver", "", message="is missing", expected="the office that has it now"
        )
    if transfer.digest and len(set(transfer.evidence)) > 1:
        raise FaultyField(
            "bad-word",
            "digest",
            shown(transfer.digest),
            message="is one for several items",
            expected="a record for each item whose digest was computed",
        )


EVIDENCE_KINDS = (
    Kind(LawfulRequest, table="lawful_requests"),
    Kind(EvidenceItem, table="evidence_items", rule=check_item),
    Kind(EvidenceTransfer, table="evidence_transfers", rule=check_transfer),
)
