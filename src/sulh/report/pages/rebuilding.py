"""The page of rebuilding: damage and projects."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from sulh.languages.speech import ENGLISH
from sulh.report.pages.words import (
    band,
    column_names,
    cut,
    day_text,
    judged_at,
    money_text,
    people_text,
    soft,
    titled,
)
from sulh.report.sheet import Cell, Fact, Section, Sheet, Tone

if TYPE_CHECKING:
    from datetime import tzinfo
    from decimal import Decimal

    from sulh.languages.speech import Speech
    from sulh.recover import PersonCount, ProjectLine, RebuildStatement

__all__ = ["late_section", "rebuilding_sheet"]

FORMULAS = (
    "formula-plan",
    "formula-cost-index",
    "formula-schedule-index",
    "formula-cost",
    "formula-end",
    "formula-source",
)
WORKING: dict[str, tuple[str, Tone]] = {
    "works": ("sheet-yes", "good"),
    "partly": ("recovery-partly", "doubt"),
    "stopped": ("sheet-no", "bad"),
    "": ("sheet-unknown", "soft"),
}
RISKS: dict[str, Tone] = {"low": "good", "medium": "doubt", "high": "bad"}


def rebuilding_sheet(
    statement: RebuildStatement,
    *,
    place: str = "",
    timezone: tzinfo = UTC,
    speech: Speech = ENGLISH,
) -> Sheet:
    """Return the page of damage and projects in a language; `place` is the mission's title.

    Days are those of the time zone.
    """
    say = speech.say
    late = [each for each in statement.projects if each.late]
    stopped = {(each.place, each.service) for each in statement.damage if each.working == "stopped"}
    return Sheet(
        title=titled(speech, say("rebuilding-title"), place),
        banner=band(speech, simulated=statement.simulated),
        subtitle=judged_at(speech, statement.at),
        facts=(
            Fact(speech.number(len(statement.projects)), say("page-projects")),
            Fact(speech.number(len(late)), say("rebuilding-late")),
            Fact(speech.number(len(stopped)), say("rebuilding-stopped")),
            Fact(_paid(statement, speech), say("rebuilding-paid")),
        ),
        sections=(
            _projects(statement, speech),
            _forecast(statement, timezone, speech),
            late_section(statement.projects, timezone, speech),
            _communities(statement, speech),
            _damage(statement, speech),
            *_faults(statement, speech),
        ),
        landscape=True,
        language=speech.language,
    )


def _paid(statement: RebuildStatement, speech: Speech) -> str:
    sums = [
        speech.say(
            "sheet-of",
            part=money_text(paid, name, speech),
            whole=money_text(budget, name, speech),
        )
        for name, (budget, _, paid) in statement.money().items()
    ]
    return speech.semicolon(sums) or speech.say("sheet-nothing")


def _projects(statement: RebuildStatement, speech: Speech) -> Section:
    return Section(
        heading=speech.say("page-projects"),
        sentences=() if statement.projects else (speech.say("projects-none"),),
        header=column_names(
            speech,
            *("projects-project", "field-title", "field-place", "field-service", "projects-stage"),
            *("field-contractor", "field-funder", "field-risk", "field-budget", "projects-paid"),
            "projects-progress",
        ),
        rows=tuple(_project(each, speech) for each in statement.projects),
        numbers=frozenset((8, 9, 10)),
        wide=frozenset((1,)),
        notes=tuple(
            speech.say("sheet-says", who=each.number, what=each.project.risk_note)
            for each in statement.projects
            if each.project.risk_note
        ),
    )


def _project(each: ProjectLine, speech: Speech) -> tuple[str | Cell, ...]:
    project, nobody = each.project, soft(speech, "places-nobody")
    unknown = soft(speech, "sheet-unknown")
    return (
        each.number,
        project.title,
        project.place.name or project.place.district,
        speech.word(project.service),
        speech.word(each.stage),
        project.contractor or nobody,
        project.funder or nobody,
        Cell(speech.word(project.risk), RISKS[project.risk]) if project.risk else unknown,
        money_text(project.budget, project.currency, speech),
        money_text(each.paid, project.currency, speech),
        speech.percent(each.progress) if each.value else unknown,
    )


def _forecast(statement: RebuildStatement, timezone: tzinfo, speech: Speech) -> Section:
    rows = [_forecast_row(each, timezone, speech) for each in statement.projects if each.value]
    return Section(
        heading=speech.say("rebuilding-forecast"),
        sentences=() if rows else (speech.say("rebuilding-no-forecast"),),
        header=column_names(
            speech,
            *("projects-project", "forecast-planned", "forecast-earned", "projects-paid"),
            *("forecast-cost-index", "forecast-schedule-index", "projects-cost-at-end"),
            *("forecast-planned-end", "project-ends"),
        ),
        rows=tuple(rows),
        numbers=frozenset(range(1, 7)),
        notes=tuple(speech.say(each) for each in FORMULAS) if rows else (),
    )


def _forecast_row(line: ProjectLine, timezone: tzinfo, speech: Speech) -> tuple[str | Cell, ...]:
    value, currency = line.value, line.project.currency
    if value is None:
        return ()
    low, high = value.cost_low, value.cost_high
    cost: str | Cell = soft(speech, "sheet-unknown")
    if low is not None and high is not None:
        tone: Tone = "good" if high <= value.budget else "bad" if low > value.budget else "doubt"
        words = speech.bounds(round(low), round(high))
        cost = Cell(f"{words} {currency}", tone)
    finish = "forecast-finished" if value.earned >= value.budget else "sheet-unknown"
    return (
        line.number,
        money_text(value.plan, currency, speech),
        money_text(value.earned, currency, speech),
        money_text(value.paid, currency, speech),
        _index(value.cost_index, speech),
        _index(value.schedule_index, speech),
        cost,
        day_text(line.project.span.end, timezone),
        Cell(
            day_text(value.ends, timezone), "bad" if value.ends > line.project.span.end else "good"
        )
        if value.ends
        else speech.say(finish),
    )


def _index(index: Decimal | None, speech: Speech) -> Cell:
    if index is None:
        return soft(speech, "sheet-none")
    return Cell(speech.decimal(index), "good" if index >= 1 else "bad")


def late_section(projects: tuple[ProjectLine, ...], timezone: tzinfo, speech: Speech) -> Section:
    """Return what is late and why, for this page and the donor's."""
    rows = tuple(
        (
            project.number,
            each.title,
            day_text(each.due, timezone),
            speech.percent(each.percent / 100),
            Cell(speech.word(each.cause), "doubt")
            if each.cause
            else Cell(speech.say("projects-no-cause"), "bad"),
            each.remark,
        )
        for project in projects
        for each in project.late
    )
    return Section(
        heading=speech.say("projects-late"),
        sentences=() if rows else (speech.say("projects-none-late"),),
        header=column_names(
            speech,
            *("projects-project", "projects-milestone", "projects-due", "projects-progress"),
            *("projects-cause", "projects-remark"),
        ),
        rows=rows,
        numbers=frozenset((3,)),
        wide=frozenset((5,)),
    )


def _communities(statement: RebuildStatement, speech: Speech) -> Section:
    return Section(
        heading=speech.say("projects-communities"),
        sentences=(speech.say("projects-twice"), speech.say("sheet-rounded"))
        if statement.communities
        else (speech.say("projects-no-people"),),
        header=column_names(
            speech,
            *("projects-community", "page-projects", "projects-intended", "projects-reached"),
        ),
        rows=tuple(
            (
                each.community,
                speech.number(each.projects),
                _people(each.intended, speech),
                _people(each.reached, speech),
            )
            for each in statement.communities
        ),
        numbers=frozenset((1, 2, 3)),
    )


def _people(count: PersonCount, speech: Speech) -> str | Cell:
    """Return a count in words; where nobody reported any, that is said, which no record has to hide."""
    return people_text(count, speech) if count.high else soft(speech, "projects-no-report")


def _damage(statement: RebuildStatement, speech: Speech) -> Section:
    grades = ("slight", "moderate", "heavy", "very-heavy", "destruction")
    return Section(
        heading=speech.say("projects-damage"),
        sentences=(speech.say("projects-damage-note"),)
        if statement.damage
        else (speech.say("projects-no-damage"),),
        header=(
            *column_names(speech, "field-place", "field-service", "damage-works"),
            *(speech.word(each) for each in grades),
            *column_names(speech, "field-cost", "projects-serves", "field-source"),
        ),
        rows=tuple(
            (
                each.place,
                speech.word(each.service),
                Cell(speech.say(WORKING[each.working][0]), WORKING[each.working][1]),
                *(speech.number(number) for number in each.buildings.values()),
                speech.semicolon(
                    [money_text(cost, name, speech) for name, cost in each.costs.items()]
                ),
                people_text(each.serves, speech) if each.serves.high else "",
                each.source,
            )
            for each in statement.damage
        ),
        numbers=frozenset((3, 4, 5, 6, 7, 8, 9)),
        notes=(speech.say("damage-grades"),) if statement.damage else (),
    )


def _faults(statement: RebuildStatement, speech: Speech) -> tuple[Section, ...]:
    if not statement.faults:
        return ()
    heading = speech.say("recovery-faults")
    return (Section(heading=heading, bullets=cut(statement.faults, speech)),)
