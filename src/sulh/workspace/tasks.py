"""Tasks in a mission's ledger: issue those of a plan, record a step, look at what runs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sulh.errors import InputError, plural, shown
from sulh.observe import open_reports
from sulh.respond import TaskState, step_fault, task_states, units_out, watch_tasks
from sulh.tables import rows_table
from sulh.values import format_utc
from sulh.workspace.entries import ledger_entries
from sulh.workspace.import_reports import ImportOptions, import_reports
from sulh.workspace.record_kinds import RECORD_KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from sulh.respond import TaskWatch
    from sulh.workspace.folder import Workspace
    from sulh.workspace.import_reports import ImportResult

__all__ = ["issue_tasks", "ledger_units_out", "read_plan", "record_step", "watch_mission"]

RATING = {"reliability": "A", "credibility": "1"}
"""What the mission orders and does itself."""


def watch_mission(
    workspace: Workspace,
    now: datetime,
    *,
    ahead_h: float = 24.0,
    as_of: datetime | None = None,
    simulated: bool = False,
) -> TaskWatch:
    """Return what runs at a moment, what is due within some hours and what is late, by the ledger."""
    entries = ledger_entries(workspace, as_of=as_of, simulated=simulated)
    tasks: Any = entries.get("task", ())
    steps: Any = entries.get("task-step", ())
    return watch_tasks(tasks, steps, now, ahead_h=ahead_h)


def read_plan(path: Path) -> dict[str, Any]:
    """Read a plan that a command wrote with `--json`, for `sulh.respond.tasks_of_plan`.

    Raises
    ------
    InputError
        When the file cannot be read, or is no plan.
    """
    try:
        content = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"{shown(path.name)} is no JSON: {error}.") from error
    if not isinstance(content, dict):
        raise InputError(f"{shown(path.name)} is no plan.", remedy="Give what --json wrote.")
    return content


def ledger_units_out(entries: Mapping[str, Any], moment: datetime) -> dict[str, str]:
    """Return the units that a task of the ledger keeps at a moment (UTC), each with the task."""
    states, _ = task_states(entries.get("task", ()), entries.get("task-step", ()), moment)
    return units_out(states, moment)


def issue_tasks(
    workspace: Workspace,
    rows: Sequence[Mapping[str, str]],
    *,
    source: str,
    now: datetime,
    author: str = "watch officer",
    simulated: bool = False,
) -> ImportResult:
    """Append tasks to the ledger; rows are those of the form. One that came in before is counted.

    Raises
    ------
    InputError
        When a row is no task.
    """
    cells = [{"source": source, **RATING, **each} for each in rows]
    return _append(workspace, cells, now=now, author=author, simulated=simulated)


def record_step(
    workspace: Workspace,
    task: str,
    step: str,
    *,
    source: str,
    at: datetime,
    now: datetime,
    reason: str = "",
    author: str = "watch officer",
    simulated: bool = False,
) -> TaskState:
    """Append a step in the life of a task that happened at a moment (UTC); return the task's new state.

    Raises
    ------
    InputError
        When there is no such task, or the step cannot follow its state.
    """
    entries = ledger_entries(workspace, simulated=simulated)
    tasks: Any = [each for each in entries.get("task", ()) if each.origin.ref == task]
    every: Any = entries.get("task-step", ())
    steps = [each for each in every if each.task == task]
    if len(tasks) > 1:
        tasks = [each for each in tasks if each.origin.source == source] or tasks
    if len(tasks) != 1:
        what = "more than one sender has" if tasks else "there is no"
        raise InputError(
            f"{what.capitalize()} task {shown(task)}.",
            remedy="`sulh respond watch` lists the tasks; give --source where several senders have it.",
        )
    owner = tasks[0].origin.source
    states, _ = task_states(tasks, steps, now)
    number = sum(each.task == task for each in steps) + 1
    row = {
        "kind": "task-step",
        "source": owner,
        "ref": f"{task}/{number}-{step}",
        **RATING,
        "task": task,
        "step": step,
        "start": format_utc(at),
        "reason": reason,
    }
    fault = step_fault(states[0], task, step)
    if fault:
        raise InputError(
            fault, remedy="`sulh correct` and `sulh retract` amend a step that was wrong."
        )
    _append(workspace, [row], now=now, author=author, simulated=simulated)
    new: Any = ledger_entries(workspace, simulated=simulated)
    return next(
        each
        for each in task_states(new.get("task", ()), new.get("task-step", ()), now)[0]
        if each.ref == task and each.task.origin.source == owner
    )


def _append(
    workspace: Workspace,
    rows: Sequence[Mapping[str, str]],
    *,
    now: datetime,
    author: str,
    simulated: bool,
) -> ImportResult:
    table = rows_table(rows, name="tasks")
    result = import_reports(
        workspace,
        open_reports(table, format="form", kinds=RECORD_KINDS),
        ImportOptions(now=now, author=author, simulated=simulated),
    )
    if result.rejected or result.conflicts:
        first = next((each for each in result.problems if each.severity == "error"), None)
        raise InputError(
            f"{result.rejected + result.conflicts} of {plural(result.rows, 'row')} cannot enter: {first}",
            remedy="Use another reference, or correct the task that is there.",
        )
    return result
