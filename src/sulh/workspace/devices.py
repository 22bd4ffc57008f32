"""Records that a device sent: the key it was enrolled with, what it signed, and whether that still holds.

A device writes a *statement* before there is a line: the row of the form, the digests of its attachments,
the version of the form, the mission's time zone, as canonical JSON (RFC 8785). If its key is enrolled it
signs these bytes (Ed25519, RFC 8032). Statement, key and signature stand in the record's body under
``device``, so that the chain, sync and audit keep them like everything else. The keys are records too
(kind ``device-key``): asked for by an account, allowed or revoked by an administrator of the same site.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Annotated, Any, Literal
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Meta, Struct

from sulh.errors import InputError, SulhError
from sulh.languages.refusals import refusal
from sulh.ledger.canonical import is_canonical
from sulh.ledger.keys import signature_holds
from sulh.mission import pack_area
from sulh.observe import open_reports, read
from sulh.observe.read import COMMON_COLUMNS
from sulh.tables import rows_table
from sulh.workspace.place_names import PlaceNames
from sulh.workspace.record_kinds import RECORD_KINDS, body_problem
from sulh.workspace.vocabularies import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from sulh.ledger import Record
    from sulh.mission import Pack

__all__ = [
    "DeviceFault",
    "DeviceKeys",
    "Enrolment",
    "Statement",
    "audit_devices",
    "device_keys",
    "read_statement",
    "today_row",
]

Digest = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
Short = Annotated[str, Meta(max_length=200)]


class NamedFile(Struct, frozen=True, forbid_unknown_fields=True):
    """A file that a statement names: SHA-256, bytes, media type."""

    digest: Digest
    size: Annotated[int, Meta(ge=1)]
    media_type: Short = ""


class Statement(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a device wrote: one row of a form, and what it knew when it wrote it.

    `draft` is the device's own id for what it wrote, `version` grows each time it is changed there.
    `follows` is the id of the record that the device believed to hold, empty for a new report. `form` is the
    version of the form; `made_at` the device's own clock, which nobody vouches for.
    """

    v: Literal[1]
    kind: Short
    row: Annotated[dict[Short, Annotated[str, Meta(max_length=65_536)]], Meta(max_length=100)]
    form: Short
    timezone: Short
    made_at: Short
    draft: Annotated[str, Meta(min_length=8, max_length=64)]
    version: Annotated[int, Meta(ge=1, le=1_000_000)]
    follows: Annotated[str, Meta(pattern="^([0-9a-f]{64})?$")] = ""
    tlp: Literal["", "TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR"] = ""
    simulated: bool = False
    attachments: Annotated[list[NamedFile], Meta(max_length=20)] = []


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """A device's key: whose it is, its state, and the record of each step (UTC)."""

    key: str
    account: str
    label: str
    state: Literal["asked", "allowed", "revoked"]
    asked_at: datetime
    allowed_at: datetime | None = None
    revoked_at: datetime | None = None

    def holds_at(self, moment: datetime) -> bool:
        """Say whether a record that came in at that moment may bear the key."""
        return (
            self.allowed_at is not None
            and self.allowed_at <= moment
            and (self.revoked_at is None or moment < self.revoked_at)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceKeys:
    """All keys that one site knows of, by the key itself (hex)."""

    by_key: Mapping[str, Enrolment] = field(default_factory=dict)

    def of(self, account: str) -> list[Enrolment]:
        """Return the keys of an account."""
        return [each for each in self.by_key.values() if each.account == account]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceFault:
    """A record whose device's signature does not hold, or does not say what the record says."""

    record: str
    site: str
    seq: int
    problem: str
    certain: bool = True
    """False: the row says something else when it is read with today's pack, which may have changed since."""

    def __str__(self) -> str:
        """Say it in a sentence."""
        return f"Record {self.seq} of {self.site} ({self.record[:12]}): {self.problem}."


def read_statement(text: str) -> Statement:
    """Read a device's statement.

    Raises
    ------
    InputError
        When it is not canonical JSON, or not a statement.
    """
    content = text.encode()
    try:
        if not is_canonical(content, json.loads(content)):
            raise refusal(InputError, "not-canonical")
        return msgspec.json.decode(content, type=Statement)
    except (ValueError, RecursionError, msgspec.MsgspecError) as error:
        raise refusal(InputError, "statement-unreadable", text=str(error)) from error


def device_keys(records: Iterable[Record], *, site: str) -> DeviceKeys:
    """Return the keys of a site's own chain; another site's word on them counts for nothing.

    The first account that asks for a key has it: nobody takes over another's. What is revoked stays revoked.
    """
    keys: dict[str, Enrolment] = {}
    for record in records:
        if record.kind != "device-key" or record.site != site:
            continue
        if body_problem(record.kind, record.body):
            continue
        body, moment = record.body, record.recorded_at
        before = keys.get(body["key"])
        if before is None:
            if body["what"] == "asked":
                keys[body["key"]] = Enrolment(
                    key=body["key"],
                    account=body["account"],
                    label=body.get("label", ""),
                    state="asked",
                    asked_at=moment,
                )
        elif body["account"] == before.account and before.state != "revoked":
            keys[body["key"]] = _after(before, body["what"], moment)
    return DeviceKeys(by_key=keys)


def _after(before: Enrolment, what: str, moment: datetime) -> Enrolment:
    if what == "revoked":
        return replace(before, state="revoked", revoked_at=moment)
    if what == "allowed" and before.state == "asked":
        return replace(before, state="allowed", allowed_at=moment)
    return before


def today_row(
    statement: Statement, pack: Pack
) -> tuple[dict[str, str], list[tuple[str, str, str]]]:
    """Return a statement's row in today's words, and each change as (field, old word, new word).

    A word that the pack's vocabulary has under another id now (`formerly`) takes that id.
    """
    kind = RECORD_KINDS[statement.kind]
    row, changes = dict(statement.row), []
    for column in kind.columns:
        if column.vocabulary and (old := row.get(column.name)):
            words: Mapping[str, Any] = vocabulary(pack, column.vocabulary)
            if old not in words:
                new = next(
                    (name for name, each in words.items() if old in getattr(each, "formerly", ())),
                    "",
                )
                if new:
                    row[column.name] = new
                    changes.append((column.name, old, new))
    return row, changes


def audit_devices(records: Iterable[Record], pack: Pack | None) -> tuple[DeviceFault, ...]:
    """Check every device's signature in the records of all sites, and what it was over.

    A signature must be by a key that the record's site had allowed when the record came in; the account of
    the record's author may be another, which carried the device's queue. The signed row, read again, must say
    what the record says. Where the form has changed so that the row cannot be read any more, or there is no
    `pack`, only the signature is checked.
    """
    faults: list[DeviceFault] = []
    enrolments: dict[str, list[Record]] = {}
    keys: dict[str, DeviceKeys] = {}
    for record in records:
        site = record.site
        if record.kind == "device-key":
            enrolments.setdefault(site, []).append(record)
            keys[site] = device_keys(enrolments[site], site=site)
        body: Any = record.body  # a peer signs what it likes
        device = body.get("device") if isinstance(body, dict) else None
        if device is None:
            continue
        problem = _problem_of(record, device, keys.get(site, DeviceKeys()))
        words = "" if problem or pack is None else _problem_of_words(record, device, pack)
        if problem or words:
            faults.append(
                DeviceFault(
                    record=record.id,
                    site=site,
                    seq=record.seq,
                    problem=problem or words,
                    certain=bool(problem),
                )
            )
    return tuple(faults)


def _problem_of(record: Record, device: Any, keys: DeviceKeys) -> str:
    try:
        text = str(device["statement"])
        key, signature = str(device.get("key", "")), str(device.get("signature", ""))
        read_statement(text)
        if key and not signature_holds(key, text.encode(), bytes.fromhex(signature)):
            return "the device's signature is not over what stands beside it"
    except (SulhError, ValueError, TypeError, KeyError, AttributeError):
        return "what a device sent cannot be read"
    return _problem_of_key(record, key, keys)


def _problem_of_key(record: Record, key: str, keys: DeviceKeys) -> str:
    if key:
        enrolment = keys.by_key.get(key)
        if enrolment is None or not enrolment.holds_at(record.recorded_at):
            return f"key {key[:12]} was not allowed when the record came in"
    return ""


def _problem_of_words(record: Record, device: Any, pack: Pack) -> str:
    """Say where record and statement differ; whatever another site has signed, it stops no audit."""
    try:
        return _difference_of(record, read_statement(str(device["statement"])), pack)
    except (SulhError, ValueError, TypeError, LookupError, OSError):
        return "what a device sent cannot be compared with the record"


def _difference_of(record: Record, statement: Statement, pack: Pack) -> str:
    if record.kind == "held-report":  # it holds what was sent, not what it says
        return ""
    if record.kind == "correction":
        return _difference(statement, record.body["kind"], record.body["body"], pack, ())
    return _difference(statement, record.kind, record.body, pack, None)


def _difference(
    statement: Statement, kind: str, body: dict[str, Any], pack: Pack, places: tuple[()] | None
) -> str:
    """Say in which field a body differs from the row that a device sent; empty where in none.

    `places` empty: it was read without the pack's names of places, as corrections are.
    """
    if statement.kind != kind:
        return f"the device sent a report of kind {statement.kind}"
    row, _ = today_row(statement, pack)
    opened = open_reports(
        rows_table(
            [dict.fromkeys(COMMON_COLUMNS, "") | row | {"kind": kind}],
            name=body.get("file") or "rows.jsonl",
        ),
        kinds=RECORD_KINDS,
    )
    imported: dict[str, Any] = {}
    if places is None:
        imported = {"area": pack_area(pack), "places": PlaceNames(pack, opened.gazetteer)}
    batches = list(
        read(
            opened,
            timezone=ZoneInfo(statement.timezone),
            source=row.get("source", ""),
            simulated=statement.simulated,
            **imported,
        )
    )
    reports = [each for batch in batches for each in batch.reports]
    if len(reports) != 1:
        return ""
    again = RECORD_KINDS.to_body(reports[0])
    handling = {"file", "row", "tlp", "device"}
    for name in sorted({*again, *body} - handling):
        if again.get(name) != body.get(name):
            return f"{name} is not what the device sent"
    return ""
