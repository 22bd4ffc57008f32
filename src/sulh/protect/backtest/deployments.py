"""Where missions had troops, year by year, from a table such as Geo-PKO's front file.

Cil, Fjelde, Hultman and Nilsson 2020, Journal of Peace Research 57(2). Unit sizes are standard sizes from
deployment maps, not head counts; several rows of one place and year are maps of different months.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from sulh.errors import InputError, shown
from sulh.tables import FaultyField, convert_rows
from sulh.tables.fields import parse_name, parse_whole
from sulh.tables.points import parse_point

if TYPE_CHECKING:
    from sulh.tables import Read, Row, Table

__all__ = ["DEPLOYMENTS", "KINDS", "parse_year", "read_deployments"]

KINDS = {
    "infantry": "Infantry",
    "reserve": "Reserve",
    "medical": "Med",
    "aviation": "Av",
    "police": "UNPOL",
    "observers": "UNMO",
}
"""Kinds of unit, and the columns with their numbers."""

TROOPS = ("ave.no.troops", "NoTroops")
NEEDED = ("mission", "year", "latitude", "longitude")
DEPLOYMENTS: dict[str, Any] = {
    "mission": pl.String,
    "year": pl.Int64,
    "lon": pl.Float64,
    "lat": pl.Float64,
    "troops": pl.Int64,
    **dict.fromkeys(KINDS, pl.Int64),
}
UNKNOWN = ("", "NA", "na", "unknown")
FIRST_YEAR, LAST_YEAR = 1948, 2200


def read_deployments(table: Table, file: str) -> Read[pl.DataFrame]:
    """Read one row for each mission, year and place, into the columns of `DEPLOYMENTS`.

    `troops` is the number of troops, 0 where it is not known; the kinds count units.

    Raises
    ------
    InputError
        When a needed column is missing.
    """
    missing = [name for name in NEEDED if name not in table.columns]
    if missing:
        raise InputError(
            f"{file} has no column {missing[0]!r}.",
            remedy=f"A table of deployments needs: {', '.join(NEEDED)}.",
        )
    read = convert_rows(table, file, _deployment)
    return read.with_value(pl.DataFrame(read.value, schema=DEPLOYMENTS, orient="row"))


def parse_year(field: str, text: str) -> int:
    """Return a year."""
    year = parse_whole(field, text)
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        raise FaultyField(
            "bad-date",
            field,
            shown(text),
            message="is out of range",
            expected=f"{FIRST_YEAR} to {LAST_YEAR}",
        )
    return year


def _deployment(row: Row) -> tuple[object, ...]:
    get = row.values.get
    mission = parse_name("mission", get("mission", ""))
    lon, lat = parse_point(
        ("longitude", "latitude"), get("longitude", ""), get("latitude", ""), None
    )
    year = parse_year("year", get("year", ""))
    kinds = [_count(column, get(column, "")) for column in KINDS.values()]
    troops = max(_count(column, get(column, "")) for column in TROOPS)
    return (mission, year, lon, lat, troops, *kinds)


def _count(column: str, text: str) -> int:
    """Return a count; an unknown one counts as 0."""
    if text.strip() in UNKNOWN:
        return 0
    return parse_whole(column, text.removesuffix(".0")) or 0
