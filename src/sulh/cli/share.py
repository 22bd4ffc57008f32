"""``sulh share``: what may leave the mission, to whom."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click
from rich.table import Table

from sulh.cli.options import AUTHOR, EXERCISE, FILE, JSON
from sulh.cli.share_brief import brief
from sulh.cli.share_evidence import evidence
from sulh.cli.share_notices import notices
from sulh.cli.show import console

if TYPE_CHECKING:
    from pathlib import Path

    from sulh.server.share.mission_threats import TakeResult
    from sulh.share import Passage, Purpose

__all__ = ["share"]

CLEARANCES = ("clear", "green", "amber", "amber+strict")


@click.group(short_help="What may leave the mission, and to whom.")
def share() -> None:
    """Show what may leave the mission, and share it."""


share.add_command(notices)
share.add_command(brief)
share.add_command(evidence)


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
    from sulh.server.share.preview import audience_named, preview
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
    from sulh.server.share.mission_threats import threats_for
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
@click.argument("file", type=FILE)
@click.option("--collection", default="threats", show_default=True, help="The collection's name.")
@click.option("--source", default="", help="Who sent it.  [default: the file's name]")
@AUTHOR
@EXERCISE
@click.pass_obj
def take(
    folder: Path, file: Path, *, collection: str, source: str, author: str, exercise: bool
) -> None:
    """Take the objects of FILE, a STIX bundle or a MISP event, into a collection of threats."""
    from sulh.server.share.mission_threats import take_file
    from sulh.workspace import open_workspace

    result = take_file(
        open_workspace(folder),
        file.read_bytes(),
        collection=collection,
        source=source or file.name,
        author=author,
        now=datetime.now(UTC),
        simulated=exercise,
    )
    _print_left_out(result)
    click.echo(f"{result.entered:,} objects entered, {result.already:,} were there already.")


@share.command(short_help="Pull threats from another server of TAXII 2.1.")
@click.argument("url")
@click.option("--collection", default="threats", show_default=True, help="The collection's name.")
@click.option("--source", default="", help="Who keeps the server.  [default: URL]")
@click.option(
    "--credentials",
    type=FILE,
    help="A file with one line: user:password, or a token.  [env: SULH_TAXII_CREDENTIALS, the line itself]",
)
@click.option("--authority", type=FILE, help="Certificates (PEM) that vouch for the server's.")
@click.option("--again", is_flag=True, help="Ask for everything, not for what is new.")
@AUTHOR
@EXERCISE
@click.pass_obj
def pull(
    folder: Path,
    url: str,
    *,
    collection: str,
    source: str,
    credentials: Path | None,
    authority: Path | None,
    again: bool,
    author: str,
    exercise: bool,
) -> None:
    """Pull what is new from URL, a collection of another TAXII 2.1 server, into one of the mission's.

    URL may be a server or API root with one collection to read; where it has more, their addresses are named.
    """
    from sulh.server.share.pull_threats import pull_threats
    from sulh.server.share.taxii_client import TaxiiClient, read_credentials
    from sulh.workspace import open_workspace

    secret = os.environ.get("SULH_TAXII_CREDENTIALS", "")
    client = TaxiiClient(
        url,
        credentials=secret if credentials is None else read_credentials(credentials),
        authority=authority,
    )
    entered = already = 0
    try:
        for result in pull_threats(
            open_workspace(folder),
            client.ask,
            url,
            collection=collection,
            source=source or url,
            author=author,
            now=datetime.now(UTC),
            again=again,
            simulated=exercise,
        ):
            entered, already = entered + result.entered, already + result.already
            _print_left_out(result)
    finally:
        click.echo(f"{entered:,} objects entered, {already:,} were there already.")


def _print_left_out(result: TakeResult) -> None:
    for each in result.left_out:
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
