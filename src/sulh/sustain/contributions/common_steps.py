"""The steps that several forms share: names, numbers, periods, nations."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import polars as pl

from sulh.sustain.contributions.fields import (
    days_of_period,
    nation_code,
    parse_period,
    parse_position,
    parse_required_number,
)
from sulh.sustain.contributions.nations import plain
from sulh.sustain.contributions.steps import Step
from sulh.tables.fields import parse_name

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sulh.sustain.contributions.steps import Form

__all__ = [
    "PERIOD",
    "POSITION",
    "days_of",
    "name_step",
    "nation_step",
    "number_step",
    "period_step",
    "with_aliases",
]

PERIOD = {"period": pl.String, "first_day": pl.Date, "last_day": pl.Date}


def name_step(column: str, value: str, *, required: bool = True, default: str = "") -> Step:
    """Return the step that reads a name; where it is empty and need not be there, the default."""
    return Step(
        (column,),
        lambda text, _: (parse_name(column, text, required=required) or default,),
        {value: pl.String},
    )


def number_step(column: str, value: str) -> Step:
    """Return the step that reads a whole number which must be there."""
    return Step(
        (column,), lambda text, _: (parse_required_number(column, text),), {value: pl.Int64}
    )


def days_of(period: str) -> tuple[str, date, date]:
    """Return a period with its first and last day."""
    return (period, *days_of_period(period))


def period_step(column: str) -> Step:
    """Return the step that reads a month or a year, and its days."""
    return Step((column,), lambda text, _: days_of(parse_period(text, column)), PERIOD)


def nation_step(code: str = "") -> Step:
    """Return the step that recognises the nation, by its name and the column of its code."""
    return Step(
        (code,) if code else (),
        lambda *key: (nation_code(key[-3], key[0] if code else "", key[-2], key[-1]),),
        {"nation": pl.String},
        values=("as_written", "last_day"),
    )


def with_aliases(form: Form, aliases: Mapping[str, str]) -> Form:
    """Return a form that reads a name as the nation of its alias (`read_aliases`), where it has one."""

    def of(step: Step) -> Step:
        if "nation" not in step.schema or not aliases:
            return step

        def meaning(*key: Any) -> Any:
            name = aliases.get(plain(key[-3]), key[-3])
            return step.meaning(*key[:-3], name, *key[-2:])

        return step._replace(meaning=meaning)

    return replace(form, steps=tuple(map(of, form.steps)))


POSITION = Step(
    ("longitude", "latitude"),
    lambda lon, lat, _: parse_position(lon, lat),
    {"lon": pl.Float64, "lat": pl.Float64},
)
"""The step that reads degrees, if they are there."""
