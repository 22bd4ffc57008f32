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

from sulh.errors import group_problems

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sulh.errors import Problem

PROBLEMS_SHOWN = 50
STYLES = {"error": "red", "warning": "yellow", "assumption": "cyan", "note": "cyan"}


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
        _print_line(out, each)
    if len(listed) > PROBLEMS_SHOWN:
        out.print(f"… and {len(listed) - PROBLEMS_SHOWN} more")


def _print_line(out: Console, problem: Problem) -> None:
    text, style = f"{problem.severity}: {problem}", STYLES[problem.severity]
    out.print(text, style=style, markup=False, soft_wrap=True)


def print_summary(problems: Iterable[Problem], *, stderr: bool = False) -> None:
    """Print problems by kind: up to three examples of each, and how many there are."""
    out = console(stderr=stderr)
    for group in group_problems(problems):
        first = group.first
        if first.code == "not-an-act":
            rows = "1 row stays" if group.count == 1 else f"{group.count:,} rows stay"
            text = f"{first.source}: {rows} out: {first.field} {first.value!r}"
            out.print(f"{text} {first.message}", markup=False, soft_wrap=True)
            continue
        for each in group.examples:
            _print_line(out, each)
        if group.count > len(group.examples):
            where = f"{first.code} in {first.field}" if first.field else first.code
            more = group.count - len(group.examples)
            out.print(f"… and {more:,} more of this kind ({where})", markup=False)


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
