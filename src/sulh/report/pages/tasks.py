"""The page of tasks: what is late, what runs, what is due, and planned against actual."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sulh.report.sheet import Cell, Fact, Section, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sulh.respond.tasks.life import TaskState, TaskWatch

__all__ = ["tasks_sheet"]

HEADER = ("task", "what", "unit", "state", "planned start", "start", "planned end", "end",
          "late (min)", "why")  # fmt: skip
TONES: dict[str, Literal["good", "bad", "soft"]] = {
    "done": "good",
    "failed": "bad",
    "cancelled": "soft",
}


def tasks_sheet(watch: TaskWatch) -> Sheet:
    """Return the page of tasks at a moment."""
    return Sheet(
        title="Tasks",
        subtitle=f"{watch.now:%Y-%m-%d %H:%M} UTC",
        facts=(
            Fact(f"{len(watch.late):,}", "late"),
            Fact(f"{len(watch.running):,}", "under way"),
            Fact(f"{len(watch.due):,}", "due"),
            Fact(f"{len(watch.ended):,}", "ended in the last day"),
        ),
        sentences=watch.alerts,
        sections=tuple(
            section
            for section in (
                _section("Under way", watch.running),
                _section("Late to start", (e for e in watch.late if e.state != "under-way")),
                _section("Due", watch.due),
                _section("Ended in the last day: planned against actual", watch.ended),
                Section(heading="Steps that do not fit", bullets=watch.faults),
                Section(heading="Steps that nobody recorded", bullets=_gaps(watch)),
            )
            if section.rows or section.bullets
        ),
    )


def _section(heading: str, states: Iterable[TaskState]) -> Section:
    rows = tuple(_row(each) for each in states)
    return Section(
        heading=heading, header=HEADER, rows=rows, numbers=frozenset({8}), wide=frozenset({9})
    )


def _gaps(watch: TaskWatch) -> tuple[str, ...]:
    every = dict.fromkeys((*watch.running, *watch.late, *watch.due, *watch.ended))
    return tuple(f"{each.ref}: {gap}." for each in every for gap in each.gaps)


def _row(state: TaskState) -> tuple[str | Cell, ...]:
    plan = state.task.span
    word = state.state.replace("-", " ")
    return (
        state.ref,
        state.task.type,
        state.task.unit,
        Cell(word, "bad" if state.is_alert else TONES.get(state.state, "")),
        _time(plan.start),
        _time(state.started),
        _time(plan.end),
        _time(state.ended),
        f"{state.late_min:.0f}" if state.late_min else "",
        state.reason,
    )


def _time(moment: datetime | None) -> str:
    return "" if moment is None else f"{moment:%m-%d %H:%M}"
