"""The parties' answers, with the findings that they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.report.model import AnswerLine

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sulh.picture import Answer
    from sulh.report.context import ReportContext
    from sulh.verify import Finding

__all__ = ["answers_to", "stray_answers"]

STANCES = frozenset({"acknowledge", "dispute", "explain"})


def answers_to(context: ReportContext, findings: Iterable[Finding]) -> tuple[AnswerLine, ...]:
    """Return the answers to these findings, in the order recorded."""
    lines = [
        _line(context, each, finding.verdict)
        for finding in findings
        for each in context.answers.get(finding.id, ())
    ]
    return tuple(sorted(lines, key=lambda line: line.when))


def stray_answers(context: ReportContext) -> tuple[AnswerLine, ...]:
    """Return the answers to findings that are not among these: a report leaves out none."""
    ids = {finding.id for finding in context.findings}
    return tuple(
        _line(context, each, "")
        for finding, some in context.answers.items()
        if finding not in ids
        for each in some
    )


def _line(context: ReportContext, answer: Answer, verdict: str) -> AnswerLine:
    actors = {str(identity): actor.name for identity, actor in context.pack.actors.items()}
    say = context.speech.say
    stance = answer.stance
    return AnswerLine(
        finding=answer.finding,
        party=actors.get(answer.party, answer.party),
        does=say(f"report-does-{stance}") if stance in STANCES else stance,
        text=answer.text,
        when=context.speech.moment(answer.recorded_at),
        record=answer.record,
        then=say(f"report-was-{answer.verdict}") if answer.verdict != verdict else "",
        key=answer.public_key if answer.signed else "",
        forged=bool(answer.public_key) and not answer.signed,
    )
