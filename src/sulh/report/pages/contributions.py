"""A brief on contributions: two pages for a nation's desk officer, a group of nations, a journalist."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from sulh.languages.nations import nation_text
from sulh.languages.speech import ENGLISH
from sulh.report.charts.contributions import (
    Amount,
    Bubble,
    Point,
    draw_amounts,
    draw_bubbles,
    draw_trend,
)
from sulh.report.pages.contribution_words import ContributionWords
from sulh.report.pages.words import column_names
from sulh.report.sheet import Cell, Fact, Section, Sheet, Tone
from sulh.sustain import nations
from sulh.sustain.contributions.same_places import SAME_PLACE_KM

if TYPE_CHECKING:
    from sulh.languages.speech import Speech
    from sulh.report.pages.contribution_words import Row
    from sulh.sustain import ContributionSummary

__all__ = ["contributions_sheet"]

BARS, ROWS, YEARS = 15, 20, 15
"""What fits on two pages; the command and its JSON give all of it."""

TONES: dict[bool | None, Tone] = {True: "good", False: "doubt", None: ""}
TREND = ("given-period", "given-known", "given-no-size", "given-bounds", "given-contributors")
RANKS = (
    *("given-rank", "wanted-nation", "given-known", "given-no-size", "given-bounds"),
    *("given-share", "given-share-bounds", "given-per-million"),
)


def contributions_sheet(
    summary: ContributionSummary, *, rows_max: int | None = ROWS, speech: Speech = ENGLISH
) -> Sheet:
    """Return the brief of a summary; its tables have at most `rows_max` rows, None: all rows."""
    brief = _Brief(summary, rows_max, speech)
    return Sheet(
        title=speech.say("given-title", about=brief.about()),
        subtitle=summary.query.mission or speech.say("given-all-missions"),
        language=speech.language,
        facts=brief.facts(),
        sentences=brief.sentences(),
        sections=tuple(brief.sections()),
    )


class _Brief(ContributionWords):
    """The parts of a brief in one language."""

    def __init__(self, summary: ContributionSummary, rows_max: int | None, speech: Speech) -> None:
        super().__init__(speech)
        self.summary = summary
        self.rows_max = rows_max

    def sections(self) -> list[Section]:
        """Return those of each source, then those of all; a day lies in a month and in a year."""
        frame = self.summary.frame
        periods = frame.select("source", "period").unique(maintain_order=True).rows()
        parts = [
            part
            for place, (source, period) in enumerate(periods)
            for part in self.of_source(source, period, str(place))
        ]
        return [*parts, *self.women(), *self.fatalities(), *self.contradictions()]

    def about(self) -> str:
        query = self.summary.query
        if query.nation:
            return nation_text(query.nation, nations()[query.nation].name, self.speech)
        return query.group.name if query.group else self.say("given-all")

    def facts(self) -> tuple[Fact, ...]:
        say, summary, facts = self.say, self.summary, []
        for row in summary.of_period(summary.trend).to_dicts():
            figure = self.people_of(row)
            figure = say("given-and-unknown", known=figure) if row["unknown_sizes"] else figure
            label = say("given-people", source=self.source(row["source"]), period=row["period"])
            facts.append(Fact(figure, label))
            if summary.query.is_part:
                facts.append(Fact(self.percent(row["share"]), say("given-of-known")))
            if summary.query.nation:
                facts.append(Fact(self.number(row["rank"]), say("given-ranked")))
        if summary.fatalities.height:
            deaths = self.number(int(summary.fatalities["deaths"].sum()))
            is_least = _has_nameless_dead(summary)
            facts.append(Fact(self.at_least(deaths, is_least=is_least), say("given-deaths")))
        return tuple(facts)

    def sentences(self) -> tuple[str, ...]:
        say, summary = self.say, self.summary
        sentences = [
            say(
                "given-concentration",
                source=self.source(row["source"]),
                period=row["period"],
                people=self.number(row["people"]),
                contributors=self.number(row["contributors"]),
                top=self.number(row["top"]),
                hhi=self.speech.decimal(row["hhi"], 3),
            )
            for row in summary.of_period(summary.concentration).to_dicts()
        ]
        group = summary.query.group
        if group is not None:
            sentences.append(say("given-members", source=group.source, grade=group.grade))
        if not summary.frame.height:
            sentences.append(say("given-nothing"))
        return (*sentences, *self.doubts())

    def doubts(self) -> list[str]:
        """Return what makes figures lower bounds, and which places count as one."""
        say, comma, summary, sentences = self.say, self.speech.comma, self.summary, []
        near = summary.unmatched.select("name", "nearest").unique(maintain_order=True).rows()
        if near:
            names = [
                say("given-nearest", name=name, nearest=nearest) if nearest else name
                for name, nearest in near
            ]
            sentences.append(say("given-nameless", names=comma(names)))
        for is_one in (True, False):
            places = summary.places.filter(pl.col("is_one") == is_one)["place"].unique().sort()
            if not len(places):
                continue
            listed = comma(places.to_list())
            sentences.append(
                say("given-one-place", places=listed, km=self.speech.brief(SAME_PLACE_KM))
                if is_one
                else say("given-two-places", places=listed)
            )
        return sentences

    def of_source(self, source: str, period: str, key: str) -> list[Section]:
        rows = _of(self.summary.frame, source, period).to_dicts()
        trend = self.summary.trend.filter(pl.col("source") == source).to_dicts()
        bars = [Amount(self.name(r), r["people"], r["low"], r["high"]) for r in rows[:BARS]]
        sections = [self.map(source, period, key)]
        if len(bars) > 1:
            title = self.say("given-by-contributor", source=self.source(source), period=period)
            drawing = draw_amounts(bars, title, f"bars{key}", self.speech)
            sections.append(Section(heading=self.say("given-largest"), figures=(drawing,)))
        if len(trend) > 1:
            sections.append(self.trend(trend, source, key))
        return [*sections, self.table(rows, source, period)]

    def map(self, source: str, period: str, key: str) -> Section:
        by_code = nations()
        bubbles, nowhere = [], []
        for row in _of(self.summary.contributors, source, period).to_dicts():
            nation = by_code.get(row["nation"])
            if nation is None or nation.lon is None or nation.lat is None:
                nowhere.append(self.name(row))
                continue
            size = row["people"] if row["has_size"] else None
            bubbles.append(
                Bubble(nation.code, self.name(row), nation.lon, nation.lat, size, row["member"])
            )
        places = [(e.lon, e.lat) for e in by_code.values() if e.lon is not None]
        ground = [(lon, lat) for lon, lat in places if lat is not None]
        title = self.say("given-map", source=self.source(source), period=period)
        names = self.speech.comma(nowhere)
        return Section(
            heading=self.say("given-source", source=self.source(source), period=period),
            figures=(draw_bubbles(bubbles, ground, title, f"map{key}", self.speech),),
            notes=(self.say("given-not-drawn", names=names),) if nowhere else (),
        )

    def trend(self, trend: list[Row], source: str, key: str) -> Section:
        """Return the members over time; of all contributors, how concentrated they are instead."""
        is_part, summary = self.summary.query.is_part, self.summary
        concentration = summary.concentration.filter(pl.col("source") == source)
        by_period = {r["period"]: r for r in concentration.to_dicts()}
        unknown = self.say("sheet-unknown")

        def last_cells(r: Row) -> tuple[str, ...]:
            if is_part:
                return (self.percent(r["share"]),)
            each = by_period.get(r["period"])
            if each is None:
                return (unknown, unknown)
            return (self.number(each["top"]), self.speech.decimal(each["hhi"], 3))

        more = ("given-share-known",) if is_part else ("given-half", "given-hhi")
        points = [
            Point(time_of(r["period"]), r["period"], r["people"], r["low"], r["high"])
            for r in trend
        ]
        latest = trend if self.rows_max is None else trend[-YEARS:]
        cut = self.say("given-last", last=self.number(YEARS), all=self.number(len(trend)))
        title = self.say("given-people-over-time", source=self.source(source))
        return Section(
            heading=self.say("given-over-time", source=self.source(source)),
            figures=(draw_trend(points, title, f"trend{key}", self.speech),),
            header=column_names(self.speech, *TREND, *more),
            rows=tuple(
                (
                    *(r["period"], self.people_of(r), self.count(r["unknown_sizes"])),
                    *(self.bounds_of(r), self.number(r["contributors"]), *last_cells(r)),
                )
                for r in latest
            ),
            numbers=frozenset({1, 2, 4, 5, 6}),
            notes=(cut,) if trend != latest else (),
        )

    def table(self, rows: list[Row], source: str, period: str) -> Section:
        incomes = any(r["per_income"] is not None for r in rows)
        deaths = any(r["deaths"] is not None for r in rows)
        header = column_names(
            self.speech,
            *RANKS,
            *(("given-per-income",) if incomes else ()),
            *(("given-deaths-then",) if deaths else ()),
        )
        body: list[tuple[str | Cell, ...]] = []
        for r in rows[: self.rows_max]:
            bounds = self.say(
                "bounds-range", low=self.percent(r["share_low"]), high=self.percent(r["share_high"])
            )
            cells = [
                *(self.number(r["rank"]), self.name(r), self.people_of(r)),
                *(self.count(r["unknown_sizes"]), self.bounds_of(r)),
                *(self.percent(r["share"]), bounds, self.per(r, "per_million")),
            ]
            cells += [self.per(r, "per_income")] * incomes
            cells += [self.deaths_of(r)] * deaths
            body.append(tuple(cells))
        notes = [self.say("given-in-brackets")]
        if source == "Geo-PKO":
            notes.append(self.say("given-geo-pko"))
        if len(rows) > len(body):
            first, every = self.number(len(body)), self.number(len(rows))
            notes.append(self.say("given-first-contributors", first=first, all=every))
        return Section(
            heading=self.say("given-by-nation", source=self.source(source), period=period),
            header=header,
            rows=tuple(body),
            numbers=frozenset(range(len(header))) - {1},
            notes=tuple(notes),
        )

    def women(self) -> tuple[Section, ...]:
        if not self.summary.women.height:
            return ()
        none = self.say("given-no-target")
        rows = tuple(
            (
                *(self.source(r["source"]), r["period"], self.speech.word(r["kind"])),
                *(self.number(r["women"]), self.number(r["people"])),
                Cell(self.percent(r["share"]), TONES[r["meets_target"]]),
                none if r["target"] is None else f"{self.speech.percent(r['target'])} [GK]",
            )
            for r in self.summary.women.to_dicts()
        )
        return (
            Section(
                heading=self.say("given-women-head"),
                header=column_names(
                    self.speech,
                    *("given-source-head", "given-period", "given-type", "given-women"),
                    *("given-people-head", "given-share", "given-target"),
                ),
                rows=rows,
                numbers=frozenset({3, 4, 5, 6}),
            ),
        )

    def fatalities(self) -> tuple[Section, ...]:
        summary = self.summary
        if not summary.fatalities.height:
            return ()
        by = "mission" if summary.query.nation else "contributor"
        number = pl.col("deaths", "uniformed", "malicious").sum()
        span = summary.fatalities.group_by("source", "nation", by).agg(
            number, pl.col("year").min().alias("first"), pl.col("year").max().alias("last")
        )
        rows = span.sort("source", "deaths", by, descending=(False, True, False)).to_dicts()
        first_rows = rows if self.rows_max is None else rows[:BARS]
        cut = self.say("given-first", first=self.number(BARS), all=self.number(len(rows)))
        return (
            Section(
                heading=self.say("given-fatalities"),
                sentences=(self.say("given-all-causes"),),
                header=column_names(
                    self.speech,
                    "given-source-head",
                    "given-mission" if by == "mission" else "wanted-nation",
                    *("given-deaths-head", "given-uniformed", "given-malicious", "given-years"),
                ),
                rows=tuple(
                    (
                        self.source(r["source"]),
                        self.name(r) if by == "contributor" else r["mission"],
                        *(self.number(r[each]) for each in ("deaths", "uniformed", "malicious")),
                        self.say("period-to", first=str(r["first"]), last=str(r["last"])),
                    )
                    for r in first_rows
                ),
                numbers=frozenset({2, 3, 4}),
                notes=(cut,) if len(rows) > len(first_rows) else (),
            ),
        )

    def contradictions(self) -> tuple[Section, ...]:
        summary = self.summary
        conflicts, disagreements = summary.conflicts.height, summary.disagreements.height
        sentences = []
        if conflicts:
            sentences.append(self.say("given-conflicts", count=conflicts))
        if disagreements:
            sentences.append(self.say("given-disagree", count=disagreements))
        if not sentences:
            return ()
        lines = summary.conflicts.sort("source", "contributor", "period").to_dicts()
        rows = tuple(
            (
                *(self.name(r), r["mission"], r["place"], self.kind_of(r)),
                *(r["period"], self.bounds_of(r)),
                self.speech.join([_row_name(each) for each in r["rows"]]),
            )
            for r in lines[: self.rows_max]
        )
        first, every = self.number(len(rows)), self.number(conflicts)
        return (
            Section(
                heading=self.say("given-contradict"),
                sentences=tuple(sentences),
                header=column_names(
                    self.speech,
                    *("wanted-nation", "given-mission", "given-place", "given-type"),
                    *("given-period", "given-bounds", "given-rows"),
                )
                if rows
                else (),
                rows=rows,
                notes=(self.say("given-first-rows", first=first, all=every),)
                if len(rows) < conflicts
                else (),
            ),
        )


def _has_nameless_dead(summary: ContributionSummary) -> bool:
    return summary.query.is_part and summary.unmatched.get_column("deaths").null_count() < len(
        summary.unmatched
    )


def _of(frame: pl.DataFrame, source: str, period: str) -> pl.DataFrame:
    return frame.filter(pl.col("source") == source, pl.col("period") == period)


def time_of(period: str) -> float:
    """Return a period in years: ``2024`` is 2024, ``2024-07`` is 2024.5."""
    return int(period[:4]) + (int(period[5:7]) - 1) / 12 if len(period) > 4 else int(period)


def _row_name(row: str) -> str:
    """Return the file and line of a row; the part of a row is only of use with several."""
    return row.removesuffix(".1")
