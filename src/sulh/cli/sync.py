"""``sulh sync``: exchange records with other sites."""

from typing import Annotated
from pathlib import Path
from sulh.cli.parameters import Folder, command
from sulh.cli.options import Json

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from sulh.cli.options import JSON
from sulh.errors import InputError

__all__ = ["sync"]


@command()
def sync(
    folder: Folder,
    peer: str | None = None,
    *,
    file: Annotated[
        Path | None,
        "A file on a USB stick: read what it brings, and write into it what the other sites lack.",
        "--bundle",
        click.Path(path_type=Path, dir_okay=False),
    ] = None,
    token: Annotated[
        str, "The token that PEER gave to this site.  [env: SULH_TOKEN]", {"envvar": "SULH_TOKEN"}
    ] = "",
    as_json: Json = False,
) -> None:
    """Exchange records with another site, by network or by file.

    PEER is http://HOST:PORT of the other site.

    You can interrupt it and run it again. It exits with 4 if something was refused: a forged chain,
    or a chain that a site signed in two versions.
    """
    from sulh import workspace

    if (peer is None) == (file is None):
        raise InputError("Give either a PEER or a --bundle FILE.")
    opened = workspace.open_workspace(folder)
    now = datetime.now(UTC)

    moving = sys.stderr.isatty()

    def show(site: str, count: int) -> None:
        if moving:
            click.echo(f"\r  {site}: {count:,} records", nl=False, err=True)

    if file is not None:
        result = workspace.sync_with_file(opened, file, now=now, progress=show)
    else:
        result = workspace.sync_with_peer(opened, str(peer), token=token, now=now, progress=show)
    if as_json:
        click.echo(json.dumps(result.as_json(), indent=2))
    else:
        if result.received and moving:
            click.echo(err=True)
        click.echo(f"Received {_counts(result.received)}; sent {_counts(result.sent_counts)}.")
        files = result.files
        if files != type(files)():
            click.echo(
                f"Files: {files.received} received, {files.sent_count} sent, {files.lacking} lacking."
            )
        if not result.whole:
            click.secho(
                "The exchange was cut off. Whole batches are stored. Run it again.", fg="yellow"
            )
        for line in result.set_aside:
            click.secho(line, fg="yellow")
        for line in result.refused:
            click.secho(f"Refused: {line}", fg="red")
    if result.refused:
        raise SystemExit(4)


def _counts(by_site: dict[str, int]) -> str:
    if not by_site:
        return "nothing"
    parts = ", ".join(f"{count:,} of {site}" for site, count in sorted(by_site.items()))
    return f"{sum(by_site.values()):,} records ({parts})"
