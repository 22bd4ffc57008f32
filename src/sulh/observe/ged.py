"""UCDP Georeferenced Event Dataset (GED): one row, one deadly event.

Sundberg and Melander 2013, Journal of Peace Research 50(4); UCDP GED Codebook. The rules by which
rows become reports are in docs/reference/readers.md. Columns are found by name, so that the order
of any release will do; numbers may end in ``.0``, as some exports write them.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, Literal

from sulh.errors import shown
from sulh.observe.records import Coverage, Incident, Origin, Participant, Report
from sulh.tables import FaultyField
from sulh.tables.columns import ColumnReader, Part, keys, points, short_names
from sulh.tables.conventions import ColumnSorts
from sulh.tables.fields import parse_name, parse_whole
from sulh.tables.layout import Headless
from sulh.tables.times import check_past, days_span, parse_date
from sulh.values import Count, Place, Reliability, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from zoneinfo import ZoneInfo

    import polars as pl

    from sulh.observe.context import Context
    from sulh.tables.columns import AtOnce

__all__ = ["COLUMNS", "GedConverter"]

SOURCE = "UCDP GED"
COLUMNS = frozenset(
    ("id", "type_of_violence", "side_a", "side_b", "where_prec", "date_prec", "date_start", "best")
)
ORDER = (  # as UCDP GED and its candidate releases are published; some of these have no header
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,"
    "conflict_name,dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,"
    "side_b_dset_id,side_b_new_id,side_b,number_of_sources,source_article,source_office,source_date,"
    "source_headline,source_original,where_prec,where_coordinates,where_description,adm_1,adm_2,"
    "latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,date_prec,"
    "date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob"
)
HEADLESS = Headless(
    title="UCDP GED",
    columns=tuple(ORDER.split(",")),
    patterns={
        "type_of_violence": re.compile(r"[123](\.0)?"),
        "where_prec": re.compile(r"[1-7](\.0)?"),
        "date_prec": re.compile(r"[1-5](\.0)?"),
        "date_start": re.compile(r"\d{4}-\d\d-\d\d.*|\d{1,2}[/.]\d{1,2}[/.]\d{4}.*"),
        "best": re.compile(r"\d+(\.0)?"),
    },
)
DEATHS = ("low", "best", "high", "deaths_civilians", "deaths_unknown")
SORTS = ColumnSorts(
    decimals=frozenset(("latitude", "longitude")),
    wholes=frozenset(DEATHS),
    dates=frozenset(("date_start", "date_end")),
)
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
UNKNOWN_DISTRICT = ("5", "6", "7")
RELIABILITY = {  # event_clarity 2: several events may be reported together
    "1": Reliability("B", 2),
    "2": Reliability("B", 3),
    "": Reliability("B", 6),
}
CLASS_DAYS = {"1": (1, 1), "2": (2, 6), "3": (7, 7), "4": (8, 31), "5": (32, 366)}
"""For each `date_prec`, the fewest and the most days within which the event is known to lie."""
MIDNIGHT = re.compile(r"[ T]?(00:00:00(\.0+)?Z?)?")


class GedConverter:
    """Turns GED rows into incidents, and says at the end which country-years the rows cover."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.timezone = context.timezone
        self._file = context.file
        self._years: set[tuple[str, tuple[int, int]]] = set()
        self._dates = lru_cache(maxsize=65536)(self._days)
        self._span_by_key = lru_cache(maxsize=65536)(self._keyed_span)
        # In no time zone has a later day begun.
        last_day = context.now.date() - timedelta(days=1) if context.now else date(2100, 1, 1)
        self._last_day = (last_day - EPOCH).days
        self.parts = (
            Part(_meaning("type_of_violence", ACTS), "type_of_violence"),
            # A bad date is named before other faults of its row.
            Part(self._dates, "date_start", "date_end", check=True),
            Part(partial(parse_name, "country", required=False), "country"),
            Part(_deaths, *DEATHS),
            Part(_meaning("event_clarity", RELIABILITY), "event_clarity"),
            keys("id", suffix=".0"),
            short_names("dyad_name"),
            Part(
                self._span,
                *("date_start", "date_end", "date_prec"),
                at_once=self._spans_at_once,
            ),
            Part(_meaning("where_prec", ACCURACY_M), "where_prec"),
            points("longitude", "latitude", context.area),
            Part(_district, "where_prec", "adm_1"),
            short_names("where_coordinates"),
            Part(_participants, "side_a", "side_b"),
        )
        self.reader = ColumnReader(self.parts, self._incident, self._incidents)

    def _incident(self, *values: Any) -> Incident:
        return self._incidents(*([value] for value in values))[0]

    def _incidents(  # noqa: PLR0917 -- one argument a part
        self,
        numbers: list[int],
        acts: list[str],
        countries: list[str],
        deaths: list[tuple[Count, Count]],
        reliabilities: list[Reliability],
        refs: list[str],
        dyads: list[str],
        spans: list[tuple[Span, tuple[int, int]]],
        accuracies_m: list[float | None],
        points: list[tuple[float, float]],
        districts: list[str],
        places: list[str],
        participants: list[tuple[Participant, ...]],
    ) -> list[Incident]:
        file = self._file
        self._years.update(zip(countries, [years for _, years in spans], strict=True))
        of_where = zip(points, accuracies_m, countries, districts, places, strict=True)
        wheres = [
            Place(
                lon=lon,
                lat=lat,
                accuracy_m=accuracy_m,
                country=country,
                district=district,
                name=name,
            )
            for (lon, lat), accuracy_m, country, district, name in of_where
        ]
        of_origin = zip(numbers, refs, reliabilities, dyads, strict=True)
        origins = [
            Origin(
                source=SOURCE,
                ref=ref,
                reliability=reliability,
                means="document",
                file=file,
                row=number,
                text=dyad,
            )
            for number, ref, reliability, dyad in of_origin
        ]
        rows = zip(origins, spans, wheres, acts, participants, deaths, strict=True)
        return [
            Incident(
                origin=origin,
                span=span,
                place=where,
                act=act,
                participants=sides,
                deaths=dead,
                civilian_deaths=civilians,
            )
            for origin, (span, _), where, act, sides, (dead, civilians) in rows
        ]

    def conclude(self) -> Iterable[Report]:
        """Return one statement of coverage a country: whole years, deadly events only."""
        years: dict[str, list[int]] = {}
        for country, pair in self._years:
            years.setdefault(country, []).extend(pair)
        for country in sorted(years.keys() - {""}):
            first, last = min(years[country]), max(years[country])
            yield Coverage(
                origin=Origin(
                    source=SOURCE,
                    ref=f"coverage {country} {first}-{last}",
                    reliability=Reliability("B", 2),
                    means="document",
                    file=self.context.file,
                    text="UCDP GED records events with at least one death; others are not in it.",
                ),
                span=days_span(date(first, 1, 1), date(last, 12, 31), self.timezone),
                place=Place(country=country),
                subjects=("armed-clash", "violence-against-civilians"),
                complete=False,
            )

    def _days(self, start_text: str, end_text: str) -> tuple[date, date]:
        """Return the first and the last day that the row gives."""
        end_text = end_text or start_text
        first, last = _day("date_start", start_text), _day("date_end", end_text)
        if last < first:
            raise FaultyField(
                "ends-before-start", "date_end", shown(end_text), message="is before date_start"
            )
        if self.context.now is not None:
            last_day = days_span(last, last, self.timezone)
            check_past("date_end", end_text, last_day.start, self.context.now)
        return first, last

    def _span(self, start: str, end: str, precision: str) -> tuple[Span, tuple[int, int]]:
        """Return when the event happened, and the years of its first and last day."""
        first, last = self._dates(start, end)
        span = event_span(first, last, _precision(precision), self.timezone)
        return span, (first.year, last.year)

    def _spans_at_once(self, starts: pl.Series, ends: pl.Series, precisions: pl.Series) -> AtOnce:
        """Do as `_span` does for plain days that are long past; the others are doubtful."""
        ends = starts.zip_with(ends == "", ends)
        first, last = (_plain_days(each) for each in (starts, ends))
        is_plain = precisions.str.contains(PLAIN_CLASS) & (first <= last) & (last <= self._last_day)
        keys = (first * SPAN_DAYS_MAX + (last - first)) * CLASSES_MAX
        keys += precisions.str.slice(0, 1).cast(int, strict=False)
        doubtful = (~is_plain.fill_null(value=False)).arg_true()
        return map(self._span_by_key, keys.scatter(doubtful, None).to_list()), doubtful.to_list()

    def _keyed_span(self, key: int | None) -> tuple[Span, tuple[int, int]] | None:
        if key is None:
            return None
        days, precision = divmod(key, CLASSES_MAX)
        begin, length = divmod(days, SPAN_DAYS_MAX)
        first, last = EPOCH + timedelta(days=begin), EPOCH + timedelta(days=begin + length)
        return event_span(first, last, str(precision), self.timezone), (first.year, last.year)


PLAIN_DAY = r"^(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}([ T]?00:00:00(\.0+)?Z?)?$"
PLAIN_CLASS = r"^[1-5](\.0)?$"
EPOCH = date(1970, 1, 1)
SPAN_DAYS_MAX = 100_000
"""Longer than any span between two plain days."""
CLASSES_MAX = 8


def _plain_days(texts: pl.Series) -> pl.Series:
    """Return days since 1970; null for a text that is no plain day of 1900 to 2099."""
    plain = texts.set(~texts.str.contains(PLAIN_DAY), None).str.slice(0, 10)
    return plain.str.to_date("%Y-%m-%d", strict=False).to_physical().cast(int)


def event_span(first: date, last: date, precision: str, timezone: ZoneInfo) -> Span:
    """Return when an event happened: whole local days, widened where the dates say too much.

    A precision class promises that the event lies within so many days. Dates that give at least
    the fewest days of their class already say what is known and stay. Where they give fewer (a
    single day in the class of a week), any stretch as long as the class allows may be meant, if
    only it holds the dates: the span is all of these together. Class 5 has no such length below a
    year; its span becomes the whole years of the dates.
    """
    fewest, most = CLASS_DAYS[precision]
    days = (last - first).days + 1
    if days >= fewest:
        return days_span(first, last, timezone)
    if precision == "5":
        return days_span(date(first.year, 1, 1), date(last.year, 12, 31), timezone)
    room = timedelta(days=most - 1)
    return days_span(last - room, first + room, timezone)


@lru_cache(maxsize=65536)
def _day(field: str, text: str) -> date:
    if not MIDNIGHT.fullmatch(text[10:]):
        raise FaultyField("bad-date", field, shown(text), expected="a date YYYY-MM-DD")
    return parse_date(field, text[:10])


def _plain(text: str) -> str:
    """Return a number without the ``.0`` that some exports add."""
    return text.removesuffix(".0")


def _code(field: str, meanings: Mapping[str, object]) -> Callable[[str], str]:
    """Return what parses a field that holds one of a few codes."""

    def parse(text: str) -> str:
        code = _plain(text.strip())
        if code not in meanings:
            expected = ", ".join(each for each in meanings if each)
            raise FaultyField("bad-code", field, shown(code), expected=f"one of: {expected}")
        return code

    return parse


def _meaning(field: str, meanings: Mapping[str, Any]) -> Callable[[str], Any]:
    """Return what parses such a field into what its code means."""
    code_of = _code(field, meanings)
    return lambda text: meanings[code_of(text)]


_precision = _code("date_prec", CLASS_DAYS)


def _district(precision: str, text: str) -> str:
    is_unknown = _plain(precision.strip()) in UNKNOWN_DISTRICT
    return parse_name("adm_1", "" if is_unknown else text, required=False)


def _side(field: str, side: Literal["a", "b"], text: str) -> tuple[Participant, ...]:
    if len(text) > SIDE_LENGTH_MAX:
        raise FaultyField("too-long", field, shown(text), message="is too long")
    parts = [part for part in text.split(",") if part.strip()]
    names = dict.fromkeys(parse_name(field, part) for part in parts)
    if not names:
        raise FaultyField("missing", field, "", message="is missing")
    return tuple(Participant(name=name, side=side) for name in names)


def _participants(side_a: str, side_b: str) -> tuple[Participant, ...]:
    return _side("side_a", "a", side_a) + _side("side_b", "b", side_b)


SIDE_LENGTH_MAX = 2_000


def _deaths(*texts: str) -> tuple[Count, Count]:
    """Return the bounds of all deaths, and of civilian deaths, from the fields of `DEATHS`.

    Some rows give a best figure outside their own bounds: the bounds are widened to hold every
    figure of the row. UCDP gives bounds for the total only. By how much the total may be lower,
    the civilians may be fewer; they may be more by the dead of unknown sort and by how much the
    total may be higher.
    """
    low, best, high, civilians, unknown = _numbers(texts)
    low, high = min(low, best), max(low, best, high, civilians)
    civilian_low = max(0, civilians - (best - low))
    civilian_high = min(high, civilians + unknown + (high - best))
    return Count(low, high, best), Count(civilian_low, max(civilian_high, civilians), civilians)


def _numbers(texts: tuple[str, ...]) -> list[int]:
    numbers = []
    for field, text in zip(DEATHS, texts, strict=True):
        number = parse_whole(field, text.strip())
        if number is None:
            raise FaultyField("missing", field, "", message="is missing", expected="a number")
        numbers.append(number)
    return numbers
