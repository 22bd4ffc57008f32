"""The rejects file: every row that was not taken in, with its reason, beside the file it came from."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from sulh.errors import Problem

__all__ = ["Rejects", "defused"]

COLUMNS = ("row", "code", "field", "value", "reason", "expected", "remedy", "line")
FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\r")


def defused(text: str) -> str:
    """Return text that a spreadsheet will not take for a formula (OWASP, CSV injection)."""
    clean = text.encode("utf-8", "replace").decode()
    return f"'{clean}" if clean.startswith(FORMULA_MARKS) else clean


class Rejects:
    """A rejects file that is only made when there is a row to put in."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.count = 0
        self._file = None if not path.exists() else path.open("w", encoding="utf-8", newline="")

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file; remove an empty one left by an earlier run."""
        if self._file is not None:
            self._file.close()
            if self.count == 0:
                self.path.unlink()

    def add(self, problems: Iterable[Problem], raw: Mapping[int, str]) -> None:
        """Write the problems that took a row out."""
        for problem in problems:
            if problem.severity != "error":
                continue
            if self._file is None or self._file.tell() == 0:
                self._file = self._file or self.path.open("w", encoding="utf-8", newline="")
                csv.writer(self._file).writerow(COLUMNS)
            self.count += 1
            cells = (
                str(problem.row),
                problem.code,
                problem.field,
                problem.value,
                problem.message,
                problem.expected,
                problem.remedy,
                raw.get(problem.row, "").rstrip("\r\n"),
            )
            csv.writer(self._file).writerow([defused(cell) for cell in cells])
