"""A sheet: a page or two of sentences, drawings and tables, from one model as HTML and as PDF.

Briefs, statements and dashboards are sheets. No word of the input is read as markup, and the page
loads nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from markupsafe import Markup

from sulh.languages import RIGHT_TO_LEFT, say
from sulh.report.render import plain, render_html, render_pdf

if TYPE_CHECKING:
    from sulh.report.model import Figure

__all__ = ["Cell", "Fact", "Section", "Sheet", "sheet_html", "sheet_pdf"]

Tone = Literal["", "good", "doubt", "bad", "soft"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A table's cell, of a tone: good, in doubt, bad, or soft (less important).

    `link` is a page in the same folder that the text leads to; a PDF shows the text alone.
    """

    text: str
    tone: Tone = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure that the sheet begins with, and what it counts."""

    figure: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading with sentences, drawings, a table, a list and notes, in this order.

    Several `figures` stand side by side where there is room. `rows` have as many cells as the
    `header`; `numbers` are the columns that are set to the right; `wide` are those that take the
    room that is left (all texts, where none is named). `bullets` are the points of the list.
    """

    heading: str
    sentences: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str | Cell, ...], ...] = ()
    numbers: frozenset[int] = frozenset()
    wide: frozenset[int] = frozenset()
    bullets: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet: its title, what it rests on, its first figures, sentences and sections.

    `banner` is a warning across the top, such as "SIMULATED: exercise records" or "Confidential".
    `language` sets the direction of the page and its own few words.
    """

    title: str
    banner: str = ""
    subtitle: str = ""
    facts: tuple[Fact, ...] = ()
    sentences: tuple[str, ...] = ()
    sections: tuple[Section, ...] = field(default=())
    landscape: bool = False
    language: str = "en"


def sheet_html(sheet: Sheet) -> str:
    """Return the sheet as one HTML page that needs nothing else."""
    drawings = {
        each.name: Markup(each.svg)  # noqa: S704 -- ours, escaped
        for each in _figures(sheet)
    }
    return render_html(
        "sheet.html.j2",
        sheet=sheet,
        drawings=drawings,
        language=sheet.language,
        direction=_direction(sheet),
        made_by=say(sheet.language, "made-by"),
    )


def sheet_pdf(sheet: Sheet, *, work: str = "A sheet in PDF") -> bytes:
    """Return the sheet as PDF: the same bytes for the same sheet.

    Raises
    ------
    MissingExtraError
        When the extra `pdf` is not installed; the message names `work`.
    """
    content = plain(sheet) | {
        "direction": _direction(sheet),
        "words": {name: say(sheet.language, name) for name in ("page-word", "page-of")},
    }
    return render_pdf("sheet.typ", content, _figures(sheet), work=work)


def _direction(sheet: Sheet) -> str:
    return "rtl" if sheet.language in RIGHT_TO_LEFT else "ltr"


def _figures(sheet: Sheet) -> list[Figure]:
    """Return all drawings; each has its own name, which its parts and its file bear.

    Raises
    ------
    ValueError
        When two drawings have one name: a page would show one in place of the other.
    """
    figures = [each for section in sheet.sections for each in section.figures]
    names = [each.name for each in figures]
    if len(set(names)) < len(names):
        raise ValueError(f"two drawings of the sheet {sheet.title!r} have one name: {names}")
    return figures
