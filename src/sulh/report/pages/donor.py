"""Pages of decisions and complaints, and the report to a donor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.report.pages.rebuilding import TWICE, late_section, money_text
from sulh.report.pages.returns import ROUNDED
from sulh.report.sheet import Cell, Fact, Section, Sheet, Tone

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sulh.recover import Decision, DonorReport, GovernanceStatement

__all__ = ["donor_sheet", "governance_sheet"]

OUTCOMES: dict[str, Tone] = {"approve": "good", "refuse": "bad", "postpone": "doubt"}
PARTS = ("women", "men", "girls", "boys", "unknown")


def donor_sheet(report: DonorReport, *, place: str = "") -> Sheet:
    """Return the report to a donor; `place` is the mission's title."""
    late = sum(bool(each.line.late) for each in report.projects)
    money = report.money()
    return Sheet(
        title=f"Report to {report.donor}{f': {place}' if place else ''}",
        banner="SIMULATED: exercise records" if report.simulated else "",
        subtitle=f"At {report.at:%Y-%m-%d %H:%M} UTC",
        facts=(
            Fact(
                "; ".join(money_text(gift, name) for name, (gift, _, _) in money.items()),
                "given by you",
            ),
            Fact(
                "; ".join(money_text(paid, name) for name, (_, _, paid) in money.items()),
                "spent by these projects",
            ),
            Fact(f"{late:,} of {len(report.projects):,}", "projects with something late"),
        ),
        sections=(
            _money(report),
            _reach(report),
            late_section(tuple(each.line for each in report.projects)),
            decisions_section(report.decisions),
            Section(
                heading="Complaints",
                sentences=(
                    f"Overdue answers to complaints about these projects: {report.overdue_complaints:,}."
                    if report.overdue_complaints
                    else "None about these projects waits longer than it should.",
                    "Sensitive ones are not counted here: their projects are never shown.",
                ),
            ),
        ),
        landscape=True,
    )


def _money(report: DonorReport) -> Section:
    return Section(
        heading="What was given and spent",
        sentences=("What is spent is the whole project's, whoever gave the money.",),
        header=(
            "project",
            "title",
            "place",
            "given by you",
            "your share",
            "budget",
            "spent",
            "done",
            "end at this pace",
        ),
        rows=tuple(
            (
                each.line.number,
                each.line.project.title,
                each.line.project.place.name or each.line.project.place.district,
                money_text(each.gift, each.line.project.currency),
                f"{each.share:.0%}",
                money_text(each.line.project.budget, each.line.project.currency),
                money_text(each.line.paid, each.line.project.currency),
                f"{each.line.progress:.0%}" if each.line.value else Cell("unknown", "soft"),
                f"{each.line.value.ends:%Y-%m-%d}"
                if each.line.value and each.line.value.ends
                else Cell("unknown", "soft"),
            )
            for each in report.projects
        ),
        numbers=frozenset((3, 4, 5, 6, 7)),
        wide=frozenset((1,)),
    )


def _reach(report: DonorReport) -> Section:
    lines = [line for each in report.projects for line in each.line.reach]
    return Section(
        heading="Who was reached",
        sentences=(TWICE, ROUNDED) if lines else ("Nobody was counted so far.",),
        header=(
            "project",
            "community",
            "plan or fact",
            "people",
            "women",
            "men",
            "girls",
            "boys",
            "not known",
        ),
        rows=tuple(
            (
                each.project,
                each.community,
                Cell(
                    "reached" if each.reach == "reached" else "to be reached",
                    "good" if each.reach == "reached" else "soft",
                ),
                str(each.people),
                *(str(each.parts[name]) if name in each.parts else "" for name in PARTS),
            )
            for each in lines
        ),
        numbers=frozenset(range(3, 9)),
    )


def decisions_section(decisions: Iterable[Decision]) -> Section:
    """Return who decided what on which criteria."""
    rows = tuple(
        (
            f"{each.span.start + (each.span.end - each.span.start) / 2:%Y-%m-%d}",  # a local day
            ", ".join(each.projects),
            Cell(each.outcome, OUTCOMES[each.outcome]),
            each.agent,
            "; ".join(each.criteria),
            ", ".join(each.options) or Cell("not said", "soft"),
            each.reason,
        )
        for each in decisions
    )
    return Section(
        heading="Who decided, and on what",
        sentences=() if rows else ("No decision was recorded.",),
        header=("day", "projects", "decision", "who", "criteria", "chosen from", "reason"),
        rows=rows,
        wide=frozenset((4, 6)),
    )


def governance_sheet(statement: GovernanceStatement, *, place: str = "") -> Sheet:
    """Return the page of decisions and complaints; `place` is the mission's title."""
    return Sheet(
        title=f"Decisions and complaints{f': {place}' if place else ''}",
        banner="SIMULATED: exercise records" if statement.simulated else "",
        subtitle=f"Up to {statement.at:%Y-%m-%d %H:%M} UTC",
        facts=(
            Fact(
                f"{len(statement.decisions):,}",
                "decision" if len(statement.decisions) == 1 else "decisions",
            ),
            Fact(f"{len(statement.overdue):,}", "answers overdue"),
        ),
        sections=(
            Section(
                heading="Answers that are overdue",
                sentences=() if statement.overdue else ("None.",),
                header=("complaint", "topic", "about", "due", "days late", "last step"),
                rows=tuple(
                    (
                        each.complaint,
                        each.topic,
                        each.about,
                        f"{each.due:%Y-%m-%d}",
                        Cell(f"{each.days_late:,}", "bad"),
                        each.last or Cell("none", "bad"),
                    )
                    for each in statement.overdue
                ),
                numbers=frozenset((4,)),
            ),
            Section(
                heading="Complaints by topic",
                sentences=(
                    "Over the whole mission; places are not shown, since they could point at somebody.",
                    ROUNDED,
                )
                if statement.topics
                else (
                    "No complaint was recorded. That may mean that nobody knows where to complain.",
                ),
                header=("topic", "people", "not answered yet", "overdue"),
                rows=tuple(
                    (
                        each.topic,
                        str(each.people),
                        str(each.open) if each.open.high else "none",
                        Cell(f"{each.overdue:,}", "bad" if each.overdue else "good"),
                    )
                    for each in statement.topics
                ),
                numbers=frozenset((1, 2, 3)),
            ),
            decisions_section(statement.decisions),
            *(
                (Section(heading="Records that do not fit", bullets=statement.faults[:100]),)
                if statement.faults
                else ()
            ),
        ),
        landscape=True,
    )
