"""Numbers, times and places in plain words, as findings are explained with."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

__all__ = ["allowance_text", "bounds_text", "period_text", "span_text", "times_text"]

INSTANT = timedelta(microseconds=1)


def bounds_text(low: int, high: int | None) -> str:
    """Return bounds in words: ``12``, ``10 to 12``, ``at least 10``."""
    if high is None:
        return f"at least {low:,}"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def allowance_text(low: int | None, high: int | None) -> str:
    """Return what was allowed in words; `low` None: no upper limit at all."""
    if low is None:
        return "any number"
    if high is None:
        return f"{low:,}, perhaps any number"
    return f"{low:,}" if low == high else f"{low:,}, perhaps {high:,}"


def times_text(number: int) -> str:
    """Return how often."""
    return {1: "once", 2: "twice"}.get(number, f"{number:,} times")


def span_text(start: datetime, end: datetime, zone: tzinfo) -> str:
    """Return a closed span in words, in local time: whole days as dates, others to the minute."""
    first, last = start.astimezone(zone), end.astimezone(zone)
    if _is_midnight(first) and _is_midnight(last + INSTANT):
        return period_text(start, end + INSTANT, zone)
    if start == end:
        return f"{_day(first)} {first:%H:%M} ({_offset(first)})"
    if first.date() == last.date():
        return f"{_day(first)} {first:%H:%M} to {last:%H:%M} ({_offset(first)})"
    return f"{_day(first)} {first:%H:%M} to {_day(last)} {last:%H:%M} ({_offset(last)})"


def period_text(start: datetime, end: datetime, zone: tzinfo) -> str:
    """Return a half-open period in words by its local days: ``3 to 28 February 2019``, ``May 2024``."""
    first, last = start.astimezone(zone), (end - INSTANT).astimezone(zone)
    if first.date() == last.date():
        return _day(first)
    same_month = (first.year, first.month) == (last.year, last.month)
    if same_month and first.day == 1 and (last + timedelta(days=1)).month != last.month:
        return f"{first:%B %Y}"
    if same_month:
        return f"{first.day} to {_day(last)}"
    return f"{_day(first)} to {_day(last)}"


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y}"


def _is_midnight(moment: datetime) -> bool:
    return (moment.hour, moment.minute, moment.second, moment.microsecond) == (0, 0, 0, 0)


def _offset(moment: datetime) -> str:
    text = moment.strftime("%z")
    return "UTC" if text == "+0000" else f"UTC{text[:3]}:{text[3:]}"
