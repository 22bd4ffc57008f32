"""Times as soldiers and clerks write them: ``291430ZNOV23``, ``2023-11-29 1430hrs``, ``2.30 pm``."""

from __future__ import annotations

import re
from datetime import date

from sulh.tables.month_names import month_of

__all__ = ["TIME_GROUP", "iso_of_clock", "iso_of_time_group"]

TIME_GROUP = re.compile(
    r"(\d{2}) ?(\d{2})(\d{2}) ?(?:hrs?)? ?([a-zA-Z])? ?([^\W\d_]{3,9})\.? ?(\d{4}|\d{2})"
)
"""Day, hour, minute, the letter of the time zone, month and year: a date-time group (ACP 121)."""
CLOCK = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:,? +|T)"
    r"(?:(\d{2})(\d{2})|(\d{1,2})[:.h](\d{2})(:\d{2})?) *(?:hrs?|h)? *([ap]\.?m\.?|[a-zA-Z])?",
    re.IGNORECASE,
)
USUAL = re.compile(r"\d{4}-\d\d-\d\d[ T]\d{1,2}:\d\d(:\d\d)?")
CENTURY_FROM = 69
"""A year of two digits from here on is of the 1900s, as POSIX reads it; others are of the 2000s."""
LOCAL = "J"
EASTERN, WESTERN = "ABCDEFGHIKLM", "NOPQRSTUVWXY"
"""Letters of time zones, one hour further from UTC each (ACP 121); Z is UTC, J the writer's own time."""


def iso_of_time_group(text: str) -> str:
    """Return a date-time group as ISO 8601; any other text as it is.

    Without a letter, or with J, it is a local time and has no offset.

    >>> iso_of_time_group("291430ZNOV23")
    '2023-11-29T14:30+00:00'
    >>> iso_of_time_group("06 1400B Oct 1973")
    '1973-10-06T14:00+02:00'
    """
    match = TIME_GROUP.fullmatch(text)
    month = month_of(match[5]) if match else None
    if match is None or month is None:
        return text
    day, hour, minute, letter, _, digits = match.groups()
    year = int(digits)
    if len(digits) == 2:
        year += 1900 if year >= CENTURY_FROM else 2000
    return _iso(text, (year, month, int(day)), (int(hour), int(minute), ""), letter or "")


def iso_of_clock(text: str) -> str:
    """Return an ISO day with a clock time in another form as ISO 8601; any other text as it is.

    >>> iso_of_clock("2023-11-29 1430hrs")
    '2023-11-29T14:30'
    >>> iso_of_clock("2023-11-29, 2.30 pm")
    '2023-11-29T14:30'
    >>> iso_of_clock("2023-11-29 1430Z")
    '2023-11-29T14:30+00:00'
    """
    match = None if USUAL.fullmatch(text) else CLOCK.fullmatch(text)
    if match is None:
        return text
    hour, minute = int(match[2] or match[4]), int(match[3] or match[5])
    zone = (match[7] or "").replace(".", "").upper()
    if zone in ("AM", "PM"):
        if not 1 <= hour <= 12:
            return text
        hour, zone = hour % 12 + (12 if zone == "PM" else 0), ""
    day = match[1]
    clock = hour, minute, match[6] or ""
    return _iso(text, (int(day[:4]), int(day[5:7]), int(day[8:])), clock, zone)


def _iso(text: str, day: tuple[int, int, int], clock: tuple[int, int, str], letter: str) -> str:
    offset = _offset(letter.upper())
    hour, minute, seconds = clock
    if offset is None or hour > 23 or minute > 59:
        return text
    try:
        return f"{date(*day).isoformat()}T{hour:02}:{minute:02}{seconds}{offset}"
    except ValueError:
        return text


def _offset(letter: str) -> str | None:
    """Return the offset that a letter stands for; nothing for local time, None for no letter of a zone."""
    if letter in ("", LOCAL):
        return ""
    if letter == "Z":
        return "+00:00"
    if letter in EASTERN:
        return f"+{EASTERN.index(letter) + 1:02}:00"
    return f"-{WESTERN.index(letter) + 1:02}:00" if letter in WESTERN else None
