"""Rows of a sheet of an XLSX workbook."""

from __future__ import annotations

import itertools
import re
import struct
import warnings
import zipfile
import zlib
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING, Any, BinaryIO
from xml.etree.ElementTree import ParseError

import openpyxl  # type: ignore[import-untyped]
from openpyxl.utils.exceptions import InvalidFileException  # type: ignore[import-untyped]

from sulh.errors import InputError, plural, shown
from sulh.tables.cell_texts import as_text
from sulh.tables.layout import LINES_SEEN, NO_LAYOUT, Layout
from sulh.tables.several import Parts, table_of
from sulh.tables.sheet_rows import COLUMNS_MAX, Cell, sheet_table
from sulh.tables.source import Content

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sulh.tables.rows import Table
    from sulh.tables.source import Source

__all__ = ["check_zip", "xlsx_table"]

UNZIPPED_BYTES_MAX = 512_000_000
UNZIPPED_RATIO_MAX = 200
ZIP_ENTRIES_MAX = 5_000
BEGIN_BYTES = 64_000
DATE_1904 = re.compile(rb"<(?:\w+:)?workbookPr\b[^>]*\bdate1904\s*=\s*[\"'](?:1|true|on)[\"']")
"""ECMA-376 part 1, 18.2.28: the workbook counts days from 1904."""
REMEDY = "Save the sheet again as .xlsx, or as CSV in UTF-8."
WORKBOOK_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    ParseError,
    InvalidFileException,
    OSError,
    EOFError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    RuntimeError,
    StopIteration,
)
"""What openpyxl is known to raise for a workbook that is damaged (found by fuzzing)."""


def xlsx_table(source: Source, layout: Layout = NO_LAYOUT) -> Table:
    """Open a sheet of a workbook; its first row, or one below titles, is the header.

    It is the sheet that the layout names, or the first with hashtags of HXL, or the first.

    A formula stands for the value that the sheet last computed. A formula without one, and an
    error such as #REF!, reject their row. A date cell is a day; a cell with a date and a time of
    day has no offset and is refused: times stand as text.

    Raises
    ------
    InputError
        When the file is no workbook, is encrypted, damaged, or would unpack to far more than it is,
        or has no sheet that the layout names.
    """
    epoch = check_zip(source)
    heads = _heads(source)
    places = {title: place for place, title in enumerate(heads)}

    def open_sheet(title: str) -> Table:
        own = replace(source, content=Content())
        return sheet_table(_sheet_rows(own, places[title]), own, layout, epoch=epoch)

    return table_of(Parts(file=source.name, noun="sheet", heads=heads, open=open_sheet), layout)


def _heads(source: Source) -> dict[str, list[list[str]]]:
    """Return the first rows of each sheet, by its title; of an only sheet, or a damaged workbook, none."""
    try:
        with source.open() as stream, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
            sheets = book.worksheets
            return {
                sheet.title: [
                    [as_text(cell) for cell in row]
                    for row in sheet.iter_rows(
                        values_only=True, max_row=LINES_SEEN, max_col=COLUMNS_MAX
                    )
                ]
                if len(sheets) > 1
                else []
                for sheet in sheets
            } or {"": []}
    except WORKBOOK_FAULTS:
        return {"": []}  # reading the rows says what is wrong


def _sheet_rows(source: Source, sheet: int) -> Iterator[tuple[Cell, ...]]:
    """Yield the cells of each row of a sheet, by its place, from two passes side by side.

    One pass shows values, the other formulas. A row without any cell is an empty tuple.
    """
    with ExitStack() as opened:
        try:
            passes = [
                _open_pass(opened.enter_context(source.open()), sheet, way) for way in (True, False)
            ]
            while True:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")  # of styles and the like, which nobody reads
                    pair = [next(each, None) for each in passes]
                if pair[0] is None or pair[1] is None:
                    return
                is_blank = pair[1].count(None) == len(pair[1])
                yield () if is_blank else tuple(itertools.zip_longest(pair[0], pair[1]))
        except WORKBOOK_FAULTS as error:
            raise InputError(
                f"{source.name} cannot be read as a workbook: {_reason(error)}",
                remedy=REMEDY,
            ) from error


def _reason(error: Exception) -> str:
    """Return what is wrong; where openpyxl only names a class of its own, in words."""
    text = str(error)
    if "<class" in text:
        return "a part of it, such as its styles, holds what no workbook has"
    return shown(error) or type(error).__name__


def _open_pass(stream: BinaryIO, sheet: int, values_only: bool) -> Iterator[tuple[Any, ...]]:  # noqa: FBT001 -- openpyxl's word
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(stream, read_only=True, data_only=values_only)
        rows: Iterator[tuple[Any, ...]] = iter(
            book.worksheets[sheet].iter_rows(values_only=True, max_col=COLUMNS_MAX + 1)
        )
        return rows


def _begin_of(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return the first kilobytes of a part of a workbook; nothing where it cannot be read."""
    try:
        with archive.open(name) as part:
            return part.read(BEGIN_BYTES)
    except (*WORKBOOK_FAULTS, NotImplementedError):
        return b""


def check_zip(source: Source, noun: str = ".xlsx workbook") -> str:
    """Refuse what is no zip file, is encrypted, or is a zip bomb, before anything is unpacked.

    `noun` says what it should be. Returns the year from which a workbook counts days, 1900 or 1904. The
    sizes are those that the file's own directory states; `zipfile` unpacks no more than that.
    """
    try:
        with source.open() as stream, zipfile.ZipFile(stream) as archive:
            entries = archive.infolist()
            begin = _begin_of(archive, "xl/workbook.xml")
    except WORKBOOK_FAULTS as error:
        raise InputError(f"{source.name} is no {noun}: {shown(error)}", remedy=REMEDY) from error
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, source.size)
    if any(entry.flag_bits & 1 for entry in entries):
        raise InputError(f"{source.name} is encrypted.", remedy="Save it without a password.")
    if (
        unpacked > UNZIPPED_BYTES_MAX
        or unpacked / packed > UNZIPPED_RATIO_MAX
        or len(entries) > ZIP_ENTRIES_MAX
    ):
        raise InputError(
            f"{source.name} would unpack from {packed:,} to {plural(unpacked, 'byte')} and is refused.",
            remedy=REMEDY,
        )
    return "1904" if DATE_1904.search(begin) else "1900"
