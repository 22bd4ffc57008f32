"""Tables as a workbook (XLSX) or as CSV: numbers as numbers, text never as a formula.

A workbook has the same bytes for the same tables: it holds no time of writing.
"""

from __future__ import annotations

import csv
import io
import math
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import xlsxwriter

from sulh.errors import InputError, plural
from sulh.languages import RIGHT_TO_LEFT
from sulh.report.sheet import Cell
from sulh.report.text import readable, shorten
from sulh.tables.rejects import defused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import polars as pl

    from sulh.report.sheet import Sheet

__all__ = ["frame_csv", "frames_xlsx", "harmless_csv", "rows_xlsx", "sheet_xlsx"]

NO_TIME = datetime(2000, 1, 1)  # noqa: DTZ001 -- a fixed mark, so that equal tables give equal bytes
ROWS_MAX = 1_048_575
"""Rows below the header of one sheet (Excel's limit)."""
TEXT_MAX = 32_000
"""Just under Excel's 32,767 characters, with room for the mark of a cut text."""
NAME_MAX = 31
WHOLE_MAX = 2**53
WIDTH_MAX = 60
EXCEL_YEAR_MIN = 1900
NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
NUMBER = re.compile(r"-?[0-9][0-9,]*(\.[0-9]+)?%?")
FRENCH = str.maketrans({"\N{NARROW NO-BREAK SPACE}": ",", "\N{NO-BREAK SPACE}": "", ",": "."})
"""French marks of numbers as English ones."""
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "remove_timezone": True,
}


def sheet_xlsx(sheet: Sheet) -> bytes:
    """Return a page as a workbook: its words in the first worksheet, then one for each section with a table.

    The first holds the title, the warning across the page, what it speaks of, the first figures, and the
    sentences, points and notes of each section. Cells of a section's `numbers` columns become numbers
    where their text is one. Of a language that is written from right to left, the columns run so, too.
    """
    tables = [
        (
            each.heading,
            each.header,
            [_values(row, each.numbers, sheet.language) for row in each.rows],
        )
        for each in sheet.sections
        if each.rows
    ]
    words = (sheet.title, (sheet.title, ""), list(_words(sheet)))
    return _workbook([words, *tables], rightward=sheet.language not in RIGHT_TO_LEFT)


def _words(sheet: Sheet) -> Iterator[tuple[Any, ...]]:
    """Yield what stands on a page outside its tables: so nothing of it is lost in a workbook."""
    yield from ((each,) for each in (sheet.banner, sheet.subtitle) if each)
    yield from ((each.label, _number(each.figure, sheet.language)) for each in sheet.facts)
    yield from ((each,) for each in sheet.sentences)
    for section in sheet.sections:
        words = (*section.sentences, *section.bullets, *section.notes)
        if words:
            yield ()
            yield from ((each,) for each in (section.heading, *words))


def frames_xlsx(frames: Mapping[str, pl.DataFrame]) -> bytes:
    """Return frames as a workbook, one worksheet each, by the name of the sheet."""
    return _workbook([(name, frame.columns, frame.rows()) for name, frame in frames.items()])


def rows_xlsx(title: str, header: Sequence[str], rows: Sequence[Sequence[Any]]) -> bytes:
    """Return one table as a workbook; cells may be of several types in one column."""
    return _workbook([(title, header, rows)])


def frame_csv(frame: pl.DataFrame) -> str:
    """Return a frame as CSV; texts that a spreadsheet would run as a formula are made harmless."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(frame.columns)
    for row in frame.iter_rows():
        writer.writerow(
            [defused(each) if isinstance(each, str) else each for each in map(_plain, row)]
        )
    return out.getvalue()


def harmless_csv(frame: pl.DataFrame) -> str:
    """Return a frame as polars writes CSV; texts that a spreadsheet would run are made harmless."""
    texts = [each for each in frame.get_columns() if str(each.dtype) == "String"]
    return frame.with_columns(
        each.map_elements(defused, return_dtype=each.dtype) for each in texts
    ).write_csv()


def _workbook(
    tables: Iterable[tuple[str, Sequence[str], Sequence[Sequence[Any]]]], *, rightward: bool = True
) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS)
    book.set_properties({"created": NO_TIME})
    formats = _Formats(book)
    names = {"history"}  # Excel keeps this name for itself
    for title, header, rows in tables:
        if len(rows) > ROWS_MAX:
            raise InputError(
                f"The table {title!r} has {plural(len(rows), 'row')}; a worksheet holds {ROWS_MAX:,}.",
                remedy="Write it as CSV, or ask for less.",
            )
        page = book.add_worksheet(_sheet_name(title, names))
        page.freeze_panes(1, 0)
        if not rightward:
            page.right_to_left()
        widths = [min(len(name) + 2, WIDTH_MAX) for name in header]
        for column, name in enumerate(header):
            page.write_string(0, column, _text(name), formats.header)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(map(_plain, row)):
                length = _write(page, (number, column), value, formats)
                widths[column] = max(widths[column], min(length + 2, WIDTH_MAX))
        for column, width in enumerate(widths):
            page.set_column(column, column, width)
    book.close()
    return out.getvalue()


class _Formats:
    """The cell formats of one workbook."""

    def __init__(self, book: Any) -> None:
        self.header = book.add_format({"bold": True, "bottom": 1})
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})
        self.moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        self.percent = book.add_format({"num_format": "0.0%"})
        self.whole = book.add_format({"num_format": "#,##0"})
        self.decimal = book.add_format({"num_format": "#,##0.00"})


def _write(page: Any, at: tuple[int, int], value: Any, formats: _Formats) -> int:
    """Write one cell; return how many characters it shows."""
    if value is None:
        return 0
    if isinstance(value, bool):
        page.write_boolean(*at, value)
    elif isinstance(value, _Percent):
        page.write_number(*at, float(value), formats.percent)
    elif isinstance(value, int | float):
        page.write_number(*at, value, formats.whole if value == int(value) else formats.decimal)
    elif isinstance(value, datetime):
        page.write_datetime(*at, value, formats.moment)
    elif isinstance(value, date):
        page.write_datetime(*at, value, formats.day)
    else:
        page.write_string(*at, _text(value))
    return len(str(value))


class _Percent(float):
    """A share that is shown in percent."""


def _plain(value: Any) -> Any:
    """Return a value as one cell holds it: a number, a day, a moment in UTC, a text, or None."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, datetime) and value.tzinfo is not None:
        value = value.astimezone(UTC).replace(tzinfo=None)
    if isinstance(value, date):
        return value if value.year >= EXCEL_YEAR_MIN else value.isoformat()
    if isinstance(value, list | tuple):
        return "; ".join(str(each) for each in value)
    is_small = isinstance(value, int) and abs(value) < WHOLE_MAX
    return value if value is None or is_small or isinstance(value, float) else str(value)


def _values(row: Sequence[str | Cell], numbers: frozenset[int], language: str) -> list[Any]:
    """Return the cells of a page's row, numbers as numbers."""
    texts = [each.text if isinstance(each, Cell) else each for each in row]
    return [
        _number(text, language) if place in numbers else text for place, text in enumerate(texts)
    ]


def _number(text: str, language: str) -> float | str:
    """Return the number that a text is, with a language's marks; else the text."""
    own = text.translate(FRENCH) if language == "fr" else text
    if not NUMBER.fullmatch(own):
        return text
    text = own
    plain = text.replace(",", "")
    if plain.endswith("%"):
        return _Percent(float(plain[:-1]) / 100)
    return float(plain) if "." in plain or len(plain) > len(str(WHOLE_MAX)) else int(plain)


def _text(text: object) -> str:
    return shorten(defused(readable(str(text))), TEXT_MAX)


def _sheet_name(title: str, names: set[str]) -> str:
    """Return a name that a workbook accepts and that is not among the `names`; add it to them."""
    base = NOT_IN_NAMES.sub(" ", readable(title)).strip()[:NAME_MAX].strip() or "Table"
    name, count = base, 1
    while name.casefold() in names:
        count += 1
        mark = f" ({count})"
        name = f"{base[: NAME_MAX - len(mark)]}{mark}"
    names.add(name.casefold())
    return name
