"""The tasks of the last month: what was planned beside what happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from sulh.languages.rooms import room_texts
from sulh.languages.speech import ENGLISH
from sulh.respond import task_states

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime, tzinfo

    from sulh.languages.speech import Speech
    from sulh.respond import Task, TaskState, TaskStep

__all__ = ["MonthTasks", "TaskRow", "month_tasks", "steps_text"]

ROWS_MAX = 100
INSTANT = timedelta(microseconds=1)
FATES = (
    "done-in-time",
    "done-late",
    "failed",
    "cancelled",
    "under-way",
    "under-way-late",
    "not-begun",
    "not-begun-late",
)
QUIET = frozenset({"done-in-time", "under-way", "not-begun"})


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """A task: what was planned (UTC) and what happened, how many minutes late, and why."""

    task: str
    type: str
    unit: str
    fate: str
    tone: Literal["good", "bad", "doubt"]
    plan: str
    actual: str
    late: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthTasks:
    """The tasks of a month; those that did not go as planned stand first, `more` are left out.

    `remarks` has a sentence for each step that does not fit or that nobody recorded. Those on steps that do
    not fit are in English; in another language `remarks_hidden` counts them.
    """

    month: str
    summary: str
    rows: tuple[TaskRow, ...]
    more: int
    remarks: tuple[str, ...]
    remarks_hidden: int


def month_tasks(
    tasks: Sequence[Task],
    steps: Iterable[TaskStep],
    *,
    at: datetime,
    timezone: tzinfo,
    speech: Speech = ENGLISH,
) -> MonthTasks | None:
    """Return the tasks of the month that ends with a moment (UTC), on a clock; None: there are none.

    A task belongs to the month where its plan or what happened touches it, up to the moment.
    """
    last = (at - INSTANT).astimezone(timezone)
    first = last.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    states, faults = task_states(tasks, steps, at)
    own = [each for each in states if _touches(each, first, at)]
    if not own:
        return None
    fates = {id(each): _fate(each) for each in own}
    own.sort(key=lambda e: (fates[id(e)] in QUIET, e.task.span.start, e.ref))
    counts = [sum(fate == each for fate in fates.values()) for each in FATES]
    parts = [
        speech.say(f"report-tasks-{fate}", count=count)
        for count, fate in zip(counts, FATES, strict=True)
        if count
    ]
    gaps = [
        speech.say("report-task-gap", task=each.ref, step=steps_text(gap, speech))
        for each in own
        for gap in each.gaps
    ]
    remarks = [*room_texts(faults, speech.language), *gaps]
    return MonthTasks(
        month=speech.month(f"{last:%Y-%m}"),
        summary=speech.say(
            "report-tasks-summary",
            tasks=speech.say("report-tasks-number", count=len(own)),
            list=speech.join(parts),
        ),
        rows=tuple(_row(each, fates[id(each)], speech) for each in own[:ROWS_MAX]),
        more=max(len(own) - ROWS_MAX, 0),
        remarks=tuple(remarks[:ROWS_MAX]),
        remarks_hidden=len(faults) + len(gaps) - min(len(remarks), ROWS_MAX),
    )


def steps_text(gap: str, speech: Speech) -> str:
    """Return the steps that nobody recorded, which `task_states` joins to a phrase, in words."""
    names = [each.replace(" ", "-") for each in gap.split(" and ")]
    return speech.join([speech.say(f"word-{each}") for each in names])


def _touches(state: TaskState, first: datetime, at: datetime) -> bool:
    plan = state.task.span
    spans = [(plan.start, plan.end)]
    if state.started or state.ended:
        start = state.started or state.ended or plan.start
        spans.append((start, state.ended or at))
    return any(start < at and end >= first for start, end in spans)


def _fate(state: TaskState) -> str:
    if state.state in ("failed", "cancelled"):
        return state.state
    if state.state == "done":
        return "done-late" if state.late_min else "done-in-time"
    word = "under-way" if state.state == "under-way" else "not-begun"
    return f"{word}-late" if state.late_min else word


def _row(state: TaskState, fate: str, speech: Speech) -> TaskRow:
    tone: Literal["good", "bad", "doubt"] = "good" if fate == "done-in-time" else "doubt"
    if fate == "failed" or "late" in fate:
        tone = "bad"
    plan = state.task.span
    has_begun = state.state not in ("ordered", "accepted")
    return TaskRow(
        task=state.ref,
        type=speech.say(f"word-{state.task.type}"),
        unit=state.task.unit,
        fate=speech.say(f"report-task-{fate}"),
        tone=tone,
        plan=_span(plan.start, plan.end, speech),
        actual=_span(state.started, state.ended, speech) if has_begun else "",
        late=_late(state.late_min, speech),
        why=state.reason,
    )


def _span(start: datetime | None, end: datetime | None, speech: Speech) -> str:
    """Return two moments to the minute (UTC); the day of the second only where it is another."""
    if end is None:
        return "" if start is None else speech.say("report-task-from", first=_clock(start))
    if start is None:
        return speech.say("report-task-ended", last=_clock(end))
    last = f"{end:%H:%M}" if start.date() == end.date() else _clock(end)
    return speech.say("period-to", first=_clock(start), last=last)


def _clock(moment: datetime) -> str:
    return f"{moment:%m-%d %H:%M}"


def _late(minutes: float, speech: Speech) -> str:
    """Return a delay as minutes, hours or days: whoever reads it wants to know which."""
    whole = round(minutes)
    if whole < 120:
        return speech.say("report-task-minutes", count=whole) if whole else ""
    hours, rest = divmod(whole, 60)
    if hours < 48:
        return speech.say("report-task-hours", hours=f"{hours}", minutes=f"{rest:02}")
    return speech.say("report-task-days", count=hours // 24)
