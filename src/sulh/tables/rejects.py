"""The rejects file: every row that was not taken in, with its reason."""

from __future__ import annotations

import csv
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Self, TextIO

from sulh.errors import InputError, plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from types import TracebackType

    from sulh.errors import Problem

__all__ = ["Rejects", "defused", "keep_rejected"]

COLUMNS = ("row", "code", "field", "value", "reason", "expected", "remedy", "line")
LENGTH_MAX = 1_000_000_000
"""So many characters are written: a small packed file may hold a thousand million bad rows."""
FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""The wide signs are read like the narrow ones where a spreadsheet runs in Japanese or Chinese."""
INNER_FORMULA = re.compile(r"""([,;|\t]["' ]*)(?=[=@\uff1d\uff20]|[+\uff0b\uff0d-](?![0-9.]))""")
"""Where a cell inside of a row's text begins with such a mark; a signed number is none."""
ENCODING = "utf-8-sig"  # spreadsheets read UTF-8 without its mark as something else


def defused(text: str) -> str:
    """Return text that a spreadsheet will not take for a formula (OWASP, CSV injection)."""
    clean = text.encode("utf-8", "replace").decode().replace("\x00", "\N{REPLACEMENT CHARACTER}")
    # Some programs drop the spaces before a cell's text when they open a file.
    begins = clean.startswith(FORMULA_MARKS) or clean.lstrip().startswith(FORMULA_MARKS)
    return f"'{clean}" if begins else clean


def _defused_line(text: str) -> str:
    """Return the text of a row so that no cell of it is a formula either, whatever mark parts its cells."""
    return INNER_FORMULA.sub(r"\1'", text)


class Rejects:
    """A rejects file that is only made when there is a row to put in, with a line for each of its problems.

    `count` is the number of rows put in. A file that an earlier run left is replaced, and removed
    when this run rejects nothing. After a gigabyte, rows are counted and no longer written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.count = 0
        self._unwritten = 0
        self._size = 0
        self._file: TextIO | None = None
        self._last_row = 0

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file; remove the one that an earlier run left, if this one brought nothing."""
        if self._file is not None:
            if self._unwritten:
                text = f"{plural(self._unwritten, 'more rejected row')}, not listed"
                csv.writer(self._file).writerow(["", "too-many", "", "", text, "", "", ""])
            self._file.close()
        elif kind is None:
            self.path.unlink(missing_ok=True)

    def add(self, problems: Iterable[Problem], raw: Mapping[int, str]) -> None:
        """Write the problems that took a row out; `raw` holds the rows' text by row number."""
        for problem in problems:
            if problem.severity != "error":
                continue
            if self._file is None:
                self._file = open(  # noqa: SIM115 -- closed by `close`
                    self.path, "w", encoding=ENCODING, newline="", opener=_for_its_owner
                )
                csv.writer(self._file).writerow(COLUMNS)
            is_new = not problem.row or problem.row != self._last_row
            self._last_row = problem.row
            self.count += is_new
            if self._size > LENGTH_MAX:
                self._unwritten += is_new
                continue
            cells = (
                str(problem.row or ""),
                problem.code,
                problem.field,
                problem.value,
                problem.message,
                problem.expected,
                problem.remedy,
                _defused_line(raw.get(problem.row, "").rstrip("\r\n")),
            )
            self._size += sum(map(len, cells))
            csv.writer(self._file).writerow([defused(cell) for cell in cells])


def keep_rejected(
    table: Path, problems: Iterable[Problem], raw: Mapping[int, str], *, folder: Path | None
) -> str:
    """Write the rejected rows beside the table or into `folder`; return what to add to its account.

    Raises
    ------
    InputError
        When the file cannot be written.
    """
    stem = Path(table.name.removesuffix(".gz")).stem
    target = (folder or table.parent) / f"{stem}.rejects.csv"
    try:
        with Rejects(target) as rejected:
            rejected.add(problems, raw)
    except OSError as error:
        raise InputError(
            f"{target} cannot be written: {error.strerror}.",
            remedy="Name a folder for the rejected rows with --rejects.",
        ) from error
    return f"; the rejected rows are in {rejected.path}" if rejected.count else ""


def _for_its_owner(name: str, flags: int) -> int:
    """Open a file that others on the machine may not read: it holds rows as they were sent."""
    return os.open(name, flags, 0o600)
