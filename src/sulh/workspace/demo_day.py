"""The demonstration's day of response on the fictional island: a mission's folder for the console."""

from __future__ import annotations

import shutil
from datetime import timedelta
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from sulh.errors import MissingExtraError
from sulh.respond import tasks_of_plan
from sulh.respond.convoys import plan_content
from sulh.values import parse_utc
from sulh.workspace.demo import MARK, clear
from sulh.workspace.demo_respond import ROADS, plan_day
from sulh.workspace.folder import set_up
from sulh.workspace.import_reports import ImportOptions, import_reports
from sulh.workspace.tasks import issue_tasks, record_step

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from sulh.workspace.folder import Workspace

__all__ = ["demo_day"]

NAMES = (
    *("ambulances", "hospitals", "closures", "vehicles", "stocks", "needs"),
    *("triage", "disasters", "population", "units"),
)
PACK, SITE, SOURCE = "example", "island-demo", "exercise control"


def demo_day(output: Path, *, now: datetime) -> Path:
    """Return the folder of the island's day in `output`, made anew unless that of today (UTC) is there.

    All of it is simulated: ambulances, hospitals, closures, relief, an earthquake's wounded, and the convoys of
    the day of `now` as tasks, with the steps that they have taken by then. The first that should be back is not
    heard of. Without the extra `patrol` there are no convoys.
    """
    folder = output / f"island-{now:%Y-%m-%d}"
    if folder.exists():
        return folder
    if not (output / MARK).is_file():
        clear(output)
    partial = output / f".{folder.name}"
    shutil.rmtree(partial, ignore_errors=True)  # of a run that was stopped
    with as_file(files("sulh.workspace").joinpath("demo_tables")) as tables:
        workspace = set_up(partial, pack_name=PACK, site=SITE, now=now)
        try:
            options = ImportOptions(now=now, simulated=True, source=SOURCE)
            for name in NAMES:
                import_reports(workspace, tables / f"island-{name}.simulated.csv", options)
            _issue_convoys(workspace, tables, now)
        finally:
            workspace.store.close()
        shutil.copy(tables / ROADS, partial / ROADS)
    (partial / "serve.toml").write_text(f'roads = "{ROADS}"\n', "utf-8")
    partial.rename(folder)
    return folder


def _issue_convoys(workspace: Workspace, tables: Path, now: datetime) -> None:
    """Issue the convoys of the day as tasks, and record what each has done by now."""
    clock = workspace.pack.timezone
    try:
        plan, _ = plan_day(tables, first=now.astimezone(clock).date(), days=1)
    except MissingExtraError:
        return
    rows = tasks_of_plan(plan_content(plan), name="convoy", clock=clock)
    issue_tasks(workspace, rows, source=SOURCE, now=now, simulated=True)
    silent = min(rows, key=lambda row: row["end"])["ref"]
    steps = [each for row in rows for each in _steps(row, is_silent=row["ref"] == silent)]
    for task, step, at in sorted(steps, key=lambda each: each[2]):
        if at <= now:
            record_step(workspace, task, step, source=SOURCE, at=at, now=now, simulated=True)


def _steps(row: dict[str, str], *, is_silent: bool) -> Iterator[tuple[str, str, datetime]]:
    """Yield task, step and moment (UTC) of a task that goes as planned; of a silent one, not its end."""
    begins, ends = parse_utc(row["start"]), parse_utc(row["end"])
    yield row["ref"], "accepted", begins - timedelta(hours=1)
    yield row["ref"], "under-way", begins
    if not is_silent:
        yield row["ref"], "done", ends
