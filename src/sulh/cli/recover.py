"""``sulh recover``: weapons that were handed in, returns, hazards, and what people need and get."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import click

from sulh.cli.options import AS_OF, AT, EXERCISE, FROM, JSON, LANGUAGE, output_option
from sulh.cli.output import deliver

if TYPE_CHECKING:
    from pathlib import Path

    from sulh.recover import CombatantStatement
    from sulh.report import Sheet

__all__ = ["mission_records", "recover", "show_statement"]


@click.group(short_help="Weapons handed in; returns, hazards, needs and aid.")
def recover() -> None:
    """Account for weapons, returns, hazardous areas, needs and aid."""


@recover.command(short_help="Show where each weapon of the register is now.")
@AT
@AS_OF
@FROM
@EXERCISE
@output_option(".html", ".pdf", ".xlsx", ".json")
@LANGUAGE
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
    language: str,
    as_json: bool,
) -> None:
    """Show how many weapons were collected, stored, transferred, destroyed, and are missing.

    The records come in with `sulh observe`: kinds weapon, custody and store-count. --from says whose
    serial numbers are compared: those of the weapons collected since then.
    """
    from sulh import recover as room
    from sulh.languages.speech import Speech
    from sulh.mission import group_names
    from sulh.report import weapons_sheet
    from sulh.workspace import open_workspace

    title, entries = mission_records(folder, as_of=as_of, exercise=exercise)
    moment = at or datetime.now(UTC)
    statement = room.weapon_statement(
        entries["weapon"],
        entries["custody"],
        entries["store-count"],
        at=moment,
        since=since,
        group_of=group_names(open_workspace(folder).pack),
        combatants=combatants_of(folder, entries, moment, exercise=exercise),
        simulated=exercise,
    )
    show_statement(
        weapons_sheet(statement, place=title, speech=Speech(language)),
        statement.content(),
        output,
        as_json=as_json,
    )


@recover.command(short_help="Show who disarmed, demobilised, and came home.")
@AT
@AS_OF
@EXERCISE
@output_option(".html", ".pdf", ".xlsx", ".json")
@LANGUAGE
@JSON
@click.pass_obj
def combatants(
    folder: Path,
    *,
    at: datetime | None,
    as_of: datetime | None,
    exercise: bool,
    output: Path | None,
    language: str,
    as_json: bool,
) -> None:
    """Show how many members of each group reached which phase of disarmament, demobilisation, reintegration.

    The records come in with `sulh observe`: kind combatant-count. People are rounded to tens, so that
    nobody can be picked out. Counts that cannot all be true are named.
    """
    from sulh.languages.speech import Speech
    from sulh.report import combatants_sheet

    title, entries = mission_records(folder, as_of=as_of, exercise=exercise)
    statement = combatants_of(folder, entries, at or datetime.now(UTC), exercise=exercise)
    show_statement(
        combatants_sheet(statement, place=title, speech=Speech(language)),
        statement.content(Speech(language)),
        output,
        as_json=as_json,
    )


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
@LANGUAGE
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
    language: str,
    as_json: bool,
) -> None:
    """Show what people need at each place by minimum standards, what came, and what is missing.

    The records come in with `sulh observe`: kinds population and delivery. The page also says who does
    what where.
    """
    from sulh import recover as room
    from sulh.languages.speech import Speech
    from sulh.report import needs_sheet

    title, entries = mission_records(folder, as_of=as_of, exercise=exercise)
    statement = room.needs_statement(
        entries["population"],
        entries["delivery"],
        at=at or datetime.now(UTC),
        days=days,
        simulated=exercise,
    )
    show_statement(
        needs_sheet(statement, place=title, speech=Speech(language)),
        statement.content(),
        output,
        as_json=as_json,
    )


@recover.command(short_help="Show who returned, and how ready each place is.")
@AT
@AS_OF
@FROM
@EXERCISE
@click.option(
    "--weight",
    "weights",
    multiple=True,
    metavar="CONDITION=N",
    help="How much a condition counts in the index, such as water=2; may be repeated.",
)
@output_option(".html", ".pdf", ".xlsx", ".json")
@LANGUAGE
@JSON
@click.pass_obj
def returns(
    folder: Path,
    *,
    at: datetime | None,
    as_of: datetime | None,
    since: datetime | None,
    exercise: bool,
    weights: tuple[str, ...],
    output: Path | None,
    language: str,
    as_json: bool,
) -> None:
    """Show who went where, the conditions of return at each place, and how ready each is.

    The records come in with `sulh observe`: kinds movement, population and return-condition. Incidents,
    hazardous areas and deliveries of the ledger count as well. --from says since when flows count; the
    default is 90 days before --at. People are rounded to tens, so that nobody can be picked out.
    """
    from sulh import recover as room
    from sulh.languages.speech import Speech
    from sulh.report import returns_sheet

    title, entries = mission_records(folder, as_of=as_of, exercise=exercise)
    moment = at or datetime.now(UTC)
    statement = room.returns_statement(
        entries["movement"],
        entries["population"],
        entries["return-condition"],
        room.ledger_view(entries, at=moment),
        since=since or moment - timedelta(days=90),
        at=moment,
        weights=room.parse_weights(weights),
        simulated=exercise,
    )
    show_statement(
        returns_sheet(statement, place=title, speech=Speech(language)),
        statement.content(),
        output,
        as_json=as_json,
    )


@recover.command(short_help="Show which hazardous areas are left.")
@AT
@AS_OF
@EXERCISE
@output_option(".html", ".pdf", ".xlsx", ".json")
@LANGUAGE
@JSON
@click.pass_obj
def hazards(
    folder: Path,
    *,
    at: datetime | None,
    as_of: datetime | None,
    exercise: bool,
    output: Path | None,
    language: str,
    as_json: bool,
) -> None:
    """Show how much of each hazardous area is left, the most urgent first.

    The records come in with `sulh observe`: kinds hazardous-area and area-release. An area that is not all
    released closes the roads that cross it in `sulh respond`.
    """
    from sulh import recover as room
    from sulh.languages.speech import Speech
    from sulh.report import hazards_sheet

    title, entries = mission_records(folder, as_of=as_of, exercise=exercise)
    statement = room.hazard_statement(
        entries["hazardous-area"],
        entries["area-release"],
        at=at or datetime.now(UTC),
        simulated=exercise,
    )
    show_statement(
        hazards_sheet(statement, place=title, speech=Speech(language)),
        statement.content(),
        output,
        as_json=as_json,
    )


@recover.command(short_help="Show all that is known about one place.")
@click.argument("name")
@AT
@AS_OF
@FROM
@EXERCISE
@output_option(".html", ".pdf", ".xlsx", ".json")
@LANGUAGE
@JSON
@click.pass_obj
def place(
    folder: Path,
    name: str,
    *,
    at: datetime | None,
    as_of: datetime | None,
    since: datetime | None,
    exercise: bool,
    output: Path | None,
    language: str,
    as_json: bool,
) -> None:
    """Show security, hazards, people, needs, who works there, projects, and the conditions of return at NAME.

    --from says since when incidents and movements count; the default is 90 days before --at.
    """
    from sulh import recover as room
    from sulh.languages.speech import Speech
    from sulh.report import place_sheet

    title, entries = mission_records(folder, as_of=as_of, exercise=exercise)
    moment = at or datetime.now(UTC)
    view = room.ledger_view(entries, at=moment)
    returns_there = room.returns_statement(
        entries["movement"],
        entries["population"],
        entries["return-condition"],
        view,
        since=since or moment - timedelta(days=90),
        at=moment,
        simulated=exercise,
    )
    projects = room.rebuild_statement(entries, at=moment, simulated=exercise).projects
    combatants = combatants_of(folder, entries, moment, exercise=exercise)
    profile = room.place_profile(name, view, returns_there, projects, combatants)
    sheet = place_sheet(profile, mission=title, speech=Speech(language))
    show_statement(sheet, profile.content(), output, as_json=as_json)


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

    _, entries = mission_records(folder, as_of=as_of, exercise=exercise)
    register = entries["weapon"]
    matches = room.SerialIndex([each.serial for each in register]).close_to(number)
    if as_json:
        content = [
            {
                "weapon": register[each.place].origin.ref,
                "serial": each.serial,
                "changes": each.changes,
                "reason": str(each.reason),
            }
            for each in matches
        ]
        click.echo(json.dumps(content, ensure_ascii=False, indent=2))
        return
    for each in matches:
        click.echo(f"{register[each.place].origin.ref}  {each.serial}  {each.reason}")
    if not matches:
        click.echo("No weapon of the register has a serial number close to it.")


def combatants_of(
    folder: Path, entries: dict[str, tuple[Any, ...]], at: datetime, *, exercise: bool
) -> CombatantStatement:
    """Return the statement of combatants, by the groups that the mission's pack knows."""
    from sulh import recover as room
    from sulh.mission import group_names
    from sulh.workspace import open_workspace

    return room.combatant_statement(
        entries["combatant-count"],
        at=at,
        group_of=group_names(open_workspace(folder).pack),
        simulated=exercise,
    )


def mission_records(
    folder: Path, *, as_of: datetime | None, exercise: bool
) -> tuple[str, dict[str, tuple[Any, ...]]]:
    """Return the mission's title and what its ledger holds, by kind."""
    from sulh import workspace

    opened = workspace.open_workspace(folder)
    entries = workspace.ledger_entries(opened, as_of=as_of, simulated=exercise)
    return opened.pack.title, dict(entries)


def show_statement(
    sheet: Sheet, content: dict[str, Any], output: Path | None, *, as_json: bool
) -> None:
    """Write a statement where it was asked for, and print it as a page or as JSON."""
    text = json.dumps(content, ensure_ascii=False, indent=2)
    deliver(lambda: sheet, text, output, as_json=as_json, work="A statement in PDF")
