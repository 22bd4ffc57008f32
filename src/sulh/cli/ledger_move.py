"""``sulh ledger move``: from files to PostgreSQL, and back."""

from typing import Annotated
from pathlib import Path
from sulh.cli.parameters import Folder, command

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["move"]


@command()
def move(
    folder: Folder,
    *,
    to: Annotated[
        str, "New place: postgresql://USER@HOST/DATABASE (without a password), or the word files."
    ],
) -> None:
    """Move the ledger from files to PostgreSQL or back; no record changes.

    Sulh checks every batch, audits the copy and compares it before it uses it. First stop all programs
    that write to the ledger.
    """
    from sulh import workspace

    result = workspace.migrate_ledger(folder, to)
    for site, size in result.sizes.items():
        click.echo(f"Site {site}: {size:,} records copied and checked.")
    click.echo(f"The ledger is now kept in {result.after}.")
    if result.aside:
        click.echo(f"The old files are in {result.aside}. Do not add records to them.")
    else:
        click.echo(f"{result.before} keeps its copy. Do not add records to it.")
