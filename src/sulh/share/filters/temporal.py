"""The fifteen relations of instants and intervals (CQL2, 7.8; Allen 1983).

An interval has both its ends. Where both sides are dates they are compared as whole days; beside a time, a
day is the time from its beginning to its last microsecond. An open end is before, or after, everything. What
has no time is in no relation to anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from sulh.errors import InputError
from sulh.share.filters.terms import DAY_US, Term, as_micros, need

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["TEMPORAL", "temporal"]

OPEN = 2**62
Ends = tuple[pl.Expr, pl.Expr]

TEMPORAL: dict[str, Callable[[Ends, Ends], pl.Expr]] = {
    "t_after": lambda a, b: a[0] > b[1],
    "t_before": lambda a, b: a[1] < b[0],
    "t_contains": lambda a, b: (a[0] < b[0]) & (a[1] > b[1]),
    "t_disjoint": lambda a, b: (a[1] < b[0]) | (a[0] > b[1]),
    "t_during": lambda a, b: (a[0] > b[0]) & (a[1] < b[1]),
    "t_equals": lambda a, b: (a[0] == b[0]) & (a[1] == b[1]),
    "t_finishedby": lambda a, b: (a[0] < b[0]) & (a[1] == b[1]),
    "t_finishes": lambda a, b: (a[0] > b[0]) & (a[1] == b[1]),
    "t_intersects": lambda a, b: (a[0] <= b[1]) & (a[1] >= b[0]),
    "t_meets": lambda a, b: a[1] == b[0],
    "t_metby": lambda a, b: a[0] == b[1],
    "t_overlappedby": lambda a, b: (a[0] > b[0]) & (a[0] < b[1]) & (a[1] > b[1]),
    "t_overlaps": lambda a, b: (a[0] < b[0]) & (a[1] > b[0]) & (a[1] < b[1]),
    "t_startedby": lambda a, b: (a[0] == b[0]) & (a[1] > b[1]),
    "t_starts": lambda a, b: (a[0] == b[0]) & (a[1] < b[1]),
}
"""Each relation of two spans, as start and end in microseconds."""


def temporal(name: str, left: Term, right: Term) -> pl.Expr:
    """Return whether a relation holds, feature by feature.

    Raises
    ------
    InputError
        When a side is no time, date or interval, or an interval ends before it begins.
    """
    where = name.upper()
    sides = [need(each, "date", "time", "interval", where=where) for each in (left, right)]
    days = not any(each.type == "time" for side in sides for each in _parts(side))
    ends = [_ends(each, days=days) for each in sides]
    return TEMPORAL[name](*ends)


def _parts(term: Term) -> list[Term]:
    return [each for each in term.ends if each] if term.type == "interval" else [term]


def _ends(term: Term, *, days: bool) -> Ends:
    first, last = term.ends if term.type == "interval" else (term, term)
    if first and last and first.constant and last.constant and term.type == "interval":
        _check_order(first, last)
    start = pl.lit(-OPEN) if first is None else as_micros(first)
    end = pl.lit(OPEN) if last is None else as_micros(last)
    if last is not None and last.type == "date" and not days:
        end += DAY_US - 1
    return start, end


def _check_order(first: Term, last: Term) -> None:
    start, end = pl.select(a=as_micros(first), b=as_micros(last)).row(0)
    if start is not None and end is not None and start > end:
        raise InputError(
            "An interval of the filter ends before it begins.",
            remedy="Write the earlier time first, and '..' for an open end.",
        )
