"""Findings for a user: computed once for all who ask at the same state, then cut by the policy."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any

from sulh import workspace as ws
from sulh.picture import Answer, Version, answers_by_finding
from sulh.server.errors import ForbiddenError, UnknownError
from sulh.server.records import may_read
from sulh.server.tlp import Tlp, author_text
from sulh.values import format_utc
from sulh.workspace.liaison import answer_finding as record_answer

if TYPE_CHECKING:
    from datetime import datetime

    from sulh.server.principal import Principal
    from sulh.server.service import MissionService
    from sulh.verify import Finding

__all__ = ["Judge", "Judged", "MarkedFinding", "Moment", "answer", "findings_of", "versions_of"]

KEPT = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Which judgement is asked for; see `sulh.workspace.judge`."""

    at: datetime
    as_of: datetime | None = None
    since: datetime | None = None
    simulated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedFinding:
    """A finding, its JSON form, the strictest marking of what it rests on, and the answers."""

    finding: Finding
    row: dict[str, Any]
    marking: Tlp
    answers: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """All findings of a moment, and the reports that sites hold in two versions."""

    findings: tuple[MarkedFinding, ...]
    versions: tuple[Version, ...]


class Judge:
    """Judges one state of the ledger at a time and keeps the last few judgements."""

    def __init__(self, service: MissionService) -> None:
        self._service = service
        self._lock = Lock()
        self._kept: OrderedDict[tuple[int, Moment], Judged] = OrderedDict()

    def judged(self, moment: Moment) -> Judged:
        """Return what is judged as the ledger stands now."""
        with self._lock:
            key = (self._state(), moment)
            if key not in self._kept:
                self._kept[key] = self._judge(moment)
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(key)
            return self._kept[key]

    def _state(self) -> int:
        """Return a number that changes with every record that can change a finding."""
        return self._service.index.size - self._service.index.accesses

    def _judge(self, moment: Moment) -> Judged:
        workspace = ws.open_workspace(self._service.folder)
        try:
            judged = ws.judge(
                workspace,
                as_of=moment.as_of,
                at=moment.at,
                since=moment.since,
                simulated=moment.simulated,
            )
            answers = answers_by_finding(
                workspace.store.records(), as_of=moment.as_of, simulated=moment.simulated
            )
        finally:
            workspace.store.close()
        found = tuple(
            MarkedFinding(
                finding=finding,
                row=finding.as_json(),
                marking=self._marking(finding),
                answers=tuple(_answer_as_json(each) for each in answers.get(finding.id, ())),
            )
            for finding in judged.findings
        )
        return Judged(findings=found, versions=judged.picture.versions)

    def _marking(self, finding: Finding) -> Tlp:
        index = self._service.index
        entries = (index.get(each) for each in finding.records)
        return max((each.marking for each in entries if each is not None), default=index.default)


def _answer_as_json(each: Answer) -> dict[str, Any]:
    return {
        "record": each.record,
        "party": each.party,
        "stance": each.stance,
        "text": each.text,
        "verdict": each.verdict,
        "recorded_at": format_utc(each.recorded_at),
        "signed": each.signed,
    }


def findings_of(
    service: MissionService, judge: Judge, user: Principal, moment: Moment
) -> list[dict[str, Any]]:
    """Return the findings that the user may read, in order.

    Of the records a finding rests on, only the ids of those that the user may read are named;
    `withheld` counts the others.
    """
    found = []
    for each in judge.judged(moment).findings:
        whose = user.whose(account="", party=each.finding.party)
        if not user.may("read finding", each.marking, whose):
            continue
        row = dict(each.row)
        withheld = 0
        for name in ("evidence", "possible"):
            entries = [service.index.get(record) for record in row[name]]
            row[name] = [
                entry.id for entry in entries if entry is not None and may_read(user, entry)
            ]
            withheld += len(entries) - len(row[name])
        found.append(
            row | {"withheld": withheld, "tlp": each.marking.label, "answers": list(each.answers)}
        )
    return found


def versions_of(
    service: MissionService, judge: Judge, user: Principal, moment: Moment
) -> list[str]:
    """Return a sentence for each report in two versions, of those that the user may read both."""
    found = []
    for each in judge.judged(moment).versions:
        entries = [service.index.get(record) for record in (each.held, each.aside)]
        if all(entry is not None and may_read(user, entry) for entry in entries):
            found.append(str(each))
    return found


def answer(
    service: MissionService,
    judge: Judge,
    user: Principal,
    finding: str,
    *,
    moment: Moment,
    stance: str,
    text: str,
) -> str:
    """Record what the user's party says of a finding about it; return the record's id.

    Raises
    ------
    UnknownError
        When there is no such finding, or none that the user may read.
    ForbiddenError
        When it is not about the user's party.
    """
    rows = findings_of(service, judge, user, moment)
    row = next((each for each in rows if each["id"] == finding), None)
    marked = next(
        (each for each in judge.judged(moment).findings if each.finding.id == finding), None
    )
    if row is None or marked is None:
        if not user.may("answer", Tlp.CLEAR, "party"):
            raise ForbiddenError(f"A {user.role} does not answer findings.")
        raise UnknownError("There is no such finding, or none that this account may read.")
    whose = user.whose(account="", party=row["party"])
    if not user.may("answer", Tlp.parse(row["tlp"]), whose):
        raise ForbiddenError("Only the liaison of the party a finding is about may answer it.")
    author, now = author_text(user.author), service.now()
    return service.write(
        lambda workspace, _: record_answer(
            workspace,
            marked.finding,
            party=user.party,
            stance=stance,
            text=text,
            author=author,
            now=now,
        )
    )
