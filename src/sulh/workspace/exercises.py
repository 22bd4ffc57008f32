"""An exercise in a folder: its records, each taken in at its simulated time, and what they are worth."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime, time, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from sulh.errors import InputError
from sulh.exercise import play_scenario, read_scenario, score_played
from sulh.observe import open_reports
from sulh.observe.records import REPORT_KINDS
from sulh.tables import rows_table
from sulh.workspace.folder import open_workspace, set_up
from sulh.workspace.import_reports import ImportOptions, import_reports
from sulh.workspace.judge import judge

if TYPE_CHECKING:
    from pathlib import Path

    from sulh.exercise import Played, Scored
    from sulh.workspace.folder import Workspace

__all__ = ["review_exercise", "write_exercise"]

FOLDER, SCENARIO, RUN = "exercise", "scenario.toml", "run.json"


def write_exercise(folder: Path, scenario: Path, played: Played) -> int:
    """Make a mission in `folder` whose ledger holds the exercise's reports; return how many.

    Each report enters on the simulated day on which it comes, so that the ledger's times are the exercise's;
    every record is marked as simulated. The scenario and the seed are kept beside, under ``exercise/``.

    Raises
    ------
    InputError
        When the folder is not empty.
    """
    begins = played.scenario.from_
    source = played.scenario.pack.folder or played.scenario.pack.id
    workspace = set_up(folder, pack_name=source, site=f"exercise-{played.scenario.id}", now=begins)
    entered = 0
    for day, reports in groupby(played.in_time, key=lambda each: each.comes.date()):
        rows = [each.row for each in reports]
        ends = datetime.combine(day + timedelta(days=1), time(), UTC)
        entered += _take_in(workspace, rows, f"exercise-{day}", ends)
    workspace.store.close()
    own = folder / FOLDER
    own.mkdir()
    shutil.copyfile(scenario, own / SCENARIO)
    content = {"seed": played.seed, "scenario": played.scenario.id}
    (own / RUN).write_text(json.dumps(content) + "\n", "utf-8")
    return entered


def _take_in(workspace: Workspace, rows: list[dict[str, str]], name: str, now: datetime) -> int:
    """Take rows in; the exercise's own are right, and a row that is not is a fault of the scenario.

    Raises
    ------
    InputError
        When a row does not enter.
    """
    opened = open_reports(rows_table(rows, name=name))
    result = import_reports(workspace, opened, ImportOptions(now=now, simulated=True))
    if result.rejected or result.conflicts:
        first = next((str(each) for each in result.problems if each.severity == "error"), "")
        raise InputError(f"A report of the exercise does not enter: {first}")
    return result.entered


def _seed(path: Path) -> int:
    """Return the seed that an exercise was played with."""
    try:
        seed = json.loads(path.read_text("utf-8"))["seed"]
    except (OSError, ValueError, KeyError, TypeError):
        seed = None
    if isinstance(seed, int) and seed >= 0:
        return seed
    raise InputError(
        f"{path} does not say with which seed the exercise was played.",
        remedy='Write the number that `sulh exercise run` said, as {"seed": 7}.',
    )


def review_exercise(
    folder: Path,
) -> tuple[Played, tuple[Scored, ...], tuple[tuple[datetime, str], ...]]:
    """Hold the findings of an exercise's ledger, trainees' corrections and all, against its truth.

    Also return what trainees decided: when (UTC) each record that is no report was made, and what it is.

    Raises
    ------
    InputError
        When there is no exercise in the folder, or its files cannot be read.
    """
    own = folder / FOLDER
    if not (own / RUN).is_file():
        raise InputError(
            f"There is no exercise in {folder}.",
            remedy="Make one with `sulh exercise run SCENARIO.toml -o FOLDER`.",
        )
    workspace = open_workspace(folder)
    scenario = read_scenario(own / SCENARIO, pack=workspace.pack)
    played = play_scenario(scenario, seed=_seed(own / RUN))
    judgement = judge(workspace, as_of=None, at=scenario.until, simulated=True)
    played_records = [each for each in workspace.store.records() if each.simulated]
    records = {
        (str(each.body.get("source", "")), str(each.body.get("ref", ""))): each.id
        for each in played_records
        if each.kind in REPORT_KINDS
    }
    decisions = tuple(
        (each.recorded_at, f"{each.kind} by {each.author}")
        for each in played_records
        if each.kind not in (*REPORT_KINDS.names, "import")
    )
    ids = [records.get((each.row["source"], each.row["ref"]), "") for each in played.reports]
    workspace.store.close()
    return played, score_played(played, judgement.findings, ids), decisions
