"""``sulh recover iati``: activities of aid in the standard of the International Aid Transparency Initiative."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from sulh.cli.options import AS_OF, AT, AUTHOR, EXERCISE, FILE, JSON, output_option
from sulh.cli.output import write_output

if TYPE_CHECKING:
    from pathlib import Path

    from sulh.recover import Activity, IatiAccount
    from sulh.recover.rebuild_records import Scale

__all__ = ["iati"]

SHOWN = 50


@click.group(short_help="Read, check, take in and write IATI 2.03 files.")
def iati() -> None:
    """Read, check, take in and write activities of aid as IATI 2.03."""


@iati.command(short_help="Check an IATI file, and list its activities.")
@click.argument("file", type=FILE)
@output_option(".csv", ".json")
@JSON
@click.pass_context
def read(ctx: click.Context, file: Path, *, output: Path | None, as_json: bool) -> None:
    """Check FILE (.xml, .xml.gz) against the standard, and list the activities whose structure is right.

    Each fault is named with its line and its place in the file. The file is read in pieces, whatever its size.
    Ends with 1 when there is an error.
    """
    from sulh import recover as room
    from sulh import workspace

    account = room.IatiAccount()
    today = datetime.now(UTC).date()
    activities = list(workspace.read_iati(file, account, today=today))
    if output is not None:
        write_output(
            output,
            {".csv": partial(_csv, activities), ".json": partial(_json, activities, account)},
        )
    if as_json:
        click.echo(_json(activities, account))
    else:
        _print(activities, account, listed=output is None)
    ctx.exit(1 if account.errors else 0)


@iati.command(short_help="Take the activities of an IATI file into the ledger.")
@click.argument("file", type=FILE)
@click.option(
    "--scale",
    type=click.Choice(("quick-impact", "reconstruction")),
    required=True,
    help="What its projects are: the standard does not say.",
)
@click.option("--update", is_flag=True, help="A newer file: each change becomes one correction.")
@AUTHOR
@JSON
@click.pass_obj
def take(
    folder: Path, file: Path, *, scale: Scale, update: bool, author: str, as_json: bool
) -> None:
    """Take the activities of FILE (.xml, .xml.gz) into the ledger, as records of who published them.

    Relief becomes deliveries: who does what where. Other activities become projects, and their
    transactions payments. An activity is known by its identifier: the same again is a duplicate. What has
    no place in a record is counted, and an activity that fits none is rejected with the reason.
    """
    from sulh import recover as room
    from sulh import workspace
    from sulh.cli.observe import show_results
    from sulh.cli.update import show_updates

    mission, rest = workspace.open_workspace(folder), room.IatiRest()
    opened = workspace.open_iati(file, rest, scale=scale)
    reading = workspace.ImportOptions(now=datetime.now(UTC), author=author)
    result: Any = (
        workspace.update_reports(mission, opened, workspace.UpdateOptions(reading=reading))
        if update
        else workspace.import_reports(mission, opened, reading)
    )
    left = dict(rest.elements.most_common())
    if as_json:
        content = result.as_json() | {"in_no_record": left}
        click.echo(json.dumps(content, ensure_ascii=False, indent=2))
        return
    for each in rest.problems:
        click.echo(f"{each.severity}: {each}", err=True)
    if update:
        show_updates([result], mission.pack.timezone)
    else:
        show_results([result])
    if left:
        listed = ", ".join(f"{count:,} {name}" for name, count in left.items())
        click.echo(f"In no record: {listed}.")


@iati.command(short_help="Write the mission's projects as an IATI file.")
@click.option("--org", "ref", required=True, help="IATI identifier of the publisher: XM-DAC-41304.")
@click.option("--name", required=True, help="Name of the publisher.")
@click.option("--type", "kind", default="40", show_default=True, help="IATI code of its type.")
@click.option("--country", required=True, help="Country of the projects, two letters (ISO 3166).")
@click.option(
    "--language", default="en", show_default=True, help="Language of the texts (ISO 639-1)."
)
@AT
@AS_OF
@EXERCISE
@output_option(".xml")
@click.pass_obj
def write(
    folder: Path,
    *,
    ref: str,
    name: str,
    kind: str,
    country: str,
    language: str,
    at: datetime | None,
    as_of: datetime | None,
    exercise: bool,
    output: Path | None,
) -> None:
    """Write the projects and payments of the ledger; without -o, on the terminal."""
    from sulh import recover as room
    from sulh import workspace

    mission = workspace.open_workspace(folder)
    moment = at or datetime.now(UTC)
    entries: Any = workspace.ledger_entries(mission, as_of=as_of, simulated=exercise)
    text = room.write_activities(
        entries["project"],
        entries["payment"],
        room.Publisher(ref=ref, name=name, type=kind, country=country.upper(), language=language),
        at=moment,
        stages=room.project_stages(entries["decision"], at=moment),
        timezone=mission.pack.timezone,
    )
    if output is None:
        click.echo(text, nl=False)
    else:
        write_output(output, {".xml": lambda: text})


def _json(activities: list[Activity], account: IatiAccount) -> str:
    content = {
        "activities": [each.content() for each in activities],
        "statements": account.statements,
        "good": account.good,
        "errors": account.errors,
        "warnings": account.warnings,
        "problems": [str(each) for each in account.problems],
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def _csv(activities: list[Activity]) -> str:
    import polars as pl

    from sulh.report import frame_csv

    rows = [
        {
            name: "; ".join(f"{k} {v}" for k, v in part.items())
            if isinstance(part, dict)
            else "; ".join(part)
            if isinstance(part, list)
            else part
            for name, part in each.content().items()
        }
        for each in activities
    ]
    return frame_csv(pl.DataFrame(rows))


def _print(activities: list[Activity], account: IatiAccount, *, listed: bool) -> None:
    for each in account.problems[:SHOWN]:
        click.echo(f"{each.severity}: {each}", err=True)
    left = account.errors + account.warnings - SHOWN
    if left > 0:
        click.echo(f"{left:,} more problems; --json shows up to 1,000.", err=True)
    for activity in activities if listed else ():
        money = ", ".join(f"{amount:,f} {currency}" for currency, amount in activity.budget.items())
        parts = (activity.identifier, activity.status, activity.start, money, activity.title)
        click.echo("  ".join(filter(None, parts)))
    click.echo(
        f"{account.statements:,} statements, {account.good:,} of them with the right structure; "
        f"{account.errors:,} errors, {account.warnings:,} warnings."
    )
