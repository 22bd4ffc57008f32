"""What a benchmark returns: tables, and how they are written."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["Table", "disagreements", "markdown", "median_seconds", "replaced"]

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table of results; cells are text as it shall be shown."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


def markdown(table: Table, *, level: int = 3) -> str:
    """Write a table as Markdown, its title a heading of this level, its notes below."""
    lines = [f"{'#' * level} {table.title}", ""]
    lines.append("| " + " | ".join(table.columns) + " |")
    lines.append("|" + "---|" * len(table.columns))
    lines += ["| " + " | ".join(row) + " |" for row in table.rows]
    lines += ["", *(f"- {note}" for note in table.notes)]
    return "\n".join(lines).rstrip() + "\n"


def replaced(page: str, name: str, text: str) -> str:
    """Return the page with the text between a part's two marks exchanged."""
    start, end = f"<!-- {name}: start -->", f"<!-- {name}: end -->"
    head, rest = page.split(start, 1)
    tail = rest.split(end, 1)[1]
    return f"{head}{start}\n{text}{end}{tail}"


def disagreements(tables: Iterable[Table]) -> list[str]:
    """Return a line for each cell of a column *same …* that does not say yes.

    A rival that finds something else makes its speed worthless; the quick run fails on it.
    """
    return [
        f"{table.title}: {row[0]}: {column}: {cell}"
        for table in tables
        for row in table.rows
        for column, cell in zip(table.columns, row, strict=True)
        if column.casefold().startswith("same") and cell.strip() not in ("yes", "")
    ]


def median_seconds(work: Callable[[], Result], *, times: int) -> tuple[float, Result]:
    """Do some work several times; return the median of the seconds, and the last result."""
    seconds = []
    for _ in range(max(1, times)):
        start = time.perf_counter()
        result = work()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds), result
