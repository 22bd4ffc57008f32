"""What people need, what came, what is missing; and who does what where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.languages.speech import ENGLISH
from sulh.report.pages.words import (
    amount_text,
    band,
    cluster_text,
    column_names,
    cut,
    doubles_section,
    moment_text,
    people_text,
    standard_text,
    titled,
    unit_text,
)
from sulh.report.sheet import Cell, Fact, Section, Sheet, Tone

if TYPE_CHECKING:
    from sulh.languages.speech import Speech
    from sulh.recover import NeedLine, NeedsStatement, PlacePeople, Standard

__all__ = ["first_needs_section", "needs_sheet"]


def needs_sheet(statement: NeedsStatement, *, place: str = "", speech: Speech = ENGLISH) -> Sheet:
    """Return the page of needs in a language; `place` is the mission's title."""
    people, say = statement.people, speech.say
    low, high = sum(each.low for each in people), sum(each.high for each in people)
    open_ = [each for each in statement.lines if each.gap_high > 0]
    return Sheet(
        title=titled(speech, say("needs-title"), place),
        banner=band(speech, simulated=statement.simulated),
        subtitle=say("needs-days", days=statement.days, at=moment_text(statement.at)),
        facts=(
            Fact(speech.bounds(low, high), say("needs-in-need")),
            Fact(speech.number(len(people)), say("sheet-places")),
            Fact(
                say(
                    "sheet-of",
                    part=speech.number(len(open_)),
                    whole=speech.number(len(statement.lines)),
                ),
                say("needs-with-gap"),
            ),
        ),
        sections=(
            _gaps(statement, speech),
            *_stocks(statement, speech),
            _people(statement, speech),
            _presence(statement, speech),
            *_left_out(statement, speech),
            *doubles_section(statement.doubles, speech),
            _standards(statement, speech),
        ),
        landscape=True,
        language=speech.language,
    )


def _gaps(statement: NeedsStatement, speech: Speech) -> Section:
    return Section(
        heading=speech.say("places-needs"),
        sentences=() if statement.lines else (speech.say("needs-no-people"),),
        header=column_names(
            speech,
            *("field-place", "places-supply", "field-unit", "needs-need", "needs-delivered"),
            *("places-missing", "needs-planned"),
            *(("needs-stock-there", "needs-left") if statement.stocks else ()),
        ),
        rows=tuple(
            (*_line(each, speech), *(_stock_there(each, speech) if statement.stocks else ()))
            for each in statement.lines
        ),
        numbers=frozenset((3, 4, 5, 6, *((7, 8) if statement.stocks else ()))),
        wide=frozenset((0, 1)),
    )


def _stock_there(line: NeedLine, speech: Speech) -> tuple[str, str]:
    return speech.exact(line.stock), amount_text(line.left_low, line.left_high, speech)


def _stocks(statement: NeedsStatement, speech: Speech) -> tuple[Section, ...]:
    """Return what lies in depots beside what all places miss; nothing where no stock was counted."""
    if not statement.stocks:
        return ()
    section = Section(
        heading=speech.say("needs-stock"),
        sentences=(speech.say("needs-stock-note"),),
        header=column_names(
            speech,
            *("places-supply", "field-unit", "places-missing", "needs-stock", "needs-left"),
            "needs-depots",
        ),
        rows=tuple(
            (
                each.standard.words.said(speech),
                unit_text(each.standard.unit, speech),
                amount_text(each.gap_low, each.gap_high, speech),
                speech.exact(each.stock),
                amount_text(each.left_low, each.left_high, speech),
                speech.semicolon(
                    [
                        speech.say("sheet-says", who=depot, what=speech.exact(amount))
                        for depot, amount in each.depots.items()
                    ]
                ),
            )
            for each in statement.stocks
        ),
        numbers=frozenset((2, 3, 4)),
        wide=frozenset((0, 5)),
    )
    return (section,)


def _line(line: NeedLine, speech: Speech) -> tuple[str | Cell, ...]:
    tone: Tone = "good" if not line.gap_high else "doubt" if not line.gap_low else "bad"
    return (
        line.place,
        _checked(line.standard.words.said(speech), line.standard, speech),
        unit_text(line.standard.unit, speech),
        amount_text(line.need_low, line.need_high, speech),
        speech.exact(line.came),
        Cell(amount_text(line.gap_low, line.gap_high, speech), tone),
        speech.exact(line.in_plan),
    )


def _checked(text: str, standard: Standard, speech: Speech) -> str:
    """Return a text with a mark where the standard's value was not compared with its source."""
    return text if standard.checked else speech.say("needs-unchecked", text=text)


def _people(statement: NeedsStatement, speech: Speech) -> Section:
    return Section(
        heading=speech.say("recovery-people"),
        sentences=(speech.say("needs-senders"), speech.say("sheet-rounded")),
        header=column_names(speech, "field-place", "recovery-people", "returns-who-says"),
        rows=tuple(
            (each.place, speech.bounds(each.low, each.high), _says(each, speech))
            for each in statement.people
        ),
        numbers=frozenset((1,)),
        wide=frozenset((2,)),
    )


def _says(people: PlacePeople, speech: Speech) -> str:
    """Return each sender's word; what it is of is a group, a comma and the sender."""
    parts = []
    for name, count in people.says.items():
        group, _, source = name.partition(", ")
        who = speech.comma([speech.word(group), source])
        parts.append(speech.say("sheet-says", who=who, what=people_text(count, speech)))
    return speech.semicolon(parts)


def _presence(statement: NeedsStatement, speech: Speech) -> Section:
    clusters = list(dict.fromkeys(each.cluster for each in statement.presence))
    by_place: dict[str, dict[str, tuple[str, ...]]] = {}
    for each in statement.presence:
        by_place.setdefault(each.place, {})[each.cluster] = each.organisations
    return Section(
        heading=speech.say("needs-who-does-what"),
        sentences=(speech.say("needs-empty-cell"),),
        header=(speech.say("field-place"), *(cluster_text(each, speech) for each in clusters)),
        rows=tuple(
            (
                place,
                *(
                    Cell(speech.semicolon(cells[each]), "doubt" if len(cells[each]) > 1 else "")
                    if cells[each]
                    else Cell(speech.say("places-nobody"), "bad")
                    for each in clusters
                ),
            )
            for place, cells in by_place.items()
        ),
    )


def _left_out(statement: NeedsStatement, speech: Speech) -> tuple[Section, ...]:
    if not statement.left_out:
        return ()
    heading = speech.say("needs-left-out")
    return (Section(heading=heading, bullets=cut(statement.left_out, speech)),)


def _standards(statement: NeedsStatement, speech: Speech) -> Section:
    used = {each.standard.id: each.standard for each in statement.lines}
    return Section(
        heading=speech.say("needs-standards"),
        header=column_names(speech, "places-supply", "needs-standard", "field-source"),
        rows=tuple(
            (
                each.words.said(speech),
                standard_text(each, speech),
                _checked(each.source, each, speech),
            )
            for each in used.values()
        ),
        notes=(speech.say("needs-cited"),),
    )


def first_needs_section(
    statement: NeedsStatement, *, heading: str, note: str, speech: Speech = ENGLISH
) -> Section:
    """Return what the displaced need in the first days after a disaster, before anything came."""
    lines = [each for each in statement.lines if each.need_high]
    is_checked = all(each.standard.checked for each in lines)
    return Section(
        heading=heading,
        header=column_names(
            speech, "field-place", "places-supply", "days-needed", "field-unit", "field-source"
        ),
        rows=tuple(
            (
                each.place,
                each.standard.words.said(speech),
                speech.exact(each.need_high),
                unit_text(each.standard.unit, speech),
                _checked(each.standard.source, each.standard, speech),
            )
            for each in lines
        ),
        numbers=frozenset((2,)),
        wide=frozenset((1, 4)),
        notes=(note, *(() if is_checked else (speech.say("needs-cited"),))),
    )
