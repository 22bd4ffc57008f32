"""Deadly events for a back-test, from a table of events or of places and years, such as UCDP's."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import polars as pl

from sulh.errors import InputError, Problem, shown
from sulh.protect.reading import parse_year
from sulh.tables import FaultyField
from sulh.tables.columns import Part, convert_columns, points, wholes
from sulh.tables.fields import parse_choice, short_name

if TYPE_CHECKING:
    from sulh.tables import Read, Table

__all__ = ["EVENTS", "place_years", "read_past_events", "settlements_in"]

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


def read_past_events(table: Table, file: str) -> Read[pl.DataFrame]:
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
            f"{file} has no column {missing[0]}.",
            remedy=f"A table of events needs: {', '.join(NEEDED)}, and civilian_deaths or "
            "type_of_violence.",
        )
    civilians_in = columns.get("civilian_deaths", "")
    parts = [
        points(columns["lon"], columns["lat"], None),
        Part(partial(parse_year, columns["year"]), columns["year"]),
        wholes(columns["deaths"]),
        wholes(civilians_in) if civilians_in else _one_sided(columns["type"]),
        Part(short_name, columns.get("place", "place")),
    ]
    read = convert_columns(table, parts, partial(_event, columns["deaths"], civilians_in))
    if not civilians_in:
        read = replace(read, problems=(_stand_in(file), *read.problems))
    return read.with_value(pl.DataFrame(read.value, schema=EVENTS, orient="row"))


def _one_sided(column: str) -> Part:
    """Return the part that is 1 for one-sided violence, else 0."""
    types = ("1", "2", ONE_SIDED)
    return Part(lambda text: int(parse_choice(column, text, types) == ONE_SIDED), column)


def _stand_in(file: str) -> Problem:
    return Problem(
        code="missing",
        severity="warning",
        source=file,
        field="civilian_deaths",
        message="is missing: all deaths in one-sided violence count as civilian deaths",
    )


def _event(
    deaths_in: str,
    civilians_in: str,
    _number: int,
    point: tuple[float, float],
    year: int,
    deaths: int | None,
    civilians: int | None,
    place: str,
) -> tuple[object, ...]:
    if deaths is None:
        raise FaultyField("missing", deaths_in, "", message="is missing")
    civilians = (civilians or 0) if civilians_in else deaths * (civilians or 0)
    if civilians > deaths:
        raise FaultyField(
            "bounds",
            civilians_in,
            shown(civilians),
            message="is more than all deaths",
            expected=f"at most {deaths}",
        )
    return *point, year, deaths, civilians, place


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
