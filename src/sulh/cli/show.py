"""How results are shown on a terminal: its consoles and progress bars."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)
from rich.segment import Segment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import ConsoleOptions, RenderableType

    from sulh.errors import Problem

UNREAD = "sulh.unread"
"""Where the context of a command keeps what is said of files: pages are made last."""
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]")
"""What a terminal obeys: controls, but for tabs and new lines, and marks that turn what follows."""


def plain(text: str) -> str:
    """Return text with a mark for each sign that a terminal would obey: a file's name may hold some."""
    return OBEYED.sub("\N{REPLACEMENT CHARACTER}", text)


class SafeConsole(Console):
    """Prints text that a terminal does not obey, whoever wrote it."""

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterator[Segment]:
        """Yield the pieces of what is printed."""
        for each in super().render(renderable, options):
            yield each if each.control else Segment(plain(each.text), each.style)


def console(*, stderr: bool = False) -> Console:
    """Return a console that does not wrap tables away when its output goes into a file."""
    stream = sys.stderr if stderr else sys.stdout
    return SafeConsole(
        stderr=stderr,
        highlight=False,
        markup=False,  # or a name such as "[link=…]" would be obeyed
        emoji=False,
        width=None if stream.isatty() else 200,
        soft_wrap=False,
    )


def print_problems(problems: Iterable[Problem], *, stderr: bool = False) -> None:
    """Print one line a problem; see `show_problems`."""
    from sulh.report.terminal.problems import show_problems

    show_problems(console(stderr=stderr), problems)


def print_summary(problems: Iterable[Problem], *, stderr: bool = False) -> None:
    """Print problems by kind; see `show_summary_of`."""
    from sulh.report.terminal.problems import show_summary_of

    show_summary_of(console(stderr=stderr), problems)


def keep_unread(note: str) -> None:
    """Keep what a page must say of a file's rows that could not be read; empty: nothing."""
    context = click.get_current_context(silent=True)
    if note and context is not None:
        context.meta.setdefault(UNREAD, []).append(note)


def unread() -> list[str]:
    """Return what this command kept of its files, in order."""
    context = click.get_current_context(silent=True)
    return [] if context is None else context.meta.get(UNREAD, [])


def reading_progress() -> Progress:
    """Return a progress bar over bytes, on stderr, shown only on a terminal."""
    return _progress(DownloadColumn(), TransferSpeedColumn())


def counting_progress() -> Progress:
    """Return a progress bar over things that are done one by one, on stderr, shown only on a terminal."""
    return _progress(MofNCompleteColumn())


def _progress(*measured: ProgressColumn) -> Progress:
    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        *measured,
        TimeRemainingColumn(),
        console=console(stderr=True),
        disable=not sys.stderr.isatty(),
        transient=True,
    )
