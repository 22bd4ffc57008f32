"""One row of a table of contributions, read in each of the forms that are known."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from sulh.errors import Problem, shown
from sulh.sustain.contributions.fields import (
    days_of,
    kind_of,
    nation_of,
    parse_contributors,
    parse_day,
    parse_period,
    parse_point,
)
from sulh.tables.fields import parse_count, parse_name, parse_whole
from sulh.tables.rows import FaultyField
from sulh.values import Count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sulh.tables.rows import Row

__all__ = ["FORMS", "ORDERED", "SCHEMA", "Form", "read_row"]

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

ORDERED = pl.Schema([("line", pl.Int64()), ("part", pl.Int64()), *SCHEMA.items()])
"""The same with the line of the file and the part of the row, by which lines are put in order."""


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
    day = parse_day(values["last_reporting_date"])
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
    lon, lat = parse_point(values)
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
            period=parse_period(values["year"], "year"),
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
        period=parse_period(values["period"], "period"),
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


def read_row(form: Form, row: Row, file: str) -> tuple[list[tuple[object, ...]], list[Problem]]:
    """Return a row's lines of the table (`ORDERED`) and warnings; raise `FaultyField` for a bad row."""
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
        first, last = days_of(each.period)
        nation = nation_of(each.name, each.code, last, warn)
        found.append(
            (
                row.number,
                part,
                f"{file}:{row.number}.{part}",
                each.source,
                nation,
                each.name,
                each.mission,
                each.place,
                each.lon,
                each.lat,
                kind_of(each.kind, warn),
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
