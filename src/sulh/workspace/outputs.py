"""Results as files: in the form that the ending names, whole or not at all where they are written in pieces."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sulh.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from typing import IO

__all__ = ["make_folder", "write_form", "writing"]

OTHER_FOLDER = "Name a file in another folder."


def write_form(path: Path, writers: Mapping[str, Callable[[], str | bytes]]) -> None:
    """Write a file with the writer of its ending; see `sulh.report.forms.ResultForms.writers`.

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
            f"{path} cannot be written: {error.strerror}.", remedy=OTHER_FOLDER
        ) from error


@contextmanager
def writing(path: Path) -> Iterator[IO[str]]:
    """Open a file to be written in pieces; what fails leaves no half of it.

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
            f"{path} cannot be written: {error.strerror}.", remedy=OTHER_FOLDER
        ) from error
    finally:
        part.unlink(missing_ok=True)


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
