"""Check a table of events against UCDP's totals by country and year, where both are there.

Only this finds a table whose numbers are not deaths but, say, means of them, or in which a country is
missing: each row of such a table looks right.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import polars as pl

from sulh.errors import InputError, plural
from sulh.tables import FaultyField
from sulh.tables.columns import Part, convert_columns, wholes
from sulh.tables.fields import parse_name, parse_whole

if TYPE_CHECKING:
    from sulh.tables import Read, Table

__all__ = [
    "OFF_MAX",
    "TOTALS",
    "compare_totals",
    "name_in_ucdp",
    "off_countries",
    "read_country_totals",
    "refuse_wrong_totals",
]

OFF_MAX = 0.25
"""A country's deaths may be off by this part: releases differ by a few per cent, and more in places."""

DEATHS_MIN = 100
"""Countries with fewer deaths over all years are not compared."""

TOTALS: dict[str, Any] = {"country": pl.String, "year": pl.Int64, "deaths": pl.Int64}
COLUMNS = ("country_cy", "year_cy", "cumulative_total_deaths_in_orgvio_best_cy")
"""The columns of UCDP's file that are used."""

PARTS = ("sb_total_deaths_best_cy", "ns_total_deaths_best_cy", "os_total_deaths_best_cy")
"""What stands for the last of them where it is missing: the three types of violence."""

UCDP_NAMES = {
    "BA": "Bosnia-Herzegovina",
    "CD": "DR Congo (Zaire)",
    "CG": "Congo",
    "CI": "Ivory Coast",
    "KH": "Cambodia (Kampuchea)",
    "MG": "Madagascar (Malagasy)",
    "MM": "Myanmar (Burma)",
    "RS": "Serbia (Yugoslavia)",
    "RU": "Russia (Soviet Union)",
    "SZ": "Kingdom of eSwatini (Swaziland)",
    "US": "United States of America",
    "YE": "Yemen (North Yemen)",
    "ZW": "Zimbabwe (Rhodesia)",
}
"""UCDP's names of countries that differ from those of Natural Earth."""


def name_in_ucdp(code: str, name: str) -> str:
    """Return the name that UCDP uses for a country: by its code of two letters, else its English name."""
    return UCDP_NAMES.get(code, name)


def read_country_totals(table: Table, file: str) -> Read[pl.DataFrame]:
    """Read UCDP's organised violence by country and year into the columns of `TOTALS`.

    Raises
    ------
    InputError
        When a needed column is missing.
    """
    deaths = (COLUMNS[2],) if COLUMNS[2] in table.columns else PARTS
    missing = [name for name in (*COLUMNS[:2], *deaths) if name not in table.columns]
    if missing:
        raise InputError(
            f"{file} has no column {missing[0]}.",
            remedy="Give UCDP's file of organised violence by country and year.",
        )
    parts = [
        Part(partial(parse_name, COLUMNS[0]), COLUMNS[0]),
        Part(partial(parse_whole, COLUMNS[1]), COLUMNS[1]),
        *(wholes(name) for name in deaths),
    ]
    read = convert_columns(table, parts, partial(_total, deaths))
    return read.with_value(pl.DataFrame(read.value, schema=TOTALS, orient="row"))


def _total(
    names: tuple[str, ...], _number: int, country: str, year: int | None, *deaths: int | None
) -> tuple[object, ...]:
    if year is None:
        raise FaultyField("missing", COLUMNS[1], "", message="is missing")
    for name, count in zip(names, deaths, strict=True):
        if count is None:
            raise FaultyField("missing", name, "", message="is missing")
    return country, year, sum(count or 0 for count in deaths)


def compare_totals(events: pl.DataFrame, totals: pl.DataFrame) -> pl.DataFrame:
    """Return for each country its deaths in the table and in the totals, over the years of the table.

    Parameters
    ----------
    events
        Columns country (as in the totals), year, deaths.
    totals
        Columns of `TOTALS`.

    Returns
    -------
    data frame
        country, deaths, reference, part: deaths as a part of the reference, null where that is 0.
        Countries of either; those that lack in one have 0 there. Sorted by the size of the reference.
    """
    first, last = (events["year"].min(), events["year"].max())
    reference = totals.filter(pl.col("year").is_between(first, last))

    def sums(frame: pl.DataFrame, name: str) -> pl.DataFrame:
        return frame.group_by("country").agg(pl.col("deaths").sum().alias(name))

    both = sums(reference, "reference").join(
        sums(events, "deaths"), on="country", how="full", coalesce=True
    )
    return (
        both.with_columns(pl.col("deaths", "reference").fill_null(0))
        .with_columns(
            part=pl.when(pl.col("reference") > 0).then(pl.col("deaths") / pl.col("reference"))
        )
        .select("country", "deaths", "reference", "part")
        .sort("reference", "country", descending=[True, False])
    )


def refuse_wrong_totals(
    events: pl.DataFrame, totals: pl.DataFrame, file: str, *, off_max: float = OFF_MAX
) -> None:
    """Refuse a table whose deaths in a country are off by more than a part of UCDP's.

    Parameters
    ----------
    events, totals
        As for `compare_totals`.
    file
        The table's name, for the message.
    off_max
        The greatest part, above or below, that is accepted: 0.25 means 75 to 125 %. Countries with fewer
        than `DEATHS_MIN` deaths in both are not compared.

    Raises
    ------
    InputError
        The sentence names the countries, the worst in numbers first.
    """
    off = off_countries(events, totals, off_max=off_max)
    if off.is_empty():
        return
    worst = "; ".join(
        f"{row['country']} {row['deaths']:,.0f} of {row['reference']:,.0f}"
        for row in off.head(12).iter_rows(named=True)
    )
    more = f"; and {off.height - 12} more" if off.height > 12 else ""
    raise InputError(
        f"The deaths in {file} differ by more than {off_max:.0%} from UCDP's totals in "
        f"{plural(off.height, 'country', 'countries')}: {worst}{more}.",
        remedy="Numbers far below may be means in place of sums, or events that are not in the table. Use "
        "the full events, or say how much may be missing.",
    )


def off_countries(
    events: pl.DataFrame, totals: pl.DataFrame, *, off_max: float = OFF_MAX
) -> pl.DataFrame:
    """Return the rows of `compare_totals` that are off by more than a part, the worst first."""
    rows = compare_totals(events, totals)
    return rows.filter(
        (pl.max_horizontal("deaths", "reference") >= DEATHS_MIN)
        & ((pl.col("deaths") - pl.col("reference")).abs() > off_max * pl.col("reference"))
    ).sort((pl.col("deaths") - pl.col("reference")).abs(), descending=True, maintain_order=True)
