"""Fatalities by nation, mission and year: those who died in peace missions, as counts.

The UN publishes one row for each death, and Sulh's own form gives a count. Deaths add up over time,
other than strengths. Each row is one line, or a problem with its reason; no person is named.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from sulh.errors import InputError, Problem, shown
from sulh.sustain.contributions.fields import days_of, nation_of, parse_day, parse_period
from sulh.sustain.contributions.totals import UNMATCHED
from sulh.tables.fields import parse_name, parse_whole
from sulh.tables.rows import FaultyField, convert_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sulh.tables.rows import Row, Table

__all__ = ["FATALITY_SCHEMA", "Fatalities", "count_fatalities", "read_fatalities"]

FATALITY_SCHEMA = pl.Schema(
    {
        "row": pl.String,
        "source": pl.String,
        "nation": pl.String,
        "who": pl.String,
        "mission": pl.String,
        "personnel": pl.String,
        "uniformed": pl.Boolean,
        "cause": pl.String,
        "year": pl.String,
        "last_day": pl.Date,
        "deaths": pl.Int64,
    }
)
"""`row` is ``file:line``; `who` the nation's code, or ``unmatched: …``; `personnel` and `cause` as
written; `uniformed` whether the personnel is military or police, null where the row does not say."""

UN_COLUMNS = frozenset(("incident_date", "mission_acronym", "casualty_nationality"))
FORM_COLUMNS = frozenset(("nation", "mission", "period", "fatalities"))
UNIFORMED = ("military", "military observer", "police", "troops", "formed police", "staff officer")
CIVILIAN = ("international civilian", "local", "national", "civilian", "un volunteer", "other")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fatalities:
    """What a file brought: its table (`FATALITY_SCHEMA`), problems, and the account of its rows."""

    form: str
    table: pl.DataFrame
    problems: tuple[Problem, ...]
    read: int
    kept: int
    blank: int
    raw: Mapping[int, str]


def read_fatalities(table: Table, file: str) -> Fatalities:
    """Return the fatalities of an opened table; `file` is the name that rows and problems carry.

    Raises
    ------
    InputError
        When the columns are those of neither form.
    """
    lower = frozenset(name.casefold() for name in table.columns)
    form = "un-fatalities" if lower >= UN_COLUMNS else "fatality-form"
    if form == "fatality-form" and not lower >= FORM_COLUMNS:
        raise InputError(
            f"{file} has the columns of no form of fatalities: {shown(', '.join(table.columns))}.",
            remedy=f"Needed are {', '.join(sorted(UN_COLUMNS))} (the UN's table), or "
            f"{', '.join(sorted(FORM_COLUMNS))}.",
        )
    warnings: list[Problem] = []
    seen: dict[str, int] = {}

    def convert(row: Row) -> tuple[object, ...]:
        values = {name.casefold(): text for name, text in row.values.items()}
        told: list[Problem] = []

        def warn(code: str, field: str, value: str, message: str, remedy: str = "") -> None:
            told.append(
                Problem(
                    code=code,
                    source=file,
                    row=row.number,
                    field=field,
                    value=shown(value),
                    message=message,
                    remedy=remedy,
                    severity="warning",
                )
            )

        line = _un(values, row, seen) if form == "un-fatalities" else _own(values)
        name, code, *rest = line
        nation = nation_of(str(name), str(code), days_of(str(rest[-2]))[1], warn)
        warnings.extend(told)
        who = nation or f"{UNMATCHED}: {name}"
        mission, personnel, cause, year, deaths = rest
        source = "UN" if form == "un-fatalities" else values.get("source", "").strip() or "Form"
        last = days_of(str(year))[1]
        return (
            *(f"{file}:{row.number}", source, nation, who, mission, personnel),
            *(_is_uniformed(str(personnel)), cause, str(year)[:4], last, deaths),
        )

    read = convert_rows(table, file, convert)
    return Fatalities(
        form=form,
        table=pl.DataFrame(list(read.value), schema=FATALITY_SCHEMA, orient="row"),
        problems=tuple(sorted((*read.problems, *warnings), key=lambda each: each.row)),
        read=read.rows,
        kept=len(read.value),
        blank=read.blank,
        raw=read.raw,
    )


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


def _un(values: Mapping[str, str], row: Row, seen: dict[str, int]) -> tuple[object, ...]:
    kind = values.get("type_of_casualty", "").strip()
    if kind and kind.casefold() != "fatality":
        raise FaultyField(
            "no-fatality",
            "type_of_casualty",
            shown(kind),
            message="is no death; it is not counted",
            expected="Fatality",
        )
    day = parse_day(values["incident_date"], "incident_date")
    made = (
        parse_name("casualty_nationality", values["casualty_nationality"]),
        values.get("isocode3", "").strip(),
        parse_name("mission_acronym", values["mission_acronym"]),
        parse_name(
            "casualty_personnel_type", values.get("casualty_personnel_type", ""), required=False
        ),
        parse_name("type_of_incident", values.get("type_of_incident", ""), required=False),
        f"{day:%Y-%m}",
        1,
    )
    reference = values.get("casualty_id", "").strip()
    if reference and reference in seen:
        raise FaultyField(
            "doubled-reference",
            "casualty_id",
            shown(reference),
            message=f"was used in row {seen[reference]} already",
            remedy="One death is one row; take one of them out, or correct its reference.",
        )
    seen[reference] = row.number
    return made


def _own(values: Mapping[str, str]) -> tuple[object, ...]:
    deaths = parse_whole("fatalities", values["fatalities"])
    if deaths is None:
        raise FaultyField(
            "missing", "fatalities", "", message="is missing", expected="a number, or 0"
        )
    return (
        parse_name("nation", values["nation"]),
        "",
        parse_name("mission", values["mission"]),
        parse_name("personnel", values.get("personnel", ""), required=False),
        parse_name("cause", values.get("cause", ""), required=False),
        parse_period(values["period"], "period"),
        deaths,
    )


def _is_uniformed(personnel: str) -> bool | None:
    word = " ".join(personnel.casefold().split())
    return True if word in UNIFORMED else False if word in CIVILIAN else None
