"""``sulh pack``: list, show, check and start mission packs."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.table import Table

from sulh.cli.options import AS_OF, AT, EXERCISE, JSON
from sulh.cli.show import console, print_problems

if TYPE_CHECKING:
    from sulh.mission import Pack


@click.group()
def pack() -> None:
    """List, show, check or start mission packs (what was agreed)."""


@pack.command("list")
@JSON
def list_packs(*, as_json: bool) -> None:
    """List the packs that come with Sulh."""
    from sulh import mission

    packs = [mission.load(mission.find(name)) for name in mission.bundled()]
    if as_json:
        click.echo(json.dumps([_summary(each) for each in packs], indent=2, ensure_ascii=False))
        return
    table = Table("pack", "version", "title", "agreements", "provisions", "zones", box=None)
    for each in packs:
        table.add_row(
            each.id,
            each.version,
            each.title + (" (fictional)" if each.fictional else ""),
            str(len(each.agreements)),
            str(len(each.provisions)),
            str(len(each.zones)),
        )
    console().print(table)


@pack.command()
@click.argument("name")
@JSON
def show(name: str, *, as_json: bool) -> None:
    """Show the agreements and provisions of a pack.

    NAME is a bundled pack or a folder that holds one.
    """
    from sulh import mission

    pack_ = mission.load(mission.find(name))
    if as_json:
        click.echo(json.dumps(_detail(pack_), indent=2, ensure_ascii=False))
        return
    out = console()
    out.print(f"[bold]{pack_.title}[/bold]  ({pack_.id} {pack_.version}, {pack_.digest[:12]})")
    out.print(pack_.summary)
    grades = Counter(each.evidence for each in pack_.provisions)
    out.print(
        "Evidence of the provisions: "
        + ", ".join(f"{count} {grade.replace('_', ' ')}" for grade, count in grades.most_common())
    )
    for agreement in pack_.agreements.values():
        table = Table(
            "provision",
            "kind",
            "article",
            "says",
            "parties",
            "zones",
            "evidence",
            title=agreement.title,
            title_justify="left",
            box=None,
            padding=(0, 1, 0, 0),
        )
        for each in pack_.provisions:
            if each.agreement == agreement.id:
                table.add_row(
                    each.id,
                    each.kind,
                    each.article,
                    each.title,
                    " ".join(each.parties),
                    " ".join(each.zones) or "everywhere",
                    each.evidence.replace("_", " "),
                )
        out.print()
        out.print(table)
    for title, words in (("Acts", pack_.acts), ("Items", pack_.items)):
        table = Table("word", "name", title=title, title_justify="left", box=None)
        for word in words.values():
            table.add_row(word.id, word.name)
        out.print()
        out.print(table)


@pack.command()
@click.argument("name")
@JSON
@click.pass_context
def check(ctx: click.Context, name: str, *, as_json: bool) -> None:
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
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--title", default="", help="The mission's name; default: the folder's name.")
def new(folder: Path, *, title: str) -> None:
    """Write a small new pack into FOLDER, with comments that explain each part."""
    from sulh import mission

    mission.new(folder, id=folder.resolve().name, title=title or folder.resolve().name)
    click.echo(f"Wrote {folder}. Change it, then run: sulh pack check {folder}")


@pack.command()
@click.argument("old")
@click.argument("new_name", metavar="NEW")
@click.option(
    "--ledger",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Mission's folder: list the verdicts on its reports that change.",
)
@AT
@AS_OF
@EXERCISE
@JSON
def diff(
    old: str,
    new_name: str,
    *,
    ledger: Path | None,
    at: datetime | None,
    as_of: datetime | None,
    exercise: bool,
    as_json: bool,
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


def _summary(pack_: Pack) -> dict[str, object]:
    return {
        "id": pack_.id,
        "version": pack_.version,
        "title": pack_.title,
        "fictional": pack_.fictional,
        "digest": pack_.digest,
        "agreements": len(pack_.agreements),
        "provisions": len(pack_.provisions),
        "zones": len(pack_.zones),
    }


def _detail(pack_: Pack) -> dict[str, object]:
    return _summary(pack_) | {
        "summary": pack_.summary,
        "timezone": pack_.timezone.key,
        "parties": [a.id for a in pack_.actors.values() if a.kind == "party"],
        "provision": [
            {
                "id": each.id,
                "kind": each.kind,
                "agreement": each.agreement,
                "article": each.article,
                "title": each.title,
                "text": each.text,
                "parties": list(each.parties),
                "zones": list(each.zones),
                "source": each.source,
                "evidence": each.evidence,
            }
            for each in pack_.provisions
        ],
    }
