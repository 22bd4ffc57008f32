"""Fatalities by nation, mission and year: those who died in peace missions, as counts.

The UN publishes one row for each death, and Sulh's own form gives a count. Deaths add up over time,
which strengths do not. Each row is one line, or a problem with its reason; no person is named.
"""

from __future__ import annotations

from datetime import date  # noqa: TC003 -- a NamedTuple's annotation, also for readers at run time
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from sulh.errors import shown
from sulh.sustain.contributions.common_steps import (
    PERIOD,
    days_of,
    name_step,
    nation_step,
    number_step,
    period_step,
)
from sulh.sustain.contributions.fields import parse_reporting_day
from sulh.sustain.contributions.frames import schema_of
from sulh.sustain.contributions.read import form_of, read_in_form
from sulh.sustain.contributions.steps import Form, Step
from sulh.sustain.contributions.totals import contributor_name
from sulh.tables.rows import FaultyField

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sulh.sustain.contributions.steps import Warn
    from sulh.tables.rows import Read, Table

__all__ = ["FATALITY_FORMS", "FATALITY_SCHEMA", "Fatality", "count_fatalities", "read_fatalities"]


class Fatality(NamedTuple):
    """So many deaths of one nation in one mission: what a row of either form says, and a record.

    `contributor` is the nation's code, or ``unmatched: …``; `personnel` and `cause` as written;
    `uniformed` says whether the dead were military or police, None where the row does not say.
    `last_day` is that of the month or year of the deaths.
    """

    source: str
    nation: str
    contributor: str
    mission: str
    personnel: str
    uniformed: bool | None
    cause: str
    year: str
    last_day: date
    deaths: int


FATALITY_SCHEMA = schema_of(Fatality)

UNIFORMED = ("military", "military observer", "police", "troops", "formed police", "staff officer")
CIVILIAN = ("international civilian", "local", "national", "civilian", "un volunteer", "other")


def _refuse_survivor(text: str, _: Warn) -> tuple[()]:
    kind = text.strip()
    if kind and kind.casefold() != "fatality":
        raise FaultyField(
            "no-fatality",
            "type_of_casualty",
            shown(kind),
            message="is no death; it is not counted",
            expected="Fatality",
        )
    return ()


def _month(text: str, _: Warn) -> tuple[str, date, date]:
    return days_of(f"{parse_reporting_day(text, 'incident_date'):%Y-%m}")


def _is_uniformed(personnel: str, _: Warn) -> tuple[bool | None]:
    word = " ".join(personnel.casefold().split())
    return (True if word in UNIFORMED else False if word in CIVILIAN else None,)


DERIVED = (
    Step((), _is_uniformed, {"uniformed": pl.Boolean}, ("personnel",)),
    Step((), lambda period, _: (period[:4],), {"year": pl.String}, ("period",)),
    Step(
        (),
        lambda nation, name, _: (contributor_name(nation, name),),
        {"contributor": pl.String},
        ("nation", "as_written"),
    ),
)

FATALITY_FORMS = (
    Form(
        name="un-fatalities",
        columns=frozenset(("incident_date", "mission_acronym", "casualty_nationality")),
        optional=(
            *("isocode3", "casualty_id", "type_of_casualty"),
            *("casualty_personnel_type", "type_of_incident"),
        ),
        steps=(
            Step(("type_of_casualty",), _refuse_survivor, {}),
            Step(("incident_date",), _month, PERIOD),
            name_step("casualty_nationality", "as_written"),
            name_step("mission_acronym", "mission"),
            name_step("casualty_personnel_type", "personnel", required=False),
            name_step("type_of_incident", "cause", required=False),
            nation_step("isocode3"),
            *DERIVED,
        ),
        constants={"source": "UN", "deaths": 1},
        schema=FATALITY_SCHEMA,
        unique="casualty_id",
        dimensions=("casualty_nationality", "mission_acronym"),
    ),
    Form(
        name="fatality-form",
        columns=frozenset(("nation", "mission", "period", "fatalities")),
        optional=("personnel", "cause", "source"),
        steps=(
            number_step("fatalities", "deaths"),
            name_step("nation", "as_written"),
            name_step("mission", "mission"),
            name_step("personnel", "personnel", required=False),
            name_step("cause", "cause", required=False),
            period_step("period"),
            name_step("source", "source", required=False, default="Form"),
            nation_step(),
            *DERIVED,
        ),
        schema=FATALITY_SCHEMA,
        dimensions=("nation", "mission", "personnel", "cause", "source", "period"),
        amounts=("fatalities",),
        is_own=True,
    ),
)
"""The UN's table, one death a row, and Sulh's own form."""


def read_fatalities(
    table: Table, file: str, aliases: Mapping[str, str] | None = None
) -> Read[pl.DataFrame]:
    """Return the fatalities of a table (`FATALITY_SCHEMA`); rows and problems carry `file`.

    `aliases` are names of nations of your own (`read_aliases`).

    Raises
    ------
    InputError
        When the columns are those of neither form.
    """
    form = form_of(table, file, FATALITY_FORMS, what="fatalities")
    return read_in_form(table, file, form, aliases)


def count_fatalities(table: pl.DataFrame, by: Sequence[str] = ()) -> pl.DataFrame:
    """Return the deaths by source and the columns of `by`.

    `deaths` are all; `uniformed` those of soldiers and police; `malicious` those by a malicious
    act; `rows` are the rows of the sum. Two sources are never added to each other.
    """
    keys = list(dict.fromkeys(("source", *by)))
    number = pl.col("deaths")
    return (
        table.group_by(keys)
        .agg(
            number.sum(),
            number.filter(pl.col("uniformed")).sum().alias("uniformed"),
            number.filter(pl.col("cause").str.to_lowercase().str.contains("malicious"))
            .sum()
            .alias("malicious"),
            pl.col("row").sort().alias("rows"),
        )
        .sort(keys)
    )
