"""The page of tasks: what is late, what runs, what is due, and planned against actual."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sulh.languages.rooms import room_texts
from sulh.languages.speech import ENGLISH
from sulh.report.month_tasks import steps_text
from sulh.report.pages.words import column_names, moment_text
from sulh.report.sheet import Cell, Fact, Section, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sulh.languages.speech import Speech
    from sulh.respond.tasks.life import TaskState, TaskWatch

__all__ = ["tasks_sheet"]

HEADER = (
    *(
        "tasklist-task",
        "tasklist-what",
        "tasklist-unit",
        "tasklist-state",
        "tasklist-planned-start",
    ),
    *(
        "tasklist-start",
        "tasklist-planned-end",
        "tasklist-end",
        "tasklist-late-min",
        "tasklist-why",
    ),
)
TONES: dict[str, Literal["good", "bad", "soft"]] = {
    "done": "good",
    "failed": "bad",
    "cancelled": "soft",
}


def tasks_sheet(watch: TaskWatch, *, speech: Speech = ENGLISH) -> Sheet:
    """Return the page of tasks at a moment."""
    say, number = speech.say, speech.number
    late = [each for each in watch.late if each.state != "under-way"]
    faults = tuple(room_texts(watch.faults, speech.language))
    return Sheet(
        title=say("tasklist-title"),
        subtitle=say("tasklist-now", time=moment_text(watch.now)),
        language=speech.language,
        facts=(
            Fact(number(len(watch.late)), say("tasklist-late")),
            Fact(number(len(watch.running)), say("tasklist-running")),
            Fact(number(len(watch.due)), say("tasklist-due")),
            Fact(number(len(watch.ended)), say("tasklist-ended")),
        ),
        sentences=tuple(room_texts(watch.alerts, speech.language)),
        sections=tuple(
            section
            for section in (
                _section("tasklist-running-head", watch.running, speech),
                _section("tasklist-late-head", late, speech),
                _section("tasklist-due-head", watch.due, speech),
                _section("tasklist-ended-head", watch.ended, speech),
                Section(heading=say("tasklist-faults-head"), bullets=faults),
                Section(heading=say("tasklist-gaps-head"), bullets=_gaps(watch, speech)),
            )
            if section.rows or section.bullets
        ),
    )


def _section(heading: str, states: Iterable[TaskState], speech: Speech) -> Section:
    return Section(
        heading=speech.say(heading),
        header=column_names(speech, *HEADER),
        rows=tuple(_row(each, speech) for each in states),
        numbers=frozenset({8}),
        wide=frozenset({9}),
    )


def _gaps(watch: TaskWatch, speech: Speech) -> tuple[str, ...]:
    every = dict.fromkeys((*watch.running, *watch.late, *watch.due, *watch.ended))
    return tuple(
        speech.say("tasklist-gap", task=each.ref, steps=steps_text(gap, speech))
        for each in every
        for gap in each.gaps
    )


def _row(state: TaskState, speech: Speech) -> tuple[str | Cell, ...]:
    plan = state.task.span
    word = speech.word(state.state)
    return (
        state.ref,
        speech.word(state.task.type),
        state.task.unit,
        Cell(
            word.replace("-", " ") if speech.is_english else word,
            "bad" if state.is_alert else TONES.get(state.state, ""),
        ),
        _time(plan.start),
        _time(state.started),
        _time(plan.end),
        _time(state.ended),
        speech.number(state.late_min) if state.late_min else "",
        state.reason,
    )


def _time(moment: datetime | None) -> str:
    return "" if moment is None else f"{moment:%m-%d %H:%M}"
