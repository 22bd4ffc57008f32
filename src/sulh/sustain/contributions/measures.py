"""Contributions beside what a nation has: per head of population, per income.

The tables are given: nation, year, value, each row with its source. The figure of the period's year
counts, else that of the latest year before it; the year used stands beside the result. Nothing is
drawn out between years, and a later year is never used for an earlier one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from sulh.errors import InputError, Problem, shown
from sulh.sustain.contributions.fields import days_of, parse_period
from sulh.sustain.contributions.nations import match_nation, nations
from sulh.tables.fields import parse_name
from sulh.tables.rows import FaultyField, convert_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sulh.tables.rows import Row, Table

__all__ = ["MEASURE_SCHEMA", "Measures", "bundled_population", "per_measure", "read_measures"]

MEASURE_SCHEMA = pl.Schema(
    {"nation": pl.String, "year": pl.Int64, "value": pl.Float64, "origin": pl.String}
)
"""`origin` says where a figure is from: its row, or the source of the bundled table."""

COLUMNS = ("nation", "year", "value")
VALUE = re.compile(r"[0-9]{1,18}(\.[0-9]{1,9})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """A table of figures by nation and year (`MEASURE_SCHEMA`), and the account of its rows."""

    table: pl.DataFrame
    problems: tuple[Problem, ...]
    read: int
    kept: int
    blank: int
    raw: Mapping[int, str]


def read_measures(table: Table, file: str) -> Measures:
    """Return the figures of an opened table with the columns nation, year and value.

    Raises
    ------
    InputError
        When one of the columns is missing.
    """
    written = {name.casefold(): name for name in table.columns}
    missing = [name for name in COLUMNS if name not in written]
    if missing:
        raise InputError(
            f"{file} lacks the column {missing[0]!r}.",
            remedy="It needs nation, year and value; further columns are not read.",
        )
    first_rows: dict[tuple[str, int], int] = {}

    def convert(row: Row) -> tuple[str, int, float, str]:
        values = {name: row.values[column] for name, column in written.items()}
        year = int(parse_period(values["year"], "year")[:4])
        name = parse_name("nation", values["nation"])
        match = match_nation(name, days_of(str(year))[1])
        if not match.nation:
            raise FaultyField(
                "unknown-nation",
                "nation",
                shown(name),
                message="is no nation of that year",
                remedy=match.hint,
            )
        value = _value(values["value"].strip())
        key = match.nation, year
        if key in first_rows:
            raise FaultyField(
                "doubled-reference",
                "nation",
                shown(name),
                message=f"has a figure for {year} in row {first_rows[key]} already",
                remedy="Keep one of them.",
            )
        first_rows[key] = row.number
        return (*key, value, f"{file}:{row.number}")

    read = convert_rows(table, file, convert)
    return Measures(
        table=pl.DataFrame(list(read.value), schema=MEASURE_SCHEMA, orient="row"),
        problems=read.problems,
        read=read.rows,
        kept=len(read.value),
        blank=read.blank,
        raw=read.raw,
    )


def _value(text: str) -> float:
    """Return a figure above 0; incomes have more digits than any count."""
    value = float(text) if VALUE.fullmatch(text) else 0.0
    if value <= 0:
        raise FaultyField("bad-quantity", "value", shown(text), expected="a number above 0")
    return value


def bundled_population() -> pl.DataFrame:
    """Return GeoNames' population by nation, as figures of no stated year (year 0)."""
    rows = [
        (each.code, 0, float(each.population), "GeoNames, undated")
        for each in nations().values()
        if each.population
    ]
    return pl.DataFrame(rows, schema=MEASURE_SCHEMA, orient="row")


def per_measure(
    summed: pl.DataFrame, measures: pl.DataFrame, *, name: str, unit: float
) -> pl.DataFrame:
    """Add to totals by nation what they are for each `unit` of a measure.

    ``{name}`` is the known sum over the measure (null where nothing but unknown sizes is known, or
    no figure is there), ``{name}_low`` and ``{name}_high`` its bounds, ``{name}_year`` and
    ``{name}_origin`` the year and the row of the figure that is used.
    """
    figures = measures.sort("year").rename({"year": f"{name}_year", "origin": f"{name}_origin"})
    per = pl.col("value") / unit
    is_known = (pl.col("known") > 0) | (pl.col("unknown") == 0)
    return (
        summed.with_row_index("_place")
        .with_columns(_year=pl.col("period").str.slice(0, 4).cast(pl.Int64))
        .sort("_year")
        .join_asof(
            figures,
            left_on="_year",
            right_on=f"{name}_year",
            by="nation",
            strategy="backward",
            coalesce=False,
            check_sortedness=False,
        )
        .with_columns(
            pl.when(is_known).then(pl.col("known") / per).alias(name),
            (pl.col("low") / per).alias(f"{name}_low"),
            (pl.col("high") / per).alias(f"{name}_high"),
        )
        .sort("_place")
        .drop("_place", "_year", "value")
    )
