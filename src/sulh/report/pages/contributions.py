"""A brief on contributions: two pages for a nation's desk officer, a group of nations, a journalist."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from sulh.errors import plural
from sulh.report.charts.contributions import (
    Amount,
    Bubble,
    Point,
    draw_amounts,
    draw_bubbles,
    draw_trend,
)
from sulh.report.sheet import Cell, Fact, Section, Sheet, Tone
from sulh.report.text import join_words
from sulh.sustain import nations
from sulh.sustain.contributions.same_places import SAME_PLACE_KM
from sulh.sustain.contributions.summary import ALIASES

if TYPE_CHECKING:
    from sulh.sustain import ContributionSummary

__all__ = ["contributions_sheet"]

BARS, ROWS, YEARS = 15, 20, 15
"""What fits on two pages; the command and its JSON give all of it."""

Row = dict[str, Any]
TONES: dict[bool | None, Tone] = {True: "good", False: "doubt", None: ""}


def contributions_sheet(summary: ContributionSummary, *, rows_max: int | None = ROWS) -> Sheet:
    """Return the brief of a summary; its tables have at most `rows_max` rows, None: all rows."""
    sections: list[Section] = []
    for place, (source, period) in enumerate(_periods(summary)):
        sections += _source(summary, source, period, str(place), rows_max)
    sections += [
        *_women(summary),
        *_fatalities(summary, rows_max),
        *_contradictions(summary, rows_max),
    ]
    return Sheet(
        title=f"Contributions: {_about(summary)}",
        subtitle=summary.query.mission or "all missions in the tables",
        facts=_facts(summary),
        sentences=_sentences(summary),
        sections=tuple(sections),
    )


def _periods(summary: ContributionSummary) -> list[tuple[str, str]]:
    """Return the sources and periods of the summary; a day lies in a month and in a year."""
    return summary.frame.select("source", "period").unique(maintain_order=True).rows()


def _about(summary: ContributionSummary) -> str:
    if summary.query.nation:
        return nations()[summary.query.nation].name
    return summary.query.group.name if summary.query.group else "all contributors"


def _facts(summary: ContributionSummary) -> tuple[Fact, ...]:
    facts = []
    for row in summary.of_period(summary.trend).to_dicts():
        unknown = " + unknown" if row["unknown_sizes"] else ""
        label = f"people, {row['source']} {row['period']}"
        facts.append(Fact(f"{people_of(row)}{unknown}", label))
        if summary.query.is_part:
            facts.append(Fact(percent(row["share"]), "of all that is known"))
        if summary.query.nation:
            facts.append(Fact(f"{row['rank']}", "rank among contributors"))
    if summary.fatalities.height:
        deaths = f"{summary.fatalities['deaths'].sum():,}"
        facts.append(
            Fact(_at_least(deaths, is_least=_has_nameless_dead(summary)), "deaths in the table")
        )
    return tuple(facts)


def _sentences(summary: ContributionSummary) -> tuple[str, ...]:
    sentences = [
        f"{row['source']}, {row['period']}: {plural(row['people'], 'person', 'people')} known, of "
        f"{plural(row['contributors'], 'contributor')} of stated size; {row['top']} of them give half; "
        f"concentration (HHI) {row['hhi']:.3f}."
        for row in summary.of_period(summary.concentration).to_dicts()
    ]
    group = summary.query.group
    if group is not None:
        sentences.append(
            f"Members on the last day of each period. List: {group.source} [{group.grade}]."
        )
    if not summary.frame.height:
        sentences.append("No contribution matches.")
    return (*sentences, *_doubts(summary))


def _has_nameless_dead(summary: ContributionSummary) -> bool:
    return summary.query.is_part and summary.unmatched.get_column("deaths").null_count() < len(
        summary.unmatched
    )


def _doubts(summary: ContributionSummary) -> list[str]:
    """Return what makes figures lower bounds, and which places count as one."""
    sentences = []
    near = summary.unmatched.select("name", "nearest").unique(maintain_order=True).rows()
    if near:
        names = ", ".join(f"{name} ({nearest}?)" if nearest else name for name, nearest in near)
        sentences.append(
            f"Names that mean no nation: {names}. They may be any nation's, so what a nation or a "
            f"group has is at least the figure here. {ALIASES}"
        )
    for is_one, words in (
        (True, f"lie at two positions within {SAME_PLACE_KM:g} km and count as one place"),
        (False, "lie at positions far apart: one place or several, so they count with both bounds"),
    ):
        places = summary.places.filter(pl.col("is_one") == is_one)["place"].unique().sort()
        if len(places):
            sentences.append(f"Of one name, these {words}: {', '.join(places)}.")
    return sentences


def _name(row: Row) -> str:
    nation = nations().get(row["nation"])
    return nation.name if nation else str(row["contributor"])


def _source(
    summary: ContributionSummary, source: str, period: str, key: str, rows_max: int | None
) -> list[Section]:
    rows = _of(summary.frame, source, period).to_dicts()
    trend = summary.trend.filter(pl.col("source") == source).to_dicts()
    bars = [Amount(_name(r), r["people"], r["low"], r["high"]) for r in rows[:BARS]]
    sections = [_map(summary, source, period, key)]
    if len(bars) > 1:
        title = f"{source}, {period}: people by contributor"
        sections.append(
            Section(
                heading="Largest contributors", figures=(draw_amounts(bars, title, f"bars{key}"),)
            )
        )
    if len(trend) > 1:
        sections.append(_trend(summary, trend, source, key, rows_max))
    return [*sections, _table(rows, source, period, rows_max)]


def _of(frame: pl.DataFrame, source: str, period: str) -> pl.DataFrame:
    return frame.filter(pl.col("source") == source, pl.col("period") == period)


def _map(summary: ContributionSummary, source: str, period: str, key: str) -> Section:
    by_code = nations()
    bubbles, nowhere = [], []
    for row in _of(summary.contributors, source, period).to_dicts():
        nation = by_code.get(row["nation"])
        if nation is None or nation.lon is None or nation.lat is None:
            nowhere.append(_name(row))
            continue
        size = row["people"] if row["has_size"] else None
        bubbles.append(
            Bubble(nation.code, nation.name, nation.lon, nation.lat, size, row["member"])
        )
    ground = [(e.lon, e.lat) for e in by_code.values() if e.lon is not None and e.lat is not None]
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


def _trend(
    summary: ContributionSummary, trend: list[Row], source: str, key: str, rows_max: int | None
) -> Section:
    """Return the members over time; of all contributors, how concentrated they are instead."""
    is_part = summary.query.is_part
    concentration = summary.concentration.filter(pl.col("source") == source)
    by_period = {r["period"]: r for r in concentration.to_dicts()}

    def last_cells(r: Row) -> tuple[str, ...]:
        if is_part:
            return (percent(r["share"]),)
        each = by_period.get(r["period"])
        return (str(each["top"]), f"{each['hhi']:.3f}") if each else ("unknown", "unknown")

    more = ("Share of all known",) if is_part else ("Give half", "Concentration (HHI)")
    points = [
        Point(time_of(r["period"]), r["period"], r["people"], r["low"], r["high"]) for r in trend
    ]
    latest = trend if rows_max is None else trend[-YEARS:]
    notes = (
        (f"The table shows the last {YEARS} of {plural(len(trend), 'period')}.",)
        if trend != latest
        else ()
    )
    return Section(
        heading=f"Over time, {source}",
        figures=(draw_trend(points, f"{source}: people over time", f"trend{key}"),),
        header=("Period", "Known", "Sizes unknown", "Bounds", "Contributors", *more),
        rows=tuple(
            (
                *(r["period"], people_of(r), str(r["unknown_sizes"] or ""), bounds_of(r)),
                *(str(r["contributors"]), *last_cells(r)),
            )
            for r in latest
        ),
        numbers=frozenset({1, 2, 4, 5, 6}),
        notes=notes,
    )


def _table(rows: list[Row], source: str, period: str, rows_max: int | None) -> Section:
    incomes = any(r["per_income"] is not None for r in rows)
    deaths = any(r["deaths"] is not None for r in rows)
    header = [
        "Rank",
        "Nation",
        "Known",
        "Sizes unknown",
        "Bounds",
        "Share",
        "Share bounds",
    ]
    header += ["Per million people"]
    header += ["Per US$ thousand million"] * incomes + ["Deaths up to then"] * deaths
    body: list[tuple[str | Cell, ...]] = []
    for r in rows[:rows_max]:
        cells = [
            *(str(r["rank"]), _name(r), people_of(r), str(r["unknown_sizes"] or ""), bounds_of(r)),
            *(percent(r["share"]), f"{percent(r['share_low'])} to {percent(r['share_high'])}"),
            per(r, "per_million"),
        ]
        cells += [per(r, "per_income")] * incomes
        cells += [_deaths_of(r)] * deaths
        body.append(tuple(cells))
    notes = ["In brackets: the year of the population or income figure that is used."]
    if source == "Geo-PKO":
        notes.append(
            "Geo-PKO's sizes are standard sizes of units, not head counts, and several maps of one "
            "year can show a unit at two places: sums can exceed what was there on any one day."
        )
    if len(rows) > len(body):
        notes.append(
            f"The table shows the first {len(body)} of {plural(len(rows), 'contributor')}."
        )
    return Section(
        heading=f"By nation, {source}, {period}",
        header=tuple(header),
        rows=tuple(body),
        numbers=frozenset(range(len(header))) - {1},
        notes=tuple(notes),
    )


def _women(summary: ContributionSummary) -> tuple[Section, ...]:
    if not summary.women.height:
        return ()
    rows = tuple(
        (
            *(r["source"], r["period"], r["kind"], f"{r['women']:,}", f"{r['people']:,}"),
            Cell(percent(r["share"]), TONES[r["meets_target"]]),
            "no target" if r["target"] is None else f"{r['target']:.0%} [GK]",
        )
        for r in summary.women.to_dicts()
    )
    return (
        Section(
            heading="Women, next to the uniformed gender parity targets for 2028",
            header=("Source", "Period", "Type", "Women", "People", "Share", "Target"),
            rows=rows,
            numbers=frozenset({3, 4, 5, 6}),
        ),
    )


def _fatalities(summary: ContributionSummary, rows_max: int | None) -> tuple[Section, ...]:
    if not summary.fatalities.height:
        return ()
    by = "contributor" if not summary.query.nation else "mission"
    head = {"contributor": "Nation", "mission": "Mission"}[by]
    number = pl.col("deaths", "uniformed", "malicious").sum()
    span = summary.fatalities.group_by("source", "nation", by).agg(
        number, pl.col("year").min().alias("first"), pl.col("year").max().alias("last")
    )
    rows = span.sort("source", "deaths", by, descending=(False, True, False)).to_dicts()
    first_rows = rows if rows_max is None else rows[:BARS]
    return (
        Section(
            heading="Fatalities",
            sentences=(
                "All causes; deaths add up over the years. Uniformed: soldiers and police.",
            ),
            header=("Source", head, "Deaths", "Uniformed", "By malicious act", "Years"),
            rows=tuple(
                (
                    *(r["source"], _name(r) if by == "contributor" else r["mission"]),
                    *(f"{r[each]:,}" for each in ("deaths", "uniformed", "malicious")),
                    f"{r['first']} to {r['last']}",
                )
                for r in first_rows
            ),
            numbers=frozenset({2, 3, 4}),
            notes=(f"The first {BARS} of {len(rows)}.",) if len(rows) > len(first_rows) else (),
        ),
    )


def _contradictions(summary: ContributionSummary, rows_max: int | None) -> tuple[Section, ...]:
    conflicts, disagreements = summary.conflicts.height, summary.disagreements.height
    sentences = []
    if conflicts:
        sentences.append(
            f"{plural(conflicts, 'line')} of a source whose rows contradict each other: "
            "the least of them counts, and the bounds hold all."
        )
    if disagreements:
        sentences.append(
            f"{plural(disagreements, 'disagreement')} between sources; sources are never added."
        )
    if not sentences:
        return ()
    rows = tuple(
        (
            *(_name(r), r["mission"], r["place"], " ".join(filter(None, (r["kind"], r["sex"])))),
            *(r["period"], bounds_of(r), join_words([_row_name(each) for each in r["rows"]])),
        )
        for r in summary.conflicts.sort("source", "contributor", "period").to_dicts()[:rows_max]
    )
    more = f"The table shows the first {len(rows)} of {conflicts}."
    return (
        Section(
            heading="Where tables contradict",
            sentences=tuple(sentences),
            header=("Nation", "Mission", "Place", "Type", "Period", "Bounds", "Rows")
            if rows
            else (),
            rows=rows,
            notes=(more,) if len(rows) < conflicts else (),
        ),
    )


def _row_name(row: str) -> str:
    """Return the file and line of a row; the part of a row is only of use with several."""
    return row.removesuffix(".1")


def people_of(row: Row) -> str:
    """Return the people stated, in words where all sizes are unknown or there may be more."""
    if not row["has_size"]:
        return "unknown"
    return _at_least(f"{row['people']:,}", is_least=row["may_be_more"])


def _deaths_of(row: Row) -> str:
    if row["deaths"] is None:
        return ""
    return _at_least(f"{row['deaths']:,}", is_least=row["deaths_high"] > row["deaths"])


def _at_least(figure: str, *, is_least: bool) -> str:
    return f"at least {figure}" if is_least else figure


def bounds_of(row: Row) -> str:
    """Return the bounds as words."""
    high = "no upper bound" if row["high"] is None else f"{row['high']:,}"
    conflicts = row.get("contradictions")
    words = f" ({plural(conflicts, 'contradiction')})" if conflicts else ""
    return f"{row['low']:,} to {high}{words}"


def percent(value: float | None) -> str:
    """Return a share as words."""
    return "unknown" if value is None else f"{value:.1%}"


def per(row: Row, name: str) -> str:
    """Return a figure per head or income with the year of its base."""
    if row[name] is None:
        return "unknown"
    year = row[f"{name}_year"]
    return f"{row[name]:,.1f} [{year or 'undated'}]"
