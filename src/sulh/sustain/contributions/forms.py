"""The forms in which contributions come, each as steps, and the typed value that all of them give."""

from __future__ import annotations

from datetime import date  # noqa: TC003 -- a NamedTuple's annotation, also for readers at run time
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from sulh.errors import shown
from sulh.sustain.contributions.common_steps import (
    PERIOD,
    POSITION,
    days_of,
    name_step,
    nation_step,
    number_step,
    period_step,
)
from sulh.sustain.contributions.fields import (
    parse_contributors,
    parse_reporting_day,
    parse_sex,
    personnel_type,
)
from sulh.sustain.contributions.frames import schema_of
from sulh.sustain.contributions.read import form_of, read_in_form
from sulh.sustain.contributions.steps import Form, Step
from sulh.tables.fields import parse_count, parse_name
from sulh.tables.rows import FaultyField
from sulh.values import Count

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sulh.sustain.contributions.steps import Warn
    from sulh.tables.rows import Read, Table

    Bounds = tuple[int, int | None, int | None]

__all__ = ["CONTRIBUTION_FORMS", "CONTRIBUTION_SCHEMA", "Contribution", "read_contributions"]


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

KIND = {"kind": pl.String}
SIZE = {"low": pl.Int64, "best": pl.Int64, "high": pl.Int64}
PARTS = {"part": pl.Int64, "parts": pl.Int64}


def _month(text: str, _: Warn) -> tuple[str, date, date]:
    return days_of(f"{parse_reporting_day(text, 'last_reporting_date'):%Y-%m}")


def _kind(text: str, warn: Warn) -> tuple[str]:
    return (personnel_type(text, warn),)


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
        number_step("female_personnel", "women"),
        name_step("contributing_country", "as_written"),
        name_step("mission_acronym", "mission"),
        number_step("male_personnel", "men"),
        nation_step("isocode3"),
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
    schema=CONTRIBUTION_SCHEMA,
    has_parts=True,
    dimensions=(
        *("contributing_country", "mission_acronym", "personnel_type"),
        "last_reporting_date",
    ),
    amounts=("female_personnel", "male_personnel"),
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
        Step(
            ("year.overview",),
            _contributors,
            {**PARTS, "as_written": pl.String, **SIZE},
            has_parts=True,
        ),
        POSITION,
        name_step("mission", "mission"),
        name_step("location", "place"),
        period_step("year"),
        nation_step(),
        Step(("no.tcc",), _compare_number, {}, ("parts",)),
    ),
    constants={"source": "Geo-PKO", "kind": "troops", "sex": ""},
    schema=CONTRIBUTION_SCHEMA,
    has_parts=True,
    dimensions=("mission", "location", "year"),
)


def _bounds(low: str, best: str, high: str, _: Warn) -> Bounds:
    count = parse_count(("low", "best", "high"), low, best, high) or Count(1, None)
    return count.low, count.best, count.high


def _sex(text: str, _: Warn) -> tuple[str]:
    return (parse_sex(text),)


CONTRIBUTION_FORM = Form(
    name="contribution-form",
    columns=frozenset(("nation", "mission", "period")),
    optional=("place", "kind", "sex", "low", "best", "high", "source"),
    steps=(
        Step(("low", "best", "high"), _bounds, SIZE),
        Step(("sex",), _sex, {"sex": pl.String}),
        name_step("nation", "as_written"),
        name_step("mission", "mission"),
        name_step("place", "place", required=False),
        period_step("period"),
        name_step("source", "source", required=False, default="Form"),
        nation_step(),
        Step(("kind",), _kind, KIND),
    ),
    constants={"lon": None, "lat": None},
    schema=CONTRIBUTION_SCHEMA,
    has_parts=True,
    dimensions=("nation", "mission", "place", "kind", "sex", "source", "period"),
    amounts=("best",),
    is_own=True,
)

CONTRIBUTION_FORMS = (UN_MONTHLY, GEOPKO_CONTRIBUTORS, CONTRIBUTION_FORM)
"""The forms, recognised by their columns (in any case and order; there may be more columns)."""


def read_contributions(
    table: Table, file: str, aliases: Mapping[str, str] | None = None
) -> Read[pl.DataFrame]:
    """Return the contributions of a table (`CONTRIBUTION_SCHEMA`); rows and problems carry `file`.

    What a name or a type means stands next to it. A size that nobody states stays unknown: at least
    one, no upper bound. `aliases` are names of nations of your own (`read_aliases`).

    Raises
    ------
    InputError
        When the columns are those of no form.
    """
    form = form_of(table, file, CONTRIBUTION_FORMS, what="contributions")
    return read_in_form(table, file, form, aliases)
