"""How results are shown on a terminal: its consoles and progress bars."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

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
