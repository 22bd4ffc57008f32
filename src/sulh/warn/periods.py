"""The months or years that deaths are counted by, as whole numbers.

A month is the year times twelve plus the month less one; a year is itself. Edges are UTC.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Literal

import numpy as np

from sulh.errors import InputError
from sulh.query_times import parse_when

if TYPE_CHECKING:
    import polars as pl
    from numpy.typing import NDArray

__all__ = [
    "TimeStep",
    "choose_step",
    "first_day",
    "first_whole_period",
    "last_whole_period",
    "period_label",
    "period_of",
    "periods_of",
]

TimeStep = Literal["month", "year"]
When = str | date | datetime


def choose_step(events: pl.DataFrame) -> TimeStep:
    """Return "month" where every event has one, else "year"."""
    return "year" if events["month"].null_count() else "month"


def periods_of(events: pl.DataFrame, step: TimeStep) -> NDArray[np.int64]:
    """Return the period of each event; each must have a month where `step` is "month"."""
    year = events["year"].to_numpy()
    period = year if step == "year" else year * 12 + events["month"].to_numpy() - 1
    return np.asarray(period, dtype=np.int64)


def period_of(when: When, step: TimeStep) -> int:
    """Return the period that holds a moment, or that a day or month begins in."""
    moment = _moment(when, "start")
    return moment.year if step == "year" else moment.year * 12 + moment.month - 1


def first_whole_period(when: When, step: TimeStep) -> int:
    """Return the first period that begins at a moment or later."""
    moment = _moment(when, "start")
    period = period_of(moment, step)
    begin = datetime.combine(first_day(period, step), time(), UTC)
    return period if moment <= begin else period + 1


def last_whole_period(when: When, step: TimeStep) -> int:
    """Return the last period that is over by a moment, or by the end of a day or month."""
    return period_of(_moment(when, "end"), step) - 1


def _moment(when: When, edge: Literal["start", "end"]) -> datetime:
    """Return a moment in UTC."""
    text = when.isoformat() if isinstance(when, date) else when
    try:
        return parse_when(text, edge)
    except ValueError as error:
        raise InputError(f"{error}.") from error


def first_day(period: int, step: TimeStep) -> date:
    """Return the day on which a period begins."""
    if step == "year":
        return date(period, 1, 1)
    return date(period // 12, period % 12 + 1, 1)


def period_label(period: int, step: TimeStep) -> str:
    """Name a period: 2024-03, or 2024."""
    return f"{period}" if step == "year" else f"{period // 12}-{period % 12 + 1:02d}"
