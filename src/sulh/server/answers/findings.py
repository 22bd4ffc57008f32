"""Findings for a user: judged once for all who ask the same, then reduced by the policy."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import timedelta
from threading import Lock
from typing import TYPE_CHECKING, Any

from sulh.languages.refusals import refusal
from sulh.languages.speech import Speech
from sulh.ledger.tlp import Tlp
from sulh.picture import Answer, Version, answers_by_finding
from sulh.server.access.policy import is_restricted, strictest
from sulh.server.middleware.errors import ForbiddenError, UnknownError
from sulh.server.records.live import LiveMission
from sulh.server.records.records import may_read, readable_ids, reads_everything
from sulh.server.work.queues import FairExecutor
from sulh.values import format_utc
from sulh.workspace import answer_finding, judge

if TYPE_CHECKING:
    from collections.abc import Iterable
    from concurrent.futures import Future
    from datetime import datetime

    from sulh.server.access.principal import Principal
    from sulh.server.service import MissionService
    from sulh.verify import Finding

__all__ = [
    "FindingsCache",
    "FindingsQuery",
    "JudgedState",
    "MarkedFinding",
    "log_findings",
    "readable_findings",
    "submit_answer",
    "version_sentences",
]

STATES_KEPT = 8
QUESTIONS_WAITING_MAX = 100
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingsQuery:
    """Which judgement to make; see `sulh.workspace.judge`. `at` None: conduct up to now."""

    at: datetime | None = None
    as_of: datetime | None = None
    since: datetime | None = None
    simulated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedFinding:
    """A finding, its row in JSON, and the strictest marking it rests on."""

    finding: Finding
    row: dict[str, Any]
    marking: Tlp

    def as_json(
        self,
        service: MissionService,
        user: Principal,
        answers: Iterable[dict[str, Any]],
        *,
        brief: bool = False,
    ) -> dict[str, Any]:
        """Return it as a user may read it, in types that JSON has.

        It names only the records that the user may read; `withheld` counts the others. `brief`: it names none.
        """
        row = dict(self.row)
        withheld = 0
        for name in () if brief and reads_everything(user) else ("evidence", "possible"):
            row[name] = readable_ids(service, user, row[name])
            withheld += len(self.row[name]) - len(row[name])
        if brief:
            row |= {"evidence": [], "possible": [], "may_be_one": []}
        readable = {*row["evidence"], *row["possible"]}
        row["may_be_one"] = [
            group for group in row["may_be_one"] if readable.issuperset(group.split("+"))
        ]
        return row | {
            "withheld": withheld,
            "tlp": self.marking.label,
            "answers": [each for each in answers if _may_read_answer(service, user, each)],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedState:
    """All findings up to a moment, and the reports that were recorded in two versions.

    `answers` are those to findings, by the finding's id.
    """

    at: datetime
    findings: tuple[MarkedFinding, ...]
    versions: tuple[Version, ...]
    answers: dict[str, tuple[dict[str, Any], ...]]

    def rows(
        self,
        service: MissionService,
        user: Principal,
        findings: Iterable[MarkedFinding],
        *,
        brief: bool = False,
    ) -> list[dict[str, Any]]:
        """Return findings as a user may read them, in types that JSON has; `brief`: without their records."""
        return [
            each.as_json(service, user, self.answers.get(each.finding.id, ()), brief=brief)
            for each in findings
        ]


Key = tuple[int, FindingsQuery, Tlp | None]
"""The revision of the index, the question, and how strict the unrated reports are that are left out."""
RANK = {"met": 0, "undetermined": 1, "breached": 2}


class FindingsCache:
    """Judges one question at a time, on a thread of its own, and keeps the last few answers.

    The same question at the same state of the ledger is judged once. Accounts take turns, so that
    many questions of one account delay only that account.
    """

    def __init__(self, service: MissionService) -> None:
        self.judged = 0
        self._service = service
        self._lock = Lock()
        self._states: OrderedDict[Key, JudgedState] = OrderedDict()
        self._waiting: dict[tuple[str, Key], Future[JudgedState]] = {}
        self._live = LiveMission(service)
        self._releases = service.index.releases
        self._judges = FairExecutor(1, name="sulh-judge", queue_max=QUESTIONS_WAITING_MAX)

    @property
    def waiting(self) -> int:
        """How many questions wait to be judged."""
        return self._judges.waiting

    def close(self) -> None:
        """Finish what is being judged."""
        self._judges.shutdown()

    def resolve(self, query: FindingsQuery) -> FindingsQuery:
        """Return the query with its `at`: the last change, or the last full hour if that is later.

        A moment that moved with the clock would judge everything anew at each request.
        """
        if query.at is not None:
            return query
        hour = self._service.now().replace(minute=0, second=0, microsecond=0)
        return replace(query, at=max(hour, self._service.changed_at))

    async def state(self, user: Principal, query: FindingsQuery) -> JudgedState:
        """Return what follows from the ledger as it stands now, for a user; no thread waits for it.

        Unrated reports count only for those who may read them: see `sulh.server.access.unrated`.
        """
        limit = strictest(user.role, "read", "other") or Tlp.CLEAR
        return await self.state_up_to(limit, query, account=user.account)

    async def state_up_to(
        self, limit: Tlp, query: FindingsQuery, *, account: str = ""
    ) -> JudgedState:
        """Return the same for somebody who may have records up to a marking."""
        index = self._service.index
        hidden = index.unrated.strictness_hidden(limit)
        key = (index.revision, self.resolve(query), hidden)
        with self._lock:
            state = self._states.get(key)
            if state is not None:
                self._states.move_to_end(key)
                return state
            future = self._waiting.get((account, key))
            if future is None:
                future = self._judges.submit(account, lambda: self._work(account, key, query.at))
                self._waiting[account, key] = future
        return await asyncio.shield(asyncio.wrap_future(future))

    def _work(self, account: str, key: Key, moment: datetime | None) -> JudgedState:
        """Judge, unless another account's turn has answered the same question meanwhile."""
        try:
            return self._judged(key, moment)
        finally:
            with self._lock:
                self._waiting.pop((account, key), None)

    def _judged(self, key: Key, moment: datetime | None) -> JudgedState:
        """Return a state that is kept, or judge it and keep it."""
        with self._lock:
            state = self._states.get(key)
        if state is None:
            state = self._judge(key[1], moment, key[2])
            if key[2] is not None:
                findings = _as_seen(state.findings, self._judged((*key[:2], None), moment).findings)
                state = replace(state, findings=findings)
            with self._lock:
                self._states[key] = state
                while len(self._states) > STATES_KEPT:
                    self._states.popitem(last=False)
        return state

    def _judge(
        self, query: FindingsQuery, moment: datetime | None, hidden: Tlp | None
    ) -> JudgedState:
        service, at = self._service, query.at or self._service.now()
        self.judged += 1
        if self._releases != service.index.releases:
            self._releases = service.index.releases
            self._live.forget_marks()
        answers = answers_by_finding(
            service.remarks(), as_of=query.as_of, simulated=query.simulated
        )
        since, simulated = query.since, query.simulated
        if query.as_of is None:
            marked, versions = self._live.judge(
                self._mark, moment=moment, at=at, since=since, simulated=simulated, hidden=hidden
            )
        else:
            records, unrated = service.history(), service.index.unrated
            if hidden is not None:
                records = [each for each in records if not unrated.is_hidden(each.id, hidden)]
            past = judge(
                service.workspace,
                as_of=query.as_of,
                at=at,
                since=since,
                simulated=simulated,
                records=records,
            )
            marked, versions = [self._mark(each) for each in past.findings], past.versions
        return JudgedState(
            at=at,
            findings=tuple(marked),
            versions=versions,
            answers={finding: tuple(map(_answer_json, each)) for finding, each in answers.items()},
        )

    def _mark(self, finding: Finding) -> MarkedFinding:
        return MarkedFinding(finding=finding, row=finding.as_json(), marking=self._marking(finding))

    def _marking(self, finding: Finding) -> Tlp:
        index = self._service.index
        entries = (index.get(each) for each in finding.records)
        return max((each.marking for each in entries if each is not None), default=index.default)


def _as_seen(
    seen: Iterable[MarkedFinding], full: Iterable[MarkedFinding]
) -> tuple[MarkedFinding, ...]:
    """Return findings without the reports that a user may not know of.

    Where a finding would be worse without them, the full one stands, with its marking: nobody is told of a
    breach that the mission does not see.
    """
    by_id = {each.finding.id: each for each in full}
    pairs = ((each, by_id.get(each.finding.id, each)) for each in seen)
    return tuple(
        all_of_it if RANK[each.finding.verdict] > RANK[all_of_it.finding.verdict] else each
        for each, all_of_it in pairs
    )


def _answer_json(each: Answer) -> dict[str, Any]:
    return {
        "record": each.record,
        "party": each.party,
        "stance": each.stance,
        "text": each.text,
        "verdict": each.verdict,
        "recorded_at": format_utc(each.recorded_at),
        "signed": each.signed,
    }


def _may_read_answer(service: MissionService, user: Principal, answer: dict[str, Any]) -> bool:
    """Say whether a user may read an answer; a party reads all of its own."""
    entry = service.index.get(answer["record"])
    return entry is not None and (
        may_read(user, entry) or bool(user.party and user.party == answer["party"])
    )


def readable_findings(state: JudgedState, user: Principal, **equal: str) -> list[MarkedFinding]:
    """Return the findings that the user may read, in order; `equal`: fields that a row must have."""
    required = [(name, value) for name, value in equal.items() if value]
    may: dict[tuple[Tlp, str], bool] = {}
    findings = []
    for each in state.findings:
        if any(each.row[name] != value for name, value in required):
            continue
        key = (each.marking, each.row["party"])
        if key not in may:
            whose = user.whose(account="", party=each.row["party"])
            may[key] = user.may("read finding", each.marking, whose)
        if may[key]:
            findings.append(each)
    return findings


def log_findings(
    service: MissionService, user: Principal, findings: Iterable[MarkedFinding]
) -> None:
    """Record that a user is about to read these findings, where they are restricted."""
    ids = [each.row["id"] for each in findings if is_restricted(each.marking, sealed=False)]
    if ids:
        service.log_access(user, "findings", findings=ids)


def version_sentences(service: MissionService, state: JudgedState, user: Principal) -> list[str]:
    """Return a sentence for each report in two versions, where the user may read both."""
    sentences = []
    for each in state.versions:
        entries = [service.index.get(record) for record in (each.in_use, each.aside)]
        if all(entry is not None and may_read(user, entry) for entry in entries):
            sentences.append(each.say(Speech(user.language)))
    return sentences


async def submit_answer(
    service: MissionService,
    state: JudgedState,
    user: Principal,
    finding: str,
    *,
    stance: str,
    text: str,
) -> str:
    """Record what the user's party says of a finding about it; return the record's id.

    The answer is as strict as the finding, because it can repeat what the finding says.

    Raises
    ------
    UnknownError
        When there is no such finding that the user may read.
    ForbiddenError
        When it is not about the user's party.
    """
    readable = readable_findings(state, user, id=finding)
    if not readable:
        if not user.may("answer", Tlp.CLEAR, "party"):
            raise refusal(ForbiddenError, "role-no-answers", role=user.term)
        raise refusal(UnknownError, "no-finding")
    target, marking = readable[0].finding, readable[0].marking
    whose = user.whose(account="", party=target.party)
    if not user.may("answer", marking, whose):
        raise refusal(ForbiddenError, "answer-not-yours")
    now = service.now()
    return await service.write_soon(
        user.account,
        lambda workspace, _: answer_finding(
            workspace,
            target,
            party=user.party,
            stance=stance,
            text=text,
            author=user.author,
            now=now,
            tlp=marking.label,
        ),
    )
