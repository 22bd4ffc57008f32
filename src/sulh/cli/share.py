"""``sulh share``: what may leave the mission, to whom."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.table import Table

from sulh.cli.options import AUTHOR, EXERCISE, JSON
from sulh.cli.share_notices import notices
from sulh.cli.show import console

if TYPE_CHECKING:
    from sulh.share import Passage, Purpose

__all__ = ["share"]

CLEARANCES = ("clear", "green", "amber", "amber+strict")


@click.group(short_help="What may leave the mission, and to whom.")
def share() -> None:
    """Show what may leave the mission, and share it."""


share.add_command(notices)


@share.command(short_help="Show what would leave, what stays, and why.")
@click.option(
    "--to",
    "clearance",
    type=click.Choice(["public", *CLEARANCES]),
    default="public",
    show_default=True,
    help="The public (coarse, three days late), or an audience that may have so strict a marking.",
)
@click.option(
    "--for",
    "purpose",
    type=click.Choice(
        [
            "common-picture",
            "cyber-defence",
            "humanitarian",
            "lawful-request",
            "notice",
            "public-information",
        ]
    ),
    default="public-information",
    show_default=True,
    help="What for.",
)
@click.option(
    "--released-to",
    "names",
    multiple=True,
    help="A party or nation: add what was released to it; can be repeated.",
)
@EXERCISE
@JSON
@click.pass_obj
def preview(
    folder: Path,
    *,
    clearance: str,
    purpose: Purpose,
    names: tuple[str, ...],
    exercise: bool,
    as_json: bool,
) -> None:
    """Show what would leave the mission now, what stays, and why. Nothing leaves."""
    from sulh.server.share_preview import audience_named, preview
    from sulh.workspace import open_workspace

    workspace = open_workspace(folder)
    audience = audience_named(clearance, purpose, names, workspace.pack)
    passage = preview(
        workspace,
        audience,
        purpose,
        moment=datetime.now(UTC),
        simulated=exercise,
    )
    if as_json:
        click.echo(json.dumps(passage.content(), ensure_ascii=False, indent=1))
    else:
        _print(passage)


@share.command(short_help="Write what is safe to block, for a firewall or name server.")
@click.option("--collection", default="threats", show_default=True, help="The collection's name.")
@click.option(
    "--form",
    type=click.Choice(["plain", "rpz"]),
    default="plain",
    show_default=True,
    help="One name or network a line, or a response policy zone for name servers.",
)
@click.option("--own", multiple=True, help="A name or network never to be listed; can be repeated.")
@click.option(
    "--confidence",
    type=click.IntRange(0, 100),
    default=0,
    show_default=True,
    help="The least confidence; an indicator without one counts as 50.",
)
@EXERCISE
@click.pass_obj
def blocklist(
    folder: Path,
    *,
    collection: str,
    form: str,
    own: tuple[str, ...],
    confidence: int,
    exercise: bool,
) -> None:
    """Write what is safe to block by itself on standard output, and on standard error why the rest is out."""
    from sulh.server.share_threats import threats_for
    from sulh.share import threats
    from sulh.share.audience import inner_audience
    from sulh.workspace import open_workspace

    moment = datetime.now(UTC)
    objects = threats_for(open_workspace(folder), inner_audience(), collection, simulated=exercise)
    blocked = threats.blocklist(
        objects, moment=moment, own=frozenset(own), confidence_min=confidence
    )
    if form == "rpz":
        click.echo(threats.rpz_zone(blocked, serial=int(moment.timestamp())), nl=False)
    else:
        click.echo(threats.plain_list(blocked), nl=False)
    for each in blocked.out:
        click.echo(f"not blocked: {each.value}: {threats.NOT_BLOCKED[each.why]}", err=True)


@share.command(short_help="Take a STIX bundle or a MISP event into a collection.")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--collection", default="threats", show_default=True, help="The collection's name.")
@click.option("--source", default="", help="Who sent it.  [default: the file's name]")
@AUTHOR
@EXERCISE
@click.pass_obj
def take(
    folder: Path, file: Path, *, collection: str, source: str, author: str, exercise: bool
) -> None:
    """Take the objects of FILE, a STIX bundle or a MISP event, into a collection of threats."""
    from sulh.server.share_threats import take_file
    from sulh.workspace import open_workspace

    entered, already, sentences = take_file(
        open_workspace(folder),
        file.read_bytes(),
        collection=collection,
        source=source or file.name,
        author=author,
        now=datetime.now(UTC),
        simulated=exercise,
    )
    click.echo(f"{entered:,} objects entered, {already:,} were there already.")
    for each in sentences:
        click.echo(f"  left out: {each}", err=True)


def _print(passage: Passage) -> None:
    """Print counts: by kind what leaves, by reason what stays."""
    from sulh.share import REASONS_TO_STAY

    out = console()
    _print_counts(
        f"{len(passage.leaves):,} records would leave",
        [(kind, f"{count:,}", "") for kind, count in passage.kind_counts().items()],
    )
    _print_counts(
        f"{len(passage.stays):,} records stay",
        [
            (each, f"{count:,}", REASONS_TO_STAY[each])
            for each, count in passage.reason_counts().items()
        ],
    )
    if passage.stale:
        out.print(
            f"{len(passage.stale):,} would leave as they were: a correction or retraction of them stays."
        )


def _print_counts(heading: str, rows: list[tuple[str, str, str]]) -> None:
    out = console()
    out.print(heading + (":" if rows else "."))
    table = Table.grid(padding=(0, 2, 0, 2))
    table.add_column()
    table.add_column(justify="right")
    table.add_column()
    for row in rows:
        table.add_row(*row)
    if rows:
        out.print(table)
