"""Convert the rows of a table in batches, in bounded memory."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from sulh.observe.context import Batch
from sulh.observe.unknown_columns import UnknownColumns
from sulh.tables import Rejected, Row
from sulh.tables.read_ahead import read_ahead

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sulh.errors import Problem
    from sulh.observe.context import Context, Converter, Reader
    from sulh.picture.origin import Entry
    from sulh.tables import Table

__all__ = ["read_batches"]

BATCH_ROWS = 2_000
BATCH_BYTES = 12_000_000
RAW_LENGTH_MAX = 8_000


def read_batches(
    table: Table, converter: Converter, context: Context, columns: frozenset[str] | None
) -> Iterator[Batch]:
    """Convert the rows; `columns`, where given, are those that the format has."""
    file = context.file
    unknown = UnknownColumns(columns, file)
    batch = _Collected(0)
    batch.problems += table.assumptions
    batch.problems += unknown.look(table.columns)
    for prepared, rows, size in _prepared(table, converter.reader):
        outcomes = converter.reader.read(prepared, file)
        batch.problems += context.warnings
        context.warnings.clear()
        begin = 0
        while begin < len(outcomes):
            end = begin + BATCH_ROWS - batch.count
            batch.add(outcomes[begin:end], rows[begin:end], unknown)
            begin = end
            if batch.count == BATCH_ROWS:
                yield batch.as_batch(size)
                batch = _Collected(size)
        if size - batch.bytes_before > BATCH_BYTES:
            yield batch.as_batch(size)
            batch = _Collected(size)
    batch.reports += converter.conclude()
    yield batch.as_batch(table.content.size)


def _prepared(table: Table, reader: Reader) -> Iterator[tuple[Any, Sequence[Row | Rejected], int]]:
    """Yield what `reader` needs of each chunk, its rows where they have columns of their own, and the bytes.

    When a batch is full must not turn on how far a thread reads ahead: these are the bytes up to there.
    """

    def prepare() -> Iterator[tuple[Any, Sequence[Row | Rejected], int]]:
        for chunk in table.chunks():
            size = table.content.size
            yield reader.prepare(chunk), () if table.has_header else tuple(chunk.rows()), size

    return prepare() if table.by_columns is None else read_ahead(prepare(), 1)


class _Collected:
    """What a batch has gathered so far."""

    def __init__(self, bytes_before: int) -> None:
        self.reports: list[Entry] = []
        self.problems: list[Problem] = []
        self.raw: dict[int, str] = {}
        self.count = self.blank = 0
        self.bytes_before = bytes_before

    def add(
        self,
        outcomes: Sequence[Entry | Rejected | None],
        rows: Sequence[Row | Rejected],
        unknown: UnknownColumns,
    ) -> None:
        """Add the reports of some rows, or their problems; `rows` bring columns of their own."""
        self.count += len(outcomes)
        for outcome, row in itertools.zip_longest(outcomes, rows):
            if isinstance(outcome, Rejected):
                self._add_problem(outcome)
            elif outcome is None:
                self.blank += 1
            else:
                self.reports.append(outcome)
            if isinstance(row, Row):
                self.problems += unknown.look(row.values)

    def _add_problem(self, rejected: Rejected) -> None:
        self.problems += rejected.problems
        length = len(rejected.raw)
        cut = f"… ({length} characters)" if length > RAW_LENGTH_MAX else ""
        self.raw[rejected.number] = rejected.raw[:RAW_LENGTH_MAX] + cut

    def as_batch(self, bytes_read: int) -> Batch:
        """Return what was gathered."""
        return Batch(
            reports=tuple(self.reports),
            problems=tuple(self.problems),
            rows=self.count - self.blank,
            blank=self.blank,
            bytes_read=bytes_read,
            raw=self.raw,
        )
