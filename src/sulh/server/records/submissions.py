"""What a device sends from its queue: one report at a time, as often as the line needs.

The sender's own key (`source` and `ref`, which the console fills in with an id of its own) says whether a
report has come in before. What is the same is answered as known. What differs is a new version, by a
correction, when it follows the version that holds; else both are kept and an officer chooses.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from sulh.errors import InputError
from sulh.languages.refusals import refusal
from sulh.ledger.keys import signature_holds
from sulh.ledger.tlp import Tlp
from sulh.picture.forms import web_fields
from sulh.server.errors import ForbiddenError
from sulh.server.records import submit
from sulh.server.records.files import files_here
from sulh.server.records.records import find_entry, may_amend, may_read
from sulh.workspace.devices import Statement, read_statement, today_row
from sulh.workspace.record_kinds import RECORD_KINDS
from sulh.workspace.vocabularies import form_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.errors import Problem
    from sulh.mission import Pack
    from sulh.picture import Kind
    from sulh.server.access.principal import Principal
    from sulh.server.records.record_index import IndexEntry
    from sulh.server.service import MissionService
    from sulh.workspace import ImportResult

__all__ = ["Submission", "form_version", "submit_statement"]

State = Literal["entered", "known", "corrected", "held", "rejected"]
REASON = "a new version from the device that sent it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What became of a device's report.

    `record` is the id of the record that now says it; `missing` are the digests of its attachments that have
    not come in; `changes` are words of an older form, as (field, old, new).
    """

    state: State
    record: str = ""
    missing: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    changes: list[tuple[str, str, str]] = field(default_factory=list)


def form_version(kind: Kind, pack: Pack) -> str:
    """Return what changes when the fields of a kind's form or their choices do: 16 hex digits."""
    fields = web_fields(kind, form_words(pack))
    columns = [
        [each["name"], each.get("required", False), each.get("choices", [])] for each in fields
    ]
    return hashlib.sha256(json.dumps(columns).encode()).hexdigest()[:16]


async def submit_statement(
    service: MissionService, user: Principal, text: str, *, key: str, signature: str
) -> Submission:
    """Take in a device's statement; `key` and `signature` (hex) are empty where the device has none.

    Raises
    ------
    InputError
        When the statement cannot be read or its signature does not hold.
    ForbiddenError
        When the user may not submit, or the key is not allowed for this account.
    """
    if not user.may("submit"):
        raise refusal(ForbiddenError, "no-submit", role=user.term)
    statement = read_statement(text)
    pack = service.workspace.pack
    if statement.kind not in RECORD_KINDS:
        raise refusal(InputError, "no-kind", kind=repr(statement.kind))
    if statement.timezone != str(pack.timezone):
        raise refusal(InputError, "other-timezone", zone=repr(statement.timezone))
    device = {"statement": text}
    if key or signature:
        _check_signature(service, text, key, signature)
        device |= {"key": key, "signature": signature}
    async with service.submitting(
        user.account
    ):  # of one report sent twice at once, one comes second
        return await _Intake(service, user, statement, device).run()


def _check_signature(service: MissionService, text: str, key: str, signature: str) -> None:
    enrolment = service.device_keys().by_key.get(key)
    # Its account may be another: a queue that was carried here as a file.
    if enrolment is None or enrolment.state != "allowed":
        raise refusal(ForbiddenError, "key-not-allowed")
    try:
        holds = signature_holds(key, text.encode(), bytes.fromhex(signature))
    except ValueError:
        holds = False
    if not holds:
        raise refusal(InputError, "bad-signature")


class _Intake:
    """One statement on its way in."""

    def __init__(
        self, service: MissionService, user: Principal, statement: Statement, device: dict[str, str]
    ) -> None:
        self.service, self.user, self.statement, self.device = service, user, statement, device
        self.row, self.changes = today_row(statement, service.workspace.pack)
        self.source = user.party if user.outside else self.row.get("source", "")
        self.ref = self.row.get("ref", "")
        self.digests = [each.digest for each in statement.attachments]

    async def run(self) -> Submission:
        result = await self._enter()
        if result.entered:
            return self._answer("entered", self._ids()[-1])
        if result.conflicts:
            return await self._new_version()
        if result.rejected:
            return await self._refused(result)
        ids = self._ids()
        if not ids:
            return self._answer("known")
        return self._answer("known", self._last(find_entry(self.service, self.user, ids[0])).id)

    async def _enter(self) -> ImportResult:
        statement = self.statement
        marking = Tlp.parse(statement.tlp) if statement.tlp else None
        result = await submit.submit_reports(
            self.service,
            self.user,
            partial(submit.form_rows, {"kind": statement.kind, **self.row}, stem="device"),
            source=self.source,
            marking=marking,
            simulated=statement.simulated,
            device=self.device,
        )
        if not result.rejected and statement.attachments:
            await submit.submit_reports(
                self.service,
                self.user,
                partial(submit.form_rows, *self._attachment_rows(), stem="attachments"),
                source=self.source,
                marking=marking,
                simulated=statement.simulated,
            )
        return result

    def _attachment_rows(self) -> list[dict[str, Any]]:
        return [
            {
                "kind": "attachment",
                "source": self.source,
                "ref": f"{self.ref}/{each.digest[:16]}",
                "report_kind": self.statement.kind,
                "report_ref": self.ref,
                "digest": each.digest,
                "size": each.size,
                "media_type": each.media_type,
            }
            for each in self.statement.attachments
        ]

    def _ids(self, *key: str) -> list[str]:
        """Return the ids of the reports of a kind, source and key that the user may read; of this one's."""
        ids = self.service.ids_of(*(key or (self.statement.kind, self.source, self.ref)))
        entries = [self.service.index.get(each) for each in ids]
        return [each.id for each in entries if each is not None and may_read(self.user, each)]

    def _last(self, entry: IndexEntry) -> IndexEntry:
        while amendments := self.service.index.amendments_of(entry.id):
            entry = amendments[-1]
        return entry

    async def _new_version(self) -> Submission:
        """Correct what this account sent before; keep both where somebody else has changed it since."""
        original = self._ids()[0]
        holding = self._last(find_entry(self.service, self.user, original))
        before = self._same_draft(holding)
        if before is not None and before.version > self.statement.version:
            return self._answer("known", holding.id)  # an older one that was long on its way
        follows = before is not None or self.statement.follows == holding.id
        if (
            not follows
            or holding.kind == "retraction"
            or not may_amend(self.service, self.user, holding)
        ):
            return await self._hold("conflict", holding.id, [])
        row = {"kind": self.statement.kind, **self.row}
        try:
            record = await submit.submit_correction(
                self.service, self.user, original, row=row, reason=REASON, device=self.device
            )
        except InputError as error:
            if not error.problems:
                raise
            return self._answer("rejected", problems=error.problems)
        return self._answer("corrected", record)

    def _same_draft(self, holding: IndexEntry) -> Statement | None:
        """Return the statement of the version that holds, if it is this very draft's."""
        body: Any = self.service.record(holding).body
        device = body.get("device") if isinstance(body, dict) else None
        if not isinstance(device, dict) or holding.account != self.user.account:
            return None
        before = read_statement(str(device.get("statement")))
        return before if before.draft == self.statement.draft else None

    async def _refused(self, result: ImportResult) -> Submission:
        problems = [each for each in result.problems if each.severity == "error"]
        kind = RECORD_KINDS[self.statement.kind]
        if self.statement.form == form_version(kind, self.service.workspace.pack):
            return self._answer("rejected", problems=problems)
        return await self._hold("old-form", "", problems)

    async def _hold(self, why: str, about: str, problems: list[Problem]) -> Submission:
        """Keep a version that does not hold, as a record of its own; the same one once."""
        content = json.dumps(self.statement.row, ensure_ascii=False, sort_keys=True)
        ref = hashlib.sha256(f"{self.statement.kind}\n{content}".encode()).hexdigest()[:32]
        row = {
            "kind": "held-report",
            "source": self.source or self.user.role,
            "ref": ref,
            "of_kind": self.statement.kind,
            "why": why,
            "about": about,
            "content": content,
            "text": "\n".join(map(str, problems)),
        }
        result = await submit.submit_reports(
            self.service,
            self.user,
            partial(submit.form_rows, row, stem="held"),
            source=self.source,
            marking=Tlp.parse(self.statement.tlp) if self.statement.tlp else None,
            simulated=self.statement.simulated,
            device=self.device,
        )
        if result.rejected:
            return self._answer("rejected", problems=[*problems, *result.problems])
        ids = self._ids("held-report", str(row["source"]), ref)
        return self._answer("held", ids[-1] if ids else "", problems=problems)

    def _answer(
        self, state: State, record: str = "", *, problems: Sequence[Problem] = ()
    ) -> Submission:
        entered = state in ("entered", "known", "corrected", "held")
        here = files_here(self.service, self.user, set(self.digests)) if entered else set()
        return Submission(
            state=state,
            record=record,
            missing=[each for each in self.digests if each not in here] if entered else [],
            problems=list(problems),
            changes=self.changes,
        )
