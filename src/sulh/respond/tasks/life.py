"""The life of tasks: what state each is in, which steps do not fit, what runs, what is due, what is late.

A task begins as *ordered*. It is accepted, goes under way and is done; it may fail or be cancelled at any time
before its end, and nothing follows its end. A step that leaves one out counts, and the gap is named: that a
patrol came back is true even if nobody wrote down that it left. A step that cannot be does not count.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

import polars as pl

from sulh.errors import plural
from sulh.values import format_utc

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sulh.respond.tasks.records import Step, Task, TaskStep

__all__ = [
    "State",
    "TaskState",
    "TaskWatch",
    "next_states",
    "step_fault",
    "task_states",
    "units_out",
    "watch_tasks",
]

State = Literal["ordered", "accepted", "under-way", "done", "failed", "cancelled"]

FOLLOWS: dict[State, tuple[Step, ...]] = {
    "ordered": ("accepted", "under-way", "done", "failed", "cancelled"),
    "accepted": ("under-way", "done", "failed", "cancelled"),
    "under-way": ("done", "failed", "cancelled"),
    "done": (),
    "failed": (),
    "cancelled": (),
}
GAPS: dict[tuple[State, Step], str] = {
    ("ordered", "under-way"): "accepted",
    ("ordered", "done"): "accepted and under way",
    ("accepted", "done"): "under way",
}
"""Which steps are missing where one follows another."""
DAYS_SHOWN = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskState:
    """A task as it stands: its state since when, when it really started and ended, and its delay.

    `late_min`: minutes after its plan, by which it has not started (or started), not ended (or ended); 0: in
    time. `is_alert`: it is late, and somebody has to act. `gaps`: steps that nobody recorded.
    """

    task: Task
    state: State
    since: datetime
    started: datetime | None = None
    ended: datetime | None = None
    reason: str = ""
    late_min: float = 0.0
    is_alert: bool = False
    gaps: tuple[str, ...] = ()

    @property
    def ref(self) -> str:
        """Return the task's reference."""
        return self.task.origin.ref

    @property
    def sentence(self) -> str:
        """Return in a sentence what is late; empty where nothing is."""
        if not self.late_min:
            return ""
        name = f"{self.ref} ({self.task.type}, {self.task.unit})"
        if self.is_alert:
            what = "is not back" if self.state == "under-way" else "has not started"
            return f"{name} {what}: {plural(round(self.late_min), 'minute')} after its plan."
        return f"{name} ended {plural(round(self.late_min), 'minute')} after its plan."


def next_states(state: State) -> tuple[Step, ...]:
    """Return the steps that may follow a state."""
    return FOLLOWS[state]


def step_fault(state: TaskState | None, task: str, step: str) -> str:
    """Return why a step cannot follow the state of a task; empty where it can."""
    name = f"{step.replace('-', ' ')} of {task}"
    if state is None:
        return f"{name}: there is no such task."
    if step not in FOLLOWS[state.state]:
        if not FOLLOWS[state.state]:
            return f"{name}: it is {state.state} since {format_utc(state.since)}; nothing follows."
        return f"{name}: it is {state.state.replace('-', ' ')}."
    return ""


def task_states(
    tasks: Sequence[Task], steps: Iterable[TaskStep], now: datetime
) -> tuple[tuple[TaskState, ...], tuple[str, ...]]:
    """Return each task as it stands at a moment (UTC), and a sentence for each step that does not fit.

    Steps after the moment do not count yet. A step names a task of its own sender, or else the only one of
    that name.
    """
    states = {
        (each.origin.source, each.origin.ref): TaskState(
            task=each, state="ordered", since=each.span.start
        )
        for each in tasks
    }
    order = {step: i for i, step in enumerate(FOLLOWS["ordered"])}
    faults = []
    for step in sorted(steps, key=lambda e: (e.span.start, order[e.step], e.origin.ref)):
        if step.span.start > now:
            continue
        key = _task_of(states, step)
        state = None if key is None else states[key]
        fault = step_fault(state, step.task, step.step)
        if fault or key is None or state is None:
            faults.append(fault)
            continue
        states[key] = _after(state, step)
    return tuple(_with_delay(each, now) for each in states.values()), tuple(faults)


def _task_of(states: dict[tuple[str, str], TaskState], step: TaskStep) -> tuple[str, str] | None:
    own = (step.origin.source, step.task)
    if own in states:
        return own
    others = [key for key in states if key[1] == step.task]
    return others[0] if len(others) == 1 else None


def _after(state: TaskState, step: TaskStep) -> TaskState:
    at = step.span.start
    gap = GAPS.get((state.state, step.step))
    is_end = not FOLLOWS[step.step]
    return TaskState(
        task=state.task,
        state=step.step,
        since=at,
        started=at if step.step == "under-way" else state.started,
        ended=at if is_end else None,
        reason=step.reason,
        gaps=(*state.gaps, gap) if gap else state.gaps,
    )


def _with_delay(state: TaskState, now: datetime) -> TaskState:
    """Return a state with its delay; what is within the tolerance of a task is in time."""
    plan = state.task.span
    if state.state in ("ordered", "accepted"):
        late = now - plan.start
    elif state.state == "under-way":
        late = now - plan.end
    elif state.state == "done" and state.ended is not None:
        late = state.ended - plan.end
    else:
        return state
    if late <= timedelta(minutes=float(state.task.tolerance_min or 0)):
        return state
    return TaskState(
        task=state.task,
        state=state.state,
        since=state.since,
        started=state.started,
        ended=state.ended,
        reason=state.reason,
        late_min=late.total_seconds() / 60.0,
        is_alert=state.state != "done",
        gaps=state.gaps,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskWatch:
    """What runs at a moment, what is due soon, what is late, what ended lately, and steps that do not fit."""

    now: datetime
    running: tuple[TaskState, ...]
    due: tuple[TaskState, ...]
    late: tuple[TaskState, ...]
    ended: tuple[TaskState, ...]
    faults: tuple[str, ...] = field(default=())

    @property
    def alerts(self) -> tuple[str, ...]:
        """Return a sentence for each task that is late and not ended, the latest first."""
        return tuple(each.sentence for each in self.late)

    def frame(self) -> pl.DataFrame:
        """Return planned against actual: a row for each task that runs, is due, is late or ended lately."""
        rows = list(dict.fromkeys((*self.late, *self.running, *self.due, *self.ended)))
        return pl.DataFrame(
            {
                "task": [each.ref for each in rows],
                "type": [each.task.type for each in rows],
                "unit": [each.task.unit for each in rows],
                "state": [each.state for each in rows],
                "planned_start": [each.task.span.start for each in rows],
                "start": [each.started for each in rows],
                "planned_end": [each.task.span.end for each in rows],
                "end": [each.ended for each in rows],
                "late_min": [each.late_min for each in rows],
                "reason": [each.reason for each in rows],
            },
            schema_overrides={"start": pl.Datetime("us", "UTC"), "end": pl.Datetime("us", "UTC")},
        )


def watch_tasks(
    tasks: Sequence[Task], steps: Iterable[TaskStep], now: datetime, *, ahead_h: float = 24.0
) -> TaskWatch:
    """Return what runs at a moment (UTC), what starts within some hours, and what is late."""
    states, faults = task_states(tasks, steps, now)
    soon = now + timedelta(hours=ahead_h)
    lately = now - timedelta(days=DAYS_SHOWN)
    waiting = [each for each in states if each.state in ("ordered", "accepted")]
    by_start = sorted(waiting, key=lambda e: (e.task.span.start, e.ref))
    return TaskWatch(
        now=now,
        running=tuple(
            sorted(
                (e for e in states if e.state == "under-way"),
                key=lambda e: (e.task.span.end, e.ref),
            )
        ),
        due=tuple(e for e in by_start if not e.is_alert and e.task.span.start <= soon),
        late=tuple(sorted((e for e in states if e.is_alert), key=lambda e: (-e.late_min, e.ref))),
        ended=tuple(
            sorted(
                (e for e in states if e.ended is not None and e.ended >= lately),
                key=lambda e: (e.since, e.ref),
            )
        ),
        faults=faults,
    )


def units_out(states: Iterable[TaskState], moment: datetime) -> dict[str, str]:
    """Return the units that a task keeps at a moment, each with the task in words."""
    out: dict[str, str] = {}
    for each in states:
        plan = each.task.span
        is_planned = each.state in ("ordered", "accepted") and plan.start <= moment <= plan.end
        if each.state == "under-way" or is_planned:
            out.setdefault(each.task.unit, f"{each.task.type} {each.ref}")
    return out
