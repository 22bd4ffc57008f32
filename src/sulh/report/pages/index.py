"""The first page of a folder of reports: what is breached in each mission, and links to all pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sulh.report.sheet import Cell, Section, Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["IndexMission", "IndexPage", "index_sheet"]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexPage:
    """A page in the folder: its file name, its title, and what it shows."""

    file: str
    title: str
    sentence: str
    simulated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexMission:
    """A mission's report with its counts. `doubted`: reported, but undetermined; `silent`: nothing reported."""

    page: IndexPage
    breached: int
    doubted: int
    silent: int
    met: int


def index_sheet(title: str, missions: Sequence[IndexMission], plans: Sequence[IndexPage]) -> Sheet:
    """Return the index: missions with their counts, then plans."""
    return Sheet(
        title=title,
        subtitle="Every page opens offline. Simulated records are marked on every page.",
        sections=(
            Section(
                heading="Missions",
                header=("Report", "Breached", "In doubt", "Nothing reported", "Met"),
                rows=tuple(_mission(each) for each in missions),
                numbers=frozenset((1, 2, 3, 4)),
                notes=(
                    (
                        "In doubt: something was reported, but it does not settle the question. "
                        "Nothing reported: undetermined because no report bears on it; silence proves nothing."
                    ),
                ),
            ),
            Section(
                heading="Plans",
                header=("Page", "What it shows"),
                rows=tuple((_link(each), each.sentence) for each in plans),
                wide=frozenset((1,)),
            ),
        ),
    )


def _mission(each: IndexMission) -> tuple[str | Cell, ...]:
    return (
        _link(each.page),
        Cell(f"{each.breached:,}", "bad" if each.breached else ""),
        Cell(f"{each.doubted:,}", "doubt" if each.doubted else ""),
        Cell(f"{each.silent:,}", "soft"),
        f"{each.met:,}",
    )


def _link(page: IndexPage) -> Cell:
    mark = " (SIMULATED)" if page.simulated else ""
    return Cell(f"{page.title}{mark}", link=page.file)
