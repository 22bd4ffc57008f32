"""What every reader shares: a row, what it is read with, and what reading a batch brings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from sulh.errors import Problem
from sulh.observe.records import Report

__all__ = ["Batch", "Context", "Converter", "FaultyField", "Row"]

BATCH_ROWS = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """How rows are read.

    `timezone`: where a day begins and ends, for dates without a time. `now` (UTC): a report from
    after it is refused; None: not checked. `source`: who sends the reports, where a row does not
    say. `file`: the name that problems and records carry. `simulated`: the file is taken in as an
    exercise's; a row that says so itself is refused elsewhere, so that the two never mix.
    """

    file: str
    timezone: ZoneInfo
    now: datetime | None = None
    source: str = ""
    simulated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table: column names and texts, as they stand in the file.

    `number` is the line of the file (or the row of the sheet, or the feature's ordinal number);
    `raw` is the row as text, for the rejects file; `bytes_read` is how far the file was read.
    """

    number: int
    values: Mapping[str, str]
    raw: str = ""
    bytes_read: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Some rows' reports and problems. `rows` counts the rows read, blank ones apart.

    `raw` holds the text of each rejected row, by row number.
    """

    reports: tuple[Report, ...]
    problems: tuple[Problem, ...]
    rows: int
    blank: int
    bytes_read: int
    raw: Mapping[int, str]


class FaultyField(ValueError):
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


class Converter(Protocol):
    """Turns the rows of one format into reports."""

    def convert(self, row: Row) -> Iterable[Report]:
        """Return the row's reports; raise `FaultyField` when the row cannot be one."""
        ...

    def conclude(self) -> Iterable[Report]:
        """Return what the rows together say (e.g. what the file covers), after the last row."""
        ...
