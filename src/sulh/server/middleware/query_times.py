"""Times in queries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sulh.errors import InputError, shown
from sulh.languages.refusals import refusal
from sulh.query_times import parse_when
from sulh.server.answers.findings import FindingsQuery

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

__all__ = ["findings_query", "parse_time"]

YEARS = range(1900, 3000)


def parse_time(
    name: str, text: str, timezone: tzinfo, edge: Literal["start", "end"] = "end"
) -> datetime | None:
    """Read a day or month on the mission's clock, or a time with an offset; None for an empty text.

    Raises
    ------
    InputError
        When the text is none of them.
    """
    if not text:
        return None
    try:
        time = parse_when(text, edge, timezone)
        if time.year not in YEARS:
            raise ValueError(text)  # noqa: TRY301 -- answered below with the rest
    except (ValueError, OverflowError) as error:
        raise refusal(InputError, "no-time", name=name, text=repr(shown(text))) from error
    return time


def findings_query(
    at: str, as_of: str, since: str, *, timezone: tzinfo, simulated: bool
) -> FindingsQuery:
    """Return which judgement to make; without `at`, conduct up to now."""
    return FindingsQuery(
        at=parse_time("at", at, timezone),
        as_of=parse_time("as_of", as_of, timezone),
        since=parse_time("since", since, timezone, "start"),
        simulated=simulated,
    )
