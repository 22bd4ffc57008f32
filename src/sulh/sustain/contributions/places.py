"""Where a mission is deployed, and as what: Geo-PKO's places by year, and its types of units.

Both files come from the same maps: a place and year with its sizes (troops, hospitals, observers) and
the same places by type of unit. Every row is one line, or a problem with its reason. Sizes are standard
sizes of units, not head counts; ``NA`` is an unknown size, never zero. Several rows of a place and
year are maps of different months: they are not added, the smallest and the largest bound the place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from sulh.errors import InputError, shown
from sulh.sustain.contributions.fields import parse_period, parse_position
from sulh.tables.fields import parse_decimal, parse_name, parse_whole
from sulh.tables.rows import FaultyField, Read, convert_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sulh.tables.rows import Row, Table

__all__ = [
    "PLACE_FORMS",
    "DeployedPlace",
    "deployment_years",
    "place_sizes",
    "read_deployed_places",
]

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
COMMON = ("mission", "year", "location", "latitude", "longitude")
MEAN = "ave.no.troops"
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
MEAN_TROOPS = "mean_troops"


class DeployedPlace(NamedTuple):
    """A place of a mission in a year, with lon and lat in degrees.

    `sizes` are in the order of the form's columns, None where the size is unknown; `mean_troops` is
    as stated, where the file states it.
    """

    mission: str
    year: str
    place: str
    lon: float | None
    lat: float | None
    sizes: tuple[int | None, ...]
    mean_troops: float | None


def read_deployed_places(table: Table, file: str) -> Read[pl.DataFrame]:
    """Return the places of a table: `KEYS` (`row` is ``file:line``), the sizes, and `mean_troops`.

    Raises
    ------
    InputError
        When the columns are those of neither file.
    """
    lower = {name.casefold() for name in table.columns}
    columns = _form_columns(lower)
    if columns is None:
        raise InputError(
            f"{file} has the columns of no file of places: {shown(', '.join(table.columns))}.",
            remedy=f"Needed are {', '.join(sorted(COMMON))}, and "
            + " or ".join(", ".join(each.values()) for each in PLACE_FORMS.values())
            + ".",
        )
    has_mean = columns is PLACE_COLUMNS and MEAN in lower

    def convert(row: Row) -> tuple[object, ...]:
        texts = {name.casefold(): text for name, text in row.values.items()}
        *keys, sizes, mean_troops = _place(texts, columns, has_mean=has_mean)
        return (f"{file}:{row.number}", *keys, *sizes, *((mean_troops,) if has_mean else ()))

    read = convert_rows(table, file, convert)
    schema = pl.Schema(
        [
            *KEYS.items(),
            *((name, pl.Int64()) for name in columns),
            *(((MEAN_TROOPS, pl.Float64()),) if has_mean else ()),
        ]
    )
    return read.with_value(pl.DataFrame(list(read.value), schema=schema, orient="row"))


def _form_columns(lower: set[str]) -> Mapping[str, str] | None:
    """Return the columns of sizes, our names and theirs, of the form that a header is of."""
    for columns in PLACE_FORMS.values():
        if lower >= {*COMMON, *(each.casefold() for each in columns.values())}:
            return columns
    return None


def _place(
    texts: Mapping[str, str], columns: Mapping[str, str], *, has_mean: bool
) -> DeployedPlace:
    lon, lat = parse_position(texts.get("longitude", ""), texts.get("latitude", ""))
    return DeployedPlace(
        mission=parse_name("mission", texts.get("mission", "")),
        year=parse_period(texts.get("year", ""), "year"),
        place=parse_name("location", texts.get("location", "")),
        lon=lon,
        lat=lat,
        sizes=tuple(_size(theirs, texts.get(theirs.casefold(), "")) for theirs in columns.values()),
        mean_troops=_mean(texts.get(MEAN, "")) if has_mean else None,
    )


def place_sizes(places: pl.DataFrame) -> tuple[str, ...]:
    """Return the columns of sizes of a frame of places."""
    return tuple(name for name in places.columns if name not in (*KEYS, MEAN_TROOPS))


def deployment_years(places: pl.DataFrame) -> pl.DataFrame:
    """Return each mission and year: its places, rows, and the bounds of each size.

    Of people, ``{size}_low`` adds up the smallest figure of each place, ``{size}_high`` the largest;
    both over the figures that are stated, ``{size}_unknown`` counts places with an unknown one. Codes
    are never added up: there the bounds count the places that have any on all maps of the year, and on
    some. `rows` counts the rows.
    """
    sizes = place_sizes(places)
    codes = [name for name in sizes if name not in PEOPLE]
    table = places.with_columns((pl.col(name) > 0).cast(pl.Int64) for name in codes)
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
    return None if text.strip() in ("", "NA") else parse_decimal(MEAN, text)
