"""Field types of place and time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any

import polars as pl
from msgspec import NODEFAULT, UNSET, Meta, UnsetType
from msgspec.structs import replace

from sulh.picture.field_type import Column, FieldType, Stored
from sulh.picture.position import parse_position
from sulh.tables import FaultyField
from sulh.tables.fields import parse_name
from sulh.tables.points import ACCURACY_M_MAX, parse_accuracy, parse_angle, parse_coordinates
from sulh.tables.positions import NamedPlace
from sulh.tables.times import parse_span
from sulh.values import Place, Span, format_utc, parse_utc

if TYPE_CHECKING:
    from collections.abc import Callable
    from zoneinfo import ZoneInfo

    from sulh.picture.field_type import RowContext

__all__ = ["PlaceField", "SpanField"]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
CACHED = 65_536


@lru_cache(maxsize=CACHED)
def _parse_span(names: tuple[str, str], start: str, end: str, timezone: ZoneInfo) -> Span:
    return parse_span(names, start, end, timezone=timezone, now=None)


def parse_when(
    names: tuple[str, str], start: str, end: str, timezone: ZoneInfo, now: datetime | None
) -> Span:
    """Return the span that two cells give, neither of them after `now`."""
    span = _parse_span(names, start, end, timezone)
    if now is not None and span.end > now:
        return parse_span(names, start, end, timezone=timezone, now=now)
    return span


@lru_cache(maxsize=CACHED)
def load_span(texts: tuple[str, ...]) -> Span:
    """Return the span of a body: one time, or two."""
    start = parse_utc(texts[0])
    return Span(start, start if len(texts) == 1 else parse_utc(texts[1]))


@lru_cache(maxsize=CACHED)
def span_texts(span: Span) -> tuple[str, ...]:
    """Return the time of a span, or its first and last."""
    start = format_utc(span.start)
    return (start,) if span.end == span.start else (start, format_utc(span.end))


def dump_span(span: Span) -> list[str]:
    """Return a span as a body holds it."""
    return [*span_texts(span)]


@lru_cache(maxsize=CACHED)
def load_microseconds(texts: tuple[str, ...]) -> tuple[int, int]:
    """Return the span of a body in microseconds since 1970."""
    span = load_span(texts)
    return (span.start - EPOCH) // MICROSECOND, (span.end - EPOCH) // MICROSECOND


@dataclass(frozen=True, kw_only=True)
class SpanField(FieldType):
    """When something was, or will be: whole days, or times with their offset from UTC.

    The columns are ``start`` and ``end`` behind `prefix`; where it `is_past`, neither may be in the
    future.
    """

    prefix: str = ""
    is_past: bool = True

    calls = (parse_when, load_span, load_microseconds, dump_span, span_texts)
    input = "moment"
    dumped = "dump_span({})"
    loaded = "load_span({})"

    def _names(self) -> tuple[str, str]:
        return (f"{self.prefix}start", f"{self.prefix}end")

    def columns(self, name: str) -> tuple[Column, ...]:  # noqa: ARG002 -- named by the prefix
        """Return the columns of the first and the last moment."""
        start, end = self._names()
        return (
            self.column(start),
            self.column(end, required=False, meaning=f"its end; empty: the same as {start}"),
        )

    def parse_code(self, name: str) -> str:  # noqa: ARG002 -- named by the prefix
        """Return an expression for the span."""
        start, end = self._names()
        return self._code((start, end), f'get({start!r}, "")', f'get({end!r}, "")')

    def _code(self, names: tuple[str, str], start: str, end: str) -> str:
        now = "context.now" if self.is_past else "None"
        return f"parse_when({names!r}, {start}, {end}, context.timezone, {now})"

    def part_codes(self, name: str) -> tuple[str, ...]:  # noqa: ARG002 -- named by the prefix
        """Return expressions for the first moment, and for the last where there is one."""
        start, end = self._names()
        return (
            self._code((start, start), f'get({start!r}, "")', "''"),
            f'get({end!r}, "") and ' + self._code((end, end), f'get({end!r}, "")', "''"),
        )

    def stored(self, name: str) -> dict[str, Stored]:
        """Return one time or two; there is no span without them."""
        meta = Meta(min_length=1, max_length=2, description=self.meaning)
        return {name: (Annotated[tuple[str, ...], meta], NODEFAULT)}

    def dump_code(self, name: str, value: str) -> str:
        """Return a statement that writes the span."""
        return f"body[{name!r}] = dump_span({value})"

    def write_codes(self, name: str, value: str) -> dict[str, str]:
        """Return an expression for the span."""
        return {name: f"span_texts({value})"}

    def table(self, name: str) -> dict[str, Any]:  # noqa: ARG002 -- named by the prefix
        """Return the first and the last microsecond since 1970, UTC."""
        return dict.fromkeys(self._names(), pl.Int64)

    def cell_codes(self, name: str) -> tuple[str, ...]:
        """Return expressions for the microseconds."""
        return tuple(f"load_microseconds(stored.{name})[{end}]" for end in (0, 1))


_accuracy = lru_cache(maxsize=4096)(parse_accuracy)


def parse_where(get: Callable[..., str], context: RowContext) -> Place:
    """Return the place of a row; `get` returns its cells."""
    lon = lat = accuracy_m = None
    country = parse_name("country", get("country"), required=False) if get("country") else ""
    place = NamedPlace(name="")

    def name_in(column: str) -> str:
        return parse_name(column, get(column, ""), required=False)

    if get("position") and (get("lon") or get("lat")):
        raise FaultyField("bad-position", "position", "", message="stands beside lon and lat")
    if get("position"):
        place = parse_position(
            get("position"), country, context, get("start"), get("district") or get("place")
        )
    if place.spot is not None:
        lon, lat = place.spot.lon, place.spot.lat
        accuracy_m = _accuracy_of(get("accuracy_m", ""), place.spot.accuracy_m)
    elif get("lon") or get("lat"):
        lon, lat = parse_coordinates(("lon", "lat"), get("lon", ""), get("lat", ""), context.area)
        if lon is not None:
            accuracy_m = _accuracy(get("accuracy_m", ""))
    return Place(
        lon=lon,
        lat=lat,
        accuracy_m=accuracy_m,
        zone=parse_name("zone", get("zone"), required=False) if get("zone") else "",
        country=country or place.country,
        district=(place.code and place.district) or name_in("district") or place.district,
        name=name_in("place") or place.name,
    )


def _accuracy_of(text: str, at_best: float | None) -> float | None:
    """Return the radius that a cell gives, or the position; never less than the position can say."""
    if not text.strip() and at_best is not None:
        return at_best
    accuracy_m = _accuracy(text)
    return accuracy_m if accuracy_m is None else max(accuracy_m, at_best or 0.0)


def whole_where_whole(value: float) -> float | int:
    """Return a whole number as an integer: canonical JSON writes it so, and it then reads so."""
    whole = int(value)
    return whole if whole == value else value


def number_or_unset(value: float | None) -> float | UnsetType:
    """Return a number as canonical JSON writes it, or that there is none."""
    if value is None:
        return UNSET
    whole = int(value)
    return whole if whole == value else value


def dump_place(place: Place, body: dict[str, Any]) -> None:
    """Put a place into a body."""
    if place.lon is not None and place.lat is not None:
        body["lon"] = whole_where_whole(place.lon)
        body["lat"] = whole_where_whole(place.lat)
    if place.accuracy_m is not None:
        body["accuracy_m"] = whole_where_whole(place.accuracy_m)
    if place.zone:
        body["zone"] = place.zone
    if place.country:
        body["country"] = place.country
    if place.district:
        body["district"] = place.district
    if place.name:
        body["place"] = place.name


def load_place(
    lon: float | None,
    lat: float | None,
    accuracy_m: float | None,
    zone: str,
    country: str,
    district: str,
    name: str,
) -> Place:
    """Return the place of a body."""
    return Place(
        lon=lon,
        lat=lat,
        accuracy_m=accuracy_m,
        zone=zone,
        country=country,
        district=district,
        name=name,
    )


def load_lon(lon: float | None, lat: float | None) -> float | None:
    """Return the longitude of a body that has both coordinates or none."""
    if (lon is None) is not (lat is None):
        raise ValueError("lon and lat must be given together")
    return lon


PLACE_NAMES = {
    "zone": "the zone, as the source writes it",
    "district": "the district, as the source writes it",
    "country": "the country, as the source writes it",
    "place": "the place, as the source writes it",
}
POSITION_MEANING = (
    "in place of lon and lat: MGRS, UTM, degrees and minutes, a Plus Code, or the name of a place"
)
PLACE_NUMBERS = {
    "lon": ("longitude, WGS 84", "degrees", -180, 180),
    "lat": ("latitude, WGS 84", "degrees", -90, 90),
    "accuracy_m": (
        "the radius around the point that holds the true place; `region`: the point is a region's centre",
        "metres",
        0,
        ACCURACY_M_MAX,
    ),
}


@dataclass(frozen=True, kw_only=True)
class PlaceField(FieldType):
    """Where something was: a point with its accuracy, and the names of places around it."""

    calls = (
        parse_where,
        parse_angle,
        parse_accuracy,
        parse_name,
        dump_place,
        number_or_unset,
        load_place,
        load_lon,
    )

    def columns(self, name: str) -> tuple[Column, ...]:  # noqa: ARG002 -- they bear names of their own
        """Return the point's columns, which a form shows at once, and those of the names."""
        numbers = (
            self.column(
                each,
                input="decimal",
                meaning=meaning,
                unit=unit,
                low=low,
                high=high,
                prominent=True,
            )
            for each, (meaning, unit, low, high) in PLACE_NUMBERS.items()
        )
        names = (
            self.column(each, meaning=meaning, standard="") for each, meaning in PLACE_NAMES.items()
        )
        position = self.column(
            "position", meaning=POSITION_MEANING, standard="MGRS, UTM, Plus Codes"
        )
        return (*numbers, *names, position)

    def questions(self, name: str) -> tuple[Column, ...]:
        """Return a point that the telephone finds, the columns that follow from it, and the names."""
        *columns, _ = self.columns(name)
        numbers, names = columns[:3], columns[3:]
        parts = zip(numbers, (1, 0, 3), strict=True)  # a geopoint is: lat lon altitude accuracy
        return (
            self.column("location", input="point", meaning="where you are, or a point of the map"),
            *(replace(n, calculation=f"selected-at(${{location}}, {at})") for n, at in parts),
            *names,
        )

    def parse_code(self, name: str) -> str:  # noqa: ARG002 -- its columns bear names of their own
        """Return an expression for the place."""
        return "parse_where(get, context)"

    def part_codes(self, name: str) -> tuple[str, ...]:  # noqa: ARG002 -- as above
        """Return an expression for each column."""
        return (
            'get("lon") and parse_angle("lon", get("lon"), "EW")',
            'get("lat") and parse_angle("lat", get("lat"), "NS")',
            '(get("lon") or get("lat")) and parse_accuracy(get("accuracy_m", ""))',
            *(f'parse_name({each!r}, get({each!r}, ""), required=False)' for each in PLACE_NAMES),
        )

    def stored(self, name: str) -> dict[str, Stored]:  # noqa: ARG002 -- as above
        """Return the keys of a place, of which each may be absent."""
        keys: dict[str, Stored] = {}
        for each, (meaning, _, low, high) in PLACE_NUMBERS.items():
            most = 20_100_000 if each == "accuracy_m" else high
            number = Annotated[float, Meta(ge=low, le=most, description=meaning)]
            keys[each] = (number | None, None)
        for each, meaning in PLACE_NAMES.items():
            keys[each] = (Annotated[str, Meta(description=meaning)], "")
        return keys

    def dump_code(self, name: str, value: str) -> str:  # noqa: ARG002 -- as above
        """Return a statement that writes the place."""
        return f"dump_place({value}, body)"

    def write_codes(self, name: str, value: str) -> dict[str, str]:  # noqa: ARG002 -- as above
        """Return expressions for the point and for the names."""
        numbers = {each: f"number_or_unset({value}.{each})" for each in PLACE_NUMBERS}
        parts = dict(zip(PLACE_NAMES, ("zone", "district", "country", "name"), strict=True))
        return numbers | {key: f"{value}.{part} or UNSET" for key, part in parts.items()}

    def load_code(self, name: str) -> str:  # noqa: ARG002 -- as above
        """Return an expression for the place."""
        keys = ("lon", "lat", "accuracy_m", "zone", "country", "district", "place")
        return f"load_place({', '.join(f'stored.{key}' for key in keys)})"

    def table(self, name: str) -> dict[str, Any]:  # noqa: ARG002 -- as above
        """Return the columns of a place; null where there is no point."""
        return dict.fromkeys(PLACE_NUMBERS, pl.Float64) | {
            "zone": pl.Categorical,
            "district": pl.Categorical,
            "country": pl.Categorical,
            "place": pl.String,
        }

    def cell_codes(self, name: str) -> tuple[str, ...]:
        """Return an expression for each column; the first checks that a point has both coordinates."""
        _, *others = (f"stored.{key}" for key in self.table(name))
        return ("load_lon(stored.lon, stored.lat)", *others)
