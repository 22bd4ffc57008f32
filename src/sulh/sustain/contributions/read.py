"""Contributions: how many people of which nation served in which mission, row by row.

Every row of a file becomes rows of one frame, or a problem with its reason. What a name or a type was
taken for stands next to it. A size that nobody states stays unknown: at least one, no upper bound.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from sulh.errors import InputError, Problem, shown
from sulh.sustain.contributions.forms import (
    CONTRIBUTION_FORMS,
    CONTRIBUTION_SCHEMA,
    Contribution,
)
from sulh.sustain.contributions.steps import TableTexts, read_plain_rows, read_row
from sulh.tables.rows import Read, Row, Table, convert_rows

if TYPE_CHECKING:
    from sulh.sustain.contributions.steps import Form

__all__ = ["contribution_form", "read_contributions"]

FIELDS = Contribution._fields
LINES = pl.Schema(
    [("line", pl.Int64()), ("part", pl.Int64()), *list(CONTRIBUTION_SCHEMA.items())[1:]]
)
"""The line of the file and the part of the row, by which rows are put in order, and the fields."""

Line = tuple[int, int, Contribution]


def contribution_form(table: Table, file: str) -> Form:
    """Return the form of a table, by its columns.

    Raises
    ------
    InputError
        When the columns are those of no form.
    """
    lower = frozenset(name.casefold() for name in table.columns)
    form = next((each for each in CONTRIBUTION_FORMS if each.columns <= lower), None)
    if form is None:
        needs = "; ".join(
            f"{each.name}: {', '.join(sorted(each.columns))}" for each in CONTRIBUTION_FORMS
        )
        raise InputError(
            f"{file} has the columns of no form of contributions: {shown(', '.join(table.columns))}.",
            remedy=f"Needed are, for {needs}.",
        )
    return form


def read_contributions(table: Table, file: str) -> Read[pl.DataFrame]:
    """Return the contributions of a table (`CONTRIBUTION_SCHEMA`); rows and problems carry `file`.

    Raises
    ------
    InputError
        When the columns are those of no form.
    """
    form = contribution_form(table, file)
    texts = TableTexts(form, table)
    plain = read_plain_rows(form, texts.frame(), CONTRIBUTION_SCHEMA)
    lines = frozenset(plain.get_column("line").to_list())
    warnings: list[Problem] = []

    def convert(row: Row) -> list[Line]:
        parts, doubts = read_row(form, row, file)
        warnings.extend(doubts)
        return [
            (row.number, part["part"], Contribution(**{name: part[name] for name in FIELDS}))
            for part in parts
        ]

    others = Table(
        columns=table.columns, rows=texts.rows_except(lines), has_header=table.has_header
    )
    rest = convert_rows(others, file, convert)
    slow = pl.DataFrame(
        [(line, part, *value) for each in rest.value for line, part, value in each],
        schema=LINES,
        orient="row",
    )
    frame = pl.concat([plain.select(LINES.names()), slow])
    return Read(
        value=frame.sort("line", "part").select(
            pl.format("{}:{}.{}", pl.lit(file), "line", "part").alias("row"), *FIELDS
        ),
        problems=tuple(sorted((*rest.problems, *warnings), key=lambda each: each.row)),
        rows=rest.rows + len(lines),
        blank=rest.blank,
        raw=rest.raw,
    )
