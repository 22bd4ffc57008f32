"""Disarmament, demobilisation and reintegration: who reached which phase; nobody can be picked out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.languages.speech import ENGLISH
from sulh.report.pages.words import band, column_names, moment_text, people_text, titled
from sulh.report.sheet import Fact, Section, Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.languages.speech import Speech
    from sulh.recover import CombatantLine, CombatantStatement

__all__ = ["combatant_sections", "combatants_sheet", "phases_section"]

PARTS = ("women", "men", "girls", "boys")
FAULTS_MAX = 100


def combatants_sheet(
    statement: CombatantStatement, *, place: str = "", speech: Speech = ENGLISH
) -> Sheet:
    """Return the page of a statement in a language; `place` is the mission's title."""
    return Sheet(
        title=titled(speech, speech.say("combatants-title"), place),
        banner=band(speech, simulated=statement.simulated),
        subtitle=speech.say("weapons-before", at=moment_text(statement.at)),
        facts=tuple(
            Fact(people_text(people, speech), speech.word(phase))
            for phase, people in statement.phases.items()
        ),
        sentences=() if statement.lines else (speech.say("combatants-none"),),
        sections=combatant_sections(statement, speech),
        landscape=True,
        language=speech.language,
    )


def combatant_sections(statement: CombatantStatement, speech: Speech) -> tuple[Section, ...]:
    """Return the tables by group and by place, and what cannot all be true; none where nobody was counted."""
    if not statement.lines:
        return ()
    faults = statement.faults
    more = len(faults) - FAULTS_MAX
    contradictions = Section(
        heading=speech.say("combatants-cannot-be"),
        sentences=(speech.say("combatants-unarmed"),),
        bullets=tuple(each.message.said(speech) for each in faults[:FAULTS_MAX]),
        notes=(speech.say("sheet-more", count=more),) if more > 0 else (),
    )
    return (
        phases_section(statement.groups, speech, heading=speech.say("combatants-by-group")),
        phases_section(
            statement.lines, speech, heading=speech.say("combatants-by-place"), has_place=True
        ),
        *((contradictions,) if faults else ()),
    )


def phases_section(
    lines: Sequence[CombatantLine], speech: Speech, *, heading: str, has_place: bool = False
) -> Section:
    """Return a table of who reached which phase, by sex and age."""
    first = 3 if has_place else 2
    return Section(
        heading=heading,
        sentences=(speech.say("sheet-rounded"),),
        header=column_names(
            speech,
            "weapons-group",
            *(("field-place",) if has_place else ()),
            *("field-phase", "recovery-people"),
            *(f"field-{name}" for name in PARTS),
            "returns-who-says",
        ),
        rows=tuple(
            (
                each.group,
                *((each.place,) if has_place else ()),
                speech.word(each.phase),
                people_text(each.people, speech),
                *(
                    people_text(each.parts[name], speech) if name in each.parts else ""
                    for name in PARTS
                ),
                speech.semicolon(
                    [
                        speech.say("sheet-says", who=who, what=people_text(count, speech))
                        for who, count in each.says.items()
                    ]
                ),
            )
            for each in lines
        ),
        numbers=frozenset(range(first, first + 1 + len(PARTS))),
        wide=frozenset((first + 1 + len(PARTS),)),
    )
