"""The bodies of the watch's routes: devices, their submissions, attachments, alerts, handovers."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, StringConstraints

from sulh.server.schemas.records import Answer, Line, OneRecordOut, RequestBody, Utc

Hex64 = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]
MaybeHex64 = Annotated[str, StringConstraints(pattern="^([0-9a-f]{64})?$")]


class DeviceKeyIn(RequestBody):
    """A device's public key (Ed25519, hex), and what its owner calls the device."""

    key: Hex64
    label: Annotated[str, StringConstraints(max_length=80)] = ""


class DeviceKeyOut(Answer):
    """A device's key and what became of it."""

    key: str
    account: str
    label: str
    state: Literal["asked", "allowed", "revoked"]
    asked_at: Utc
    allowed_at: Utc | None
    revoked_at: Utc | None


class DeviceKeysOut(BaseModel):
    """The keys of devices."""

    keys: list[DeviceKeyOut]


class SubmissionIn(RequestBody):
    """A device's statement (canonical JSON as text), and the signature over its UTF-8 bytes.

    `key` and `signature` (hex) are empty where the device has no key that was allowed.
    """

    statement: Annotated[str, StringConstraints(min_length=2, max_length=200_000)]
    key: MaybeHex64 = ""
    signature: Annotated[str, StringConstraints(pattern="^([0-9a-f]{128})?$")] = ""


class ChangedWord(BaseModel):
    """A word of an older form, and what it is now."""

    field: str
    old: str
    new: str


class SubmissionOut(BaseModel):
    """What became of a device's report.

    *entered*: it is a new record. *known*: it was there. *corrected*: it is a new version. *held*: both
    versions are kept until an officer chooses. *rejected*: see `problems`. `missing` are the digests of its
    attachments that have not come in.
    """

    state: Literal["entered", "known", "corrected", "held", "rejected"]
    record: str
    missing: list[str]
    problems: list[str]
    changes: list[ChangedWord]


class AttachmentOut(BaseModel):
    """A file that belongs to a report; `here`: its bytes have come in."""

    record: str
    report_kind: str
    report_ref: str
    source: str
    digest: str
    size: int
    media_type: str
    here: bool


class AttachmentsOut(BaseModel):
    """Attachments; `missing` counts those whose bytes have not come in, `more`: there are earlier ones."""

    attachments: list[AttachmentOut]
    missing: int
    more: bool


class KeptOut(BaseModel):
    """Whether bytes were new."""

    new: bool


class AlertOut(Answer):
    """An alert, and the rule that raised it, in words of its own."""

    rule: str
    rule_words: str
    trigger: str
    records: list[str]
    raised_at: Utc
    state: Literal["open", "escalated", "acknowledged"]
    acknowledged_by: str
    acknowledged_at: Utc | None


class AlertsOut(BaseModel):
    """The alerts, the one raised last first, and when the server worked them out."""

    alerts: list[AlertOut]
    rules: int
    at: Utc


class AcknowledgeIn(RequestBody):
    """Which alert was seen, and what is done about it."""

    rule: Hex64
    trigger: Hex64
    text: Annotated[str, StringConstraints(max_length=4000)] = ""
    simulated: bool = False


class HandoverIn(RequestBody):
    """What the officer who hands over adds in words."""

    text: Annotated[str, StringConstraints(max_length=20_000)] = ""
    simulated: bool = False


class ConfirmationIn(RequestBody):
    """What the officer who takes over adds in words."""

    text: Annotated[str, StringConstraints(max_length=4000)] = ""


class ConfirmationOut(BaseModel):
    """Who confirmed a handover, by which record."""

    record: str
    author: str
    at: str
    text: str


class HandoverOut(BaseModel):
    """A shift: its log, and who signed it.

    `record` is empty for the shift that runs. `counts` are records by kind; `records` those that came in,
    corrections too, the first `LOG_MAX`; `unlisted` how many more; `open_alerts` those that nobody had
    acknowledged at its end. `signed`: an account other than the writer's has confirmed it.
    """

    record: str
    author: str
    start: Utc
    end: Utc
    text: str
    after: str
    upto: str
    counts: dict[str, int]
    records: list[OneRecordOut]
    unlisted: int
    open_alerts: list[AlertOut]
    confirmations: list[ConfirmationOut]
    signed: bool
    simulated: bool


class HandoversOut(BaseModel):
    """The handovers, the last first, without their logs."""

    handovers: list[HandoverSummary]


class HandoverSummary(BaseModel):
    """One handover in a list."""

    record: str
    author: str
    start: str
    end: str
    signed: bool


class HeldOut(BaseModel):
    """A report that is held, the record that holds (in a conflict), and what was chosen."""

    report: OneRecordOut
    about: OneRecordOut | None
    choice: str
    choice_record: str


class HeldsOut(BaseModel):
    """The reports that are held, the last first."""

    reports: list[HeldOut]


class ChoiceIn(RequestBody):
    """Whether a held report is to hold; `row` is the row in today's words, if it was changed."""

    choice: Literal["taken", "left"]
    reason: Annotated[str, StringConstraints(min_length=1, max_length=4000)]
    row: dict[Line, Annotated[str, StringConstraints(max_length=65_536)]] | None = None
