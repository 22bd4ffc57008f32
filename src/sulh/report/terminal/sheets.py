"""How a page looks on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from sulh.report.text import readable

if TYPE_CHECKING:
    from rich.console import Console, JustifyMethod

    from sulh.report.sheet import Cell, Sheet

__all__ = ["show_sheet"]

STYLES = {"": "", "good": "green", "doubt": "yellow", "bad": "red", "soft": "dim"}
"""How the tones of cells look on a terminal."""


def show_sheet(out: Console, sheet: Sheet) -> None:
    """Print the first figures, the sentences and the tables of a page on the terminal."""

    def say(text: str, style: str = "") -> None:
        out.print(text, style=style, markup=False)

    for text, style in (
        (sheet.banner, "bold magenta"),
        (sheet.title, "bold"),
        (sheet.subtitle, "dim"),
        (" · ".join(f"{each.figure} {each.label}" for each in sheet.facts), ""),
        *((each, "") for each in sheet.sentences),
    ):
        if text:
            say(readable(text), style)
    for section in sheet.sections:
        if not (section.rows or section.sentences or section.bullets):
            continue
        say("")
        say(readable(section.heading), "bold")
        for each in section.sentences:
            say(readable(each))
        if section.rows:
            table = Table(box=None)
            for place, each in enumerate(section.header):
                justify: JustifyMethod = "right" if place in section.numbers else "left"
                table.add_column(Text(readable(each)), justify=justify)
            for row in section.rows:
                table.add_row(*(_text(each) for each in row))
            out.print(table)
        for each in (*section.bullets, *section.notes):
            say(readable(each))


def _text(cell: str | Cell) -> Text:
    if isinstance(cell, str):
        return Text(readable(cell))
    return Text(readable(cell.text), style=STYLES[cell.tone])
