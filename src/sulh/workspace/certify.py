"""Certificates from an exercise: given where each objective of the course was judged, and has enough points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.errors import InputError
from sulh.exercise import missing_for
from sulh.languages.refusals import refusal
from sulh.observe import open_reports
from sulh.tables import rows_table
from sulh.workspace.exercises import review_exercise
from sulh.workspace.folder import open_workspace
from sulh.workspace.import_reports import ImportOptions, import_reports
from sulh.workspace.record_kinds import RECORD_KINDS

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path

    from sulh.exercise import Scenario, Scores
    from sulh.observe import ReportRegister
    from sulh.workspace.folder import Workspace

__all__ = ["certificate_row", "certify_exercise", "enter_certificate"]


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
    scenario = reviewed.played.scenario
    row = certificate_row(
        scenario, reviewed.scores, now=reviewed.upto or scenario.until,
        unit=unit, course=course, holders=holders, expires=expires,
    )  # fmt: skip
    workspace = open_workspace(folder)
    try:
        return enter_certificate(workspace, row, now=reviewed.upto or scenario.until)
    finally:
        workspace.store.close()


def certificate_row(
    scenario: Scenario, scores: Scores, *, now: datetime, unit: str, course: str, holders: int,
    expires: date | None,
) -> dict[str, str]:  # fmt: skip
    """Return the row of the form for a certificate that an exercise gives at its moment `now` (UTC).

    Raises
    ------
    InputError
        When an objective of the course was not judged or has too few points.
    """
    missing = missing_for(course, scores)
    if missing:
        raise refusal(InputError, "no-certificate", course=course, why="; ".join(missing))
    return {
        "kind": "certificate",
        "ref": f"{scenario.id}-{unit}-{course}",
        "source": "exercise",
        "unit": unit,
        "course": course,
        "holders": str(holders),
        "issued": now.astimezone(scenario.pack.timezone).date().isoformat(),
        "expires": expires.isoformat() if expires else "",
        "simulated": "yes",
    }


def enter_certificate(
    workspace: Workspace,
    row: dict[str, str],
    *,
    now: datetime,
    author: str = "facilitator",
    register: ReportRegister | None = None,
) -> str:
    """Enter a certificate's row at the exercise's moment `now` (UTC); return its reference.

    Raises
    ------
    InputError
        When it cannot be recorded, or is there already.
    """
    ref = row["ref"]
    table = open_reports(rows_table([row], name=f"certificate-{ref}"), kinds=RECORD_KINDS)
    options = ImportOptions(now=now, simulated=True, author=author)
    result = import_reports(workspace, table, options, register=register)
    if not result.entered:
        fault = next((each for each in result.problems if each.severity == "error"), None)
        if fault is None:
            raise refusal(InputError, "certificate-there", ref=ref)
        raise refusal(InputError, "certificate-not-entered", ref=ref, why=str(fault))
    return ref
