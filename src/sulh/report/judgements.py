"""Key judgements: the few sentences that a commander reads, computed from the findings."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import polars as pl

from sulh.mission.provisions import Ceasefire
from sulh.observe import actor_names, normalise_name
from sulh.report.months import distance, following
from sulh.report.text import shorten

if TYPE_CHECKING:
    from sulh.mission.provisions import Provision
    from sulh.report.context import ReportContext
    from sulh.report.model import Totals

__all__ = ["judgements"]

NAMED_MAX = 3
WINDOW = 3
"""Months that are compared with as many before."""

JUDGEMENTS_MAX = 6
RISE_MIN = 3
"""A rise by fewer reports than this is not mentioned."""


def judgements(context: ReportContext, totals: Totals) -> tuple[str, ...]:
    """Return three to six sentences; one alone where there is nothing to judge."""
    if not totals.all:
        return (context.speech.say("report-no-findings"),)
    sentences = [
        _overall(context, totals),
        _breaches(context),
        _change(context),
        _doubts(context, totals),
        _silence(context, totals),
        *(_before_and_after(context, each) for each in context.pack.provisions),
    ]
    return tuple(each for each in sentences if each)[:JUDGEMENTS_MAX]


def _overall(context: ReportContext, totals: Totals) -> str:
    say = context.speech
    return say.say(
        "report-overall-exercise" if context.facts.simulated else "report-overall",
        findings=say.say("report-findings", count=totals.all),
        first=say.month(context.months[0]),
        last=say.month(context.months[-1]),
        breached=say.number(totals.breached),
        met=say.number(totals.met),
        doubted=say.number(totals.doubted),
        silent=say.number(totals.silent),
    )


def _breaches(context: ReportContext) -> str:
    findings, say = context.with_verdict("breached"), context.speech
    if not findings:
        return say.say("report-no-breach")
    parties = Counter(finding.party for finding in findings).most_common()
    names = say.join(
        [_with_count(context, context.party(party), n) for party, n in parties[:NAMED_MAX]]
    )
    most, times = Counter(finding.provision for finding in findings).most_common(1)[0]
    severity = Counter(context.provisions[finding.provision].severity for finding in findings)
    worst = next(each for each in ("grave", "serious", "minor", "technical") if severity[each])
    concern = (
        say.say("report-breaches-most", names=names, parties=len(parties))
        if len(parties) > NAMED_MAX
        else say.say("report-breaches-all", names=names)
    )
    often = say.say(
        "report-breached-often",
        title=context.provisions[most].title,
        times=say.number(times),
        number=say.number(len(findings)),
        worst=say.say("report-breached-worst", count=severity[worst], severity=_of(context, worst)),
    )
    return f"{concern} {often}"


def _of(context: ReportContext, severity: str) -> str:
    return context.speech.say(f"severity-of-{severity}")


def _with_count(context: ReportContext, name: str, number: int) -> str:
    say = context.speech
    return say.say("report-with-count", name=name, number=say.number(number))


def _change(context: ReportContext) -> str:
    """Name the sharpest rise of reports that decide or cast doubt, three months against three."""
    reports = _relevant_reports(context)
    counts = {month: len(records) for month, records in reports.items()}
    first, last = context.months[0], context.months[-1]
    if distance(first, last) < 2 * WINDOW - 1:
        return ""
    starts = [following(first, by) for by in range(WINDOW, distance(first, last) - WINDOW + 2)]

    def rise(month: str) -> int:
        return _sum(counts, month, 0) - _sum(counts, month, -WINDOW)

    month = max(starts, key=lambda each: (rise(each), each))
    say = context.speech
    sentences = []
    if rise(month) >= max(RISE_MIN, _sum(counts, month, -WINDOW) / 2):
        values = {
            "month": say.month(month),
            "reports": say.say("report-reports", count=_sum(counts, month, 0)),
            "before": say.number(_sum(counts, month, -WINDOW)),
        }
        names = _newly_named(context, reports, month)
        sentences.append(
            say.say("report-rise-named", **values, names=names)
            if names
            else say.say("report-rise", **values)
        )
    if not any(counts.values()):
        return ""
    late = following(last, 1 - WINDOW)
    now = _sum(counts, late, 0)
    sentences.append(
        say.say(
            "report-late-such" if sentences else "report-late",
            month=say.month(last),
            reports=say.say("report-such-reports" if sentences else "report-reports", count=now),
            before=say.number(_sum(counts, late, -WINDOW)),
        )
    )
    return " ".join(sentences)


def _relevant_reports(context: ReportContext) -> dict[str, set[str]]:
    """Return by month the reports that decide a breach or leave a finding in doubt."""
    records: dict[str, set[str]] = {month: set() for month in context.months}
    for finding in context.findings:
        if finding.verdict == "breached":
            records[finding.month].update(finding.evidence)
        if finding.verdict != "met":
            records[finding.month].update(finding.possible)
    acts = context.acts
    return {month: some & acts for month, some in records.items()}


def _sum(counts: dict[str, int], month: str, after: int) -> int:
    return sum(counts.get(following(month, after + by), 0) for by in range(WINDOW))


def _newly_named(context: ReportContext, reports: dict[str, set[str]], month: str) -> str:
    """Name whom reports name more often than before, with how often; empty for nobody."""
    late, early = (
        Counter(
            name
            for by in range(WINDOW)
            for record in reports.get(following(month, after + by), ())
            for name in context.names.get(record, ())
        )
        for after in (0, -WINDOW)
    )
    civilians = _civilians(context)
    gain = {
        name: count - early[name]
        for name, count in late.items()
        if normalise_name(name) not in civilians
    }
    ranked = sorted(gain, key=lambda each: (-gain[each], each))
    say = context.speech
    return say.join(
        [
            say.say(
                "report-named",
                name=shorten(name, 80),
                times=say.number(late[name]),
                before=say.number(early[name]),
            )
            for name in ranked[:2]
            if gain[name] >= RISE_MIN
        ]
    )


def _civilians(context: ReportContext) -> set[str]:
    names = actor_names(context.pack)
    return {
        normalise_name(each.name)
        for actor in context.pack.actors.values()
        if actor.kind == "civilians"
        for each in names[actor.id]
    }


def _doubts(context: ReportContext, totals: Totals) -> str:
    findings = context.with_verdict("undetermined")
    if not findings:
        return ""
    say = context.speech
    reasons = Counter(reason for finding in findings for reason in finding.reasons)
    why = say.semicolon(
        [
            _with_count(context, say.clause(f"reason-{reason}"), count)
            for reason, count in reasons.most_common(NAMED_MAX)
        ]
    )
    text = say.say("report-doubts", count=totals.doubted, why=why)
    party, most = Counter(finding.party for finding in findings).most_common(1)[0]
    if most == len(findings):
        return text
    name = "report-doubts-most" if 2 * most > len(findings) else "report-doubts-largest"
    return f"{text} {say.say(name, party=context.party(party), number=say.number(most))}"


def _silence(context: ReportContext, totals: Totals) -> str:
    findings = context.with_verdict("undetermined", silent=True)
    if not findings:
        return ""
    say = context.speech
    share = 100 * totals.silent / totals.all
    reasons = Counter(reason for finding in findings for reason in finding.reasons)
    missing = say.join(
        [
            _with_count(context, say.say(f"report-awaits-{reason}"), count)
            for reason, count in reasons.most_common()
        ]
    )
    percent = say.say("report-less-than-one") if share < 1 else f"{share:.0f}"
    return say.say("report-silence", percent=percent, missing=missing)


def _before_and_after(context: ReportContext, provision: Provision) -> str:
    """Compare the acts of a ceasefire in equally long times before and after it began."""
    if not isinstance(provision.terms, Ceasefire):
        return ""
    frame = context.tally.frame.filter(pl.col("provision") == provision.id)
    began = f"{provision.in_force_from.astimezone(context.pack.timezone):%Y-%m}"
    length = distance(began, context.months[-1]) + 1
    after = frame.filter(pl.col("phase") == "after", pl.col("month") <= context.months[-1])
    before = frame.filter(pl.col("phase") == "before", pl.col("month") >= following(began, -length))
    if not after.height or not before.height or length < 1:
        return ""
    certain, possible, certain_before, possible_before = (
        int(some[name].sum()) for some in (after, before) for name in ("certain", "possible")
    )
    say = context.speech
    return say.say(
        "report-before-and-after",
        title=provision.title,
        months=say.say("report-months", count=length),
        certain=say.number(certain),
        possible=say.number(possible),
        earlier=say.number(certain_before),
        perhaps=say.number(possible_before),
    )
