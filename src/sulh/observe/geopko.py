"""Geo-PKO: where UN peacekeepers were deployed, by mission, year and place.

Cil, Fjelde, Hultman and Nilsson 2020, Journal of Peace Research 57(2). The rules by which rows
become reports, and why the bounds are what they are, stand in docs/reference/readers.md.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from sulh.errors import shown
from sulh.observe.records import Observation, Origin, Report
from sulh.tables import FaultyField
from sulh.tables.columns import ColumnReader, Part
from sulh.tables.fields import parse_name, parse_whole
from sulh.tables.points import parse_point
from sulh.tables.times import EARLIEST_YEAR, check_past, days_span
from sulh.values import Count, Place, Reliability, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sulh.observe.context import Context

__all__ = ["COLUMNS", "GeoPkoConverter"]

SOURCE = "Geo-PKO"
COLUMNS = frozenset(
    ("mission", "year", "location", "latitude", "longitude", "NoTroops", "ave.no.troops")
)
ACCURACY_M = 5_000.0  # places are geocoded settlements and camps
UNKNOWN_WORDS = ("", "na", "nan", "unknown")
TROOPS = ("NoTroops", "ave.no.troops")
TROOPS_MAX = 1_000_000


class GeoPkoConverter:
    """Turns deployments into observations of military personnel of the mission."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._seen: dict[str, int] = {}
        parts = (
            Part(partial(parse_name, "mission"), "mission"),
            Part(partial(parse_name, "location"), "location"),
            Part(self._year, "year"),
            Part(_count, *TROOPS),
            Part(partial(parse_name, "country", required=False), "country"),
            Part(self._point, "longitude", "latitude"),
        )
        self.reader = ColumnReader(parts, self._observation)

    def _observation(
        self,
        number: int,
        mission: str,
        location: str,
        year: tuple[int, Span],
        count: Count,
        country: str,
        point: tuple[float, float] | None,
    ) -> Observation:
        key = f"{mission} {year[0]} {location}"
        self._seen[key] = self._seen.get(key, 0) + 1
        lon, lat = point or (None, None)
        return Observation(
            origin=Origin(
                source=SOURCE,
                ref=f"{key} {self._seen[key]}",
                reliability=Reliability("B", 3),
                means="document",
                file=self.context.file,
                row=number,
            ),
            span=year[1],
            place=Place(
                lon=lon,
                lat=lat,
                accuracy_m=ACCURACY_M if point else None,
                country=country,
                name=location,
            ),
            actor=mission,
            item="military-personnel",
            count=count,
        )

    def conclude(self) -> Iterable[Report]:
        """Return nothing: a map shows what it shows."""
        return ()

    def _year(self, text: str) -> tuple[int, Span]:
        year = _year(text)
        span = days_span(date(year, 1, 1), date(year, 12, 31), self.context.timezone)
        check_past("year", str(year), span.start, self.context.now)
        return year, span

    def _point(self, lon: str, lat: str) -> tuple[float, float] | None:
        if _is_unknown(lon) and _is_unknown(lat):
            return None
        return parse_point(("longitude", "latitude"), lon, lat, self.context.area)


def _is_unknown(text: str) -> bool:
    return text.strip().casefold() in UNKNOWN_WORDS


def _year(text: str) -> int:
    year = parse_whole("year", text)
    if year is None or not EARLIEST_YEAR <= year < date.max.year:
        raise FaultyField("bad-date", "year", shown(text), expected=f"a year from {EARLIEST_YEAR}")
    return year


def _count(*texts: str) -> Count:
    """Return the troops that the row's map shows, with half as many more or fewer.

    Without a figure of its own, the mean of the year's maps of the place stands in. No figure, or
    none shown: nothing is known of the upper bound, for staff and observers are not in the figure.
    """
    for field, text in zip(TROOPS, texts, strict=True):
        if not _is_unknown(text):
            number = parse_whole(field, text)
            if number is None or number > TROOPS_MAX:
                raise FaultyField("too-large", field, shown(text), expected=f"≤ {TROOPS_MAX:,}")
            if number == 0:
                return Count(0, None, 0)
            return Count(number // 2, number + (number + 1) // 2, number)
    return Count(0, None)
