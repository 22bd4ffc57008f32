"""``sulh sync``: exchange records with other sites."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import click

from sulh.cli import rooms
from sulh.cli.options import Json
from sulh.cli.output import print_json, print_lines
from sulh.cli.parameters import Folder, command
from sulh.errors import InputError, plural


@command()
def sync(
    folder: Folder,
    peer: str | None = None,
    *,
    bundle: Annotated[
        Path | None,
        "A file on a USB stick: read what it brings, and write into it what the other sites lack.",
        click.Path(path_type=Path, dir_okay=False),
    ] = None,
    token: Annotated[
        str,
        "The token that PEER gave to this site.  [env: SULH_TOKEN]",
        {"envvar": "SULH_TOKEN"},
    ] = "",
    as_json: Json = False,
) -> None:
    """Exchange records with another site, by network or by file.

    PEER is https://HOST:PORT of the other site; http:// only for one on this machine.

    You can interrupt it and run it again. It exits with 4 if something was refused: a forged chain,
    or a chain that a site signed in two versions.
    """
    if (peer is None) == (bundle is None):
        raise InputError("Give either a PEER or a --bundle FILE.")
    opened = rooms.workspace.open_workspace(folder)
    now, moving = datetime.now(UTC), sys.stderr.isatty()

    def tell(site: str, count: int) -> None:
        if moving:
            click.echo(f"\r  {site}: {plural(count, 'record')}", nl=False, err=True)

    if bundle is not None:
        result = rooms.workspace.sync_with_file(opened, bundle, now=now, progress=tell)
    else:
        result = rooms.workspace.sync_with_peer(
            opened, str(peer), token=token, now=now, progress=tell, roles=_roles(folder)
        )
    if as_json:
        print_json(result.as_json())
    else:
        if result.received and moving:
            click.echo(err=True)
        print_lines(rooms.workspace.terminal.sync_lines(result))
    if result.refused:
        raise SystemExit(4)


def _roles(folder: Path) -> tuple[str, ...]:
    """Return the roles of the accounts of a site that joined an exercise, which its facilitator is told."""
    if not rooms.workspace.is_joined(folder):
        return ()
    with rooms.server.open_accounts(folder) as accounts:
        return tuple(sorted({each.role for each in accounts.all() if not each.disabled}))
