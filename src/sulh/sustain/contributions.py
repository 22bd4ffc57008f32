"""Contributions: how many people of which nation served in which mission, row by row.

Three forms are read: the UN's monthly table by contributor, mission, type and sex; Geo-PKO's places
with contributors as text, such as ``France (150), Nepal (size unknown)``; and Sulh's own form. Every
row of a file becomes rows of one table, or a problem with its reason. What a name or a type was
taken for is written beside it. A size that nobody states stays unknown: at least one, no upper bound.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from sulh.errors import InputError, Problem, shown
from sulh.observe.fields import parse_count, parse_decimal, parse_name, parse_whole
from sulh.observe.reading import FaultyField, convert_rows
from sulh.sustain.nations import match_nation
from sulh.values import Count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sulh.observe.reading import Row, Table

__all__ = ["FORMS", "KINDS", "SCHEMA", "Contributions", "parse_contributors", "read_contributions"]

KINDS = {
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

SCHEMA = pl.Schema(
    {
        "row": pl.String,
        "source": pl.String,
        "nation": pl.String,
        "as_written": pl.String,
        "mission": pl.String,
        "place": pl.String,
        "lon": pl.Float64,
        "lat": pl.Float64,
        "kind": pl.String,
        "sex": pl.String,
        "period": pl.String,
        "first_day": pl.Date,
        "last_day": pl.Date,
        "low": pl.Int64,
        "best": pl.Int64,
        "high": pl.Int64,
    }
)
"""`row` is ``file:line.part`` and names the row in every trace; `nation` is empty where no nation was
recognised; `sex` is F, M or empty; `period` a month ``2024-09`` or a year ``2024``; `best` and `high`
are null where nothing is known."""

YEAR_MIN = 1945
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SIZE = re.compile(
    r"\s*((?:(?!\(\s*-?\d)[^,;])+?)\s*\(\s*(size unknown|unknown|\d{1,7})\s*\)\s*(?:[,;]|$)"
)
SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")


class Part(NamedTuple):
    """One contributor in a text: its name as written, and its size (None: unknown)."""

    name: str
    size: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributions:
    """What a file brought: its table (`SCHEMA`), problems, and the account of its rows.

    `read` rows were read, blank ones apart; of these `kept` are in the table and the others have an
    error among `problems`. `raw` holds the text of each row that was taken out.
    """

    form: str
    table: pl.DataFrame
    problems: tuple[Problem, ...]
    read: int
    kept: int
    blank: int
    raw: Mapping[int, str]


def parse_contributors(text: str) -> tuple[Part, ...]:
    """Return the contributors that a text names.

    Raises
    ------
    ValueError
        When some of the text is no ``name (number)`` or ``name (size unknown)``.

    >>> parse_contributors("France (150), Nepal (size unknown)")
    (Part(name='France', size=150), Part(name='Nepal', size=None))
    """
    parts: list[Part] = []
    position = 0
    while position < len(text.rstrip()):
        match = SIZE.match(text, position)
        if match is None:
            raise ValueError(text[position : position + 60].strip())
        size = match[2]
        parts.append(Part(match[1], int(size) if size[0].isdigit() else None))
        position = match.end()
    return tuple(parts)


class Figure(NamedTuple):
    """What a row says of one nation."""

    name: str
    code: str
    mission: str
    place: str
    lon: float | None
    lat: float | None
    kind: str
    sex: str
    period: str
    size: Count
    source: str


def _from_un(values: Mapping[str, str]) -> Iterator[Figure]:
    day = _reporting_day(values["last_reporting_date"])
    name = values.get("contributing_country", "")
    for sex, field in (("F", "female_personnel"), ("M", "male_personnel")):
        number = parse_whole(field, values[field])
        if number is None:
            raise FaultyField("missing", field, "", message="is missing", expected="a number, or 0")
        yield Figure(
            name=parse_name("contributing_country", name),
            code=values.get("isocode3", "").strip(),
            mission=parse_name("mission_acronym", values["mission_acronym"]),
            place="",
            lon=None,
            lat=None,
            kind=values["personnel_type"],
            sex=sex,
            period=f"{day:%Y-%m}",
            size=Count(number, number, number),
            source="UN",
        )


def _from_geopko(values: Mapping[str, str]) -> Iterator[Figure]:
    try:
        parts = parse_contributors(values["year.overview"])
    except ValueError as error:
        raise FaultyField(
            "bad-contributor",
            "year.overview",
            shown(error),
            expected="France (150), Nepal (size unknown)",
        ) from None
    if not parts:
        raise FaultyField("missing", "year.overview", "", message="names no contributor")
    lon, lat = _point(values)
    for part in parts:
        size = part.size
        yield Figure(
            name=parse_name("year.overview", part.name),
            code="",
            mission=parse_name("mission", values["mission"]),
            place=parse_name("location", values["location"]),
            lon=lon,
            lat=lat,
            kind="troops",
            sex="",
            period=_period(values["year"], "year"),
            # Sizes are standard sizes of units, not head counts: half as many more or fewer.
            size=Count(1, None) if size is None else Count(size // 2, size + (size + 1) // 2, size),
            source="Geo-PKO",
        )


def _from_form(values: Mapping[str, str]) -> Iterator[Figure]:
    get = values.get
    count = parse_count(("low", "best", "high"), get("low", ""), get("best", ""), get("high", ""))
    sex = get("sex", "").strip().upper()
    if sex not in ("", "F", "M"):
        raise FaultyField("bad-word", "sex", shown(sex), expected="F, M or nothing")
    yield Figure(
        name=parse_name("nation", values["nation"]),
        code="",
        mission=parse_name("mission", values["mission"]),
        place=parse_name("place", get("place", ""), required=False),
        lon=None,
        lat=None,
        kind=get("kind", ""),
        sex=sex,
        period=_period(values["period"], "period"),
        size=count if count is not None else Count(1, None),
        source=parse_name("source", get("source", ""), required=False) or "Form",
    )


class Form(NamedTuple):
    """A form: the columns it must have, and how a row of it is read."""

    name: str
    columns: frozenset[str]
    read: Callable[[Mapping[str, str]], Iterator[Figure]]


FORMS = (
    Form(
        "un-monthly",
        frozenset(
            (
                "contributing_country",
                "mission_acronym",
                "personnel_type",
                "female_personnel",
                "male_personnel",
                "last_reporting_date",
            )
        ),
        _from_un,
    ),
    Form(
        "geopko-contributors",
        frozenset(("mission", "year", "location", "year.overview")),
        _from_geopko,
    ),
    Form("contribution-form", frozenset(("nation", "mission", "period")), _from_form),
)
"""The forms that are recognised by their columns (in any case and order; more may stand there)."""


def read_contributions(table: Table, file: str) -> Contributions:
    """Return the contributions of an opened table; `file` is the name that rows and problems carry.

    Raises
    ------
    InputError
        When the columns are those of no form.
    """
    lower = frozenset(name.casefold() for name in table.columns)
    form = next((each for each in FORMS if each.columns <= lower), None)
    if form is None:
        known = "; ".join(f"{each.name}: {', '.join(sorted(each.columns))}" for each in FORMS)
        raise InputError(
            f"{file} has the columns of no form of contributions: {shown(', '.join(table.columns))}.",
            remedy=f"Needed are, for {known}.",
        )
    read = convert_rows(table, file, lambda row: _read_row(form, row, file))
    lines = [line for found, _ in read.made for line in found]
    warnings = [warning for _, warned in read.made for warning in warned]
    return Contributions(
        form=form.name,
        table=pl.DataFrame(lines, schema=SCHEMA, orient="row"),
        problems=tuple(sorted((*read.problems, *warnings), key=lambda each: each.row)),
        read=read.rows,
        kept=len(read.made),
        blank=read.blank,
        raw=read.raw,
    )


def _read_row(form: Form, row: Row, file: str) -> tuple[list[tuple[object, ...]], list[Problem]]:
    values = {name.casefold(): text for name, text in row.values.items()}
    found: list[tuple[object, ...]] = []
    warnings: list[Problem] = []

    def warn(code: str, field: str, value: str, message: str, remedy: str = "") -> None:
        warning = Problem(
            code=code,
            source=file,
            row=row.number,
            field=field,
            value=shown(value),
            message=message,
            remedy=remedy,
            severity="warning",
        )
        if warning not in warnings:
            warnings.append(warning)

    figures = list(form.read(values))
    for part, each in enumerate(figures, start=1):
        first, last = _days(each.period)
        nation = _nation(each, last, warn)
        found.append(
            (
                f"{file}:{row.number}.{part}",
                each.source,
                nation,
                each.name,
                each.mission,
                each.place,
                each.lon,
                each.lat,
                _kind(each.kind, warn),
                each.sex,
                each.period,
                first,
                last,
                each.size.low,
                each.size.best,
                each.size.high,
            )
        )
    stated = values.get("no.tcc", "").strip()
    if form.name == "geopko-contributors" and stated.isdigit() and int(stated) != len(figures):
        warn(
            "contributors-differ",
            "No.TCC",
            stated,
            f"does not say the {len(figures)} that are named",
        )
    return found, warnings


def _nation(each: Figure, on: date, warn: Callable[..., None]) -> str:
    """Return the code of the row's nation; empty, and a warning, where none is recognised."""
    match = match_nation(each.name, on)
    if each.code:
        by_code = match_nation(each.code, on)
        if by_code.nation and match.nation and by_code.nation != match.nation:
            message = f"is not the nation that the name means ({each.name})"
            raise FaultyField(
                "nation-conflict", "isocode3", each.code, message=message, expected=match.nation
            )
        if by_code.nation:
            return by_code.nation
    if not match.nation and match.reason == "unknown":
        warn(
            "unknown-nation",
            "nation",
            each.name,
            "is no nation that is known; it stays unmatched",
            match.hint,
        )
    elif not match.nation and match.reason == "dates":
        warn("nation-dates", "nation", each.name, f"is no State of that time: {match.nearest}")
    return match.nation


def _kind(text: str, warn: Callable[..., None]) -> str:
    word = " ".join(text.replace("-", " ").split()).casefold()
    for kind, names in KINDS.items():
        if word in names or word == kind.replace("-", " "):
            return kind
    if word and word != "unknown":
        warn(
            "unknown-kind",
            "kind",
            text,
            "is no type of personnel that is known",
            "It counts as 'unknown'.",
        )
    return "unknown"


def _period(text: str, field: str) -> str:
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


def _reporting_day(text: str) -> date:
    """Return the day of a UN row: ISO, ``30-Sep-2024``, or ``30/09/2024`` where it cannot be misread."""
    clean = text.strip()
    slashed = SLASHED.fullmatch(clean)
    try:
        if slashed:
            found = _slashed_day(*(int(each) for each in slashed.groups()), text=clean)
        elif re.fullmatch(r"\d{1,2}-[A-Za-z]{3}-\d{4}", clean):
            day, word, year = clean.split("-")
            months = [name.casefold() for name in MONTHS]
            found = date(int(year), months.index(word.casefold()) + 1, int(day))
        else:
            found = datetime.fromisoformat(clean.replace("/", "-")).date()
    except ValueError as error:
        if isinstance(error, FaultyField):
            raise
        raise FaultyField(
            "bad-date", "last_reporting_date", shown(text), expected="a day such as 2024-09-30"
        ) from None
    if found.year < YEAR_MIN:
        raise FaultyField(
            "bad-date", "last_reporting_date", shown(text), expected=f"from {YEAR_MIN} on"
        )
    return found


def _slashed_day(day: int, month: int, year: int, *, text: str) -> date:
    """Return a day written with slashes, day first; refuse one that could be read two ways."""
    if month > 12:
        day, month = month, day
    elif day <= 12 and day != month:
        raise FaultyField(
            "ambiguous-date",
            "last_reporting_date",
            text,
            message="can be read two ways",
            remedy="Write the day as 2024-09-30.",
        )
    return date(year, month, day)


def _days(period: str) -> tuple[date, date]:
    """Return the first and last day of a period."""
    if len(period) == 4:
        return date(int(period), 1, 1), date(int(period), 12, 31)
    year, month = int(period[:4]), int(period[5:])
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _point(values: Mapping[str, str]) -> tuple[float | None, float | None]:
    """Return lon and lat in degrees; both None where the row gives none."""
    texts = [values.get(name, "").strip() for name in ("longitude", "latitude")]
    if any(text.casefold() in ("", "na", "nan") for text in texts):
        return None, None
    lon, lat = (
        parse_decimal(name, text)
        for name, text in zip(("longitude", "latitude"), texts, strict=True)
    )
    if lon is None or lat is None or not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise FaultyField("bad-place", "longitude", ", ".join(texts), expected="degrees, WGS 84")
    return lon, lat
