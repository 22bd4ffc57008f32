"""``sulh ledger``, ``correct``, ``retract`` and ``compare``: the records themselves."""

from typing import Annotated
from pathlib import Path
from sulh.cli.parameters import Folder, command
from sulh.cli.options import Author, Json

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


@click.group(
    cls=Group,
)
def ledger() -> None:
    """Show, check, prove and rebuild the signed records."""


@ledger.command()
def log(
    folder: Folder,
    *,
    kinds: Annotated[tuple[str, ...], "Show only records of this kind.", "--kind"] = (),
    last: Annotated[int, "Number of records.", click.IntRange(min=1)] = 20,
    every: Annotated[bool, "Show all records, oldest first.", "--all"] = False,
    as_json: Json = False,
) -> None:
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
def audit(
    ctx: click.Context,
    *,
    as_json: Json = False,
) -> None:
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
def rebuild(
    ctx: click.Context,
    target: Annotated[Path, click.Path(path_type=Path), {"metavar": "FOLDER"}],
    *,
    as_json: Json = False,
) -> None:
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


@command()
def correct(
    folder: Folder,
    record: str,
    *,
    file: Annotated[Path, "Report form with the one corrected row.", "--with", FILE],
    reason: Annotated[str, "Reason for the correction."],
    author: Author = "watch officer",
) -> None:
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


@command()
def retract(
    folder: Folder,
    record: str,
    *,
    reason: Annotated[str, "Reason for the retraction."],
    author: Author = "watch officer",
) -> None:
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


@command()
def compare(
    folder: Folder,
    records: tuple[str, ...],
    *,
    judgement: Annotated[
        Literal["same", "different"], "They tell of one event.", "--same", {"flag_value": "same"}
    ],
    judgement: Annotated[
        Literal["same", "different"],
        "Each tells of its own.",
        "--different",
        {"flag_value": "different"},
    ] = None,
    reason: Annotated[str, "Reason for the judgement."],
    author: Author = "watch officer",
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
