"""What every reader of reports shares: what rows are read with, and what a batch brings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from sulh.errors import plural
from sulh.tables.columns import RowReader

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from sulh.errors import Problem
    from sulh.picture.kind import Registry
    from sulh.picture.origin import Entry
    from sulh.tables import Area, Chunk, Rejected, Row
    from sulh.tables.positions import NamedPlace

__all__ = ["Batch", "ByRow", "Context", "Converter", "short_line"]

RAW_LENGTH_MAX = 8_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """How rows are read.

    `timezone`: where a day begins and ends, for dates without a time. `now` (UTC): a report from
    after it is refused; None: not checked. `source`: who sends the reports, where a row does not
    say. `file`: the name that problems and records carry. `simulated`: the file is taken in as an
    exercise's; a row that says so itself is refused elsewhere, so that the two never mix. `area`:
    where the mission works, by which swapped coordinates are recognised; None: not checked. `kinds`:
    the kinds of record that a form may hold. `places` returns the places that a name can mean.
    `columns` are those of the table, in the format's own names; None: not known.
    `warnings` gathers what is worth a look in rows that come in; who reads batches empties it.
    `markings` gathers the labels of the Traffic Light Protocol that rows carry, by row number, likewise.
    """

    file: str
    timezone: ZoneInfo
    kinds: Registry
    now: datetime | None = None
    source: str = ""
    simulated: bool = False
    area: Area | None = None
    places: Callable[[str], tuple[NamedPlace, ...]] | None = None
    columns: frozenset[str] | None = None
    warnings: list[Problem] = field(default_factory=list)
    markings: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Some rows' reports and problems. `rows` counts the rows read, `blank` the blank ones apart.

    Over a whole file, `rows` is the number of reports that carry a row, plus the number of rows
    with an error. `bytes_read` is how far the file has been read. `raw` holds the text of each
    rejected row (its beginning, where it is long), by row number; `chunks` hold the others.
    `markings` are the labels (TLP) that its rows carry, by row number.
    """

    reports: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    rows: int
    blank: int
    bytes_read: int
    raw: Mapping[int, str]
    chunks: tuple[Chunk, ...] = ()
    markings: Mapping[int, str] = field(default_factory=dict)

    def lines(self, numbers: Collection[int]) -> dict[int, str]:
        """Return the text of rows by number, of those that could be read, too; of a long one its beginning."""
        lines = {number: self.raw[number] for number in numbers if number in self.raw}
        others = {*numbers} - lines.keys()
        for chunk in self.chunks if others else ():
            columns = chunk.columns(())
            there = [each for each in columns.others if each.number in others]
            there += [columns.row(each) for each in columns.numbers if each in others]
            lines |= {each.number: short_line(each.raw) for each in there}
        return lines


def short_line(text: str) -> str:
    """Return the text of a row, or its beginning and how long it is."""
    cut = f"… ({plural(len(text), 'character')})" if len(text) > RAW_LENGTH_MAX else ""
    return text[:RAW_LENGTH_MAX] + cut


class Reader(Protocol):
    """Turns the rows of a chunk into reports."""

    def prepare(self, chunk: Chunk) -> Any:
        """Take out of a chunk what `read` needs; another thread does so ahead of it."""
        ...

    def read(self, prepared: Any, file: str) -> Sequence[Entry | Rejected | None]:
        """Return what each row becomes: its report, None for a blank row, or the row taken out."""
        ...


class Converter(Protocol):
    """Turns the rows of one format into reports."""

    @property
    def reader(self) -> Reader:
        """What reads the rows: by columns, or one by one."""
        ...

    def conclude(self) -> Iterable[Entry]:
        """Return what the rows together say (e.g. what the file covers), after the last row."""
        ...


class RowConverter(Protocol):
    """Turns the rows of one format into reports, one by one."""

    def convert(self, row: Row) -> Entry:
        """Return the row's report; raise `FaultyField` when the row cannot be one."""
        ...

    def conclude(self) -> Iterable[Entry]:
        """Return what the rows together say, after the last row."""
        ...


class ByRow:
    """A converter that takes rows one by one, as any other `Converter`."""

    def __init__(self, converter: RowConverter) -> None:
        self.reader: Reader = RowReader(converter.convert)
        self.conclude = converter.conclude
