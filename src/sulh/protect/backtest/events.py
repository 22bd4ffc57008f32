"""Deadly events for a back-test, from a table of events or of places and years, such as UCDP's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import polars as pl

from sulh.errors import InputError, Problem, shown
from sulh.protect.backtest.deployments import parse_year
from sulh.tables import FaultyField, convert_rows
from sulh.tables.fields import parse_choice, parse_whole, short_name
from sulh.tables.points import parse_point

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sulh.tables import Read, Row, Table

__all__ = ["EVENTS", "place_years", "read_events", "settlements_in"]

COLUMNS = {
    "lon": ("lon", "longitude"),
    "lat": ("lat", "latitude"),
    "year": ("year",),
    "deaths": ("deaths", "best"),
    "civilian_deaths": ("civilian_deaths", "deaths_civilians"),
    "type": ("type_of_violence",),
    "place": ("place", "where_coordinates"),
}
"""The names that each column may have."""

NEEDED = ("lon", "lat", "year", "deaths")
ONE_SIDED = "3"
"""The type of violence against civilians in UCDP's data."""

EVENTS: dict[str, Any] = {
    "lon": pl.Float64,
    "lat": pl.Float64,
    "year": pl.Int64,
    "deaths": pl.Int64,
    "civilian_deaths": pl.Int64,
    "place": pl.String,
}
SETTLEMENT = r"(?i)\b(town|village|city|camp|suburb)\b"
"""Words by which an event names a settlement."""


def read_events(table: Table, file: str) -> Read[pl.DataFrame]:
    """Read events into the columns of `EVENTS`.

    Without a column of civilian deaths, all deaths in one-sided violence (`type_of_violence` 3) count
    as civilian deaths; a warning says so.

    Raises
    ------
    InputError
        When a needed column is missing.
    """
    columns = {
        name: next(each for each in names if each in table.columns)
        for name, names in COLUMNS.items()
        if any(each in table.columns for each in names)
    }
    missing = [name for name in NEEDED if name not in columns]
    if not missing and not {"civilian_deaths", "type"} & set(columns):
        missing = ["civilian_deaths"]
    if missing:
        raise InputError(
            f"{file} has no column {missing[0]!r}.",
            remedy=f"A table of events needs: {', '.join(NEEDED)}, and civilian_deaths or "
            "type_of_violence.",
        )
    read = convert_rows(table, file, lambda row: _event(row, columns))
    if "civilian_deaths" not in columns:
        read = replace(read, problems=(_stand_in(file), *read.problems))
    return read.with_value(pl.DataFrame(read.value, schema=EVENTS, orient="row"))


def _stand_in(file: str) -> Problem:
    return Problem(
        code="missing",
        severity="warning",
        source=file,
        field="civilian_deaths",
        message="is missing: all deaths in one-sided violence count as civilian deaths",
    )


def _event(row: Row, columns: Mapping[str, str]) -> tuple[object, ...]:
    def text(name: str) -> str:
        return row.values.get(columns.get(name, ""), "")

    lon, lat = parse_point((columns["lon"], columns["lat"]), text("lon"), text("lat"), None)
    year = parse_year(columns["year"], text("year"))
    deaths = parse_whole(columns["deaths"], text("deaths"))
    if deaths is None:
        raise FaultyField("missing", columns["deaths"], "", message="is missing")
    if "civilian_deaths" in columns:
        civilians = parse_whole(columns["civilian_deaths"], text("civilian_deaths")) or 0
    else:
        kind = parse_choice(columns["type"], text("type"), ("1", "2", "3"))
        civilians = deaths if kind == ONE_SIDED else 0
    if civilians > deaths:
        raise FaultyField(
            "bounds",
            columns["civilian_deaths"],
            shown(civilians),
            message="is more than all deaths",
            expected=f"at most {deaths}",
        )
    return lon, lat, year, deaths, civilians, short_name(text("place"))


def place_years(events: pl.DataFrame) -> pl.DataFrame:
    """Sum deaths by place and year: lon, lat, year, deaths, civilian_deaths."""
    return events.group_by("lon", "lat", "year", maintain_order=True).agg(
        pl.col("deaths").sum(), pl.col("civilian_deaths").sum()
    )


def settlements_in(events: pl.DataFrame) -> pl.DataFrame:
    """Return the settlements that events name, with the first year of each: lon, lat, year."""
    if "place" not in events.columns:
        return events.clear().select("lon", "lat", "year")
    return (
        events.filter(pl.col("place").str.contains(SETTLEMENT))
        .group_by("lon", "lat")
        .agg(pl.col("year").min())
        .sort("lon", "lat")
    )
