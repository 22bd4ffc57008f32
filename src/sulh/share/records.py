"""What the room writes into the ledger: what left, to whom, through which door."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Annotated, Literal, cast, get_args

from msgspec import Struct

from sulh.ledger import canonical
from sulh.ledger.tlp import Tlp
from sulh.picture import Kind, Origin, Registry
from sulh.picture import fields as f
from sulh.share.audience import PURPOSES, Purpose
from sulh.share.evidence.records import EVIDENCE_KINDS
from sulh.share.threats.records import THREAT_KINDS
from sulh.values import Span, format_utc

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sulh.share.audience import Audience
    from sulh.share.gate import Leaving

__all__ = [
    "DOORS",
    "SHARE_KINDS",
    "Disclosure",
    "Door",
    "disclosure_digest",
    "disclosure_of",
    "marking_word",
]

Door = Literal[
    "brief",
    "blocklist",
    "events",
    "evidence",
    "features",
    "feed",
    "file",
    "notice",
    "taxii",
    "tiles",
]
DOORS: tuple[Door, ...] = get_args(Door)
Marking = Literal["clear", "green", "amber", "amber-strict"]


class Disclosure(Struct, frozen=True, kw_only=True, gc=False):
    """What left the mission: through which door, for whom, for which purpose, how many records.

    `digest` is SHA-256 over the canonical JSON (RFC 8785) of what left, so that a page in somebody's hands can
    be told to be the one that left. `recipient` is the account that fetched it, by its id, where there is one.
    `part` says for a long series which part left, for instance up to which place of a collection.
    """

    origin: Origin
    span: Annotated[Span, f.SpanField(required=True, meaning="when it left: the first and last")]
    door: Annotated[
        Door,
        f.ChoiceField(required=True, meaning="the door it left through", choices=DOORS),
    ]
    audience: Annotated[str, f.KeyField(required=True, meaning="for whom, by the audience's name")]
    purpose: Annotated[Purpose, f.ChoiceField(required=True, meaning="what for", choices=PURPOSES)]
    items: Annotated[int, f.WholeField(required=True, unit="records", meaning="how many left")]
    strictest: Annotated[
        Marking,
        f.ChoiceField(
            required=True,
            meaning="the strictest marking among them",
            standard="TLP 2.0",
            choices=get_args(Marking),
        ),
    ]
    digest: Annotated[
        str, f.KeyField(meaning="SHA-256 of what left, in hexadecimal digits", standard="RFC 8785")
    ] = ""
    recipient: Annotated[str, f.KeyField(meaning="id of the account that fetched it")] = ""
    part: Annotated[str, f.TextField(meaning="which part of a series left")] = ""


SHARE_KINDS = Registry(Kind(Disclosure, table="disclosures"), *THREAT_KINDS, *EVIDENCE_KINDS)
"""The kinds of record of the room."""


def disclosure_digest(leaves: Iterable[Leaving]) -> str:
    """Return SHA-256 (hex) over the canonical JSON of what leaves: ids, kinds, times and bodies in order."""
    content = [
        {
            "id": each.id,
            "kind": each.kind,
            "changed_at": format_utc(each.changed_at),
            "tlp": each.marking.label,
            "body": each.body,
        }
        for each in leaves
    ]
    return sha256(canonical(content)).hexdigest()


def marking_word(marking: Tlp) -> Marking:
    """Return a marking as a disclosure writes it."""
    return cast("Marking", marking.name.lower().replace("_", "-"))


def disclosure_of(
    leaves: tuple[Leaving, ...],
    audience: Audience,
    purpose: Purpose,
    *,
    door: Door,
    moment: datetime,
    source: str,
    ref: str,
    recipient: str = "",
    part: str = "",
    digest: str = "",
) -> Disclosure:
    """Return the record of what leaves at a moment (UTC); `source` and `ref` are the record's own key.

    `digest` is that of `leaves`, where the caller has it already.
    """
    strictest = max((each.marking for each in leaves), default=Tlp.CLEAR)
    return Disclosure(
        origin=Origin(source=source, ref=ref),
        span=Span(moment, moment),
        door=door,
        audience=audience.name,
        purpose=purpose,
        items=len(leaves),
        strictest=marking_word(strictest),
        digest=digest or disclosure_digest(leaves),
        recipient=recipient,
        part=part,
    )
