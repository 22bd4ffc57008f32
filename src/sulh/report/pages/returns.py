"""The page of returns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.languages.speech import ENGLISH
from sulh.report.pages.words import (
    band,
    column_names,
    doubles_section,
    judged,
    judged_between,
    people_text,
    titled,
)
from sulh.report.sheet import Cell, Fact, Section, Sheet

if TYPE_CHECKING:
    from sulh.languages.speech import Speech
    from sulh.recover import ConditionLine, PlaceReadiness, ReturnsStatement

__all__ = ["returns_sheet"]

RECORDS_MAX = 10


def returns_sheet(
    statement: ReturnsStatement, *, place: str = "", speech: Speech = ENGLISH
) -> Sheet:
    """Return the page of returns in a language; `place` is the mission's title."""
    say = speech.say
    waits = [each for each in statement.readiness if each.stops]
    home = [each.people for each in statement.flows if each.movers == "returnee"]
    low, high = sum(each.low for each in home), sum(each.high for each in home)
    return Sheet(
        title=titled(speech, say("page-returns"), place),
        banner=band(speech, simulated=statement.simulated),
        subtitle=judged_between(speech, statement.since, statement.at),
        facts=(
            Fact(
                say("bounds-range", low=speech.number(low), high=speech.number(high))
                if home
                else say("places-nobody"),
                say("returns-total"),
            ),
            Fact(
                speech.number(len(statement.readiness)),
                say("sheet-places"),
            ),
            Fact(speech.number(len(waits)), say("returns-waits")),
        ),
        sections=(
            _readiness(statement, speech),
            _conditions(statement, speech),
            _reasons(statement, speech),
            _flows(statement, speech),
            *_contradictions(statement, speech),
            *doubles_section(statement.doubles, speech),
            _room(statement, speech),
            _monitoring(statement, speech),
        ),
        landscape=True,
        language=speech.language,
    )


def _readiness(statement: ReturnsStatement, speech: Speech) -> Section:
    changed = {name: weight for name, weight in statement.weights.items() if weight != 1}
    weights = speech.comma([f"{speech.word(name)} {each:g}" for name, each in changed.items()])
    return Section(
        heading=speech.say("returns-ready"),
        sentences=(
            speech.say("returns-index-words"),
            speech.say("returns-weights", weights=weights)
            if weights
            else speech.say("returns-even-weights"),
        ),
        header=column_names(
            speech,
            *("returns-rank", "field-place", "returns-index", "returns-rank-range"),
            *("returns-stops", "returns-not-assessed"),
        ),
        rows=tuple(_ready(each, speech) for each in statement.readiness),
        numbers=frozenset((0, 2, 3)),
        wide=frozenset((4, 5)),
        notes=(speech.say("returns-rank-words"), speech.say("returns-own-index")),
    )


def _ready(each: PlaceReadiness, speech: Speech) -> tuple[str | Cell, ...]:
    def conditions(names: tuple[str, ...]) -> str:
        return speech.comma([speech.word(name) for name in names]) or speech.say("sheet-nothing")

    return (
        speech.number(each.rank),
        each.place,
        speech.say("bounds-range", low=speech.decimal(each.low), high=speech.decimal(each.high)),
        speech.bounds(each.rank_best, each.rank_worst),
        _waits(each, speech),
        conditions(each.unknown),
    )


def _waits(each: PlaceReadiness, speech: Speech) -> Cell:
    """Return what must hold first and does not; what nobody assessed of it is no reason to begin."""
    if each.stops:
        return Cell(speech.comma([speech.word(name) for name in each.stops]), "bad")
    if each.must_be_assessed:
        names = speech.comma([speech.word(name) for name in each.must_be_assessed])
        return Cell(speech.say("returns-assess-first", conditions=names), "doubt")
    return Cell(speech.say("sheet-nothing"), "good")


def _conditions(statement: ReturnsStatement, speech: Speech) -> Section:
    names = list(dict.fromkeys(each.condition for each in statement.conditions))
    by_place: dict[str, dict[str, ConditionLine]] = {}
    for each in statement.conditions:
        by_place.setdefault(each.place, {})[each.condition] = each
    return Section(
        heading=speech.say("returns-conditions-words"),
        header=(speech.say("field-place"), *(speech.word(name) for name in names)),
        rows=tuple(
            (
                place,
                *(
                    judged(lines[name].state, speech, contested=lines[name].is_contested)
                    for name in names
                ),
            )
            for place, lines in by_place.items()
        ),
        notes=(speech.say("returns-contested-below"),),
    )


def _reasons(statement: ReturnsStatement, speech: Speech) -> Section:
    return Section(
        heading=speech.say("returns-rests-on"),
        sentences=(speech.say("returns-near"), speech.say("returns-none-shows-nothing")),
        header=column_names(
            speech,
            *(
                "field-place",
                "places-condition",
                "places-holds",
                "returns-reasons",
                "sheet-records",
            ),
        ),
        rows=tuple(
            (
                line.place,
                speech.word(line.condition),
                judged(each.state, speech),
                each.says.said(speech),
                speech.comma(each.records[:RECORDS_MAX])
                + (" …" if len(each.records) > RECORDS_MAX else ""),
            )
            for line in statement.conditions
            for each in line.evidence
        ),
        wide=frozenset((3, 4)),
    )


def _flows(statement: ReturnsStatement, speech: Speech) -> Section:
    rounded = speech.say("sheet-rounded")
    return Section(
        heading=speech.say("returns-flows"),
        sentences=(rounded,) if statement.flows else (speech.say("returns-none-moved"), rounded),
        header=column_names(
            speech,
            *("sheet-from", "returns-to", "returns-who", "recovery-people"),
            *("returns-by-sex", "returns-who-says"),
        ),
        rows=tuple(
            (
                each.left,
                each.arrived,
                speech.word(each.movers),
                people_text(each.people, speech),
                speech.semicolon(
                    [
                        speech.say(
                            "sheet-says", who=speech.word(name), what=people_text(count, speech)
                        )
                        for name, count in each.parts.items()
                    ]
                ),
                speech.semicolon(
                    [
                        speech.say("sheet-says", who=who, what=people_text(count, speech))
                        for who, count in each.says.items()
                    ]
                ),
            )
            for each in statement.flows
        ),
        wide=frozenset((4, 5)),
    )


def _contradictions(statement: ReturnsStatement, speech: Speech) -> tuple[Section, ...]:
    if not statement.faults:
        return ()
    bullets = tuple(
        speech.say(
            "returns-fault",
            message=each.message.said(speech),
            records=speech.comma(each.records),
        )
        for each in statement.faults
    )
    return (Section(heading=speech.say("returns-cannot-be"), bullets=bullets),)


def _room(statement: ReturnsStatement, speech: Speech) -> Section:
    return Section(
        heading=speech.say("returns-room-head"),
        sentences=() if statement.room else (speech.say("returns-no-standard"),),
        header=column_names(speech, "field-place", "returns-enough", "returns-limit"),
        rows=tuple(
            (each.place, speech.number(each.people), each.limit.said(speech))
            for each in statement.room
        ),
        numbers=frozenset((1,)),
        notes=(speech.say("returns-room-words"),) if statement.room else (),
    )


def _monitoring(statement: ReturnsStatement, speech: Speech) -> Section:
    def mark(*, yes: bool) -> Cell:
        return Cell(speech.say("sheet-yes" if yes else "sheet-no"), "good" if yes else "bad")

    return Section(
        heading=speech.say("returns-after"),
        sentences=() if statement.monitoring else (speech.say("returns-nobody-came"),),
        header=column_names(
            speech, "field-place", "returns-returned", "returns-people-a-week", "returns-assessed"
        ),
        rows=tuple(
            (
                each.place,
                people_text(each.returned, speech),
                speech.decimal(each.a_week, 1),
                mark(yes=each.assessed_since),
            )
            for each in statement.monitoring
        ),
        numbers=frozenset((2,)),
    )
