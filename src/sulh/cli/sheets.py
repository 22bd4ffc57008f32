"""Print a page's sentences and tables on the terminal; its drawings are for HTML and PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from sulh.cli.show import console
from sulh.report.sheet import Cell
from sulh.report.text import readable

if TYPE_CHECKING:
    from sulh.report.sheet import Section, Sheet

__all__ = ["print_sheet"]

STYLES = {"": "", "good": "green", "doubt": "yellow", "bad": "red", "soft": "dim"}


def print_sheet(sheet: Sheet) -> None:
    """Print the first figures, the sentences and the tables of a page."""
    out = console()
    if sheet.facts:
        facts = " · ".join(f"{each.figure} {each.label}" for each in sheet.facts)
        out.print(Text(readable(facts)), soft_wrap=True)
    for sentence in sheet.sentences:
        out.print(Text(readable(sentence)), soft_wrap=True)
    for section in sheet.sections:
        if section.rows or section.sentences:
            _print_section(section)


def _print_section(section: Section) -> None:
    out = console()
    if section.rows:
        table = Table(title=Text(readable(section.heading)), title_justify="left")
        for place, name in enumerate(section.header):
            is_number = place in section.numbers
            table.add_column(Text(readable(name)), justify="right" if is_number else "left")
        for row in section.rows:
            table.add_row(*(_text(each) for each in row))
        out.print(table)
    else:
        out.print(Text(readable(section.heading), style="bold"))
    for line in (*section.sentences, *section.notes):
        out.print(Text(readable(line)), soft_wrap=True)


def _text(cell: str | Cell) -> Text:
    each = cell if isinstance(cell, Cell) else Cell(cell)
    return Text(readable(each.text), style=STYLES[each.tone])
