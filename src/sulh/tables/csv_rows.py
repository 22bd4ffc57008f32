"""Rows of a CSV file, read line by line in bounded memory.

The `csv` module takes the lines apart, but is fed one line at a time, so that three things stay in
hand that would otherwise be lost: a quote that is never closed must not swallow the rows after it,
one line in another encoding must not lose the file, and no line may fill the memory.
"""

from __future__ import annotations

import codecs
import csv
import itertools
import re
from typing import TYPE_CHECKING

from sulh.errors import InputError, shown
from sulh.tables.rows import Rejected, Row, Table, reject
from sulh.tables.source import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sulh.tables.source import Source

__all__ = ["csv_table"]

LINE_LENGTH_MAX = 4_000_000
RECORD_LINES_MAX = 200
"""A quoted field that runs over more lines than this is taken for a quote never closed."""
COLUMNS_TO_TELL = 4
"""From so many columns on, a line in a quoted field that has just as many is taken for a row."""
DELIMITERS = (",", ";", "\t")
UTF8_MARK = b"\xef\xbb\xbf"
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
BAD_CHARACTERS = re.compile("[\udc80-\udcff]")
BAD_CHARACTERS_UTF16 = re.compile("[\ufffd\ud800-\udfff]")

NumberedLine = tuple[int, str]


class _Lines:
    """The lines of a file with their numbers; some can be put back."""

    def __init__(self, source: Source) -> None:
        self.bytes_read = 0
        self.shortened: set[int] = set()
        self._number = 0
        self._waiting: list[NumberedLine] = []
        pieces = source.pieces()
        first = b""
        while len(first) < len(UTF8_MARK) and (piece := next(pieces, b"")):
            first += piece
        is_utf16 = first.startswith(UTF16_MARKS)
        self.bad = BAD_CHARACTERS_UTF16 if is_utf16 else BAD_CHARACTERS
        whole = itertools.chain((first.removeprefix(UTF8_MARK),), pieces)
        self._source = lines_of(_as_utf8(whole) if is_utf16 else whole, LINE_LENGTH_MAX)

    def take(self) -> NumberedLine | None:
        """Return the next line and its number, or None at the end."""
        if self._waiting:
            return self._waiting.pop()
        line, size = next(self._source, (b"", 0))
        if not line:
            return None
        self._number += 1
        self.bytes_read += size
        if size > len(line):
            self.shortened.add(self._number)
        return self._number, line.decode("utf-8", "surrogateescape")

    def put_back(self, lines: list[NumberedLine]) -> None:
        """Put lines back, to be taken again in the same order."""
        self._waiting.extend(reversed(lines))


def _as_utf8(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Write UTF-16 as UTF-8; half a character becomes U+FFFD."""
    decoder = codecs.getincrementaldecoder("utf-16")("replace")
    for piece in pieces:
        yield decoder.decode(piece).encode()
    yield decoder.decode(b"", final=True).encode()


class _Feed:
    """Hands lines to a `csv.reader` and remembers those of the record that it is reading.

    A reader asks for a second line only inside an open quote. `is_cut` says that it was refused
    one there: the file ended, or the record grew too long.
    """

    def __init__(self, lines: _Lines) -> None:
        self._lines = lines
        self.begin()

    def begin(self) -> None:
        """Forget the last record."""
        self.record: list[NumberedLine] = []
        self.is_cut = False
        self._length = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        too_long = len(self.record) >= RECORD_LINES_MAX or self._length >= LINE_LENGTH_MAX
        found = None if too_long else self._lines.take()
        if found is None:
            self.is_cut = bool(self.record)
            raise StopIteration
        self.record.append(found)
        self._length += len(found[1])
        return found[1]


def csv_table(source: Source) -> Table:
    """Open a CSV file in UTF-8 or UTF-16, its fields parted by commas, semicolons or tabs.

    Raises
    ------
    InputError
        When the file is empty or its first line is no header.
    """
    lines = _Lines(source)
    columns, delimiter = _header(lines, source.name)
    return Table(
        columns=columns,
        rows=_rows(lines, columns, delimiter, source.name),
        has_header=True,
        name=source.name,
        content=source.content,
    )


def _header(lines: _Lines, file: str) -> tuple[tuple[str, ...], str]:
    """Return the column names, and the delimiter that gives the most of them."""
    found = lines.take()
    while found is not None and not found[1].strip():
        found = lines.take()
    if found is None:
        raise InputError(f"{file} is empty.", remedy="Give a file with a header line.")
    text = found[1]
    remedy = "The first line must name the columns. Save the table as CSV in UTF-8."
    if "\x00" in text or "\r" in text.rstrip("\r\n") or lines.bad.search(text):
        raise InputError(
            f"The first line of {file} holds characters that are no text.", remedy=remedy
        )
    delimiter = max(DELIMITERS, key=text.count)
    columns = tuple(name.strip() for name in _split(text, delimiter))
    if not any(columns):
        raise InputError(f"The first line of {file} is no header.", remedy=remedy)
    refuse_doubled(columns, file)
    return columns, delimiter


def refuse_doubled(columns: tuple[str, ...], file: str) -> None:
    """Refuse a header that names a column twice: nobody can say which of the two is meant."""
    doubled = sorted({name for name in columns if name and columns.count(name) > 1})
    if doubled:
        raise InputError(
            f"{file} names the column {shown(doubled[0])!r} more than once.",
            remedy="Name each column once.",
        )


def _split(text: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([text], delimiter=delimiter), [])
    except csv.Error:
        return []


def _rows(
    lines: _Lines, columns: tuple[str, ...], delimiter: str, file: str
) -> Iterator[Row | Rejected]:
    """Yield the rows below the header; a row that is none is a problem with its line."""
    feed = _Feed(lines)
    reader = csv.reader(feed, delimiter=delimiter)
    width = len(columns)
    while True:
        feed.begin()
        fault = ""
        try:
            fields = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            fault, fields = str(error), []
        record = feed.record
        number, raw = record[0]
        if fault or feed.is_cut or len(record) > 1:
            if fault or feed.is_cut or _swallows(record, fields, width, delimiter):
                lines.put_back(record[1:])
                reader = csv.reader(feed, delimiter=delimiter)
                broken = Row(number, {}, raw, lines.bytes_read)
                yield _broken(broken, file, fault if len(record) == 1 else "")
                continue
            raw = "".join(text for _, text in record)
        if not "".join(fields).strip():
            yield Row(number, {}, raw, lines.bytes_read)
        elif len(fields) == width or (len(fields) > width and not any(fields[width:])):
            row = Row(number, dict(zip(columns, fields, strict=False)), raw, lines.bytes_read)
            yield _checked(row, lines, file)
        else:
            row = Row(number, {}, raw, lines.bytes_read)
            message = f"has {len(fields)} fields, the header has {width}"
            yield reject("wrong-width", file, row, message=message, remedy=QUOTE_REMEDY)


QUOTE_REMEDY = "Put text that holds a delimiter, a quote or a line end in quotes."


def _swallows(record: list[NumberedLine], fields: list[str], width: int, delimiter: str) -> bool:
    """Say whether a record over several lines has rows in it that are not its own.

    It has when it does not fit the header, or when a line inside it is itself a row of the table:
    as many fields, and no quote left open.
    """
    if len(fields) != width:
        return True
    if width < COLUMNS_TO_TELL:
        return False
    return any(
        text.count('"') % 2 == 0 and len(_split(text, delimiter)) == width for _, text in record[1:]
    )


def _checked(row: Row, lines: _Lines, file: str) -> Row | Rejected:
    """Refuse a row that is not in the file's encoding, or was cut for its length."""
    if not row.raw.isascii() and lines.bad.search(row.raw):
        return reject(
            "bad-encoding",
            file,
            row,
            message="is not in the encoding of the file (UTF-8, or UTF-16 with its mark)",
            remedy="Save the table as CSV in UTF-8.",
        )
    if row.number in lines.shortened:
        return _broken(row, file, "field larger")
    return row


def _broken(row: Row, file: str, fault: str) -> Rejected:
    """Return the problem of a line that `csv` refuses with `fault`; none: for an open quote."""
    if fault.startswith("field larger"):
        return reject("too-long", file, row, message="is too long to be a row")
    if fault:
        message = "cannot be taken apart into fields"
        return reject("bad-line", file, row, message=message, remedy=QUOTE_REMEDY)
    return reject(
        "open-quote",
        file,
        row,
        message="opens a quote that is not closed in its row",
        remedy="Close the quote, or write a quote inside text twice.",
    )
