"""Any table of rows, read safely: CSV, XLSX, JSON and JSON Lines, fields, times, points, rejects."""

from sulh.tables.json_rows import rows_table
from sulh.tables.open import open_content, open_file, open_table
from sulh.tables.rejects import Rejects, defused
from sulh.tables.rows import (
    Area,
    Chunk,
    FaultyField,
    Read,
    Rejected,
    Row,
    Table,
    convert_row,
    convert_rows,
    reject,
)

__all__ = [
    "Area",
    "Chunk",
    "FaultyField",
    "Read",
    "Rejected",
    "Rejects",
    "Row",
    "Table",
    "convert_row",
    "convert_rows",
    "defused",
    "open_content",
    "open_file",
    "open_table",
    "reject",
    "rows_table",
]
