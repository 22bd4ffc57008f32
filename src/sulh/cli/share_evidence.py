"""``sulh share evidence``: the chain of custody of what is kept for lawful requests."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from sulh.cli.options import AT, AUTHOR, EXERCISE, FILE, JSON, output_option
from sulh.cli.output import deliver

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["evidence"]


@click.command(short_help="Show in whose hands evidence was, and write the sheet to hand over.")
@click.argument("request", default="")
@click.option(
    "--file",
    "files",
    type=FILE,
    multiple=True,
    help="A file to be held against the digests of the items; can be repeated.",
)
@AT
@AUTHOR
@EXERCISE
@output_option(".html", ".pdf", ".xlsx", ".json")
@JSON
@click.pass_obj
def evidence(
    folder: Path,
    request: str,
    *,
    files: tuple[Path, ...],
    at: datetime | None,
    author: str,
    exercise: bool,
    output: Path | None,
    as_json: bool,
) -> None:
    """Show the chain of custody of each item kept for REQUEST, a lawful request by its ref; without it, of all.

    Gaps, two holders at once, other digests and other seals are named. A sheet written with -o for a REQUEST is
    one to hand over: that it left is a record. It exits with 4 if something is in doubt.

    The records come in with `sulh observe`: kinds lawful-request, evidence-item and evidence-transfer.
    """
    from sulh.server.share.evidence import compare_files, evidence_view, record_handover
    from sulh.share.evidence import evidence_sheet
    from sulh.workspace import open_workspace

    workspace, now = open_workspace(folder), datetime.now(UTC)
    view = evidence_view(workspace, request, at=at or now, moment=now, simulated=exercise)
    results = compare_files(view, files)
    if request and output is not None:
        record_handover(workspace, view, author=author, now=now)
    deliver(
        lambda: evidence_sheet(view.statement, mission=workspace.pack.title, ids=view.ids),
        json.dumps(view.statement.content(), ensure_ascii=False, indent=2),
        output,
        as_json=as_json,
        work="A sheet of evidence in PDF",
    )
    for path, digest, numbers in results:
        which = f"is item {', '.join(numbers)}" if numbers else "is no item of evidence"
        click.echo(f"{path} {which} (SHA-256 {digest}).", err=True)
    if view.stays:
        click.echo(f"Records of evidence that are TLP:RED and stay: {view.stays:,}.", err=True)
    if view.statement.all_faults() or not all(numbers for _, _, numbers in results):
        raise SystemExit(4)
