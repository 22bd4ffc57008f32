"""Days are local days, whatever the clock does on them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulh.tables.times import day_span, days_span

DAYS = st.dates(date(1950, 1, 1), date(2060, 1, 1))
ZONES = st.sampled_from(
    ["Asia/Beirut", "Africa/Cairo", "Asia/Damascus", "Africa/Bangui", "America/Havana", "UTC"]
).map(ZoneInfo)


@given(DAYS, ZONES)
def test_days_follow_each_other_without_gap_or_overlap(day: date, timezone: ZoneInfo) -> None:
    """Every moment belongs to exactly one day, also where the clock skips or repeats midnight."""
    this, following = day_span(day, timezone), day_span(day + timedelta(days=1), timezone)
    assert this.end + timedelta(microseconds=1) == following.start
    assert timedelta(hours=22) <= this.end - this.start <= timedelta(hours=26)


@given(DAYS, ZONES)
def test_every_moment_of_a_day_has_its_date(day: date, timezone: ZoneInfo) -> None:
    """The first and the last moment of a day carry that date on the local clock."""
    span = day_span(day, timezone)
    assert span.start.astimezone(timezone).date() == day
    assert span.end.astimezone(timezone).date() == day


@pytest.mark.parametrize(
    ("day", "timezone", "start"),
    [
        # Lebanon and Egypt put the clock forward at midnight: the day begins at one o'clock.
        (date(2024, 3, 31), "Asia/Beirut", datetime(2024, 3, 30, 22, tzinfo=UTC)),
        (date(2024, 4, 26), "Africa/Cairo", datetime(2024, 4, 25, 22, tzinfo=UTC)),
        # Cuba puts it back from one o'clock to midnight: the day begins with the first midnight.
        (date(2023, 11, 5), "America/Havana", datetime(2023, 11, 5, 4, tzinfo=UTC)),
    ],
)
def test_a_midnight_that_is_skipped_or_repeated(day: date, timezone: str, start: datetime) -> None:
    """Worked out by hand from the zone's rules."""
    assert day_span(day, ZoneInfo(timezone)).start == start


def test_several_days_are_one_span() -> None:
    """Both days are whole."""
    zone = ZoneInfo("Africa/Bangui")
    span = days_span(date(2024, 5, 3), date(2024, 5, 5), zone)
    assert span.start == day_span(date(2024, 5, 3), zone).start
    assert span.end == day_span(date(2024, 5, 5), zone).end
