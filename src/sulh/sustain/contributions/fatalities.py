"""Fatalities by nation, mission and year: those who died in peace missions, as counts.

The UN publishes one row for each death, and Sulh's own form gives a count. Deaths add up over time,
which strengths do not. Each row is one line, or a problem with its reason; no person is named.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date  # noqa: TC003 -- a NamedTuple's annotation, also for readers at run time
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from sulh.errors import InputError, Problem, shown
from sulh.sustain.contributions.fields import (
    days_of_period,
    nation_code,
    parse_period,
    parse_reporting_day,
    parse_required_number,
)
from sulh.sustain.contributions.frames import schema_of, value_frame
from sulh.sustain.contributions.totals import contributor_name
from sulh.tables.fields import parse_name
from sulh.tables.rows import FaultyField, Read, convert_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sulh.tables.rows import Row, Table

    Texts = Mapping[str, str]

__all__ = [
    "FATALITY_SCHEMA",
    "Fatality",
    "count_fatalities",
    "read_fatalities",
]


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

UN_COLUMNS = frozenset(("incident_date", "mission_acronym", "casualty_nationality"))
FORM_COLUMNS = frozenset(("nation", "mission", "period", "fatalities"))
UNIFORMED = ("military", "military observer", "police", "troops", "formed police", "staff officer")
CIVILIAN = ("international civilian", "local", "national", "civilian", "un volunteer", "other")


def read_fatalities(table: Table, file: str) -> Read[pl.DataFrame]:
    """Return the fatalities of a table (`FATALITY_SCHEMA`); rows and problems carry `file`.

    Raises
    ------
    InputError
        When the columns are those of neither form.
    """
    lower = frozenset(name.casefold() for name in table.columns)
    is_un = lower >= UN_COLUMNS
    if not is_un and not lower >= FORM_COLUMNS:
        raise InputError(
            f"{file} has the columns of no form of fatalities: {shown(', '.join(table.columns))}.",
            remedy=f"Needed are {', '.join(sorted(UN_COLUMNS))} (the UN's table), or "
            f"{', '.join(sorted(FORM_COLUMNS))}.",
        )
    warnings: list[Problem] = []
    references: dict[str, int] = {}

    def convert(row: Row) -> tuple[str, Fatality]:
        texts = {name.casefold(): text for name, text in row.values.items()}
        doubts: list[Problem] = []

        def warn(fault: FaultyField) -> None:
            doubts.append(replace(fault.as_problem(file, row.number), severity="warning"))

        written, code = _from_un(texts, row, references) if is_un else (_from_form(texts), "")
        nation = nation_code(written.contributor, code, written.last_day, warn)
        contributor = contributor_name(nation, written.contributor)
        warnings.extend(doubts)
        return f"{file}:{row.number}", written._replace(nation=nation, contributor=contributor)

    read = convert_rows(table, file, convert)
    problems = tuple(sorted((*read.problems, *warnings), key=lambda each: each.row))
    return replace(read.with_value(value_frame(FATALITY_SCHEMA, read.value)), problems=problems)


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


def _from_un(texts: Texts, row: Row, references: dict[str, int]) -> tuple[Fatality, str]:
    """Return the death of a row, its contributor as written, and the nation's code in the row."""
    kind = texts.get("type_of_casualty", "").strip()
    if kind and kind.casefold() != "fatality":
        raise FaultyField(
            "no-fatality",
            "type_of_casualty",
            shown(kind),
            message="is no death; it is not counted",
            expected="Fatality",
        )
    day = parse_reporting_day(texts.get("incident_date", ""), "incident_date")
    contributor = parse_name("casualty_nationality", texts.get("casualty_nationality", ""))
    mission = parse_name("mission_acronym", texts.get("mission_acronym", ""))
    personnel, cause = (
        parse_name(field, texts.get(field, ""), required=False)
        for field in ("casualty_personnel_type", "type_of_incident")
    )
    fatality = Fatality(
        source="UN",
        nation="",
        contributor=contributor,
        mission=mission,
        personnel=personnel,
        uniformed=_is_uniformed(personnel),
        cause=cause,
        year=f"{day:%Y}",
        last_day=days_of_period(f"{day:%Y-%m}")[1],
        deaths=1,
    )
    reference = texts.get("casualty_id", "").strip()
    if reference and reference in references:
        raise FaultyField(
            "doubled-reference",
            "casualty_id",
            shown(reference),
            message=f"was used in row {references[reference]} already",
            remedy="One death is one row; take one of them out, or correct its reference.",
        )
    references[reference] = row.number
    return fatality, texts.get("isocode3", "")


def _from_form(texts: Texts) -> Fatality:
    deaths = parse_required_number("fatalities", texts.get("fatalities", ""))
    contributor = parse_name("nation", texts.get("nation", ""))
    mission = parse_name("mission", texts.get("mission", ""))
    personnel = parse_name("personnel", texts.get("personnel", ""), required=False)
    cause = parse_name("cause", texts.get("cause", ""), required=False)
    period = parse_period(texts.get("period", ""), "period")
    return Fatality(
        source=texts.get("source", "").strip() or "Form",
        nation="",
        contributor=contributor,
        mission=mission,
        personnel=personnel,
        uniformed=_is_uniformed(personnel),
        cause=cause,
        year=period[:4],
        last_day=days_of_period(period)[1],
        deaths=deaths,
    )


def _is_uniformed(personnel: str) -> bool | None:
    word = " ".join(personnel.casefold().split())
    return True if word in UNIFORMED else False if word in CIVILIAN else None
