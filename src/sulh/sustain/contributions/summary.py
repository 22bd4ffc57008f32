"""What people ask of contributions, together: ranks, shares, trends, fatalities, per head, parity."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003 -- a dataclass's annotation, also for readers at run time
from typing import TYPE_CHECKING, Any

import polars as pl

from sulh.errors import InputError, shown
from sulh.sustain.contributions.fatalities import FATALITY_SCHEMA, count_fatalities
from sulh.sustain.contributions.measures import MEASURE_SCHEMA, per_measure
from sulh.sustain.contributions.nations import match_nation
from sulh.sustain.contributions.parity import share_of_women
from sulh.sustain.contributions.same_places import one_spelling
from sulh.sustain.contributions.totals import (
    concentration,
    differences,
    mark_members,
    of_mission,
    refuse_unknown_mission,
    select_lines,
    shares,
    totals,
)

if TYPE_CHECKING:
    from sulh.errors import Problem
    from sulh.sustain.contributions.groups import ContributorGroup
    from sulh.sustain.contributions.totals import DistinctLines

__all__ = ["ContributionQuery", "ContributionSummary", "contribution_summary"]

PEOPLE, INCOME = 1e6, 1e9
ALIASES = "Say which nation a name means in a table with name and nation (--aliases)."
CONFLICT = ("source", "contributor", "mission", "place", "kind", "sex", "period")
SHARED = ("mission", "nation", "contributor")


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionQuery:
    """A question: of a nation (its code) or a group, in a mission, on a day.

    Empty: of all, in all, in the latest period of each source. A day means the month or year that
    it lies in.
    """

    nation: str = ""
    group: ContributorGroup | None = None
    mission: str = ""
    day: date | None = None

    @property
    def is_part(self) -> bool:
        """Say whether it is about some contributors, not all."""
        return bool(self.nation or self.group)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionSummary:
    """The answer to a question about contributions, as frames.

    `contributors`: each contributor of the period, ranked, with shares, `member` (is it the nation,
    or in the group, of the question; all where it names none), what it gives per million people and
    per thousand million of income, and the bounds of its deaths up to the period (`deaths` to
    `deaths_high`; null where there is no table, or it holds several sources). `frame`: the members
    among them. `trend`: the members' sums in each period, with their share of all. `concentration`: by
    period. `fatalities`: the members' deaths by source, nation, mission and year. `women`: the share of
    women among the members. `disagreements`: where sources disagree. `conflicts`: lines whose rows
    contradict each other; `repeats` counts rows that only repeat another. `places`: those at several
    positions. `unmatched`: the names that mean no nation, with the nearest known ones: while there are
    any, what a nation or a group has is a lower bound (`may_be_more`). `problems` name the rows that
    could not be read, where this call read them.
    """

    query: ContributionQuery
    contributors: pl.DataFrame
    frame: pl.DataFrame
    trend: pl.DataFrame
    concentration: pl.DataFrame
    fatalities: pl.DataFrame
    women: pl.DataFrame
    disagreements: pl.DataFrame
    conflicts: pl.DataFrame
    repeats: int
    places: pl.DataFrame
    unmatched: pl.DataFrame
    problems: tuple[Problem, ...] = ()

    def tables(self) -> dict[str, pl.DataFrame]:
        """Return the tables by the names that JSON and workbooks use."""
        return {
            "contributions": self.frame,
            "trend": self.trend,
            "women": self.women,
            "fatalities": self.fatalities,
            "concentration": self.concentration,
            "conflicts": self.conflicts.select(*CONFLICT, "low", "high", "rows"),
            "places": self.places,
            "unmatched": self.unmatched,
            "differences": self.disagreements.drop("rows", "rows_other"),
        }

    def content(self) -> dict[str, list[dict[str, Any]]]:
        """Return the tables in types that JSON has."""
        return {name: _rows(frame) for name, frame in self.tables().items()}

    def of_period(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return the lines of a frame in the period of the question."""
        return of_period(frame, self.query.day)


def contribution_summary(
    lines: DistinctLines,
    query: ContributionQuery,
    *,
    population: pl.DataFrame | None = None,
    income: pl.DataFrame | None = None,
    fatalities: pl.DataFrame | None = None,
    problems: tuple[Problem, ...] = (),
) -> ContributionSummary:
    """Return the summary of distinct lines.

    `population` and `income` are frames of `read_measures`, `fatalities` of `read_fatalities`.
    """
    deaths = one_spelling(_table_of(fatalities), "mission")
    _refuse_unknown(lines.table, deaths, query)
    within, dead = (of_mission(each, query.mission) for each in (lines.table, deaths))
    ranked = _with_members(shares(totals(within, ("nation", "contributor"))), within, query)
    for name, table, unit in (("per_million", population, PEOPLE), ("per_income", income, INCOME)):
        measures = table if table is not None else pl.DataFrame(schema=MEASURE_SCHEMA)
        ranked = per_measure(ranked, measures, name=name, unit=unit)
    latest = of_period(ranked, query.day)
    contributors = _with_deaths(latest, within, None if fatalities is None else dead)
    members, dead_members = (
        select_lines(each, nation=query.nation, group=None if query.nation else query.group)
        for each in (within, dead)
    )
    return ContributionSummary(
        query=query,
        contributors=contributors,
        frame=contributors.filter("member").sort("source", "period", "rank", "contributor"),
        trend=_trend(ranked, members, is_part=query.is_part),
        concentration=concentration(ranked),
        fatalities=count_fatalities(dead_members, ("nation", "contributor", "mission", "year")),
        women=of_period(share_of_women(members), query.day),
        disagreements=differences(within),
        conflicts=lines.conflicts,
        repeats=lines.repeats,
        places=of_mission(lines.places, query.mission).drop("as_written", "sex", "kind"),
        unmatched=_unmatched(within, dead),
        problems=problems,
    )


def of_period(frame: pl.DataFrame, day: date | None) -> pl.DataFrame:
    """Return the lines whose month or year holds the day; None: the latest of each source."""
    period = pl.col("period")
    if day is None:
        return frame.filter(period == period.max().over("source"))
    return frame.filter(period.is_in([f"{day:%Y-%m}", f"{day:%Y}"]))


def _with_members(
    ranked: pl.DataFrame, lines: pl.DataFrame, query: ContributionQuery
) -> pl.DataFrame:
    """Add `member`; a nation counts to a group by its membership on the period's last day."""
    days = lines.select("period", "last_day").unique()
    dated = ranked.join(days, on="period", how="left")
    if query.nation:
        return dated.with_columns(member=pl.col("nation") == query.nation)
    if query.group is None:
        return dated.with_columns(member=pl.lit(value=True))
    return mark_members(dated, (query.group,))


def _trend(ranked: pl.DataFrame, members: pl.DataFrame, *, is_part: bool) -> pl.DataFrame:
    """Return the sums of the members by period, next to the people of all contributors."""
    everyone = ranked.group_by("source", "period").agg(
        pl.col("people").sum().alias("people_of_all"),
        pl.col("may_be_more").any() & is_part,
        pl.col("high").filter(nation="").sum().alias("more"),
        pl.col("high").filter(nation="").null_count().alias("open"),
    )
    ranks = (
        ranked.filter("member")
        .group_by("source", "period")
        .agg(pl.len().cast(pl.Int64).alias("contributors"), pl.col("rank").min().alias("rank"))
    )
    return (
        totals(members)
        .join(everyone, on=("source", "period"), how="left")
        .join(ranks, on=("source", "period"), how="left")
        .with_columns(
            share=pl.when((pl.col("people_of_all") > 0) & pl.col("has_size")).then(
                pl.col("people") / pl.col("people_of_all")
            ),
            high=pl.when(pl.col("may_be_more") & (pl.col("open") > 0))
            .then(None)
            .otherwise(pl.col("high") + pl.when("may_be_more").then("more").otherwise(0)),
        )
        .drop("more", "open")
        .sort("source", "period")
    )


def _table_of(fatalities: pl.DataFrame | None) -> pl.DataFrame:
    return pl.DataFrame(schema=FATALITY_SCHEMA) if fatalities is None else fatalities


def _with_deaths(
    contributors: pl.DataFrame, lines: pl.DataFrame, fatalities: pl.DataFrame | None
) -> pl.DataFrame:
    """Add the bounds of the deaths of each contributor up to the last day of the period."""
    if fatalities is None or fatalities.get_column("source").n_unique() > 1:
        return contributors.with_columns(
            deaths=pl.lit(None, pl.Int64), deaths_high=pl.lit(None, pl.Int64)
        )
    ends = lines.select("period", pl.col("last_day").alias("end")).unique()
    keys = ("source", "period", "contributor")
    dated = contributors.join(ends, on="period", how="left").select(*keys, "nation", "end")
    sums = []
    for by, name in ((["contributor"], "deaths"), ([], "more")):
        dead = fatalities.filter((pl.col("nation") == "") | (name == "deaths"))
        dead = dead.select(*by, "last_day", pl.col("deaths").alias(name))
        pairs = dated.join(dead, on=by) if by else dated.join(dead, how="cross")
        sums.append(
            pairs.filter(pl.col("last_day") <= pl.col("end")).group_by(keys).agg(pl.col(name).sum())
        )
    own, more = sums
    return (
        contributors.join(own, on=keys, how="left")
        .join(more, on=keys, how="left")
        .with_columns(pl.col("deaths", "more").fill_null(0))
        .with_columns(
            deaths_high=pl.col("deaths") + pl.when(pl.col("nation") == "").then(0).otherwise("more")
        )
        .drop("more")
    )


def _unmatched(lines: pl.DataFrame, deaths: pl.DataFrame) -> pl.DataFrame:
    """Return the names that mean no nation: the nearest known ones, people by source and period, deaths."""
    names = pl.col("contributor").str.strip_prefix("unmatched: ").alias("name")
    unknown = lines.filter(pl.col("nation") == "")
    people = totals(unknown, ("contributor",)).select("source", "period", names, "low", "high")
    dead = (
        deaths.filter(pl.col("nation") == "").group_by("source", names).agg(pl.col("deaths").sum())
    )
    near = pl.col("name").map_elements(lambda name: match_nation(name).nearest, pl.String)
    return (
        pl.concat([people, dead], how="diagonal")
        .with_columns(nearest=near)
        .sort("source", "period", "name")
    )


def _refuse_unknown(lines: pl.DataFrame, deaths: pl.DataFrame, query: ContributionQuery) -> None:
    """Refuse a question about a mission, a nation or a day that is in no table."""
    both = pl.concat([lines.select(SHARED), deaths.select(SHARED)])
    if both.is_empty():
        return
    refuse_unknown_mission(both, query.mission)
    within = of_mission(both, query.mission)
    if query.nation and not within.get_column("nation").eq(query.nation).any():
        names = within.filter(pl.col("nation") == "").get_column("contributor").unique().sort()
        remedy = (
            f"It may be one of these: {shown(', '.join(names))}. {ALIASES}" if len(names) else ""
        )
        raise InputError(f"No row is of the nation {query.nation}.", remedy=remedy)
    of_mission_alone = of_mission(lines, query.mission)
    if query.day is not None and of_period(of_mission_alone, query.day).is_empty():
        _refuse_day(of_mission_alone, query)


def _refuse_day(lines: pl.DataFrame, query: ContributionQuery) -> None:
    periods = lines.get_column("period").unique().sort().to_list()
    day, of = f"{query.day:%Y-%m-%d}", f" of {query.mission}" if query.mission else ""
    if not periods:
        return
    before = [each for each in periods if each <= day][-1:]
    after = [each for each in periods if each > day][:1]
    raise InputError(
        f"No row{of} is of a month or a year that holds {day}.",
        remedy=f"The nearest with rows: {' and '.join(before + after)}; the first is {periods[0]}, the last "
        f"{periods[-1]}.",
    )


def _rows(frame: pl.DataFrame) -> list[dict[str, Any]]:
    days = [name for name, kind in frame.schema.items() if kind == pl.Date]
    return frame.with_columns(pl.col(days).cast(pl.String) if days else []).to_dicts()
