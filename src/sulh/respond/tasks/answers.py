"""Tasks as JSON, for the command and the API."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sulh.values import format_utc

if TYPE_CHECKING:
    from datetime import datetime

    from sulh.respond.tasks.life import TaskState, TaskWatch

__all__ = ["TaskAnswer", "WatchAnswer", "watch_answer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskAnswer:
    """A task as it stands; times are RFC 3339 in UTC, null: not yet. `alert`: a sentence, where it is late."""

    task: str
    type: str
    unit: str
    state: str
    planned_start: str
    planned_end: str
    started: str | None
    ended: str | None
    late_min: float
    alert: str
    reason: str
    lon: float | None
    lat: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchAnswer:
    """What runs at a moment, what is due, what is late and what ended in the last day.

    `alerts` has a sentence for each task that is late and not ended, the latest first; `faults` one for each
    step that does not fit.
    """

    at: str
    alerts: list[str]
    running: list[TaskAnswer]
    due: list[TaskAnswer]
    late: list[TaskAnswer]
    ended: list[TaskAnswer]
    faults: list[str]


def watch_answer(watch: TaskWatch) -> WatchAnswer:
    """Return tasks for JSON."""
    return WatchAnswer(
        at=format_utc(watch.now),
        alerts=list(watch.alerts),
        running=[_task(each) for each in watch.running],
        due=[_task(each) for each in watch.due],
        late=[_task(each) for each in watch.late],
        ended=[_task(each) for each in watch.ended],
        faults=list(watch.faults),
    )


def _task(state: TaskState) -> TaskAnswer:
    task = state.task
    return TaskAnswer(
        task=state.ref,
        type=task.type,
        unit=task.unit,
        state=state.state,
        planned_start=format_utc(task.span.start),
        planned_end=format_utc(task.span.end),
        started=_text(state.started),
        ended=_text(state.ended),
        late_min=state.late_min,
        alert=state.sentence if state.is_alert else "",
        reason=state.reason,
        lon=task.place.lon,
        lat=task.place.lat,
    )


def _text(moment: datetime | None) -> str | None:
    return None if moment is None else format_utc(moment)
