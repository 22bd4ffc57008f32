"""The page of published figures of displacement: what each source says, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.languages.speech import ENGLISH
from sulh.report.pages.words import column_names
from sulh.report.sheet import Cell, Section, Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.languages.speech import Speech
    from sulh.recover import FigureLine

__all__ = ["figures_sheet"]

HEADS = ("field-country", "figure-year", "figure-measure", "field-source", "recovery-people")


def figures_sheet(lines: Sequence[FigureLine], *, speech: Speech = ENGLISH) -> Sheet:
    """Return the page; where sources disagree, each number and what it counts stands in a row of its own."""
    apart = [each for each in lines if each.disagree]
    sections = []
    if apart:
        sections.append(
            Section(
                heading=speech.say("figures-disagree"),
                sentences=(speech.say("figures-none-chosen"),),
                header=column_names(speech, *HEADS, "figure-counts"),
                rows=tuple(
                    (
                        *_head(each, source, speech),
                        Cell(speech.number(people), "doubt"),
                        each.definitions[source].said(speech),
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
            heading=speech.say("figures-all"),
            header=column_names(speech, *HEADS),
            rows=tuple(
                (*_head(each, source, speech), speech.number(people))
                for each in lines
                for source, people in each.says.items()
            ),
            numbers=frozenset((4,)),
        )
    )
    return Sheet(
        title=speech.say("figures-title"), sections=tuple(sections), language=speech.language
    )


def _head(line: FigureLine, source: str, speech: Speech) -> tuple[str, ...]:
    return (line.country, str(line.year), speech.say(f"measure-{line.measure}"), source)
