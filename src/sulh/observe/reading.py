"""What every reader shares: a table, its rows, what they are read with, and what a batch brings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, NamedTuple, Protocol, TypeVar

from sulh.errors import Problem, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from sulh.observe.records import Report

__all__ = [
    "Area",
    "Batch",
    "Context",
    "Converted",
    "Converter",
    "FaultyField",
    "Rejected",
    "Row",
    "Table",
    "convert_row",
    "convert_rows",
    "reject",
]

Made = TypeVar("Made")

Area = tuple[float, float, float, float]
"""West, south, east, north: degrees, WGS 84."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """How rows are read.

    `timezone`: where a day begins and ends, for dates without a time. `now` (UTC): a report from
    after it is refused; None: not checked. `source`: who sends the reports, where a row does not
    say. `file`: the name that problems and records carry. `simulated`: the file is taken in as an
    exercise's; a row that says so itself is refused elsewhere, so that the two never mix. `area`:
    where the mission works, by which swapped coordinates are recognised; None: not checked.
    """

    file: str
    timezone: ZoneInfo
    now: datetime | None = None
    source: str = ""
    simulated: bool = False
    area: Area | None = None


class Row(NamedTuple):
    """One row of a table: column names and texts, as they stand in the file.

    `number` is the line of the file (or the row of the sheet, or the feature's ordinal number);
    `raw` is the row as text, for the rejects file; `bytes_read` is how far the file was read.
    `values` is empty for a blank row.
    """

    number: int
    values: Mapping[str, str]
    raw: str = ""
    bytes_read: int = 0


class FaultyField(ValueError):  # noqa: N818 -- the fault of a row, never of the program
    """A field holds what cannot be read: the row is rejected."""

    def __init__(
        self,
        code: str,
        field: str,
        value: object,
        *,
        expected: str = "",
        message: str = "cannot be read",
        remedy: str = "",
    ) -> None:
        super().__init__(message)
        self.code = code
        self.field = field
        self.value = value
        self.message = message
        self.expected = expected
        self.remedy = remedy

    def as_problem(self, file: str, row: int) -> Problem:
        """Return the problem that takes the row out."""
        return Problem(
            code=self.code,
            source=file,
            row=row,
            field=self.field,
            value=shown(self.value),
            message=self.message,
            expected=self.expected,
            remedy=self.remedy,
        )


class Rejected(NamedTuple):
    """A row that is taken out before its fields are looked at, and the row as text."""

    problem: Problem
    raw: str
    bytes_read: int


def reject(code: str, file: str, row: Row, *, message: str, remedy: str = "") -> Rejected:
    """Take out a row that cannot be taken apart into fields."""
    problem = Problem(
        code=code,
        source=file,
        row=row.number,
        message=message,
        value=shown(row.raw.strip()),
        remedy=remedy,
    )
    return Rejected(problem, row.raw, row.bytes_read)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """An opened file: its columns, and its rows, to be read once.

    `columns` are the names in the header where `has_header`; otherwise (JSON) those that the first
    rows use, and a row may leave any of them out.
    """

    columns: tuple[str, ...]
    rows: Iterator[Row | Rejected]
    has_header: bool


def convert_row(
    row: Row | Rejected, file: str, convert: Callable[[Row], Made]
) -> Made | Rejected | None:
    """Return what a row becomes; None for a blank row, and the row taken out where it cannot be."""
    if isinstance(row, Rejected):
        return row
    if not row.values or not any(map(str.strip, row.values.values())):
        return None
    try:
        return convert(row)
    except FaultyField as fault:
        return Rejected(fault.as_problem(file, row.number), row.raw, row.bytes_read)


@dataclass(frozen=True, slots=True, kw_only=True)
class Converted(Generic[Made]):
    """What the rows of a table became. `rows` counts made and taken out, blank ones apart.

    `raw` holds the text of each row that was taken out, by its number.
    """

    made: tuple[Made, ...]
    problems: tuple[Problem, ...]
    rows: int
    blank: int
    raw: Mapping[int, str]


def convert_rows(table: Table, file: str, convert: Callable[[Row], Made]) -> Converted[Made]:
    """Convert all rows of a table; `convert` raises `FaultyField` for a row that cannot be."""
    made: list[Made] = []
    refused: list[Rejected] = []
    blank = 0
    for row in table.rows:
        found = convert_row(row, file, convert)
        if found is None:
            blank += 1
        elif isinstance(found, Rejected):
            refused.append(found)
        else:
            made.append(found)
    return Converted(
        made=tuple(made),
        problems=tuple(each.problem for each in refused),
        rows=len(made) + len(refused),
        blank=blank,
        raw={each.problem.row: each.raw for each in refused},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Some rows' reports and problems. `rows` counts the rows read, `blank` the blank ones apart.

    Over a whole file, `rows` is the number of reports that carry a row, plus the number of rows
    with an error. `bytes_read` is how far the file has been read. `raw` holds the text of each
    rejected row (its beginning, where it is long), by row number.
    """

    reports: tuple[Report, ...]
    problems: tuple[Problem, ...]
    rows: int
    blank: int
    bytes_read: int
    raw: Mapping[int, str]


class Converter(Protocol):
    """Turns the rows of one format into reports."""

    def convert(self, row: Row) -> Report:
        """Return the row's report; raise `FaultyField` when the row cannot be one."""
        ...

    def conclude(self) -> Iterable[Report]:
        """Return what the rows together say (e.g. what the file covers), after the last row."""
        ...
