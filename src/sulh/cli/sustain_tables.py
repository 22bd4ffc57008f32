"""How the commands of ``sulh sustain`` read tables: every row is accounted for."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from sulh.cli.mapped import open_mapped
from sulh.cli.show import console, print_summary
from sulh.tables.rejects import keep_rejected

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sulh.tables import Read, Table

__all__ = ["Reading", "day_of"]

Value = TypeVar("Value")


class Reading:
    """Reads tables for one command: writes rejects files, prints problems, keeps the accounts."""

    def __init__(self, *, rejects: Path | None, quiet: bool) -> None:
        self.accounts: list[dict[str, Any]] = []
        self._rejects = rejects
        self._quiet = quiet

    def read(self, path: Path, reader: Callable[[Table, str], Read[Value]]) -> Value:
        """Return what a reader makes of a file."""
        read = reader(open_mapped(path), path.name)
        where = keep_rejected(path, read.problems, read.raw, folder=self._rejects)
        account = {
            "file": path.name,
            "read": read.rows,
            "kept": read.kept,
            "rejected": read.rows - read.kept,
            "blank": read.blank,
            "problems": [str(each) for each in read.problems],
        }
        self.accounts.append(account)
        if not self._quiet:
            print_summary(read.problems)
            console().print(
                f"{path.name}: {read.rows:,} rows read, {read.kept:,} kept, "
                f"{account['rejected']:,} rejected, {read.blank:,} blank{where}",
                markup=False,
                soft_wrap=True,
            )
        return read.value

    def read_if(
        self, path: Path | None, reader: Callable[[Table, str], Read[Value]]
    ) -> Value | None:
        """Return what a reader makes of a file; None where there is no file."""
        return None if path is None else self.read(path, reader)

    def json(self, content: dict[str, Any]) -> str:
        """Return a result and the accounts of the tables as JSON."""
        whole = {**content, "tables": self.accounts}
        return json.dumps(whole, ensure_ascii=False, indent=2)


def day_of(at: datetime | None) -> date:
    """Return the day that ``--at`` means, the last one of a month; today where it is not given."""
    return (at - timedelta(microseconds=1)).date() if at else datetime.now(UTC).date()
