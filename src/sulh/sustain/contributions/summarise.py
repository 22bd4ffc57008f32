"""From tables or frames to a summary of contributions, in one call."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from sulh.sustain.contributions.fatalities import FATALITY_SCHEMA, read_fatalities
from sulh.sustain.contributions.forms import CONTRIBUTION_SCHEMA, read_contributions
from sulh.sustain.contributions.groups import bundled_groups, find_group
from sulh.sustain.contributions.measures import MEASURE_SCHEMA, bundled_population, read_measures
from sulh.sustain.contributions.nations import find_nation, plain
from sulh.sustain.contributions.summary import ContributionQuery, contribution_summary
from sulh.sustain.contributions.totals import deduplicate
from sulh.tables.rows import Row, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from sulh.errors import Problem
    from sulh.sustain.contributions.groups import ContributorGroup
    from sulh.sustain.contributions.summary import ContributionSummary
    from sulh.tables.rows import Read

    Reader = Callable[[Table, str, Mapping[str, str]], Read[pl.DataFrame]]

__all__ = ["summarise_contributions"]


def summarise_contributions(
    *tables: pl.DataFrame | Table,
    nation: str = "",
    group: str = "",
    mission: str = "",
    day: date | None = None,
    population: pl.DataFrame | Table | None = None,
    income: pl.DataFrame | Table | None = None,
    fatalities: pl.DataFrame | Table | None = None,
    groups: Mapping[str, ContributorGroup] | None = None,
    aliases: Mapping[str, str] | None = None,
) -> ContributionSummary:
    """Say who contributes how many people: totals with bounds, ranks, shares, trends.

    Parameters
    ----------
    tables
        Contributions in the UN's monthly form, in Geo-PKO's or in Sulh's own: frames or opened
        tables, each recognised by its columns, or frames that `read_contributions` has read.
    nation
        Only this nation: a name, or its alpha-3 code.
    group
        Only the members of this group: one of `groups`, or OIC, AU, EU, ASEAN.
    mission
        Only this mission, as the tables write it.
    day
        The month or year to show is the one of this day; None: the latest of each source.
    population, income
        Figures by nation and year; population is GeoNames' where no table is given.
    fatalities
        The UN's table of fatalities, or Sulh's own form.

    aliases
        Names as the tables write them, and the nation of each: a code or a known name.

    Raises
    ------
    InputError
        When a table has no known form, or the nation, group or mission is not known.
    """
    own = {plain(name): find_nation(nation).code for name, nation in (aliases or {}).items()}
    query = ContributionQuery(
        nation=find_nation(nation).code if nation else "",
        group=find_group(group, {**bundled_groups(), **(groups or {})}) if group else None,
        mission=mission,
        day=day,
    )
    problems: list[Problem] = []

    def frame_of(
        table: pl.DataFrame | Table, reader: Reader, schema: pl.Schema, name: str
    ) -> pl.DataFrame:
        if isinstance(table, pl.DataFrame) and set(schema) <= set(table.columns):
            return table.select(schema.names()).cast(schema)
        read = reader(_as_table(table), name, own)
        problems.extend(read.problems)
        return read.value

    lines = [
        frame_of(table, read_contributions, CONTRIBUTION_SCHEMA, f"table-{number}")
        for number, table in enumerate(tables, 1)
    ]
    measures = {
        name: None if table is None else frame_of(table, read_measures, MEASURE_SCHEMA, name)
        for name, table in (("population", population), ("income", income))
    }
    deaths = None
    if fatalities is not None:
        deaths = frame_of(fatalities, read_fatalities, FATALITY_SCHEMA, "fatalities")
    people = measures["population"]
    return contribution_summary(
        deduplicate(pl.concat([pl.DataFrame(schema=CONTRIBUTION_SCHEMA), *lines])),
        query,
        population=bundled_population() if people is None else people,
        income=measures["income"],
        fatalities=deaths,
        problems=tuple(problems),
    )


def _as_table(table: pl.DataFrame | Table) -> Table:
    """Return a frame as a table of texts, its rows counted from 1."""
    if isinstance(table, Table):
        return table
    return Table(columns=tuple(table.columns), rows=_rows(table), has_header=True)


def _rows(frame: pl.DataFrame) -> Iterator[Row]:
    for number, values in enumerate(frame.iter_rows(named=True), 1):
        texts = {name: "" if value is None else str(value) for name, value in values.items()}
        yield Row(number, texts, raw=",".join(texts.values()))
