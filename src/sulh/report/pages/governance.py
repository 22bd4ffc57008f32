"""Decisions with their criteria, and complaints."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from sulh.languages.speech import ENGLISH
from sulh.report.pages.words import (
    band,
    column_names,
    cut,
    day_text,
    moment_text,
    people_text,
    soft,
    titled,
)
from sulh.report.sheet import Cell, Fact, Section, Sheet, Tone

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import tzinfo

    from sulh.languages.speech import Speech
    from sulh.recover import Decision, GovernanceStatement

__all__ = ["decisions_section", "governance_sheet"]

OUTCOMES: dict[str, Tone] = {"approve": "good", "refuse": "bad", "postpone": "doubt"}


def decisions_section(decisions: Iterable[Decision], speech: Speech) -> Section:
    """Return who decided what on which criteria."""
    rows = tuple(
        (
            f"{each.span.start + (each.span.end - each.span.start) / 2:%Y-%m-%d}",  # a local day
            speech.comma(each.projects),
            Cell(speech.word(each.outcome), OUTCOMES[each.outcome]),
            each.agent,
            speech.semicolon(each.criteria),
            speech.comma(each.options) or soft(speech, "governance-not-said"),
            each.reason,
        )
        for each in decisions
    )
    return Section(
        heading=speech.say("projects-decisions"),
        sentences=() if rows else (speech.say("projects-no-decisions"),),
        header=column_names(
            speech,
            *("governance-day", "page-projects", "projects-decision", "governance-who"),
            *("field-criteria", "field-options", "field-reason"),
        ),
        rows=rows,
        wide=frozenset((4, 6)),
    )


def governance_sheet(
    statement: GovernanceStatement,
    *,
    place: str = "",
    timezone: tzinfo = UTC,
    speech: Speech = ENGLISH,
) -> Sheet:
    """Return the page of decisions and complaints in a language; `place` is the mission's title.

    Days are those of the time zone.
    """
    say = speech.say
    return Sheet(
        title=titled(speech, say("governance-title"), place),
        banner=band(speech, simulated=statement.simulated),
        subtitle=say("governance-up-to", at=moment_text(statement.at)),
        facts=(
            Fact(
                speech.number(len(statement.decisions)),
                say("governance-decisions"),
            ),
            Fact(speech.number(len(statement.overdue)), say("governance-overdue")),
        ),
        sections=(
            _overdue(statement, timezone, speech),
            _topics(statement, speech),
            decisions_section(statement.decisions, speech),
            *(
                (Section(heading=say("recovery-faults"), bullets=cut(statement.faults, speech)),)
                if statement.faults
                else ()
            ),
        ),
        landscape=True,
        language=speech.language,
    )


def _overdue(statement: GovernanceStatement, timezone: tzinfo, speech: Speech) -> Section:
    return Section(
        heading=speech.say("projects-overdue"),
        sentences=() if statement.overdue else (speech.say("projects-none-overdue"),),
        header=column_names(
            speech,
            *("field-complaint", "field-topic", "governance-about", "projects-due"),
            *("projects-days-late", "governance-last"),
        ),
        rows=tuple(
            (
                each.complaint,
                _topic(each.topic, speech),
                each.about,
                day_text(each.due, timezone),
                Cell(speech.number(each.days_late), "bad"),
                speech.word(each.last) if each.last else Cell(speech.say("sheet-none"), "bad"),
            )
            for each in statement.overdue
        ),
        numbers=frozenset((4,)),
    )


def _topics(statement: GovernanceStatement, speech: Speech) -> Section:
    return Section(
        heading=speech.say("governance-by-topic"),
        sentences=(speech.say("governance-no-places"), speech.say("sheet-rounded"))
        if statement.topics
        else (speech.say("governance-no-complaint"),),
        header=column_names(
            speech, "field-topic", "recovery-people", "governance-open", "governance-late"
        ),
        rows=tuple(
            (
                _topic(each.topic, speech),
                people_text(each.people, speech),
                people_text(each.open, speech) if each.open.high else speech.say("sheet-none"),
                Cell(speech.number(each.overdue), "bad" if each.overdue else "good"),
            )
            for each in statement.topics
        ),
        numbers=frozenset((1, 2, 3)),
    )


def _topic(topic: str, speech: Speech) -> str:
    return speech.say("projects-sensitive") if topic == "sensitive" else speech.word(topic)
