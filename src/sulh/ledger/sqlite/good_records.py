"""The well-formed records of a damaged chain, by the place that they themselves name."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Protocol

from sulh.ledger.audit_chain import columns_agree
from sulh.ledger.record import read_fields
from sulh.ledger.sqlite.chain import SEQ_MAX

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sulh.ledger.batch import Row
    from sulh.ledger.head import SignedHead

__all__ = ["GoodRecords", "Source"]


class Source(Protocol):
    """Where records and heads come from, damaged or not."""

    where: str

    def rows(self, first: int = 0, stop: int | None = None) -> Iterator[Row]:
        """Yield the rows from `first` up to, not including, `stop` that can be read, in order."""

    def heads(self) -> Iterator[tuple[SignedHead, bytes]]:
        """Yield the heads that can be read, each with its frontier, in order."""


class GoodRecords:
    """All records of a source whose bytes are canonical, in a scratch file of the system's.

    `damaged_rows` are the places of those whose row says something else than their bytes.
    """

    def __init__(self, source: Source) -> None:
        self.damaged_rows: set[int] = set()
        self._source = source
        self._reasons: dict[int, str] = {}
        self._scratch = sqlite3.connect("")
        self._scratch.execute("CREATE TABLE good (seq INTEGER PRIMARY KEY, bytes BLOB)")
        self._add(source.rows())

    def close(self) -> None:
        """Remove the scratch file."""
        self._scratch.close()

    def between(self, first: int, stop: int | None) -> dict[int, bytes]:
        """Return the bytes of the records from `first` up to, not including, `stop`, by place."""
        if stop is not None:
            for seq in set(range(first, stop)) - self._select(first, stop).keys():
                self._add(self._source.rows(seq, seq + 1))  # may be found where a scan goes by
        return self._select(first, stop)

    def _select(self, first: int, stop: int | None) -> dict[int, bytes]:
        return dict(
            self._scratch.execute(
                "SELECT seq, bytes FROM good WHERE seq >= ? AND seq < ? ORDER BY seq",
                (first, SEQ_MAX if stop is None else stop),
            )
        )

    def reason(self, seq: int) -> str:
        """Return why there is no record at a place."""
        return self._reasons.get(seq, "it is missing or cannot be read")

    def _add(self, rows: Iterable[Row]) -> None:
        places = ((self._place(row), row[4]) for row in rows)
        self._scratch.executemany(
            "INSERT OR IGNORE INTO good VALUES (?, ?)",
            (each for each in places if each[0] is not None),
        )

    def _place(self, row: Row) -> int | None:
        """Return the place that a record names, or None; note what is wrong with its row."""
        content = row[4]
        fields, reason = None, "its bytes cannot be read"
        if type(content) is bytes:
            fields, reason = read_fields(content)
        if fields is None or type(fields["seq"]) is not int:
            self._reasons[row[0]] = reason or "it names no place"
            return None
        if not columns_agree(fields, row):
            self.damaged_rows.add(fields["seq"])
        return int(fields["seq"])
