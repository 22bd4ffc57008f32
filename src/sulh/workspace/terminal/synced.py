"""How a terminal shows an exchange with another site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.errors import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sulh.workspace.sync import SyncResult

__all__ = ["sync_lines"]


def sync_lines(result: SyncResult) -> Iterator[tuple[str, str | None]]:
    """Yield lines, each with its colour: what came and went, and what was refused."""
    yield f"Received {_counts(result.received)}; sent {_counts(result.sent_counts)}.", None
    files = result.files
    if files != type(files)():
        counts = f"{files.received} received, {files.sent_count} sent, {files.lacking} lacking"
        yield f"Files: {counts}.", None
    if not result.whole:
        yield "The exchange was cut off. Whole batches are stored. Run it again.", "yellow"
    for line in result.set_aside:
        yield str(line), "yellow"
    for line in result.refused:
        yield f"Refused: {line}", "red"


def _counts(by_site: Mapping[str, int]) -> str:
    if not by_site:
        return "nothing"
    parts = ", ".join(f"{count:,} of {site}" for site, count in sorted(by_site.items()))
    return f"{plural(sum(by_site.values()), 'record')} ({parts})"
