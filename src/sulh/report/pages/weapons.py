"""The statement of weapons: what was handed in, where it is now, and what does not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.recover.weapons.register import STATES
from sulh.report.charts.bars import Bar, BarChart, Key, Part, draw_bars
from sulh.report.sheet import Cell, Fact, Section, Sheet
from sulh.report.svg import AMBER, BLUE, GREY, RED

if TYPE_CHECKING:
    from datetime import datetime

    from sulh.recover import CloseWeapons, StateLine, WeaponStatement

__all__ = ["weapons_sheet"]

ROWS_MAX = 100
FILLS = dict(zip(STATES, (BLUE, AMBER, GREY, RED), strict=True))
NO_STORE = "not yet in a store"


def weapons_sheet(statement: WeaponStatement, *, place: str = "") -> Sheet:
    """Return the page of a statement; `place` is the mission's title."""
    balance = statement.balance
    return Sheet(
        title=f"Weapons handed in{f': {place}' if place else ''}",
        banner="SIMULATED: exercise records" if statement.simulated else "",
        subtitle=f"What was recorded as begun before {_moment(statement.at)}",
        facts=(
            Fact(f"{balance.collected:,}", "collected"),
            *(Fact(f"{number:,}", state) for state, number in balance.states.items()),
        ),
        sentences=_sentences(statement),
        sections=(
            *_lines("By type", statement.by_type),
            *_lines("By group", statement.by_group),
            *_stores(statement),
            *_close(statement),
            *_contradictions(statement),
        ),
    )


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"


def _sentences(statement: WeaponStatement) -> tuple[str, ...]:
    balance = statement.balance
    sums = " + ".join(f"{number:,} {state}" for state, number in balance.states.items())
    sentences = [f"{balance.collected:,} collected = {sums}."]
    if statement.without_serial:
        sentences.append(f"Records without a serial number: {statement.without_serial:,}.")
    if statement.count_gaps:
        sentences.append(
            f"Counts of stores that differ from the register: {len(statement.count_gaps):,}."
        )
    if statement.contradictions:
        sentences.append(
            "Entries that cannot be true beside the others, and are left out: "
            f"{len(statement.contradictions):,}."
        )
    return tuple(sentences)


def _lines(heading: str, lines: tuple[StateLine, ...]) -> tuple[Section, ...]:
    if not lines:
        return ()
    chart = BarChart(
        name=heading.replace(" ", "-").lower(),
        title=heading,
        description=f"Weapons {heading.lower()}, each bar by state; the same numbers as in the table.",
        caption="",
        bars=tuple(
            Bar(
                label=each.name,
                parts=tuple(Part(each.states[state], FILLS[state]) for state in STATES),
                note=f"{each.collected:,}",
            )
            for each in lines[:20]
        ),
        key=tuple(Key(FILLS[state], state) for state in STATES),
    )
    return (
        Section(
            heading=heading,
            figures=(draw_bars(chart),),
            header=(heading.removeprefix("By "), "collected", *STATES),
            rows=tuple(
                (
                    each.name,
                    f"{each.collected:,}",
                    *(f"{each.states[state]:,}" for state in STATES),
                )
                for each in lines
            ),
            numbers=frozenset(range(1, 2 + len(STATES))),
        ),
    )


def _stores(statement: WeaponStatement) -> tuple[Section, ...]:
    stores = statement.balance.stores
    if not stores and not statement.count_gaps:
        return ()
    return (
        Section(
            heading="Stores",
            header=("store", "weapons by the register"),
            rows=tuple((name or NO_STORE, f"{number:,}") for name, number in stores.items()),
            numbers=frozenset((1,)),
            bullets=tuple(
                f"{each.store}, {_moment(each.at)}: {each.by_count:,} counted, {each.by_register:,} by the "
                f"register ({each.record}, {each.source})."
                for each in statement.count_gaps[:ROWS_MAX]
            ),
        ),
    )


def _close(statement: WeaponStatement) -> tuple[Section, ...]:
    pairs = statement.close
    if not pairs:
        return ()
    notes = []
    if len(pairs) > ROWS_MAX:
        notes.append(f"The first {ROWS_MAX:,} of {len(pairs):,} pairs.")
    if statement.less_close:
        notes.append(
            f"Pairs that differ more, or are of two types: {statement.less_close:,}. "
            "`sulh recover serial NUMBER` shows those of a number."
        )
    return (
        Section(
            heading="Serial numbers that may be one",
            sentences=(
                f"{statement.compared:,} serial numbers were compared with all others.",
                "A pair is a reason to look at both weapons, not a finding.",
            ),
            header=("weapon", "serial", "other", "serial", "how they differ", "also the same"),
            rows=tuple(_pair(each) for each in pairs[:ROWS_MAX]),
            wide=frozenset((4,)),
            notes=tuple(notes),
        ),
    )


def _pair(pair: CloseWeapons) -> tuple[str | Cell, ...]:
    return (
        pair.weapon.origin.ref,
        pair.weapon.serial,
        pair.other.origin.ref,
        pair.other.serial,
        Cell(pair.reason, "doubt" if pair.changes else "bad"),
        ", ".join(pair.agrees),
    )


def _contradictions(statement: WeaponStatement) -> tuple[Section, ...]:
    faults = statement.contradictions
    if not faults:
        return ()
    more = len(faults) - ROWS_MAX
    return (
        Section(
            heading="Entries that cannot be true beside the others",
            bullets=tuple(each.sentence for each in faults[:ROWS_MAX]),
            notes=(f"and {more:,} more",) if more > 0 else (),
        ),
    )
