"""A sheet: a page or two of sentences, drawings and tables, from one model as HTML and as PDF.

Briefs, statements and dashboards are sheets. No word of the input is read as markup, and the page
loads nothing.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from sulh.report.text import readable
from sulh.report.typeset import document_files, typeset

if TYPE_CHECKING:
    from sulh.report.model import Figure

__all__ = ["Cell", "Fact", "Section", "Sheet", "sheet_html", "sheet_pdf"]

Tone = Literal["", "good", "doubt", "bad", "soft"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A table's cell, of a tone: good, in doubt, bad, or soft (less important)."""

    text: str
    tone: Tone = ""


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
    """

    title: str
    banner: str = ""
    subtitle: str = ""
    facts: tuple[Fact, ...] = ()
    sentences: tuple[str, ...] = ()
    sections: tuple[Section, ...] = field(default=())
    landscape: bool = False


def sheet_html(sheet: Sheet) -> str:
    """Return the sheet as one HTML page that needs nothing else."""
    drawings = {
        name: Markup(figure.svg)  # noqa: S704 -- ours, escaped
        for name, figure in _drawings(sheet).items()
    }
    return str(_page().render(sheet=_plain(sheet), drawings=drawings))


def sheet_pdf(sheet: Sheet, *, work: str = "A sheet in PDF") -> bytes:
    """Return the sheet as PDF: the same bytes for the same sheet.

    Raises
    ------
    MissingExtraError
        When the extra `pdf` is not installed; the message names `work`.
    """
    drawings = {name: figure.svg for name, figure in _drawings(sheet).items()}
    return typeset(document_files("sheet.typ", _plain(sheet), drawings), work=work)


def _drawings(sheet: Sheet) -> dict[str, Figure]:
    """Return the drawings by the names of their files."""
    return {
        _file_name(place, n): figure
        for place, section in enumerate(sheet.sections)
        for n, figure in enumerate(section.figures)
    }


def _file_name(section: int, figure: int) -> str:
    return f"figure{section}-{figure}.svg"


@cache
def _page() -> Any:
    text = files("sulh.report").joinpath("templates", "sheet.html.j2").read_text("utf-8")
    made = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return made.from_string(text)


def _plain(sheet: Sheet) -> dict[str, Any]:
    """Return the sheet in types that JSON has, its words readable, without its drawings."""
    return {
        "title": readable(sheet.title),
        "banner": readable(sheet.banner),
        "subtitle": readable(sheet.subtitle),
        "facts": [
            {key: readable(text) for key, text in asdict(each).items()} for each in sheet.facts
        ],
        "sentences": [readable(each) for each in sheet.sentences],
        "landscape": sheet.landscape,
        "sections": [_section(each, place) for place, each in enumerate(sheet.sections)],
    }


def _section(section: Section, place: int) -> dict[str, Any]:
    texts = frozenset(range(len(section.header))) - section.numbers
    return {
        "heading": readable(section.heading),
        "sentences": [readable(each) for each in section.sentences],
        "figures": [
            {"file": _file_name(place, n), "caption": readable(each.caption)}
            for n, each in enumerate(section.figures)
        ],
        "header": [readable(each) for each in section.header],
        "rows": [[_cell(each) for each in row] for row in section.rows],
        "numbers": sorted(section.numbers),
        "wide": sorted(section.wide or texts),
        "bullets": [readable(each) for each in section.bullets],
        "notes": [readable(each) for each in section.notes],
    }


def _cell(cell: str | Cell) -> dict[str, str]:
    each = cell if isinstance(cell, Cell) else Cell(cell)
    return {"text": readable(each.text), "tone": each.tone}
