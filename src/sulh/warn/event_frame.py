"""Events from a frame, as a notebook holds them: checked, and completed to the columns of events."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from sulh.errors import InputError, plural, shown
from sulh.values import COUNT_MAX
from sulh.warn.place_years import EVENT_SCHEMA

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

__all__ = ["events_from_frame"]

NEEDED = ("lon", "lat", "year", "deaths")


def events_from_frame(frame: pl.DataFrame, *, timezone: ZoneInfo | None = None) -> pl.DataFrame:
    """Complete a table that has at least lon, lat, date and deaths to `EVENT_SCHEMA`.

    `date` holds dates, texts like 2021-05-03, or times (read on the clock of `timezone`, UTC by
    default); year, or year and month, may stand for it. Other missing columns are filled: country
    and district with empty text, civilian_deaths with 0, bounds with the best figures.

    Raises
    ------
    InputError
        When a needed column is missing, or a row has no place on the globe, no year, a month that is
        none, or deaths that are no whole number; the message names the first such row.
    """
    if "date" in frame.columns and "month" not in frame.columns:
        date = _dates(frame["date"], timezone.key if timezone else "UTC")
        frame = frame.with_columns(date.dt.year().alias("year"), date.dt.month().alias("month"))
    missing = [name for name in NEEDED if name not in frame.columns]
    if missing:
        raise InputError(
            f"The table of events has no column {missing[0]!r}.",
            remedy=f"It needs: {', '.join(NEEDED)}; date may stand for year.",
        )
    for name, fill in FILLS.items():
        if name not in frame.columns:
            frame = frame.with_columns(fill.alias(name))
    numbers = [name for name, dtype in EVENT_SCHEMA.items() if dtype != pl.String]
    texts = [name for name in EVENT_SCHEMA if name not in numbers]
    values = frame.select(
        *(pl.col(name).cast(pl.Float64, strict=False).fill_nan(None) for name in numbers),
        *(pl.col(name).cast(pl.String).fill_null("") for name in texts),
    ).with_columns(pl.col("^civilian_deaths.*$").fill_null(0))
    _refuse_bad_rows(frame, values)
    return values.select(pl.col(name).cast(dtype) for name, dtype in EVENT_SCHEMA.items())


FILLS: dict[str, pl.Expr] = {
    "month": pl.lit(None, pl.Int64),
    "country": pl.lit(""),
    "district": pl.lit(""),
    "civilian_deaths": pl.lit(0),
    **{
        f"{measure}{bound}": pl.col(measure)
        for measure in ("deaths", "civilian_deaths")
        for bound in ("_low", "_high")
    },
}
"""What stands for a column that a table does not have."""


def _dates(column: pl.Series, timezone: str) -> pl.Series:
    """Return dates, or times on the clock of `timezone`; null for what is neither."""
    if column.dtype == pl.String:
        return column.str.to_date("%Y-%m-%d", strict=False)
    if not isinstance(column.dtype, pl.Datetime):
        return column.cast(pl.Date, strict=False)
    moments = column if column.dtype.time_zone else column.dt.replace_time_zone("UTC")
    return moments.dt.convert_time_zone(timezone)


def _refuse_bad_rows(frame: pl.DataFrame, values: pl.DataFrame) -> None:
    """Raise for the first row that cannot be an event; a reader of files lets no such row through."""

    def is_whole(name: str, low: float, high: float) -> pl.Expr:
        number = pl.col(name)
        return number.is_between(low, high) & (number == number.floor())

    no_number = (
        frame["month"].cast(pl.Float64, strict=False).is_null() & frame["month"].is_not_null()
    )
    bounds = {
        f"{measure}{bound}": is_whole(f"{measure}{bound}", 0, COUNT_MAX)
        for measure in ("deaths", "civilian_deaths")
        for bound in ("", "_low", "_high")
    }
    for name, is_good, expected in (
        ("lon", pl.col("lon").is_between(-180, 180), "degrees, -180 to 180"),
        ("lat", pl.col("lat").is_between(-90, 90), "degrees, -90 to 90"),
        ("year", is_whole("year", 1800, 2200), "a year, 1800 to 2200"),
        ("month", is_whole("month", 1, 12) | (pl.col("month").is_null() & ~no_number), "1 to 12"),
        *((name, is_good, "a whole number, 0 or more") for name, is_good in bounds.items()),
        ("civilian_deaths", pl.col("civilian_deaths") <= pl.col("deaths"), "at most all deaths"),
    ):
        bad = values.with_row_index("row").filter(~is_good.fill_null(value=False))
        if bad.height:
            row = bad["row"][0]
            raise InputError(
                f"Row {row + 1} of the events: {name} is {shown(frame[name][row])}; "
                f"expected {expected}.",
                remedy=f"Correct or leave out the {plural(bad.height, 'row')} like it.",
            )
