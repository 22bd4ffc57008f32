"""What the fields of a contribution mean: contributors as text, types, periods, nations, places."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sulh.errors import shown
from sulh.sustain.contributions.nations import match_nation, plain
from sulh.tables.fields import parse_decimal, parse_whole
from sulh.tables.rows import FaultyField

if TYPE_CHECKING:
    from sulh.sustain.contributions.steps import Warn

__all__ = [
    "PERSONNEL_TYPES",
    "ContributorSize",
    "days_of_period",
    "nation_code",
    "parse_contributors",
    "parse_period",
    "parse_position",
    "parse_reporting_day",
    "parse_required_number",
    "parse_sex",
    "personnel_type",
]

PERSONNEL_TYPES = {
    "troops": ("troops", "contingent troops", "contingent troop", "military contingents"),
    "formed-police": ("formed police units", "formed police unit", "formed police", "fpu"),
    "individual-police": ("individual police", "individual police officers", "civilian police"),
    "observers": ("experts on mission", "military observers", "observers", "unmo", "milob"),
    "staff-officers": ("staff officers", "staff officer"),
    "police": ("police", "unpol"),
    "corrections": (
        "government provided personnel",
        "correction officers",
        "justice and corrections",
    ),
}
"""Types of uniformed personnel, and what tables call them."""

SEXES = {
    "F": (
        *("f", "female", "females", "w", "woman", "women", "girl", "girls"),
        *("femme", "femmes", "feminin", "feminine"),
        *("أنثى", "إناث", "امرأة", "نساء", "ث"),
    ),
    "M": (
        *("m", "male", "males", "man", "men", "boy", "boys"),
        *("h", "homme", "hommes", "masculin"),
        *("ذكر", "ذكور", "رجل", "رجال", "ذ"),
    ),
    "": ("", "unknown", "not stated", "both", "all", "inconnu", "les deux", "غير معروف"),
}
"""What tables call women and men, in English, French and Arabic; the last: nothing is said of it."""
SEX_OF = {plain(word): sex for sex, words in SEXES.items() for word in words}

YEAR_MIN = 1945
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
SIZE = re.compile(
    r"\s*((?:(?!\(\s*-?\d)[^,;])+?)\s*\(\s*(size unknown|unknown|\d{1,7})\s*\)\s*(?:[,;]|$)"
)
SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
SHORT_MONTH = re.compile(r"\d{1,2}-[A-Za-z]{3}-\d{4}")
NO_POSITION = ("", "na", "nan")


class ContributorSize(NamedTuple):
    """One contributor in a text: its name as written, and its size (None: unknown)."""

    name: str
    size: int | None


def parse_contributors(text: str) -> tuple[ContributorSize, ...]:
    """Return the contributors that a text names.

    Raises
    ------
    ValueError
        When some of the text is no ``name (number)`` or ``name (size unknown)``.

    >>> parse_contributors("France (150), Nepal (size unknown)")
    (ContributorSize(name='France', size=150), ContributorSize(name='Nepal', size=None))
    """
    contributors: list[ContributorSize] = []
    position = 0
    while position < len(text.rstrip()):
        match = SIZE.match(text, position)
        if match is None:
            raise ValueError(text[position : position + 60].strip())
        size = match[2]
        contributors.append(ContributorSize(match[1], int(size) if size[0].isdigit() else None))
        position = match.end()
    return tuple(contributors)


def nation_code(name: str, code: str, on: date, warn: Warn) -> str:
    """Return the code of the row's nation; empty, with a warning, where no nation is recognised."""
    match, code = match_nation(name, on), code.strip()
    if code:
        by_code = match_nation(code, on)
        if by_code.nation and match.nation and by_code.nation != match.nation:
            message = f"is not the nation that the name means ({name})"
            raise FaultyField(
                "nation-conflict", "isocode3", code, message=message, expected=match.nation
            )
        if by_code.nation:
            return by_code.nation
    if match.is_cut:
        message = f"is cut off; it is read as {match.nation}"
        warn(FaultyField("cut-name", "nation", name, message=message))
    if not match.nation and match.reason == "unknown":
        message = "is no nation that is known; it stays unmatched"
        warn(FaultyField("unknown-nation", "nation", name, message=message, remedy=match.hint))
    elif not match.nation and match.reason == "dates":
        message = f"is no State of that time: {match.nearest}"
        warn(FaultyField("nation-dates", "nation", name, message=message))
    return match.nation


def personnel_type(text: str, warn: Warn) -> str:
    """Return the type of personnel that a word means; ``unknown``, with a warning, if none."""
    word = " ".join(text.replace("-", " ").split()).casefold()
    for kind, names in PERSONNEL_TYPES.items():
        if word in names or word == kind.replace("-", " "):
            return kind
    if word and word != "unknown":
        message, remedy = "is no type of personnel that is known", "It counts as 'unknown'."
        warn(FaultyField("unknown-kind", "kind", text, message=message, remedy=remedy))
    return "unknown"


def parse_sex(text: str) -> str:
    """Return F, M, or nothing for the word of a table, in any of the three languages."""
    sex = SEX_OF.get(plain(text))
    if sex is None or (text.strip() and not plain(text)):
        raise FaultyField(
            "bad-word", "sex", shown(text), expected="F, M or nothing; female, male and the like"
        )
    return sex


def parse_required_number(field: str, text: str) -> int:
    """Return a whole number that must be there."""
    number = parse_whole(field, text)
    if number is None:
        raise FaultyField("missing", field, "", message="is missing", expected="a number, or 0")
    return number


@lru_cache(maxsize=4096)
def parse_period(text: str, field: str) -> str:
    """Return a month or a year as its period."""
    clean = text.strip()
    try:
        if re.fullmatch(r"\d{4}", clean) and YEAR_MIN <= int(clean) < date.max.year:
            return clean
        if re.fullmatch(r"\d{4}-\d{2}", clean) and int(clean[:4]) >= YEAR_MIN:
            date.fromisoformat(f"{clean}-01")
            return clean
    except ValueError:
        pass
    raise FaultyField("bad-date", field, shown(text), expected="a month 2024-09 or a year 2024")


@lru_cache(maxsize=4096)
def parse_reporting_day(text: str, field: str) -> date:
    """Return a day as UN tables write it.

    That is ``2024-09-30``, ``30-Sep-2024``, or ``30/09/2024`` where it cannot be misread.
    """
    clean = text.strip()
    slashed = SLASHED.fullmatch(clean)
    try:
        if slashed:
            day = _slashed_day(*(int(each) for each in slashed.groups()), text=clean, field=field)
        elif SHORT_MONTH.fullmatch(clean):
            number, word, year = clean.split("-")
            day = date(int(year), MONTHS.index(word.casefold()) + 1, int(number))
        else:
            day = datetime.fromisoformat(clean.replace("/", "-")).date()
    except FaultyField:
        raise
    except ValueError:
        raise FaultyField(
            "bad-date", field, shown(text), expected="a day such as 2024-09-30"
        ) from None
    if day.year < YEAR_MIN:
        raise FaultyField("bad-date", field, shown(text), expected=f"from {YEAR_MIN} on")
    return day


def _slashed_day(day: int, month: int, year: int, *, text: str, field: str) -> date:
    """Return a day written with slashes, day first; refuse one that could be read two ways."""
    if month > 12:
        day, month = month, day
    elif day <= 12 and day != month:
        raise FaultyField(
            "ambiguous-date",
            field,
            text,
            message="can be read two ways",
            remedy="Write the day as 2024-09-30.",
        )
    return date(year, month, day)


@lru_cache(maxsize=4096)
def days_of_period(period: str) -> tuple[date, date]:
    """Return the first and last day of a month or a year."""
    if len(period) == 4:
        return date(int(period), 1, 1), date(int(period), 12, 31)
    year, month = int(period[:4]), int(period[5:])
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def parse_position(lon_text: str, lat_text: str) -> tuple[float | None, float | None]:
    """Return lon and lat in degrees; both None where the row gives none."""
    texts = lon_text.strip(), lat_text.strip()
    if any(text.casefold() in NO_POSITION for text in texts):
        return None, None
    lon, lat = parse_decimal("longitude", texts[0]), parse_decimal("latitude", texts[1])
    if lon is None or lat is None or not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise FaultyField("bad-place", "longitude", ", ".join(texts), expected="degrees, WGS 84")
    return lon, lat
