"""How problems of rows and packs look on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.errors import group_problems, plural

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

    from sulh.errors import Problem

__all__ = ["show_problems", "show_summary_of"]

PROBLEMS_SHOWN = 50
STYLES = {"error": "red", "warning": "yellow", "assumption": "cyan", "note": "cyan"}


def show_problems(out: Console, problems: Iterable[Problem]) -> None:
    """Print one line a problem; past the first fifty, say how many more there are."""
    listed = list(problems)
    for each in listed[:PROBLEMS_SHOWN]:
        _show_line(out, each)
    if len(listed) > PROBLEMS_SHOWN:
        out.print(f"… and {len(listed) - PROBLEMS_SHOWN} more")


def show_summary_of(out: Console, problems: Iterable[Problem]) -> None:
    """Print problems by kind: up to three examples of each, and how many there are."""
    for group in group_problems(problems):
        first = group.first
        if first.code == "not-an-act":
            rows = plural(group.count, "row stays", "rows stay")
            text = f"{first.source}: {rows} out: {first.field} {first.value!r}"
            out.print(f"{text} {first.message}", markup=False, soft_wrap=True)
            continue
        for each in group.examples:
            _show_line(out, each)
        if group.count > len(group.examples):
            where = f"{first.code} in {first.field}" if first.field else first.code
            more = group.count - len(group.examples)
            out.print(f"… and {more:,} more of this kind ({where})", markup=False)


def _show_line(out: Console, problem: Problem) -> None:
    text, style = f"{problem.severity}: {problem}", STYLES[problem.severity]
    out.print(text, style=style, markup=False, soft_wrap=True)
