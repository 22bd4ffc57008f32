"""Lists of IATI activities as JSON, CSV and lines of text, written while the file is read.

Each list is a beginning, a piece for each activity and an end: nothing of it has to be in memory.
"""

from __future__ import annotations

import csv
import io
import json
from itertools import chain, islice
from typing import TYPE_CHECKING, Protocol

from sulh.errors import plural
from sulh.tables.rejects import defused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sulh.recover import Activity, IatiAccount

__all__ = [
    "ActivityCsv",
    "ActivityJson",
    "ActivityLines",
    "ActivityList",
    "activity_faults",
    "write_activity_lists",
]

FAULTS_SHOWN = 50

COLUMNS = ("identifier", "title", "organisation", "status", "start", "end", "countries", "sectors", "places",
           "budget", "spent")  # fmt: skip


class ActivityList(Protocol):
    """A list in pieces."""

    def begin(self) -> str:
        """Return what stands before the first activity."""

    def piece(self, activity: Activity) -> str:
        """Return the next activity."""

    def end(self, account: IatiAccount) -> str:
        """Return what stands behind the last one, with the account of the whole file."""


class ActivityJson:
    """One object: the activities, then the account of the file with the first problems."""

    def __init__(self) -> None:
        self._is_first = True

    def begin(self) -> str:
        """Return the beginning of the object."""
        return '{\n  "activities": ['

    def piece(self, activity: Activity) -> str:
        """Return an activity, with a comma before it where it is not the first."""
        comma, self._is_first = "" if self._is_first else ",", False
        text = json.dumps(activity.content(), ensure_ascii=False, indent=2)
        return f"{comma}\n" + "\n".join(f"    {line}" for line in text.split("\n"))

    def end(self, account: IatiAccount) -> str:
        """Return the account, and the end of the object."""
        content = {
            "statements": account.statements,
            "good": account.good,
            "errors": account.errors,
            "warnings": account.warnings,
            "problems": [str(each) for each in account.problems],
        }
        text = json.dumps(content, ensure_ascii=False, indent=2)
        return ("]" if self._is_first else "\n  ]") + f",{text[1:]}\n"


class ActivityCsv:
    """A table of the activities; cells that a spreadsheet would run as a formula are made harmless."""

    def begin(self) -> str:
        """Return the header."""
        return _csv_line(COLUMNS)

    def piece(self, activity: Activity) -> str:
        """Return a row: lists and sums by currency in one cell each."""
        content = activity.content()
        return _csv_line(
            [
                "; ".join(f"{name} {sum_}" for name, sum_ in cell.items())
                if isinstance(cell, dict)
                else "; ".join(cell)
                if isinstance(cell, list)
                else cell
                for cell in (content[name] for name in COLUMNS)
            ]
        )

    def end(self, account: IatiAccount) -> str:  # noqa: ARG002 -- a table has no end
        """Return nothing."""
        return ""


class ActivityLines:
    """A line for each activity, then a sentence about the file; without `each` the sentence alone."""

    def __init__(self, *, each: bool = True) -> None:
        self._each = each

    def begin(self) -> str:
        """Return nothing."""
        return ""

    def piece(self, activity: Activity) -> str:
        """Return its identifier, status, start, budget and title."""
        if not self._each:
            return ""
        money = ", ".join(f"{amount:,f} {currency}" for currency, amount in activity.budget.items())
        parts = (activity.identifier, activity.status, activity.start, money, activity.title)
        return "  ".join(filter(None, parts)) + "\n"

    def end(self, account: IatiAccount) -> str:
        """Return the sentence about the file."""
        return (
            f"{plural(account.statements, 'statement')}, {account.good:,} of them with the right structure; "
            f"{plural(account.errors, 'error')}, {plural(account.warnings, 'warning')}.\n"
        )


def write_activity_lists(
    activities: Iterable[Activity],
    account: IatiAccount,
    lists: Sequence[tuple[ActivityList, Callable[[str], object]]],
    *,
    notes: Callable[[str], object] | None = None,
) -> None:
    """Write activities into several lists while they are read; `account` is theirs.

    `notes` is told the faults before the lists end.

    Raises
    ------
    InputError
        When the activities cannot be read at all: then no list is begun.
    """
    iterator = iter(activities)
    first = list(islice(iterator, 1))
    for each, write_to in lists:
        write_to(each.begin())
    for activity in chain(first, iterator):
        for each, write_to in lists:
            write_to(each.piece(activity))
    if notes is not None:
        for line in activity_faults(account):
            notes(line)
    for each, write_to in lists:
        write_to(each.end(account))


def activity_faults(account: IatiAccount) -> Iterator[str]:
    """Yield the first fifty faults of a file as lines, and how many more there are."""
    for each in account.problems[:FAULTS_SHOWN]:
        yield f"{each.severity}: {each}"
    left = account.errors + account.warnings - FAULTS_SHOWN
    if left > 0:
        yield f"{plural(left, 'more problem')}; --json shows up to 1,000."


def _csv_line(cells: tuple[str, ...] | list[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow([defused(each) for each in cells])
    return out.getvalue()
