"""Field types of numbers: whole and decimal ones, counts with bounds, days of the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any

import polars as pl
from msgspec import Meta

from sulh.errors import shown
from sulh.picture.field_type import Column, FieldType
from sulh.tables import FaultyField
from sulh.tables.fields import ARABIC_MARK, parse_count, parse_decimal, parse_whole
from sulh.tables.times import parse_date
from sulh.values import COUNT_MAX, Count

__all__ = ["BoundsField", "DayField", "QuantityField", "WholeField"]

CACHED = 65_536


def refuse_missing(field: str, expected: str) -> FaultyField:
    """Return the fault of an empty cell that must be filled."""
    return FaultyField("missing", field, "", message="is missing", expected=expected)


def refuse_outside(field: str, text: str, number: float, bounds: tuple[int, int]) -> FaultyField:
    """Return the fault of a number outside its bounds."""
    low, high = bounds
    return FaultyField(
        "too-large" if number > high else "bounds",
        field,
        shown(text),
        message="is too large" if number > high else "is too small",
        expected=f"{low:,} to {high:,}",
        remedy="" if number > high else f"Write a number from {low:,} to {high:,}.",
    )


def parse_whole_in(field: str, text: str, *, required: bool, low: int, high: int) -> int | None:
    """Return a whole number between two bounds."""
    number = parse_whole(field, text)
    if number is None and required:
        raise refuse_missing(field, "a whole number")
    if number is not None and not low <= number <= high:
        raise refuse_outside(field, text, number, (low, high))
    return number


@dataclass(frozen=True, kw_only=True)
class WholeField(FieldType):
    """A whole number between bounds, in a unit.

    `in_tens`: it counts people of whom a few could be picked out, so that it leaves the mission rounded down to
    tens, and not at all where it is fewer than ten.
    """

    low: int = 0
    high: int = COUNT_MAX
    in_tens: bool = False

    calls = (parse_whole_in,)
    input = "whole"
    present = "{} is not None"
    empty = None
    dtype = pl.Int64

    def columns(self, name: str) -> tuple[Column, ...]:
        """Return the column with its bounds."""
        return (self.column(self.heading or name, low=self.low, high=self.high),)

    def options(self) -> dict[str, Any]:
        """Return the bounds, and whether there must be a number."""
        return {"required": self.required, "low": self.low, "high": self.high}

    def wire(self) -> Any:
        """Return a number between the bounds."""
        return Annotated[int, Meta(ge=self.low, le=self.high)]


def parse_quantity(field: str, text: str, *, required: bool, high: int) -> Decimal | None:
    """Return a decimal number from 0 to a bound, exactly as written."""
    number = parse_decimal(field, text)
    if number is None and required:
        raise refuse_missing(field, "a decimal number")
    if number is not None and not 0 <= number <= high:
        raise refuse_outside(field, text, number, (0, high))
    return None if number is None else Decimal(text.strip().replace(ARABIC_MARK, ".")).copy_abs()


def load_quantity(text: str | None) -> Decimal | None:
    """Return the decimal number of a body."""
    return None if text is None else Decimal(text)


@dataclass(frozen=True, kw_only=True)
class QuantityField(FieldType):
    """A decimal number of 0 or more, in a unit. A body holds it as text, so that it stays exact."""

    high: int = COUNT_MAX

    calls = (parse_quantity, load_quantity)
    input = "decimal"
    dumped = "format({}, 'f')"
    present = "{} is not None"
    loaded = "load_quantity({})"
    empty = None
    dtype = pl.Float64

    def columns(self, name: str) -> tuple[Column, ...]:
        """Return the column with its bounds."""
        return (self.column(self.heading or name, low=0, high=self.high),)

    def options(self) -> dict[str, Any]:
        """Return the bound, and whether there must be a number."""
        return {"required": self.required, "high": self.high}

    def wire(self) -> Any:
        """Return digits, and at most one point among them."""
        return Annotated[str, Meta(pattern=r"^[0-9]{1,12}(\.[0-9]{1,120})?$")]

    def cell_codes(self, name: str) -> tuple[str, ...]:
        """Return an expression for the number as a float."""
        return (f"None if stored.{name} is None else float(stored.{name})",)


def parse_day(field: str, text: str, *, required: bool) -> date | None:
    """Return a day."""
    text = text.strip()
    if not text and not required:
        return None
    if not text:
        raise refuse_missing(field, "a day such as 2026-03-31")
    return parse_date(field, text)


@dataclass(frozen=True, kw_only=True)
class DayField(FieldType):
    """A day of the calendar, in no time zone."""

    calls = (parse_day,)
    input = "day"
    dumped = "{}.isoformat()"
    present = "{} is not None"
    empty = None
    dtype = pl.Date

    def options(self) -> dict[str, Any]:
        """Return whether there must be a day."""
        return {"required": self.required}

    def wire(self) -> Any:
        """Return a day, which JSON holds as text."""
        return date


@lru_cache(maxsize=CACHED)
def parse_bounds(names: tuple[str, str, str], *texts: str, required: bool) -> Count:
    """Return the bounds that three cells give."""
    low, best, high = texts
    count = parse_count(names, low, best, high)
    if count is None and required:
        raise refuse_missing(names[1], "how many")
    return count or Count(0, None)


@lru_cache(maxsize=CACHED)
def load_count(bounds: tuple[int | None, int | None, int | None]) -> Count:
    """Return the count of a body."""
    low, best, high = bounds
    return Count(low or 0, high, best)


@dataclass(frozen=True, kw_only=True)
class BoundsField(FieldType):
    """A whole number known by its bounds and a best estimate; a body holds ``[low, best, high]``.

    The columns are ``low``, ``best`` and ``high`` behind `prefix`; None: behind the field's name.
    """

    prefix: str | None = None

    calls = (parse_bounds, parse_whole, load_count)
    input = "whole"
    dumped = "[{0}.low, {0}.best, {0}.high]"
    present = ""
    loaded = "load_count({})"
    empty = (0, None, None)

    def _names(self, name: str) -> tuple[str, ...]:
        prefix = f"{name}_" if self.prefix is None else self.prefix
        return tuple(f"{prefix}{bound}" for bound in ("low", "best", "high"))

    def columns(self, name: str) -> tuple[Column, ...]:
        """Return three columns; where a count is required, one of them is."""
        says = ("at least", "the best estimate; alone: exactly so many", "at most")
        return tuple(
            self.column(
                each, low=0, high=COUNT_MAX, required=False, meaning=f"{self.meaning}: {saying}"
            )
            for each, saying in zip(self._names(name), says, strict=True)
        )

    def parse_code(self, name: str) -> str:
        """Return an expression for the count."""
        names = self._names(name)
        cells = ", ".join(f'get({each!r}, "")' for each in names)
        return f"parse_bounds({names!r}, {cells}, required={self.required})"

    def part_codes(self, name: str) -> tuple[str, ...]:
        """Return an expression for each bound."""
        return tuple(f'parse_whole({each!r}, get({each!r}, ""))' for each in self._names(name))

    def wire(self) -> Any:
        """Return three numbers, of which each may be unknown."""
        number = Annotated[int, Meta(ge=0, le=COUNT_MAX)] | None
        return tuple[number, number, number]

    def table(self, name: str) -> dict[str, Any]:
        """Return three columns."""
        return dict.fromkeys(self._names(name), pl.Int64)

    def cell_codes(self, name: str) -> tuple[str, ...]:
        """Return an expression for each bound; the first checks all."""
        return (f"load_count(stored.{name}).low", f"stored.{name}[1]", f"stored.{name}[2]")
