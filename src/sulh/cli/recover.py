"""``sulh recover``: weapons that were handed in, and what people need and get."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from sulh.cli.options import AS_OF, AT, EXERCISE, FROM, JSON, output_option
from sulh.cli.output import deliver

if TYPE_CHECKING:
    from pathlib import Path

    from sulh.report import Sheet

__all__ = ["recover"]


@click.group(short_help="Weapons handed in; what people need and get.")
def recover() -> None:
    """Account for weapons that were handed in, and for needs and aid."""


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
    _show(weapons_sheet(statement, place=title), statement.content(), output, as_json=as_json)


@recover.command(short_help="Show what people need, what came, and what is missing.")
@AT
@AS_OF
@EXERCISE
@click.option(
    "--days",
    type=click.IntRange(1, 366),
    default=30,
    show_default=True,
    help="Needs and deliveries of so many days before --at.",
)
@output_option(".html", ".pdf", ".xlsx", ".json")
@JSON
@click.pass_obj
def needs(
    folder: Path,
    *,
    at: datetime | None,
    as_of: datetime | None,
    exercise: bool,
    days: int,
    output: Path | None,
    as_json: bool,
) -> None:
    """Show what people need at each place by minimum standards, what came, and what is missing.

    The records come in with `sulh observe`: kinds population and delivery. The page also says who does
    what where.
    """
    from sulh import recover as room
    from sulh.report import needs_sheet

    title, entries = _records(folder, as_of=as_of, exercise=exercise)
    statement = room.needs_statement(
        entries["population"],
        entries["delivery"],
        at=at or datetime.now(UTC),
        days=days,
        simulated=exercise,
    )
    _show(needs_sheet(statement, place=title), statement.content(), output, as_json=as_json)


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


def _show(sheet: Sheet, content: dict[str, Any], output: Path | None, *, as_json: bool) -> None:
    """Write a statement where it was asked for, and print it as a page or as JSON."""
    text = json.dumps(content, ensure_ascii=False, indent=2)
    deliver(lambda: sheet, text, output, as_json=as_json, work="A statement in PDF")
