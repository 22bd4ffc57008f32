"""Judge the mission as it was known at one moment, up to another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sulh.observe.tables import Tables, build_tables
from sulh.picture import picture
from sulh.values import format_utc
from sulh.verify import flips_between, verify
from sulh.workspace.findings_file import current_findings
from sulh.workspace.picture_file import current_picture
from sulh.workspace.record_kinds import RECORD_KINDS, body_problem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sulh.ledger import Record
    from sulh.mission import Pack
    from sulh.picture import Version
    from sulh.verify import Findings, Flip
    from sulh.workspace.folder import Workspace

__all__ = ["Judgement", "judge", "nothing_known", "pack_flips"]


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
    findings = None
    if records is None and as_of is None:
        if since is None:
            live, findings = current_findings(workspace, at=at, simulated=simulated)
        else:
            live = current_picture(workspace, simulated=simulated).live
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
        findings=verify(workspace.pack, tables, at=at, since=since)
        if findings is None
        else findings,
    )


def nothing_known(workspace: Workspace, judgement: Judgement) -> str:
    """Say that nothing was reported as of the moment asked for, though later it was; else empty."""
    if judgement.as_of is None or len(judgement.tables.ids):
        return ""
    later = (
        each.recorded_at
        for each in workspace.store.records()
        if each.kind in RECORD_KINDS and each.simulated == judgement.simulated
    )
    first = next(later, None)
    if first is None or first <= judgement.as_of:
        return ""
    return (
        f"Nothing was recorded by {format_utc(judgement.as_of)}: the first report came in at "
        f"{format_utc(first)}."
    )


def pack_flips(
    workspace: Workspace,
    old: Pack,
    new: Pack,
    *,
    at: datetime,
    as_of: datetime | None = None,
    simulated: bool = False,
) -> tuple[Flip, ...]:
    """Return the verdicts on a mission's reports that differ by two packs."""
    current = picture(
        workspace.store.records(as_of=as_of), as_of=as_of, simulated=simulated, check=body_problem
    )
    tables = build_tables(current)
    return flips_between(*(verify(pack, tables, at=at) for pack in (old, new)))
