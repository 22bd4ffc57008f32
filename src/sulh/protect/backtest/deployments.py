"""Where missions had troops, year by year, from a table such as Geo-PKO's front file.

Cil, Fjelde, Hultman and Nilsson 2020, Journal of Peace Research 57(2). Unit sizes are standard sizes from
deployment maps, not head counts; several rows of one place and year are maps of different months.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import polars as pl

from sulh.protect.reading import need_columns, parse_year
from sulh.tables.columns import Part, convert_columns, points
from sulh.tables.fields import parse_name, parse_whole

if TYPE_CHECKING:
    from sulh.tables import Read, Table

__all__ = ["DEPLOYMENTS", "KINDS", "read_deployments"]

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


def read_deployments(table: Table, file: str) -> Read[pl.DataFrame]:
    """Read one row for each mission, year and place, into the columns of `DEPLOYMENTS`.

    `troops` is the number of troops, 0 where it is not known; the kinds count units.

    Raises
    ------
    InputError
        When a needed column is missing.
    """
    need_columns(table.columns, file, NEEDED)
    counts = [Part(partial(_count, name), name) for name in (*TROOPS, *KINDS.values())]
    parts = [
        Part(partial(parse_name, "mission"), "mission"),
        points("longitude", "latitude", None),
        Part(partial(parse_year, "year"), "year"),
        *counts,
    ]
    read = convert_columns(table, parts, _deployment)
    return read.with_value(pl.DataFrame(read.value, schema=DEPLOYMENTS, orient="row"))


def _deployment(
    number: int, mission: str, point: tuple[float, float], year: int, *counts: int
) -> tuple[object, ...]:
    del number
    return (mission, year, *point, max(counts[: len(TROOPS)]), *counts[len(TROOPS) :])


def _count(column: str, text: str) -> int:
    """Return a count; an unknown one counts as 0."""
    if text.strip() in UNKNOWN:
        return 0
    return parse_whole(column, text.removesuffix(".0")) or 0
