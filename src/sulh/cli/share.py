"""``sulh share``: what may leave the mission, to whom."""

from typing import Annotated, Literal
from pathlib import Path
from sulh.cli.parameters import Folder
from sulh.cli.options import Author, Exercise, Json

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


@click.group(cls=Group, short_help="What may leave the mission, and to whom.")
def share() -> None:
    """Show what may leave the mission, and share it."""


share.add_command(notices)
share.add_command(brief)
share.add_command(evidence)


@share.command(short_help="Show what would leave, what stays, and why.")
def preview(
    folder: Folder,
    *,
    clearance: Annotated[
        str,
        "The public (coarse, three days late), or an audience that may have so strict a marking.",
        "--to",
        click.Choice(["public", *CLEARANCES]),
    ] = "public",
    purpose: Annotated[
        Purpose,
        "What for.",
        "--for",
        click.Choice(
            [
                "common-picture",
                "cyber-defence",
                "humanitarian",
                "lawful-request",
                "notice",
                "public-information",
            ]
        ),
    ] = "public-information",
    names: Annotated[
        tuple[str, ...],
        "A party or nation: add what was released to it; can be repeated.",
        "--released-to",
    ] = (),
    exercise: Exercise = False,
    as_json: Json = False,
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
def blocklist(
    folder: Folder,
    *,
    collection: Annotated[str, "The collection's name."] = "threats",
    form: Annotated[
        Literal["plain", "rpz"],
        "One name or network a line, or a response policy zone for name servers.",
    ] = "plain",
    own: Annotated[tuple[str, ...], "A name or network never to be listed; can be repeated."] = (),
    confidence: Annotated[
        int, "The least confidence; an indicator without one counts as 50.", click.IntRange(0, 100)
    ] = 0,
    exercise: Exercise = False,
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
def take(
    folder: Folder,
    file: Annotated[Path, FILE],
    *,
    collection: Annotated[str, "The collection's name."] = "threats",
    source: Annotated[str, "Who sent it.  [default: the file's name]"] = "",
    author: Author = "watch officer",
    exercise: Exercise = False,
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
def pull(
    folder: Folder,
    url: str,
    *,
    collection: Annotated[str, "The collection's name."] = "threats",
    source: Annotated[str, "Who keeps the server.  [default: URL]"] = "",
    credentials: Annotated[
        Path | None,
        "A file with one line: user:password, or a token.  [env: SULH_TAXII_CREDENTIALS, the line itself]",
        FILE,
    ] = None,
    authority: Annotated[
        Path | None, "Certificates (PEM) that vouch for the server's.", FILE
    ] = None,
    again: Annotated[bool, "Ask for everything, not for what is new."] = False,
    author: Author = "watch officer",
    exercise: Exercise = False,
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
