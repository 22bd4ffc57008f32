"""A brief on contributions: two pages for a nation's workspace, a group of nations, a journalist."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from sulh.report.contribution_charts import (
    Amount,
    Bubble,
    Point,
    draw_amounts,
    draw_bubbles,
    draw_trend,
)
from sulh.report.sheet import Cell, Fact, Section, Sheet, Tone
from sulh.sustain import nations

if TYPE_CHECKING:
    from sulh.sustain import ContributionSummary

__all__ = ["contributions_sheet"]

BARS, ROWS, YEARS = 15, 20, 15
"""What fits on two pages; the command and its JSON give all of it."""

Row = dict[str, Any]
TONES: dict[bool | None, Tone] = {True: "good", False: "doubt", None: ""}


def contributions_sheet(found: ContributionSummary) -> Sheet:
    """Return the brief of what was asked for."""
    sources = found.shown.get_column("source").unique(maintain_order=True).to_list()
    sections: list[Section] = []
    for place, source in enumerate(sources):
        sections += _source(found, source, str(place))
    sections += [*_parity(found), *_deaths(found), *_apart(found)]
    return Sheet(
        title=f"Contributions: {_about(found)}",
        subtitle=found.wanted.mission or "all missions in the tables",
        facts=_facts(found),
        sentences=_sentences(found),
        sections=tuple(sections),
    )


def _about(found: ContributionSummary) -> str:
    if found.wanted.nation:
        return nations()[found.wanted.nation].name
    return found.wanted.group.name if found.wanted.group else "all contributors"


def _facts(found: ContributionSummary) -> tuple[Fact, ...]:
    facts = []
    for row in _latest(found.trend, found).to_dicts():
        unknown = " + unknown" if row["unknown"] else ""
        facts.append(Fact(f"{row['known']:,}{unknown}", f"people, {row['source']} {row['period']}"))
        if found.wanted.nation or found.wanted.group:
            facts.append(Fact(percent(row["share"]), "of all that is known"))
        if found.wanted.nation:
            facts.append(Fact(f"{row['rank']}", "rank among contributors"))
    if found.deaths.height:
        facts.append(Fact(f"{found.deaths['deaths'].sum():,}", "deaths in the table"))
    return tuple(facts)


def _latest(frame: pl.DataFrame, found: ContributionSummary) -> pl.DataFrame:
    if found.wanted.period:
        return frame.filter(pl.col("period") == found.wanted.period)
    return frame.filter(pl.col("period") == pl.col("period").max().over("source"))


def _sentences(found: ContributionSummary) -> tuple[str, ...]:
    said = [
        f"{row['source']}, {row['period']}: {row['known']:,} people known, of "
        f"{row['contributors']} contributors whose sizes are stated; {row['top']} of them give half; "
        f"concentration (HHI) {row['hhi']:.3f}."
        for row in _latest(found.concentration, found).to_dicts()
    ]
    group = found.wanted.group
    if group is not None:
        said.append(
            f"Members on the last day of each period. List: {group.source} [{group.grade}]."
        )
    if not found.shown.height:
        said.append("No contribution matches.")
    return tuple(said)


def _name(row: Row) -> str:
    nation = nations().get(row["nation"])
    return nation.name if nation else str(row["who"])


def _source(found: ContributionSummary, source: str, key: str) -> list[Section]:
    rows = found.shown.filter(pl.col("source") == source).to_dicts()
    trend = found.trend.filter(pl.col("source") == source).to_dicts()
    period = rows[0]["period"]
    bars = [Amount(_name(r), r["known"], r["low"], r["high"]) for r in rows[:BARS]]
    sections = [_map(found, source, period, key)]
    if len(bars) > 1:
        title = f"{source}, {period}: people by contributor"
        sections.append(
            Section(
                heading="Largest contributors",
                figures=(draw_amounts(bars, title, f"bars{key}"),),
            )
        )
    if len(trend) > 1:
        sections.append(_trend(found, trend, source, key))
    return [*sections, _table(rows, source, period)]


def _map(found: ContributionSummary, source: str, period: str, key: str) -> Section:
    known = nations()
    rows = found.everyone.filter(pl.col("source") == source).to_dicts()
    bubbles, nowhere = [], []
    for row in rows:
        nation = known.get(row["nation"])
        if nation is None or nation.lon is None or nation.lat is None:
            nowhere.append(_name(row))
            continue
        size = row["known"] if row["known"] or not row["unknown"] else None
        bubbles.append(
            Bubble(nation.code, nation.name, nation.lon, nation.lat, size, row["member"])
        )
    ground = [(e.lon, e.lat) for e in known.values() if e.lon is not None and e.lat is not None]
    title = f"{source}, {period}: who contributes"
    notes = (f"Not drawn, their place is not known: {', '.join(nowhere)}.",) if nowhere else ()
    return Section(
        heading=f"{source}, {period}",
        figures=(draw_bubbles(bubbles, ground, title, f"map{key}"),),
        notes=notes,
    )


def time_of(period: str) -> float:
    """Return a period in years: ``2024`` is 2024, ``2024-07`` is 2024.5."""
    return int(period[:4]) + (int(period[5:7]) - 1) / 12 if len(period) > 4 else int(period)


def _trend(found: ContributionSummary, trend: list[Row], source: str, key: str) -> Section:
    """Return the members over time; of all contributors, how concentrated they are instead."""
    is_part = bool(found.wanted.nation or found.wanted.group)
    whole = {
        r["period"]: r for r in found.concentration.filter(pl.col("source") == source).to_dicts()
    }

    def last(r: Row) -> tuple[str, ...]:
        if is_part:
            return (percent(r["share"]),)
        each = whole.get(r["period"])
        return (str(each["top"]), f"{each['hhi']:.3f}") if each else ("unknown", "unknown")

    more = ("Share of all known",) if is_part else ("Give half", "Concentration (HHI)")
    points = [
        Point(time_of(r["period"]), r["period"], r["known"], r["low"], r["high"]) for r in trend
    ]
    shown = trend[-YEARS:]
    notes = (
        (f"The table shows the last {YEARS} of {len(trend)} periods.",) if trend != shown else ()
    )
    return Section(
        heading=f"Over time, {source}",
        figures=(draw_trend(points, f"{source}: people over time", f"trend{key}"),),
        header=("Period", "Known", "Sizes unknown", "Bounds", "Contributors", *more),
        rows=tuple(
            (
                *(r["period"], known_of(r), str(r["unknown"] or ""), bounds_of(r)),
                *(str(r["contributors"]), *last(r)),
            )
            for r in shown
        ),
        numbers=frozenset({1, 2, 4, 5, 6}),
        notes=notes,
    )


def _table(rows: list[Row], source: str, period: str) -> Section:
    incomes = any(r["per_income"] is not None for r in rows)
    deaths = any(r["deaths"] is not None for r in rows)
    header = ["Rank", "Nation", "Known", "Sizes unknown", "Bounds", "Share", "Per million people"]
    header += ["Per US$ thousand million"] * incomes + ["Deaths up to then"] * deaths
    body: list[tuple[str | Cell, ...]] = []
    for r in rows[:ROWS]:
        cells = [
            *(str(r["rank"]), _name(r), known_of(r), str(r["unknown"] or ""), bounds_of(r)),
            *(percent(r["share"]), per(r, "per_million")),
        ]
        cells += [per(r, "per_income")] * incomes
        cells += [f"{r['deaths']:,}" if r["deaths"] is not None else ""] * deaths
        body.append(tuple(cells))
    notes = ["In brackets: the year of the population or income figure that is used."]
    if source == "Geo-PKO":
        notes.append(
            "Geo-PKO's sizes are standard sizes of units, not head counts, and several maps of one "
            "year can show a unit at two places: sums can exceed what was there on any one day."
        )
    if len(rows) > ROWS:
        notes.append(f"The table shows the first {ROWS} of {len(rows)} contributors.")
    return Section(
        heading=f"By nation, {source}, {period}",
        header=tuple(header),
        rows=tuple(body),
        numbers=frozenset(range(len(header))) - {1},
        notes=tuple(notes),
    )


def _parity(found: ContributionSummary) -> tuple[Section, ...]:
    if not found.parity.height:
        return ()
    rows = tuple(
        (
            *(r["source"], r["period"], r["kind"], f"{r['women']:,}", f"{r['people']:,}"),
            Cell(percent(r["share"]), TONES[r["reached"]]),
            "no target" if r["target"] is None else f"{r['target']:.0%} [GK]",
        )
        for r in found.parity.to_dicts()
    )
    return (
        Section(
            heading="Women, beside the uniformed gender parity targets for 2028",
            header=("Source", "Period", "Type", "Women", "People", "Share", "Target"),
            rows=rows,
            numbers=frozenset({3, 4, 5, 6}),
        ),
    )


def _deaths(found: ContributionSummary) -> tuple[Section, ...]:
    if not found.deaths.height:
        return ()
    by = "who" if not found.wanted.nation else "mission"
    head = {"who": "Nation", "mission": "Mission"}[by]
    number = pl.col("deaths", "uniformed", "malicious").sum()
    span = found.deaths.group_by("source", "nation", by).agg(
        number, pl.col("year").min().alias("first"), pl.col("year").max().alias("last")
    )
    rows = span.sort("source", "deaths", by, descending=(False, True, False)).to_dicts()
    return (
        Section(
            heading="Fatalities",
            sentences=(
                "All causes; deaths add up over the years. Uniformed: soldiers and police.",
            ),
            header=("Source", head, "Deaths", "Uniformed", "By malicious act", "Years"),
            rows=tuple(
                (
                    *(r["source"], _name(r) if by == "who" else r["mission"]),
                    *(f"{r[each]:,}" for each in ("deaths", "uniformed", "malicious")),
                    f"{r['first']} to {r['last']}",
                )
                for r in rows[:BARS]
            ),
            numbers=frozenset({2, 3, 4}),
            notes=(f"The first {BARS} of {len(rows)}.",) if len(rows) > BARS else (),
        ),
    )


def _apart(found: ContributionSummary) -> tuple[Section, ...]:
    said = []
    if found.conflicts.height:
        said.append(
            f"{found.conflicts.height} contradictions inside a source: counted with both bounds."
        )
    if found.apart.height:
        said.append(f"{found.apart.height} disagreements between sources; sources are never added.")
    return (Section(heading="Where tables contradict", sentences=tuple(said)),) if said else ()


def known_of(row: Row) -> str:
    """Return what is known, in words where only unknown sizes are."""
    return "unknown" if row["unknown"] and not row["known"] else f"{row['known']:,}"


def bounds_of(row: Row) -> str:
    """Return the bounds as words."""
    high = "no upper bound" if row["high"] is None else f"{row['high']:,}"
    return f"{row['low']:,} to {high}"


def percent(value: float | None) -> str:
    """Return a share as words."""
    return "unknown" if value is None else f"{value:.1%}"


def per(row: Row, name: str) -> str:
    """Return a figure per head or income with the year of its base."""
    if row[name] is None:
        return "unknown"
    year = row[f"{name}_year"]
    return f"{row[name]:,.1f} [{year or 'undated'}]"
