"""How a terminal shows what files of reports brought."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table

from sulh.errors import plural
from sulh.report.terminal.problems import show_summary_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from rich.console import Console

    from sulh.mission.aliases import AliasProposal
    from sulh.workspace.import_reports import ImportResult

__all__ = ["show_imports", "show_proposals"]

UNMATCHED_SHOWN = 10
COUNTS = ("rows", "entered", "duplicates", "conflicts", "left_out", "rejected")
"""The numbers of an import, of which the first is the sum of the others."""


def show_imports(out: Console, notes: Console, results: Sequence[ImportResult]) -> None:
    """Print what each file brought, and what a person should look at; how files were read goes to `notes`."""
    table = Table("file", "format", *(name.replace("_", " ") for name in COUNTS), box=None)
    for each in results:
        counts = (f"{getattr(each, name):,}" for name in COUNTS)
        table.add_row(each.file, each.format, *counts)
    out.print(table)
    for each in results:
        show_summary_of(notes, each.assumptions)
        show_summary_of(out, (fault for fault in each.problems if fault.severity != "assumption"))
        if each.added:
            out.print(
                f"Sulh added {each.added:,} of its own: what {each.file} covers.", markup=False
            )
        if each.rejects:
            out.print(f"Rejected rows of {each.file} are in {each.rejects}", markup=False)
        if each.unmatched:
            _show_unmatched(out, each)


def _show_unmatched(out: Console, result: ImportResult) -> None:
    names = ", ".join(f"{name} ({count:,})" for name, count in result.unmatched[:UNMATCHED_SHOWN])
    more = len(result.unmatched) - UNMATCHED_SHOWN
    out.print(
        f"Actors in {result.file} that the pack does not know: {names}"
        + (f" and {more} more" if more > 0 else "")
        + f"; {result.unmatched_deaths:,} of {plural(result.deaths, 'death')} "
        f"{'is' if result.unmatched_deaths == 1 else 'are'} in reports that name one",
        markup=False,
    )


def show_proposals(
    out: Console, proposals: Collection[AliasProposal], *, are_in_pack: bool
) -> None:
    """Print the aliases that were proposed, or written into the mission's pack."""
    for each in proposals:
        line = f"{'Alias written' if are_in_pack else 'Proposed alias'}: {each}"
        out.print(line, markup=False, soft_wrap=True)
    if proposals and not are_in_pack:
        out.print("With --write-aliases Sulh writes these names into the mission's pack.")
