"""A day, a month or a moment means the same in every command."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from sulh.query_times import parse_when


@pytest.mark.parametrize(
    ("text", "edge", "moment"),
    [
        ("2021-05-03", "start", datetime(2021, 5, 3, tzinfo=UTC)),
        ("2021-05-03", "end", datetime(2021, 5, 4, tzinfo=UTC)),
        ("2021-05", "start", datetime(2021, 5, 1, tzinfo=UTC)),
        ("2021-05", "end", datetime(2021, 6, 1, tzinfo=UTC)),
        ("2021-12", "end", datetime(2022, 1, 1, tzinfo=UTC)),
        ("2020-02-29", "end", datetime(2020, 3, 1, tzinfo=UTC)),
        ("2021-05-03T10:00:00+03:00", "end", datetime(2021, 5, 3, 7, tzinfo=UTC)),
        (" 2021-05 ", "start", datetime(2021, 5, 1, tzinfo=UTC)),
    ],
)
def test_what_a_text_means(text, edge, moment):
    """The first moment, or the first one after."""
    assert parse_when(text, edge) == moment


@pytest.mark.parametrize(
    "text",
    ["", "2021", "2021-13", "2021-02-30", "June-2023", "2021-05-03T10:00", "9999-12-31", "x" * 99],
)
def test_what_is_no_time_is_refused_with_what_to_write(text):
    """The sentence shows the three forms."""
    with pytest.raises(ValueError, match="write a day"):
        parse_when(text)


def test_a_month_ends_on_the_missions_clock():
    """March at UTC-2 ends two hours later than in UTC, and an evening of the 31st belongs to it."""
    clock = ZoneInfo("Atlantic/South_Georgia")
    assert parse_when("2021-03", "end", clock) == datetime(2021, 4, 1, 2, tzinfo=UTC)
    assert parse_when("2021-03-31", "start", clock) == datetime(2021, 3, 31, 2, tzinfo=UTC)
    assert parse_when("2025-05", "end", ZoneInfo("Asia/Beirut")) == datetime(
        2025, 5, 31, 21, tzinfo=UTC
    )
