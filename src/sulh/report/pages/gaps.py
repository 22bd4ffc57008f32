"""One page for a force generation officer: what is missing, what ends, what to ask whom for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.errors import plural
from sulh.languages.speech import ENGLISH
from sulh.report.charts.bars import Bar, BarChart, Key, Part, draw_columns
from sulh.report.months import month_runs
from sulh.report.sheet import Cell, Fact, Section, Sheet
from sulh.report.svg import AMBER, BLUE, RED

if TYPE_CHECKING:
    from sulh.report.model import Figure
    from sulh.sustain import GapSummary, MonthState, Requirement

__all__ = ["gaps_sheet"]


def gaps_sheet(summary: GapSummary) -> Sheet:
    """Return the page of gaps, for a decision on a day."""
    return Sheet(
        title=f"Units wanted, as of {summary.day}",
        subtitle="A month is met when every day of it that the requirement asks for is covered",
        facts=_facts(summary),
        sentences=_sentences(summary),
        sections=(
            Section(heading="By month", figures=(_months(summary.months),)),
            _requirements(summary),
            *_endings(summary),
            *_pledges(summary),
        ),
    )


def _facts(summary: GapSummary) -> tuple[Fact, ...]:
    by_id = {each.id: each for each in summary.requirements}
    unmet = sum(by_id[gap.requirement].strength * len(gap.unmet_months) for gap in summary.gaps)
    open_ = sum(bool(gap.unmet_months) for gap in summary.gaps)
    return (
        Fact(f"{open_} of {len(summary.gaps)}", "requirements with unmet months"),
        Fact(f"{unmet:,}", "person-months unmet"),
        Fact(f"{summary.fill.person_months:,}", "of them filled by the pledges"),
        Fact(
            str(len(summary.endings)),
            f"deployments end within {plural(summary.within_days, 'day')} without a successor",
        ),
    )


def _sentences(summary: GapSummary) -> tuple[str, ...]:
    sentences = []
    if summary.losses:
        pledge, lost = summary.losses[0]
        sentences.append(
            f"The pledge that matters most is {pledge}: without it {lost:,} of "
            f"{plural(summary.fill.person_months, 'person-month is', 'person-months are')} lost, "
            "even with the best use of all "
            "others."
        )
    by_id = {each.id: each for each in summary.requirements}
    for name, months in summary.priorities[:1]:
        sentences.append(
            f"Wanted most: {_profile(by_id[name])}; it could fill {plural(months, 'person-month')}."
        )
    sentences += [
        f"Deployment {name} names a requirement that is not in the table."
        for name in summary.strays
    ]
    return tuple(sentences)


def _profile(need: Requirement) -> str:
    speaks = f", speaking {' or '.join(sorted(need.languages))}" if need.languages else ""
    tasks = f", for {', '.join(sorted(need.tasks))}" if need.tasks else ""
    return f"{need.unit_type} of {need.strength:,} at {need.place} in {need.mission} ({need.id}){tasks}{speaks}"


def _requirements(summary: GapSummary) -> Section:
    by_id = {each.id: each for each in summary.requirements}
    priorities = dict(summary.priorities)
    uses: dict[str, list[str]] = {}
    for pledge, name in summary.fill.assignments:
        uses.setdefault(name, []).append(pledge)
    rows = []
    for gap in sorted(
        summary.gaps, key=lambda each: (-priorities.get(each.requirement, 0), each.requirement)
    ):
        need = by_id[gap.requirement]
        still = summary.still_unmet(gap)
        rows.append(
            (
                need.id,
                f"{need.mission}, {need.place}",
                need.unit_type,
                f"{need.strength:,}",
                f"{need.first} to {need.last}",
                ENGLISH.runs(month_runs(gap.unmet_months)) or Cell("none", "soft"),
                ", ".join(uses.get(need.id, ())) or Cell("none", "soft"),
                Cell(ENGLISH.runs(month_runs(still)), "bad") if still else Cell("none", "good"),
            )
        )
    return Section(
        heading="Requirements, the most wanted first",
        header=(
            *("Requirement", "Mission, place", "Unit", "Strength", "Dates", "Unmet"),
            *("Best pledges", "Still unmet"),
        ),
        rows=tuple(rows),
        numbers=frozenset({3}),
        wide=frozenset({1, 5, 7}),
    )


def _endings(summary: GapSummary) -> tuple[Section, ...]:
    if not summary.endings:
        return ()
    return (
        Section(
            heading=f"Deployments that end within {plural(summary.within_days, 'day')} without a successor",
            header=(
                "Deployment",
                "Nation",
                "Requirement",
                "Last day",
                "Days left",
                "Pledges that could follow in time",
            ),
            rows=tuple(
                (
                    each.deployment.id,
                    each.deployment.nation,
                    each.deployment.requirement,
                    str(each.deployment.last),
                    Cell(str(each.days_left), "doubt"),
                    ", ".join(each.successors) or Cell("none", "bad"),
                )
                for each in summary.endings
            ),
            numbers=frozenset({4}),
            wide=frozenset({5}),
        ),
    )


def _pledges(summary: GapSummary) -> tuple[Section, ...]:
    uses, losses = dict(summary.fill.assignments), dict(summary.losses)
    reasons: dict[str, list[str]] = {}
    for each in summary.refusals:
        reasons.setdefault(each.pledge, []).append(f"{each.requirement}: {each.reason}")
    rows = tuple(
        (
            each.id,
            each.nation,
            f"{each.unit_type}, {each.strength:,}",
            each.level,
            f"{each.first} to {each.last}, notice of {plural(each.notice_days, 'day')}",
            ", ".join(sorted(each.languages)) or "not stated",
            ", ".join(sorted(each.caveats)) or "none",
            Cell(f"for {uses[each.id]}", "good")
            if each.id in uses
            else Cell("; ".join(reasons.get(each.id, ())), "soft"),
            f"{losses[each.id]:,}" if each.id in losses else "",
        )
        for each in sorted(summary.pledges, key=lambda each: (-losses.get(each.id, -1), each.id))
    )
    if not rows:
        return ()
    return (
        Section(
            heading="Pledges, the one that matters most first",
            header=(
                *("Pledge", "Nation", "Unit", "Level", "Dates", "Languages", "Caveats"),
                *("Best use, or why it is not used", "Lost without it"),
            ),
            rows=rows,
            numbers=frozenset({8}),
            wide=frozenset({4, 7}),
            notes=("Lost without it: person-months, even with the best use of all other pledges.",),
        ),
    )


def _months(months: tuple[MonthState, ...]) -> Figure:
    """Draw the people required by month, in three parts from the ground up."""
    title = "People required by month"
    return draw_columns(
        BarChart(
            name="months",
            title=title,
            description="; ".join(
                f"{each.month}: {each.people_required:,} required, {each.people_deployed:,} "
                f"deployed, {each.people_pledged:,} filled by pledges, {each.people_missing:,} unmet"
                for each in months
            ),
            caption=f"{title}, and what covers them.",
            bars=tuple(
                Bar(
                    label=each.month,
                    parts=(
                        Part(each.people_deployed, BLUE),
                        Part(each.people_pledged, AMBER),
                        Part(each.people_missing, RED),
                    ),
                )
                for each in months
            ),
            key=(
                Key(BLUE, "deployed"),
                Key(AMBER, "filled by the best use of pledges"),
                Key(RED, "still unmet"),
            ),
        )
    )
