"""How results are shown on a terminal: its consoles and progress bars."""

from __future__ import annotations

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

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sulh.errors import Problem

UNREAD = "sulh.unread"
"""Where the context of a command keeps what is said of files: pages are made last."""


def console(*, stderr: bool = False) -> Console:
    """Return a console that does not wrap tables away when its output goes into a file."""
    stream = sys.stderr if stderr else sys.stdout
    return Console(
        stderr=stderr, highlight=False, width=None if stream.isatty() else 200, soft_wrap=False
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
        TextColumn("{task.description}"),
        BarColumn(),
        *measured,
        TimeRemainingColumn(),
        console=console(stderr=True),
        disable=not sys.stderr.isatty(),
        transient=True,
    )
