"""An exercise in a folder: its records, each taken in at its simulated time, and what they are worth."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sulh.errors import InputError
from sulh.exercise import (
    Reviewed,
    play_scenario,
    read_scenario,
    score_objectives,
    score_played,
)
from sulh.observe import open_reports
from sulh.observe.records import REPORT_KINDS
from sulh.tables import rows_table
from sulh.workspace.exercise_files import (
    AUTHOR,
    FOLDER,
    RUN,
    SCENARIO,
    keep_scenario,
    read_run,
    write_run,
)
from sulh.workspace.folder import open_workspace, set_up
from sulh.workspace.import_reports import ImportOptions, import_reports
from sulh.workspace.judge import judge
from sulh.workspace.live_exercise import last_state, live_deliveries
from sulh.workspace.record_kinds import RECORD_KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sulh.exercise import Played, Scores
    from sulh.ledger import Record
    from sulh.workspace.folder import Workspace

__all__ = ["review_exercise", "write_exercise"]

SILENT = frozenset({"access", "import", "genesis", "witness"})
"""Kinds of record that nobody decides."""


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
    workspace = set_up(
        folder, pack_name=source, site=f"exercise-{played.scenario.id}", now=begins, exercise=True
    )
    entered = 0
    for day, reports in groupby(played.all_in_time, key=lambda each: each.comes.date()):
        rows = [each.row for each in reports]
        ends = datetime.combine(day + timedelta(days=1), time(), UTC)
        entered += _take_in(workspace, rows, f"exercise-{day}", ends)
    workspace.store.close()
    own = folder / FOLDER
    keep_scenario(own, scenario, played.scenario)
    write_run(own / RUN, seed=played.seed, scenario=played.scenario.id)
    return entered


def _take_in(workspace: Workspace, rows: list[dict[str, str]], name: str, now: datetime) -> int:
    """Take rows in; the exercise's own are right, and a row that is not is a fault of the scenario.

    Raises
    ------
    InputError
        When a row does not enter.
    """
    opened = open_reports(rows_table(rows, name=name), format="form", kinds=RECORD_KINDS)
    result = import_reports(
        workspace, opened, ImportOptions(now=now, simulated=True, author=AUTHOR)
    )
    if result.rejected or result.conflicts:
        first = next((str(each) for each in result.problems if each.severity == "error"), "")
        raise InputError(f"A report of the exercise does not enter: {first}")
    return result.entered


def _played(folder: Path, workspace: Workspace) -> tuple[Played, Scores, datetime | None]:
    """Play an exercise again: with what was delivered in it, where it was live."""
    own = folder / FOLDER
    run = read_run(own / RUN)
    if not run.live:
        scenario = read_scenario(own / SCENARIO, pack=workspace.pack)
        scores = score_objectives(scenario.objectives, {})
        return play_scenario(scenario, seed=run.seed), scores, None
    stage, rules, state = last_state(folder, workspace)
    scores = score_objectives(stage.scenario.objectives, state.judgements)
    upto = state.clock if state.clock < rules.until else None
    return stage.played(live_deliveries(state, rules)), scores, upto


def review_exercise(folder: Path) -> Reviewed:
    """Hold the findings of an exercise's ledger, trainees' corrections and all, against its truth.

    Raises
    ------
    InputError
        When there is no exercise in the folder, or its files cannot be read.
    """
    if not (folder / FOLDER / RUN).is_file():
        raise InputError(
            f"There is no exercise in {folder}.",
            remedy="Make one with `sulh exercise run SCENARIO.toml -o FOLDER`.",
        )
    workspace = open_workspace(folder)
    try:
        played, scores, upto = _played(folder, workspace)
        at = upto or played.scenario.until
        judgement = judge(workspace, as_of=None, at=at, simulated=True)
        records = [each for each in workspace.store.records() if each.simulated]
    finally:
        workspace.store.close()
    ids = {
        _key(each.body): each.id for each in records if each.kind in REPORT_KINDS and _is_own(each)
    }
    theirs = {each.id for each in records if not _is_own(each)}
    findings = [each for each in judgement.findings if each.ref not in theirs]
    return Reviewed(
        played=played,
        scored=score_played(
            played,
            findings,
            [ids.get(_key(each.row), "") for each in played.reports],
            upto=upto,
        ),
        decisions=tuple(
            (each.recorded_at, f"{each.kind} by {each.author}")
            for each in records
            if not _is_own(each) and each.kind not in SILENT
        ),
        scores=scores,
        upto=upto,
        own_findings=len(judgement.findings) - len(findings),
    )


def _is_own(record: Record) -> bool:
    return record.author == AUTHOR


def _key(row: Mapping[str, Any]) -> tuple[str, str]:
    return str(row.get("source", "")), str(row.get("ref", ""))
