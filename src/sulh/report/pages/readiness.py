"""What units can do on a day, their technology and their training, as sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.languages.speech import ENGLISH
from sulh.report.pages.words import column_names, reasons_text
from sulh.report.sheet import Cell, Fact, Section, Sheet, Tone

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sulh.languages.speech import Speech
    from sulh.sustain import Readiness, TechnologyState, TrainingGap

__all__ = ["readiness_overview", "readiness_sheet", "training_sheet"]

TONES: dict[str, Tone] = {
    "able": "good",
    "partly": "doubt",
    "undetermined": "doubt",
    "unable": "bad",
}
FACTS = {
    "able": "readiness-able",
    "partly": "readiness-partly",
    "undetermined": "readiness-undetermined",
    "unable": "readiness-unable",
}
VERDICT = ("ready-unit", "ready-capability", "ready-verdict", "readiness-sets")
Row = tuple[str | Cell, ...]


def readiness_sheet(
    results: Sequence[Readiness],
    technology: Sequence[TechnologyState],
    gaps: Sequence[TrainingGap],
    day: date,
    *,
    speech: Speech = ENGLISH,
) -> Sheet:
    """Return the dashboard of a day: what units can do, not only what they have."""
    say = speech.say
    short = sum(each.shortfall > 0 for each in gaps)
    return Sheet(
        title=say("readiness-title", day=speech.day_text(day)),
        subtitle=say("readiness-subtitle"),
        language=speech.language,
        landscape=True,
        facts=(
            *(
                Fact(speech.number(sum(each.verdict == word for each in results)), say(name))
                for word, name in FACTS.items()
            ),
            Fact(speech.number(short), say("readiness-untrained")),
        ),
        sections=(
            _capabilities(results, speech),
            *_technology(technology, speech),
            _training(gaps, speech),
        ),
    )


def readiness_overview(
    results: Sequence[Readiness],
    technology: Sequence[TechnologyState],
    day: date,
    *,
    speech: Speech = ENGLISH,
) -> Sheet:
    """Return a line for each capability, with the needs that hold it down, and the technology."""
    section = Section(
        heading=speech.say("readiness-on", day=speech.day_text(day)),
        header=column_names(speech, *VERDICT, "readiness-limited"),
        rows=tuple((*_verdict(each, speech), _limits(each, speech)) for each in results),
    )
    return Sheet(
        title=speech.say("readiness-title", day=speech.day_text(day)),
        language=speech.language,
        sections=(section, *_technology(technology, speech)),
    )


def _limits(each: Readiness, speech: Speech) -> str:
    return speech.semicolon(
        [
            speech.say(
                "readiness-limit-why" if state.reason else "readiness-limit",
                need=state.need.name,
                low=speech.number(state.low),
                **({"reason": reasons_text(state.reason, speech)} if state.reason else {}),
            )
            for state in each.limits
        ]
    )


def training_sheet(gaps: Sequence[TrainingGap], day: date, *, speech: Speech = ENGLISH) -> Sheet:
    """Return the training that units need and hold on a day."""
    return Sheet(
        title=speech.say("training-title", day=speech.day_text(day)),
        language=speech.language,
        landscape=True,
        sections=(_training(gaps, speech),),
    )


def _verdict(each: Readiness, speech: Speech) -> Row:
    return (
        each.unit,
        each.capability.title,
        Cell(speech.say(f"ready-{each.verdict}"), TONES[each.verdict]),
        speech.say(
            "sheet-of",
            part=speech.bounds(each.low, each.high),
            whole=speech.number(each.capability.sets),
        ),
    )


def _capabilities(results: Sequence[Readiness], speech: Speech) -> Section:
    rows: list[Row] = []
    for each in results:
        first = _verdict(each, speech)
        for state in each.states:
            is_supply = state.need.kind == "supply"
            amount = state.need.amount * (1 if is_supply else each.capability.sets)
            rows.append(
                (
                    *first,
                    Cell(state.need.name, "bad" if state in each.limits else ""),
                    speech.say(
                        "readiness-days-of" if is_supply else "sheet-of",
                        part=speech.bounds(state.low, state.high),
                        whole=speech.number(amount),
                    ),
                    Cell(reasons_text(state.reason, speech), "doubt" if state.reason else ""),
                    _records(state.records, speech),
                )
            )
            first = ("", "", "", "")
    return Section(
        heading=speech.say("readiness-capabilities"),
        sentences=(speech.say("readiness-in-red"),),
        header=column_names(
            speech,
            *VERDICT,
            *("readiness-need", "readiness-there", "readiness-doubt", "sheet-records"),
        ),
        rows=tuple(rows),
        wide=frozenset({1, 6}),
    )


def _technology(technology: Sequence[TechnologyState], speech: Speech) -> tuple[Section, ...]:
    if not technology:
        return ()
    say, number = speech.say, speech.number
    return (
        Section(
            heading=say("readiness-technology"),
            sentences=(say("readiness-usable-is"),),
            header=column_names(
                speech,
                *("ready-unit", "readiness-class", "readiness-equipment", "readiness-agreed"),
                *("readiness-serviceable", "readiness-serviced", "readiness-operators"),
                *("readiness-usable", "readiness-doubt", "sheet-records"),
            ),
            rows=tuple(
                (
                    *(each.unit, speech.word(each.group), each.category, number(each.agreed)),
                    speech.bounds(each.low, each.high),
                    say("readiness-no-interval")
                    if each.items_serviced is None
                    else number(each.items_serviced),
                    say("readiness-no-course")
                    if each.operators is None
                    else number(each.operators),
                    Cell(speech.bounds(each.usable_low, each.usable_high), _usable_tone(each)),
                    reasons_text(each.reason, speech),
                    _records(each.records, speech),
                )
                for each in technology
            ),
            numbers=frozenset({3, 4, 5, 6, 7}),
            wide=frozenset({8}),
        ),
    )


def _usable_tone(each: TechnologyState) -> Tone:
    if each.usable_low >= each.agreed:
        return "good"
    return "doubt" if each.usable_high else "bad"


def _training(gaps: Sequence[TrainingGap], speech: Speech) -> Section:
    number = speech.number
    return Section(
        heading=speech.say("training-head"),
        sentences=(speech.say("training-of-exercises"),),
        header=column_names(
            speech,
            *("ready-unit", "training-course", "training-role", "training-day"),
            *("training-needed", "training-held", "training-expire", "training-simulated"),
            *("training-missing", "sheet-records"),
        ),
        rows=tuple(
            (
                *(each.unit, each.course, speech.word(each.role), str(each.day)),
                *(number(each.need), number(each.holders)),
                Cell(number(each.holders_expiring), "doubt" if each.holders_expiring else ""),
                number(each.holders_simulated),
                Cell(number(each.shortfall), "bad" if each.shortfall else ""),
                _records(each.records, speech),
            )
            for each in gaps
        ),
        numbers=frozenset({4, 5, 6, 7, 8}),
        wide=frozenset({0, 9}),
    )


def _records(refs: tuple[str, ...], speech: Speech) -> Cell:
    return Cell(speech.comma(refs) if refs else speech.say("sheet-no-record"), "soft")
