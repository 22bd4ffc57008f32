"""Convert the rows of a table in batches, in bounded memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sulh.observe.collected import Collected
from sulh.observe.unchecked_codes import UncheckedCodes
from sulh.observe.unknown_columns import UnknownColumns
from sulh.tables.read_ahead import read_ahead

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sulh.observe.context import Batch, Context, Converter, Reader
    from sulh.tables import Chunk, Rejected, Row, Table

__all__ = ["read_batches"]

BATCH_ROWS = 2_000
BATCH_BYTES = 12_000_000


def read_batches(
    table: Table, converter: Converter, context: Context, columns: frozenset[str] | None
) -> Iterator[Batch]:
    """Convert the rows; `columns`, where given, are those that the format has."""
    file = context.file
    unknown, unchecked = UnknownColumns(columns, file), UncheckedCodes(file, context.places)
    batch = Collected(0)
    batch.problems += table.assumptions
    batch.problems += unknown.look(table.columns)
    for chunk, prepared, rows, size in _prepared(table, converter.reader):
        outcomes = converter.reader.read(prepared, file)
        unchecked.look(outcomes)
        batch.problems += context.warnings
        context.warnings.clear()
        begin = 0
        while begin < len(outcomes):
            end = begin + BATCH_ROWS - batch.count
            batch.add(outcomes[begin:end], rows[begin:end], unknown)
            batch.chunks.append(chunk)
            begin = end
            if batch.count == BATCH_ROWS:
                yield batch.as_batch(size, context.markings)
                batch = Collected(size)
        if size - batch.bytes_before > BATCH_BYTES:
            yield batch.as_batch(size, context.markings)
            batch = Collected(size)
    batch.reports += converter.conclude()
    batch.problems += unchecked.problems()
    yield batch.as_batch(table.content.size, context.markings)


def _prepared(
    table: Table, reader: Reader
) -> Iterator[tuple[Chunk, Any, Sequence[Row | Rejected], int]]:
    """Yield each chunk, what `reader` needs of it, rows where they have columns of their own, and the bytes.

    When a batch is full must not turn on how far a thread reads ahead: these are the bytes up to there.
    """

    def prepare() -> Iterator[tuple[Chunk, Any, Sequence[Row | Rejected], int]]:
        for chunk in table.chunks():
            size = table.content.size
            yield (
                chunk,
                reader.prepare(chunk),
                () if table.has_header else tuple(chunk.rows()),
                size,
            )

    return prepare() if table.by_columns is None else read_ahead(prepare(), 1)
