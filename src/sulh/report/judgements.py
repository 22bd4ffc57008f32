"""Key judgements: the few sentences that a commander reads, computed from the findings."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import polars as pl

from sulh.mission.provisions import Ceasefire
from sulh.observe import actor_names, normalise_name
from sulh.report.months import distance, following, month_name
from sulh.report.text import join_words, plural, shorten
from sulh.verify import REASONS

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
        return ("There are no findings: no report bears on any provision in force.",)
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
    start = "In this exercise, of" if context.facts.simulated else "Of"
    last = context.months[-1]
    return (
        f"{start} {plural(totals.all, 'finding')} for {month_name(context.months[0])} to {month_name(last)}, "
        f"{totals.breached:,} are breached and {totals.met:,} met. {totals.doubted:,} are "
        "undetermined although something was reported, because it is in doubt or not complete; "
        f"{totals.silent:,} are undetermined because nothing is reported."
    )


def _breaches(context: ReportContext) -> str:
    findings = context.with_verdict("breached")
    if not findings:
        return "No breach is certain."
    parties = Counter(finding.party for finding in findings).most_common()
    names = join_words(
        [f"{context.party(party)} ({count:,})" for party, count in parties[:NAMED_MAX]]
    )
    most, times = Counter(finding.provision for finding in findings).most_common(1)[0]
    severity = Counter(context.provisions[finding.provision].severity for finding in findings)
    worst = next(each for each in ("grave", "serious", "minor", "technical") if severity[each])
    start = "Most of the breached findings" if len(parties) > NAMED_MAX else "The breached findings"
    among = f", of {len(parties)} parties that have any" if len(parties) > NAMED_MAX else ""
    return (
        f"{start} concern {names}{among}. Most often breached is "
        f"“{context.provisions[most].title}” ({times:,} of {len(findings):,}); {severity[worst]:,} "
        f"{'is' if severity[worst] == 1 else 'are'} of {worst} provisions."
    )


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
    rise_text = ""
    if rise(month) >= max(RISE_MIN, _sum(counts, month, -WINDOW) / 2):
        rise_text = (
            f"The sharpest rise was from {month_name(month)} on: "
            f"{plural(_sum(counts, month, 0), 'report')} of acts or counts that break an agreement "
            f"or may, in three months, after {_sum(counts, month, -WINDOW):,} in the three before"
            f"{_newly_named(context, reports, month)}. "
        )
    if not any(counts.values()):
        return ""
    late = following(last, 1 - WINDOW)
    now = plural(_sum(counts, late, 0), "such report" if rise_text else "report")
    of = "" if rise_text else " of acts or counts that break an agreement or may"
    return (
        f"{rise_text}The last three months, to {month_name(last)}, have {now}{of}, the three before "
        f"{_sum(counts, late, -WINDOW):,}."
    )


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
    """Say which names come up more often than before."""
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
    names = [
        f"“{shorten(name, 80)}” {late[name]:,} times, before {early[name]:,}"
        for name in ranked[:2]
        if gain[name] >= RISE_MIN
    ]
    return f"; they name {join_words(names)}" if names else ""


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
    reasons = Counter(reason for finding in findings for reason in finding.reasons).most_common(
        NAMED_MAX
    )
    why = "; ".join(f"{REASONS[reason]} ({count:,})" for reason, count in reasons)
    text = f"{plural(totals.doubted, 'finding is', 'findings are')} undetermined because {why}."
    parties = Counter(finding.party for finding in findings).most_common(1)
    party, most = parties[0]
    if most == len(findings):
        return text
    share = "Most of them concern" if 2 * most > len(findings) else "The largest share concerns"
    return f"{text} {share} {context.party(party)} ({most:,})."


def _silence(context: ReportContext, totals: Totals) -> str:
    findings = context.with_verdict("undetermined", silent=True)
    if not findings:
        return ""
    share = 100 * totals.silent / totals.all
    reasons = Counter(reason for finding in findings for reason in finding.reasons)
    what = {
        "no-report": "a statement by whoever watched that silence means no act",
        "no-complete-count": "a complete inspection of the zone",
        "register-incomplete": "the register of the duty, declared complete",
        "pending": "the end of the time for it",
    }
    missing = join_words([f"{what[reason]} ({count:,})" for reason, count in reasons.most_common()])
    percent = "less than 1" if share < 1 else f"{share:.0f}"
    return f"Silence is not evidence of compliance: {percent} % of all findings wait for {missing}."


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
    return (
        f"“{provision.title}”: in the {plural(length, 'month')} since it began, {certain:,} certain "
        f"and {possible:,} possible acts; in as many months before, {certain_before:,} and "
        f"{possible_before:,} comparable ones (an act counts once for each party in it)."
    )
