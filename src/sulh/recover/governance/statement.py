"""Decisions with their criteria, and complaints: how many, which are answered, which are overdue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sulh.languages.sentence import sentence
from sulh.languages.speech import ENGLISH
from sulh.recover.returns.disclosure import PersonCount, release, sum_counts
from sulh.values import format_utc

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sulh.languages.sentence import Sentence
    from sulh.languages.speech import Speech
    from sulh.recover.governance_records import Complaint, ComplaintAnswer, Decision

__all__ = [
    "ANSWER_DAYS",
    "GovernanceStatement",
    "OverdueComplaint",
    "TopicLine",
    "governance_statement",
    "project_stages",
]

ANSWER_DAYS = 30
"""Days to answer a complaint that does not say them: our default, no standard's."""

ENDS = frozenset(("uphold", "dismiss", "withdraw"))
SENSITIVE = "sensitive"


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicLine:
    """Complaints of one topic over the whole mission: with its place, a topic could point at somebody."""

    topic: str
    people: PersonCount
    open: PersonCount
    overdue: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OverdueComplaint:
    """A complaint whose answer is overdue; of a sensitive one neither topic nor project are shown."""

    complaint: str
    topic: str
    about: str
    due: datetime
    days_late: int
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GovernanceStatement:
    """Decisions and complaints up to a moment (UTC); people are rounded."""

    at: datetime
    decisions: tuple[Decision, ...]
    topics: tuple[TopicLine, ...]
    overdue: tuple[OverdueComplaint, ...]
    faults: tuple[Sentence, ...]
    simulated: bool = False

    def content(self, speech: Speech = ENGLISH) -> dict[str, Any]:
        """Return it in types that JSON has, its sentences in a language."""
        return {
            "at": format_utc(self.at),
            "simulated": self.simulated,
            "decisions": [
                {
                    "ref": each.origin.ref,
                    "at": format_utc(each.span.start),
                    "projects": list(each.projects),
                    "outcome": each.outcome,
                    "agent": each.agent,
                    "criteria": list(each.criteria),
                    "options": list(each.options),
                    "reason": each.reason,
                }
                for each in self.decisions
            ],
            "complaints": [
                {
                    "topic": each.topic,
                    "people": [each.people.low, each.people.high],
                    "open": [each.open.low, each.open.high],
                    "overdue": each.overdue,
                }
                for each in self.topics
            ],
            "overdue": [
                {
                    "complaint": each.complaint,
                    "topic": each.topic,
                    "about": each.about,
                    "due": format_utc(each.due),
                    "days_late": each.days_late,
                    "last": each.last,
                }
                for each in self.overdue
            ],
            "faults": [each.said(speech) for each in self.faults],
        }


def governance_statement(
    entries: Mapping[str, Sequence[Any]], *, at: datetime, simulated: bool = False
) -> GovernanceStatement:
    """Return decisions and complaints at a moment (UTC) from what the ledger holds, by the kinds' names."""
    decisions: list[Decision] = [
        each for each in entries.get("decision", ()) if each.span.start < at
    ]
    complaints: list[Complaint] = [
        each for each in entries.get("complaint", ()) if each.span.start < at
    ]
    answers: list[ComplaintAnswer] = [
        each for each in entries.get("complaint-answer", ()) if each.span.start < at
    ]
    last, faults = _last_answers(complaints, answers)
    open_ = [each for each in complaints if not _has_end(each, last)]
    overdue = sorted(
        (_overdue(each, last, at) for each in open_ if _due(each) < at),
        key=lambda each: (-each.days_late, each.complaint),
    )
    return GovernanceStatement(
        at=at,
        decisions=tuple(sorted(decisions, key=lambda each: (each.span.start, each.origin.ref))),
        topics=_topics(complaints, open_, overdue),
        overdue=tuple(overdue),
        faults=faults,
        simulated=simulated,
    )


def project_stages(decisions: Iterable[Decision], *, at: datetime) -> dict[str, str]:
    """Return what the last decision before a moment (UTC) made of each project: agreed, refused, proposed."""
    words = {"approve": "agreed", "refuse": "refused", "postpone": "proposed"}
    stages: dict[str, str] = {}
    for each in sorted(decisions, key=lambda one: (one.span.start, one.origin.ref)):
        if each.span.start < at:
            stages |= dict.fromkeys(each.projects, words[each.outcome])
    return stages


def _last_answers(
    complaints: Iterable[Complaint], answers: Iterable[ComplaintAnswer]
) -> tuple[dict[tuple[str, str], ComplaintAnswer], tuple[Sentence, ...]]:
    """Return the last answer to each complaint, by its sender and reference, and which answers fit none.

    Where two senders use one reference, an answer counts for the complaint of its own sender only: another
    one must not look answered.
    """
    senders: dict[str, list[str]] = {}
    for each in complaints:
        senders.setdefault(each.origin.ref, []).append(each.origin.source)
    last: dict[tuple[str, str], ComplaintAnswer] = {}
    faults = []
    for answer in sorted(answers, key=lambda one: (one.span.start, one.origin.ref)):
        own = senders.get(answer.complaint, [])
        record = sentence("answer-record", ref=answer.origin.ref, source=answer.origin.source)
        if len(own) == 1:
            last[own[0], answer.complaint] = answer
        elif answer.origin.source in own:
            last[answer.origin.source, answer.complaint] = answer
        elif own:
            faults.append(
                sentence(
                    "complaint-of-several",
                    record=record,
                    sources=tuple(sorted(own)),
                    complaint=answer.complaint,
                )
            )
        else:
            faults.append(sentence("complaint-unknown", record=record, complaint=answer.complaint))
    return last, tuple(faults)


def _topic(complaint: Complaint) -> str:
    return SENSITIVE if complaint.sensitive else complaint.topic


def _has_end(complaint: Complaint, last: Mapping[tuple[str, str], ComplaintAnswer]) -> bool:
    answer = last.get((complaint.origin.source, complaint.origin.ref))
    return answer is not None and answer.answer in ENDS


def _due(complaint: Complaint) -> datetime:
    return complaint.span.end + timedelta(days=complaint.answer_days or ANSWER_DAYS)


def _overdue(
    complaint: Complaint, last: Mapping[tuple[str, str], ComplaintAnswer], at: datetime
) -> OverdueComplaint:
    due = _due(complaint)
    answer = last.get((complaint.origin.source, complaint.origin.ref))
    return OverdueComplaint(
        complaint=complaint.origin.ref,
        topic=_topic(complaint),
        about="" if complaint.sensitive else complaint.about,
        due=due,
        days_late=(at - due).days,
        last=answer.answer if answer else "",
    )


def _topics(
    complaints: Iterable[Complaint],
    open_: Iterable[Complaint],
    overdue: Iterable[OverdueComplaint],
) -> tuple[TopicLine, ...]:
    people: dict[str, list[PersonCount]] = {}
    waiting: dict[str, list[PersonCount]] = {}
    for each in complaints:
        people.setdefault(_topic(each), []).append(release(each.people))
    for each in open_:
        waiting.setdefault(_topic(each), []).append(release(each.people))
    late = [each.topic for each in overdue]
    return tuple(
        TopicLine(
            topic=topic,
            people=sum_counts(people[topic]),
            open=sum_counts(waiting.get(topic, ())),
            overdue=late.count(topic),
        )
        for topic in sorted(people)
    )
