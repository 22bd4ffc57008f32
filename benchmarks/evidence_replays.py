"""The replays of the evidence: by year, by quarter, with each delay, and with each mission left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from benchmarks.evidence_data import FIRST, LAST, OFF_MAX, cases, read_data
from benchmarks.kept import executor_of
from benchmarks.laydown_choice import LAST_YEAR, choose, kept_scores
from benchmarks.tables import Table

from sulh.languages import say_plain
from sulh.protect import (
    MANDATES,
    OUTLOOKS,
    VIEWS,
    build_mission_years,
    replay_years,
    summarise,
    years_left_out,
    years_to_replay,
)
from sulh.protect.backtest.sentences import bounded, laydown_name
from sulh.protect.backtest.years import YearLeftOut, lacking_events

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sulh.protect import Knowledge, MissionYear, NextYear, Outlook, Summary, View

FAMILIES = {"MONUC": "MONUC and MONUSCO", "MONUSCO": "MONUC and MONUSCO"}
"""Missions that are one in all but name."""


def counts_of(
    pairs: Sequence[tuple[MissionYear, NextYear]],
    outlooks: Sequence[Outlook] = OUTLOOKS,
    *,
    view: View = "outlooks",
    keep: Path | None = None,
) -> pl.DataFrame:
    """Return the counts of a replay, each mission and period kept in the folder `keep`."""
    return replay_years(
        list(pairs), outlooks=outlooks, view=view, executor=executor_of(keep)
    ).counts


def yearly_tables(keep: Path | None = None) -> list[Table]:
    """Return the tables of 2010 and after, by year, nothing of it seen before the choice."""
    counts = counts_of(cases(LAST_YEAR + 1, LAST), keep=keep)
    words = f"plans made at the end of {LAST_YEAR + 1} to {LAST - 1}"
    return [*_tables(counts, words), _by_mission(counts)]


def early_tables(keep: Path | None = None) -> list[Table]:
    """Return the same up to 2009, on which the outlooks were chosen."""
    return _tables(
        counts_of(cases(FIRST, LAST_YEAR), keep=keep), "up to 2009: the choice saw these"
    )


def period_tables(months: int, knowledge: Knowledge, keep: Path | None = None) -> list[Table]:
    """Return the tables for shorter periods or a delay."""
    counts = counts_of(cases(LAST_YEAR + 1, LAST, months, knowledge), keep=keep)
    each = {12: "by year", 1: "every month"}.get(months, f"every {months} months")
    return _tables(counts, f"planned {each}, {knowledge}")


def view_tables(keep: Path | None = None) -> list[Table]:
    """Return what plans by the forecast of the next year reach, beside those by the outlooks."""
    rows = []
    for view in VIEWS:
        pairs = cases(LAST_YEAR + 1, LAST)
        summary = summarise(counts_of(pairs, view=view, keep=keep))
        assert summary is not None, "these years have civilian deaths"
        for method in ("quarter", "plan"):
            near, far = (summary.compare(method, "real", km) for km in (25, 50))
            events = summary.compare(method, "real", 25, "civilian_events")
            rows.append(
                (
                    say_plain(f"backtest-view-{view}"), laydown_name(method),
                    bounded(near.ratio), bounded(events.ratio), bounded(far.ratio), bounded(near.not_worse),
                )
            )  # fmt: skip
    return [
        Table(
            title="By what the plan goes: over the real laydown, plans of 2010 and after",
            columns=("The plan goes by", "Laydown", "Deaths, 25 km", "Events, 25 km", "Deaths, 50 km",
                     "No worse"),
            rows=tuple(rows),
        )
    ]  # fmt: skip


def without_tables(scores: Path | None, keep: Path | None = None) -> list[Table]:
    """Return what plans reach when the outlooks were chosen without the mission and its host countries.

    All years of all other missions count in the choice.
    """
    rows, groups, _ = kept_scores(scores)
    pairs = cases(FIRST, LAST)
    families = sorted({_family(year.mission) for year, _ in pairs})
    kept, lines = [], []
    for family in families:
        own = [pair for pair in pairs if _family(pair[0].mission) == family]
        hosts = {host for year, _ in own for host in year.hosts}
        is_other = np.array([_family(each) != family and each not in hosts for each in groups])
        outlooks, _ = choose(rows[is_other], groups[is_other])
        counts = counts_of(own, outlooks, keep=keep)
        kept.append(counts)
        summary = summarise(counts)
        assert summary is not None, "all of these years have civilian deaths"
        lines.append((family, *_line(summary)))
    summary = summarise(pl.concat(kept))
    assert summary is not None, "all of these years have civilian deaths"
    lines.append(("all", *_line(summary)))
    return [
        Table(
            title="Each mission with outlooks chosen on the others, all years",
            columns=("Mission left out", "Mission-years", "Deaths", "Real", "Plan", "Plan over real",
                     "Quarter moved over real", "50 km: plan over real"),
            rows=tuple(lines),
            notes=(
                "Shares of civilian deaths within 25 km; MONUC and MONUSCO count as one mission.",
                "The choice saw neither the mission nor its host countries.",
            ),
        )
    ]  # fmt: skip


def left_out_tables() -> list[Table]:
    """Return the mission-years with a mandate that cannot be replayed, with the reason."""
    data = read_data()
    left = years_left_out(data.deployments, LAST, mandates=MANDATES)
    pairs = years_to_replay(data.deployments, LAST, mandates=MANDATES)
    years = list(
        build_mission_years(data.deployments, data.events, data.settlements, data.borders, pairs)
    )
    lacking = lacking_events(years, data.events, data.borders, data.totals, OFF_MAX)
    left += [YearLeftOut(mission=m, year=y, reason=why) for (m, y), why in lacking.items()]
    reasons: dict[tuple[str, str], list[int]] = {}
    for each in left:
        why = each.reason.split(" in ")[0] if "no troops" in each.reason else each.reason
        reasons.setdefault((each.mission, why), []).append(each.year)
    return [
        Table(
            title="Mission-years that are not replayed",
            columns=("Mission", "Years", "Reason"),
            rows=tuple(
                (mission, ", ".join(map(str, sorted(years))), why)
                for (mission, why), years in sorted(reasons.items())
            ),
        )
    ]


def _family(mission: str) -> str:
    return FAMILIES.get(mission, mission)


def _line(summary: Summary) -> tuple[str, ...]:
    return (
        str(summary.mission_years),
        f"{summary.civilians:,.0f}",
        f"{summary.share('real', 25).value or 0.0:.2f}",
        f"{summary.share('plan', 25).value or 0.0:.2f}",
        *(
            bounded(summary.compare(method, "real", km).ratio)
            for method, km in (("plan", 25), ("quarter", 25), ("plan", 50))
        ),
    )


def _tables(counts: pl.DataFrame, words: str) -> list[Table]:
    summary = summarise(counts)
    assert summary is not None, "all of these years have civilian deaths"
    what = (
        f"{words}; {summary.mission_years} mission-years of {summary.missions} missions, "
        f"{summary.civilians:,.0f} civilian deaths in {summary.civilian_events:,.0f} events"
    )
    return [
        _shares(summary, what),
        _against_real(summary, words),
        _against_others(summary, words),
    ]


def _names(summary: Summary) -> dict[str, str]:
    return {method: laydown_name(method) for method in summary.methods}


def _shares(summary: Summary, what: str) -> Table:
    columns = [
        (f"{name} {km}", measure, km)
        for name, measure in (("deaths", "civilians"), ("events", "civilian_events"), ("all", "deaths"))
        for km in (25, 50, 100)
    ]  # fmt: skip
    return Table(
        title=f"Share within reach: {what}",
        columns=("Laydown", *(name for name, *_ in columns)),
        rows=tuple(
            (
                name,
                *(
                    f"{summary.share(method, km, measure).value or 0.0:.3f}"
                    for _, measure, km in columns
                ),
            )
            for method, name in _names(summary).items()
        ),
        notes=(
            "deaths: in one-sided violence; events: those with such deaths; all: deaths of every kind; km.",
        ),
    )


def _against_real(summary: Summary, words: str) -> Table:
    rows = []
    for method, name in _names(summary).items():
        if method == "real":
            continue
        by = {
            (km, measure): summary.compare(method, "real", km, measure)
            for km in (25, 50)
            for measure in ("civilians", "civilian_events")
        }
        near = by[25, "civilians"]
        alone = near.without.get(summary.largest)
        rows.append(
            (
                name,
                *(bounded(each.ratio) for each in by.values()),
                "n/a" if alone is None else f"{alone:.2f}",
                bounded(near.better),
                bounded(near.not_worse),
            )
        )
    return Table(
        title=f"Over the real laydown: {words}",
        columns=("Laydown", "Deaths, 25 km", "Events, 25 km", "Deaths, 50 km", "Events, 50 km",
                 f"25 km without {summary.largest}", "Better", "No worse"),
        rows=tuple(rows),
        notes=("Ratios, and shares of mission-years at 25 km; 95 % intervals over whole missions.",),
    )  # fmt: skip


def _against_others(summary: Summary, words: str) -> Table:
    return Table(
        title=f"Over the strongest rivals: {words}",
        columns=("Laydown", "Over", "Deaths, 25 km", "Events, 25 km", "Deaths, 50 km", "No worse, 25 km"),
        rows=tuple(
            (
                laydown_name(method),
                laydown_name(rival),
                *(
                    bounded(summary.compare(method, rival, km, measure).ratio)
                    for km, measure in ((25, "civilians"), (25, "civilian_events"), (50, "civilians"))
                ),
                bounded(summary.compare(method, rival, 25).not_worse),
            )
            for method in ("quarter", "plan", "settled")
            for rival in ("next", "rule", "last-year")
        ),
    )  # fmt: skip


def _by_mission(counts: pl.DataFrame) -> Table:
    rows = []
    for (mission,), own in counts.group_by(["mission"], maintain_order=True):
        summary = summarise(own)
        assert summary is not None, "all of these years have civilian deaths"
        rows.append(
            (
                str(mission),
                str(summary.mission_years),
                f"{summary.civilians:,.0f}",
                *(
                    " / ".join(f"{summary.share(method, km).value or 0.0:.2f}" for km in (25, 50))
                    for method in ("real", "next", "rule", "one", "quarter", "plan", "settled", "foresight")
                ),
            )
        )  # fmt: skip
    return Table(
        title="By mission: share of deaths within 25 / 50 km",
        columns=("Mission", "Years", "Deaths", "Real", "Next", "Rule", "One", "Quarter", "Plan", "Settled",
                 "Foresight"),
        rows=tuple(rows),
    )  # fmt: skip


__all__ = [
    "early_tables",
    "left_out_tables",
    "period_tables",
    "view_tables",
    "without_tables",
    "yearly_tables",
]
