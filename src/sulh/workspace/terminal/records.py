"""How a terminal shows the records of a ledger, and an audit of them."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from rich.table import Table

from sulh.errors import plural
from sulh.values import format_utc
from sulh.workspace.record_summary import record_summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from rich.console import Console

    from sulh.ledger import Record
    from sulh.workspace.audit import AuditResult
    from sulh.workspace.backup import Restored

__all__ = ["audit_lines", "restored_lines", "show_records"]

LINES_MAX = 100


def show_records(out: Console, records: Iterable[Record], *, several_sites: bool) -> None:
    """Print a line a record; with the site where the ledger has those of several."""
    site = ["site"] * several_sites
    table = Table(*site, "seq", "record", "recorded", "kind", "author", "says", box=None)
    for record in records:
        mark = "SIMULATED " if record.simulated else ""
        table.add_row(
            *[record.site] * several_sites,
            str(record.seq),
            record.id[:12],
            format_utc(record.recorded_at),
            record.kind,
            record.author,
            mark + record_summary(record),
        )
    out.print(table)


def audit_lines(result: AuditResult) -> Iterator[tuple[str, str | None]]:
    """Yield lines, each with its colour: what holds, or each fault and what to do."""
    if result.faults:
        for fault in islice(result.faults, LINES_MAX):
            yield str(fault), "red"
        yield f"{plural(len(result.faults), 'fault')} in {result.path}", None
        yield "Restore a copy, or write a clean ledger: sulh ledger rebuild FOLDER", None
        return
    yield f"{result.path}: {plural(result.size, 'record')}, every link and signature holds.", None
    yield f"Head: {result.root}", None
    for site, size, root in result.others:
        yield f"Site {site}: {plural(size, 'record holds', 'records hold')}. Head: {root}", None
    for each in result.set_aside:
        yield str(each), "yellow"
    for device in islice(result.devices, LINES_MAX):
        yield str(device), "red" if device.certain else "yellow"


def restored_lines(folder: Path, result: Restored) -> Iterator[tuple[str, str | None]]:
    """Yield lines, each with its colour: what a backup brought, and what to do before new records."""
    audit = result.audit
    yield f"{folder}: the mission as it was at {result.made_at}.", None
    yield f"{audit.path}: {plural(audit.size, 'record')}, every link and signature holds.", None
    for site, size, _ in audit.others:
        yield f"Site {site}: {plural(size, 'record holds', 'records hold')}.", None
    text = (
        "Before it takes new records, fetch what this site signed after the backup: `sulh sync` with "
        "each site it exchanged records with, then `sulh ledger resume`.\n"
        "The accounts are those of the backup: disable again whom you disabled later, and revoke "
        "tokens again."
    )
    yield text, "yellow"
