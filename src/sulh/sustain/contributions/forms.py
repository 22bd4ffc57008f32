"""The forms in which contributions come, each as steps, and the typed value that all of them give."""

from __future__ import annotations

from datetime import date  # noqa: TC003 -- a NamedTuple's annotation, also for readers at run time
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from sulh.errors import shown
from sulh.sustain.contributions.fields import (
    days_of_period,
    nation_code,
    parse_contributors,
    parse_period,
    parse_position,
    parse_reporting_day,
    parse_required_number,
    personnel_type,
)
from sulh.sustain.contributions.frames import schema_of
from sulh.sustain.contributions.steps import Form, Step
from sulh.tables.fields import parse_count, parse_name
from sulh.tables.rows import FaultyField
from sulh.values import Count

if TYPE_CHECKING:
    from collections.abc import Callable

    Warn = Callable[[FaultyField], None]
    Bounds = tuple[int, int | None, int | None]
    Days = tuple[str, date, date]

__all__ = ["CONTRIBUTION_FORMS", "CONTRIBUTION_SCHEMA", "Contribution"]


class Contribution(NamedTuple):
    """So many people of one nation in one mission: what a row of any form says, and a record.

    `nation` is an alpha-3 code, empty where no nation was recognised; `as_written` is the name in
    the table. `kind` is one of `PERSONNEL_TYPES` or ``unknown``; `sex` is F, M or empty. `period`
    is a month ``2024-09`` or a year ``2024``, with its first and last day. `best` and `high` are
    None where nothing is known.
    """

    source: str
    nation: str
    as_written: str
    mission: str
    place: str
    lon: float | None
    lat: float | None
    kind: str
    sex: str
    period: str
    first_day: date
    last_day: date
    low: int
    best: int | None
    high: int | None


CONTRIBUTION_SCHEMA = schema_of(Contribution)

NATION = {"nation": pl.String}
NAME = {"as_written": pl.String}
MISSION = {"mission": pl.String}
PLACE = {"place": pl.String}
KIND = {"kind": pl.String}
PERIOD = {"period": pl.String, "first_day": pl.Date, "last_day": pl.Date}
SIZE = {"low": pl.Int64, "best": pl.Int64, "high": pl.Int64}
PARTS = {"part": pl.Int64, "parts": pl.Int64}


def _name(field: str, *, required: bool = True) -> Callable[[str, Warn], tuple[str]]:
    return lambda text, _: (parse_name(field, text, required=required),)


def _number(field: str) -> Callable[[str, Warn], tuple[int]]:
    return lambda text, _: (parse_required_number(field, text),)


def _days(text: str, field: str) -> Days:
    period = parse_period(text, field)
    return (period, *days_of_period(period))


def _month(text: str, _: Warn) -> Days:
    return _days(f"{parse_reporting_day(text, 'last_reporting_date'):%Y-%m}", "last_reporting_date")


def _kind(text: str, warn: Warn) -> tuple[str]:
    return (personnel_type(text, warn),)


def _nation(code: str, name: str, last: date, warn: Warn) -> tuple[str]:
    return (nation_code(name, code, last, warn),)


def _nation_by_name(name: str, last: date, warn: Warn) -> tuple[str]:
    return (nation_code(name, "", last, warn),)


def _women_and_men(women: int, men: int, _: Warn) -> list[tuple[int, int, str, int, int, int]]:
    return [(1, 2, "F", women, women, women), (2, 2, "M", men, men, men)]


UN_MONTHLY = Form(
    name="un-monthly",
    columns=frozenset(
        (
            *("contributing_country", "mission_acronym", "personnel_type"),
            *("female_personnel", "male_personnel", "last_reporting_date"),
        )
    ),
    optional=("isocode3",),
    steps=(
        Step(("last_reporting_date",), _month, PERIOD),
        Step(("female_personnel",), _number("female_personnel"), {"women": pl.Int64}),
        Step(("contributing_country",), _name("contributing_country"), NAME),
        Step(("mission_acronym",), _name("mission_acronym"), MISSION),
        Step(("male_personnel",), _number("male_personnel"), {"men": pl.Int64}),
        Step(("isocode3",), _nation, NATION, ("as_written", "last_day")),
        Step(("personnel_type",), _kind, KIND),
        Step(
            (),
            _women_and_men,
            {**PARTS, "sex": pl.String, **SIZE},
            values=("women", "men"),
            has_parts=True,
        ),
    ),
    constants={"source": "UN", "place": "", "lon": None, "lat": None},
)


def _contributors(text: str, _: Warn) -> list[tuple[int, int, str, int, int | None, int | None]]:
    try:
        contributors = parse_contributors(text)
    except ValueError as error:
        raise FaultyField(
            "bad-contributor",
            "year.overview",
            shown(error),
            expected="France (150), Nepal (size unknown)",
        ) from None
    if not contributors:
        raise FaultyField("missing", "year.overview", "", message="names no contributor")
    return [
        (number, len(contributors), parse_name("year.overview", each.name), *_standard(each.size))
        for number, each in enumerate(contributors, 1)
    ]


def _standard(size: int | None) -> Bounds:
    """Return bounds of a unit's standard size, which is no head count: half as many more or fewer."""
    return (1, None, None) if size is None else (size // 2, size, size + (size + 1) // 2)


def _compare_number(text: str, parts: int, warn: Warn) -> tuple[()]:
    """Warn where the number of contributors is not that of the names."""
    number = text.strip()
    if number.isdigit() and int(number) != parts:
        message = f"does not say the {parts} that are named"
        warn(FaultyField("contributors-differ", "No.TCC", number, message=message))
    return ()


GEOPKO_CONTRIBUTORS = Form(
    name="geopko-contributors",
    columns=frozenset(("mission", "year", "location", "year.overview")),
    optional=("longitude", "latitude", "no.tcc"),
    steps=(
        Step(("year.overview",), _contributors, {**PARTS, **NAME, **SIZE}, has_parts=True),
        Step(
            ("longitude", "latitude"),
            lambda lon, lat, _: parse_position(lon, lat),
            {"lon": pl.Float64, "lat": pl.Float64},
        ),
        Step(("mission",), _name("mission"), MISSION),
        Step(("location",), _name("location"), PLACE),
        Step(("year",), lambda text, _: _days(text, "year"), PERIOD),
        Step((), _nation_by_name, NATION, ("as_written", "last_day")),
        Step(("no.tcc",), _compare_number, {}, ("parts",)),
    ),
    constants={"source": "Geo-PKO", "kind": "troops", "sex": ""},
)


def _bounds(low: str, best: str, high: str, _: Warn) -> Bounds:
    count = parse_count(("low", "best", "high"), low, best, high) or Count(1, None)
    return count.low, count.best, count.high


def _sex(text: str, _: Warn) -> tuple[str]:
    sex = text.strip().upper()
    if sex not in ("", "F", "M"):
        raise FaultyField("bad-word", "sex", shown(sex), expected="F, M or nothing")
    return (sex,)


CONTRIBUTION_FORM = Form(
    name="contribution-form",
    columns=frozenset(("nation", "mission", "period")),
    optional=("place", "kind", "sex", "low", "best", "high", "source"),
    steps=(
        Step(("low", "best", "high"), _bounds, SIZE),
        Step(("sex",), _sex, {"sex": pl.String}),
        Step(("nation",), _name("nation"), NAME),
        Step(("mission",), _name("mission"), MISSION),
        Step(("place",), _name("place", required=False), PLACE),
        Step(("period",), lambda text, _: _days(text, "period"), PERIOD),
        Step(
            ("source",),
            lambda text, _: (parse_name("source", text, required=False) or "Form",),
            {"source": pl.String},
        ),
        Step((), _nation_by_name, NATION, ("as_written", "last_day")),
        Step(("kind",), _kind, KIND),
    ),
    constants={"lon": None, "lat": None},
)

CONTRIBUTION_FORMS = (UN_MONTHLY, GEOPKO_CONTRIBUTORS, CONTRIBUTION_FORM)
"""The forms, recognised by their columns (in any case and order; there may be more columns)."""
