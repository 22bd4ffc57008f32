"""One page for a force generation officer: what is missing, what ends, what to ask whom for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.languages.speech import ENGLISH
from sulh.report.charts.bars import Bar, BarChart, Key, Part, draw_columns
from sulh.report.months import month_runs
from sulh.report.pages.words import column_names, reasons_text
from sulh.report.sheet import Cell, Fact, Section, Sheet
from sulh.report.svg import AMBER, BLUE, RED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sulh.languages.speech import Speech
    from sulh.report.model import Figure
    from sulh.sustain import GapSummary, MonthState, Requirement

__all__ = ["gaps_sheet"]


def gaps_sheet(summary: GapSummary, *, speech: Speech = ENGLISH) -> Sheet:
    """Return the page of gaps, for a decision on a day."""
    say = speech.say
    return Sheet(
        title=say("wanted-title", day=speech.day_text(summary.day)),
        subtitle=say("wanted-month-is-met"),
        language=speech.language,
        facts=_facts(summary, speech),
        sentences=_sentences(summary, speech),
        sections=(
            Section(heading=say("wanted-by-month"), figures=(_months(summary.months, speech),)),
            _requirements(summary, speech),
            *_endings(summary, speech),
            *_pledges(summary, speech),
        ),
    )


def _facts(summary: GapSummary, speech: Speech) -> tuple[Fact, ...]:
    say, number = speech.say, speech.number
    by_id = {each.id: each for each in summary.requirements}
    unmet = sum(by_id[gap.requirement].strength * len(gap.unmet_months) for gap in summary.gaps)
    open_ = sum(bool(gap.unmet_months) for gap in summary.gaps)
    return (
        Fact(
            say("sheet-of", part=number(open_), whole=number(len(summary.gaps))),
            say("wanted-fact-open"),
        ),
        Fact(number(unmet), say("wanted-fact-unmet")),
        Fact(number(summary.fill.person_months), say("wanted-fact-filled")),
        Fact(
            number(len(summary.endings)),
            say("wanted-fact-ending", days=number(summary.within_days)),
        ),
    )


def _sentences(summary: GapSummary, speech: Speech) -> tuple[str, ...]:
    say, number = speech.say, speech.number
    sentences = []
    if summary.losses:
        pledge, lost = summary.losses[0]
        sentences.append(
            say(
                "wanted-matters-most",
                pledge=pledge,
                lost=number(lost),
                filled=number(summary.fill.person_months),
            )
        )
    by_id = {each.id: each for each in summary.requirements}
    for name, months in summary.priorities[:1]:
        sentences.append(
            say("wanted-most", profile=_profile(by_id[name], speech), months=number(months))
        )
    sentences += [say("wanted-stray", name=name) for name in summary.strays]
    return tuple(sentences)


def _profile(need: Requirement, speech: Speech) -> str:
    say, parts = speech.say, []
    if need.tasks:
        parts.append(say("wanted-for", tasks=speech.comma(sorted(need.tasks))))
    if need.languages:
        parts.append(say("wanted-speaking", tongues=speech.either(sorted(need.languages))))
    unit = say(
        "wanted-unit",
        type=need.unit_type,
        strength=speech.number(need.strength),
        place=need.place,
        mission=need.mission,
        name=need.id,
    )
    return speech.comma([unit, *parts])


def _requirements(summary: GapSummary, speech: Speech) -> Section:
    by_id = {each.id: each for each in summary.requirements}
    priorities = dict(summary.priorities)
    uses: dict[str, list[str]] = {}
    for pledge, name in summary.fill.assignments:
        uses.setdefault(name, []).append(pledge)
    none = speech.say("sheet-none")
    rows = []
    for gap in sorted(
        summary.gaps, key=lambda each: (-priorities.get(each.requirement, 0), each.requirement)
    ):
        need = by_id[gap.requirement]
        still = summary.still_unmet(gap)
        rows.append(
            (
                need.id,
                speech.comma((need.mission, need.place)),
                need.unit_type,
                speech.number(need.strength),
                speech.stretch(str(need.first), str(need.last)),
                speech.runs(month_runs(gap.unmet_months)) or Cell(none, "soft"),
                speech.comma(uses.get(need.id, ())) or Cell(none, "soft"),
                Cell(speech.runs(month_runs(still)), "bad") if still else Cell(none, "good"),
            )
        )
    return Section(
        heading=speech.say("wanted-requirements"),
        header=column_names(
            speech,
            *("gaps-requirement", "wanted-place", "ready-unit", "wanted-strength"),
            *("wanted-dates", "wanted-unmet", "wanted-best", "wanted-still"),
        ),
        rows=tuple(rows),
        numbers=frozenset({3}),
        wide=frozenset({1, 5, 7}),
    )


def _endings(summary: GapSummary, speech: Speech) -> tuple[Section, ...]:
    if not summary.endings:
        return ()
    return (
        Section(
            heading=speech.say("wanted-endings", days=speech.number(summary.within_days)),
            header=column_names(
                speech,
                *("endings-deployment", "wanted-nation", "gaps-requirement"),
                *("wanted-last-day", "wanted-days-left", "wanted-followers"),
            ),
            rows=tuple(
                (
                    each.deployment.id,
                    each.deployment.nation,
                    each.deployment.requirement,
                    str(each.deployment.last),
                    Cell(speech.number(each.days_left), "doubt"),
                    speech.comma(each.successors) or Cell(speech.say("sheet-none"), "bad"),
                )
                for each in summary.endings
            ),
            numbers=frozenset({4}),
            wide=frozenset({5}),
        ),
    )


def _pledges(summary: GapSummary, speech: Speech) -> tuple[Section, ...]:
    if not summary.pledges:
        return ()
    losses = dict(summary.losses)
    return (
        Section(
            heading=speech.say("wanted-pledges"),
            header=column_names(
                speech,
                *("pledges-pledge", "wanted-nation", "ready-unit", "wanted-level"),
                *("wanted-dates", "wanted-languages", "wanted-caveats", "wanted-use"),
                "wanted-lost",
            ),
            rows=tuple(_pledge_rows(summary, losses, speech)),
            numbers=frozenset({8}),
            wide=frozenset({4, 7}),
            notes=(speech.say("wanted-lost-is"),),
        ),
    )


def _pledge_rows(
    summary: GapSummary, losses: Mapping[str, int], speech: Speech
) -> Iterator[tuple[str | Cell, ...]]:
    """Yield a line for each pledge, the one that matters most first: its use, or why it has none."""
    say, number, uses = speech.say, speech.number, dict(summary.fill.assignments)
    reasons: dict[str, list[str]] = {}
    for each in summary.refusals:
        why = say("sheet-says", who=each.requirement, what=reasons_text(each.reason, speech))
        reasons.setdefault(each.pledge, []).append(why)
    for pledge in sorted(summary.pledges, key=lambda each: (-losses.get(each.id, -1), each.id)):
        yield (
            pledge.id,
            pledge.nation,
            speech.comma((pledge.unit_type, number(pledge.strength))),
            speech.word(pledge.level),
            say(
                "wanted-notice",
                dates=speech.stretch(str(pledge.first), str(pledge.last)),
                days=number(pledge.notice_days),
            ),
            speech.comma(sorted(pledge.languages)) or say("wanted-not-stated"),
            speech.comma(sorted(pledge.caveats)) or say("sheet-none"),
            Cell(say("wanted-used-for", need=uses[pledge.id]), "good")
            if pledge.id in uses
            else Cell(speech.semicolon(reasons.get(pledge.id, ())), "soft"),
            number(losses[pledge.id]) if pledge.id in losses else "",
        )


def _months(months: tuple[MonthState, ...], speech: Speech) -> Figure:
    """Draw the people required by month, in three parts from the ground up."""
    say, number = speech.say, speech.number
    title = say("wanted-people")
    return draw_columns(
        BarChart(
            name="months",
            title=title,
            description=speech.semicolon(
                [
                    say(
                        "wanted-month-says",
                        month=each.month,
                        required=number(each.people_required),
                        deployed=number(each.people_deployed),
                        pledged=number(each.people_pledged),
                        missing=number(each.people_missing),
                    )
                    for each in months
                ]
            ),
            caption=say("wanted-caption", title=title),
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
                Key(BLUE, say("wanted-key-deployed")),
                Key(AMBER, say("wanted-key-filled")),
                Key(RED, say("wanted-key-unmet")),
            ),
            speech=speech,
        )
    )
