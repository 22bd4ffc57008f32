"""Geo-PKO: where UN peacekeepers were deployed, by mission, year and place.

Cil, Fjelde, Hultman and Nilsson 2020, Journal of Peace Research 57(2). Unit sizes are standard sizes
read off deployment maps, not head counts: a figure is the best estimate, between half and one and a
half times itself. Where the map shows a unit without a size, at least one person is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sulh.errors import shown
from sulh.observe.fields import parse_day, parse_decimal, parse_key
from sulh.observe.reading import Context, FaultyField, Row
from sulh.observe.records import Observation, Origin, Report
from sulh.values import Count, Place, Reliability, Span

__all__ = ["GeoPkoConverter", "is_geopko"]

COLUMNS = {"mission", "year", "location", "latitude", "longitude", "NoTroops", "ave.no.troops"}
ACCURACY_M = 5_000.0  # places are geocoded settlements and camps
UNKNOWN_WORDS = {"", "na", "nan", "unknown"}


def is_geopko(columns: Iterable[str]) -> bool:
    """Say whether these are columns of the Geo-PKO deployments."""
    return set(columns) >= COLUMNS


class GeoPkoConverter:
    """Turns deployments into observations of military personnel of the mission."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._seen: dict[str, int] = {}

    def convert(self, row: Row) -> Iterable[Report]:
        """Return the row's observation."""
        values = row.values
        mission = parse_key("mission", values.get("mission", ""))
        location = parse_key("location", values.get("location", ""))
        year = parse_key("year", values.get("year", "")).removesuffix(".0")
        if not (year.isdigit() and len(year) == 4):
            raise FaultyField("bad-date", "year", shown(year), expected="a year")
        timezone = self.context.timezone
        key = f"{mission} {year} {location}"
        self._seen[key] = self._seen.get(key, 0) + 1
        return (
            Observation(
                origin=Origin(
                    source="Geo-PKO",
                    ref=f"{key} {self._seen[key]}",
                    reliability=Reliability("B", 3),
                    means="document",
                    file=self.context.file,
                    row=row.number,
                ),
                span=Span(
                    parse_day("year", f"{year}-01-01", timezone).start,
                    parse_day("year", f"{year}-12-31", timezone).end,
                ),
                place=_place(values, location),
                actor=mission,
                item="military-personnel",
                count=_count(values),
            ),
        )

    def conclude(self) -> Iterable[Report]:
        """Return nothing: a map shows what it shows."""
        return ()


def _place(values: Mapping[str, str], location: str) -> Place:
    lon_text, lat_text = values.get("longitude", ""), values.get("latitude", "")
    country = parse_key("country", values.get("country", ""), required=False)
    if lon_text.casefold() in UNKNOWN_WORDS and lat_text.casefold() in UNKNOWN_WORDS:
        return Place(country=country, name=location)
    lon, lat = parse_decimal("longitude", lon_text), parse_decimal("latitude", lat_text)
    for field, value, limit in (("longitude", lon, 180), ("latitude", lat, 90)):
        if value is None or not -limit <= value <= limit:
            raise FaultyField(
                "bad-coordinates", field, values.get(field, ""), expected=f"-{limit} to {limit}"
            )
    return Place(lon=lon, lat=lat, accuracy_m=ACCURACY_M, country=country, name=location)


def _count(values: Mapping[str, str]) -> Count:
    text = values.get("ave.no.troops", "").strip()
    if text.casefold() in UNKNOWN_WORDS:
        text = values.get("NoTroops", "").strip()
    if text.casefold() in UNKNOWN_WORDS:
        return Count(1, None)
    number = parse_decimal("ave.no.troops", text)
    if number is None or not 0 <= number <= 1_000_000:
        raise FaultyField("not-a-number", "ave.no.troops", shown(text), expected="0 or more")
    best = round(number)
    return Count(best // 2, best + (best + 1) // 2, best)
