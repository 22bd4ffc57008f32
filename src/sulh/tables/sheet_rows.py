"""Rows of a sheet of any workbook, from its cells."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from sulh.errors import InputError
from sulh.tables.cell_texts import as_text
from sulh.tables.csv_rows import refuse_doubled
from sulh.tables.layout import LINES_SEEN, Layout, find_header
from sulh.tables.rows import FaultyField, Rejected, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sulh.tables.source import Source

__all__ = ["COLUMNS_MAX", "Cell", "sheet_table"]

COLUMNS_MAX = 256
SHEET_ERRORS = frozenset(
    ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA")
)  # ECMA-376 part 1, section 18.17.3
REMEDY = "Save the sheet again as .xlsx, or as CSV in UTF-8."

Cell = tuple[Any, Any]
"""What a cell shows, and its formula, or once more what it shows."""


def sheet_table(
    rows: Iterator[tuple[Cell, ...]], source: Source, layout: Layout, *, epoch: str
) -> Table:
    """Return the rows of a sheet as a table; an empty tuple is a row without any cell.

    A formula without a value, and an error such as #REF!, reject their row. `epoch` is the year from
    which the workbook counts its days. The content of the source is counted whole.

    Raises
    ------
    InputError
        When no row can be the header.
    """
    file = source.name
    first = list(itertools.islice(rows, LINES_SEEN))
    texts = [[as_text(value) for value, _ in cells] for cells in first]
    header = find_header(texts, layout, file)
    columns = header.columns
    while columns and not columns[-1]:
        columns = columns[:-1]
    if not columns:
        raise InputError(f"The first row of {file} is no header.", remedy="Name the columns there.")
    if len(columns) > COLUMNS_MAX:
        raise InputError(f"{file} has more than {COLUMNS_MAX} columns.", remedy=REMEDY)
    refuse_doubled(columns, file)
    size = _count(source)
    return Table(
        columns=tuple(name for name in columns if name),
        rows=(
            _row(cells, columns, (number, size), file)
            for number, cells in enumerate(
                itertools.chain(first[header.begin :], rows), start=header.begin + 1
            )
        ),
        has_header=True,
        name=file,
        content=source.content,
        assumptions=header.assumptions,
        excel_dates=epoch,
        hashtags=header.hashtags,
    )


def _count(source: Source) -> int:
    for _ in source.pieces():
        pass
    return source.content.size


def _row(
    cells: tuple[Cell, ...], columns: tuple[str, ...], where: tuple[int, int], file: str
) -> Row | Rejected:
    number, size = where
    if not cells:
        return Row(number, {}, "", size)
    texts = [as_text(value) for value, _ in cells]
    raw = ";".join(texts).rstrip(";")
    for position, (value, formula) in enumerate(cells):
        name = columns[position] if position < len(columns) else ""
        fault = _cell_fault(name, value, formula)
        if fault is not None:
            return Rejected(fault.as_problem(file, number), raw, size)
    texts += [""] * (len(columns) - len(texts))
    values = {name: text for name, text in zip(columns, texts, strict=False) if name}
    return Row(number, values, raw, size)


def _cell_fault(name: str, value: Any, formula: Any) -> FaultyField | None:
    if value is None and formula is not None:
        return FaultyField(
            "sheet-formula",
            name,
            formula,
            message="holds a formula whose value was never computed",
            remedy="Open the sheet, let it compute, and save it; or paste the values.",
        )
    if isinstance(value, str) and value in SHEET_ERRORS:
        return FaultyField(
            "sheet-error", name, value, message="holds an error", remedy="Mend the formula."
        )
    if not name and value is not None and as_text(value).strip():
        return FaultyField(
            "wrong-width", name, value, message="stands in a column without a name in the header"
        )
    return None
