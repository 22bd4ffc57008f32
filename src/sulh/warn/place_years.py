"""A plain table of places and years (or months): one row, so many deaths there and then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from sulh.errors import InputError, Problem, shown
from sulh.tables.fields import parse_name, parse_whole
from sulh.tables.points import parse_point
from sulh.tables.rows import FaultyField, Row, convert_rows
from sulh.warn.events import EVENTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sulh.tables.rows import Table

__all__ = ["COLUMNS", "PlaceYears", "is_place_years", "place_years"]

COLUMNS = {
    "lon": ("lon", "longitude"),
    "lat": ("lat", "latitude"),
    "year": ("year",),
    "month": ("month",),
    "country": ("country",),
    "district": ("district", "adm_1"),
    "deaths": ("deaths", "best"),
    "deaths_low": ("deaths_low", "low"),
    "deaths_high": ("deaths_high", "high"),
    "civilian_deaths": ("civilian_deaths", "deaths_civilians"),
}
"""The names by which each column is found."""

NEEDED = ("lon", "lat", "year", "deaths")
FIRST_YEAR, LAST_YEAR = 1800, 2200


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PlaceYears:
    """The events, and a problem for each row that is not among them. `rows` counts both.

    `raw` holds the text of each row that was taken out, by its number.
    """

    events: pl.DataFrame
    problems: tuple[Problem, ...]
    rows: int
    raw: Mapping[int, str]


def _found(columns: tuple[str, ...]) -> dict[str, str]:
    return {
        name: next(each for each in names if each in columns)
        for name, names in COLUMNS.items()
        if any(each in columns for each in names)
    }


def is_place_years(columns: tuple[str, ...]) -> bool:
    """Say whether a table with these columns can be read as places and years."""
    return all(name in _found(columns) for name in NEEDED)


def place_years(table: Table, file: str) -> PlaceYears:
    """Read the rows of an opened table (`sulh.tables.csv_rows.csv_table`).

    Raises
    ------
    InputError
        When a needed column is missing. A bad row is a problem.
    """
    found = _found(table.columns)
    missing = [name for name in NEEDED if name not in found]
    if missing:
        raise InputError(
            f"{file} has no column {missing[0]!r}.",
            remedy=f"A table of places and years needs: {', '.join(NEEDED)}.",
        )
    read = convert_rows(table, file, lambda row: _event(row, found))
    return PlaceYears(
        events=pl.DataFrame(read.value, schema=EVENTS, orient="row"),
        problems=read.problems,
        rows=read.rows,
        raw=read.raw,
    )


def _event(row: Row, found: Mapping[str, str]) -> tuple[object, ...]:
    def text(name: str) -> str:
        return row.values.get(found.get(name, ""), "")

    def whole(name: str) -> int | None:
        return parse_whole(found[name], text(name)) if name in found else None

    lon, lat = parse_point((found["lon"], found["lat"]), text("lon"), text("lat"), None)
    year = _within(whole("year"), found["year"], text("year"), FIRST_YEAR, LAST_YEAR)
    month = whole("month")
    if month is not None:
        _within(month, found["month"], text("month"), 1, 12)
    deaths = whole("deaths")
    if deaths is None:
        raise FaultyField("missing", found["deaths"], "", message="is missing")
    civilians = whole("civilian_deaths") or 0
    if civilians > deaths:
        raise FaultyField(
            "bounds",
            found["civilian_deaths"],
            shown(civilians),
            message="is more than all deaths",
            expected=f"at most {deaths}",
        )
    low, high = whole("deaths_low"), whole("deaths_high")
    bounds = (deaths if low is None else min(low, deaths), max(deaths, high or 0))
    return (
        *(lon, lat, year, month),
        parse_name("country", text("country"), required=False),
        parse_name("district", text("district"), required=False),
        *(deaths, *bounds, civilians, civilians, civilians),
    )


def _within(value: int | None, field: str, text: str, low: int, high: int) -> int:
    if value is None or not low <= value <= high:
        raise FaultyField(
            "bad-date", field, shown(text), message="is out of range", expected=f"{low} to {high}"
        )
    return value
