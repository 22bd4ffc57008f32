"""Months as text (``2024-05``): runs, ranges, and columns that leave out where nothing was reported."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from sulh.report.matrix_model import MatrixColumn

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = [
    "distance",
    "fold",
    "following",
    "month_runs",
    "months_between",
    "span",
    "years",
]

FOLDED_MIN = 4
"""A run of this many months in which nothing was reported becomes one narrow column."""


def following(month: str, by: int = 1) -> str:
    """Return the month so many months later (earlier, when negative)."""
    count = int(month[:4]) * 12 + int(month[5:]) - 1 + by
    return f"{count // 12:04d}-{count % 12 + 1:02d}"


def distance(first: str, last: str) -> int:
    """Return how many months `last` comes after `first`."""
    return (int(last[:4]) - int(first[:4])) * 12 + int(last[5:]) - int(first[5:])


def months_between(first: str, last: str) -> tuple[str, ...]:
    """Return all months from `first` to `last`, both included."""
    return tuple(following(first, by) for by in range(distance(first, last) + 1))


def month_runs(months: Iterable[str]) -> list[tuple[str, str]]:
    """Return months as runs, each by its first and last: 2024-01 to 2024-03, 2024-06 to 2024-06."""
    runs: list[tuple[str, str]] = []
    for month in sorted(set(months)):
        if runs and following(runs[-1][1]) == month:
            runs[-1] = (runs[-1][0], month)
        else:
            runs.append((month, month))
    return runs


def fold(months: Sequence[str], informative: Iterable[str]) -> tuple[MatrixColumn, ...]:
    """Return a column for each month, and one for each long run of months not in `informative`."""
    keep = set(informative)
    columns: list[MatrixColumn] = []
    quiet: list[str] = []
    for month in (*months, ""):
        if month and month not in keep:
            quiet.append(month)
            continue
        if len(quiet) < FOLDED_MIN:
            columns += [MatrixColumn(months=(each,)) for each in quiet]
        else:
            columns.append(MatrixColumn(months=tuple(quiet)))
        quiet = []
        if month:
            columns.append(MatrixColumn(months=(month,)))
    return tuple(columns)


def span(columns: Sequence[MatrixColumn]) -> tuple[str, str]:
    """Return the first and the last month of some columns."""
    return columns[0].months[0], columns[-1].months[-1]


def years(columns: Sequence[MatrixColumn]) -> list[tuple[str, int]]:
    """Return the years over columns, each with the number of columns it spans."""
    each_year = (column.months[0][:4] for column in columns)
    return [(year, len(list(some))) for year, some in groupby(each_year)]
