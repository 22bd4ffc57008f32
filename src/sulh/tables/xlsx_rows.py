"""Rows of the first sheet of an XLSX workbook."""

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

from sulh.errors import InputError, shown
from sulh.tables.cell_texts import as_text
from sulh.tables.csv_rows import refuse_doubled
from sulh.tables.hashtags import hashtag_row
from sulh.tables.layout import LINES_SEEN, NO_LAYOUT, Layout, assumption, find_header
from sulh.tables.rows import FaultyField, Rejected, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sulh.errors import Problem
    from sulh.tables.source import Source

__all__ = ["check_zip", "xlsx_table"]

UNZIPPED_BYTES_MAX = 512_000_000
UNZIPPED_RATIO_MAX = 200
ZIP_ENTRIES_MAX = 5_000
COLUMNS_MAX = 256
BEGIN_BYTES = 64_000
DATE_1904 = re.compile(rb"<(?:\w+:)?workbookPr\b[^>]*\bdate1904\s*=\s*[\"'](?:1|true|on)[\"']")
"""ECMA-376 part 1, 18.2.28: the workbook counts days from 1904."""
REMEDY = "Save the sheet again as .xlsx, or as CSV in UTF-8."
SHEET_ERRORS = frozenset(
    ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA")
)  # ECMA-376 part 1, section 18.17.3
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
    """Open the first sheet of a workbook; its first row, or one below titles, is the header.

    Where the first sheet has no hashtags of HXL and another has, it is that one.

    A formula stands for the value that the sheet last computed. A formula without one, and an
    error such as #REF!, reject their row. A date cell is a day; a cell with a date and a time of
    day has no offset and is refused: times stand as text.

    Raises
    ------
    InputError
        When the file is no workbook, is encrypted, damaged, or would unpack to far more than it is.
    """
    file = source.name
    epoch = check_zip(source)
    sheet, title = _sheet_with_hashtags(source)
    rows = _sheet_rows(source, sheet)
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
        assumptions=(
            *([_of_sheet(title, file)] if sheet else []),
            *header.assumptions,
        ),
        excel_dates=epoch,
        hashtags=header.hashtags,
    )


def _count(source: Source) -> int:
    for _ in source.pieces():
        pass
    return source.content.size


Cell = tuple[Any, Any]
"""What a cell shows, and its formula, or once more what it shows."""


def _of_sheet(title: str, file: str) -> Problem:
    message = f"the rows are those of the sheet {shown(title)!r}, the first with hashtags of HXL"
    note = assumption(file, "sheet", message)
    return replace(note, remedy="Another sheet is read when it stands first in the workbook.")


def _sheet_with_hashtags(source: Source) -> tuple[int, str]:
    """Return the place and title of the first sheet with hashtags; (0, "") where none or the first has them."""
    try:
        with source.open() as stream, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
            sheets = book.worksheets
            for place, sheet in enumerate(sheets if len(sheets) > 1 else ()):
                cells = sheet.iter_rows(values_only=True, max_row=LINES_SEEN, max_col=COLUMNS_MAX)
                if hashtag_row([[as_text(cell) for cell in row] for row in cells]) is not None:
                    return place, sheet.title if place else ""
    except WORKBOOK_FAULTS:
        return 0, ""  # reading the rows says what is wrong
    return 0, ""


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
                f"{source.name} cannot be read as a workbook: {shown(error) or type(error).__name__}",
                remedy=REMEDY,
            ) from error


def _open_pass(stream: BinaryIO, sheet: int, values_only: bool) -> Iterator[tuple[Any, ...]]:  # noqa: FBT001 -- openpyxl's word
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(stream, read_only=True, data_only=values_only)
        rows: Iterator[tuple[Any, ...]] = iter(
            book.worksheets[sheet].iter_rows(values_only=True, max_col=COLUMNS_MAX + 1)
        )
        return rows


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


def _begin_of(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return the first kilobytes of a part of a workbook; nothing where it cannot be read."""
    try:
        with archive.open(name) as part:
            return part.read(BEGIN_BYTES)
    except (*WORKBOOK_FAULTS, NotImplementedError):
        return b""


def check_zip(source: Source) -> str:
    """Refuse what is no zip file, is encrypted, or is a zip bomb, before anything is unpacked.

    Returns the year from which the workbook counts days, 1900 or 1904. The sizes are those that the file's
    own directory states; `zipfile` unpacks no more than that.
    """
    try:
        with source.open() as stream, zipfile.ZipFile(stream) as archive:
            entries = archive.infolist()
            begin = _begin_of(archive, "xl/workbook.xml")
    except WORKBOOK_FAULTS as error:
        raise InputError(
            f"{source.name} is no .xlsx workbook: {shown(error)}", remedy=REMEDY
        ) from error
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
            f"{source.name} would unpack from {packed:,} to {unpacked:,} bytes and is refused.",
            remedy=REMEDY,
        )
    return "1904" if DATE_1904.search(begin) else "1900"
