"""What is gathered of some neighbouring rows, until they are a batch."""

from __future__ import annotations

import itertools
from types import NoneType
from typing import TYPE_CHECKING, cast

from sulh.observe.context import Batch, short_line
from sulh.tables import Rejected, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.errors import Problem
    from sulh.observe.unknown_columns import UnknownColumns
    from sulh.picture.origin import Entry
    from sulh.tables import Chunk

__all__ = ["Collected"]


class Collected:
    """What a batch has gathered so far."""

    def __init__(self, bytes_before: int) -> None:
        self.reports: list[Entry] = []
        self.problems: list[Problem] = []
        self.raw: dict[int, str] = {}
        self.chunks: list[Chunk] = []
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
        if not rows and not {Rejected, NoneType} & set(map(type, outcomes)):  # as nearly always
            self.reports += cast("Sequence[Entry]", outcomes)
            return
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
        self.raw[rejected.number] = short_line(rejected.raw)

    def as_batch(self, bytes_read: int, markings: dict[int, str]) -> Batch:
        """Return what was gathered; the markings of its rows are taken out of `markings`."""
        rows = [each.origin.row for each in self.reports] if markings else []
        return Batch(
            reports=tuple(self.reports),
            problems=tuple(self.problems),
            rows=self.count - self.blank,
            blank=self.blank,
            bytes_read=bytes_read,
            raw=self.raw,
            chunks=tuple(self.chunks),
            markings={row: markings.pop(row) for row in rows if row in markings},
        )
