"""``sulh backup``, ``sulh restore`` and ``sulh ledger resume``: a mission as one file, and back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from sulh.cli.options import FILE

__all__ = ["backup", "restore", "resume"]


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def backup(folder: Path, file: Path) -> None:
    """Write the whole mission into a new FILE, also while it is served.

    FILE holds the site's signing key, the accounts and every record. Store it encrypted, and apart
    from the machine.
    """
    from sulh import workspace

    size = workspace.back_up(folder, file, now=datetime.now(UTC))
    click.echo(f"Wrote {file}: {size:,} bytes. Only you can read it.")
    for name in workspace.hidden_files(folder):
        click.secho(f"Not in it: {name}. A backup takes no file with such a name.", fg="yellow")
    click.secho(
        "It holds the site's signing key, the accounts and every record. Who has it can sign as this "
        "site: store it encrypted.",
        fg="yellow",
    )


@click.command()
@click.argument("file", type=FILE)
@click.option(
    "--store", default="", help="An empty database instead of the one that the backup names."
)
@click.pass_obj
def restore(folder: Path, file: Path, *, store: str) -> None:
    """Make the mission of a backup anew in the empty folder -C.

    Sulh checks every record. The ledger takes no new record before `sulh ledger resume`. Never run
    the old folder again beside the restored one.
    """
    from sulh import workspace

    result = workspace.restore(file, folder, store=store)
    audit = result.audit
    click.echo(f"{folder}: the mission as it was at {result.made_at}.")
    click.echo(f"{audit.path}: {audit.size:,} records, every link and signature holds.")
    for site, size, _ in audit.others:
        click.echo(f"Site {site}: {size:,} records hold.")
    click.secho(
        "Before it takes new records, fetch what this site signed after the backup: `sulh sync` with "
        "each site it exchanged records with, then `sulh ledger resume`.\n"
        "The accounts are those of the backup: disable again whom you disabled later, and revoke "
        "tokens again.",
        fg="yellow",
    )


@click.command()
@click.option("--yes", is_flag=True, help="Do not ask: every site that can be reached was asked.")
@click.pass_obj
def resume(folder: Path, *, yes: bool) -> None:
    """Let a restored ledger take new records again.

    Sync with the other sites first. Sulh refuses while any of them is known to have seen more of this
    site's records than there are.
    """
    from sulh import workspace

    if not yes:
        click.confirm(
            "If a site that you have not asked holds later records of this one, they will show as two "
            "histories. Was every site asked?",
            abort=True,
        )
    audit = workspace.resume(folder)
    click.echo(f"{audit.path}: {audit.size:,} records hold. New records are taken again.")
