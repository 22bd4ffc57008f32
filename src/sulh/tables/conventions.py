"""How a table writes numbers and dates, told from its first rows, and the same in the usual way.

The decimal comma, marks between thousands, days written with slashes or dots, Excel's dates as numbers, and
times without an offset are turned into what the parsers of fields take. What is ambiguous stays as it is:
its rows are refused.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sulh.errors import Problem, shown
from sulh.tables.layout import assumption
from sulh.tables.month_names import NAMED_DAY, iso_of_named_day
from sulh.tables.number_marks import number_marks, without_marks
from sulh.tables.rows import FaultyField, Rejected, Row, convert_row
from sulh.tables.time_groups import iso_of_clock, iso_of_time_group
from sulh.tables.times import plain_digits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sulh.tables.layout import Layout
    from sulh.tables.number_marks import NumberMarks
    from sulh.tables.rows import Chunk, Table

__all__ = ["ColumnSorts", "apply_conventions", "local_time"]

ROWS_SEEN, LENGTH_SEEN = 2_000, 2_000_000
"""So many rows and characters at the begin of a table show its conventions."""
DAY = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(,?[ T].*)?")
SERIAL = re.compile(r"[1-6]\d{4}(\.\d+)?")
LOCAL_TIME = re.compile(r"\d{4}-\d\d-\d\d[ T]\d{1,2}:\d\d(:\d\d(\.\d{1,6})?)?")
EPOCHS = {"1900": date(1899, 12, 30), "1904": date(1904, 1, 1)}
"""The day that Excel numbers 0 (ECMA-376 part 1, 18.17.4.1); of 1900, with its false leap day."""
ORDER_WORDS = {"dmy": "day first", "mdy": "month first"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnSorts:
    """The columns of a table that hold decimal numbers, whole numbers, and days or times.

    `reads_words`: who reads the days reads those with the month in words, and needs no help.
    """

    decimals: frozenset[str] = frozenset()
    wholes: frozenset[str] = frozenset()
    dates: frozenset[str] = frozenset()
    reads_words: bool = False


Rewrite = dict[str, "Callable[[str, str], str]"]
"""What turns the texts of a column, named first, into what parsers take."""


def apply_conventions(table: Table, layout: Layout, sorts: ColumnSorts) -> Table:
    """Return the table with numbers and dates as parsers take them, and what was assumed for it."""
    chunks = table.chunks()
    seen, first = _first_rows(chunks)
    numbers = _texts(first, sorts.decimals)
    days = _texts(first, sorts.dates)
    assumptions: list[Problem] = []
    rewrite: Rewrite = {}
    marks = number_marks(numbers, _texts(first, sorts.wholes), decimal=layout.decimal)
    if not marks.is_usual:
        rewrite |= dict.fromkeys(
            sorts.wholes, lambda _, text: without_marks(text, marks, is_whole=True)
        )
        rewrite |= dict.fromkeys(
            sorts.decimals, lambda _, text: without_marks(text, marks, is_whole=False)
        )
        if not layout.decimal:
            assumptions.append(assumption(table.name, "decimal", _marks_text(marks)))
    of_dates = _date_steps(days, layout, table, assumptions, reads_words=sorts.reads_words)
    if of_dates:
        rewrite |= dict.fromkeys(sorts.dates, _in_turn(of_dates))
    whole = itertools.chain(seen, chunks)
    all_assumptions = (*table.assumptions, *assumptions)
    rows = (row for chunk in whole for row in chunk.rows())
    if not rewrite:
        return replace(table, rows=rows, by_columns=whole, assumptions=all_assumptions)
    anew = (_rewritten(row, rewrite, table.name) for row in rows)
    return replace(table, rows=anew, by_columns=None, assumptions=all_assumptions)


def _first_rows(chunks: Iterator[Chunk]) -> tuple[list[Chunk], list[Row]]:
    """Return the chunks that hold the first rows, and these rows."""
    seen: list[Chunk] = []
    first: list[Row] = []
    length = 0
    for chunk in chunks:
        seen.append(chunk)
        for row in chunk.rows():
            if isinstance(row, Row):
                first.append(row)
                length += len(row.raw)
            if len(first) >= ROWS_SEEN or length > LENGTH_SEEN:
                return seen, first
    return seen, first


def _texts(rows: Iterable[Row], columns: frozenset[str]) -> list[str]:
    return [
        plain_digits(text.strip())
        for row in rows
        for name, text in row.values.items()
        if name in columns and text
    ]


def _marks_text(marks: NumberMarks) -> str:
    names = {",": "the comma", ".": "the point"}
    thousands = [names[marks.thousands]] if marks.thousands else []
    thousands += ["a space or an apostrophe"] if marks.has_gaps else []
    parts = [f"{names[marks.decimal]} is the decimal mark in it"] if marks.decimal == "," else []
    return " and ".join(
        parts + ([f"{' or '.join(thousands)} parts thousands"] if thousands else [])
    )


def _in_turn(steps: list[Callable[[str, str], str]]) -> Callable[[str, str], str]:
    def rewrite(name: str, text: str) -> str:
        text = plain_digits(text.strip())
        for step in steps:
            text = step(name, text)
        return text

    return rewrite


def _date_steps(
    texts: list[str],
    layout: Layout,
    table: Table,
    assumptions: list[Problem],
    *,
    reads_words: bool,
) -> list[Callable[[str, str], str]]:
    """Return what turns dates into ISO 8601; add to `assumptions` what is assumed or unclear."""
    steps: list[Callable[[str, str], str]] = []
    if not reads_words and any(map(NAMED_DAY.fullmatch, texts)):
        steps.append(lambda _, text: iso_of_named_day(text))
    order = layout.date_order or _order(texts)
    if order in ORDER_WORDS:
        steps.append(lambda _, text: _iso_day(text, order))
        if not layout.date_order:
            message = f"days such as {shown(_first(DAY, texts))!r} are {ORDER_WORDS[order]}"
            assumptions.append(assumption(table.name, "date_order", message))
    elif order == "unclear":
        assumptions.append(_unclear(_first(DAY, texts), table.name))
    if any(map(SERIAL.fullmatch, texts)):
        epoch = layout.excel_dates or table.excel_dates or "1900"
        steps.append(lambda _, text: _from_serial(text, EPOCHS[epoch]))
        if not layout.excel_dates:
            example = _first(SERIAL, texts)
            day = _from_serial(example, EPOCHS[epoch])
            message = f"numbers are days as Excel counts them from {epoch}: {example} is {day[:10]}"
            assumptions.append(assumption(table.name, "excel_dates", message))
    groups = [text for text in texts if iso_of_time_group(text) != text]
    if groups:
        steps.append(lambda _, text: iso_of_time_group(text))
        assumptions.append(_of_groups(groups[0], table.name))
    iso = _in_turn(steps)
    if any((day := iso("", text)) != iso_of_clock(day) for text in texts):
        steps.append(lambda _, text: iso_of_clock(text))
    if layout.timezone:
        zone = ZoneInfo(layout.timezone)
        steps.append(lambda name, text: local_time(name, text, zone))
    return steps


def _of_groups(example: str, file: str) -> Problem:
    message = f"times such as {shown(example)!r} are date-time groups: {iso_of_time_group(example)}"
    remedy = "Years of two digits are of 1969 to 2068: write all four where that is wrong."
    return replace(assumption(file, "date_time_group", message), remedy=remedy)


def _first(pattern: re.Pattern[str], texts: list[str]) -> str:
    return next(text for text in texts if pattern.fullmatch(text))


def _order(texts: list[str]) -> str:
    """Return the order of day and month that all days of digits fit; ``unclear`` where both or none do."""
    days = [match for match in map(DAY.fullmatch, texts) if match]
    fits = [
        order
        for order in ORDER_WORDS
        if all(_iso_day(match.group(), order) != match.group() for match in days)
    ]
    if days and len(fits) == 2 and all(match[2] == "." for match in days):
        return "dmy"  # nobody writes points with the month first
    return "" if not days else fits[0] if len(fits) == 1 else "unclear"


def _unclear(example: str, file: str) -> Problem:
    return Problem(
        code="unclear-dates",
        source=file,
        value=shown(example),
        message="has days that can be read with the day first or the month first",
        remedy="Say which: --read-as date_order=dmy or mdy. Without it these rows are refused.",
        severity="warning",
    )


def _iso_day(text: str, order: str) -> str:
    """Return a day of digits as ISO 8601; what is none in this order stays."""
    match = DAY.fullmatch(text)
    if match is None:
        return text
    first, _, second, year, rest = match.groups()
    day, month = (first, second) if order == "dmy" else (second, first)
    try:
        return date(int(year), int(month), int(day)).isoformat() + (rest or "")
    except ValueError:
        return text


def _from_serial(text: str, epoch: date) -> str:
    """Return Excel's number of a day as the day, with the time of day where it has one."""
    if not SERIAL.fullmatch(text):
        return text
    days, _, fraction = text.partition(".")
    midnight = datetime(epoch.year, epoch.month, epoch.day, tzinfo=UTC) + timedelta(days=int(days))
    moment = midnight + timedelta(seconds=round(float(f"0.{fraction or 0}") * 86_400))
    is_day = moment == midnight
    return midnight.date().isoformat() if is_day else moment.replace(tzinfo=None).isoformat()


def local_time(field: str, text: str, zone: ZoneInfo) -> str:
    """Return a time without an offset with that of a zone.

    Raises
    ------
    FaultyField
        When the clock of the zone skips this time, or shows it twice.
    """
    if not LOCAL_TIME.fullmatch(text):
        return text
    day, clock = text[:10], text[11:]
    try:
        moment = datetime.fromisoformat(f"{day}T{'0' * (clock[1] == ':')}{clock}")
    except ValueError:
        return text
    early, late = (moment.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if early.utcoffset() != late.utcoffset():
        raise FaultyField(
            "bad-date",
            field,
            shown(text),
            message=f"is a time that the clock of {zone.key} skips or shows twice",
            remedy="Write it with its offset from UTC.",
        )
    return early.isoformat()


def _rewritten(row: Row | Rejected, rewrite: Rewrite, file: str) -> Row | Rejected:
    def values_of(row: Row) -> Row:
        values = {
            name: rewrite[name](name, text) if text and name in rewrite else text
            for name, text in row.values.items()
        }
        return row._replace(values=values)

    outcome = convert_row(row, file, values_of)
    return Row(row.number, {}, row.raw, row.bytes_read) if outcome is None else outcome
