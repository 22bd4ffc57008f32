"""Columns of a table that its form does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.errors import Problem, shown

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["UnknownColumns", "unknown_column"]

WARNINGS_MAX = 100
TELEPHONE_MARKS = ("_", "meta/", "formhub/")
"""How the names of columns begin that Kobo and ODK add to every form: ``_uuid``, ``_submission_time``."""

CENTRAL_MARKS = frozenset(
    (
        *(
            "KEY",
            "PARENT_KEY",
            "SubmissionDate",
            "SubmitterID",
            "SubmitterName",
            "Status",
            "ReviewState",
        ),
        *("AttachmentsPresent", "AttachmentsExpected", "DeviceID", "Edits", "FormVersion"),
    )
)
"""Those of ODK Central."""


class UnknownColumns:
    """Warns once about each column that a format does not have, up to a hundred columns."""

    def __init__(self, columns: frozenset[str] | None, file: str) -> None:
        self._columns = columns
        self._file = file
        self._warned: set[str] = set()

    def look(self, names: Iterable[str]) -> list[Problem]:
        """Return a warning for each new name."""
        if self._columns is None or len(self._warned) >= WARNINGS_MAX:
            return []
        new = [each for each in names if each not in self._columns and each not in self._warned]
        self._warned.update(new)
        marks = [each for each in new if each.startswith(TELEPHONE_MARKS) or each in CENTRAL_MARKS]
        problems = [unknown_column(name, self._file) for name in new if name not in marks]
        return [*problems, _marks_of_telephones(marks, self._file)] if marks else problems


def _marks_of_telephones(names: list[str], file: str) -> Problem:
    return Problem(
        code="telephone-marks",
        source=file,
        row=1,
        message=f"what the server of the telephones' form adds is not read: {shown(', '.join(names))}",
        remedy="A point in location or _geolocation is used where the row has none. "
        "Map the others if you need them.",
        severity="warning",
    )


def unknown_column(name: str, file: str) -> Problem:
    """Return the warning about a column that the form does not have."""
    return Problem(
        code="unknown-column",
        source=file,
        row=1,
        field=shown(name),
        message="is no column of the report form and is not read",
        remedy="Its columns are in docs/reference/report-form.md.",
        severity="warning",
    )
