"""Write a command's result to a file, in the form that its ending names, and say where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from sulh.cli.show import console
from sulh.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from rich.console import JustifyMethod

    from sulh.report import Cell, Sheet

__all__ = ["print_sheet", "sheet_writers", "write_output"]

STYLES = {"": "", "good": "green", "doubt": "yellow", "bad": "red", "soft": "dim"}
"""How the tones of cells look on a terminal."""


def write_output(path: Path, writers: Mapping[str, Callable[[], str | bytes]]) -> None:
    """Write the file with the writer of its ending, and say so on stderr.

    Raises
    ------
    InputError
        When no writer takes the ending, or the file cannot be written.
    """
    writer = writers.get(path.suffix.casefold())
    if writer is None:
        raise InputError(
            f"{path} has an ending that cannot be written here.",
            remedy=f"Choose one of: {', '.join(writers)}.",
        )
    content = writer()
    try:
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content, "utf-8")
    except OSError as error:
        raise InputError(
            f"{path} cannot be written: {error.strerror}.", remedy="Name a file in another folder."
        ) from error
    console(stderr=True).print(f"Wrote {path}", markup=False, soft_wrap=True)


def sheet_writers(sheet: Callable[[], Sheet], *, work: str) -> dict[str, Callable[[], str | bytes]]:
    """Return the writers of a page: HTML, PDF and the tables as XLSX; `work` names it in errors."""
    from sulh.report import sheet_html, sheet_pdf, sheet_xlsx

    return {
        ".html": lambda: sheet_html(sheet()),
        ".pdf": lambda: sheet_pdf(sheet(), work=work),
        ".xlsx": lambda: sheet_xlsx(sheet()),
    }


def print_sheet(sheet: Sheet) -> None:
    """Print the first figures, the sentences and the tables of a page on the terminal."""
    from sulh.report.text import readable

    out = console()

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
    from sulh.report.text import readable

    if isinstance(cell, str):
        return Text(readable(cell))
    return Text(readable(cell.text), style=STYLES[cell.tone])
