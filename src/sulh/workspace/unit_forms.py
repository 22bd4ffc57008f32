"""Where the records of units come from: a folder of forms, or a mission's ledger."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from sulh.errors import InputError
from sulh.mission import find
from sulh.sustain import (
    UNIT_FORMS,
    Capability,
    ContributorGroup,
    Readiness,
    TechnologyState,
    UnitRecords,
    assess_readiness,
    assess_technology,
    read_capabilities,
    read_form,
    read_groups,
    read_technology,
    unit_records,
)
from sulh.workspace.entries import ledger_entries
from sulh.workspace.folder import open_workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime
    from pathlib import Path

__all__ = [
    "assess_units",
    "contributor_groups",
    "folder_capabilities",
    "folder_units",
    "form_file",
    "ledger_gaps",
    "ledger_units",
]


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


def ledger_gaps(
    folder: Path, as_of: datetime | None = None
) -> tuple[tuple[Any, ...], tuple[Any, ...], tuple[Any, ...]]:
    """Return the requirements, pledges and deployments in the ledger of a mission's folder."""
    entries = ledger_entries(open_workspace(folder), as_of=as_of)
    return entries["requirement"], entries["pledge"], entries["deployment"]


def folder_units(
    folder: Path, read: Callable[[Path, Any], Any], *, today: date, as_of: datetime | None = None
) -> UnitRecords:
    """Return the units of a folder of forms, or of the ledger of a mission's folder that has no forms.

    `read` returns what a reader of `sulh.sustain` makes of a table; records after `today` are rejected.

    Raises
    ------
    InputError
        When the folder has no units, or two tables of one form.
    """
    if form_file(folder, "units") is None and (folder / "sulh.toml").is_file():
        return ledger_units(folder, as_of)
    rows: dict[str, tuple[Any, ...]] = {}
    for form in UNIT_FORMS:
        path = form_file(folder, form.name)
        if path is not None:
            rows[form.name] = read(path, partial(read_form, form=form, last_day=today))
        elif form.name == "units":
            raise InputError(
                f"{folder / 'units.csv'} is not there.", remedy="A folder of forms needs units.csv."
            )
    return UnitRecords(**rows)


def folder_capabilities(folder: Path) -> tuple[Capability, ...]:
    """Return what units must be able to do, by the folder's capabilities.toml.

    Raises
    ------
    InputError
        When the file is missing or cannot be read.
    """
    path = folder / "capabilities.toml"
    if not path.is_file():
        raise InputError(f"{path} is not there.", remedy="Describe what units must be able to do.")
    return tuple(read_capabilities(path.read_text("utf-8"), path.name))


def assess_units(
    folder: Path, records: UnitRecords, day: date
) -> tuple[tuple[Readiness, ...], tuple[TechnologyState, ...]]:
    """Return what units can do on a day by the folder's capabilities.toml, and its technology.toml if any.

    Raises
    ------
    InputError
        When capabilities.toml is missing, or a file cannot be read.
    """
    results = tuple(assess_readiness(records, folder_capabilities(folder), day))
    listed = folder / "technology.toml"
    if not listed.exists():
        return results, ()
    kinds = read_technology(listed.read_text("utf-8"), listed.name)
    return results, tuple(assess_technology(records, kinds, day))


def contributor_groups(path: Path | None, pack: str | None) -> dict[str, ContributorGroup]:
    """Return the groups of contributors in a file and in a pack, by name.

    Raises
    ------
    InputError
        When the pack has no contributors.toml, or a file cannot be read.
    """
    files = [path] if path is not None else []
    if pack is not None:
        own = find(pack) / "contributors.toml"
        if not own.is_file():
            raise InputError(f"{own} is not there.", remedy="Define the pack's groups in it.")
        files.append(own)
    groups: dict[str, ContributorGroup] = {}
    for each in files:
        groups |= read_groups(each.read_text("utf-8"), each.name)
    return groups
