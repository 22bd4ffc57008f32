"""Contributions: how many people of which nation served in which mission, row by row.

Three forms are read: the UN's monthly table by contributor, mission, type and sex; Geo-PKO's places
with contributors as text, such as ``France (150), Nepal (size unknown)``; and Sulh's own form. Every
row of a file becomes rows of one table, or a problem with its reason. What a name or a type was
taken for is written beside it. Rows without any fault are read column by column, all others row by
row; both ways give the same lines. A size that nobody states stays unknown: at least one, no upper bound.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from sulh.errors import InputError, shown
from sulh.sustain.contributions.columns import read_columns
from sulh.sustain.contributions.rows import FORMS, ORDERED, SCHEMA, read_row
from sulh.tables.rows import Table, chunks_of, convert_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sulh.errors import Problem

__all__ = ["Contributions", "read_contributions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributions:
    """What a file brought: its table (`SCHEMA`), problems, and the account of its rows.

    `read` rows were read, blank ones apart; of these `kept` are in the table and the others have an
    error among `problems`. `raw` holds the text of each row that was taken out.
    """

    form: str
    table: pl.DataFrame
    problems: tuple[Problem, ...]
    read: int
    kept: int
    blank: int
    raw: Mapping[int, str]


def read_contributions(table: Table, file: str) -> Contributions:
    """Return the contributions of an opened table; `file` is the name that rows and problems carry.

    Raises
    ------
    InputError
        When the columns are those of no form.
    """
    lower = frozenset(name.casefold() for name in table.columns)
    form = next((each for each in FORMS if each.columns <= lower), None)
    if form is None:
        known = "; ".join(f"{each.name}: {', '.join(sorted(each.columns))}" for each in FORMS)
        raise InputError(
            f"{file} has the columns of no form of contributions: {shown(', '.join(table.columns))}.",
            remedy=f"Needed are, for {known}.",
        )
    rows = list(table.rows)
    plain, columns = read_columns(form, rows, file)
    others = (row for row, is_plain in zip(rows, plain, strict=True) if not is_plain)
    rest = Table(columns=table.columns, chunks=chunks_of(others), has_header=table.has_header)
    read = convert_rows(rest, file, lambda row: read_row(form, row, file))
    lines = [line for found, _ in read.value for line in found]
    warnings = [warning for _, warned in read.value for warning in warned]
    slow = pl.DataFrame(lines, schema=ORDERED, orient="row")
    return Contributions(
        form=form.name,
        table=pl.concat([columns, slow]).sort("line", "part").select(SCHEMA.names()),
        problems=tuple(sorted((*read.problems, *warnings), key=lambda each: each.row)),
        read=read.rows + sum(plain),
        kept=len(read.value) + sum(plain),
        blank=read.blank,
        raw=read.raw,
    )
