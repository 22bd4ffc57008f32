"""Parse the text of one field: numbers, times, coordinates, codes.

Every function raises `FaultyField` for what it cannot read, and guesses nothing.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from sulh.errors import shown
from sulh.observe.reading import FaultyField
from sulh.values import COUNT_MAX, Count, Place, Reliability, Span, parse_utc

__all__ = [
    "parse_choice",
    "parse_count",
    "parse_day",
    "parse_key",
    "parse_place",
    "parse_reliability",
    "parse_span",
    "parse_text",
    "parse_whole",
    "parse_yes",
]

TEXT_BYTES_MAX = 64 * 1024
KEY_LENGTH_MAX = 200
EARLIEST_YEAR = 1900
WHOLE = re.compile(r"[+-]?\d{1,15}(\.0{1,6})?")
DECIMAL = re.compile(r"[+-]?(\d{1,12}(\.\d{0,20})?|\.\d{1,20})([eE][+-]?\d{1,2})?")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
MICROSECOND = timedelta(microseconds=1)


def parse_text(field: str, text: str) -> str:
    """Return free text in NFC, of 64 KB at the most, without NUL."""
    if len(text) > TEXT_BYTES_MAX or len(text.encode("utf-8", "surrogatepass")) > TEXT_BYTES_MAX:
        raise FaultyField(
            "too-long",
            field,
            shown(text),
            message=f"holds more than {TEXT_BYTES_MAX // 1024} KB",
            remedy="Shorten the text and keep the long form as an attachment.",
        )
    if "\x00" in text:
        raise FaultyField("bad-character", field, shown(text), message="holds a NUL character")
    return unicodedata.normalize("NFC", text)


def parse_key(field: str, text: str, *, required: bool = True) -> str:
    """Return a short identifying text: one line, no control or direction-changing characters."""
    clean = parse_text(field, text.strip())
    if required and not clean:
        raise FaultyField("missing", field, "", message="is missing")
    if len(clean) > KEY_LENGTH_MAX:
        raise FaultyField(
            "too-long", field, shown(clean), message=f"is longer than {KEY_LENGTH_MAX} characters"
        )
    if any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") for c in clean):
        raise FaultyField(
            "bad-character",
            field,
            shown(clean),
            message="holds a control or direction-changing character",
            remedy="Type it again without hidden characters.",
        )
    return clean


def parse_whole(field: str, text: str) -> int | None:
    """Return a whole number of zero or more, or None for an empty field. ``12.0`` is 12."""
    text = text.strip()
    if not text:
        return None
    if not WHOLE.fullmatch(text):
        raise FaultyField("not-a-number", field, shown(text), expected="a whole number")
    number = int(text.partition(".")[0])
    if number < 0:
        raise FaultyField("negative", field, text, message="is negative", expected="0 or more")
    if number > COUNT_MAX:
        raise FaultyField(
            "too-large", field, text, message="is too large", expected=f"at most {COUNT_MAX:,}"
        )
    return number


def parse_decimal(field: str, text: str) -> float | None:
    """Return a finite decimal number, or None for an empty field."""
    text = text.strip()
    if not text:
        return None
    if not DECIMAL.fullmatch(text):
        raise FaultyField("not-a-number", field, shown(text), expected="a decimal number")
    return float(text)


def parse_count(names: tuple[str, str, str], low: str, best: str, high: str) -> Count | None:
    """Return the bounds that three fields give, or None when all are empty.

    `best` alone means exactly so many; `low` alone at least so many; `high` alone at most.
    """
    bounds = [parse_whole(name, text) for name, text in zip(names, (low, best, high), strict=True)]
    at_least, exactly, at_most = bounds
    if at_least is None and exactly is None and at_most is None:
        return None
    if at_least is None and at_most is None:
        assert exactly is not None  # noqa: S101 -- ruled out by the line above
        return Count(exactly, exactly, exactly)
    least = at_least if at_least is not None else 0
    if at_most is not None and least > at_most:
        raise FaultyField("bounds", names[2], at_most, message=f"is less than {names[0]} ({least})")
    if exactly is not None and (exactly < least or (at_most is not None and exactly > at_most)):
        raise FaultyField(
            "bounds",
            names[1],
            exactly,
            message="lies outside its bounds",
            expected="low ≤ best ≤ high",
        )
    return Count(least, at_most, exactly)


@lru_cache(maxsize=4096)
def day_span(text: str, timezone: ZoneInfo) -> Span:
    """Return the whole local day as a span in UTC."""
    day = date.fromisoformat(text)
    start = datetime(day.year, day.month, day.day, tzinfo=timezone).astimezone(UTC)
    following = day + timedelta(days=1)
    end = datetime(following.year, following.month, following.day, tzinfo=timezone)
    return Span(start, end.astimezone(UTC) - MICROSECOND)


def parse_day(field: str, text: str, timezone: ZoneInfo) -> Span:
    """Return the span of a day written YYYY-MM-DD."""
    if not DAY.fullmatch(text):
        raise FaultyField("bad-date", field, shown(text), expected="a date YYYY-MM-DD")
    try:
        span = day_span(text, timezone)
    except (ValueError, OverflowError) as error:
        raise FaultyField(
            "bad-date", field, shown(text), message=str(error), expected="a date YYYY-MM-DD"
        ) from error
    if span.start.year < EARLIEST_YEAR:
        raise FaultyField("bad-date", field, text, expected=f"a year from {EARLIEST_YEAR} on")
    return span


def parse_moment(field: str, text: str, timezone: ZoneInfo) -> Span:
    """Return the span of a day, or the instant of a time that names its offset."""
    if len(text) == len("2024-05-03"):
        return parse_day(field, text, timezone)
    try:
        moment = parse_utc(text)
    except (ValueError, OverflowError) as error:
        raise FaultyField(
            "bad-date",
            field,
            shown(text),
            message="is no date, nor a time with its offset",
            expected="2024-05-03 or 2024-05-03T10:00:00+03:00",
        ) from error
    if moment.year < EARLIEST_YEAR:
        raise FaultyField("bad-date", field, text, expected=f"a year from {EARLIEST_YEAR} on")
    return Span(moment, moment)


def parse_span(
    names: tuple[str, str], start: str, end: str, *, timezone: ZoneInfo, now: datetime | None
) -> Span:
    """Return the span from `start` to `end` (empty: the same as `start`), not after `now`."""
    start, end = start.strip(), end.strip()
    if not start:
        raise FaultyField("missing", names[0], "", message="is missing", expected="when it was")
    first = parse_moment(names[0], start, timezone)
    last = parse_moment(names[1], end, timezone) if end else first
    if last.end < first.start:
        raise FaultyField(
            "ends-before-start", names[1], end, message=f"is before {names[0]} ({start})"
        )
    if now is not None and first.start > now:
        raise FaultyField(
            "future", names[0], start, message="lies in the future", remedy="Check the year."
        )
    return Span(first.start, max(first.end, last.end))


def parse_place(values: dict[str, str], *, region_words: tuple[str, ...] = ("region",)) -> Place:
    """Return the place from the columns lon, lat, accuracy_m, zone, district, country, place."""
    lon = parse_decimal("lon", values.get("lon", ""))
    lat = parse_decimal("lat", values.get("lat", ""))
    accuracy_text = values.get("accuracy_m", "").strip()
    check_coordinates(lon, lat)
    accuracy = None
    if accuracy_text and accuracy_text.casefold() not in region_words:
        accuracy = parse_decimal("accuracy_m", accuracy_text)
        if accuracy is not None and not 0 <= accuracy <= 20_000_000:
            raise FaultyField(
                "bad-accuracy", "accuracy_m", accuracy_text, expected="metres, 0 to 20,000,000"
            )
    if lon is not None and not accuracy_text:
        raise FaultyField(
            "missing",
            "accuracy_m",
            "",
            message="is missing",
            expected="the radius in metres around the point, or 'region'",
            remedy="A position from a satellite receiver is good to about 15 m, one from a map to 100 m.",
        )
    return Place(
        lon=lon,
        lat=lat,
        accuracy_m=accuracy if lon is not None else None,
        zone=parse_key("zone", values.get("zone", ""), required=False),
        country=parse_key("country", values.get("country", ""), required=False),
        district=parse_key("district", values.get("district", ""), required=False),
        name=parse_key("place", values.get("place", ""), required=False),
    )


def check_coordinates(lon: float | None, lat: float | None) -> None:
    """Refuse one without the other, and values that are no degrees on the globe."""
    if (lon is None) != (lat is None):
        missing = "lon" if lon is None else "lat"
        raise FaultyField("missing", missing, "", message="is missing beside the other coordinate")
    if lon is None or lat is None:
        return
    if not -90 <= lat <= 90:
        swapped = (
            " (lon and lat seem to be swapped)" if -90 <= lon <= 90 and abs(lat) <= 180 else ""
        )
        raise FaultyField(
            "bad-coordinates", "lat", lat, message=f"is no latitude{swapped}", expected="-90 to 90"
        )
    if not -180 <= lon <= 180:
        raise FaultyField(
            "bad-coordinates", "lon", lon, message="is no longitude", expected="-180 to 180"
        )


def parse_reliability(source: str, credibility: str) -> Reliability:
    """Return the Admiralty code; empty fields mean that it cannot be judged (F, 6)."""
    letter = source.strip().upper() or "F"
    if letter not in tuple("ABCDEF"):
        raise FaultyField("bad-code", "reliability", shown(source), expected="a letter A to F")
    number = parse_whole("credibility", credibility)
    if number is None:
        number = 6
    if not 1 <= number <= 6:
        raise FaultyField("bad-code", "credibility", shown(credibility), expected="1 to 6")
    return Reliability(letter, number)


def parse_choice(field: str, text: str, choices: tuple[str, ...]) -> str:
    """Return one of the words, case-folded."""
    word = text.strip().casefold()
    if word not in choices:
        expected = ", ".join(choice or "nothing" for choice in choices)
        raise FaultyField("bad-word", field, shown(text), expected=f"one of: {expected}")
    return word


def parse_yes(field: str, text: str) -> bool:
    """Return whether the field says yes; empty means no."""
    word = parse_choice(field, text, ("", "yes", "no", "true", "false", "1", "0"))
    return word in ("yes", "true", "1")
