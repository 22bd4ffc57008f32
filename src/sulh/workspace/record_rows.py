"""Records of a table, or of the mission's ledger where no table is given: for questions that take either."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from sulh.sustain import read_form
from sulh.workspace.entries import ledger_entries
from sulh.workspace.folder import SETTINGS, open_workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from pathlib import Path

    from sulh.picture import KindForm
    from sulh.tables import Read, Table

__all__ = ["RecordRows", "TableReader"]

Value = TypeVar("Value")


class TableReader(Protocol):
    """How tables are read: what is said of their rows, and where the rejected ones go."""

    def read(self, path: Path, reader: Callable[[Table, str], Read[Value]]) -> Value:
        """Return what a reader makes of an open table and its file's name."""

    def report(self, path: Path, reader: Callable[[], Read[Value]]) -> Value:
        """Return what was read of a file, and say how many rows were rejected, and why."""

    def say(self, note: str) -> None:
        """Say what a person should know of a file."""


@dataclass(frozen=True)
class RecordRows:
    """Where records come from; `notes` collect what a plan must say of rows that cannot be read."""

    folder: Path
    as_of: datetime | None
    tables: TableReader
    simulated: bool = False
    notes: list[str] = field(default_factory=list)

    @property
    def is_mission(self) -> bool:
        """Say whether the folder is a mission's."""
        return (self.folder / SETTINGS).is_file()

    @cached_property
    def entries(self) -> Mapping[str, tuple[Any, ...]]:
        """Return the records of the ledger by kind; none outside a mission."""
        if not self.is_mission:
            return {}
        mission = open_workspace(self.folder)
        return ledger_entries(mission, as_of=self.as_of, simulated=self.simulated)

    def of(self, path: Path | None, form: KindForm) -> tuple[Any, ...]:
        """Return the records of a table; without one, those of the ledger."""
        if path is None:
            return self.entries.get(form.kind.name, ())
        return self.tables.read(path, partial(self._rows, form=form))

    def _rows(self, table: Table, file: str, *, form: KindForm) -> Read[tuple[Any, ...]]:
        read = read_form(table, file, form)
        if read.raw:
            self.notes.append(read.unread(file))
        return read
