"""A month's reimbursement as a sheet that a finance officer can check line by line."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from sulh.languages.rooms import room_text, room_texts
from sulh.languages.speech import ENGLISH
from sulh.report.pages.words import column_names
from sulh.report.sheet import Cell, Fact, Section, Sheet
from sulh.sustain import day_runs

if TYPE_CHECKING:
    from sulh.languages.speech import Speech
    from sulh.sustain import DayRun, Reimbursement, ReimbursementLine
    from sulh.sustain.units.rates import ReimbursementRate

__all__ = ["statement_overview", "statement_sheet"]

TAGS = {
    "V": "due-tag-verified",
    "GK": "due-tag-unverified",
    "A": "due-tag-assumption",
    "F": "due-tag-fiction",
}


def statement_sheet(statement: Reimbursement, *, speech: Speech = ENGLISH) -> Sheet:
    """Return the statement: what is due, what is in doubt, each line with its days and rates."""
    say = speech.say
    month = f"{statement.year:04d}-{statement.month:02d}"
    return Sheet(
        title=say("due-title", month=month if speech.is_english else speech.month(month)),
        subtitle=say("due-subtitle"),
        language=speech.language,
        landscape=True,
        facts=(
            Fact(speech.exact(statement.gross), say("due-gross")),
            Fact(speech.exact(statement.deductions), say("due-taken-off")),
            Fact(speech.exact(statement.net), say("due-net-dollars")),
            Fact(speech.number(len(statement.notes)), say("due-doubts")),
        ),
        sections=(
            *_doubts(statement, speech),
            _units(statement, speech),
            _lines(statement, speech),
            _rates(statement, speech),
        ),
    )


def statement_overview(statement: Reimbursement, *, speech: Speech = ENGLISH) -> Sheet:
    """Return the lines without their days, the sums, and what is in doubt."""
    lines = Section(
        heading=speech.say("due-lines"),
        header=column_names(
            speech, "ready-unit", "due-for", "due-quantity", "due-rate", "due-dollars"
        ),
        rows=tuple(_short_line(each, speech) for each in statement.lines),
        numbers=frozenset({2, 3, 4}),
    )
    sections = (*_doubts(statement, speech), lines)
    return replace(statement_sheet(statement, speech=speech), sections=sections)


def _short_line(each: ReimbursementLine, speech: Speech) -> tuple[str, ...]:
    tags = dict.fromkeys(rate.tag for rate in each.rates)
    return (
        each.unit,
        _thing(each, speech),
        speech.number(each.quantity),
        f"{speech.exact(each.rate_amount)} [{', '.join(tags)}]",
        speech.exact(each.amount),
    )


def _thing(line: ReimbursementLine, speech: Speech) -> str:
    parts = (speech.word(line.kind), line.category, line.lease and speech.word(line.lease))
    words = [each for each in parts if each]
    thing = " ".join(words) if speech.is_english else speech.comma(words)
    return speech.say("sheet-says", who=thing, what=room_text(line.reason, speech.language))


def _doubts(statement: Reimbursement, speech: Speech) -> tuple[Section, ...]:
    if not statement.notes:
        return ()
    notes = tuple(room_texts(statement.notes, speech.language))
    return (Section(heading=speech.say("due-in-doubt"), sentences=notes),)


def _units(statement: Reimbursement, speech: Speech) -> Section:
    sums: dict[tuple[str, str], Decimal] = {}
    for each in statement.lines:
        key = each.unit, each.kind
        sums[key] = sums.get(key, Decimal(0)) + each.amount
    rows = [
        (unit, speech.word(kind), speech.exact(amount))
        for (unit, kind), amount in sorted(sums.items())
    ]
    net = (Cell(speech.say("due-net"), "good"), "", Cell(speech.exact(statement.net), "good"))
    return Section(
        heading=speech.say("due-by-unit"),
        header=column_names(speech, "ready-unit", "due-for", "due-dollars"),
        rows=(*rows, net),
        numbers=frozenset({2}),
    )


def _lines(statement: Reimbursement, speech: Speech) -> Section:
    net = Cell(speech.exact(statement.net), "good")
    return Section(
        heading=speech.say("due-lines"),
        sentences=(speech.say("due-quantity-is"), speech.say("due-amount-is")),
        header=column_names(
            speech,
            *("due-line", "ready-unit", "due-for", "due-days", "due-quantity", "due-month-rate"),
            *("due-rate-from", "due-month-days", "due-dollars"),
        ),
        rows=(
            *(_line(number, each, speech) for number, each in enumerate(statement.lines, 1)),
            (Cell(speech.say("due-net"), "good"), "", "", "", "", "", "", "", net),
        ),
        numbers=frozenset({0, 4, 5, 7, 8}),
        wide=frozenset({3}),
    )


def _line(number: int, each: ReimbursementLine, speech: Speech) -> tuple[str | Cell, ...]:
    several = len(each.rates) > 1
    rates = speech.semicolon(
        [
            rate.id
            if rate.tag == "V"
            else speech.say("due-tag", rate=rate.id, tag=_tag(rate, speech))
            for rate in each.rates
        ]
    )
    return (
        speech.number(number),
        each.unit,
        _thing(each, speech),
        speech.semicolon([_run(run, speech, several=several) for run in day_runs(each)]),
        speech.number(each.quantity),
        speech.exact(each.rate_amount),
        Cell(rates, "doubt" if any(rate.tag != "V" for rate in each.rates) else ""),
        speech.number(each.month_days),
        Cell(speech.exact(each.amount), "bad" if each.sign < 0 else ""),
    )


def _tag(rate: ReimbursementRate, speech: Speech) -> str:
    """Return how far a rate is verified."""
    return speech.say(TAGS[rate.tag])


def _run(run: DayRun, speech: Speech, *, several: bool) -> str:
    values = {
        "days": speech.stretch(str(run.first), str(run.last)),
        "number": speech.number(run.number),
        "records": speech.comma(run.records),
    }
    if several:
        return speech.say("due-run-rate", rate=run.rate, **values)
    return speech.say("due-run", **values)


def _rates(statement: Reimbursement, speech: Speech) -> Section:
    rates = {rate.id: rate for each in statement.lines for rate in each.rates}
    return Section(
        heading=speech.say("due-rates"),
        header=column_names(
            speech,
            *("due-rate", "due-dollars-month", "sheet-from", "due-until", "due-standing"),
            "given-source-head",
        ),
        rows=tuple(
            (
                each.id,
                speech.exact(each.amount),
                str(each.since),
                str(each.until) if each.until else speech.say("due-open"),
                Cell(_tag(each, speech), "" if each.tag == "V" else "doubt"),
                each.source,
            )
            for each in rates.values()
        ),
        numbers=frozenset({1}),
        wide=frozenset({5}),
    )
