"""Open any file of rows: the one way from a file to a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.errors import InputError, shown
from sulh.tables.csv_rows import csv_table
from sulh.tables.dbf_rows import dbf_table
from sulh.tables.json_rows import json_table, jsonl_table
from sulh.tables.layout import NO_LAYOUT, Layout, parse_layout
from sulh.tables.mapping import apply_mapping, read_mapping
from sulh.tables.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from sulh.tables.rows import Table

__all__ = ["open_by_mapping", "open_content", "open_file", "open_table"]

ZIP = ".zip"


def _xls_table(source: Source, layout: Layout) -> Table:
    from sulh.tables.xls_rows import xls_table  # noqa: PLC0415 -- see `_xlsx_table`

    return xls_table(source, layout)


def _xlsx_table(source: Source, layout: Layout) -> Table:
    from sulh.tables.xlsx_rows import xlsx_table  # noqa: PLC0415 -- slow to load, and most files are text

    return xlsx_table(source, layout)


OPENERS: dict[str, Callable[[Source, Layout], Table]] = {
    ".csv": csv_table,
    ".tsv": csv_table,
    ".txt": csv_table,
    ".ssv": csv_table,
    ".hxl": csv_table,
    ".jsonl": jsonl_table,
    ".ndjson": jsonl_table,
    ".geojson": json_table,
    ".json": json_table,
    ".dbf": dbf_table,
    ".xls": _xls_table,
    ".xlsx": _xlsx_table,
}
"""How rows are read from a file, by its ending, or from one in a zip archive."""
ONE_TABLE = (csv_table, dbf_table)
"""Readers of files that hold one table alone."""
PACKED = frozenset((".xls", ".xlsx", ZIP))
"""Endings that no .gz stands after: these are packed already, or are not read in pieces."""


def open_table(path: Path, layout: Layout = NO_LAYOUT) -> Table:
    """Open a file of rows; its ending says how, and the layout what people know of it.

    Raises
    ------
    InputError
        When the file cannot be read, or no reader takes its ending.
    """
    try:
        return _open(Source(path.name, path), layout)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}.") from error


def open_content(content: bytes, *, name: str, layout: Layout = NO_LAYOUT) -> Table:
    """Open the bytes of a file of rows, for instance of an upload; the ending of `name` says how.

    Raises
    ------
    InputError
        As `open_table` does.
    """
    return _open(Source(name, content), layout)


def open_file(source: Path | Source, layout: Layout = NO_LAYOUT) -> Table:
    """Open a file of rows, or the bytes of one; a source can be opened again.

    Raises
    ------
    InputError
        As `open_table` does.
    """
    if not isinstance(source, Source):
        return open_table(source, layout)
    return _open(Source(source.name, source.place), layout)


def _open(source: Source, layout: Layout) -> Table:
    if source.ending == ".shp":
        raise InputError(
            f"{shown(source.name)} holds the shapes of a shapefile, not its table.",
            remedy="Give the .zip with the .shp, .dbf, .prj and .cpg in it, or the .dbf for its table alone.",
        )
    is_doubly_packed = source.is_packed and source.ending in PACKED
    if source.ending == ZIP and not is_doubly_packed:
        from sulh.tables.zip_rows import zip_table  # noqa: PLC0415 -- as in `_xlsx_table`

        return zip_table(source, layout, openers=OPENERS)
    opener = OPENERS.get(source.ending)
    if opener is None or is_doubly_packed:
        ending = source.ending + (".gz" if is_doubly_packed else "")
        raise InputError(
            f"{shown(source.name)} has the ending {shown(ending) or 'none'!r}, "
            "which no reader takes.",
            remedy=f"Endings read: {', '.join((*OPENERS, ZIP))}; .gz after all but the last three.",
        )
    if layout.repeat and opener in ONE_TABLE:
        raise InputError(
            f"{shown(source.name)} is one table: nothing in it repeats as {shown(layout.repeat)!r}.",
            remedy="Export the form as a workbook (.xlsx), as a .zip of tables or as JSON.",
        )
    return opener(source, layout)


def open_by_mapping(path: Path, mappings: Iterable[Path]) -> Table:
    """Open a table, and rename its columns by the first mapping file that is for it, if any is.

    Raises
    ------
    InputError
        When a file cannot be read, or the table lacks some of the columns of a mapping.
    """
    for each in mappings:
        mapping = read_mapping(each)
        layout = parse_layout(mapping.settings, str(each))
        table = open_table(path, layout)
        if not set(table.columns).isdisjoint(mapping.needed):
            return apply_mapping(table, mapping, layout)
    return open_table(path)
