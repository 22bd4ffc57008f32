"""Deadly events for a back-test, from a table of events or of places and years, such as UCDP's."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import polars as pl

from sulh.errors import InputError, Problem, plural, shown
from sulh.protect.reading import parse_year
from sulh.tables import FaultyField
from sulh.tables.columns import Part, convert_columns, points, short_names, wholes
from sulh.tables.fields import parse_choice
from sulh.tables.times import parse_date

if TYPE_CHECKING:
    from datetime import date

    from sulh.tables import Read, Table

__all__ = ["EVENTS", "complete_events", "read_past_events"]

COLUMNS = {
    "lon": ("lon", "longitude"),
    "lat": ("lat", "latitude"),
    "year": ("year",),
    "date": ("date", "date_start"),
    "deaths": ("deaths", "best"),
    "civilian_deaths": ("civilian_deaths", "deaths_civilians"),
    "type": ("type_of_violence",),
    "country": ("country",),
    "precision": ("where_prec",),
}
"""The names that each column may have."""

NEEDED = ("lon", "lat", "year", "deaths")
ONE_SIDED = "3"
"""The type of violence against civilians in UCDP's data."""

PRECISION_MAX = 2
"""UCDP's class of places known to within 25 km; above it the coordinates are those of a district or more."""

EVENTS: dict[str, Any] = {
    "lon": pl.Float64,
    "lat": pl.Float64,
    "year": pl.Int64,
    "day": pl.Date,
    "deaths": pl.Int64,
    "civilian_deaths": pl.Int64,
    "country": pl.String,
}
"""One row for each event: `day` is null where only the year is known, `country` empty where none is named."""


def read_past_events(table: Table, file: str) -> Read[pl.DataFrame]:
    """Read events into the columns of `EVENTS`.

    Without a column of civilian deaths, all deaths in one-sided violence (`type_of_violence` 3) count
    as civilian deaths; a warning says so. Events whose place is known by district only (`where_prec` above
    2) are left out; a warning counts them and their deaths.

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
        Part(partial(_day, columns.get("date", "")), columns.get("date", "")),
        wholes(columns["deaths"]),
        wholes(civilians_in) if civilians_in else _one_sided(columns["type"]),
        short_names(columns.get("country", "country")),
        wholes(columns.get("precision", "where_prec")),
    ]
    read = convert_columns(table, parts, partial(_event, columns, civilians_in))
    frame = pl.DataFrame(read.value, schema={**EVENTS, "precision": pl.Int64}, orient="row")
    is_precise = pl.col("precision").fill_null(0) <= PRECISION_MAX
    rough = frame.filter(~is_precise)
    notes = [] if civilians_in else [_stand_in(file)]
    if rough.height:
        notes.append(_too_rough(file, rough))
    return replace(read, problems=(*notes, *read.problems)).with_value(
        frame.filter(is_precise).select(*EVENTS)
    )


def complete_events(events: pl.DataFrame) -> pl.DataFrame:
    """Return a frame that has at least lon, lat, year, deaths and civilian_deaths with all of `EVENTS`."""
    lacks = {name: kind for name, kind in EVENTS.items() if name not in events.columns}
    return events.with_columns(
        pl.lit("" if name == "country" else None, dtype=kind).alias(name)
        for name, kind in lacks.items()
    ).select(*EVENTS)


def _day(column: str, text: str) -> date | None:
    """Return the day; UCDP writes it as a moment: 2009-02-20 00:00:00.000."""
    text = text.strip().partition(" ")[0]
    return parse_date(column, text) if text else None


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


def _too_rough(file: str, rough: pl.DataFrame) -> Problem:
    deaths = plural(rough["deaths"].sum(), "death")
    return Problem(
        code="bounds",
        severity="warning",
        source=file,
        field="where_prec",
        message=f"is above {PRECISION_MAX} in {plural(rough.height, 'event')} with {deaths}: "
        "left out, known by district only",
    )


def _event(
    columns: dict[str, str],
    civilians_in: str,
    _number: int,
    point: tuple[float, float],
    year: int,
    *values: Any,
) -> tuple[object, ...]:
    day, deaths, civilians, country, precision = values
    if deaths is None:
        raise FaultyField("missing", columns["deaths"], "", message="is missing")
    if day is not None and day.year != year:
        raise FaultyField(
            "bad-date", columns["date"], day.isoformat(), message="is in another year",
            expected=f"a day in {year}",
        )  # fmt: skip
    civilians = (civilians or 0) if civilians_in else deaths * (civilians or 0)
    if civilians > deaths:
        raise FaultyField(
            "bounds",
            civilians_in,
            shown(civilians),
            message="is more than all deaths",
            expected=f"at most {deaths}",
        )
    return *point, year, day, deaths, civilians, country, precision
