"""What a benchmark returns: tables, and how they are written."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Table", "markdown", "median_seconds"]

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table of results; cells are text as it shall be shown."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


def markdown(table: Table) -> str:
    """Write a table as Markdown, its notes below."""
    lines = [f"### {table.title}", ""]
    lines.append("| " + " | ".join(table.columns) + " |")
    lines.append("|" + "---|" * len(table.columns))
    lines += ["| " + " | ".join(row) + " |" for row in table.rows]
    lines += ["", *(f"- {note}" for note in table.notes)]
    return "\n".join(lines).rstrip() + "\n"


def median_seconds(work: Callable[[], Result], *, times: int) -> tuple[float, Result]:
    """Do some work several times; return the median of the seconds, and the last result."""
    seconds = []
    for _ in range(max(1, times)):
        start = time.perf_counter()
        result = work()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds), result
