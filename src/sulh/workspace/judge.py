"""Judge the mission as it was known at one moment, up to another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sulh.observe.tables import Tables, build_tables
from sulh.picture import picture
from sulh.verify import verify
from sulh.workspace.picture_file import current_picture
from sulh.workspace.record_kinds import body_problem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sulh.ledger import Record
    from sulh.picture import Version
    from sulh.verify import Findings
    from sulh.workspace.folder import Workspace

__all__ = ["Judgement", "judge"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Findings with what they rest on."""

    as_of: datetime | None
    at: datetime
    since: datetime | None
    simulated: bool
    versions: tuple[Version, ...]
    tables: Tables
    findings: Findings


def judge(
    workspace: Workspace,
    *,
    as_of: datetime | None,
    at: datetime,
    since: datetime | None = None,
    simulated: bool = False,
    records: Iterable[Record] | None = None,
) -> Judgement:
    """Compute the findings from the pack and the ledger.

    `as_of`: only what was recorded by then (None: everything). `at`: conduct up to then.
    `simulated`: judge the exercise's records instead of the real ones; never both. `records`: those
    of the ledger, for a caller that keeps them (None: they are read).
    """
    if records is None and as_of is None:
        live = current_picture(workspace, simulated=simulated)
        tables, versions = live.tables, live.versions
    else:
        if records is None:
            records = workspace.store.records(as_of=as_of)
        current = picture(records, as_of=as_of, simulated=simulated, check=body_problem)
        tables, versions = build_tables(current), current.versions
    return Judgement(
        as_of=as_of,
        at=at,
        since=since,
        simulated=simulated,
        versions=versions,
        tables=tables,
        findings=verify(workspace.pack, tables, at=at, since=since),
    )
