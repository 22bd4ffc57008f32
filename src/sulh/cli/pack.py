"""``sulh pack``: list, show, check and start mission packs."""

from typing import Annotated
from pathlib import Path
from sulh.cli.options import AsOf, At, Exercise, Json

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from sulh.cli.options import AS_OF, AT, EXERCISE, JSON
from sulh.cli.show import console, print_problems


@click.group(
    cls=Group,
)
def pack() -> None:
    """List, show, check or start mission packs (what was agreed)."""


@pack.command("list")
def list_packs(
    *,
    as_json: Json = False,
) -> None:
    """List the packs that come with Sulh."""
    from sulh import mission
    from sulh.mission.answers import pack_summary
    from sulh.report.terminal.packs import show_packs

    packs = [mission.load(mission.find(name)) for name in mission.bundled()]
    if as_json:
        click.echo(json.dumps([pack_summary(each) for each in packs], indent=2, ensure_ascii=False))
        return
    show_packs(console(), packs)


@pack.command()
def show(
    name: str,
    *,
    as_json: Json = False,
) -> None:
    """Show the agreements and provisions of a pack.

    NAME is a bundled pack or a folder that holds one.
    """
    from sulh import mission
    from sulh.mission.answers import pack_detail
    from sulh.report.terminal.packs import show_pack

    pack_ = mission.load(mission.find(name))
    if as_json:
        click.echo(json.dumps(pack_detail(pack_), indent=2, ensure_ascii=False))
        return
    show_pack(console(), pack_)


@pack.command()
def check(
    ctx: click.Context,
    name: str,
    *,
    as_json: Json = False,
) -> None:
    """List every fault of a pack, with file, line and field.

    The exit code is 3 when there is an error, and 0 when there are only warnings.
    """
    from sulh import mission

    problems = mission.check(mission.find(name))
    errors = [each for each in problems if each.severity == "error"]
    if as_json:
        click.echo(json.dumps([asdict(each) for each in problems], indent=2, ensure_ascii=False))
    else:
        print_problems(problems)
        click.echo(f"{len(errors)} errors, {len(problems) - len(errors)} warnings")
    ctx.exit(3 if errors else 0)


@pack.command()
def new(
    folder: Annotated[Path, click.Path(path_type=Path)],
    *,
    title: Annotated[str, "The mission's name; default: the folder's name."] = "",
) -> None:
    """Write a small new pack into FOLDER, with comments that explain each part."""
    from sulh import mission

    mission.new(folder, id=folder.resolve().name, title=title or folder.resolve().name)
    click.echo(f"Wrote {folder}. Change it, then run: sulh pack check {folder}")


@pack.command()
def diff(
    old: str,
    new_name: Annotated[str, {"metavar": "NEW"}],
    *,
    ledger: Annotated[
        Path | None,
        "Mission's folder: list the verdicts on its reports that change.",
        click.Path(path_type=Path, file_okay=False, exists=True),
    ] = None,
    at: At = None,
    as_of: AsOf = None,
    exercise: Exercise = False,
    as_json: Json = False,
) -> None:
    """Say in words what changed between two versions of a pack.

    OLD and NEW are bundled packs or folders that hold one.
    """
    from sulh import mission, workspace

    packs = [mission.load(mission.find(each)) for each in (old, new_name)]
    changes = mission.pack_changes(*packs)
    flips = (
        workspace.pack_flips(
            workspace.open_workspace(ledger),
            *packs,
            at=at or datetime.now(UTC),
            as_of=as_of,
            simulated=exercise,
        )
        if ledger
        else ()
    )
    if as_json:
        content = {"changes": [each.as_json() for each in changes]}
        content |= {"flips": [asdict(each) for each in flips]} if ledger else {}
        click.echo(json.dumps(content, indent=2, ensure_ascii=False))
        return
    for sentence in mission.change_sentences(changes):
        click.echo(sentence)
    click.echo(f"{len(changes):,} changes from {packs[0].version} to {packs[1].version}")
    if ledger:
        for flip in flips:
            where, before, after = (
                flip.zone or "everywhere",
                *(each or "not judged" for each in (flip.before, flip.after)),
            )
            click.echo(f"  {flip.provision} {flip.party} {where} {flip.month}: {before} -> {after}")
        click.echo(f"{len(flips):,} verdicts flip on the reports of {ledger}")
