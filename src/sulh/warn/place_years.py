"""The columns of deadly events, and their plain table: one row for an event, or a place and a year.

Columns: lon, lat (degrees, WGS 84), year, month (null where only the year is known), country (empty
where it is not known), district, deaths and civilian_deaths (best), each with _low and _high. Deaths are
counts; nothing here names a person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from sulh.errors import InputError, shown
from sulh.tables import FaultyField, convert_rows
from sulh.tables.fields import parse_name, parse_whole
from sulh.tables.points import parse_point
from sulh.tables.times import parse_date

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sulh.tables import Read, Row, Table

__all__ = ["COLUMNS", "EVENT_SCHEMA", "is_place_years", "read_place_years"]

EVENT_SCHEMA: dict[str, Any] = {
    "lon": pl.Float64,
    "lat": pl.Float64,
    "year": pl.Int64,
    "month": pl.Int64,
    "country": pl.String,
    "district": pl.String,
    **{
        f"{measure}{bound}": pl.Int64
        for measure in ("deaths", "civilian_deaths")
        for bound in ("", "_low", "_high")
    },
}
"""The columns and their types."""

COLUMNS = {
    "lon": ("lon", "longitude"),
    "lat": ("lat", "latitude"),
    "year": ("year",),
    "month": ("month",),
    "date": ("date", "date_start"),
    "country": ("country",),
    "district": ("district", "adm_1"),
    "deaths": ("deaths", "best"),
    "deaths_low": ("deaths_low", "low"),
    "deaths_high": ("deaths_high", "high"),
    "civilian_deaths": ("civilian_deaths", "deaths_civilians"),
}
"""The names that each column goes by; a date stands for year and month."""

NEEDED = ("lon", "lat", "year", "deaths")
FIRST_YEAR, LAST_YEAR = 1800, 2200


def _columns(names: Sequence[str]) -> dict[str, str]:
    """Return, for each of `COLUMNS` that the table has, the name it goes by there."""
    return {
        name: next(each for each in aliases if each in names)
        for name, aliases in COLUMNS.items()
        if any(each in names for each in aliases)
    }


def _missing(columns: Mapping[str, str]) -> list[str]:
    return [
        name
        for name in NEEDED
        if name not in columns and not (name == "year" and "date" in columns)
    ]


def is_place_years(names: Sequence[str]) -> bool:
    """Say whether a table with these columns can be read as places and years."""
    return not _missing(_columns(names))


def read_place_years(table: Table) -> Read[pl.DataFrame]:
    """Read the rows of an opened table as events; the frame has the columns of `EVENT_SCHEMA`.

    Raises
    ------
    InputError
        When a needed column is missing. A bad row is a problem.
    """
    columns = _columns(table.columns)
    missing = _missing(columns)
    if missing:
        raise InputError(
            f"{table.name} has no column {missing[0]!r}.",
            remedy=f"A table of places and years needs: {', '.join(NEEDED)}; date may stand for year.",
        )
    read = convert_rows(table, table.name, lambda row: _event(row, columns))
    return read.with_value(pl.DataFrame(read.value, schema=EVENT_SCHEMA, orient="row"))


def _event(row: Row, columns: Mapping[str, str]) -> tuple[object, ...]:
    def text(name: str) -> str:
        return row.values.get(columns.get(name, ""), "")

    def whole(name: str) -> int | None:
        return parse_whole(columns[name], text(name)) if name in columns else None

    lon, lat = parse_point((columns["lon"], columns["lat"]), text("lon"), text("lat"), None)
    deaths = whole("deaths")
    if deaths is None:
        raise FaultyField("missing", columns["deaths"], "", message="is missing")
    civilians = whole("civilian_deaths") or 0
    if civilians > deaths:
        raise FaultyField(
            "bounds",
            columns["civilian_deaths"],
            shown(civilians),
            message="is more than all deaths",
            expected=f"at most {deaths}",
        )
    low, high = whole("deaths_low"), whole("deaths_high")
    bounds = (deaths if low is None else min(low, deaths), max(deaths, high or 0))
    return (
        *(lon, lat),
        *_period(columns, text, whole),
        parse_name("country", text("country"), required=False),
        parse_name("district", text("district"), required=False),
        *(deaths, *bounds, civilians, civilians, civilians),
    )


def _period(
    columns: Mapping[str, str], text: Callable[[str], str], whole: Callable[[str], int | None]
) -> tuple[int, int | None]:
    """Return the year, and the month where the row names a month or a date."""
    year = whole("year")
    if "year" in columns:
        _refuse_outside(year, columns["year"], text("year"), FIRST_YEAR, LAST_YEAR)
    month = whole("month")
    if month is not None:
        _refuse_outside(month, columns["month"], text("month"), 1, 12)
    elif "date" in columns and text("date").strip():
        # UCDP writes a day as a moment: 2009-02-20 00:00:00.000.
        day = parse_date(columns["date"], text("date").strip().partition(" ")[0])
        year = day.year if year is None else year
        _refuse_outside(day.year, columns["date"], text("date"), year, year)
        month = day.month
    if year is None:
        raise FaultyField("missing", columns["date"], "", message="is missing")
    return year, month


def _refuse_outside(value: int | None, field: str, text: str, low: int, high: int) -> None:
    if value is None or not low <= value <= high:
        expected = f"{low}" if low == high else f"{low} to {high}"
        raise FaultyField(
            "bad-date", field, shown(text), message="is out of range", expected=expected
        )
