"""``sulh ledger``, ``correct``, ``retract`` and ``compare``: the records themselves."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Literal

import click
from rich.markup import escape
from rich.table import Table

from sulh.cli.options import AUTHOR, FILE, JSON
from sulh.cli.show import console, counting_progress
from sulh.query_names import match_name
from sulh.values import format_utc

__all__ = ["compare", "correct", "ledger", "retract"]

LINES_MAX = 100


@click.group()
def ledger() -> None:
    """Show, check, prove and rebuild the signed records."""


@ledger.command()
@click.option("--kind", "kinds", multiple=True, help="Show only records of this kind.")
@click.option(
    "--last", type=click.IntRange(min=1), default=20, show_default=True, help="Number of records."
)
@click.option("--all", "every", is_flag=True, help="Show all records, oldest first.")
@JSON
@click.pass_obj
def log(folder: Path, *, kinds: tuple[str, ...], last: int, every: bool, as_json: bool) -> None:
    """List the records, the latest last.

    With --json there is one object in each line.
    """
    from sulh import workspace

    store = workspace.open_workspace(folder).store
    kinds = tuple(match_name("record kind", each, workspace.KIND_NAMES) for each in kinds)
    records = store.records(kinds=kinds or None)
    entries = list(records) if every else workspace.latest_records(records, last)
    if as_json:
        for record in entries:
            click.echo(json.dumps(workspace.record_json(record), ensure_ascii=False))
        return
    several = len(store.sites()) > 1
    table = Table(
        *["site"] * several, "seq", "record", "recorded", "kind", "author", "says", box=None
    )
    for record in entries:
        mark = "SIMULATED " if record.simulated else ""
        table.add_row(
            *[record.site] * several,
            str(record.seq),
            record.id[:12],
            format_utc(record.recorded_at),
            record.kind,
            escape(record.author),
            escape(mark + workspace.record_summary(record)),
        )
    console().print(table)


@ledger.command()
@JSON
@click.pass_context
def audit(ctx: click.Context, *, as_json: bool) -> None:
    """Check every record, link and signature; name each record that was changed or is missing.

    Exits with 4 when anything is wrong.
    """
    from sulh import workspace

    with counting_progress() as bar:
        task = bar.add_task("records", total=None)
        result = workspace.audit_folder(
            ctx.obj, progress=lambda count: bar.update(task, completed=count)
        )
    if as_json:
        click.echo(json.dumps(result.as_json(), indent=2, ensure_ascii=False))
    elif result.faults:
        for fault in islice(result.faults, LINES_MAX):
            click.secho(str(fault), fg="red")
        click.echo(f"{len(result.faults)} faults in {result.path}")
        click.echo("Restore a copy, or write a clean ledger: sulh ledger rebuild FOLDER")
    else:
        click.echo(f"{result.path}: {result.size:,} records, every link and signature holds.")
        click.echo(f"Head: {result.root}")
        for site, size, root in result.others:
            click.echo(f"Site {site}: {size:,} records hold. Head: {root}")
        for each in result.set_aside:
            click.secho(str(each), fg="yellow")
        for device in islice(result.devices, LINES_MAX):
            click.secho(str(device), fg="red" if device.certain else "yellow")
    ctx.exit(4 if result.faults or any(each.certain for each in result.devices) else 0)


@ledger.command()
@click.argument("target", metavar="FOLDER", type=click.Path(path_type=Path))
@JSON
@click.pass_context
def rebuild(ctx: click.Context, target: Path, *, as_json: bool) -> None:
    """Write a clean ledger into the new FOLDER from the good records, and list the lost ones.

    The old ledger is left as it is. Exits with 4 when a record is lost.
    """
    from sulh import workspace
    from sulh.report.terminal.rebuilt import rebuilt_lines

    chains = workspace.rebuild_ledger(ctx.obj, target)
    if as_json:
        click.echo(json.dumps([asdict(chain) for chain in chains], indent=2, ensure_ascii=False))
    else:
        for chain in chains:
            for text, colour in rebuilt_lines(chain):
                click.secho(text, fg=colour)
        click.echo(
            f"To use it, put {target} in the place of the old ledger folder and move site.key into it."
        )
    ctx.exit(4 if any(chain.lost for chain in chains) else 0)


@click.command()
@click.argument("record")
@click.option(
    "--with", "file", required=True, type=FILE, help="Report form with the one corrected row."
)
@click.option("--reason", required=True, help="Reason for the correction.")
@AUTHOR
@click.pass_obj
def correct(folder: Path, record: str, *, file: Path, reason: str, author: str) -> None:
    """Correct a record with a new record; the old one stays.

    RECORD is its id, or the first letters of it.
    """
    from sulh import workspace

    record_id = workspace.correct_record(
        workspace.open_workspace(folder),
        record,
        workspace.Correction(file=file, reason=reason, author=author, now=datetime.now(UTC)),
    )
    click.echo(f"Recorded correction {record_id[:12]} of {record}.")


@click.command()
@click.argument("record")
@click.option("--reason", required=True, help="Reason for the retraction.")
@AUTHOR
@click.pass_obj
def retract(folder: Path, record: str, *, reason: str, author: str) -> None:
    """Take a record back with a new record; the old one stays.

    RECORD is its id, or the first letters of it.
    """
    from sulh import workspace

    opened = workspace.open_workspace(folder)
    record_id = workspace.retract_record(
        opened, record, reason=reason, author=author, now=datetime.now(UTC)
    )
    click.echo(f"Recorded retraction {record_id[:12]} of {record}.")
    for copy in workspace.other_copies(opened, record):
        click.secho(
            f"Site {copy.site} has the same report as record {copy.id[:12]}: it stands until that is "
            "retracted too.",
            fg="yellow",
        )


@click.command()
@click.argument("records", nargs=-1, required=True)
@click.option(
    "--same", "judgement", flag_value="same", required=True, help="They tell of one event."
)
@click.option("--different", "judgement", flag_value="different", help="Each tells of its own.")
@click.option("--reason", required=True, help="Reason for the judgement.")
@AUTHOR
@click.pass_obj
def compare(
    folder: Path,
    records: tuple[str, ...],
    *,
    judgement: Literal["same", "different"],
    reason: str,
    author: str,
) -> None:
    """Settle whether incidents are the same event or different ones.

    RECORDS are two or more ids, or the first letters of them. Findings count one event once.
    """
    from sulh import workspace

    record_id = workspace.compare_records(
        workspace.open_workspace(folder),
        records,
        judgement=judgement,
        reason=reason,
        author=author,
        now=datetime.now(UTC),
    )
    click.echo(f"Recorded comparison {record_id[:12]}: {len(records)} records, {judgement}.")
