"""Events from a frame, as a notebook holds them."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from sulh import warn
from sulh.errors import InputError


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("lon", float("nan")),
        ("lon", 200.0),
        ("lat", None),
        ("year", None),
        ("month", 13),
        ("deaths", -1),
        ("deaths", None),
    ],
)
def test_a_frame_with_a_row_that_cannot_be_is_refused(column, value):
    """Nothing is clipped or guessed: the message names the row and the column."""
    good = {"lon": 20.0, "lat": 5.0, "year": 2001, "month": 1, "deaths": 3}
    frame = pl.DataFrame([good, good | {column: value}], infer_schema_length=None)
    with pytest.raises(InputError, match=f"Row 2 of the events: {column} is"):
        warn.events_from_frame(frame)
    with pytest.raises(InputError, match="no column 'lat'"):
        warn.events_from_frame(frame.drop("lat"))


@pytest.mark.parametrize(
    ("column", "value"),
    [("deaths", 1.5), ("deaths", "many"), ("month", "May"), ("civilian_deaths", 4), ("lon", "x")],
)
def test_a_value_that_would_be_changed_is_refused(column, value):
    """Half a death, a word, and more civilians than dead are errors, not zeros."""
    good = {"lon": 20.0, "lat": 5.0, "year": 2001, "month": 1, "deaths": 3}
    frame = pl.DataFrame([good | {column: value}], strict=False)
    with pytest.raises(InputError, match=f"Row 1 of the events: {column} is"):
        warn.events_from_frame(frame)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (date(2020, 1, 31), 1),
        ("2020-01-31", 1),
        (datetime(2020, 1, 31, 23, 30), 2),  # noqa: DTZ001 -- UTC where none is named
        (datetime(2020, 1, 31, 23, 30, tzinfo=UTC), 2),
        (datetime(2020, 1, 31, 22, 30, tzinfo=UTC), 1),
    ],
)
def test_a_date_stands_for_year_and_month_on_the_missions_clock(value, expected):
    """Days stay days; half past eleven in the evening UTC is the next month in Bangui."""
    frame = pl.DataFrame({"lon": [20.0], "lat": [5.0], "date": [value], "deaths": [3]})
    events = warn.events_from_frame(frame, timezone=ZoneInfo("Africa/Bangui"))
    assert events.select("year", "month").row(0) == (2020, expected)


def test_missing_columns_and_values_are_filled():
    """No country is empty, unknown civilian deaths count as none, bounds are the best figure."""
    frame = pl.DataFrame(
        {
            "lon": [20.0],
            "lat": [5.0],
            "year": [2001],
            "deaths": [3],
            "country": [None],
            "civilian_deaths": [None],
            "month": [float("nan")],
        }
    )
    row = warn.events_from_frame(frame).row(0, named=True)
    assert list(row) == list(warn.EVENT_SCHEMA)
    assert (row["country"], row["civilian_deaths"], row["deaths_high"], row["month"]) == (
        *("", 0, 3),
        None,
    )
