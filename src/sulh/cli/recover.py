"""``sulh recover``: weapons that were handed in."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from sulh.cli.options import AS_OF, AT, EXERCISE, FROM, JSON, output_option
from sulh.cli.output import print_sheet, sheet_writers, write_output

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["recover"]


@click.group(short_help="Weapons handed in, kept and destroyed.")
def recover() -> None:
    """Account for the weapons that were handed in."""


@recover.command(short_help="Show where each weapon of the register is now.")
@AT
@AS_OF
@FROM
@EXERCISE
@output_option(".html", ".pdf", ".xlsx", ".json")
@JSON
@click.pass_obj
def weapons(
    folder: Path,
    *,
    at: datetime | None,
    as_of: datetime | None,
    since: datetime | None,
    exercise: bool,
    output: Path | None,
    as_json: bool,
) -> None:
    """Show how many weapons were collected, stored, transferred, destroyed, and are missing.

    The records come in with `sulh observe`: kinds weapon, custody and store-count. --from says whose
    serial numbers are compared: those of the weapons collected since then.
    """
    from sulh import recover as room
    from sulh.report import weapons_sheet

    title, entries = _records(folder, as_of=as_of, exercise=exercise)
    statement = room.weapon_statement(
        entries["weapon"],
        entries["custody"],
        entries["store-count"],
        at=at or datetime.now(UTC),
        since=since,
        simulated=exercise,
    )
    content = json.dumps(statement.content(), ensure_ascii=False, indent=2)
    sheet = weapons_sheet(statement, place=title)
    if output:
        writers = sheet_writers(lambda: sheet, work="The statement of weapons in PDF")
        write_output(output, {**writers, ".json": lambda: content})
    if as_json:
        click.echo(content)
    else:
        print_sheet(sheet)


@recover.command(short_help="Find the weapons whose serial number is close to one.")
@click.argument("number")
@AS_OF
@EXERCISE
@JSON
@click.pass_obj
def serial(
    folder: Path, number: str, *, as_of: datetime | None, exercise: bool, as_json: bool
) -> None:
    """Find the weapons of the register whose serial number may be NUMBER, and say how it differs."""
    from sulh import recover as room

    _, entries = _records(folder, as_of=as_of, exercise=exercise)
    register = entries["weapon"]
    matches = room.SerialIndex([each.serial for each in register]).close_to(number)
    if as_json:
        content = [
            {
                "weapon": register[each.place].origin.ref,
                "serial": each.serial,
                "changes": each.changes,
                "reason": each.reason,
            }
            for each in matches
        ]
        click.echo(json.dumps(content, ensure_ascii=False, indent=2))
        return
    for each in matches:
        click.echo(f"{register[each.place].origin.ref}  {each.serial}  {each.reason}")
    if not matches:
        click.echo("No weapon of the register has a serial number close to it.")


def _records(
    folder: Path, *, as_of: datetime | None, exercise: bool
) -> tuple[str, dict[str, tuple[Any, ...]]]:
    """Return the mission's title and what its ledger holds, by kind."""
    from sulh import workspace

    opened = workspace.open_workspace(folder)
    entries = workspace.ledger_entries(opened, as_of=as_of, simulated=exercise)
    return opened.pack.title, dict(entries)
