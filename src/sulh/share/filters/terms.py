"""The terms of a filter: an expression over columns with the type of its values, and texts as times."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Literal

import polars as pl

from sulh.errors import InputError, shown

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from sulh.share.filters.columns import FeatureColumns

__all__ = ["DAY_US", "Question", "Term", "as_day", "as_instant", "as_micros", "need"]

TermType = Literal[
    "text", "number", "boolean", "date", "time", "list", "geometry", "interval", "null"
]
DAY_US = 86_400_000_000
WORDS: dict[str, str] = {
    "text": "a text",
    "number": "a number",
    "boolean": "true or false",
    "date": "a date",
    "time": "a time",
    "list": "a list",
    "geometry": "a geometry",
    "interval": "an interval",
    "null": "nothing",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A part of a filter. `expr` gives its values; `constant`: the same for every feature.

    An interval has `ends`: two terms, None where it is open. A geometry has `shape` where it is constant,
    else it is the features' own.
    """

    type: TermType
    expr: pl.Expr = field(default_factory=lambda: pl.lit(None))
    constant: bool = False
    value: Any = None
    ends: tuple[Term | None, Term | None] = (None, None)
    shape: BaseGeometry | None = None

    @property
    def words(self) -> str:
        """What it is, for a sentence."""
        if self.constant and isinstance(self.value, (str, float, bool)):
            return f"{WORDS[self.type]}, {shown(self.value)!r}"
        return WORDS[self.type]


@dataclass(slots=True)
class Question:
    """A filter being evaluated: the features, and columns that were computed for it."""

    features: FeatureColumns
    computed: dict[str, pl.Series] = field(default_factory=dict)

    def add(self, values: Any) -> pl.Expr:
        """Keep computed values, one a feature; return the expression that names them."""
        name = f"\0{len(self.computed)}"  # no property can be called that
        self.computed[name] = pl.Series(name, values)
        return pl.col(name)


def need(term: Term, *types: str, where: str) -> Term:
    """Return a term of one of some types.

    Raises
    ------
    InputError
        When it is of another.
    """
    if term.type in types or term.type == "null":
        return term
    expected = " or ".join(WORDS[each] for each in types)
    raise InputError(
        f"{where} expects {expected}, and got {term.words}.",
        remedy="Texts stand in single quotes, times in TIMESTAMP('…Z') and DATE('…').",
    )


def as_instant(text: str) -> datetime:
    """Return the time that a text names, UTC (RFC 3339).

    Raises
    ------
    InputError
        When it names none, or no time zone.
    """
    try:
        time = datetime.fromisoformat(text)
        if time.tzinfo is not None:
            return time.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise InputError(
        f"{shown(text)!r} is no time.", remedy="Write it with its zone: 2026-05-03T14:30:00Z."
    )


def as_day(text: str) -> date:
    """Return the day that a text names.

    Raises
    ------
    InputError
        When it names none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(
            f"{shown(text)!r} is no date.", remedy="Write year, month and day: 2026-05-03."
        ) from None


def as_micros(term: Term) -> pl.Expr:
    """Return the microseconds since 1970 (UTC) of a date's beginning, or of a time."""
    if term.type == "date":
        return term.expr.cast(pl.Date).cast(pl.Int32).cast(pl.Int64) * DAY_US
    return term.expr.dt.timestamp("us")
