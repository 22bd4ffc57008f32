"""How a terminal shows what would leave: counts only; the console is an argument."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table

from sulh.errors import plural
from sulh.share.gate import REASONS_TO_STAY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

    from sulh.share.gate import Passage

__all__ = ["show_passage"]


def show_passage(out: Console, passage: Passage) -> None:
    """Print by kind how many records would leave, and by reason how many stay."""
    kinds = ((kind, f"{count:,}", "") for kind, count in passage.kind_counts().items())
    _show_counts(out, f"{plural(len(passage.leaves), 'record')} would leave", kinds)
    reasons = (
        (each, f"{count:,}", REASONS_TO_STAY[each])
        for each, count in passage.reason_counts().items()
    )
    _show_counts(out, f"{plural(len(passage.stays), 'record stays', 'records stay')}", reasons)
    if passage.stale:
        out.print(
            f"{len(passage.stale):,} would leave as they were: a correction or retraction of them stays."
        )


def _show_counts(out: Console, heading: str, rows: Iterable[tuple[str, str, str]]) -> None:
    table = Table.grid(padding=(0, 2, 0, 2))
    table.add_column()
    table.add_column(justify="right")
    table.add_column()
    for row in rows:
        table.add_row(*row)
    out.print(heading + (":" if table.row_count else "."))
    if table.row_count:
        out.print(table)
