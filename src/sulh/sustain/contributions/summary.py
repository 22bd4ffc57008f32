"""What is asked of contributions, together: ranks, shares, trends, fatalities, per head, parity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from sulh.sustain.contributions.fatalities import FATALITY_SCHEMA, count_fatalities
from sulh.sustain.contributions.measures import MEASURE_SCHEMA, per_measure
from sulh.sustain.contributions.parity import women
from sulh.sustain.contributions.totals import (
    chosen,
    concentration,
    differences,
    in_groups,
    shares,
    totals,
)

if TYPE_CHECKING:
    from sulh.sustain.contributions.groups import Group
    from sulh.sustain.contributions.totals import Settled

__all__ = ["ContributionSummary", "Wanted", "contribution_summary"]

PEOPLE, INCOME = 1e6, 1e9


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked for: a nation's code or a group, a mission, a period; empty: all, the latest."""

    nation: str = ""
    group: Group | None = None
    mission: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionSummary:
    """Contributions as they were asked for.

    `everyone`: each contributor of the period, ranked, with shares, `member` (is it the nation, or
    in the group, that was asked for; all where none was), what it gives per million people and per
    thousand million of income, and its deaths up to the period (null where no table was given, or
    it holds several sources). `shown`: the members. `trend`: the members' sums in each period, with
    their share of all. `concentration` by period. `deaths`: the members' by source, nation, mission
    and year. `parity`: the share of women among the members. `apart`: where sources disagree.
    """

    wanted: Wanted
    everyone: pl.DataFrame
    shown: pl.DataFrame
    trend: pl.DataFrame
    concentration: pl.DataFrame
    deaths: pl.DataFrame
    parity: pl.DataFrame
    apart: pl.DataFrame
    conflicts: pl.DataFrame
    repeated: int


def contribution_summary(
    settled: Settled,
    wanted: Wanted,
    *,
    population: pl.DataFrame | None = None,
    income: pl.DataFrame | None = None,
    fatalities: pl.DataFrame | None = None,
) -> ContributionSummary:
    """Return the summary of settled lines.

    `population` and `income` are tables of `measures`, `fatalities` of the reader of that name.
    """
    within = chosen(settled.table, mission=wanted.mission)
    ranked = _marked(shares(totals(within, ("nation", "who"))), within, wanted)
    for name, table, unit in (("per_million", population, PEOPLE), ("per_income", income, INCOME)):
        given = table if table is not None else pl.DataFrame(schema=MEASURE_SCHEMA)
        ranked = per_measure(ranked, given, name=name, unit=unit)
    deaths = _deaths(fatalities, wanted)
    everyone = _with_deaths(of_period(ranked, wanted.period), within, fatalities, wanted)
    members = _members(within, wanted)
    return ContributionSummary(
        wanted=wanted,
        everyone=everyone,
        shown=everyone.filter("member").sort("source", "period", "rank", "who"),
        trend=_trend(ranked, members),
        concentration=concentration(ranked),
        deaths=deaths,
        parity=of_period(women(members), wanted.period),
        apart=differences(within),
        conflicts=settled.conflicts,
        repeated=settled.repeated,
    )


def of_period(frame: pl.DataFrame, period: str) -> pl.DataFrame:
    """Return the lines of a period; empty: the latest of each source."""
    if period:
        return frame.filter(pl.col("period") == period)
    return frame.filter(pl.col("period") == pl.col("period").max().over("source"))


def _members(lines: pl.DataFrame, wanted: Wanted) -> pl.DataFrame:
    if wanted.nation:
        return chosen(lines, nation=wanted.nation)
    return chosen(lines, group=wanted.group)


def _marked(ranked: pl.DataFrame, lines: pl.DataFrame, wanted: Wanted) -> pl.DataFrame:
    """Add `member`; a nation counts to a group by its membership on the period's last day."""
    days = lines.select("period", "last_day").unique()
    dated = ranked.join(days, on="period", how="left")
    if wanted.nation:
        return dated.with_columns(member=pl.col("nation") == wanted.nation)
    if wanted.group is None:
        return dated.with_columns(member=pl.lit(value=True))
    return in_groups(dated, (wanted.group,))


def _trend(ranked: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """Return the sums of the members by period, beside the known sum of all."""
    whole = ranked.group_by("source", "period").agg(pl.col("known").sum().alias("known_of_all"))
    counted = (
        ranked.filter("member")
        .group_by("source", "period")
        .agg(pl.len().cast(pl.Int64).alias("contributors"), pl.col("rank").min().alias("rank"))
    )
    return (
        totals(members)
        .join(whole, on=("source", "period"), how="left")
        .join(counted, on=("source", "period"), how="left")
        .with_columns(
            share=pl.when(
                (pl.col("known_of_all") > 0) & ((pl.col("known") > 0) | (pl.col("unknown") == 0))
            ).then(pl.col("known") / pl.col("known_of_all"))
        )
        .sort("source", "period")
    )


def _in_mission(table: pl.DataFrame, mission: str) -> pl.DataFrame:
    if not mission:
        return table
    return table.filter(pl.col("mission").str.to_lowercase() == mission.lower())


def _deaths(fatalities: pl.DataFrame | None, wanted: Wanted) -> pl.DataFrame:
    table = pl.DataFrame(schema=FATALITY_SCHEMA) if fatalities is None else fatalities
    within = _in_mission(table, wanted.mission)
    if wanted.nation:
        within = within.filter(pl.col("nation") == wanted.nation)
    elif wanted.group is not None:
        within = in_groups(within, (wanted.group,)).filter("member")
    return count_fatalities(within, ("nation", "who", "mission", "year"))


def _with_deaths(
    everyone: pl.DataFrame, lines: pl.DataFrame, fatalities: pl.DataFrame | None, wanted: Wanted
) -> pl.DataFrame:
    """Add the deaths of each contributor up to the last day of the period."""
    if fatalities is None or fatalities.get_column("source").n_unique() > 1:
        return everyone.with_columns(deaths=pl.lit(None, pl.Int64))
    within = _in_mission(fatalities, wanted.mission)
    ends = lines.select("period", pl.col("last_day").alias("end")).unique()
    dead = (
        everyone.select("source", "period", "who")
        .join(ends, on="period", how="left")
        .join(within.select("who", "last_day", "deaths"), on="who", how="left")
        .filter(pl.col("last_day") <= pl.col("end"))
        .group_by("source", "period", "who")
        .agg(pl.col("deaths").sum())
    )
    return everyone.join(dead, on=("source", "period", "who"), how="left").with_columns(
        pl.col("deaths").fill_null(0)
    )
