"""The page of a disaster's first 72 hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.languages.rooms import room_text
from sulh.languages.speech import ENGLISH
from sulh.report.pages.needs import first_needs_section
from sulh.report.pages.words import band, column_names, moment_text, people_text
from sulh.report.sheet import Cell, Fact, Section, Sheet, Tone

if TYPE_CHECKING:
    from datetime import datetime

    from sulh.languages.speech import Speech
    from sulh.recover import PersonCount
    from sulh.respond import FirstDaysPlan, SectorLine

__all__ = ["first_days_sheet"]

ACCESS: dict[str, Tone] = {"open": "good", "hard": "doubt", "closed": "bad", "": "soft"}
FIRST: dict[str, Tone] = {"A": "bad", "B": "bad", "C": "doubt", "D": "doubt"}


def first_days_sheet(plan: FirstDaysPlan, *, speech: Speech = ENGLISH) -> Sheet:
    """Return the page of the plan in a language."""
    say, number = speech.say, speech.number
    live = sum(each.live or 0 for each in plan.visits)
    to_assess = sum(not each.is_assessed for each in plan.sectors)
    return Sheet(
        title=say("first-days-title"),
        banner=band(speech, simulated=plan.simulated),
        subtitle=say("sheet-between", since=moment_text(plan.at), at=moment_text(plan.until)),
        facts=(
            Fact(number(len(plan.visits)), say("first-days-reached")),
            Fact(number(len(plan.waits)), say("first-days-waiting")),
            Fact(number(live), say("first-days-alive")),
            Fact(
                say("sheet-of", part=number(to_assess), whole=number(len(plan.sectors))),
                say("first-days-to-assess"),
            ),
        ),
        sections=(
            *_disasters(plan, speech),
            _visits(plan, speech),
            *_waits(plan, speech),
            _sectors(plan, speech),
            *_needs(plan, speech),
            _rests_on(plan, speech),
        ),
        landscape=True,
        language=speech.language,
    )


def _rests_on(plan: FirstDaysPlan, speech: Speech) -> Section:
    rapid, full = (f"{hours:g}" for hours in plan.hours)
    return Section(
        heading=speech.say("returns-rests-on"),
        bullets=(
            room_text(plan.assumption, speech.language),
            speech.say("first-days-hours", rapid=rapid, full=full),
            speech.say("first-days-triage"),
            speech.say("first-days-order"),
            speech.say("first-days-redo"),
        ),
    )


def _disasters(plan: FirstDaysPlan, speech: Speech) -> tuple[Section, ...]:
    notes = (speech.say("first-days-no-disaster", refs=speech.comma(plan.unknown)),)
    if not plan.disasters and not plan.unknown:
        return ()
    return (
        Section(
            heading=speech.say("first-days-disaster"),
            header=column_names(
                speech,
                *("field-place", "field-cause", "field-start", "field-affected"),
                *("field-displaced", "field-injured", "field-dead", "field-missing"),
            ),
            rows=tuple(
                (
                    each.place,
                    speech.word(each.cause),
                    moment_text(each.at),
                    *(_people(count, speech) for count in (each.affected, each.displaced)),
                    *(_count(number, speech) for number in (each.injured, each.dead, each.missing)),
                )
                for each in plan.disasters
            ),
            numbers=frozenset((3, 4, 5, 6, 7)),
            notes=notes if plan.unknown else (),
        ),
    )


def _people(count: PersonCount | None, speech: Speech) -> str:
    return speech.say("sheet-unknown") if count is None else people_text(count, speech)


def _count(number: int | None, speech: Speech) -> str:
    return speech.say("sheet-unknown") if number is None else speech.number(number)


def _visits(plan: FirstDaysPlan, speech: Speech) -> Section:
    return Section(
        heading=speech.say("days-visits"),
        sentences=() if plan.visits else (speech.say("first-days-no-team"),),
        header=column_names(
            speech,
            *("days-site", "days-category", "days-live", "days-team", "first-days-arrival"),
            *("first-days-until", "first-days-way", "field-dangers"),
        ),
        rows=tuple(
            (
                each.site,
                Cell(each.category, FIRST.get(each.category, "")),
                _count(each.live, speech),
                each.unit,
                _hour_text(each.arrival),
                _hour_text(each.end),
                speech.say("first-days-minutes", minutes=speech.number(each.minutes)),
                Cell(_words(each.dangers, speech), "bad"),
            )
            for each in sorted(plan.visits, key=lambda each: (each.arrival, each.site))
        ),
        numbers=frozenset((2, 6)),
        wide=frozenset((7,)),
        notes=tuple(
            speech.say(words, sites=speech.comma(sites))
            for words, sites in (
                ("first-days-under-way", plan.under_way),
                ("first-days-done", plan.finished),
            )
            if sites
        ),
    )


def _hour_text(moment: datetime) -> str:
    """Return month, day, hour and minute (UTC), the same in every language."""
    return f"{moment:%m-%d %H:%M}"


def _words(words: tuple[str, ...], speech: Speech) -> str:
    return speech.semicolon([speech.word(each) for each in words])


def _waits(plan: FirstDaysPlan, speech: Speech) -> tuple[Section, ...]:
    if not plan.waits:
        return ()
    return (
        Section(
            heading=speech.say("days-waits"),
            header=column_names(speech, "days-site", "days-category", "field-reason"),
            rows=tuple(
                (
                    each.site,
                    Cell(each.category, FIRST.get(each.category, "")),
                    room_text(each.reason, speech.language),
                )
                for each in plan.waits
            ),
            wide=frozenset((2,)),
        ),
    )


def _sectors(plan: FirstDaysPlan, speech: Speech) -> Section:
    return Section(
        heading=speech.say("days-sectors"),
        sentences=(speech.say("first-days-first" if plan.sectors else "days-no-sectors"),),
        header=column_names(
            speech,
            *("field-sector", "days-level", "days-collapsed", "days-affected", "field-access"),
            "field-first_needs",
        ),
        rows=tuple(_sector(each, speech) for each in plan.sectors),
        numbers=frozenset((2, 3)),
        wide=frozenset((5,)),
    )


def _sector(line: SectorLine, speech: Speech) -> tuple[str | Cell, ...]:
    unknown = speech.say("sheet-unknown")
    return (
        line.sector,
        Cell(speech.say(f"word-{line.level}"), "good" if line.is_assessed else "bad"),
        unknown if line.collapsed is None else speech.percent(line.collapsed),
        _people(line.affected, speech),
        Cell(speech.word(line.access) if line.access else unknown, ACCESS[line.access]),
        _words(line.first_needs, speech),
    )


def _needs(plan: FirstDaysPlan, speech: Speech) -> tuple[Section, ...]:
    if plan.needs is None:
        return ()
    return (
        first_needs_section(
            plan.needs,
            heading=speech.say("days-needs"),
            note=speech.say("first-days-standards"),
            speech=speech,
        ),
    )
