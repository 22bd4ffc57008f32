"""A table, its rows, and what reading them brings, whatever they become."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Protocol, TypeVar

from sulh.errors import InputError, Problem, plural, shown
from sulh.tables.remedies import remedy_for
from sulh.tables.source import Content

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    import polars as pl

    from sulh.tables.hashtags import Hashtag

__all__ = [
    "Area",
    "Chunk",
    "Columns",
    "FaultyField",
    "FaultyRow",
    "Measured",
    "NoRowsError",
    "Read",
    "Rejected",
    "Row",
    "RowChunk",
    "Table",
    "chunks_of",
    "convert_row",
    "convert_rows",
    "read_of",
    "reject",
]

Made = TypeVar("Made")
Other = TypeVar("Other")
Value = TypeVar("Value")

CHUNK_ROWS = 2_000
REJECTED_MAX = 1_000_000

Area = tuple[float, float, float, float]
"""West, south, east, north: degrees, WGS 84."""


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


class Measured(str):
    """A cell that was computed from a row's shape: where a form has no such column, nobody wrote it there."""

    __slots__ = ()


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
        self.others: tuple[FaultyField, ...] = ()

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
            remedy=self.remedy or remedy_for(self.code, self.field),
        )


class FaultyRow(FaultyField):
    """Several fields of a row hold what cannot be read: the first, and the `others`."""

    def __init__(self, faults: Sequence[FaultyField]) -> None:
        first = faults[0]
        super().__init__(
            first.code,
            first.field,
            first.value,
            expected=first.expected,
            message=first.message,
            remedy=first.remedy,
        )
        self.others = tuple(faults[1:])


class Rejected(NamedTuple):
    """A row that is taken out, why, and the row as text; `others` are its further problems."""

    problem: Problem
    raw: str
    bytes_read: int
    others: tuple[Problem, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return all that is wrong with the row."""
        return (self.problem, *self.others)

    @property
    def number(self) -> int:
        """The row's number, as a `Row` has it."""
        return self.problem.row


def reject(code: str, file: str, row: Row, *, message: str, remedy: str = "") -> Rejected:
    """Take out a row that cannot be taken apart into fields."""
    problem = Problem(
        code=code,
        source=file,
        row=row.number,
        message=message,
        value=shown(row.raw.strip()),
        remedy=remedy or remedy_for(code, ""),
    )
    return Rejected(problem, row.raw, row.bytes_read)


class Columns(NamedTuple):
    """Some rows by columns: their numbers and texts, and the rows that could not be read so.

    A column that the table does not have is not in `texts`, and no text has a NUL in it. `row` returns a
    whole row by its number.
    """

    numbers: list[int]
    texts: Mapping[str, pl.Series]
    others: Sequence[Row | Rejected]
    row: Callable[[int], Row | Rejected]


class Chunk(Protocol):
    """Some neighbouring rows of a table; they are read either by columns or one by one."""

    def columns(self, names: Sequence[str]) -> Columns:
        """Return the texts of some columns, for all rows that can be read so, and the others."""
        ...

    def rows(self) -> Iterable[Row | Rejected]:
        """Return all rows in order."""
        ...


class RowChunk:
    """Rows that come one by one."""

    def __init__(self, rows: Sequence[Row | Rejected]) -> None:
        self._rows = rows

    def columns(self, names: Sequence[str]) -> Columns:  # noqa: ARG002 -- none is by columns
        """Return all rows as others."""
        return Columns([], {}, self._rows, lambda number: self._rows[number])

    def rows(self) -> Iterable[Row | Rejected]:
        """Return all rows in order."""
        return self._rows


def chunks_of(rows: Iterable[Row | Rejected]) -> Iterator[Chunk]:
    """Put rows that come one by one into chunks."""
    waiting = iter(rows)
    while chunk := list(itertools.islice(waiting, CHUNK_ROWS)):
        yield RowChunk(chunk)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """An opened file: its columns, and its rows, to be read once.

    `columns` are the names in the header where `has_header`; otherwise (JSON) those that the first
    rows use, and a row may leave any of them out. `name` is what problems call the table; `content`
    counts the bytes it comes from, all of them once the rows are at their end. `assumptions` say how it
    was understood where it does not say so itself, and warn of what is not in it. `excel_dates` is the year
    from which a workbook counts its days, where it is one. `hashtags` are those of HXL by column, where a
    row of them stands below the header.
    """

    columns: tuple[str, ...]
    rows: Iterator[Row | Rejected]
    has_header: bool
    name: str = ""
    content: Content = field(default_factory=Content)
    by_columns: Iterator[Chunk] | None = None
    assumptions: tuple[Problem, ...] = ()
    excel_dates: str = ""
    hashtags: Mapping[str, Hashtag] = field(default_factory=dict)

    def chunks(self) -> Iterator[Chunk]:
        """Return the rows in chunks, in place of `rows`; those of a file of CSV can be fast."""
        return chunks_of(self.rows) if self.by_columns is None else self.by_columns


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
        first, *others = (each.as_problem(file, row.number) for each in (fault, *fault.others))
        return Rejected(first, row.raw, row.bytes_read, tuple(others))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Read(Generic[Value]):
    """What a table brought: its `value`, a problem for each bad row, and the account of the rows.

    `rows` counts the rows that were kept and those taken out, blank ones apart; those taken out
    have an error among `problems`. `raw` holds the text of each row that was taken out, by its
    number, for the rejects file.
    """

    value: Value
    problems: tuple[Problem, ...]
    rows: int
    blank: int
    raw: Mapping[int, str]

    @property
    def kept(self) -> int:
        """Return how many rows were kept."""
        return self.rows - len(self.raw)

    def account(self) -> dict[str, Any]:
        """Return what became of the rows, in JSON's types: how many, and each problem as a sentence."""
        return {
            "read": self.rows,
            "kept": self.kept,
            "rejected": self.rows - self.kept,
            "blank": self.blank,
            "problems": [str(each) for each in self.problems],
        }

    def unread(self, file: str) -> str:
        """Say of a file that some of its rows do not count, for what is made of the others; empty: all do."""
        if not self.raw:
            return ""
        verb = "does" if len(self.raw) == 1 else "do"
        return f"{file}: {len(self.raw):,} of {plural(self.rows, 'row')} cannot be read and {verb} not count."

    def with_value(self, value: Other) -> Read[Other]:
        """Return the same account with another value, made from this one."""
        return Read(
            value=value, problems=self.problems, rows=self.rows, blank=self.blank, raw=self.raw
        )


class NoRowsError(InputError):
    """No row of a table can be used: `read` has each reason, and the rows for a rejects file."""

    def __init__(self, read: Read[Any], file: str, *, what: str, remedy: str) -> None:
        first = f" The first: {read.problems[0]}" if read.problems else ""
        super().__init__(
            f"{file} has no {what} that can be read: {plural(read.rows, 'row')}, {len(read.raw)} "
            f"rejected.{first}",
            remedy=remedy,
        )
        self.read = read


def convert_rows(table: Table, file: str, convert: Callable[[Row], Made]) -> Read[tuple[Made, ...]]:
    """Convert all rows of a table; `convert` raises `FaultyField` for a row that cannot be."""
    read = read_of(convert_row(row, file, convert) for row in table.rows)
    return replace(read, problems=(*table.assumptions, *read.problems))


def read_of(outcomes: Iterable[Made | Rejected | None]) -> Read[tuple[Made, ...]]:
    """Sum up what rows became: a value, a row taken out, or None for a blank row.

    Raises
    ------
    InputError
        When more than a million rows are taken out: this is no table of the sort.
    """
    values: list[Made] = []
    rejected: list[Rejected] = []
    blank = 0
    for outcome in outcomes:
        if outcome is None:
            blank += 1
        elif isinstance(outcome, Rejected):
            rejected.append(outcome)
            if len(rejected) > REJECTED_MAX:
                raise InputError(
                    f"More than {REJECTED_MAX:,} rows of {outcome.problem.source} are bad.",
                    remedy=f"The first: {rejected[0].problem}",
                )
        else:
            values.append(outcome)
    return Read(
        value=tuple(values),
        problems=tuple(problem for each in rejected for problem in each.problems),
        rows=len(values) + len(rejected),
        blank=blank,
        raw={each.number: each.raw for each in rejected},
    )
