"""The report to a donor."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from sulh.languages.speech import ENGLISH
from sulh.report.pages.governance import decisions_section
from sulh.report.pages.rebuilding import late_section
from sulh.report.pages.words import (
    band,
    column_names,
    day_text,
    judged_at,
    money_text,
    people_text,
    soft,
    titled,
)
from sulh.report.sheet import Cell, Fact, Section, Sheet

if TYPE_CHECKING:
    from datetime import tzinfo

    from sulh.languages.speech import Speech
    from sulh.recover import DonorProject, DonorReport, ReachLine

__all__ = ["donor_sheet"]

PARTS = ("women", "men", "girls", "boys")


def donor_sheet(
    report: DonorReport, *, place: str = "", timezone: tzinfo = UTC, speech: Speech = ENGLISH
) -> Sheet:
    """Return the report to a donor in a language; `place` is the mission's title.

    Days are those of the time zone.
    """
    late = sum(bool(each.line.late) for each in report.projects)
    money, say = report.money(), speech.say
    return Sheet(
        title=titled(speech, say("donor-title", donor=report.donor), place),
        banner=band(speech, simulated=report.simulated),
        subtitle=judged_at(speech, report.at),
        facts=(
            Fact(
                speech.semicolon(
                    [money_text(gift, name, speech) for name, (gift, _, _) in money.items()]
                ),
                say("donor-by-you"),
            ),
            Fact(
                speech.semicolon(
                    [money_text(paid, name, speech) for name, (_, _, paid) in money.items()]
                ),
                say("donor-spent"),
            ),
            Fact(
                say(
                    "sheet-of",
                    part=speech.number(late),
                    whole=speech.number(len(report.projects)),
                ),
                say("donor-late"),
            ),
        ),
        sections=(
            _money(report, timezone, speech),
            _reach(report, speech),
            late_section(tuple(each.line for each in report.projects), timezone, speech),
            decisions_section(report.decisions, speech),
            Section(
                heading=say("donor-complaints"),
                sentences=(
                    say("donor-overdue", count=report.overdue_complaints),
                    say("donor-sensitive"),
                ),
            ),
        ),
        landscape=True,
        language=speech.language,
    )


def _money(report: DonorReport, timezone: tzinfo, speech: Speech) -> Section:
    return Section(
        heading=speech.say("donor-money"),
        sentences=(speech.say("donor-whole"),),
        header=column_names(
            speech,
            *("projects-project", "field-title", "field-place", "donor-by-you", "donor-your-share"),
            *("field-budget", "projects-paid", "projects-progress", "project-ends"),
        ),
        rows=tuple(_project(each, timezone, speech) for each in report.projects),
        numbers=frozenset((3, 4, 5, 6, 7)),
        wide=frozenset((1,)),
    )


def _project(each: DonorProject, timezone: tzinfo, speech: Speech) -> tuple[str | Cell, ...]:
    line, project = each.line, each.line.project
    unknown = soft(speech, "sheet-unknown")
    return (
        line.number,
        project.title,
        project.place.name or project.place.district,
        money_text(each.gift, project.currency, speech),
        speech.percent(each.share),
        money_text(project.budget, project.currency, speech),
        money_text(line.paid, project.currency, speech),
        speech.percent(line.progress) if line.value else unknown,
        day_text(line.value.ends, timezone) if line.value and line.value.ends else unknown,
    )


def _reach(report: DonorReport, speech: Speech) -> Section:
    lines = [line for each in report.projects for line in each.line.reach]
    return Section(
        heading=speech.say("donor-reached"),
        sentences=(speech.say("projects-twice"), speech.say("sheet-rounded"))
        if lines
        else (speech.say("donor-nobody"),),
        header=column_names(
            speech,
            *("projects-project", "projects-community", "donor-plan-or-fact", "recovery-people"),
            *("field-women", "field-men", "field-girls", "field-boys"),
        ),
        rows=tuple(_reached(each, speech) for each in lines),
        numbers=frozenset(range(3, 8)),
    )


def _reached(each: ReachLine, speech: Speech) -> tuple[str | Cell, ...]:
    is_reached = each.reach == "reached"
    return (
        each.project,
        each.community,
        Cell(
            speech.say("donor-is-reached" if is_reached else "donor-to-be-reached"),
            "good" if is_reached else "soft",
        ),
        people_text(each.people, speech),
        *(people_text(each.parts[name], speech) if name in each.parts else "" for name in PARTS),
    )
