"""Rows of a CSV file, read line by line in bounded memory.

A quote that is never closed must not swallow the rows after it, and one line in another encoding
must not lose the file. So records are put together from lines here, and only then split into
fields by the `csv` module.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from sulh.errors import InputError, Problem, shown
from sulh.observe.reading import Row

__all__ = ["csv_columns", "csv_rows"]

LINE_BYTES_MAX = 4_000_000
RECORD_LINES_MAX = 200
DELIMITERS = (",", ";", "\t")
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
csv.field_size_limit(LINE_BYTES_MAX)


class _Lines:
    """The lines of a file with their numbers, one of which can be put back."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.number = 0
        self.bytes_read = 0
        self._waiting: list[tuple[int, str]] = []
        self._source = self._read(path)

    def _read(self, path: Path) -> Iterator[str]:
        with path.open("rb") as file:
            mark = file.read(2)
            file.seek(0)
            if mark in UTF16_MARKS:
                yield from self._read_utf16(path)
                return
            while line := file.readline(LINE_BYTES_MAX):
                self.bytes_read += len(line)
                if not line.endswith(b"\n") and len(line) == LINE_BYTES_MAX:
                    self._skip_line(file)
                yield line.removeprefix(b"\xef\xbb\xbf" if self.number == 0 else b"").decode(
                    "utf-8", "surrogateescape"
                )

    def _skip_line(self, file: object) -> None:
        """Pass over the rest of a line that is too long to be a row; its beginning is rejected."""
        readline = file.readline  # type: ignore[attr-defined]
        while part := readline(LINE_BYTES_MAX):
            self.bytes_read += len(part)
            if part.endswith(b"\n"):
                break

    def _read_utf16(self, path: Path) -> Iterator[str]:
        with path.open(encoding="utf-16", errors="surrogatepass", newline="\n") as text:
            try:
                for line in text:
                    self.bytes_read += 2 * len(line)
                    yield line
            except UnicodeError as error:
                raise InputError(f"{path.name} cannot be read as UTF-16: {error}") from error

    def take(self) -> tuple[int, str] | None:
        """Return the next line and its number, or None at the end."""
        if self._waiting:
            return self._waiting.pop()
        line = next(self._source, None)
        if line is None:
            return None
        self.number += 1
        return self.number, line

    def put_back(self, lines: list[tuple[int, str]]) -> None:
        """Put lines back, to be taken again in the same order."""
        self._waiting.extend(reversed(lines))


def csv_columns(path: Path) -> tuple[str, ...]:
    """Return the column names in the file's first line.

    Raises
    ------
    InputError
        When the file is empty or its first line is no header.
    """
    lines = _Lines(path)
    columns, _ = _header(lines)
    return columns


def _header(lines: _Lines) -> tuple[tuple[str, ...], str]:
    """Return the column names, and the delimiter that gives the most of them."""
    found = lines.take()
    while found is not None and not found[1].strip():
        found = lines.take()
    if found is None:
        raise InputError(f"{lines.path.name} is empty.", remedy="Give a file with a header line.")
    text = found[1]
    delimiter = max(DELIMITERS, key=text.count)
    columns = tuple(name.strip() for name in _split(text, delimiter))
    if not any(columns) or any("\x00" in name for name in columns):
        raise InputError(
            f"The first line of {lines.path.name} is no header.",
            remedy="The first line must name the columns.",
        )
    doubled = sorted({name for name in columns if name and columns.count(name) > 1})
    if doubled:
        raise InputError(
            f"{lines.path.name} names the column {doubled[0]!r} more than once.",
            remedy="Name each column once.",
        )
    return columns, delimiter


def _split(text: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([text.rstrip("\r\n")], delimiter=delimiter), [])
    except csv.Error:
        return []


def csv_rows(path: Path, file: str) -> Iterator[Row | Problem]:
    """Yield the rows below the header; a row that is none is a problem with its line.

    `path` is read; `file` is the name that problems carry.
    """
    lines = _Lines(path)
    columns, delimiter = _header(lines)
    while (found := lines.take()) is not None:
        number, text = found
        if not text.strip(" \t\r\n" + delimiter):
            yield Row(number=number, values={}, bytes_read=lines.bytes_read)
            continue
        yield _row(lines, number, text, (columns, delimiter), file)


def _row(
    lines: _Lines, number: int, text: str, shape: tuple[tuple[str, ...], str], file: str
) -> Row | Problem:
    columns, delimiter = shape
    whole, following = _whole_record(lines, text)
    fields = [] if whole is None else _fields(whole, delimiter)
    if following and len(fields) != len(columns):
        lines.put_back(following)
        following, whole = [], None
    if whole is None:
        return _rejected(file, number, text, "open-quote", "opens a quote that is never closed")
    if len(fields) < len(columns) or any(fields[len(columns) :]):
        return _rejected(
            file,
            number,
            text,
            "wrong-width",
            f"has {len(fields)} fields, the header {len(columns)}",
        )
    if any("\udc80" <= c <= "\udcff" for c in whole) if not whole.isascii() else False:
        return _rejected(file, number, text, "bad-encoding", "is not UTF-8")
    values = dict(zip(columns, fields, strict=False))
    return Row(number=number, values=values, raw=whole, bytes_read=lines.bytes_read)


def _whole_record(lines: _Lines, text: str) -> tuple[str | None, list[tuple[int, str]]]:
    """Join the lines of a record whose quoted fields hold line ends; None when none ends it."""
    quotes = text.count('"')
    if quotes % 2 == 0:
        return text, []
    parts, following = [text], []
    size = len(text)
    while len(following) < RECORD_LINES_MAX and size < LINE_BYTES_MAX:
        found = lines.take()
        if found is None:
            break
        following.append(found)
        parts.append(found[1])
        size += len(found[1])
        quotes += found[1].count('"')
        if quotes % 2 == 0:
            return "".join(parts), following
    lines.put_back(following)
    return None, []


def _fields(record: str, delimiter: str) -> list[str]:
    lines = record.rstrip("\r\n").splitlines(keepends=True)
    try:
        return next(csv.reader(lines, delimiter=delimiter), [])
    except csv.Error:
        return []


def _rejected(file: str, number: int, text: str, code: str, message: str) -> Problem:
    return Problem(code=code, source=file, row=number, message=message, value=shown(text.strip()))
