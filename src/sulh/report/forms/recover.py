"""The forms of what `sulh.recover` computes: a statement in a language, and its content as JSON."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from sulh.languages.speech import Speech
from sulh.report.forms.form import ResultForms, json_text
from sulh.report.hxl import hxl_csv, hxl_json, hxl_xlsx
from sulh.report.pages.figures import figures_sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sulh.recover import FigureLine, HxlSheet
    from sulh.report.sheet import Sheet

__all__ = ["figures_forms", "hxl_writers", "statement_forms"]


class Statement(Protocol):
    """What a statement of `sulh.recover` has."""

    def content(self) -> dict[str, Any]:
        """Return it as JSON's types."""


def statement_forms(
    statement: Statement, sheet: Callable[..., Sheet], *, language: str = "en", **title: str
) -> ResultForms:
    """Return a statement as the page that `sheet` makes of it in a language, and as JSON.

    `title` is what the page calls the mission: ``place``, or ``mission`` for the page of one place.
    """
    return ResultForms(
        sheet=lambda: sheet(statement, speech=Speech(language), **title),
        text=lambda: json_text(statement.content()),
        work="A statement in PDF",
    )


def figures_forms(lines: Sequence[FigureLine], *, language: str = "en") -> ResultForms:
    """Return what sources publish of displaced people, side by side, as a page and JSON."""
    return ResultForms(
        sheet=partial(figures_sheet, lines, speech=Speech(language)),
        text=lambda: json_text([each.content() for each in lines]),
        work="A page of figures in PDF",
    )


def hxl_writers(sheet: HxlSheet) -> dict[str, Callable[[], str | bytes]]:
    """Return what writes a table with hashtags of HXL, by its ending: CSV, XLSX or JSON."""
    return {
        ".csv": partial(hxl_csv, sheet),
        ".xlsx": partial(hxl_xlsx, sheet),
        ".json": partial(hxl_json, sheet),
    }
