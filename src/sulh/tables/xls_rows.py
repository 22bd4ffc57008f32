"""Rows of a sheet of a workbook of Excel 97 to 2003 (.xls)."""

from __future__ import annotations

import io
import itertools
import struct
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import xlrd  # type: ignore[import-untyped]

from sulh.errors import InputError, shown
from sulh.tables.cell_texts import as_text
from sulh.tables.layout import LINES_SEEN, NO_LAYOUT, Layout
from sulh.tables.several import Parts, table_of
from sulh.tables.sheet_rows import COLUMNS_MAX, Cell, sheet_table
from sulh.tables.source import Content
from sulh.tables.xlsx_rows import xlsx_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sulh.tables.rows import Table
    from sulh.tables.source import Source

__all__ = ["xls_table"]

XLS_BYTES_MAX = 100_000_000
ZIP_MARK = b"PK\x03\x04"
REMEDY = "Save the sheet again as .xlsx, or as CSV in UTF-8."
WORKBOOK_FAULTS = (
    xlrd.XLRDError,
    xlrd.compdoc.CompDocError,
    struct.error,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    RuntimeError,
)
"""What xlrd is known to raise for a workbook that is damaged (found by fuzzing)."""


def xls_table(source: Source, layout: Layout = NO_LAYOUT) -> Table:
    """Open a sheet of an old workbook, as `xlsx_table` does; one that is a new workbook in truth, too.

    A formula stands for its value: an old workbook always holds one.

    Raises
    ------
    InputError
        When the file is no workbook, is encrypted, damaged, or larger than 100 MB, or has no sheet that
        the layout names.
    """
    with source.open() as stream:
        if stream.read(len(ZIP_MARK)) == ZIP_MARK:
            return xlsx_table(source, layout)
    book = _book(replace(source, content=Content()))
    titles = book.sheet_names()
    heads = {
        title: [[as_text(value) for value, _ in cells] for cells in _first(book, title, source)]
        if len(titles) > 1
        else []
        for title in titles
    }
    epoch = "1904" if book.datemode else "1900"

    def open_sheet(title: str) -> Table:
        own = replace(source, content=Content())
        return sheet_table(_cells(book, title, source), own, layout, epoch=epoch)

    if not heads:
        raise InputError(f"{source.name} has no sheet of rows.", remedy=REMEDY)
    return table_of(Parts(file=source.name, noun="sheet", heads=heads, open=open_sheet), layout)


def _book(source: Source) -> Any:
    content = source.read(XLS_BYTES_MAX)
    try:
        return xlrd.open_workbook(
            file_contents=content, logfile=io.StringIO(), on_demand=True, ragged_rows=True
        )
    except WORKBOOK_FAULTS as error:
        reason = shown(error) or type(error).__name__
        hint = " Web pages and text are often called .xls." if b"BOF" in reason.encode() else ""
        raise InputError(
            f"{source.name} cannot be read as a workbook: {reason}.{hint}", remedy=REMEDY
        ) from error


def _first(book: Any, title: str, source: Source) -> list[tuple[Cell, ...]]:
    try:
        return list(itertools.islice(_cells(book, title, source), LINES_SEEN))
    except InputError:
        return []  # reading the rows says what is wrong


def _cells(book: Any, title: str, source: Source) -> Iterator[tuple[Cell, ...]]:
    """Yield the cells of each row of a sheet; a row without any cell is an empty tuple."""
    try:
        sheet = book.sheet_by_name(title)
        for row in range(sheet.nrows):
            values = [_value(cell, book.datemode) for cell in sheet.row(row)[: COLUMNS_MAX + 1]]
            is_blank = values.count(None) == len(values)
            yield () if is_blank else tuple((value, value) for value in values)
    except WORKBOOK_FAULTS as error:
        raise InputError(
            f"{source.name} cannot be read as a workbook: {shown(error) or type(error).__name__}",
            remedy=REMEDY,
        ) from error


def _value(cell: Any, datemode: int) -> Any:
    """Return what a cell shows: None for an empty one, a time of day where it has no day."""
    match cell.ctype:
        case xlrd.XL_CELL_EMPTY | xlrd.XL_CELL_BLANK:
            return None
        case xlrd.XL_CELL_BOOLEAN:
            return bool(cell.value)
        case xlrd.XL_CELL_ERROR:
            return xlrd.error_text_from_code.get(cell.value, "#N/A")
        case xlrd.XL_CELL_DATE:
            moment = xlrd.xldate_as_datetime(cell.value, datemode)
            return moment.time() if 0 <= cell.value < 1 else moment
        case _:
            return cell.value
