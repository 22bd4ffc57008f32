"""Certificates from an exercise: given where each objective of the course was judged, and has enough points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.errors import InputError
from sulh.exercise import missing_for
from sulh.observe import open_reports
from sulh.tables import rows_table
from sulh.workspace.exercises import review_exercise
from sulh.workspace.folder import open_workspace
from sulh.workspace.import_reports import ImportOptions, import_reports
from sulh.workspace.record_kinds import RECORD_KINDS

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

__all__ = ["certify_exercise"]


def certify_exercise(
    folder: Path, *, unit: str, course: str, holders: int, expires: date | None = None
) -> str:
    """Record that so many persons of a unit hold the certificate of a course; return its reference.

    The record (kind ``certificate``) is simulated, as every record of an exercise is: `sulh.sustain` shows such
    certificates beside the real ones and never adds them. It is issued on the exercise's present day, on the
    mission's clock; who judged stands in the review.

    Raises
    ------
    InputError
        When an objective of the course was not judged or has too few points, there is no exercise in the
        folder, or the certificate cannot be recorded.
    """
    reviewed = review_exercise(folder)
    missing = missing_for(course, reviewed.scores)
    if missing:
        raise InputError(
            f"The exercise gives no certificate of {course}: {'; '.join(missing)}.",
            remedy="Judge each objective of the course, or train again.",
        )
    scenario = reviewed.played.scenario
    now = reviewed.upto or scenario.until
    ref = f"{scenario.id}-{unit}-{course}"
    row = {
        "kind": "certificate",
        "ref": ref,
        "source": "exercise",
        "unit": unit,
        "course": course,
        "holders": str(holders),
        "issued": now.astimezone(scenario.pack.timezone).date().isoformat(),
        "expires": expires.isoformat() if expires else "",
        "simulated": "yes",
    }
    workspace = open_workspace(folder)
    try:
        table = open_reports(rows_table([row], name=f"certificate-{ref}"), kinds=RECORD_KINDS)
        result = import_reports(
            workspace, table, ImportOptions(now=now, simulated=True, author="facilitator")
        )
    finally:
        workspace.store.close()
    if not result.entered:
        first = next((str(each) for each in result.problems if each.severity == "error"), "")
        raise InputError(
            f"The certificate {ref} is not recorded: {first or 'it is there already'}.",
            remedy="Correct the record that is there with `sulh correct`.",
        )
    return ref
