"""Pages of exercises: the after-action review, what monitoring is worth, and what replications came to."""

from __future__ import annotations

from collections import Counter
from statistics import fmean
from typing import TYPE_CHECKING

from sulh.exercise import highest_rate
from sulh.exercise.compare import COMPARABLE, interval
from sulh.report.pages.objectives import objectives_section
from sulh.report.sheet import Cell, Fact, Section, Sheet, Tone

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sulh.exercise import (
        InjectDelivery,
        Measured,
        Played,
        PlayedReport,
        Reviewed,
        Scenario,
        Scored,
    )
    from sulh.exercise.compare import Comparison

__all__ = ["comparison_sheet", "monitoring_sheet", "replications_sheet", "review_sheet"]

BANNER = "SIMULATED: exercise records"
OUTCOMES: dict[str, tuple[str, Tone]] = {
    "found": ("breach found", "good"),
    "late": ("breach found too late: the reports came after the end", "doubt"),
    "left-open": ("breach left open", "doubt"),
    "missed": ("breach missed: said to be met", "bad"),
    "accused": ("wrongly accused", "bad"),
    "cleared": ("rightly said to be met", "good"),
    "not-cleared": ("kept, but left open", "doubt"),
    "unclear": ("the agreement itself is unclear here", "soft"),
    "not-judged": ("never judged", "soft"),
}
TO_FIND = ("found", "late", "left-open", "missed")
CAUSES = {
    "actor": "wrong actor",
    "place": "wrong place",
    "day": "wrong day",
    "act": "wrong act",
    "loose": "accuracy or bound that does not hold the truth",
    "counted-twice": "row counted twice",
    "register": "record missing from a register said to be complete",
    "none": "nothing untrue was said",
}


def review_sheet(reviewed: Reviewed) -> Sheet:
    """Return the after-action review."""
    played, scored, scores = reviewed.played, reviewed.scored, reviewed.scores
    upto, scenario = reviewed.upto, played.scenario
    counts = Counter(each.outcome for each in scored)
    to_find = sum(counts[each] for each in TO_FIND)
    reached = [each for each in played.reactions if each.minutes is not None]
    limit = scenario.reaction.standard_min
    in_time = sum(each.minutes <= limit for each in reached if each.minutes is not None)
    return Sheet(
        title=f"After-action review: {scenario.title}",
        banner=BANNER,
        subtitle=(
            f"{scenario.pack.title}, {_local(scenario, scenario.from_)} to "
            f"{_local(scenario, scenario.until)} ({scenario.pack.timezone}), seed {played.seed}"
        ),
        sentences=(
            f"The exercise has not ended: it stands at {upto:%Y-%m-%d %H:%M} UTC.",
            "Months that are not over, and acts and requests to come, are never judged so far.",
        )
        if upto
        else (),
        facts=(
            Fact(f"{counts['found']:,} of {to_find:,}", "breaches found"),
            Fact(f"{counts['accused']:,}", "wrong accusations"),
            Fact(f"{counts['missed']:,}", "breaches missed"),
            Fact(f"{in_time:,} of {len(played.reactions):,}", f"calls reached in {limit:g} min"),
            Fact(f"{counts['not-judged']:,}", "questions never judged"),
        ),
        sections=(
            *((objectives_section(scores),) if scores.rows else ()),
            _outcomes(counts, reviewed.own_findings),
            _breaches(scored),
            _accusations(scored),
            _calls(played),
            _injects(played),
            _timeline(played, reviewed.decisions),
            _never_judged(scored),
        ),
        landscape=True,
    )


def _why(each: Scored) -> str:
    return f"{each.finding.id}: {', '.join(each.finding.reasons)}" if each.finding else ""


def _local(scenario: Scenario, moment: datetime) -> str:
    """Return a moment on the mission's clock: a day, where one begins then."""
    return f"{moment.astimezone(scenario.pack.timezone):%Y-%m-%d %H:%M}".removesuffix(" 00:00")


def _outcomes(counts: Counter[str], own_findings: int) -> Section:
    return Section(
        heading="Findings against the truth",
        sentences=(
            "What was never judged is neither right nor wrong: it counts in no share above.",
            *(
                (f"{own_findings:,} findings rest on reports by trainees; they are not scored.",)
                if own_findings
                else ()
            ),
        ),
        header=("outcome", "questions"),
        rows=tuple((Cell(*OUTCOMES[each]), f"{counts[each]:,}") for each in OUTCOMES),
        numbers=frozenset((1,)),
        wide=frozenset((0,)),
        notes=("A question is a provision, a party, a zone and a month; or an act or request.",),
    )


def _question(each: Scored) -> tuple[str | Cell, ...]:
    provision, party, zone, when = each.question
    return (
        provision,
        party,
        zone or "everywhere",
        when.rsplit("|", 1)[-1],
        Cell(*OUTCOMES[each.outcome]),
    )


def _breaches(scored: Sequence[Scored]) -> Section:
    rows = [each for each in scored if each.conduct == "broken"]
    return Section(
        heading="What truly was a breach",
        sentences=() if rows else ("Nobody broke the agreement.",),
        header=("provision", "party", "zone", "month or act", "outcome", "the finding says"),
        rows=tuple(
            (*_question(each), ", ".join(each.finding.reasons) if each.finding else "no finding")
            for each in rows
        ),
        wide=frozenset((5,)),
    )


def _accusations(scored: Sequence[Scored]) -> Section:
    rows = [each for each in scored if each.outcome == "accused"]
    return Section(
        heading="Who was accused wrongly",
        sentences=() if rows else ("Nobody.",),
        header=("provision", "party", "zone", "month or act", "outcome", "the finding"),
        rows=tuple((*_question(each), _why(each)) for each in rows),
        wide=frozenset((5,)),
    )


def _calls(played: Played) -> Section:
    limit = played.scenario.reaction.standard_min
    return Section(
        heading="Response times",
        sentences=(
            f"From the act to the arrival of a unit; the standard is {limit:g} minutes.",
            "10-1-2: first aid in 10 minutes, advanced care within 1 hour, surgery within 2.",
        )
        if played.reactions
        else ("No unit was asked to react.",),
        header=("act", "called (UTC)", "unit", "minutes", "hindered by"),
        rows=tuple(
            (
                each.act,
                f"{each.called:%Y-%m-%d %H:%M}",
                each.unit or Cell("nobody could", "bad"),
                Cell("never", "bad")
                if each.minutes is None
                else Cell(f"{each.minutes:,.0f}", "good" if each.minutes <= limit else "bad"),
                ", ".join(each.hindered),
            )
            for each in played.reactions
        ),
        numbers=frozenset((3,)),
        wide=frozenset((0,)),
    )


def _injects(played: Played) -> Section:
    return Section(
        heading="Master events list",
        sentences=() if played.deliveries else ("There were no injects.",),
        header=("inject", "kind", "delivered (UTC)", "to", "seen by", "note"),
        rows=tuple(
            (
                each.inject.id,
                each.inject.kind,
                f"{each.at:%Y-%m-%d %H:%M}" if each.at else Cell("never", "doubt"),
                ", ".join(each.inject.to),
                _seen(each),
                each.why_not or each.inject.text,
            )
            for each in played.deliveries
        ),
        wide=frozenset((5,)),
    )


def _seen(delivery: InjectDelivery) -> str | Cell:
    if delivery.at is None or delivery.seen is None:
        return ""
    return ", ".join(delivery.seen) or Cell("nobody", "doubt")


def _timeline(played: Played, decisions: Sequence[tuple[datetime, str]]) -> Section:
    first: dict[str, datetime] = {}
    for report in played.reports:
        first.setdefault(report.of, report.comes)
    lines: list[tuple[datetime, str, str | Cell, str]] = [
        (
            act.moment,
            "truth",
            f"{act.act} by {act.by}" + (f" against {act.against}" if act.against else ""),
            _delay(act.moment, first.get(act.id), played.scenario.until),
        )
        for act in played.world.acts
    ]
    lines += [
        (
            each.comes,
            "report",
            Cell(_told(each), "soft"),
            _untrue(each.fault),
        )
        for each in played.in_time
        if each.row["kind"] == "incident"
    ]
    lines += [(when, "decision", what, "") for when, what in decisions]
    return Section(
        heading="Timeline: truth, reports, decisions",
        header=("time (UTC)", "what", "it says", "note"),
        rows=tuple(
            (f"{each[0]:%Y-%m-%d %H:%M}", *each[1:]) for each in sorted(lines, key=lambda e: e[0])
        ),
        wide=frozenset((2, 3)),
    )


def _told(report: PlayedReport) -> str:
    other = report.row.get("opponent", "")
    text = f"{report.row['act']} by {report.row.get('actor', 'nobody named')}"
    return text + f" against {other}" * bool(other)


def _delay(moment: datetime, comes: datetime | None, until: datetime) -> str:
    if comes is None:
        return "never reported"
    hours = (comes - moment).total_seconds() / 3600
    return f"first reported after {hours:,.0f} h" + (" (after the end)" if comes > until else "")


def _untrue(fault: str) -> str:
    if fault == "inject":
        return "written by the director"
    return f"untrue: {CAUSES.get(fault, fault)}" if fault else ""


def _never_judged(scored: Sequence[Scored]) -> Section:
    rows = [each for each in scored if each.outcome == "not-judged"]
    return Section(
        heading="What was never judged",
        sentences=("No finding was made of these: they are not right, and raise no score.",)
        if rows
        else ("Everything was judged.",),
        header=("provision", "party", "zone", "month or act", "outcome"),
        rows=tuple(_question(each) for each in rows),
    )


def monitoring_sheet(rows: Sequence[Measured], *, place: str) -> Sheet:
    """Return the page of what monitoring is worth, a line for each way of watching."""
    exercises = rows[0].exercises if rows else 0
    return Sheet(
        title=f"What monitoring is worth: {place}",
        banner=BANNER,
        subtitle=f"{exercises:,} exercises with known truth, each watched in {len(rows):,} ways",
        sections=(
            Section(
                heading="Findings against the truth",
                sentences=(
                    "Of the breaches that truly were: how many were found, left open, or missed.",
                    "Of the months in which a party kept to a provision: how many were said to, and the wrong.",
                ),
                header=(
                    *(
                        "quality",
                        "watched",
                        "breaches",
                        "found",
                        "left open",
                        "missed",
                        "months kept",
                    ),
                    *("said to be met", "wrongly accused", "in 1,000", "at most"),
                ),
                rows=tuple(_measured_row(each) for each in rows),
                numbers=frozenset(range(1, 11)),
                notes=(
                    "A month is one of one provision, party and zone. Acts and requests count as one each.",
                    "At most: the rate that would show so few in one of twenty samples (one-sided, Poisson).",
                    "Months of one exercise are not quite independent of each other.",
                ),
            ),
            Section(
                heading="Why accusations were wrong",
                header=("quality", "watched", "because of", "accusations"),
                rows=tuple(
                    (
                        each.watching.quality,
                        f"{each.watching.density:.0%}",
                        _said(cause),
                        f"{count:,}",
                    )
                    for each in rows
                    for cause, count in each.causes.most_common()
                ),
                numbers=frozenset((1, 3)),
                wide=frozenset((2,)),
            ),
        ),
        landscape=True,
    )


def _said(cause: str) -> str:
    return " and ".join(CAUSES.get(each, each) for each in cause.split("+"))


def _measured_row(each: Measured) -> tuple[str | Cell, ...]:
    counts, breaches, months = each.outcomes, each.broken or 1, each.kept or 1
    most = 1000 * highest_rate(counts["accused"], each.kept)
    return (
        each.watching.quality,
        f"{each.watching.density:.0%}",
        f"{each.broken:,}",
        *(f"{counts[name] / breaches:.0%}" for name in ("found", "left-open", "missed")),
        f"{each.kept:,}",
        f"{counts['cleared'] / months:.0%}",
        f"{counts['accused']:,}",
        Cell(f"{each.wrong_per_thousand:.2f}", "good" if each.wrong_per_thousand < 1 else "bad"),
        f"{most:.2f}",
    )


def replications_sheet(title: str, rows: Sequence[dict[str, float]]) -> Sheet:
    """Return the page of replications: the mean of each outcome with its 95 % interval."""
    lines = []
    for name, what in {
        **COMPARABLE,
        "not-judged": "questions never judged",
        "calls": "calls",
    }.items():
        values = [row.get(name, 0.0) for row in rows]
        bounds = "none from one replication"
        if len(values) > 1:
            low, high = interval(values, 0.05)
            bounds = f"{max(0.0, low):,.2f} to {high:,.2f}"
        lines.append((what, f"{fmean(values):,.2f}", bounds))
    return Sheet(
        title=f"Replications: {title}",
        banner=BANNER,
        subtitle=f"{len(rows):,} replications",
        sections=(
            Section(
                heading="Means of a replication",
                header=("what", "mean", "95 % interval of the mean"),
                rows=tuple(lines),
                numbers=frozenset((1, 2)),
                wide=frozenset((0,)),
            ),
        ),
    )


def comparison_sheet(first: str, second: str, result: Comparison) -> Sheet:
    """Return the page of a comparison of two scenarios by their titles."""
    return Sheet(
        title=f"{first}, and {second}",
        banner=BANNER,
        subtitle=f"{result.replications:,} replications on common random numbers",
        facts=(
            Fact(f"{result.first:,.2f}", f"{COMPARABLE[result.measure]}, first"),
            Fact(f"{result.second:,.2f}", f"{COMPARABLE[result.measure]}, second"),
            Fact(f"{result.difference:+,.2f}", "difference"),
        ),
        sentences=(result.sentence,),
    )
