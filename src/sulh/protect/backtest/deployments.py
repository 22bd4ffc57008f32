"""Where missions had troops, year by year, from a table such as Geo-PKO's front file.

Cil, Fjelde, Hultman and Nilsson 2020, Journal of Peace Research 57(2). Unit sizes are standard sizes of
deployment maps, not head counts; several rows of one place and year are maps of different months.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from sulh.errors import InputError, Problem, shown
from sulh.tables.fields import parse_name, parse_whole
from sulh.tables.points import parse_point
from sulh.tables.rows import FaultyField, Row, convert_rows

if TYPE_CHECKING:
    from sulh.tables.rows import Table

__all__ = ["DEPLOYMENTS", "KINDS", "Deployments", "read_deployments"]

KINDS = {
    "infantry": "Infantry",
    "reserve": "Reserve",
    "medical": "Med",
    "aviation": "Av",
    "police": "UNPOL",
    "observers": "UNMO",
}
"""Kinds of unit, and the columns that hold them."""

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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Deployments:
    """One row a mission, year and place (columns of `DEPLOYMENTS`), and a problem for each bad row.

    `troops` is the number of troops, 0 where none or not known; the kinds count units.
    """

    frame: pl.DataFrame
    problems: tuple[Problem, ...]
    rows: int
    raw: dict[int, str]


def read_deployments(table: Table, file: str) -> Deployments:
    """Read the rows of an opened table (`sulh.tables.csv_rows.csv_table`).

    Raises
    ------
    InputError
        When a needed column is missing. A bad row is a problem.
    """
    missing = [name for name in NEEDED if name not in table.columns]
    if missing:
        raise InputError(
            f"{file} has no column {missing[0]!r}.",
            remedy=f"A table of deployments needs: {', '.join(NEEDED)}.",
        )
    read = convert_rows(table, file, _deployment)
    return Deployments(
        frame=pl.DataFrame(read.value, schema=DEPLOYMENTS, orient="row"),
        problems=read.problems,
        rows=read.rows,
        raw=dict(read.raw),
    )


def _deployment(row: Row) -> tuple[object, ...]:
    get = row.values.get
    mission = parse_name("mission", get("mission", ""))
    lon, lat = parse_point(
        ("longitude", "latitude"), get("longitude", ""), get("latitude", ""), None
    )
    year = parse_whole("year", get("year", ""))
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        raise FaultyField(
            "bad-date",
            "year",
            shown(get("year", "")),
            message="is out of range",
            expected=f"{FIRST_YEAR} to {LAST_YEAR}",
        )
    kinds = [_count(column, get(column, "")) for column in KINDS.values()]
    troops = max(_count(column, get(column, "")) for column in TROOPS)
    return (mission, year, lon, lat, troops, *kinds)


def _count(column: str, text: str) -> int:
    """Return a count; what is not known counts as none."""
    if text.strip() in UNKNOWN:
        return 0
    return parse_whole(column, text.removesuffix(".0")) or 0
