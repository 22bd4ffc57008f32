"""`sulh protect`: where peacekeepers should be. Each command is a file of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from sulh.cli import rooms
from sulh.cli.mapped import open_mapped
from sulh.cli.output import deliver
from sulh.cli.tables import Value, report_rows

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sulh.report import Sheet
    from sulh.tables import Read, Table

__all__ = ["deliver_answer", "protect", "read_file", "report_rows"]


@click.group(short_help="Plan where peacekeepers should be.")
def protect() -> None:
    """Plan where peacekeepers should be; test plans on history."""


def read_file(
    path: Path, read: Callable[[Table, str], Read[Value]], *, rejects: Path | None
) -> Value:
    """Open a table and read it; write its rejected rows to a file and report them."""
    return report_rows(path, lambda: read(open_mapped(path), path.name), rejects=rejects)


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
    text = rooms.forms.answer_text(answer)
    deliver(sheet, text, output, as_json=as_json, work=work, **writers)
