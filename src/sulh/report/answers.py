"""The parties' answers, beside the findings that they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.report.model import AnswerLine

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sulh.picture import Answer
    from sulh.report.context import Basis, Row

__all__ = ["answers_to", "stray_answers"]

DOES = {"acknowledge": "acknowledges it", "dispute": "disputes it", "explain": "explains it"}


def answers_to(base: Basis, rows: Iterable[Row]) -> tuple[AnswerLine, ...]:
    """Return the answers to these findings, in the order recorded."""
    found = [
        _line(base, each, row["verdict"])
        for row in rows
        for each in base.answers.get(row["id"], ())
    ]
    return tuple(sorted(found, key=lambda line: line.when))


def stray_answers(base: Basis) -> tuple[AnswerLine, ...]:
    """Return the answers to findings that are not among these: none is left out of a report."""
    held = {row["id"] for row in base.rows}
    return tuple(
        _line(base, each, "")
        for finding, some in base.answers.items()
        if finding not in held
        for each in some
    )


def _line(base: Basis, answer: Answer, verdict: str) -> AnswerLine:
    actors = {str(identity): actor.name for identity, actor in base.pack.actors.items()}
    return AnswerLine(
        finding=answer.finding,
        party=actors.get(answer.party, answer.party),
        does=DOES.get(answer.stance, answer.stance),
        text=answer.text,
        when=f"{answer.recorded_at:%Y-%m-%d %H:%M} UTC",
        record=answer.record,
        then=answer.verdict if answer.verdict != verdict else "",
        key=answer.public_key if answer.signed else "",
        forged=bool(answer.public_key) and not answer.signed,
    )
