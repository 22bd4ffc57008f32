"""The statement of weapons: what was handed in, where it is now, and what does not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.languages.speech import ENGLISH
from sulh.recover.weapons.register import STATES
from sulh.report.charts.bars import Bar, BarChart, Key, Part, draw_bars
from sulh.report.pages.combatants import combatant_sections
from sulh.report.pages.words import band, column_names, moment_text, titled
from sulh.report.sheet import Cell, Fact, Section, Sheet
from sulh.report.svg import AMBER, BLUE, GREY, RED

if TYPE_CHECKING:
    from sulh.languages.speech import Speech
    from sulh.recover import CloseWeapons, StateLine, WeaponStatement
    from sulh.recover.weapons.register import CountGap

__all__ = ["count_gap_text", "weapons_sheet"]

ROWS_MAX = 100
FILLS = dict(zip(STATES, (BLUE, AMBER, GREY, RED), strict=True))


def weapons_sheet(
    statement: WeaponStatement, *, place: str = "", speech: Speech = ENGLISH
) -> Sheet:
    """Return the page of a statement in a language; `place` is the mission's title."""
    balance, say = statement.balance, speech.say
    return Sheet(
        title=titled(speech, say("weapons-title"), place),
        banner=band(speech, simulated=statement.simulated),
        subtitle=say("weapons-before", at=moment_text(statement.at)),
        facts=(
            Fact(speech.number(balance.collected), say("weapons-collected")),
            *(Fact(speech.number(n), speech.word(state)) for state, n in balance.states.items()),
        ),
        sentences=_sentences(statement, speech),
        sections=(
            *_lines("by-type", statement.by_type, speech),
            *_lines("by-group", statement.by_group, speech),
            *(combatant_sections(statement.combatants, speech) if statement.combatants else ()),
            *_stores(statement, speech),
            *_close(statement, speech),
            *_contradictions(statement, speech),
        ),
        language=speech.language,
    )


def _sentences(statement: WeaponStatement, speech: Speech) -> tuple[str, ...]:
    balance = statement.balance
    sentences = [
        speech.say(
            "weapons-sum",
            collected=balance.collected,
            **{state: balance.states[state] for state in STATES},
        )
    ]
    if statement.without_serial:
        sentences.append(speech.say("weapons-without-serial", number=statement.without_serial))
    if statement.count_gaps:
        sentences.append(speech.say("weapons-count-gaps", number=len(statement.count_gaps)))
    if statement.contradictions:
        sentences.append(speech.say("weapons-left-out", number=len(statement.contradictions)))
    return tuple(sentences)


def _lines(name: str, lines: tuple[StateLine, ...], speech: Speech) -> tuple[Section, ...]:
    if not lines:
        return ()
    by_type = name == "by-type"
    heading = speech.say("weapons-by-type" if by_type else "weapons-by-group")
    chart = BarChart(
        name=name,
        title=heading,
        description=speech.say("weapons-chart", heading=heading),
        caption="",
        bars=tuple(
            Bar(
                label=speech.word(each.name) if by_type else each.name,
                parts=tuple(Part(each.states[state], FILLS[state]) for state in STATES),
                note=speech.number(each.collected),
            )
            for each in lines[:20]
        ),
        key=tuple(Key(FILLS[state], speech.word(state)) for state in STATES),
        speech=speech,
    )
    return (
        Section(
            heading=heading,
            figures=(draw_bars(chart),),
            header=(
                *column_names(
                    speech, "field-type" if by_type else "weapons-group", "weapons-collected"
                ),
                *(speech.word(state) for state in STATES),
            ),
            rows=tuple(
                (
                    speech.word(each.name) if by_type else each.name,
                    speech.number(each.collected),
                    *(speech.number(each.states[state]) for state in STATES),
                )
                for each in lines
            ),
            numbers=frozenset(range(1, 2 + len(STATES))),
        ),
    )


def count_gap_text(gap: CountGap, speech: Speech) -> str:
    """Say that a count of a store and the register disagree."""
    return speech.say(
        "weapons-count-gap",
        store=gap.store,
        at=moment_text(gap.at),
        count=gap.by_count,
        register=gap.by_register,
        record=gap.record,
        source=gap.source,
    )


def _stores(statement: WeaponStatement, speech: Speech) -> tuple[Section, ...]:
    stores = statement.balance.stores
    if not stores and not statement.count_gaps:
        return ()
    return (
        Section(
            heading=speech.say("weapons-stores"),
            header=column_names(speech, "field-store", "weapons-by-register"),
            rows=tuple(
                (name or speech.say("weapons-no-store"), speech.number(number))
                for name, number in stores.items()
            ),
            numbers=frozenset((1,)),
            bullets=tuple(count_gap_text(each, speech) for each in statement.count_gaps[:ROWS_MAX]),
        ),
    )


def _close(statement: WeaponStatement, speech: Speech) -> tuple[Section, ...]:
    pairs = statement.close
    if not pairs:
        return ()
    notes = []
    if len(pairs) > ROWS_MAX:
        notes.append(speech.say("weapons-first-pairs", shown=ROWS_MAX, number=len(pairs)))
    if statement.less_close:
        command = speech.apart("sulh recover serial")
        notes.append(speech.say("weapons-less-close", number=statement.less_close, command=command))
    return (
        Section(
            heading=speech.say("weapons-close"),
            sentences=(
                speech.say("weapons-compared", number=statement.compared),
                speech.say("weapons-no-finding"),
            ),
            header=column_names(
                speech,
                *("weapons-one", "field-serial", "weapons-other", "field-serial"),
                *("weapons-reason", "weapons-agrees"),
            ),
            rows=tuple(_pair(each, speech) for each in pairs[:ROWS_MAX]),
            wide=frozenset((4,)),
            notes=tuple(notes),
        ),
    )


def _pair(pair: CloseWeapons, speech: Speech) -> tuple[str | Cell, ...]:
    return (
        pair.weapon.origin.ref,
        pair.weapon.serial,
        pair.other.origin.ref,
        pair.other.serial,
        Cell(pair.reason.said(speech), "doubt" if pair.changes else "bad"),
        speech.comma([speech.word(each) for each in pair.agrees]),
    )


def _contradictions(statement: WeaponStatement, speech: Speech) -> tuple[Section, ...]:
    faults = statement.contradictions
    if not faults:
        return ()
    more = len(faults) - ROWS_MAX
    return (
        Section(
            heading=speech.say("weapons-cannot-be"),
            bullets=tuple(each.sentence.said(speech) for each in faults[:ROWS_MAX]),
            notes=(speech.say("sheet-more", count=more),) if more > 0 else (),
        ),
    )
