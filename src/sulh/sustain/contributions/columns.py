"""The UN's table column by column: the rows without any fault or doubt, all at once.

A row is plain when its numbers are digits and each of its words, looked up once, gives neither a
fault nor a warning. All other rows are left to `contribution_rows`, which says what is wrong with
them; a test reads whole files both ways and compares.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from sulh.sustain.contributions.fields import days_of, kind_of, nation_of, parse_day
from sulh.sustain.contributions.rows import ORDERED
from sulh.tables.fields import parse_name
from sulh.tables.rows import FaultyField, Rejected

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from sulh.sustain.contributions.rows import Form
    from sulh.tables.rows import Row

__all__ = ["read_columns"]

WORDS = (
    "contributing_country",
    "isocode3",
    "mission_acronym",
    "personnel_type",
    "last_reporting_date",
)
NUMBERS = ("female_personnel", "male_personnel")
DIGITS = r"^[0-9]{1,9}$"


class _DoubtfulError(Exception):
    """A word gives a warning: the row is read alone."""


def read_columns(
    form: Form, rows: Sequence[Row | Rejected], file: str
) -> tuple[list[bool], pl.DataFrame]:
    """Return which rows are plain, and their lines (`ORDERED`); none where the form is another."""
    none = pl.DataFrame(schema=ORDERED)
    if form.name != "un-monthly":
        return [False] * len(rows), none
    table = _texts(rows)
    if table is None:
        return [False] * len(rows), none
    people = [pl.col(name).str.contains(DIGITS) for name in NUMBERS]
    read = _looked_up(table.filter(*people)).drop_nulls("nation")
    plain = [False] * len(rows)
    for index in read.get_column("index").to_list():
        plain[index] = True
    parts = [
        _part(read, part, sex, name, file)
        for part, (sex, name) in enumerate(zip("FM", NUMBERS, strict=True), 1)
    ]
    return plain, pl.concat(parts)


def _texts(rows: Sequence[Row | Rejected]) -> pl.DataFrame | None:
    """Return the texts of the rows that have any, with their place in `rows`."""
    found = [
        (index, row)
        for index, row in enumerate(rows)
        if not isinstance(row, Rejected) and row.values
    ]
    if not found:
        return None
    written = {name.casefold(): name for name in found[0][1].values}
    content: dict[str, list[int] | list[str]] = {
        "index": [index for index, _ in found],
        "line": [row.number for _, row in found],
    }
    for name in (*WORDS, *NUMBERS):
        column = written.get(name)
        content[name] = (
            [row.values[column].strip() for _, row in found] if column else [""] * len(found)
        )
    return pl.DataFrame(content)


def _looked_up(table: pl.DataFrame) -> pl.DataFrame:
    """Add what the words mean; null where a word gives a fault or a warning."""
    days = _meanings(table, ("last_reporting_date",), lambda text: _dates(text[0]), DAYS)
    table = table.join(days, on="last_reporting_date", how="inner")
    for keys, meaning, schema in (
        (("mission_acronym",), lambda text: (parse_name("", text[0]),), {"mission": pl.String}),
        (("personnel_type",), lambda text: (kind_of(text[0], _doubt),), {"kind": pl.String}),
        (("contributing_country", "isocode3", "last_day"), _nation, NATION),
    ):
        table = table.join(_meanings(table, keys, meaning, schema), on=keys, how="inner")
    return table


DAYS = {"period": pl.String, "first_day": pl.Date, "last_day": pl.Date}
NATION = {"as_written": pl.String, "nation": pl.String}


def _meanings(
    table: pl.DataFrame,
    keys: tuple[str, ...],
    meaning: Callable[[tuple[Any, ...]], tuple[object, ...]],
    schema: Mapping[str, type[pl.DataType]],
) -> pl.DataFrame:
    """Return each combination of words that is there, with its meaning, where it has a plain one."""
    unique = table.select(keys).unique(maintain_order=True)
    found = []
    for text in unique.iter_rows():
        try:
            found.append((*text, *meaning(text)))
        except (FaultyField, _DoubtfulError):
            continue
    return pl.DataFrame(found, schema={**unique.schema, **schema}, orient="row")


def _dates(text: str) -> tuple[str, date, date]:
    period = f"{parse_day(text):%Y-%m}"
    return (period, *days_of(period))


def _nation(key: tuple[Any, ...]) -> tuple[str, str]:
    written, code, last = key
    name = parse_name("", written)
    return name, nation_of(name, code, last, _doubt)


def _doubt(*_: object) -> None:
    raise _DoubtfulError


def _part(read: pl.DataFrame, part: int, sex: str, name: str, file: str) -> pl.DataFrame:
    """Return the lines of one sex."""
    number = pl.col(name).cast(pl.Int64)
    return read.select(
        "line",
        pl.lit(part, pl.Int64).alias("part"),
        (pl.lit(f"{file}:") + pl.col("line").cast(pl.String) + f".{part}").alias("row"),
        pl.lit("UN").alias("source"),
        "nation",
        "as_written",
        "mission",
        pl.lit("").alias("place"),
        pl.lit(None, pl.Float64).alias("lon"),
        pl.lit(None, pl.Float64).alias("lat"),
        "kind",
        pl.lit(sex).alias("sex"),
        "period",
        "first_day",
        "last_day",
        number.alias("low"),
        number.alias("best"),
        number.alias("high"),
    )
