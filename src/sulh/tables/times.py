"""Parse days and times: a day is the whole local day, a time names its offset. Spans are UTC."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from sulh.errors import shown
from sulh.tables.rows import FaultyField
from sulh.values import Span, parse_utc

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

__all__ = ["check_past", "day_span", "days_span", "parse_date", "parse_span"]

EARLIEST_YEAR = 1900
TEXT_LENGTH_MAX = 64
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
MICROSECOND = timedelta(microseconds=1)


@lru_cache(maxsize=16384)
def _midnight(day: date, timezone: ZoneInfo) -> datetime:
    """Return the first moment of a local day, in UTC.

    Where the clock skips midnight, the day begins when the clock is put forward; where midnight
    comes twice, it begins with the first.
    """
    return datetime(day.year, day.month, day.day, tzinfo=timezone).astimezone(UTC)


@lru_cache(maxsize=16384)
def days_span(first: date, last: date, timezone: ZoneInfo) -> Span:
    """Return the span of whole local days, from the first to the last, both included."""
    return Span(
        _midnight(first, timezone), _midnight(last + timedelta(days=1), timezone) - MICROSECOND
    )


def day_span(day: date, timezone: ZoneInfo) -> Span:
    """Return the whole local day as a span in UTC."""
    return days_span(day, day, timezone)


def plain_digits(text: str) -> str:
    """Return the text with any script's decimal digits as European ones."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


@lru_cache(maxsize=16384)
def parse_date(field: str, text: str) -> date:
    """Return a day written YYYY-MM-DD, in 1900 to 9998."""
    plain = plain_digits(text) if len(text) <= TEXT_LENGTH_MAX else ""
    if not DAY.fullmatch(plain):
        raise FaultyField("bad-date", field, shown(text), expected="a date YYYY-MM-DD")
    try:
        day = date.fromisoformat(plain)
    except ValueError as error:
        raise FaultyField(
            "bad-date", field, shown(text), message=str(error), expected="a date YYYY-MM-DD"
        ) from error
    if not EARLIEST_YEAR <= day.year < date.max.year:
        raise FaultyField("bad-date", field, text, expected=f"a year from {EARLIEST_YEAR} on")
    return day


def _parse_moment(field: str, text: str, timezone: ZoneInfo) -> Span:
    """Return the span of a day, or the instant of a time that names its offset."""
    plain = plain_digits(text) if len(text) <= TEXT_LENGTH_MAX else ""
    if len(plain) == len("2024-05-03"):
        return day_span(parse_date(field, plain), timezone)
    try:
        moment = parse_utc(plain)
    except (ValueError, OverflowError) as error:
        raise FaultyField(
            "bad-date",
            field,
            shown(text),
            message="is no date, nor a time with its offset from UTC",
            expected="2024-05-03 or 2024-05-03T10:00:00+03:00",
            remedy="Local times: name their zone with --read-as timezone=…",
        ) from error
    if not EARLIEST_YEAR <= moment.year < date.max.year:
        raise FaultyField("bad-date", field, text, expected=f"a year from {EARLIEST_YEAR} on")
    return Span(moment, moment)


def parse_span(
    names: tuple[str, str], start: str, end: str, *, timezone: ZoneInfo, now: datetime | None
) -> Span:
    """Return the span from `start` to `end` (empty: the same as `start`), neither after `now`."""
    start, end = start.strip(), end.strip()
    if not start:
        raise FaultyField("missing", names[0], "", message="is missing", expected="when it was")
    first = _parse_moment(names[0], start, timezone)
    check_past(names[0], start, first.start, now)
    if not end or end == start:
        return first
    last = _parse_moment(names[1], end, timezone)
    if last.end < first.start:
        raise FaultyField(
            "ends-before-start", names[1], end, message=f"is before {names[0]} ({start})"
        )
    check_past(names[1], end, last.start, now)
    return Span(first.start, max(first.end, last.end))


def check_past(field: str, text: str, moment: datetime, now: datetime | None) -> None:
    """Refuse what begins after `now`."""
    if now is not None and moment > now:
        raise FaultyField(
            "future", field, text, message="lies in the future", remedy="Check the year."
        )
