"""Open any file of rows: the one way from a path to a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.errors import InputError, shown
from sulh.tables.csv_rows import csv_table
from sulh.tables.json_rows import geojson_table, jsonl_table
from sulh.tables.xlsx_rows import xlsx_table

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sulh.tables.rows import Table

__all__ = ["open_table"]

OPENERS: dict[str, Callable[[Path, str], Table]] = {
    ".csv": csv_table,
    ".tsv": csv_table,
    ".txt": csv_table,
    ".jsonl": jsonl_table,
    ".ndjson": jsonl_table,
    ".geojson": geojson_table,
    ".json": geojson_table,
    ".xlsx": xlsx_table,
}
"""How rows are got from a file, by its ending."""


def open_table(path: Path) -> Table:
    """Open a file of rows; its ending says how.

    Raises
    ------
    InputError
        When the file cannot be read, or no reader takes its ending.
    """
    ending = path.suffix.lower()
    opener = OPENERS.get(ending)
    if opener is None:
        raise InputError(
            f"{shown(path.name)} has the ending {shown(ending) or 'none'!r}, "
            "which no reader takes.",
            remedy=f"Endings read: {', '.join(OPENERS)}.",
        )
    try:
        return opener(path, path.name)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}.") from error
