"""``sulh respond issue``, ``step`` and ``watch``: plans become tasks, tasks have a life."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from sulh.cli.options import AS_OF, EXERCISE, FILE, JSON, When, output_option
from sulh.cli.protect import deliver_answer
from sulh.errors import InputError, shown

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["issue", "step", "watch"]

SOURCE = click.option(
    "--source", default="operations", show_default=True, help="Sender of the tasks."
)
WHEN = click.option(
    "--at", type=When("start", on_mission_clock=True), metavar="TIME",
    help="When it happened; default: now.",
)  # fmt: skip


@click.command(short_help="Issue a plan as tasks.")
@click.argument("plan", type=FILE)
@click.option(
    "--name", default="", help="Name of the plan; tasks are NAME-1, …; default: the file's."
)
@click.option("--unit", default="", help="Unit that does it, where the plan does not say.")
@click.option("--choice", type=click.IntRange(1), default=1, show_default=True,
              help="Which choice of a reaction.")  # fmt: skip
@click.option("--tolerance-min", type=click.IntRange(0), help="Delay that is no alert.")
@SOURCE
@EXERCISE
@click.pass_obj
def issue(
    folder: Path,
    /,
    *,
    plan: Path,
    name: str,
    unit: str,
    choice: int,
    tolerance_min: int | None,
    source: str,
    exercise: bool,
) -> None:
    """Issue PLAN as tasks in the mission's ledger.

    PLAN is what `sulh protect patrol`, `sulh respond casevac --casualty`, `react` or `convoys` wrote with
    --json. Each patrol, asset, unit or vehicle trip becomes a task with its planned times. A task that was
    issued before is counted, never doubled.
    """
    from sulh import workspace
    from sulh.respond import tasks_of_plan

    mission = workspace.open_workspace(folder)
    try:
        content: Any = json.loads(plan.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"{shown(plan.name)} is no JSON: {error}.") from error
    if not isinstance(content, dict):
        raise InputError(f"{shown(plan.name)} is no plan.", remedy="Give what --json wrote.")
    rows = tasks_of_plan(
        content, name=name or plan.stem, clock=mission.pack.timezone, unit=unit, choice=choice
    )
    if tolerance_min is not None:
        rows = [{**row, "tolerance_min": str(tolerance_min)} for row in rows]
    result = workspace.issue_tasks(
        mission,
        rows,
        source=source,
        now=datetime.now(UTC),
        simulated=exercise or bool(content.get("simulated")),
    )
    again = f", {result.duplicates} were issued before" if result.duplicates else ""
    click.echo(f"Issued {result.entered} tasks{again}.")
    for row in rows:
        click.echo(f"{row['ref']}  {row['type']}  {row['unit']}  {row['start']} to {row['end']}")


@click.command(short_help="Record a step in the life of a task.")
@click.argument("task")
@click.argument(
    "word",
    metavar="STEP",
    type=click.Choice(["accepted", "under-way", "done", "failed", "cancelled"]),
)
@WHEN
@click.option("--reason", default="", help="Why, for what failed or was cancelled.")
@SOURCE
@EXERCISE
@click.pass_obj
def step(
    folder: Path,
    /,
    *,
    task: str,
    word: str,
    at: datetime | None,
    reason: str,
    source: str,
    exercise: bool,
) -> None:
    """Record that TASK was accepted, is under way, is done, failed or was cancelled (STEP).

    A step that cannot follow the state of the task is refused. One that leaves a step out enters, and
    `sulh respond watch` names the gap.
    """
    from sulh import workspace

    now = datetime.now(UTC)
    if at is not None and at > now:
        raise InputError(
            "A step cannot be in the future.", remedy="Record it when it has happened."
        )
    state = workspace.record_step(
        workspace.open_workspace(folder),
        task,
        word,
        source=source,
        at=at or now,
        now=now,
        reason=reason,
        simulated=exercise,
    )
    late = f" {state.sentence}" if state.sentence else ""
    click.echo(f"{state.ref} is {state.state.replace('-', ' ')}.{late}")


@click.command(short_help="List what runs now, what is due and what is late.")
@click.option("--at", type=When("end", on_mission_clock=True), metavar="TIME",
              help="Look at this moment; default: now.")  # fmt: skip
@click.option("--hours", type=click.FloatRange(0.0), default=24.0, show_default=True,
              help="List what starts within so many hours.")  # fmt: skip
@AS_OF
@EXERCISE
@JSON
@output_option(".html", ".pdf", ".xlsx", ".csv", ".json")
@click.pass_obj
def watch(
    folder: Path,
    /,
    *,
    at: datetime | None,
    hours: float,
    as_of: datetime | None,
    exercise: bool,
    as_json: bool,
    output: Path | None,
) -> None:
    """List the tasks that run now, what is due, what is late, and what ended, planned against actual."""
    from sulh import workspace
    from sulh.report.pages.tasks import tasks_sheet
    from sulh.respond import watch_answer

    tasks = workspace.watch_mission(
        workspace.open_workspace(folder),
        at or datetime.now(UTC),
        ahead_h=hours,
        as_of=as_of,
        simulated=exercise,
    )
    deliver_answer(
        partial(tasks_sheet, tasks),
        watch_answer(tasks),
        output,
        as_json=as_json,
        work="A page of tasks in PDF",
        csv=lambda: tasks.frame().write_csv(),
    )
