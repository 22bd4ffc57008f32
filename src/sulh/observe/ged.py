"""UCDP Georeferenced Event Dataset (GED): one row, one deadly event.

Sundberg and Melander 2013, Journal of Peace Research 50(4); UCDP GED Codebook. The rules by which
rows become reports are in docs/reference/readers.md.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Literal

from sulh.observe.fields import parse_decimal, parse_day, parse_key, parse_whole
from sulh.observe.reading import Context, FaultyField, Row
from sulh.observe.records import Coverage, Incident, Origin, Participant, Report
from sulh.values import Count, Place, Reliability, Span

__all__ = ["GedConverter", "is_ged"]

SOURCE = "UCDP GED"
ACTS = {"1": "armed-clash", "2": "armed-clash", "3": "violence-against-civilians"}
ACCURACY_M: dict[str, float | None] = {
    "1": 5_000.0,  # an exact location is a settlement or landmark, not a satellite fix
    "2": 25_000.0,  # codebook: within about 25 km around a known point
    "3": 50_000.0,  # the centre of a second-order administrative division
    "4": None,  # a first-order division's centre: a region, not a place
    "5": None,  # a linear feature or fuzzy area
    "6": None,  # the country only
    "7": None,  # international waters or air space
}
UNKNOWN_DISTRICT = {"5", "6", "7"}
COLUMNS = {"type_of_violence", "side_a", "side_b", "where_prec", "date_prec", "date_start", "best"}


def is_ged(columns: Iterable[str]) -> bool:
    """Say whether these are columns of UCDP GED, in any release's order."""
    return set(columns) >= COLUMNS


class GedConverter:
    """Turns GED rows into incidents, and says at the end which country-years the rows cover."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._years: dict[str, tuple[int, int]] = {}

    def convert(self, row: Row) -> Iterable[Report]:
        """Return the row's incident."""
        values = row.values
        kind = _code(values, "type_of_violence")
        if kind not in ACTS:
            raise FaultyField("bad-code", "type_of_violence", kind, expected="1, 2 or 3")
        span = self._span(values)
        country = parse_key("country", values.get("country", ""), required=False)
        self._note_year(country, span)
        deaths, civilian_deaths = _deaths(values)
        clarity = values.get("event_clarity", "").removesuffix(".0")
        return (
            Incident(
                origin=Origin(
                    source=SOURCE,
                    ref=_code(values, "id"),
                    reliability=Reliability("B", 2 if clarity == "1" else 3),
                    means="document",
                    file=self.context.file,
                    row=row.number,
                    text=_text(values),
                ),
                span=span,
                place=_place(values, country),
                act=ACTS[kind],
                participants=(*_side(values, "a"), *_side(values, "b")),
                deaths=deaths,
                civilian_deaths=civilian_deaths,
            ),
        )

    def conclude(self) -> Iterable[Report]:
        """Return one statement of coverage a country: whole years, deadly events only."""
        for country, (first, last) in sorted(self._years.items()):
            start = parse_day("date_start", f"{first}-01-01", self.context.timezone)
            end = parse_day("date_end", f"{last}-12-31", self.context.timezone)
            yield Coverage(
                origin=Origin(
                    source=SOURCE,
                    ref=f"coverage {country} {first}-{last}",
                    reliability=Reliability("B", 2),
                    means="document",
                    file=self.context.file,
                    text="UCDP GED records events with at least one death; others are not in it.",
                ),
                span=Span(start.start, end.end),
                place=Place(country=country),
                subjects=("armed-clash", "violence-against-civilians"),
                complete=False,
            )

    def _note_year(self, country: str, span: Span) -> None:
        middle = (span.start + (span.end - span.start) / 2).year
        first, last = self._years.get(country, (middle, middle))
        self._years[country] = (min(first, middle), max(last, middle))

    def _span(self, values: Mapping[str, str]) -> Span:
        start_text = values.get("date_start", "")[:10]
        end_text = values.get("date_end", "")[:10] or start_text
        start = parse_day("date_start", start_text, self.context.timezone)
        end = parse_day("date_end", end_text, self.context.timezone)
        if end.start < start.start:
            raise FaultyField(
                "ends-before-start", "date_end", end_text, message="is before date_start"
            )
        precision = _code(values, "date_prec")
        first, last = widen(date.fromisoformat(start_text), date.fromisoformat(end_text), precision)
        span = Span(
            parse_day("date_start", first.isoformat(), self.context.timezone).start,
            parse_day("date_end", last.isoformat(), self.context.timezone).end,
        )
        now = self.context.now
        if now is not None and start.start > now:
            raise FaultyField("future", "date_start", start_text, message="lies in the future")
        return span


def widen(first: date, last: date, precision: str) -> tuple[date, date]:
    """Return the days an event may have happened on, where they are wider than its dates say.

    A single day with the precision of a week stands for the ISO week that holds it, one with that
    of a month (class 4, or 5, which is wider) for the calendar month. Dates that span more than one
    day already say what is known.
    """
    if first != last or precision in ("1", "2"):
        return first, last
    if precision == "3":
        monday = first - timedelta(days=first.weekday())
        return monday, monday + timedelta(days=6)
    if precision in ("4", "5"):
        return first.replace(day=1), first.replace(
            day=calendar.monthrange(first.year, first.month)[1]
        )
    raise FaultyField("bad-code", "date_prec", precision, expected="1 to 5")


def _code(values: Mapping[str, str], field: str) -> str:
    """Return a code or id, without the ``.0`` that some exports add."""
    return parse_key(field, values.get(field, "")).removesuffix(".0")


def _text(values: Mapping[str, str]) -> str:
    parts = [values.get("where_coordinates", ""), values.get("dyad_name", "")]
    return "; ".join(part for part in parts if part)[:500]


def _side(values: Mapping[str, str], side: Literal["a", "b"]) -> list[Participant]:
    field = f"side_{side}"
    names = [part.strip() for part in values.get(field, "").split(",")]
    found = [Participant(name=parse_key(field, name), side=side) for name in names if name]
    if not found:
        raise FaultyField("missing", field, "", message="is missing")
    return found


def _place(values: Mapping[str, str], country: str) -> Place:
    precision = _code(values, "where_prec")
    if precision not in ACCURACY_M:
        raise FaultyField("bad-code", "where_prec", precision, expected="1 to 7")
    lon = parse_decimal("longitude", values.get("longitude", ""))
    lat = parse_decimal("latitude", values.get("latitude", ""))
    for field, value, limit in (("longitude", lon, 180), ("latitude", lat, 90)):
        if value is None or not -limit <= value <= limit:
            raise FaultyField(
                "bad-coordinates", field, values.get(field, ""), expected=f"-{limit} to {limit}"
            )
    district = "" if precision in UNKNOWN_DISTRICT else values.get("adm_1", "")
    return Place(
        lon=lon,
        lat=lat,
        accuracy_m=ACCURACY_M[precision],
        country=country,
        district=parse_key("adm_1", district, required=False),
        name=parse_key("where_coordinates", values.get("where_coordinates", ""), required=False),
    )


def _deaths(values: Mapping[str, str]) -> tuple[Count, Count]:
    """Return the bounds of all deaths, and of civilian deaths.

    UCDP gives bounds for the total only. The civilians are at least their best figure less what
    the total may be lower, and at most that figure, with the unknown dead, and what the total may
    be higher; never more than all the dead. Some rows have a best figure outside their own bounds;
    the bounds are then widened to hold all three.
    """
    numbers = {}
    for field in ("low", "best", "high", "deaths_civilians", "deaths_unknown"):
        number = parse_whole(field, values.get(field, ""))
        if number is None:
            raise FaultyField("missing", field, "", message="is missing")
        numbers[field] = number
    best = numbers["best"]
    low, high = min(numbers["low"], best), max(numbers["low"], best, numbers["high"])
    civilians = min(numbers["deaths_civilians"], best)
    civilian_low = max(0, civilians - (best - low))
    civilian_high = min(high, civilians + numbers["deaths_unknown"] + (high - best))
    return Count(low, high, best), Count(civilian_low, max(civilian_high, civilians), civilians)
