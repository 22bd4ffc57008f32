"""The page of published figures of displacement: what each source says, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.report.sheet import Cell, Section, Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.recover import FigureLine

__all__ = ["figures_sheet"]


def figures_sheet(lines: Sequence[FigureLine]) -> Sheet:
    """Return the page; where sources disagree, each number and what it counts stands in a row of its own."""
    apart = [each for each in lines if each.disagree]
    sections = []
    if apart:
        sections.append(
            Section(
                heading="Where sources disagree",
                sentences=("Each counts other people. None of the numbers is chosen here.",),
                header=("country", "year", "measure", "source", "people", "what it counts"),
                rows=tuple(
                    (
                        each.country,
                        str(each.year),
                        each.measure.replace("-", " "),
                        source,
                        Cell(f"{people:,}", "doubt"),
                        each.definitions[source],
                    )
                    for each in apart
                    for source, people in each.says.items()
                ),
                numbers=frozenset((4,)),
                wide=frozenset((5,)),
            )
        )
    sections.append(
        Section(
            heading="All figures",
            header=("country", "year", "measure", "source", "people"),
            rows=tuple(
                (
                    each.country,
                    str(each.year),
                    each.measure.replace("-", " "),
                    source,
                    f"{people:,}",
                )
                for each in lines
                for source, people in each.says.items()
            ),
            numbers=frozenset((4,)),
        )
    )
    return Sheet(title="Figures of displacement, by source", sections=tuple(sections))
