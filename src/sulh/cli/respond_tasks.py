"""``sulh respond issue``, ``step`` and ``watch``: plans become tasks, tasks have a life."""

from datetime import datetime
from typing import Annotated, Literal

import click
from click import FloatRange, IntRange

from sulh.cli import rooms
from sulh.cli.options import AsOf, Exercise, InFile, Json, Language, When
from sulh.cli.output import show
from sulh.cli.parameters import Mission, Now
from sulh.cli.respond import CaseFile, respond
from sulh.errors import InputError

Source = Annotated[str, "Sender of the tasks."]


@respond.command(short_help="Issue a plan as tasks.")
def issue(
    mission: Mission,
    plan: InFile,
    *,
    name: Annotated[str, "Name of the plan; tasks are NAME-1, …; default: the file's."] = "",
    unit: Annotated[str, "Unit that does it, where the plan does not say."] = "",
    choice: Annotated[int, "Which choice of a reaction.", IntRange(1)] = 1,
    tolerance_min: Annotated[int | None, "Delay that is no alert.", IntRange(0)] = None,
    source: Source = "operations",
    exercise: Exercise = False,
    now: Now,
) -> None:
    """Issue PLAN as tasks in the mission's ledger.

    PLAN is what `sulh protect patrol`, `sulh respond casevac --casualty`, `react` or `convoys` wrote with
    --json. Each patrol, asset, unit or vehicle trip becomes a task with its planned times. A task that was
    issued before is counted, never doubled.
    """
    content = rooms.workspace.read_plan(plan)
    rows = rooms.respond.tasks_of_plan(
        content, name=name or plan.stem, clock=mission.pack.timezone, unit=unit, choice=choice
    )
    if tolerance_min is not None:
        rows = [{**row, "tolerance_min": str(tolerance_min)} for row in rows]
    simulated = exercise or bool(content.get("simulated"))
    result = rooms.workspace.issue_tasks(mission, rows, source=source, now=now, simulated=simulated)
    were = "was" if result.duplicates == 1 else "were"
    again = f", {result.duplicates} {were} issued before" if result.duplicates else ""
    click.echo(f"Issued {result.entered} {'task' if result.entered == 1 else 'tasks'}{again}.")
    for row in rows:
        click.echo(f"{row['ref']}  {row['type']}  {row['unit']}  {row['start']} to {row['end']}")


@respond.command(short_help="Record a step in the life of a task.")
def step(
    mission: Mission,
    task: str,
    word: Annotated[
        Literal["accepted", "under-way", "done", "failed", "cancelled"], {"metavar": "STEP"}
    ],
    *,
    at: Annotated[
        datetime | None,
        "When it happened; default: now.",
        When("start", on_mission_clock=True),
    ] = None,
    reason: Annotated[str, "Why, for what failed or was cancelled."] = "",
    source: Source = "operations",
    exercise: Exercise = False,
    now: Now,
) -> None:
    """Record that TASK was accepted, is under way, is done, failed or was cancelled (STEP).

    A step that cannot follow the state of the task is refused. One that leaves a step out enters, and
    `sulh respond watch` names the gap.
    """
    if at is not None and at > now:
        raise InputError(
            "A step cannot be in the future.", remedy="Record it when it has happened."
        )
    state = rooms.workspace.record_step(
        mission,
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


@respond.command(short_help="List what runs now, what is due and what is late.")
def watch(
    mission: Mission,
    *,
    at: Annotated[
        datetime | None,
        "Look at this moment; default: now.",
        When("end", on_mission_clock=True),
    ] = None,
    hours: Annotated[float, "List what starts within so many hours.", FloatRange(0.0)] = 24.0,
    as_of: AsOf = None,
    exercise: Exercise = False,
    as_json: Json = False,
    output: CaseFile = None,
    language: Language = "en",
    now: Now,
) -> None:
    """List the tasks that run now, what is due, what is late, and what ended, planned against actual."""
    tasks = rooms.workspace.watch_mission(
        mission,
        at or now,
        ahead_h=hours,
        as_of=as_of,
        simulated=exercise,
    )
    forms = rooms.forms.tasks_forms(tasks, simulated=exercise, language=language)
    show(forms, output, as_json=as_json)
