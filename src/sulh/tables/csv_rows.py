"""Rows of a CSV file, in bounded memory: nearly all by whole columns, the others line by line.

A line that holds a whole row for certain (see `sulh.tables.csv_lines`) is read with its
neighbours, by columns. Any other line is taken apart by the `csv` module, which is fed one line at a
time, so that three things stay in hand that would otherwise be lost: a quote that is never closed
must not swallow the rows after it, one line in another encoding must not lose the file, and no line
may fill the memory. Both ways give the same rows; the tests compare them.
"""

from __future__ import annotations

import codecs
import csv
import heapq
import itertools
import re
from collections import Counter
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

import numpy as np

from sulh.errors import InputError, plural, shown
from sulh.tables.csv_lines import LINE_LENGTH_MAX, Lines, doubtful_lines, read_columns
from sulh.tables.encodings import BY_CONTENT, as_utf8, encoding_of, with_newlines
from sulh.tables.layout import LINES_SEEN, NO_LAYOUT, Header, Layout, assumption, find_header
from sulh.tables.rows import Chunk, Columns, Rejected, Row, Table, reject
from sulh.tables.source import blocks_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sulh.errors import Problem
    from sulh.tables.source import Source

__all__ = ["csv_table", "refuse_doubled"]

RECORD_LINES_MAX = 200
"""A quoted field that runs over more lines than this is taken for a quote never closed."""
COLUMNS_TO_TELL = 4
"""From so many columns on, a line in a quoted field that has just as many is taken for a row."""
LINES_MIN = 100
"""Fewer lines than this are read one by one: that is over before columns are begun."""
DELIMITERS = (",", ";", "\t", "|")
SEPARATOR_LINE = re.compile(r'"?sep=([^"\r\n])"?', re.IGNORECASE)
SAMPLE_BYTES = 1_000_000
"""So many bytes tell the encoding of a file."""
UTF8_MARK = b"\xef\xbb\xbf"
BAD_CHARACTERS = re.compile("[\udc80-\udcff]")
BAD_CHARACTERS_DECODED = re.compile("[\ufffd\ud800-\udfff]")
QUOTE_REMEDY = "Put text that holds a delimiter, a quote or a line end in quotes."


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How a file's lines are taken apart. `bad`: characters that its encoding does not have."""

    file: str
    columns: tuple[str, ...]
    delimiter: str
    bad: re.Pattern[str]


def csv_table(source: Source, layout: Layout = NO_LAYOUT) -> Table:
    """Open a CSV file, its fields parted by commas, semicolons, tabs or bars.

    What the layout does not say is recognised: the encoding (UTF-8, UTF-16, Windows-1252, -1256, -1251), the
    delimiter, and where the header is.

    Raises
    ------
    InputError
        When the file is empty or has no header.
    """
    blocks, bad, assumptions = _blocks(source, layout)
    lines, rest = _first_lines(blocks)
    begin, delimiter = _delimiter(lines, layout)
    texts = [line.decode("utf-8", "surrogateescape") for line in lines[begin:]]
    if not "".join(texts).strip():
        raise InputError(f"{source.name} is empty.", remedy="Give a file with a header line.")
    cells = [_split(text.rstrip("\r\n").replace("\r", " "), delimiter) for text in texts]
    rows: list[list[str]] = [[]] * begin + cells
    header = find_header(rows, layout, source.name)
    _refuse_no_header(texts[max(header.begin - begin - 1, 0)], header, bad, source.name)
    dialect = Dialect(file=source.name, columns=header.columns, delimiter=delimiter, bad=bad)
    first = b"".join(lines[header.begin :]) + rest
    chunks = _chunks(itertools.chain((first,), blocks), header.begin + 1, dialect)
    return Table(
        columns=header.columns,
        rows=itertools.chain.from_iterable(chunk.rows() for chunk in chunks),
        by_columns=chunks,
        has_header=True,
        name=source.name,
        content=source.content,
        assumptions=(*assumptions, *header.assumptions),
        hashtags=header.hashtags,
    )


def _blocks(
    source: Source, layout: Layout
) -> tuple[Iterator[bytes], re.Pattern[str], tuple[Problem, ...]]:
    """Return the blocks of a file in UTF-8, the characters that are bad in it, and what was assumed."""
    pieces = source.pieces()
    first = b""
    while len(first) < SAMPLE_BYTES and (piece := next(pieces, b"")):
        first += piece
    codec = layout.encoding or encoding_of(first[:SAMPLE_BYTES])
    is_utf8 = codecs.lookup(codec).name in ("utf-8", "utf-8-sig")
    assumptions: tuple[Problem, ...] = ()
    if not layout.encoding and codec in BY_CONTENT:
        assumptions = (assumption(source.name, "encoding", f"{BY_CONTENT[codec]}, by its bytes"),)
    whole = itertools.chain((first.removeprefix(UTF8_MARK),), pieces)
    texts = with_newlines(whole if is_utf8 else as_utf8(whole, codec, source.name))
    blocks = blocks_of(texts, LINE_LENGTH_MAX)
    return blocks, BAD_CHARACTERS if is_utf8 else BAD_CHARACTERS_DECODED, assumptions


def _first_lines(blocks: Iterator[bytes]) -> tuple[list[bytes], bytes]:
    """Return the lines that tell where the header is, and what follows them in the blocks read so far."""
    head, count = b"", 0
    for block in blocks:
        head += block
        count += block.count(b"\n")
        if count >= LINES_SEEN:
            break
    *parts, rest = head.split(b"\n", LINES_SEEN)
    lines = [part + b"\n" for part in parts]
    if rest and len(lines) < LINES_SEEN:  # the last line of the file, without its end
        return [*lines, rest], b""
    return lines, rest


def _delimiter(lines: Sequence[bytes], layout: Layout) -> tuple[int, str]:
    """Return the place of the line where the table begins, and its delimiter.

    A first line ``sep=;`` names it, as Excel writes; otherwise it is the one that gives most cells to the
    first line, or where that has none, to most lines.
    """
    texts = [line.decode("utf-8", "replace") for line in lines]
    first = next((at for at, text in enumerate(texts) if text.strip()), 0)
    separator = SEPARATOR_LINE.fullmatch(texts[first].strip()) if texts else None
    if separator:
        return first + 1, layout.delimiter or separator[1]
    if layout.delimiter:
        return 0, layout.delimiter
    if not layout.header:
        widths = {each: _common_width(texts[first:], each) for each in DELIMITERS}
        in_first = {each: texts[first].count(each) + 1 if texts else 1 for each in DELIMITERS}
        best = max(DELIMITERS, key=lambda each: in_first[each])
        wide = max(DELIMITERS, key=lambda each: widths[each])
        return 0, best if 2 * in_first[best] > widths[wide] else wide
    at = max(int(layout.header), 1) - 1
    return 0, max(DELIMITERS, key=texts[at].count) if at < len(texts) else ","


def _common_width(texts: Sequence[str], delimiter: str) -> int:
    """Return how many fields most lines have that a delimiter parts; 1 where it parts fewer than half."""
    filled = [text for text in texts if text.strip()]
    counts = Counter(text.count(delimiter) + 1 for text in filled if delimiter in text)
    return counts.most_common(1)[0][0] if filled and 2 * counts.total() >= len(filled) else 1


def _refuse_no_header(text: str, header: Header, bad: re.Pattern[str], file: str) -> None:
    remedy = "The first line must name the columns. Save the table as CSV in UTF-8."
    if "\x00" in text or "\r" in text.rstrip("\r\n") or bad.search(text):
        raise InputError(
            f"The first line of {file} holds characters that are no text.", remedy=remedy
        )
    if not header.has_names:
        raise InputError(
            f"The first line of {file} is no header.",
            remedy=f"{remedy} A table without a header: --read-as header=0.",
        )
    refuse_doubled(header.columns, file)


def refuse_doubled(columns: tuple[str, ...], file: str) -> None:
    """Refuse a header that names a column twice: nobody can say which of the two is meant."""
    doubled = sorted(name for name, count in Counter(columns).items() if name and count > 1)
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


def _chunks(blocks: Iterable[bytes], number: int, dialect: Dialect) -> Iterator[Chunk]:
    """Yield the rows of each block of lines; a record cut by a block's end waits for the next."""
    rest, before = b"", 0
    waiting: bytes | None = None
    for block in itertools.chain(blocks, (None,)):
        if waiting is not None:
            is_last = block is None
            lines = Lines(rest + waiting, number=number, before=before, is_last=is_last)
            chunk = CsvChunk(lines, dialect)
            yield chunk
            number += chunk.used
            used = lines.offset(chunk.used)
            before, rest = before + used, lines.content[used:]
        waiting = block


class CsvChunk:
    """The rows of a block of lines: those that are whole lines for certain, and the others.

    `used` is how many lines they take; a record that the block's end cuts is left for the next.
    """

    def __init__(self, lines: Lines, dialect: Dialect) -> None:
        self._lines = lines
        self._dialect = dialect
        self._others: list[Row | Rejected] = []
        self.used = len(lines)
        is_short = len(lines) < LINES_MIN
        doubtful = doubtful_lines(lines, dialect.delimiter, dialect.bad, all_are=is_short)
        self._plain = ~doubtful
        self._read_records(np.flatnonzero(doubtful).tolist())

    def _read_records(self, doubtful: list[int]) -> None:
        """Read the records that begin in a doubtful line."""
        after = 0
        for at in doubtful:
            if at < after:
                continue
            try:
                row, after = _read_record(self._lines, at, self._dialect)
            except _CutByBlockError:
                self.used = at
                self._plain[at:] = False
                return
            self._others.append(row)
            self._plain[at:after] = False

    def columns(self, names: Sequence[str]) -> Columns:
        """Return the texts of some columns, for the rows that are whole lines, and the others."""
        at = np.flatnonzero(self._plain)
        places = {name: place for place, name in enumerate(self._dialect.columns) if name in names}
        texts, is_row = read_columns(
            self._lines, self._plain, places, len(self._dialect.columns), self._dialect.delimiter
        )
        others = self._others
        if not is_row.all():
            ragged = [self._row(each) for each in at[~is_row].tolist()]
            others = sorted([*others, *ragged], key=attrgetter("number"))
            at = at[is_row]
        return Columns(
            numbers=(at + self._lines.number).tolist(), texts=texts, others=others, row=self.row
        )

    def rows(self) -> Iterator[Row | Rejected]:
        """Return all rows in the order of the file."""
        plain = self._plain_rows()
        return heapq.merge(plain, self._others, key=attrgetter("number")) if self._others else plain

    def _plain_rows(self) -> Iterator[Row | Rejected]:
        lines, text = self._lines, ""

        def texts() -> Iterator[str]:
            nonlocal text
            for at in places:
                text = lines.text(at)
                yield text

        places = np.flatnonzero(self._plain).tolist()
        reader = csv.reader(texts(), delimiter=self._dialect.delimiter)
        for at, fields in zip(places, reader, strict=True):
            row = Row(lines.number + at, {}, text, lines.bytes_read(at + 1))
            yield _with_values(row, fields, self._dialect)

    def row(self, number: int) -> Row | Rejected:
        """Return a row by its number."""
        return self._row(number - self._lines.number)

    def _row(self, at: int) -> Row | Rejected:
        return _read_record(self._lines, at, self._dialect)[0]


class _CutByBlockError(Exception):
    """A record goes on after its block."""


class _Feed:
    """Hands lines to a `csv.reader` and remembers those of the record that it is reading.

    A reader asks for a second line only inside an open quote. `is_cut` says that it was refused
    one there: the file ended, or the record grew too long.
    """

    def __init__(self, lines: Lines, at: int) -> None:
        self._lines = lines
        self._at = at
        self.record: list[str] = []
        self.is_cut = False
        self._length = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        at = self._at + len(self.record)
        too_long = len(self.record) >= RECORD_LINES_MAX or self._length >= LINE_LENGTH_MAX
        if not too_long and at >= len(self._lines) and not self._lines.is_last:
            raise _CutByBlockError
        if too_long or at >= len(self._lines):
            self.is_cut = bool(self.record)
            raise StopIteration
        text = self._lines.text(at)
        self.record.append(text)
        self._length += len(text)
        return text


def _read_record(lines: Lines, at: int, dialect: Dialect) -> tuple[Row | Rejected, int]:
    """Return the row that begins in a line, and where the next begins.

    A row that is none is a problem with its line.
    """
    feed = _Feed(lines, at)
    fault, file = "", dialect.file
    try:
        fields = next(csv.reader(feed, delimiter=dialect.delimiter), [])
    except csv.Error as error:
        fault, fields = str(error), []
    record = feed.record
    row = Row(lines.number + at, {}, record[0], lines.bytes_read(at + len(record)))
    if fault or feed.is_cut or (len(record) > 1 and _swallows(record, fields, dialect)):
        return _broken(row, file, fault if len(record) == 1 else ""), at + 1
    if len(record) > 1:
        row = row._replace(raw="".join(record))
    whole = _with_values(row, fields, dialect)
    if isinstance(whole, Row) and whole.values:
        whole = _checked(whole, dialect, is_long=lines.is_long(at))
    return whole, at + len(record)


def _with_values(row: Row, fields: list[str], dialect: Dialect) -> Row | Rejected:
    """Give a row its fields; a blank one has none."""
    width = len(dialect.columns)
    if not "".join(fields).strip():
        return row
    if len(fields) != width and (len(fields) < width or any(fields[width:])):
        message = f"has {plural(len(fields), 'field')}, the header has {width}"
        return reject("wrong-width", dialect.file, row, message=message, remedy=QUOTE_REMEDY)
    values = dict(zip(dialect.columns, fields, strict=False))
    return Row(row.number, values, row.raw, row.bytes_read)


def _swallows(record: list[str], fields: list[str], dialect: Dialect) -> bool:
    """Say whether a record over several lines has rows in it that are not its own.

    It has when it does not fit the header, or when a line inside it is itself a row of the table:
    as many fields, and no quote left open.
    """
    width = len(dialect.columns)
    if len(fields) != width:
        return True
    if width < COLUMNS_TO_TELL:
        return False
    return any(
        text.count('"') % 2 == 0 and len(_split(text, dialect.delimiter)) == width
        for text in record[1:]
    )


def _checked(row: Row, dialect: Dialect, *, is_long: bool) -> Row | Rejected:
    """Refuse a row that is not in the file's encoding, or was cut for its length."""
    if not row.raw.isascii() and dialect.bad.search(row.raw):
        return reject(
            "bad-encoding",
            dialect.file,
            row,
            message="is not in the encoding of the file (UTF-8, or UTF-16 with its mark)",
            remedy="Save the table as CSV in UTF-8.",
        )
    return _broken(row, dialect.file, "field larger") if is_long else row


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
