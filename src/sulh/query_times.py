"""Times as people write them in questions: a day, a month, or a moment with its offset from UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from sulh.values import parse_utc

if TYPE_CHECKING:
    from datetime import tzinfo

__all__ = ["parse_when"]


def parse_when(
    text: str, edge: Literal["start", "end"] = "end", timezone: tzinfo = UTC
) -> datetime:
    """Return the moment in UTC that a question means.

    A day (``2021-05-03``) or a month (``2021-05``) of `timezone` stands for its first moment with
    `edge` start, and for the first moment after it with `edge` end, so that "at the end of May" is
    the end of the mission's May. A time must name its offset from UTC.

    Raises
    ------
    ValueError
        When the text is none of them; the message says what is expected.
    """
    clean = text.strip()
    try:
        if len(clean) == len("2024-05"):
            first = datetime.strptime(clean, "%Y-%m").replace(tzinfo=timezone)
            day = first if edge == "start" else (first + timedelta(days=31)).replace(day=1)
            return day.astimezone(UTC)
        if len(clean) == len("2024-05-03"):
            day = datetime.strptime(clean, "%Y-%m-%d").replace(tzinfo=timezone)
            return (day if edge == "start" else day + timedelta(days=1)).astimezone(UTC)
        return parse_utc(clean)
    except (ValueError, OverflowError) as error:
        fault = "names no time zone" if "no time zone" in str(error) else "is no time"
        raise ValueError(
            f"{text!r} {fault}; write a day (2021-05-03), a month (2021-05) or a time with its "
            "offset from UTC (2021-05-03T10:00:00Z)"
        ) from error
