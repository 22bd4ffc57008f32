"""Read a form by steps, whole columns at once where nothing is wrong, row by row where something is.

A step says what some columns of a row mean together. The column way looks up each combination of
texts once; a row with a fault or a doubt anywhere goes the row way, which takes the same steps and
names what is wrong. So both ways give the same rows, and a test reads random files both ways.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, TypeAlias

import polars as pl

from sulh.tables.rows import FaultyField, Rejected, Row

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Mapping, Sequence

    from sulh.errors import Problem
    from sulh.tables.rows import Table

__all__ = ["TEXT", "Form", "Step", "TableTexts", "Warn", "read_plain_rows", "read_row"]

Warn: TypeAlias = "Callable[[FaultyField], None]"
Values = dict[str, Any]

TEXT = "text:"
"""Marks the columns of the file among those that steps add."""


class Step(NamedTuple):
    """What the `texts` of a row mean, with `values` of earlier steps: values for the names of `schema`.

    `meaning` is called with the texts, the values and a function for warnings; it raises
    `FaultyField` where the row cannot be read. It returns one tuple, or one for each part of the
    row where `has_parts`; the first two values of a part are then its number and how many there are.
    """

    texts: tuple[str, ...]
    meaning: Callable[..., Any]
    schema: Mapping[str, Any]
    values: tuple[str, ...] = ()
    has_parts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form: the columns that it must have and those that it may have, in lower case, and its steps.

    `constants` are values that every row has. `schema` is that of the frame: `row`, and values of
    the steps. The texts of the column `unique` may not repeat. `has_parts`: the names of rows say
    which part of the row they are. A row is a total of others where a column of `dimensions` says so;
    `amounts` are the columns that it sums. `is_own`: the form is Sulh's, and other columns are told.
    """

    name: str
    columns: frozenset[str]
    optional: tuple[str, ...] = ()
    steps: tuple[Step, ...]
    schema: pl.Schema
    constants: Mapping[str, Any] = field(default_factory=dict)
    unique: str = ""
    has_parts: bool = False
    dimensions: tuple[str, ...] = ()
    amounts: tuple[str, ...] = ()
    is_own: bool = False


def read_row(form: Form, row: Row, file: str) -> tuple[list[Values], list[Problem]]:
    """Return the parts of a row and its warnings; raise `FaultyField` for a row that cannot be read."""
    texts = {name.casefold(): text for name, text in row.values.items()}
    warnings: list[Problem] = []

    def warn(fault: FaultyField) -> None:
        problem = replace(fault.as_problem(file, row.number), severity="warning")
        if problem not in warnings:
            warnings.append(problem)

    parts: list[Values] = [{"part": 1, "parts": 1, **form.constants}]
    for step in form.steps:
        fields = [texts.get(name, "") for name in step.texts]
        parts = [
            part | dict(zip(step.schema, values, strict=True))
            for part in parts
            for values in _meanings(step, (*fields, *(part[name] for name in step.values)), warn)
        ]
    return parts, warnings


def _meanings(step: Step, key: Sequence[Any], warn: Warn) -> Sequence[tuple[Any, ...]]:
    result = step.meaning(*key, warn)
    return result if step.has_parts else (result,)


class TableTexts:
    """The rows of a table, those columns that a form reads as a frame of texts."""

    def __init__(self, form: Form, table: Table) -> None:
        self._form = form
        self._names = (*form.columns, *form.optional)
        spelling = {name.casefold(): name for name in table.columns}
        self._spelling = {name: spelling.get(name, name) for name in self._names}
        self._has_header = table.has_header
        self._chunks = [chunk.columns([*self._spelling.values()]) for chunk in table.chunks()]

    def rows_except(self, lines: Container[int]) -> Iterator[Row | Rejected]:
        """Return the rows whose numbers are not among the `lines`."""
        for chunk in self._chunks:
            for number in chunk.numbers:
                if number not in lines:
                    yield chunk.row(number)
            for row in chunk.others:
                if isinstance(row, Rejected) or row.number not in lines:
                    yield row

    def frame(self) -> pl.DataFrame:
        """Return the texts of the rows, with the `line` of each."""
        empty = pl.DataFrame(schema=dict.fromkeys((TEXT + name for name in self._names), pl.String))
        frames = [empty.insert_column(0, pl.Series("line", [], pl.Int64))]
        for chunk in self._chunks:
            series = {name: chunk.texts.get(self._spelling[name]) for name in self._names}
            frames.append(_frame(chunk.numbers, series))
            rows = [row for row in chunk.others if isinstance(row, Row) and row.values]
            frames.append(self._of_rows(rows))
        return pl.concat(frames)

    def _of_rows(self, rows: Sequence[Row]) -> pl.DataFrame:
        values: list[Mapping[str, str]] = [row.values for row in rows]
        spelling = self._spelling
        if not self._has_header:  # each row spells its columns for itself
            values = [{name.casefold(): text for name, text in row.items()} for row in values]
            spelling = {name: name for name in self._names}
        try:
            series = {
                name: pl.Series([row.get(spelling[name], "") for row in values], dtype=pl.String)
                for name in self._names
            }
        except UnicodeEncodeError:  # half a character, in JSON only: each row says where
            return self._of_rows(())
        return _frame([row.number for row in rows], series)


def _frame(lines: Sequence[int], texts: Mapping[str, pl.Series | None]) -> pl.DataFrame:
    columns = {
        TEXT + name: pl.repeat("", len(lines), eager=True) if series is None else series
        for name, series in texts.items()
    }
    return pl.DataFrame({"line": pl.Series(lines, dtype=pl.Int64), **columns})


def read_plain_rows(form: Form, texts: pl.DataFrame) -> pl.DataFrame:
    """Return the parts of the rows in which every step finds a meaning without a warning.

    The columns are `line`, `part` and those of the steps and constants.
    """
    frame = texts
    for step in form.steps:
        keys = [*(TEXT + name for name in step.texts), *step.values]
        frame = frame.join(_looked_up(step, frame.select(keys).unique()), on=keys, how="inner")
    constants = {"part": 1, "parts": 1, **form.constants}
    return frame.with_columns(
        pl.lit(value, form.schema.get(name, pl.Int64())).alias(name)
        for name, value in constants.items()
        if name not in frame.columns
    ).filter(pl.len().over("line") == pl.col("parts"))


def _looked_up(step: Step, unique: pl.DataFrame) -> pl.DataFrame:
    """Return each combination that has a meaning without a warning, with that meaning."""
    rows = []
    for key in unique.iter_rows():
        try:
            rows += [(*key, *values) for values in _meanings(step, key, _doubt)]
        except (FaultyField, _DoubtError):
            continue
    return pl.DataFrame(rows, schema={**unique.schema, **step.schema}, orient="row")


class _DoubtError(Exception):
    """A combination of texts gives a warning."""


def _doubt(_: FaultyField) -> NoReturn:
    raise _DoubtError
