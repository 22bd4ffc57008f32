"""The small values all rooms share: counts with bounds, spans of time, places, reliability.

Times are UTC. Coordinates are lon, lat in degrees, WGS 84 (EPSG:4326). Distances are metres.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import IntEnum
from typing import TYPE_CHECKING, Literal, NewType, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

from msgspec import Struct

__all__ = [
    "Count",
    "Executor",
    "Place",
    "Reliability",
    "SerialExecutor",
    "Span",
    "Tri",
    "Verdict",
]

PartyId = NewType("PartyId", str)
ZoneId = NewType("ZoneId", str)
ItemId = NewType("ItemId", str)
ActId = NewType("ActId", str)
ProvisionId = NewType("ProvisionId", str)

Verdict = Literal["met", "breached", "undetermined"]

COUNT_MAX = 1_000_000_000
YEAR_FIRST, YEAR_LAST = 1000, 9998
"""Outside of these years some clock on Earth has no date."""
"""No mission counts more than this of anything; a larger figure is a slip of the keyboard."""


class Tri(IntEnum):
    """Whether something holds: no, possibly, certainly. The minimum of two is their *and*."""

    NO = 0
    POSSIBLE = 1
    CERTAIN = 2


class Count(Struct, frozen=True, gc=False):
    """A whole number known to lie in ``[low, high]``; `high` None means no upper bound is known.

    `best` is the reporter's best estimate inside the bounds, where one was given.
    """

    low: int
    high: int | None
    best: int | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.low <= COUNT_MAX:
            raise ValueError(f"low bound {self.low} is not between 0 and {COUNT_MAX}")
        if self.high is not None and not self.low <= self.high <= COUNT_MAX:
            raise ValueError(f"high bound {self.high} is not between {self.low} and {COUNT_MAX}")
        if self.best is not None and (
            self.best < self.low or (self.high is not None and self.best > self.high)
        ):
            raise ValueError(f"best estimate {self.best} lies outside its bounds")


class Span(Struct, frozen=True, gc=False, cache_hash=True):
    """A closed interval of time ``[start, end]``, UTC, to the microsecond.

    A report that names a day spans the whole local day; an instant has equal ends. "It happened
    on 3 May" means: at some moment within the span.
    """

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        start, end = self.start, self.end
        if start.tzinfo is not UTC or end.tzinfo is not UTC:
            _check_utc(start)
            _check_utc(end)
        if start.year < YEAR_FIRST or end.year > YEAR_LAST:
            raise ValueError(f"a year is not between {YEAR_FIRST} and {YEAR_LAST}")
        if end < start:
            raise ValueError(f"ends {end.isoformat()} before it starts")

    def within(self, start: datetime, end: datetime) -> Tri:
        """Say whether the moment lies in the half-open interval ``[start, end)``."""
        if self.end < start or self.start >= end:
            return Tri.NO
        return Tri.CERTAIN if self.start >= start and self.end < end else Tri.POSSIBLE


def _check_utc(moment: datetime) -> None:
    if moment.tzinfo is None or moment.utcoffset() != timedelta(0):
        raise ValueError(f"{moment.isoformat()} is not a time in UTC")


class Place(Struct, frozen=True, kw_only=True, gc=False):
    """Where something was reported.

    `lon`, `lat` are both given or both None. `accuracy_m` is the radius of a circle that holds the
    true position; None with coordinates means that they are a region's centre, not a place. `zone`
    is the zone the reporter named, `country` and `district` the areas as the source writes them.
    """

    lon: float | None = None
    lat: float | None = None
    accuracy_m: float | None = None
    zone: str = ""
    country: str = ""
    district: str = ""
    name: str = ""

    def __post_init__(self) -> None:
        lon, lat, accuracy_m = self.lon, self.lat, self.accuracy_m
        if lon is None or lat is None:
            if lon is not lat:
                raise ValueError("lon and lat must be given together")
        elif not -180 <= lon <= 180:
            raise ValueError(f"lon {lon} is not between -180 and 180")
        elif not -90 <= lat <= 90:
            raise ValueError(f"lat {lat} is not between -90 and 90")
        if accuracy_m is not None and not 0 <= accuracy_m <= 20_100_000:
            raise ValueError(f"accuracy {accuracy_m} m is not between 0 and half the globe")


class Reliability(Struct, frozen=True, gc=False):
    """The Admiralty code: the source A (completely reliable) to F, the information 1 to 6.

    F and 6 mean *cannot be judged*, not *worst*. The two axes are rated independently
    (MISP taxonomy ``admiralty-scale``).
    """

    source: str = "F"
    credibility: int = 6

    def __post_init__(self) -> None:
        if self.source not in "ABCDEF" or len(self.source) != 1:
            raise ValueError(f"source reliability {self.source!r} is not a letter A to F")
        if not 1 <= self.credibility <= 6:
            raise ValueError(f"credibility {self.credibility} is not a number 1 to 6")

    def at_least(self, source: str, credibility: int) -> bool:
        """Say whether both axes reach the given marks; F and 6 reach none."""
        if self.source == "F" or self.credibility == 6:
            return False
        return self.source <= source and self.credibility <= credibility


def parse_utc(text: str) -> datetime:
    """Parse an RFC 3339 time that names its offset, and return it in UTC.

    Raises
    ------
    ValueError
        When the text is no time, or names no offset: a time without one is not guessed.
    """
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{text!r} names no time zone; write e.g. 2024-05-03T10:00:00Z")
    return moment.astimezone(UTC)


def format_utc(moment: datetime) -> str:
    """Write a UTC time as RFC 3339 with ``Z``, microseconds only where there are any."""
    text = moment.astimezone(UTC).isoformat(timespec="auto")
    return text.replace("+00:00", "Z")


Item = TypeVar("Item")
Result = TypeVar("Result")


class Executor(Protocol):
    """Applies a function to many items: here, in other processes, or on a cluster.

    The executors of `concurrent.futures` are such executors.
    """

    def map(self, work: Callable[[Item], Result], items: Iterable[Item], /) -> Iterable[Result]:
        """Return the result of each item, in the order of the items."""
        ...


class SerialExecutor:
    """Works on one item after the other, in this process."""

    def map(self, work: Callable[[Item], Result], items: Iterable[Item], /) -> list[Result]:
        """Return the result of each item, in the order of the items."""
        return [work(item) for item in items]
