"""A report as one self-contained HTML page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.languages.speech import Speech
from sulh.report.months import span
from sulh.report.render import render_html

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.report.matrix_model import MatrixColumn
    from sulh.report.model import MissionReport

__all__ = ["LETTERS", "to_html"]

LETTERS = {"B": "letter-breached", "U": "letter-undetermined", "M": "letter-met"}
"""The message of each mark of the matrix that is a letter."""


def to_html(report: MissionReport) -> str:
    """Return the report as HTML: all words escaped, no request leaves it."""
    speech = Speech(report.language)

    def stretch(columns: Sequence[MatrixColumn]) -> str:
        return speech.stretch(*span(columns))

    def letter(mark: str) -> str:
        return speech.say(LETTERS[mark]) if mark in LETTERS else mark

    return render_html(
        "report.html.j2",
        script="filter.js",
        speech=speech,
        report=report,
        facts=report.facts,
        language=report.language,
        direction=speech.direction,
        stretch=stretch,
        letter=letter,
    )
