"""Write a command's result to a file, in the form that its ending names, and say where it is."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from sulh.cli.show import console
from sulh.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from typing import IO

    from sulh.report import Sheet

__all__ = ["deliver", "print_sheet", "sheet_writers", "write_output", "writing"]


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
    from sulh.report.terminal.sheets import show_sheet

    show_sheet(console(), sheet)


def deliver(
    sheet: Callable[[], Sheet],
    text: str,
    output: Path | None,
    *,
    as_json: bool,
    work: str,
    printed: Callable[[], Sheet] | None = None,
    **writers: Callable[[], str | bytes],
) -> None:
    """Write a result to the file in the form of its ending, and print it: as JSON, which is `text`, or a page.

    `work` names the page in errors. `printed` is the page on the terminal, where it is another. `writers` are
    those of further endings, without their dot.
    """
    if output is not None:
        more = {f".{ending}": writer for ending, writer in writers.items()}
        write_output(output, {**sheet_writers(sheet, work=work), ".json": lambda: text, **more})
    if as_json:
        click.echo(text)
    else:
        print_sheet((printed or sheet)())
