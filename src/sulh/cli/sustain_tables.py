"""How the commands of ``sulh sustain`` take tables in: every row is accounted for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import click

from sulh.cli.rejected import keep_rejected
from sulh.cli.show import console, print_problems
from sulh.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sulh.errors import Problem
    from sulh.report import Sheet
    from sulh.tables.rows import Table

__all__ = ["FILE", "OUT", "Account", "account_of", "take_in", "write_sheet"]

FILE = click.Path(path_type=Path, dir_okay=False, exists=True)
OUT = click.Path(path_type=Path, dir_okay=False)


class Account(Protocol):
    """What a reader of the room brought, with the account of its rows."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return the problems of the rows."""

    @property
    def raw(self) -> Mapping[int, str]:
        """Return the text of each row that was taken out."""

    @property
    def read(self) -> int:
        """Return how many rows were read, blank ones apart."""

    @property
    def kept(self) -> int:
        """Return how many rows were kept."""

    @property
    def blank(self) -> int:
        """Return how many rows were blank."""


Found = TypeVar("Found", bound=Account)


def take_in(
    path: Path, read: Callable[[Table, str], Found], *, rejects: Path | None, quiet: bool
) -> Found:
    """Read a table; write its rejects file, print its problems and the account of its rows."""
    from sulh.tables import open_table

    found = read(open_table(path), path.name)
    where = keep_rejected(path, found.problems, found.raw, folder=rejects)
    if not quiet:
        print_problems(found.problems)
        account = account_of(found, path)
        said = f"{path.name}: {found.read:,} rows read, {found.kept:,} kept, "
        said += f"{account['rejected']:,} rejected, {found.blank:,} blank"
        console().print(said + where, markup=False, soft_wrap=True)
    return found


def account_of(found: Account, path: Path) -> dict[str, Any]:
    """Return the account of a table's rows, and its problems, for JSON."""
    return {
        "file": path.name,
        "read": found.read,
        "kept": found.kept,
        "rejected": found.read - found.kept,
        "blank": found.blank,
        "problems": [str(each) for each in found.problems],
    }


def write_sheet(sheet: Sheet, path: Path, work: str) -> None:
    """Write a sheet as HTML or PDF, by the ending of the file.

    Raises
    ------
    InputError
        When the ending is neither.
    """
    from sulh.report import sheet_html, sheet_pdf

    if path.suffix.casefold() not in (".html", ".pdf"):
        raise InputError(f"{path} is neither .html nor .pdf.", remedy="Choose one of the two.")
    try:
        if path.suffix.casefold() == ".pdf":
            path.write_bytes(sheet_pdf(sheet, work=work))
        else:
            path.write_text(sheet_html(sheet), "utf-8")
    except OSError as error:
        raise InputError(
            f"{path} cannot be written: {error.strerror}.", remedy="Name a file in another folder."
        ) from error
    console(stderr=True).print(f"Wrote {path}", markup=False, soft_wrap=True)
