"""How results are shown on a terminal."""

from __future__ import annotations

import math
import sys
from typing import TYPE_CHECKING, Any

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

PROBLEMS_SHOWN = 50


def console(*, stderr: bool = False) -> Console:
    """Return a console that does not wrap tables away when its output goes into a file."""
    stream = sys.stderr if stderr else sys.stdout
    return Console(
        stderr=stderr, highlight=False, width=None if stream.isatty() else 200, soft_wrap=False
    )


def print_problems(problems: Iterable[Problem], *, stderr: bool = False) -> None:
    """Print one line a problem; past the first fifty, say how many more there are."""
    out = console(stderr=stderr)
    listed = list(problems)
    for each in listed[:PROBLEMS_SHOWN]:
        style = "yellow" if each.severity == "warning" else "red"
        out.print(f"{each.severity}: {each}", style=style, markup=False, soft_wrap=True)
    if len(listed) > PROBLEMS_SHOWN:
        out.print(f"… and {len(listed) - PROBLEMS_SHOWN} more")


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


def without_nan(value: Any) -> Any:
    """Return it with null for what has no value, as JSON knows no NaN."""
    if isinstance(value, dict):
        return {key: without_nan(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [without_nan(each) for each in value]
    return None if isinstance(value, float) and math.isnan(value) else value
