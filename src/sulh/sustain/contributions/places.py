"""Geo-PKO's places of deployment: how many troops where, and units of which type, by year.

Two files are read: the places (troops, infantry, reserve, headquarters, police, observers) and the
same places by type of unit. Every row is one line, or a problem with its reason. Sizes are standard
sizes of units, not head counts; ``NA`` is an unknown size, never zero. Several rows of a place and
year are maps of different months: they are not added, the smallest and the largest bound the place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from sulh.errors import InputError, Problem, shown
from sulh.sustain.contributions.fields import parse_period, parse_point
from sulh.tables.fields import parse_decimal, parse_name, parse_whole
from sulh.tables.rows import FaultyField, convert_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sulh.tables.rows import Row, Table

__all__ = ["PLACE_FORMS", "Places", "mission_years", "read_places"]

PLACE_COLUMNS = {
    "infantry": "Infantry",
    "troops": "NoTroops",
    "reserve": "Reserve",
    "hq": "hq",
    "police": "UNPOL",
    "medical": "Med",
    "aviation": "Av",
    "observers": "UNMO",
}
"""Our names and theirs. Infantry, troops and reserve are people; all else is a code (of a level, of a
size, or whether there are some) and is kept as it stands."""

TYPE_COLUMNS = {
    "infantry": "Infantry",
    "engineers": "eng",
    "medical": "med",
    "signals": "sig",
    "aviation": "av",
    "riverine": "riv",
    "maintenance": "maint",
    "transport": "trans",
}
"""Infantry are people, all else codes."""

PEOPLE = ("infantry", "troops", "reserve")

PLACE_FORMS = {"geopko-places": PLACE_COLUMNS, "geopko-unit-types": TYPE_COLUMNS}
KEYS = pl.Schema(
    {
        "row": pl.String,
        "mission": pl.String,
        "year": pl.String,
        "place": pl.String,
        "lon": pl.Float64,
        "lat": pl.Float64,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """What a file brought: its table, problems, and the account of its rows.

    The table has `KEYS` (`row` is ``file:line``; lon, lat in degrees) and one column for each of
    `columns`, null where the size is unknown; of places also `mean_troops`, as stated.
    """

    form: str
    columns: tuple[str, ...]
    table: pl.DataFrame
    problems: tuple[Problem, ...]
    read: int
    kept: int
    blank: int
    raw: Mapping[int, str]


def read_places(table: Table, file: str) -> Places:
    """Return the places of an opened table.

    Raises
    ------
    InputError
        When the columns are those of neither file.
    """
    common = {"mission", "year", "location", "latitude", "longitude"}
    lower = {name.casefold(): name for name in table.columns}
    form = next(
        (
            name
            for name, columns in PLACE_FORMS.items()
            if lower.keys() >= common | {each.casefold() for each in columns.values()}
        ),
        None,
    )
    if form is None:
        raise InputError(
            f"{file} has the columns of no file of places: {shown(', '.join(table.columns))}.",
            remedy=f"Needed are {', '.join(sorted(common))}, and "
            + " or ".join(", ".join(each.values()) for each in PLACE_FORMS.values())
            + ".",
        )
    columns = PLACE_FORMS[form]
    has_mean = form == "geopko-places" and "ave.no.troops" in lower

    def convert(row: Row) -> tuple[object, ...]:
        values = {name.casefold(): text for name, text in row.values.items()}
        lon, lat = parse_point(values)
        return (
            f"{file}:{row.number}",
            parse_name("mission", values["mission"]),
            parse_period(values["year"], "year"),
            parse_name("location", values["location"]),
            lon,
            lat,
            *(_size(theirs, values[theirs.casefold()]) for theirs in columns.values()),
            *((_mean(values["ave.no.troops"]),) if has_mean else ()),
        )

    read = convert_rows(table, file, convert)
    schema = pl.Schema(
        [
            *KEYS.items(),
            *((name, pl.Int64()) for name in columns),
            *((("mean_troops", pl.Float64()),) if has_mean else ()),
        ]
    )
    return Places(
        form=form,
        columns=tuple(columns),
        table=pl.DataFrame(list(read.value), schema=schema, orient="row"),
        problems=read.problems,
        read=read.rows,
        kept=len(read.value),
        blank=read.blank,
        raw=read.raw,
    )


def mission_years(places: Places) -> pl.DataFrame:
    """Return each mission and year: its places, rows, and the bounds of each size.

    Of people, ``{size}_low`` adds up the smallest figure of each place, ``{size}_high`` the largest;
    both over known figures, ``{size}_unknown`` counts places with an unknown one. Codes are never
    added up: there the bounds count the places that have any on all maps of the year, and on some.
    `rows` counts the rows.
    """
    sizes = places.columns
    codes = [name for name in sizes if name not in PEOPLE]
    table = places.table.with_columns((pl.col(name) > 0).cast(pl.Int64) for name in codes)
    at = table.group_by("mission", "year", "place", "lon", "lat").agg(
        pl.len().alias("rows"),
        *(pl.col(name).min().alias(f"{name}_low") for name in sizes),
        *(pl.col(name).max().alias(f"{name}_high") for name in sizes),
        *((pl.col(name).null_count() > 0).alias(f"{name}_unknown") for name in sizes),
    )
    return (
        at.group_by("mission", "year")
        .agg(
            pl.len().cast(pl.Int64).alias("places"),
            pl.col("rows").sum().cast(pl.Int64),
            *(
                pl.col(f"{name}_{part}").sum().cast(pl.Int64)
                for name in sizes
                for part in ("low", "high", "unknown")
            ),
        )
        .sort("mission", "year")
    )


def _size(field: str, text: str) -> int | None:
    """Return a size; None where it is unknown (``NA``). An empty field is a fault."""
    if text.strip() == "NA":
        return None
    number = parse_whole(field, text)
    if number is None:
        raise FaultyField("missing", field, "", message="is missing", expected="a number, or NA")
    return number


def _mean(text: str) -> float | None:
    return None if text.strip() in ("", "NA") else parse_decimal("ave.no.troops", text)
