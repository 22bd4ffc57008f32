"""How a file is laid out: what people say of it, and what its first rows show.

A `Layout` holds what people say. What they leave out is recognised from the content, and each thing that
is recognised so is an assumption: a `Problem` that names the setting which overrules it.
"""

from __future__ import annotations

import codecs
import re
import zoneinfo
from collections import Counter
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from sulh.errors import InputError, Problem, plural, shown
from sulh.tables.hashtags import Hashtag, columns_of, hashtag_problems, hashtag_row

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = ["Header", "Headless", "Layout", "assumption", "find_header", "parse_layout"]

LINES_SEEN = 60
"""So many lines at the begin of a table tell where its header is."""
TITLES_MAX = 30
NUMBER = re.compile(r"[-+]?\d[\d.,:/ T-]*Z?")
CHOICES = {
    "decimal": (".", ","),
    "date_order": ("ymd", "dmy", "mdy"),
    "excel_dates": ("1900", "1904"),
}
DELIMITER_NAMES = {"tab": "\t", "comma": ",", "semicolon": ";", "space": " "}
HEADER_MAX = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Headless:
    """A table that some publish without a header: its columns, and what some of them hold."""

    title: str
    columns: tuple[str, ...]
    patterns: Mapping[str, re.Pattern[str]]

    def fits(self, cells: Sequence[str]) -> bool:
        """Say whether a row is one of this table."""
        if len(cells) != len(self.columns):
            return False
        row = dict(zip(self.columns, cells, strict=True))
        return all(each.fullmatch(row[name].strip()) for name, each in self.patterns.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What people say of a file; what is empty is recognised from its content.

    `encoding` is a codec's name, `delimiter` parts the fields of a text file, `header` is the line of the
    column names as text (``0``: there is none, and the columns are called 1, 2, 3 …). `decimal` is the
    decimal mark, `date_order` the order of day, month and year in dates of digits alone, `excel_dates` the
    year from which dates that are numbers count. `rows` is the key of the rows in a JSON document, and
    `repeat` a list in each row whose items become rows of their own; slashes part the keys of a path. In a
    workbook or a zip archive, `sheet` is the sheet or file of the rows, and `repeat` the one of rows that
    belong to rows of another.
    `timezone` is the IANA zone of times without an offset from UTC, `gazetteer` a file of places. `headless`
    are the tables without a header that are recognised.
    """

    encoding: str = ""
    delimiter: str = ""
    header: str = ""
    decimal: str = ""
    date_order: str = ""
    excel_dates: str = ""
    rows: str = ""
    repeat: str = ""
    sheet: str = ""
    timezone: str = ""
    gazetteer: str = ""
    headless: tuple[Headless, ...] = ()
    canonical: Callable[[tuple[str, ...]], tuple[str, ...]] | None = None


NO_LAYOUT = Layout()
SETTINGS = tuple(each.name for each in fields(Layout) if each.name not in ("headless", "canonical"))


def parse_layout(settings: Mapping[str, str], where: str) -> Layout:
    """Return the layout that settings name; `where` says in an error who wrote them.

    Raises
    ------
    InputError
        When a setting is unknown, or has a value that it cannot have.
    """
    for name, text in settings.items():
        if name not in SETTINGS:
            raise InputError(
                f"{where} names {shown(name)!r}, which says nothing of how a file is read.",
                remedy=f"What can be said: {', '.join(SETTINGS)}.",
            )
        expected = _expected(name, text)
        if expected:
            raise InputError(
                f"{where}: {name} is {shown(text)!r}.", remedy=f"Write {expected}, or leave it out."
            )
    delimiter = settings.get("delimiter", "")
    mark = DELIMITER_NAMES.get(delimiter, delimiter)
    texts: dict[str, Any] = dict(settings) | {"delimiter": mark}
    return Layout(**texts)


def _expected(name: str, text: str) -> str:
    """Return what a setting must be; empty where it is."""
    if name in CHOICES:
        return "" if text in CHOICES[name] else " or ".join(CHOICES[name])
    if name == "header":
        is_line = text.isascii() and text.isdigit() and int(text[:9]) <= HEADER_MAX
        return "" if is_line else "the number of a line, or 0 for a table without a header"
    if name == "delimiter":
        is_mark = text in DELIMITER_NAMES or (len(text) == 1 and text not in '"\r\n\x00')
        return "" if is_mark else f"one character, or {', '.join(DELIMITER_NAMES)}"
    if name == "encoding":
        return "" if _is_text_codec(text) else "the name of an encoding, such as windows-1256"
    if name == "timezone":
        return "" if text in zoneinfo.available_timezones() else "a zone such as Africa/Bangui"
    return ""


NO_ENCODINGS = frozenset(
    {"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"}
)
"""Codecs of Python that write text in other text: no file of a table is in them."""


def _is_text_codec(name: str) -> bool:
    try:
        codec = codecs.lookup(name).name
        return codec not in NO_ENCODINGS and "a".encode(codec) is not None
    except (LookupError, ValueError):
        return False


def assumption(file: str, setting: str, message: str) -> Problem:
    """Return how a file was understood that does not say it itself, and what overrules it."""
    return Problem(
        code="assumed",
        source=file,
        field=setting,
        message=message,
        remedy=f"To overrule it: --read-as {setting}=…, or a line `{setting}` in the mapping.",
        severity="assumption",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Where the header of a table is: the place of its row, or -1 for none, and the columns.

    The first row of the table is the one at `begin`. `hashtags` are those of HXL, by column.
    """

    columns: tuple[str, ...]
    begin: int
    assumptions: tuple[Problem, ...] = ()
    is_numbered: bool = False
    hashtags: Mapping[str, Hashtag] = field(default_factory=dict)

    @property
    def has_names(self) -> bool:
        """Whether the columns have names: other than numbers, where nobody said that they have none."""
        names = [name for name in self.columns if name]
        return self.is_numbered or not all(map(NUMBER.fullmatch, names))


def find_header(rows: Sequence[Sequence[str]], layout: Layout, file: str) -> Header:
    """Find the header among the first rows of a table: lists of cells, empty for a blank row.

    It is the first row that is not blank. Titles above it are passed over: rows with at most half as many
    cells as a later row, which holds no number and as many cells as most rows after it. A table that is
    known to come without a header has none. A row of HXL's hashtags is the second header of its table.

    Raises
    ------
    InputError
        When the row that people named is not there.
    """
    filled = [at for at, cells in enumerate(rows) if any(map(str.strip, cells))]
    tags_at = hashtag_row(rows)
    if tags_at is not None and layout.header in ("", str(tags_at), str(tags_at + 1)):
        return _header_with_hashtags(rows, tags_at, layout, file)
    if layout.header:
        return _named_header(rows, layout, filled, file)
    first = filled[0] if filled else 0
    for each in layout.headless:
        if filled and each.fits(rows[first]):
            message = f"there is none; its rows are those of {each.title}, in the order published"
            return Header(
                columns=each.columns,
                begin=first,
                assumptions=(assumption(file, "header", message),),
            )
    at = next((at for at in filled[1:TITLES_MAX] if _is_below_titles(rows, filled, at)), first)
    message = f"the column names are in line {at + 1}, below lines that look like titles"
    return Header(
        columns=_names(rows[at], layout) if filled else (),
        begin=at + 1,
        assumptions=(assumption(file, "header", message),) if at > first else (),
    )


def _header_with_hashtags(
    rows: Sequence[Sequence[str]], at: int, layout: Layout, file: str
) -> Header:
    names, tags = columns_of(rows, at)
    columns = layout.canonical(names) if layout.canonical else names
    back = dict(zip(names, columns, strict=True))
    message = f"line {at + 1} holds hashtags of HXL, which say what the columns are"
    return Header(
        columns=columns,
        begin=at + 1,
        assumptions=(
            assumption(file, "header", message),
            *hashtag_problems(rows[at], at + 1, file),
        ),
        hashtags={back[name]: tag for name, tag in tags.items()},
    )


def _named_header(
    rows: Sequence[Sequence[str]], layout: Layout, filled: Sequence[int], file: str
) -> Header:
    line = int(layout.header)
    if line == 0 and filled:
        width = max(len(rows[at]) for at in filled)
        columns = tuple(map(str, range(1, width + 1)))
        return Header(columns=columns, begin=filled[0], is_numbered=True)
    if not 0 < line <= len(rows):
        raise InputError(
            f"{file} has no column names in line {line}.",
            remedy=f"Name one of its first {plural(len(rows), 'line')}, or 0.",
        )
    return Header(columns=_names(rows[line - 1], layout), begin=line)


def _names(cells: Sequence[str], layout: Layout) -> tuple[str, ...]:
    names = tuple(name.strip() for name in cells)
    return layout.canonical(names) if layout.canonical else names


def _is_below_titles(rows: Sequence[Sequence[str]], filled: Sequence[int], at: int) -> bool:
    """Say whether a row is a header, and all rows above it are titles."""
    cells = [cell.strip() for cell in rows[at]]
    width = _width(cells)
    names = [cell for cell in cells if cell]
    above = [sum(1 for cell in rows[each] if cell.strip()) for each in filled if each < at]
    if len(names) < 2 or 2 * len(names) <= width or any(map(NUMBER.fullmatch, names)):
        return False
    if any(2 * count > len(names) for count in above):
        return False
    below = Counter(_width(rows[each]) for each in filled if each > at)
    fitting = sum(count for each, count in below.items() if 2 <= each <= width)
    return len(set(names)) == len(names) and 2 * fitting >= below.total()


def _width(cells: Sequence[str]) -> int:
    """Return the number of cells up to the last that is not blank."""
    return max((place for place, cell in enumerate(cells, start=1) if cell.strip()), default=0)
