"""What the readers of this room share: needed columns, and numbers within bounds."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from sulh.errors import InputError, shown
from sulh.tables import FaultyField
from sulh.tables.fields import parse_decimal, parse_whole

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["need_columns", "parse_amount", "parse_year"]

FIRST_YEAR, LAST_YEAR = 1948, 2200


def need_columns(columns: Iterable[str], file: str, names: tuple[str, ...]) -> None:
    """Refuse a table without some of its columns.

    Raises
    ------
    InputError
        The sentence names the columns that are missing.
    """
    columns = list(columns)
    missing = [name for name in names if name not in columns]
    if missing:
        raise InputError(
            f"{file} has no column {', '.join(missing)}; it has {shown(', '.join(columns))}.",
            remedy=f"Give it the columns {', '.join(names)}.",
        )


def parse_amount(field: str, text: str, *, low: float = 0.0, high: float = inf) -> float:
    """Return a number within bounds."""
    number = parse_decimal(field, text)
    if number is None:
        raise FaultyField("missing", field, "", message="is missing", expected="a number")
    if low == 0.0 and number < 0.0:
        raise FaultyField("negative", field, shown(text), message="is negative")
    if not low <= number <= high or number == inf:
        expected = f"a number from {low:g} to {high:g}"
        raise FaultyField(
            "bounds", field, shown(text), message="is out of range", expected=expected
        )
    return number


def parse_year(field: str, text: str) -> int:
    """Return a year."""
    year = parse_whole(field, text)
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        expected = f"{FIRST_YEAR} to {LAST_YEAR}"
        raise FaultyField(
            "bad-date", field, shown(text), message="is out of range", expected=expected
        )
    return year
