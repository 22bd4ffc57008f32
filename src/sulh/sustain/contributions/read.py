"""Read a table in one of several forms: every row becomes rows of a frame, or a problem."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import polars as pl

from sulh.errors import InputError, Problem, shown
from sulh.sustain.contributions.common_steps import with_aliases
from sulh.sustain.contributions.steps import TEXT, TableTexts, read_plain_rows, read_row
from sulh.sustain.contributions.total_rows import AGREES, compare_totals, total_lines
from sulh.tables.rows import FaultyField, Read, Row, Table, convert_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sulh.sustain.contributions.steps import Form

__all__ = ["form_of", "read_in_form"]

Line = tuple[int, ...]


def form_of(table: Table, file: str, forms: Sequence[Form], *, what: str) -> Form:
    """Return the first of the forms whose columns a table has, in any case and order.

    Raises
    ------
    InputError
        When the columns are those of no form; the message calls the forms `what`.
    """
    lower = frozenset(name.casefold() for name in table.columns)
    form = next((each for each in forms if each.columns <= lower), None)
    if form is None:
        needs = "; ".join(f"{each.name}: {', '.join(sorted(each.columns))}" for each in forms)
        raise InputError(
            f"{file} has the columns of no form of {what}: {shown(', '.join(table.columns))}.",
            remedy=f"Needed are, for {needs}.",
        )
    return form


def read_in_form(
    table: Table, file: str, form: Form, aliases: Mapping[str, str] | None = None
) -> Read[pl.DataFrame]:
    """Return the rows of a table as a frame (the form's schema); rows and problems carry `file`.

    A row that is a total of others is taken out, and its problem says whether it agrees with them: then it is
    a note, and is in no rejects file.
    """
    form = with_aliases(form, aliases or {})
    texts = TableTexts(form, table)
    frame = texts.frame()
    sums = total_lines(form, frame)
    single = frame.filter(~pl.col("line").is_in(sums))
    plain = read_plain_rows(form, _without_repeats(single, form.unique))
    lines = frozenset(plain.get_column("line").to_list())
    names = [name for name in form.schema if name != "row"]
    references: dict[str, int] = {}
    warnings: list[Problem] = []

    def convert(row: Row) -> list[tuple[Any, ...]]:
        if row.number in sums:
            raise FaultyField("total-row", "", sums[row.number], message="is a total of other rows")
        parts, doubts = read_row(form, row, file)
        _refuse_repeat(form.unique, row, references)
        warnings.extend(doubts)
        return [(row.number, part["part"], *(part[name] for name in names)) for part in parts]

    others = replace(table, rows=texts.rows_except(lines), by_columns=None)
    rest = convert_rows(others, file, convert)
    slow = pl.DataFrame(
        [line for part in rest.value for line in part],
        schema={"line": pl.Int64, "part": pl.Int64, **{name: form.schema[name] for name in names}},
        orient="row",
    )
    whole = pl.concat([plain.select("line", "part", *names), slow]).sort("line", "part")
    row_name = "{}:{}.{}" if form.has_parts else "{}:{}"
    parts = ["line", "part"] if form.has_parts else ["line"]
    messages = compare_totals(form, frame, whole.get_column("line"), sums)
    problems = [
        _of_total(each, messages[each.row]) if each.code == "total-row" else each
        for each in (*_unused_columns(form, table, file), *rest.problems, *warnings)
    ]
    return Read(
        value=whole.select(pl.format(row_name, pl.lit(file), *parts).alias("row"), *names),
        problems=tuple(sorted(problems, key=lambda each: each.row)),
        rows=rest.rows + len(lines),
        blank=rest.blank,
        raw=rest.raw,
    )


def _of_total(problem: Problem, message: str) -> Problem:
    """Say what became of a total; where it agrees, nothing is to be mended: it is a note."""
    severity = "note" if AGREES in message else problem.severity
    return replace(problem, message=message, severity=severity)


def _unused_columns(form: Form, table: Table, file: str) -> list[Problem]:
    """Return a warning for each column of one's own table that its form does not use."""
    names = (*sorted(form.columns), *form.optional)
    unused = [name for name in table.columns if name and name.strip().casefold() not in names]
    return [
        Problem(
            code="unused-column",
            source=file,
            field=shown(name),
            message="is no column of this form; nothing in it is read",
            expected=f"one of {', '.join(names)}",
            severity="warning",
        )
        for name in unused * form.is_own
    ]


def _without_repeats(texts: pl.DataFrame, unique: str) -> pl.DataFrame:
    """Return the rows whose text in the column is empty or theirs alone; the others go row by row."""
    if not unique:
        return texts
    text = pl.col(TEXT + unique).str.strip_chars()
    return texts.filter((text == "") | text.is_unique())


def _refuse_repeat(unique: str, row: Row, references: dict[str, int]) -> None:
    if not unique:
        return
    texts = {name.casefold(): text for name, text in row.values.items()}
    reference = texts.get(unique, "").strip()
    if reference and reference in references:
        raise FaultyField(
            "doubled-reference",
            unique,
            shown(reference),
            message=f"was used in row {references[reference]} already",
            remedy="One death is one row; take one of them out, or correct its reference.",
        )
    references[reference] = row.number
