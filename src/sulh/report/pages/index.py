"""The first page of a folder of reports: what is breached in each mission, and links to all pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sulh.languages.speech import ENGLISH
from sulh.report.pages.words import column_names
from sulh.report.sheet import Cell, Section, Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.languages.speech import Speech

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


def index_sheet(
    missions: Sequence[IndexMission], plans: Sequence[IndexPage], *, speech: Speech = ENGLISH
) -> Sheet:
    """Return the index of the demonstration: missions with their counts, then plans."""
    say = speech.say
    return Sheet(
        title=say("demo-title"),
        language=speech.language,
        subtitle=say("demo-offline"),
        sections=(
            Section(
                heading=say("demo-missions"),
                header=column_names(
                    speech,
                    *("demo-report", "demo-breached", "report-in-doubt-head", "demo-silent"),
                    "demo-met",
                ),
                rows=tuple(_mission(each, speech) for each in missions),
                numbers=frozenset((1, 2, 3, 4)),
                notes=(say("demo-note"),),
            ),
            Section(
                heading=say("demo-plans"),
                header=column_names(speech, "demo-page", "demo-shows"),
                rows=tuple((_link(each, speech), each.sentence) for each in plans),
                wide=frozenset((1,)),
            ),
        ),
    )


def _mission(each: IndexMission, speech: Speech) -> tuple[str | Cell, ...]:
    return (
        _link(each.page, speech),
        Cell(speech.number(each.breached), "bad" if each.breached else ""),
        Cell(speech.number(each.doubted), "doubt" if each.doubted else ""),
        Cell(speech.number(each.silent), "soft"),
        speech.number(each.met),
    )


def _link(page: IndexPage, speech: Speech) -> Cell:
    title = speech.say("demo-simulated", title=page.title) if page.simulated else page.title
    return Cell(title, link=page.file)
