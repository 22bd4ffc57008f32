"""``sulh ledger move``: from files to PostgreSQL, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["move"]


@click.command()
@click.option(
    "--to",
    required=True,
    help="Where the ledger shall be kept: postgresql://USER@HOST/DATABASE, without a password, or "
    "the word files.",
)
@click.pass_obj
def move(folder: Path, *, to: str) -> None:
    """Move the ledger from files to PostgreSQL or back; the records stay the same to the byte.

    Every batch is checked as it is copied, the copy is audited and compared, and only then is it
    used. Stop whatever writes to the ledger first.
    """
    from sulh import workspace

    moved = workspace.migrate_ledger(folder, to)
    for site, size in moved.sizes.items():
        click.echo(f"Site {site}: {size:,} records copied and checked.")
    click.echo(f"The ledger is now kept in {moved.after}.")
    if moved.aside:
        click.echo(f"The old files are set aside in {moved.aside}; nothing may be added to them.")
    else:
        click.echo(f"{moved.before} keeps its copy; nothing may be added to it.")
