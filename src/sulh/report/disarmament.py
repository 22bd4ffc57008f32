"""Arms laid down and those who laid them down, in the mission's report: a page of its own has the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sulh.languages.speech import ENGLISH
from sulh.recover.weapons.register import STATES
from sulh.report.pages.weapons import count_gap_text
from sulh.report.pages.words import column_names, people_text

if TYPE_CHECKING:
    from sulh.languages.speech import Speech
    from sulh.recover import WeaponStatement

__all__ = ["Disarmament", "disarmament"]

REMARKS_MAX = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Disarmament:
    """What the register of weapons says, by group, and who reached which phase: heads and rows in words.

    Persons are bounds. `remarks` are records that do not fit; `remarks_hidden` counts those left out.
    """

    summary: str
    weapons_head: tuple[str, ...]
    weapons: tuple[tuple[str, ...], ...]
    members_head: tuple[str, ...]
    members: tuple[tuple[str, ...], ...]
    remarks: tuple[str, ...]
    remarks_hidden: int


def disarmament(statement: WeaponStatement | None, speech: Speech = ENGLISH) -> Disarmament | None:
    """Return what a report says of disarmament; None: no weapon was collected and nobody counted."""
    if statement is None:
        return None
    balance, members = statement.balance, statement.combatants
    groups = members.groups if members else ()
    if not balance.collected and not groups:
        return None
    say = speech.say
    remarks = [
        *(count_gap_text(each, speech) for each in statement.count_gaps),
        *(each.sentence.said(speech) for each in statement.contradictions),
        *(each.message.said(speech) for each in (members.faults if members else ())),
    ]
    return Disarmament(
        summary=say("weapons-sum", collected=balance.collected, **balance.states),
        weapons_head=(
            *column_names(speech, "weapons-group", "weapons-collected"),
            *(speech.word(state) for state in STATES),
        ),
        weapons=tuple(
            (
                each.name or speech.word("unknown"),
                *map(speech.number, (each.collected, *(each.states[state] for state in STATES))),
            )
            for each in statement.by_group
        ),
        members_head=column_names(speech, "weapons-group", "field-phase", "recovery-people"),
        members=tuple(
            (each.group, speech.word(each.phase), people_text(each.people, speech))
            for each in groups
        ),
        remarks=tuple(remarks[:REMARKS_MAX]),
        remarks_hidden=max(len(remarks) - REMARKS_MAX, 0),
    )
