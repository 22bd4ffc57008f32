"""What people ask of contributions, together: ranks, shares, trends, fatalities, per head, parity."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003 -- a dataclass's annotation, also for readers at run time
from typing import TYPE_CHECKING, Any

import polars as pl

from sulh.query_names import match_name
from sulh.sustain.contributions.fatalities import FATALITY_SCHEMA, count_fatalities
from sulh.sustain.contributions.measures import MEASURE_SCHEMA, per_measure
from sulh.sustain.contributions.parity import share_of_women
from sulh.sustain.contributions.totals import (
    concentration,
    differences,
    mark_members,
    of_mission,
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
    per thousand million of income, and its deaths up to the period (null where there is no table, or
    it holds several sources). `frame`: the members among them. `trend`: the members' sums in each
    period, with their share of all. `concentration`: by period. `fatalities`: the members' deaths by
    source, nation, mission and year. `women`: the share of women among the members. `disagreements`:
    where sources disagree. `conflicts`: lines whose rows contradict each other; `repeats` counts rows
    that only repeat another. `problems` name the rows that could not be read, where this call read
    them.
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
    problems: tuple[Problem, ...] = ()

    def tables(self) -> dict[str, pl.DataFrame]:
        """Return the tables by the names that JSON and workbooks use."""
        return {
            "contributions": self.frame,
            "trend": self.trend,
            "women": self.women,
            "fatalities": self.fatalities,
            "concentration": self.concentration,
            "conflicts": self.conflicts.select("contributor", "mission", "period", "rows"),
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
    if query.mission:
        names = lines.table["mission"].unique().str.to_uppercase()
        match_name("mission", query.mission, dict.fromkeys(names, ()))
    within = of_mission(lines.table, query.mission)
    ranked = _with_members(shares(totals(within, ("nation", "contributor"))), within, query)
    for name, table, unit in (("per_million", population, PEOPLE), ("per_income", income, INCOME)):
        measures = table if table is not None else pl.DataFrame(schema=MEASURE_SCHEMA)
        ranked = per_measure(ranked, measures, name=name, unit=unit)
    latest = of_period(ranked, query.day)
    contributors = _with_deaths(latest, within, fatalities, query.mission)
    members = select_lines(within, nation=query.nation, group=None if query.nation else query.group)
    return ContributionSummary(
        query=query,
        contributors=contributors,
        frame=contributors.filter("member").sort("source", "period", "rank", "contributor"),
        trend=_trend(ranked, members),
        concentration=concentration(ranked),
        fatalities=_fatalities(fatalities, query),
        women=of_period(share_of_women(members), query.day),
        disagreements=differences(within),
        conflicts=lines.conflicts,
        repeats=lines.repeats,
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


def _trend(ranked: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """Return the sums of the members by period, next to the people of all contributors."""
    everyone = ranked.group_by("source", "period").agg(
        pl.col("people").sum().alias("people_of_all")
    )
    ranks = (
        ranked.filter("member")
        .group_by("source", "period")
        .agg(pl.len().cast(pl.Int64).alias("contributors"), pl.col("rank").min().alias("rank"))
    )
    has_size = (pl.col("people") > 0) | (pl.col("unknown_sizes") == 0)
    return (
        totals(members)
        .join(everyone, on=("source", "period"), how="left")
        .join(ranks, on=("source", "period"), how="left")
        .with_columns(
            share=pl.when((pl.col("people_of_all") > 0) & has_size).then(
                pl.col("people") / pl.col("people_of_all")
            )
        )
        .sort("source", "period")
    )


def _fatalities(fatalities: pl.DataFrame | None, query: ContributionQuery) -> pl.DataFrame:
    table = pl.DataFrame(schema=FATALITY_SCHEMA) if fatalities is None else fatalities
    members = select_lines(
        table,
        mission=query.mission,
        nation=query.nation,
        group=None if query.nation else query.group,
    )
    return count_fatalities(members, ("nation", "contributor", "mission", "year"))


def _with_deaths(
    contributors: pl.DataFrame, lines: pl.DataFrame, fatalities: pl.DataFrame | None, mission: str
) -> pl.DataFrame:
    """Add the deaths of each contributor up to the last day of the period."""
    if fatalities is None or fatalities.get_column("source").n_unique() > 1:
        return contributors.with_columns(deaths=pl.lit(None, pl.Int64))
    within = of_mission(fatalities, mission)
    ends = lines.select("period", pl.col("last_day").alias("end")).unique()
    keys = ("source", "period", "contributor")
    deaths = (
        contributors.select(keys)
        .join(ends, on="period", how="left")
        .join(within.select("contributor", "last_day", "deaths"), on="contributor", how="left")
        .filter(pl.col("last_day") <= pl.col("end"))
        .group_by(keys)
        .agg(pl.col("deaths").sum())
    )
    return contributors.join(deaths, on=keys, how="left").with_columns(
        pl.col("deaths").fill_null(0)
    )


def _rows(frame: pl.DataFrame) -> list[dict[str, Any]]:
    days = [name for name, kind in frame.schema.items() if kind == pl.Date]
    return frame.with_columns(pl.col(days).cast(pl.String) if days else []).to_dicts()
