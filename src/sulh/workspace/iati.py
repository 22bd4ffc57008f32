"""Files of IATI on disk: read in pieces, unpacked while they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sulh.errors import InputError
from sulh.observe import open_reports
from sulh.recover import (
    IATI_COLUMNS,
    Activity,
    IatiAccount,
    IatiRest,
    Publisher,
    activity_rows,
    project_stages,
    read_activities,
    write_activities,
)
from sulh.tables import Table
from sulh.tables.source import Source
from sulh.workspace.entries import ledger_entries
from sulh.workspace.record_kinds import RECORD_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime
    from pathlib import Path

    from sulh.observe import OpenReports
    from sulh.recover.rebuild_records import Scale
    from sulh.workspace.folder import Workspace

__all__ = ["iati_of_ledger", "open_iati", "read_iati"]


def read_iati(path: Path, account: IatiAccount, *, today: date) -> Iterator[Activity]:
    """Yield the activities of a file (.xml, .xml.gz), as `sulh.recover.read_activities` does.

    Raises
    ------
    InputError
        When the file cannot be read, or is no IATI 2.03.
    """
    source = Source(path.name, path)
    yield from read_activities(_pieces(source, path), path.name, account, today=today)


def iati_of_ledger(
    workspace: Workspace,
    publisher: Publisher,
    *,
    at: datetime,
    as_of: datetime | None = None,
    simulated: bool = False,
) -> str:
    """Return the projects and payments of a mission at a moment (UTC) as IATI 2.03 (XML)."""
    entries: Any = ledger_entries(workspace, as_of=as_of, simulated=simulated)
    return write_activities(
        entries["project"],
        entries["payment"],
        publisher,
        at=at,
        stages=project_stages(entries["decision"], at=at),
        timezone=workspace.pack.timezone,
    )


def open_iati(path: Path, rest: IatiRest, *, scale: Scale) -> OpenReports:
    """Open the activities of a file (.xml, .xml.gz) as reports, for `import_reports` or `update_reports`.

    `scale` is that of projects; `rest` counts what is in no record, while the reports are read.

    Raises
    ------
    InputError
        When the file cannot be read, or is no IATI 2.03.
    """
    source = Source(path.name, path)
    rows = activity_rows(_pieces(source, path), path.name, rest, scale=scale)
    table = Table(
        columns=IATI_COLUMNS, rows=rows, has_header=False, name=path.name, content=source.content
    )
    return open_reports(table, kinds=RECORD_KINDS, read_as={"decimal": "."})


def _pieces(source: Source, path: Path) -> Iterator[bytes]:
    try:
        yield from source.pieces()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}.") from error
