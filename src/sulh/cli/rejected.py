"""Where the rows of a table go that cannot be read, and how the command says so."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sulh.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sulh.errors import Problem

__all__ = ["REJECTS", "keep_rejected"]

REJECTS = click.option(
    "--rejects",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="The folder for rows that cannot be read (NAME.rejects.csv); default: beside each table.",
)


def keep_rejected(
    table: Path, problems: Iterable[Problem], raw: Mapping[int, str], *, folder: Path | None
) -> str:
    """Write the rejected rows beside the table or into `folder`; return what to add to its account.

    Raises
    ------
    InputError
        When the file cannot be written.
    """
    from sulh.tables.rejects import Rejects

    stem = Path(table.name.removesuffix(".gz")).stem
    target = (folder or table.parent) / f"{stem}.rejects.csv"
    try:
        with Rejects(target) as rejected:
            rejected.add(problems, raw)
    except OSError as error:
        raise InputError(
            f"{target} cannot be written: {error.strerror}.",
            remedy="Name a folder for the rejected rows with --rejects.",
        ) from error
    return f"; the rejected rows are in {rejected.path}" if rejected.count else ""
