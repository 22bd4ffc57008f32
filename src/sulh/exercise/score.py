"""Findings held against the truth: right, left open, missed, wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sulh.observe.context import Context
from sulh.observe.records import REPORT_KINDS
from sulh.observe.tables import tables_from_reports
from sulh.verify import verify

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sulh.exercise.observers import PlayedReport
    from sulh.exercise.rules import Conduct, Question, Truth
    from sulh.mission import Pack
    from sulh.observe.tables import Tables
    from sulh.picture.origin import Entry
    from sulh.verify import Finding

__all__ = [
    "OUTCOMES",
    "Scored",
    "record_ids",
    "score_findings",
    "score_reports",
    "tables_of",
    "typed_reports",
]

OUTCOMES = {
    ("broken", "breached"): "found",
    ("broken", "undetermined"): "left-open",
    ("broken", "met"): "missed",
    ("kept", "met"): "cleared",
    ("kept", "undetermined"): "not-cleared",
    ("kept", "breached"): "accused",
    ("unclear", "breached"): "unclear",
    ("unclear", "undetermined"): "unclear",
    ("unclear", "met"): "unclear",
}
"""What a finding is worth by how things truly stand and what it says; *accused* is the wrong accusation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """One question with its truth, its finding (None: never judged) and the outcome.

    `outcome` is a value of `OUTCOMES`, or *not-judged*, which is neither right nor wrong.
    """

    question: Question
    conduct: Conduct
    finding: Finding | None
    outcome: str


def record_ids(reports: Sequence[PlayedReport]) -> tuple[str, ...]:
    """Return an id for each report, as a ledger would give one: 64 hexadecimal digits."""
    return tuple(f"{n:064x}" for n in range(1, len(reports) + 1))


def typed_reports(pack: Pack, reports: Iterable[PlayedReport]) -> list[Entry]:
    """Return the reports as the reader of the form reads them.

    Raises
    ------
    FaultyRow
        When a row is none; the exercise writes no such row.
    """
    context = Context(file="exercise", timezone=pack.timezone, kinds=REPORT_KINDS, simulated=True)
    return [
        REPORT_KINDS[each.row["kind"]].parse(each.row, context, n)
        for n, each in enumerate(reports, start=1)
    ]


def tables_of(pack: Pack, reports: Sequence[PlayedReport]) -> Tables:
    """Return the reports as tables, marked as simulated; ids as `record_ids`."""
    pairs = zip(record_ids(reports), typed_reports(pack, reports), strict=True)
    return tables_from_reports(pairs, simulated=True)


def score_findings(
    truth: Truth, findings: Iterable[Finding], true_ids: Mapping[str, str]
) -> tuple[Scored, ...]:
    """Return each question of the truth with its finding.

    `true_ids` leads from the id of a record to that of the true thing it tells of. Two reports of one act
    have a finding each; a question is answered by the worst of them. Findings on what never happened stand
    at the end: there an accusation is wrong, and nothing else counts.
    """
    by_question: dict[Question, list[Finding]] = {}
    for finding in findings:
        ref = true_ids.get(finding.ref, "") if finding.ref else finding.month
        key = (finding.provision, str(finding.party), str(finding.zone), ref)
        by_question.setdefault(key, []).append(finding)
    scored = []
    for question, conduct in truth.conduct.items():
        answers = by_question.pop(question, [])
        worst = min(answers, key=_rank) if answers else None
        outcome = OUTCOMES[conduct, worst.verdict] if worst else "not-judged"
        scored.append(Scored(question=question, conduct=conduct, finding=worst, outcome=outcome))
    scored += [
        Scored(question=question, conduct="kept", finding=each, outcome="accused")
        for question, answers in by_question.items()
        for each in answers
        if each.ref and each.verdict == "breached"
    ]
    return tuple(scored)


def score_reports(
    pack: Pack, truth: Truth, reports: Sequence[PlayedReport], *, at: datetime
) -> tuple[Scored, ...]:
    """Judge reports as they stand `at` (UTC), ids as `record_ids`, and hold the findings against the truth."""
    findings = verify(pack, tables_of(pack, reports), at=at)
    true_ids = dict(zip(record_ids(reports), (each.of for each in reports), strict=True))
    return score_findings(truth, findings, true_ids)


def _rank(finding: Finding) -> int:
    return ("breached", "undetermined", "met").index(finding.verdict)
