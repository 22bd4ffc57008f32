"""The compliance matrix before it has a form: months across, obligations down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Mark", "Matrix", "MatrixCell", "MatrixColumn", "MatrixRow"]

Mark = Literal["M", "B", "U", "·", ""]
"""Met, breached, undetermined though something was reported, nothing reported, not in force."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixColumn:
    """One month of a matrix, or a run of months folded together."""

    months: tuple[str, ...]

    @property
    def folded(self) -> bool:
        """Say whether it stands for several months."""
        return len(self.months) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixCell:
    """One month of a row. `target` is the place in the report that tells the finding, or empty."""

    mark: Mark
    target: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """One provision, party and zone over the columns. `zone` empty where the title has it."""

    title: str
    party: str
    zone: str
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """The rows of one agreement over some of the months.

    `where` is the zone that all rows share, or empty.
    `silent` names the provisions, with their parties, on which nothing is reported.
    """

    agreement: str
    where: str
    columns: tuple[MatrixColumn, ...]
    rows: tuple[MatrixRow, ...]
    silent: tuple[str, ...] = ()
