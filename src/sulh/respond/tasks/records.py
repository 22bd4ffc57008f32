"""A task and the steps of its life, each kind declared once."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, get_args

from msgspec import Struct

from sulh.picture import Kind, Origin, Registry
from sulh.picture import fields as f
from sulh.values import Place, Span

__all__ = ["STEPS", "TASK_KINDS", "Step", "Task", "TaskStep", "TaskType"]

TaskType = Literal["patrol", "convoy", "evacuation", "reaction", "escort", "other"]
Step = Literal["accepted", "under-way", "done", "failed", "cancelled"]
STEPS: tuple[Step, ...] = get_args(Step)


class Task(Struct, frozen=True, kw_only=True, gc=False):
    """What a unit is ordered to do, and the times planned for it; its `ref` is its name.

    It counts as late when it starts or ends more than `tolerance_min` after its plan.
    """

    origin: Origin
    type: Annotated[
        TaskType,
        f.ChoiceField(required=True, meaning="what it is", choices=get_args(TaskType)),
    ]
    unit: Annotated[str, f.NameField(required=True, meaning="the unit that does it")]
    span: Annotated[
        Span, f.SpanField(required=True, is_past=False, meaning="when it is to start and to end")
    ]
    tolerance_min: Annotated[
        Decimal | None,
        f.QuantityField(high=10_000, unit="minutes", meaning="the delay that is no alert"),
    ] = None
    plan: Annotated[str, f.KeyField(meaning="the plan that it belongs to")] = ""
    escorted: Annotated[str, f.ReferenceField(to="task", meaning="the task that it escorts")] = ""
    place: Annotated[Place, f.PlaceField(meaning="where it leads")] = Place()


class TaskStep(Struct, frozen=True, kw_only=True, gc=False):
    """A step in the life of a task: accepted, under way, done, failed or cancelled."""

    origin: Origin
    task: Annotated[str, f.ReferenceField(required=True, to="task", meaning="the task")]
    step: Annotated[Step, f.ChoiceField(required=True, meaning="what happened", choices=STEPS)]
    span: Annotated[Span, f.SpanField(required=True, meaning="when it happened")]
    reason: Annotated[str, f.TextField(meaning="why, for what failed or was cancelled")] = ""
    place: Annotated[Place, f.PlaceField(meaning="where")] = Place()


TASK_KINDS = Registry(Kind(Task, table="tasks"), Kind(TaskStep, table="task_steps"))
