"""The sentences at the head of a report, computed from the findings."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import polars as pl

from sulh.verify import REASONS, Tally

if TYPE_CHECKING:
    from sulh.mission import Pack

__all__ = ["key_judgements"]


def key_judgements(pack: Pack, rows: list[dict[str, Any]], counted: Tally) -> tuple[str, ...]:
    """Return three to six sentences that a commander reads first."""
    if not rows:
        return ("There are no reports to judge.",)
    found = [_totals(rows)]
    breached = [row for row in rows if row["verdict"] == "breached"]
    if breached:
        found += _breaches(pack, breached)
    found += _doubt(rows)
    found += _before_and_after(pack, counted)
    return tuple(found)


def _totals(rows: list[dict[str, Any]]) -> str:
    verdicts = Counter(row["verdict"] for row in rows)
    silent = sum(row["silent"] for row in rows)
    alleged = verdicts["undetermined"] - silent
    return (
        f"Of {len(rows):,} findings, {verdicts['breached']:,} are breached, {verdicts['met']:,} met and "
        f"{verdicts['undetermined']:,} undetermined: {alleged:,} of these because what was reported is in "
        f"doubt, {silent:,} because nobody is known to have looked."
    )


def _breaches(pack: Pack, breached: list[dict[str, Any]]) -> list[str]:
    titles = {each.id: each.title for each in pack.provisions}
    severity = {each.id: each.severity for each in pack.provisions}
    parties = Counter(row["party"] for row in breached)
    named = ", ".join(
        f"{pack.actors[party].name} {count:,}" for party, count in parties.most_common(6)
    )
    found = [f"Breached findings by party: {named}."]
    month, most = Counter(row["month"] for row in breached).most_common(1)[0]
    grave = sum(severity[row["provision"]] == "grave" for row in breached)
    provision, times = Counter(row["provision"] for row in breached).most_common(1)[0]
    found.append(
        f"The month with most is {month} ({most:,}); {grave:,} of all are of grave provisions; most "
        f"often breached is “{titles[provision]}” ({times:,})."
    )
    return found


def _doubt(rows: list[dict[str, Any]]) -> list[str]:
    doubted = [row for row in rows if row["verdict"] == "undetermined" and not row["silent"]]
    if not doubted:
        return []
    reasons = Counter(reason for row in doubted for reason in row["reasons"])
    told = "; ".join(f"{REASONS[reason]} ({count:,})" for reason, count in reasons.most_common(3))
    return [f"The commonest doubts: {told}."]


def _before_and_after(pack: Pack, counted: Tally) -> list[str]:
    """Compare the acts of a ceasefire before and after, by the rate a month, where there are both."""
    found = []
    for provision in pack.provisions:
        rows = counted.frame.filter(pl.col("provision") == provision.id)
        before = rows.filter(pl.col("phase") == "before")
        after = rows.filter(pl.col("phase") == "after")
        if provision.kind != "ceasefire" or not before.height or not after.height:
            continue
        found.append(
            f"“{provision.title}”: {int(after['certain'].sum()):,} certain and "
            f"{int(after['possible'].sum()):,} possible acts of parties since {provision.in_force_from.astimezone(pack.timezone):%d %B %Y}; "
            f"{int(before['certain'].sum()):,} and {int(before['possible'].sum()):,} comparable ones in the records before "
            "(counted once for each party)."
        )
    return found[:2]
