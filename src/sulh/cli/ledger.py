"""``sulh ledger``, ``correct`` and ``retract``: the records themselves."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import click
from rich.markup import escape
from rich.table import Table

from sulh.cli.show import console
from sulh.values import format_utc


@click.group()
def ledger() -> None:
    """Look at what was reported, in records that nobody can change unseen."""


@ledger.command()
@click.option("--kind", "kinds", multiple=True, help="Only records of this kind.")
@click.option("--last", type=click.IntRange(min=1), default=20, show_default=True, help="How many.")
@click.option("--all", "every", is_flag=True, help="All records, oldest first.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@click.pass_obj
def log(folder: Path, *, kinds: tuple[str, ...], last: int, every: bool, as_json: bool) -> None:
    """List the records, the latest last."""
    from sulh import workspace

    store = workspace.open_workspace(folder).store
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
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def audit(ctx: click.Context, *, as_json: bool) -> None:
    """Check every record, link and signature; name each record that was changed or is missing.

    Exits with 4 when anything is wrong.
    """
    from sulh import workspace

    result = workspace.audit_folder(ctx.obj)
    if as_json:
        click.echo(json.dumps(result.as_json(), indent=2, ensure_ascii=False))
    elif result.faults:
        for fault in islice(result.faults, 100):
            click.secho(str(fault), fg="red")
        click.echo(f"{len(result.faults)} faults in {result.path}")
    else:
        click.echo(f"{result.path}: {result.size:,} records, every link and signature holds.")
        click.echo(f"Head: {result.root}")
        for each in result.set_aside:
            click.secho(str(each), fg="yellow")
        for site, size, root in result.others:
            click.echo(f"Site {site}: {size:,} records hold. Head: {root}")
    ctx.exit(4 if result.faults else 0)


@click.command()
@click.argument("record")
@click.option(
    "--with",
    "file",
    required=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The report form with the one row that is right.",
)
@click.option("--reason", required=True, help="Why it is corrected.")
@click.option("--author", default="watch officer", show_default=True, help="Who corrects: a role.")
@click.pass_obj
def correct(folder: Path, record: str, *, file: Path, reason: str, author: str) -> None:
    """Correct RECORD (an id or its beginning): a new record, the old one stays."""
    from sulh import workspace

    record_id = workspace.correct_record(
        workspace.open_workspace(folder),
        record,
        workspace.Correction(file=file, reason=reason, author=author, now=datetime.now(UTC)),
    )
    click.echo(f"Recorded correction {record_id[:12]} of {record}.")


@click.command()
@click.argument("record")
@click.option("--reason", required=True, help="Why it is taken back.")
@click.option("--author", default="watch officer", show_default=True, help="Who retracts: a role.")
@click.pass_obj
def retract(folder: Path, record: str, *, reason: str, author: str) -> None:
    """Take RECORD (an id or its beginning) back: a new record, the old one stays."""
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
