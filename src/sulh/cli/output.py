"""Show a command's result: write it in the form that a file's ending names, and print it."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, Any

import click

from sulh.cli import rooms
from sulh.cli.show import OBEYED, console, plain, unread

if TYPE_CHECKING:
    from sulh.report.forms import ResultForms

__all__ = [
    "plain_json",
    "print_json",
    "print_lines",
    "show",
    "whole_output",
    "write_output",
    "writing",
]


def show(forms: "ResultForms", output: Path | None, *, as_json: bool = False) -> None:
    """Write a result to the file in the form of its ending, and print it: as JSON, or as a page.

    A page says of which files some rows could not be read: whoever is handed it did not see stderr.
    """
    if notes := unread():
        forms = forms.noting(notes)
    if output is not None:
        write_output(output, forms.writers())
    if as_json:
        click.echo(_escaped(forms.text()))
    else:
        rooms.terminal.show_sheet(console(), (forms.printed or forms.sheet)())


def write_output(path: Path, writers: Mapping[str, Callable[[], str | bytes]]) -> None:
    """Write the file with the writer of its ending, and say so on stderr."""
    rooms.workspace.write_form(path, writers)
    _say_written(path)


@contextmanager
def writing(path: Path) -> Iterator[IO[str]]:
    """Open a file to be written in pieces, and say so on stderr at the end."""
    with rooms.workspace.writing(path) as file:
        yield file
    _say_written(path)


def _say_written(path: Path) -> None:
    console(stderr=True).print(f"Wrote {path}", soft_wrap=True)


KEPT_BYTES = 1_000_000
"""So much of what is printed whole is kept in memory, and the rest in a file without a name."""
PIECE_LENGTH = 65_536


@contextmanager
def whole_output() -> Iterator[Callable[[str], object]]:
    """Give what takes text in pieces, and print it at the end; nothing of it when something is raised."""
    with SpooledTemporaryFile(KEPT_BYTES, "w+", encoding="utf-8", newline="") as spool:
        yield spool.write
        spool.seek(0)
        for piece in iter(partial(spool.read, PIECE_LENGTH), ""):
            click.echo(piece, nl=False)


def plain_json(content: Any, *, indent: int | None = None) -> str:
    """Return JSON with letters as they are, and without signs that a terminal obeys."""
    return _escaped(json.dumps(content, ensure_ascii=False, indent=indent))


def _escaped(text: str) -> str:
    return OBEYED.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)


def print_json(content: Any) -> None:
    """Print JSON for people and programs, indented."""
    click.echo(plain_json(content, indent=2))


def print_lines(lines: Iterable[tuple[str, str | None]]) -> None:
    """Print lines, each in its colour."""
    for text, colour in lines:
        click.secho(plain(text), fg=colour)
