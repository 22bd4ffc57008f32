"""Months and years as numbers, and where a question's time falls among them."""

from datetime import UTC, date, datetime

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.errors import InputError
from sulh.warn.periods import (
    choose_step,
    first_day,
    first_whole_period,
    last_whole_period,
    period_label,
    period_of,
)


@pytest.mark.parametrize(
    ("when", "step", "last", "first"),
    [
        ("2024-03", "month", "2024-03", "2024-03"),
        ("2024-03-31", "month", "2024-03", "2024-04"),
        ("2024-03-30", "month", "2024-02", "2024-04"),
        ("2024-03-01", "month", "2024-02", "2024-03"),
        ("2024-04-01T00:00:00Z", "month", "2024-03", "2024-04"),
        ("2024-04-01T00:00:01Z", "month", "2024-03", "2024-05"),
        (datetime(2024, 4, 1, tzinfo=UTC), "month", "2024-03", "2024-04"),
        (date(2024, 3, 31), "month", "2024-03", "2024-04"),
        ("2024-12", "year", "2024", "2025"),
        ("2024-11", "year", "2023", "2025"),
        ("2024-01", "year", "2023", "2024"),
    ],
)
def test_only_whole_periods_count(when, step, last, first):
    """The last one that is over by then, and the first that begins then or later."""
    assert period_label(last_whole_period(when, step), step) == last
    assert period_label(first_whole_period(when, step), step) == first


@settings(derandomize=True, deadline=None)
@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.sampled_from(["month", "year"]))
def test_a_day_lies_in_its_period(day, step):
    """From a day to its period and to the period's first day."""
    period = period_of(day, step)
    begin = first_day(period, step)
    assert begin <= day
    assert period_of(begin, step) == period
    assert first_day(period + 1, step) > day
    assert period_label(period, step) == (f"{day.year}" if step == "year" else f"{day:%Y-%m}")


def test_what_is_no_time_is_refused():
    """A year alone is not among the forms; the message says what is expected."""
    with pytest.raises(InputError, match="is no time"):
        last_whole_period("2024", "month")


def test_the_step_is_a_month_where_every_event_has_one():
    """One event without a month makes the whole table one of years."""
    assert choose_step(pl.DataFrame({"month": [1, 2]})) == "month"
    assert choose_step(pl.DataFrame({"month": [1, None]})) == "year"
