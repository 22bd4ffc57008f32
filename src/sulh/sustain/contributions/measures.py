"""Contributions next to what a nation has: per head of population, per income.

A table of measures has nation, year and value, each row with its source. The figure of the period's
year counts, else that of the latest year before it; the year used stands next to the result. Nothing
is estimated between years, and a later year is never used for an earlier one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from sulh.errors import InputError, shown
from sulh.sustain.contributions.fields import days_of_period, parse_period
from sulh.sustain.contributions.nations import match_nation, nations, plain
from sulh.tables.fields import parse_name
from sulh.tables.rows import FaultyField, Read, convert_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sulh.tables.rows import Row, Table

__all__ = ["MEASURE_SCHEMA", "NationMeasure", "bundled_population", "per_measure", "read_measures"]


class NationMeasure(NamedTuple):
    """A figure of a nation in a year: its population, or its income.

    `origin` says where it is from: its row, or the source of the bundled table.
    """

    nation: str
    year: int
    value: float
    origin: str


MEASURE_SCHEMA = pl.Schema(
    {"nation": pl.String, "year": pl.Int64, "value": pl.Float64, "origin": pl.String}
)
"""The fields of `NationMeasure`."""

COLUMNS = ("nation", "year", "value")
VALUE = re.compile(r"[0-9]{1,18}(\.[0-9]{1,9})?")


def read_measures(
    table: Table, file: str, aliases: Mapping[str, str] | None = None
) -> Read[pl.DataFrame]:
    """Return the figures of a table (`MEASURE_SCHEMA`) with the columns nation, year and value.

    `aliases` are names of nations of your own (`read_aliases`).

    Raises
    ------
    InputError
        When one of the columns is missing.
    """
    lower = {name.casefold() for name in table.columns}
    missing = [name for name in COLUMNS if name not in lower]
    if missing:
        raise InputError(
            f"{file} lacks the column {missing[0]!r}.",
            remedy="It needs nation, year and value; other columns are not read.",
        )
    first_rows: dict[tuple[str, int], int] = {}

    def convert(row: Row) -> NationMeasure:
        texts = {name.casefold(): text for name, text in row.values.items()}
        measure = _measure(texts, f"{file}:{row.number}", aliases or {})
        key = measure.nation, measure.year
        if key in first_rows:
            raise FaultyField(
                "doubled-reference",
                "nation",
                shown(texts["nation"].strip()),
                message=f"has a figure for {measure.year} in row {first_rows[key]} already",
                remedy="Keep one of them.",
            )
        first_rows[key] = row.number
        return measure

    read = convert_rows(table, file, convert)
    return read.with_value(pl.DataFrame(list(read.value), schema=MEASURE_SCHEMA, orient="row"))


def _measure(texts: dict[str, str], origin: str, aliases: Mapping[str, str]) -> NationMeasure:
    year = int(parse_period(texts.get("year", ""), "year")[:4])
    name = parse_name("nation", texts.get("nation", ""))
    match = match_nation(aliases.get(plain(name), name), days_of_period(str(year))[1])
    if not match.nation:
        raise FaultyField(
            "unknown-nation",
            "nation",
            shown(name),
            message="is no nation of that year",
            remedy=match.hint,
        )
    return NationMeasure(match.nation, year, _value(texts.get("value", "").strip()), origin)


def _value(text: str) -> float:
    """Return a figure above 0; incomes have more digits than any count."""
    value = float(text) if VALUE.fullmatch(text) else 0.0
    if value <= 0:
        raise FaultyField("bad-quantity", "value", shown(text), expected="a number above 0")
    return value


def bundled_population() -> pl.DataFrame:
    """Return GeoNames' population by nation, as figures of no stated year (year 0)."""
    rows = [
        NationMeasure(each.code, 0, float(each.population), "GeoNames, undated")
        for each in nations().values()
        if each.population
    ]
    return pl.DataFrame(rows, schema=MEASURE_SCHEMA, orient="row")


def per_measure(
    summed: pl.DataFrame, measures: pl.DataFrame, *, name: str, unit: float
) -> pl.DataFrame:
    """Add to totals by nation what they are for each `unit` of a measure.

    ``{name}`` is the people stated over the measure (null where all sizes are unknown, or there is no
    figure), ``{name}_low`` and ``{name}_high`` its bounds, ``{name}_year`` and ``{name}_origin`` the
    year and the row of the figure that is used.
    """
    figures = measures.sort("year").rename({"year": f"{name}_year", "origin": f"{name}_origin"})
    per = pl.col("value") / unit
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
            pl.when("has_size").then(pl.col("people") / per).alias(name),
            (pl.col("low") / per).alias(f"{name}_low"),
            (pl.col("high") / per).alias(f"{name}_high"),
        )
        .sort("_place")
        .drop("_place", "_year", "value")
    )
