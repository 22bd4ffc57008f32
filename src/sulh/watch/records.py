"""What a watch writes: files that belong to reports, alert rules, handovers, and reports that are held.

Each kind of record is declared once. Officers are named by their accounts, which stand in a record's
`author`; no body holds a person's name.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from msgspec import Struct

from sulh.errors import shown
from sulh.picture import Kind, Origin, Registry
from sulh.picture import fields as f
from sulh.tables import FaultyField
from sulh.values import Span

__all__ = [
    "ATTACHMENT_BYTES_MAX",
    "WATCH_KINDS",
    "AlertAcknowledgement",
    "AlertRule",
    "Attachment",
    "HandoverConfirmation",
    "HeldChoice",
    "HeldReport",
    "ShiftHandover",
]

ATTACHMENT_BYTES_MAX = 10_000_000
"""A photograph of a telephone has three to six million bytes; video is for other ways."""
WEEK_MIN = 10_080
DIGEST = re.compile("[0-9a-f]{64}")


class Attachment(Struct, frozen=True, kw_only=True, gc=False):
    """A file that belongs to a report of the same source: its digest, not its bytes.

    The bytes are kept beside the ledger under their SHA-256. A report is complete when the bytes of all its
    attachments have come in; until then the missing ones are named and asked for again.
    """

    origin: Origin
    report_kind: Annotated[
        str, f.KeyField(required=True, meaning="the kind of the report it belongs to")
    ]
    report_ref: Annotated[
        str, f.KeyField(required=True, meaning="the `ref` of the report it belongs to")
    ]
    digest: Annotated[
        str, f.KeyField(required=True, meaning="SHA-256 of its bytes, in hexadecimal digits")
    ]
    size: Annotated[
        int,
        f.WholeField(
            required=True, low=1, high=ATTACHMENT_BYTES_MAX, unit="bytes", meaning="how large it is"
        ),
    ]
    media_type: Annotated[
        str, f.KeyField(meaning="what it holds, for instance image/jpeg", standard="IANA")
    ] = ""


class HeldReport(Struct, frozen=True, kw_only=True, gc=False):
    """A report of a device that could not take effect as it was sent, kept until somebody chooses.

    *conflict*: the report that it changes had been changed by somebody else meanwhile; `about` is the id of
    the record that holds. *old-form*: it was written on an older form and has a word that is none any more.
    `content` is the row as it was sent, as JSON. Nothing is computed from it.
    """

    origin: Origin
    of_kind: Annotated[str, f.KeyField(required=True, meaning="the kind of the report")]
    why: Annotated[
        Literal["conflict", "old-form"],
        f.ChoiceField(required=True, meaning="why it is held", choices=("conflict", "old-form")),
    ]
    content: Annotated[str, f.TextField(required=True, meaning="the row as it was sent, as JSON")]
    about: Annotated[str, f.KeyField(meaning="id of the record that holds, in a conflict")] = ""


class HeldChoice(Struct, frozen=True, kw_only=True, gc=False):
    """What somebody chose about a held report, with the reason in `text`.

    *taken*: it holds from now on, by the record `result`. *left*: it does not. Both versions stay.
    """

    origin: Origin
    subject: Annotated[str, f.KeyField(required=True, meaning="id of the held report")]
    choice: Annotated[
        Literal["taken", "left"],
        f.ChoiceField(required=True, meaning="what was chosen", choices=("taken", "left")),
    ]
    result: Annotated[str, f.KeyField(meaning="id of the record that makes it hold")] = ""


class AlertRule(Struct, frozen=True, kw_only=True, gc=False):
    """When the watch is to be alerted: so many records of a kind within so many minutes.

    It holds for what is recorded after it, until it is retracted. Times are those of the ledger: when a
    record came in, not when the thing happened.
    """

    origin: Origin
    watches: Annotated[
        str,
        f.KeyField(required=True, vocabulary="kinds", meaning="the kind of record it watches"),
    ]
    threshold: Annotated[
        int, f.WholeField(required=True, low=1, high=10_000, meaning="so many records alert")
    ]
    within_min: Annotated[
        int,
        f.WholeField(
            required=True, low=1, high=WEEK_MIN, unit="minutes", meaning="within how long"
        ),
    ]
    in_zone: Annotated[
        str,
        f.KeyField(
            vocabulary="zones", prominent=True, meaning="a zone of the pack; empty: everywhere"
        ),
    ] = ""
    of_act: Annotated[
        str,
        f.KeyField(
            vocabulary="acts", prominent=True, meaning="an act of the pack's vocabulary; empty: any"
        ),
    ] = ""
    escalate_min: Annotated[
        int | None,
        f.WholeField(
            low=1,
            high=WEEK_MIN,
            unit="minutes",
            prominent=True,
            meaning="how long it may stay unacknowledged before it is escalated; empty: it is not",
        ),
    ] = None


class AlertAcknowledgement(Struct, frozen=True, kw_only=True, gc=False):
    """An officer has seen an alert, and says in `text` what is done. What comes later counts afresh."""

    origin: Origin
    rule: Annotated[str, f.KeyField(required=True, meaning="id of the rule's record")]
    trigger: Annotated[
        str, f.KeyField(required=True, meaning="id of the record that reached the threshold")
    ]


class ShiftHandover(Struct, frozen=True, kw_only=True, gc=False):
    """A watch officer hands the watch over: what came in from `after` to `upto`, with words in `text`.

    The log itself is not copied: it is what the ledger holds between the two cursors (how many records of
    each site), so that it can be written again by anybody at any time. It is signed by both officers once
    another account confirms it.
    """

    origin: Origin
    span: Annotated[Span, f.SpanField(required=True, meaning="the shift")]
    upto: Annotated[
        str, f.TextField(required=True, meaning="how many records of each site the shift ends with")
    ]
    after: Annotated[
        str, f.TextField(meaning="how many records of each site the shift began with")
    ] = ""


class HandoverConfirmation(Struct, frozen=True, kw_only=True, gc=False):
    """The officer who takes the watch over confirms the handover; never the one who wrote it."""

    origin: Origin
    handover: Annotated[str, f.KeyField(required=True, meaning="id of the handover's record")]


def check_digest(attachment: Attachment) -> None:
    """Refuse what is no SHA-256."""
    if not DIGEST.fullmatch(attachment.digest):
        raise FaultyField(
            "bad-word",
            "digest",
            shown(attachment.digest),
            message="is no SHA-256",
            expected="64 hexadecimal digits",
        )


WATCH_KINDS = Registry(
    Kind(Attachment, table="attachments", rule=check_digest),
    Kind(HeldReport, table="held_reports"),
    Kind(HeldChoice, table="held_choices"),
    Kind(AlertRule, table="alert_rules"),
    Kind(AlertAcknowledgement, table="alert_acknowledgements"),
    Kind(ShiftHandover, table="shift_handovers"),
    Kind(HandoverConfirmation, table="handover_confirmations"),
)
"""The kinds of record of a watch."""
