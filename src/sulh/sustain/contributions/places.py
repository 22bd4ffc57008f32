"""Where a mission is deployed, and as what: Geo-PKO's places by year, and its types of units.

Both files come from the same maps: a place and year with its sizes (troops, hospitals, observers) and
the same places by type of unit. Every row is one line, or a problem with its reason. Sizes are standard
sizes of units, not head counts; ``NA`` is an unknown size, never zero. Several rows of a place and
year are maps of different months: they are not added, the smallest and the largest bound the place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from sulh.sustain.contributions.common_steps import POSITION, name_step
from sulh.sustain.contributions.fields import parse_period
from sulh.sustain.contributions.read import form_of, read_in_form
from sulh.sustain.contributions.same_places import join_places, one_spelling
from sulh.sustain.contributions.steps import Form, Step
from sulh.sustain.contributions.totals import of_mission, refuse_unknown_mission
from sulh.tables.fields import parse_decimal, parse_whole
from sulh.tables.rows import FaultyField

if TYPE_CHECKING:
    from sulh.tables.rows import Read, Table

__all__ = ["PLACE_FORMS", "deployment_years", "place_sizes", "read_deployed_places"]

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

MEAN = "ave.no.troops"
KEYS = ("row", "mission", "year", "place", "lon", "lat")
MEAN_TROOPS = "mean_troops"
COMMON = ("mission", "year", "location", "latitude", "longitude")


def _form(name: str, columns: dict[str, str], *, has_mean: bool = False) -> Form:
    """Return a form with the columns of sizes, our names and theirs."""
    means = (Step((MEAN,), lambda text, _: (_mean(text),), {MEAN_TROOPS: pl.Float64}),) * has_mean
    sizes = {
        ours: Step(
            (theirs.casefold(),),
            lambda text, _, theirs=theirs: (_size(theirs, text),),
            {ours: pl.Int64},
        )
        for ours, theirs in columns.items()
    }
    return Form(
        name=name,
        columns=frozenset(
            (*COMMON, *(each.casefold() for each in columns.values()), *(MEAN,) * has_mean)
        ),
        steps=(
            POSITION,
            name_step("mission", "mission"),
            Step(("year",), lambda text, _: (parse_period(text, "year"),), {"year": pl.String}),
            name_step("location", "place"),
            *sizes.values(),
            *means,
        ),
        schema=pl.Schema(
            {
                **dict.fromkeys(KEYS[:4], pl.String),
                **dict.fromkeys(KEYS[4:], pl.Float64),
                **dict.fromkeys(sizes, pl.Int64),
                **dict.fromkeys((MEAN_TROOPS,) * has_mean, pl.Float64),
            }
        ),
    )


PLACE_FORMS = (
    _form("geopko-places", PLACE_COLUMNS, has_mean=True),
    _form("geopko-places", PLACE_COLUMNS),
    _form("geopko-unit-types", TYPE_COLUMNS),
)
"""The file of places, with and without the column of mean troops, and that of types of units."""


def read_deployed_places(table: Table, file: str) -> Read[pl.DataFrame]:
    """Return the places of a table: `KEYS` (`row` is ``file:line``), the sizes, and `mean_troops`.

    Raises
    ------
    InputError
        When the columns are those of neither file.
    """
    return read_in_form(table, file, form_of(table, file, PLACE_FORMS, what="places"))


def place_sizes(places: pl.DataFrame) -> tuple[str, ...]:
    """Return the columns of sizes of a frame of places."""
    return tuple(name for name in places.columns if name not in (*KEYS, MEAN_TROOPS))


def deployment_years(places: pl.DataFrame, mission: str = "") -> pl.DataFrame:
    """Return each mission and year, or those of one mission: places, rows, and the bounds of each size.

    A place at several positions is one (`join_places`); where they are far apart it may be several: its
    least is that of one, its most that of all.

    Of people, ``{size}_low`` adds up the smallest figure of each place, ``{size}_high`` the largest;
    both over the figures that are stated, ``{size}_unknown`` counts places with an unknown one. Codes
    are never added up: there the bounds count the places that have any on all maps of the year, and on
    some. `rows` counts the rows.

    Raises
    ------
    InputError
        When no row is of the mission.
    """
    refuse_unknown_mission(places, mission)
    places = of_mission(places, mission)
    sizes = place_sizes(places)
    codes = [name for name in sizes if name not in PEOPLE]
    table = places.with_columns((pl.col(name) > 0).cast(pl.Int64) for name in codes)
    keys = ("mission", "year", "place")
    joined, _ = join_places(one_spelling(table, "mission", "place"), keys)
    at = joined.group_by(*keys, "position").agg(
        pl.len().alias("rows"),
        *(pl.col(name).min().alias(f"{name}_low") for name in sizes),
        *(pl.col(name).max().alias(f"{name}_high") for name in sizes),
        *((pl.col(name).null_count() > 0).alias(f"{name}_unknown") for name in sizes),
    )
    names = at.group_by(keys).agg(
        pl.col("rows").sum(),
        pl.col(f"{name}_low" for name in sizes).min(),
        pl.col(f"{name}_high" for name in sizes).sum(),
        pl.col(f"{name}_unknown" for name in sizes).any(),
    )
    return (
        names.group_by("mission", "year")
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
