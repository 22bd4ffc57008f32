"""Times in queries."""

from __future__ import annotations

from datetime import UTC, datetime

from sulh.errors import InputError, shown
from sulh.query_times import parse_when
from sulh.server.findings import Moment

__all__ = ["moment", "moment_of"]

YEARS = range(1900, 3000)


def moment(name: str, text: str, *, day_begins: bool = False) -> datetime | None:
    """Read a time with an offset or a date; None where there is none.

    A date stands for the end of the day (UTC), with `day_begins` for its beginning.

    Raises
    ------
    InputError
        When it is neither.
    """
    if not text:
        return None
    try:
        if day_begins and len(text) == len("2024-05-03"):
            found = datetime.fromisoformat(text).replace(tzinfo=UTC)
        else:
            found = parse_when(text)
        if found.year not in YEARS:
            raise ValueError(text)  # noqa: TRY301 -- said below with the rest
    except (ValueError, OverflowError) as error:
        raise InputError(
            f"{name}: {shown(text)!r} is no time.",
            remedy="Write 2024-05-03 or 2024-05-03T10:00:00+03:00 (in an address, + is %2B).",
        ) from error
    return found


def moment_of(at: str, as_of: str, since: str, *, simulated: bool, now: datetime) -> Moment:
    """Return which judgement a query asks for; without `at`, conduct up to this minute."""
    return Moment(
        at=moment("at", at) or now.replace(second=0, microsecond=0),
        as_of=moment("as_of", as_of),
        since=moment("since", since, day_begins=True),
        simulated=simulated,
    )
