"""Where the records of units come from: a folder of forms, or a mission's ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.errors import InputError
from sulh.sustain import unit_records
from sulh.workspace.entries import ledger_entries
from sulh.workspace.folder import open_workspace

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from sulh.sustain import UnitRecords

__all__ = ["form_file", "ledger_units"]


def form_file(folder: Path, name: str) -> Path | None:
    """Return the table of a form, whatever its ending; None where there is no table.

    Raises
    ------
    InputError
        When there are two.
    """
    files = [
        path
        for path in sorted(folder.glob(f"{name}.*"))
        if ".rejects." not in path.name and path.suffix != ".toml"
    ]
    if len(files) > 1:
        names = " and ".join(path.name for path in files)
        raise InputError(f"{folder} has {names}.", remedy="Keep one table for each form.")
    return files[0] if files else None


def ledger_units(folder: Path, as_of: datetime | None) -> UnitRecords:
    """Return what the ledger of a mission's folder says of units, real and simulated."""
    mission = open_workspace(folder)
    return unit_records(
        ledger_entries(mission, as_of=as_of),
        ledger_entries(mission, as_of=as_of, simulated=True),
    )
