"""Records of a table, or of the mission's ledger where no table is given: for commands that take either."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sulh.cli.mapped import open_mapped
from sulh.cli.protect import report_rows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from sulh.picture import KindForm
    from sulh.tables import Read

__all__ = ["RecordRows"]


@dataclass(frozen=True)
class RecordRows:
    """Where records come from; `notes` collect what a plan must say of rows that cannot be read."""

    folder: Path
    as_of: datetime | None
    rejects: Path | None
    simulated: bool = False
    notes: list[str] = field(default_factory=list)

    @property
    def is_mission(self) -> bool:
        """Say whether the folder is a mission's."""
        return (self.folder / "sulh.toml").is_file()

    @cached_property
    def entries(self) -> Mapping[str, tuple[Any, ...]]:
        """Return the records of the ledger by kind; none outside a mission."""
        from sulh import workspace

        if not self.is_mission:
            return {}
        mission = workspace.open_workspace(self.folder)
        return workspace.ledger_entries(mission, as_of=self.as_of, simulated=self.simulated)

    def of(self, path: Path | None, form: KindForm) -> tuple[Any, ...]:
        """Return the records of a table; without one, those of the ledger."""
        from sulh.sustain import read_form

        if path is None:
            return self.entries.get(form.kind.name, ())

        def rows() -> Read[tuple[Any, ...]]:
            read = read_form(open_mapped(path), path.name, form)
            if read.raw:
                words = f"{len(read.raw)} of {read.rows} rows cannot be read and do not count."
                self.notes.append(f"{path.name}: {words}")
            return read

        return report_rows(path, rows, rejects=self.rejects)
