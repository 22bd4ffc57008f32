"""``sulh pack``: list, show, check and start mission packs."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import click

from sulh.cli import rooms
from sulh.cli.options import Json, Moment, NewPath
from sulh.cli.output import print_json
from sulh.cli.parameters import Group
from sulh.cli.show import console, print_problems
from sulh.errors import plural


@click.group(cls=Group)
def pack() -> None:
    """List, show, check or start mission packs (what was agreed)."""


@pack.command("list")
def list_packs(*, as_json: Json = False) -> None:
    """List the packs that come with Sulh."""
    room = rooms.mission
    packs = [room.load(room.find(name)) for name in room.bundled()]
    if as_json:
        print_json([room.pack_summary(each) for each in packs])
    else:
        rooms.terminal.show_packs(console(), packs)


@pack.command()
def show(name: str, *, as_json: Json = False) -> None:
    """Show the agreements and provisions of a pack.

    NAME is a bundled pack or a folder that holds one.
    """
    pack_ = rooms.mission.load(rooms.mission.find(name))
    if as_json:
        print_json(rooms.mission.pack_detail(pack_))
    else:
        rooms.terminal.show_pack(console(), pack_)


@pack.command()
def check(ctx: click.Context, name: str, *, as_json: Json = False) -> None:
    """List every fault of a pack, with file, line and field.

    The exit code is 3 when there is an error, and 0 when there are only warnings.
    """
    problems = rooms.mission.check(rooms.mission.find(name))
    errors = sum(each.severity == "error" for each in problems)
    if as_json:
        print_json([asdict(each) for each in problems])
    else:
        print_problems(problems)
        click.echo(f"{plural(errors, 'error')}, {plural(len(problems) - errors, 'warning')}")
    ctx.exit(3 if errors else 0)


@pack.command()
def new(
    folder: NewPath,
    *,
    title: Annotated[str, "The mission's name; default: the folder's name."] = "",
) -> None:
    """Write a small new pack into FOLDER, with comments that explain each part."""
    name = folder.resolve().name
    rooms.mission.new(folder, id=name, title=title or name)
    click.echo(f"Wrote {folder}. Change it, then run: sulh pack check {folder}")


@pack.command()
def diff(
    old: str,
    new: Annotated[str, {"metavar": "NEW"}],
    *,
    ledger: Annotated[
        Path | None,
        "Mission's folder: list the verdicts on its reports that change.",
        click.Path(path_type=Path, file_okay=False, exists=True),
    ] = None,
    when: Moment,
    as_json: Json = False,
) -> None:
    """Say in words what changed between two versions of a pack.

    OLD and NEW are bundled packs or folders that hold one.
    """
    packs = [rooms.mission.load(rooms.mission.find(each)) for each in (old, new)]
    changes = rooms.mission.pack_changes(*packs)
    flips = None
    if ledger:
        flips = rooms.workspace.pack_flips(
            rooms.workspace.open_workspace(ledger),
            *packs,
            at=when.moment,
            as_of=when.as_of,
            simulated=when.exercise,
        )
    if as_json:
        content = {"changes": [each.as_json() for each in changes]}
        print_json(
            content if flips is None else content | {"flips": [asdict(each) for each in flips]}
        )
        return
    for sentence in rooms.mission.change_sentences(changes):
        click.echo(sentence)
    click.echo(f"{plural(len(changes), 'change')} from {packs[0].version} to {packs[1].version}")
    if flips is not None:
        for flip in flips:
            click.echo(f"  {flip}")
        click.echo(
            f"{plural(len(flips), 'verdict flips', 'verdicts flip')} on the reports of {ledger}"
        )
