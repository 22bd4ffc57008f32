"""Key judgements: the few sentences that a commander reads, computed from the findings."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import polars as pl

from sulh.mission.provisions import Ceasefire
from sulh.report.months import distance, following, month_name
from sulh.report.text import joined, plural, shorten
from sulh.verify import REASONS

if TYPE_CHECKING:
    from sulh.mission.provisions import Provision
    from sulh.report.context import Basis
    from sulh.report.model import Totals

__all__ = ["judgements"]

NAMED_MAX = 3
WINDOW = 3
"""Months that are compared with as many before."""

JUDGEMENTS_MAX = 6
RISE_MIN = 3
"""A rise by fewer reports than this is no news."""


def judgements(base: Basis, totals: Totals) -> tuple[str, ...]:
    """Return three to six sentences; one alone where there is nothing to judge."""
    if not totals.all:
        return ("There are no findings: no report bears on any provision in force.",)
    said = [
        _overall(base, totals),
        _breaches(base),
        _change(base),
        _doubts(base, totals),
        _silence(base, totals),
        *(_before_and_after(base, each) for each in base.pack.provisions),
    ]
    return tuple(each for each in said if each)[:JUDGEMENTS_MAX]


def _overall(base: Basis, totals: Totals) -> str:
    start = "In this exercise, of" if base.facts.simulated else "Of"
    last = base.months[-1]
    return (
        f"{start} {plural(totals.all, 'finding')} for {month_name(base.months[0])} to {month_name(last)}, "
        f"{totals.breached:,} are breached and {totals.met:,} met. {totals.doubted:,} are "
        "undetermined although something was reported, because it is in doubt or not complete; "
        f"{totals.silent:,} are undetermined because nobody is known to have looked."
    )


def _breaches(base: Basis) -> str:
    rows = base.with_verdict("breached")
    if not rows:
        return "No breach is certain."
    parties = Counter(row["party"] for row in rows).most_common()
    named = joined([f"{base.party(party)} ({count:,})" for party, count in parties[:NAMED_MAX]])
    most, times = Counter(row["provision"] for row in rows).most_common(1)[0]
    severity = Counter(base.provisions[row["provision"]].severity for row in rows)
    worst = next(each for each in ("grave", "serious", "minor", "technical") if severity[each])
    start = "Most of the breached findings" if len(parties) > NAMED_MAX else "The breached findings"
    among = f", of {len(parties)} parties that have any" if len(parties) > NAMED_MAX else ""
    return (
        f"{start} concern {named}{among}. Most often breached is "
        f"“{base.provisions[most].title}” ({times:,} of {len(rows):,}); {severity[worst]:,} "
        f"{'is' if severity[worst] == 1 else 'are'} of {worst} provisions."
    )


def _change(base: Basis) -> str:
    """Name the sharpest rise of reports that decide or cast doubt, three months against three."""
    reports = _telling(base)
    counts = {month: len(found) for month, found in reports.items()}
    first, last = base.months[0], base.months[-1]
    if distance(first, last) < 2 * WINDOW - 1:
        return ""
    starts = [following(first, by) for by in range(WINDOW, distance(first, last) - WINDOW + 2)]

    def rise(month: str) -> int:
        return _sum(counts, month, 0) - _sum(counts, month, -WINDOW)

    month = max(starts, key=lambda each: (rise(each), each))
    said = ""
    if rise(month) >= max(RISE_MIN, _sum(counts, month, -WINDOW) / 2):
        said = (
            f"The sharpest rise was from {month_name(month)} on: "
            f"{plural(_sum(counts, month, 0), 'report')} of acts or counts that break an agreement "
            f"or may, in three months, after {_sum(counts, month, -WINDOW):,} in the three before"
            f"{_newly_named(base, reports, month)}. "
        )
    if not any(counts.values()):
        return ""
    late = following(last, 1 - WINDOW)
    now = plural(_sum(counts, late, 0), "such report" if said else "report")
    of = "" if said else " of acts or counts that break an agreement or may"
    return (
        f"{said}The last three months, to {month_name(last)}, have {now}{of}, the three before "
        f"{_sum(counts, late, -WINDOW):,}."
    )


def _telling(base: Basis) -> dict[str, set[str]]:
    """Return by month the reports that decide a breach or leave a finding in doubt."""
    found: dict[str, set[str]] = {month: set() for month in base.months}
    for row in base.rows:
        if row["verdict"] == "breached":
            found[row["month"]].update(row["evidence"])
        if row["verdict"] != "met":
            found[row["month"]].update(row["possible"])
    acts = base.acts
    return {month: records & acts for month, records in found.items()}


def _sum(counts: dict[str, int], month: str, after: int) -> int:
    return sum(counts.get(following(month, after + by), 0) for by in range(WINDOW))


def _newly_named(base: Basis, reports: dict[str, set[str]], month: str) -> str:
    """Say which names come up more often than before."""
    late, early = (
        Counter(
            name
            for by in range(WINDOW)
            for record in reports.get(following(month, after + by), ())
            for name in base.named.get(record, ())
        )
        for after in (0, -WINDOW)
    )
    gain = {
        name: count - early[name] for name, count in late.items() if name not in _civilians(base)
    }
    ranked = sorted(gain, key=lambda each: (-gain[each], each))
    named = [
        f"“{shorten(name, 80)}” {late[name]:,} times, before {early[name]:,}"
        for name in ranked[:2]
        if gain[name] >= RISE_MIN
    ]
    return f"; they name {joined(named)}" if named else ""


def _civilians(base: Basis) -> set[str]:
    return {
        name
        for actor in base.pack.actors.values()
        if actor.kind == "civilians"
        for name in (actor.name, *(alias.name for alias in actor.aliases))
    }


def _doubts(base: Basis, totals: Totals) -> str:
    rows = base.with_verdict("undetermined")
    if not rows:
        return ""
    reasons = Counter(reason for row in rows for reason in row["reasons"]).most_common(NAMED_MAX)
    told = "; ".join(f"{REASONS[reason]} ({count:,})" for reason, count in reasons)
    said = f"{plural(totals.doubted, 'finding is', 'findings are')} undetermined because {told}."
    parties = Counter(row["party"] for row in rows).most_common(1)
    party, most = parties[0]
    if most == len(rows):
        return said
    share = "Most of them concern" if 2 * most > len(rows) else "The largest share concerns"
    return f"{said} {share} {base.party(party)} ({most:,})."


def _silence(base: Basis, totals: Totals) -> str:
    rows = base.with_verdict("undetermined", silent=True)
    if not rows:
        return ""
    share = 100 * totals.silent / totals.all
    reasons = Counter(reason for row in rows for reason in row["reasons"])
    what = {
        "no-report": "a statement by whoever watched that silence means no act",
        "no-complete-count": "a complete inspection of the zone",
        "register-incomplete": "the register of the duty, declared complete",
    }
    told = joined([f"{what[reason]} ({count:,})" for reason, count in reasons.most_common()])
    said = "less than 1" if share < 1 else f"{share:.0f}"
    return f"Silence is no evidence of compliance: {said} % of all findings wait for {told}."


def _before_and_after(base: Basis, provision: Provision) -> str:
    """Compare the acts of a ceasefire in equally long times before and after it began."""
    if not isinstance(provision.terms, Ceasefire):
        return ""
    frame = base.counted.frame.filter(pl.col("provision") == provision.id)
    began = f"{provision.in_force_from.astimezone(base.pack.timezone):%Y-%m}"
    length = distance(began, base.months[-1]) + 1
    after = frame.filter(pl.col("phase") == "after", pl.col("month") <= base.months[-1])
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
