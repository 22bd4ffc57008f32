"""`sulh protect`: where peacekeepers should be. Each command is a file of its own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeVar

import click

from sulh.cli.mapped import open_mapped
from sulh.cli.output import deliver
from sulh.cli.show import console, print_summary
from sulh.tables.rejects import keep_rejected

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sulh.report import Sheet
    from sulh.tables import Read, Table

__all__ = ["deliver_answer", "protect", "read_file", "report_rows"]

Value = TypeVar("Value")


@click.group(short_help="Plan where peacekeepers should be.")
def protect() -> None:
    """Plan where peacekeepers should be; test plans on history."""


def read_file(
    path: Path, read: Callable[[Table, str], Read[Value]], *, rejects: Path | None
) -> Value:
    """Open a table and read it; write its rejected rows to a file and report them."""
    return report_rows(path, lambda: read(open_mapped(path), path.name), rejects=rejects)


def report_rows(path: Path, reader: Callable[[], Read[Value]], *, rejects: Path | None) -> Value:
    """Report on stderr how many rows were read and rejected, and why; return the value."""
    from sulh.tables.rows import NoRowsError

    try:
        read = reader()
    except NoRowsError as error:
        nothing = error.read
        report_rows(path, lambda: nothing, rejects=rejects)
        raise
    where = keep_rejected(path, read.problems, read.raw, folder=rejects)
    print_summary(read.problems, stderr=True)
    account = f"{path.name}: {read.rows:,} rows read, {len(read.raw):,} rejected{where}"
    console(stderr=True).print(account, markup=False, soft_wrap=True)
    return read.value


def deliver_answer(
    sheet: Callable[[], Sheet],
    answer: Any,
    output: Path | None,
    *,
    as_json: bool,
    work: str,
    **writers: Callable[[], str | bytes],
) -> None:
    """Write a result to the file in the form of its ending, and print it; `work` names its page in errors."""
    from sulh.protect import as_json as plain

    text = json.dumps(plain(answer), ensure_ascii=False, indent=2, allow_nan=False)
    deliver(sheet, text, output, as_json=as_json, work=work, printed=None, **writers)
