"""The lines of a CSV file that hold one whole row for certain, and their fields by columns.

A line is certain when it is short, is not blank, is in the file's encoding, and has its quotes in
pairs around whole fields. Such a line means one thing to every reader of CSV (RFC 4180), wherever
it stands between two records. All tests here look at a whole block of lines at once.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

    import polars as pl
    from numpy.typing import NDArray

    Mask = NDArray[np.bool_]

__all__ = ["LINE_LENGTH_MAX", "Lines", "doubtful_lines", "read_columns"]

LINE_LENGTH_MAX = 4_000_000
SHORT_LINE_MAX = 100_000
"""No field of a shorter line reaches the size at which the `csv` module refuses it."""
NEWLINE, RETURN, QUOTE = (ord(mark) for mark in '\n\r"')
END = "\x01"
"""Put behind the last field of each line; a line that has it elsewhere than there is no row."""


class Lines:
    r"""Whole lines of a file: the number of the first, and how many bytes stand before it.

    `is_last` says that the file ends with them; the last line may then lack its ``\n``.
    """

    def __init__(self, content: bytes, *, number: int, before: int, is_last: bool) -> None:
        self.content = content
        self.number = number
        self.before = before
        self.is_last = is_last
        self.bytes = np.frombuffer(content, np.uint8)
        self.ends = np.flatnonzero(self.bytes == NEWLINE) + 1
        if content and not content.endswith(b"\n"):
            self.ends = np.append(self.ends, len(content))
        self._edges = [0, *self.ends.tolist()]

    def __len__(self) -> int:
        return len(self.ends)

    def offset(self, at: int) -> int:
        """Return where a line begins."""
        return self._edges[at]

    def bytes_read(self, at: int) -> int:
        """Return how many bytes of the file stand before a line."""
        return self.before + self.offset(at)

    def is_long(self, at: int) -> bool:
        """Say whether a line is too long to be a row."""
        return self._edges[at + 1] - self._edges[at] > LINE_LENGTH_MAX

    def text(self, at: int) -> str:
        """Return a line, or the beginning of one that is too long."""
        begin, end = self._edges[at], self._edges[at + 1]
        line = self.content[begin : min(end, begin + LINE_LENGTH_MAX)]
        return line.decode("utf-8", "surrogateescape")


def doubtful_lines(
    lines: Lines, delimiter: str, bad: re.Pattern[str], *, all_are: bool = False
) -> Mask:
    """Return which lines do not hold one whole row for certain; `bad` characters are doubtful."""
    doubtful = np.full(len(lines), all_are)
    if all_are or not len(lines):
        return doubtful
    content, ends, each = lines.content, lines.ends, lines.bytes
    lengths = np.diff(ends, prepend=0)
    doubtful |= (lengths > SHORT_LINE_MAX) | (lengths <= len("\r\n"))
    places = [np.flatnonzero(each == code) for code in (0, ord(END)) if bytes((code,)) in content]
    if b"\r" in content:
        returns = np.flatnonzero(each == RETURN)
        places.append(returns[_after(each, returns) != NEWLINE])
    for place in places:
        doubtful[np.searchsorted(ends, place, side="right")] = True
    if b'"' in content:
        doubtful |= _badly_quoted(lines, ord(delimiter))
    doubtful |= _badly_encoded(lines, bad)
    return doubtful


def _after(each: NDArray[np.uint8], places: NDArray[np.intp]) -> NDArray[np.uint8]:
    """Return the byte after each place; a line end after the last."""
    after = np.full(len(places), NEWLINE, np.uint8)
    inside = places < len(each) - 1
    after[inside] = each[places[inside] + 1]
    return after


def _badly_quoted(lines: Lines, delimiter: int) -> Mask:
    """Return the lines whose quotes do not stand in pairs around whole fields.

    Counted from the line's begin, a first, third, … quote opens: the line's begin, a delimiter or
    the quote that it doubles stand before it. The others close: a delimiter, the line's end or the
    quote that doubles them come after.
    """
    each, quotes = lines.bytes, np.flatnonzero(lines.bytes == QUOTE)
    before = np.searchsorted(quotes, lines.ends)  # quotes up to the end of each line
    counts = np.diff(before, prepend=0)
    closes = (np.arange(len(quotes)) - np.repeat(before - counts, counts)) % 2 == 1
    neighbour = np.where(closes, _after(each, quotes), NEWLINE)
    inner = ~closes & (quotes > 0)
    neighbour[inner] = each[quotes[inner] - 1]
    is_good = (neighbour == delimiter) | (neighbour == NEWLINE) | (neighbour == QUOTE)
    is_good |= closes & (neighbour == RETURN)
    bad: Mask = counts % 2 == 1
    bad[np.searchsorted(lines.ends, quotes[~is_good], side="right")] = True
    return bad


def _badly_encoded(lines: Lines, bad: re.Pattern[str]) -> Mask:
    """Return the lines that hold characters which the encoding does not have."""
    doubtful = np.zeros(len(lines), np.bool_)
    if lines.content.isascii() or not bad.search(lines.content.decode("utf-8", "surrogateescape")):
        return doubtful
    foreign = np.flatnonzero(lines.bytes >= 0x80)
    for at in np.unique(np.searchsorted(lines.ends, foreign, side="right")).tolist():
        doubtful[at] = bad.search(lines.text(at)) is not None
    return doubtful


def read_columns(
    lines: Lines, plain: Mask, places: Mapping[str, int], width: int, delimiter: str
) -> tuple[dict[str, pl.Series], Mask]:
    """Return the texts of some columns of the `plain` lines that have as many fields as the header.

    Which of the plain lines these are comes with them. `places` are the columns' places by name.
    """
    count = int(np.count_nonzero(plain))
    none = np.zeros(count, np.bool_)
    if not count:
        return {}, none
    import polars as pl  # noqa: PLC0415 -- slow to load, and small files do without

    text = _chosen(lines, plain)
    if b"\r" in text:
        text = text.replace(b"\r", b"")  # in a plain line it only stands before the newline
    if not text.endswith(b"\n"):
        text += b"\n"
    names = [str(place) for place in range(width + 1)]
    text = f"{delimiter.join(names)}\n".encode() + text.replace(
        b"\n", f"{delimiter}{END}\n".encode()
    )
    frame = pl.read_csv(
        io.BytesIO(text),
        columns=sorted({*places.values(), width}),
        separator=delimiter,
        infer_schema=False,
        truncate_ragged_lines=True,
    )
    if frame.height != count:
        return {}, none
    is_row = (frame.get_column(str(width)) == END).fill_null(value=False)
    if not is_row.all():
        frame = frame.filter(is_row)
    texts = {name: _filled(frame.get_column(str(place))) for name, place in places.items()}
    return texts, is_row.to_numpy()


def _filled(texts: pl.Series) -> pl.Series:
    return texts.fill_null("") if texts.null_count() else texts


def _chosen(lines: Lines, plain: Mask) -> bytes:
    """Return the bytes of the plain lines."""
    if plain.all():
        return lines.content
    edges = np.flatnonzero(np.diff(np.concatenate(([False], plain, [False])).astype(np.int8)))
    runs = edges.reshape(-1, 2).tolist()
    return b"".join(lines.content[lines.offset(a) : lines.offset(b)] for a, b in runs)
