"""`sulh protect`: where peacekeepers should be. Each command is a file of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import click

from sulh.cli.mapped import open_mapped
from sulh.cli.rejected import keep_rejected
from sulh.cli.show import console, print_summary

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sulh.tables import Read, Table

__all__ = ["protect", "read_file", "report_rows"]

Value = TypeVar("Value")


@click.group(short_help="Plan where peacekeepers should be.")
def protect() -> None:
    """Plan where peacekeepers should be; test plans on history."""


def read_file(
    path: Path, read: Callable[[Table, str], Read[Value]], *, rejects: Path | None
) -> Value:
    """Open a table and read it; write its rejected rows to a file and report them."""
    return report_rows(path, read(open_mapped(path), path.name), rejects=rejects)


def report_rows(path: Path, read: Read[Value], *, rejects: Path | None) -> Value:
    """Report on stderr how many rows were read and rejected, and why; return the value."""
    where = keep_rejected(path, read.problems, read.raw, folder=rejects)
    print_summary(read.problems, stderr=True)
    account = f"{path.name}: {read.rows:,} rows read, {len(read.raw):,} rejected{where}"
    console(stderr=True).print(account, markup=False, soft_wrap=True)
    return read.value
