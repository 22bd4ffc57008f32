"""Write a command's result to a file, in the form that its ending names, and say where it is."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from sulh.cli.show import console
from sulh.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path
    from typing import IO

    from sulh.report import Sheet
    from sulh.report.forms import ResultForms

__all__ = [
    "make_folder",
    "print_json",
    "print_lines",
    "print_sheet",
    "show",
    "write_output",
    "writing",
]


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


@contextmanager
def writing(path: Path) -> Iterator[IO[str]]:
    """Open a file to be written in pieces, and say so on stderr at the end; what fails leaves no half of it.

    Raises
    ------
    InputError
        When it cannot be written.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            yield file
        part.replace(path)
    except BrokenPipeError:
        raise  # of standard output, which is written beside it
    except OSError as error:
        raise InputError(
            f"{path} cannot be written: {error.strerror}.", remedy="Name a file in another folder."
        ) from error
    finally:
        part.unlink(missing_ok=True)
    console(stderr=True).print(f"Wrote {path}", markup=False, soft_wrap=True)


def make_folder(path: Path) -> None:
    """Make a folder, where it is not there yet.

    Raises
    ------
    InputError
        When the system refuses it.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{path} cannot be made: {error.strerror}.") from error


def print_sheet(sheet: Sheet) -> None:
    """Print the first figures, the sentences and the tables of a page on the terminal."""
    from sulh.report.terminal.sheets import show_sheet

    show_sheet(console(), sheet)


def show(forms: ResultForms, output: Path | None, *, as_json: bool = False) -> None:
    """Write a result to the file in the form of its ending, and print it: as JSON, or as a page."""
    if output is not None:
        write_output(output, forms.writers())
    if as_json:
        click.echo(forms.text())
    else:
        print_sheet((forms.printed or forms.sheet)())


def print_json(content: Any) -> None:
    """Print JSON for people and programs: indented, letters as they are."""
    click.echo(json.dumps(content, ensure_ascii=False, indent=2))


def print_lines(lines: Iterable[tuple[str, str | None]]) -> None:
    """Print lines, each in its colour."""
    for text, colour in lines:
        click.secho(text, fg=colour)
