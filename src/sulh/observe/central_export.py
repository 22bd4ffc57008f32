"""Tables that ODK Central exports: groups parted by hyphens, a position over four columns."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sulh.tables import Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sulh.tables import Rejected, Table

__all__ = ["as_one_position"]

MARKS = frozenset(("KEY", "SubmissionDate"))
"""Columns of each table of ODK Central."""
PARTS = ("Latitude", "Longitude", "Altitude", "Accuracy")


def as_one_position(table: Table) -> Table:
    """Return a table of ODK Central with slashes between groups, and each position in one column; or as it is.

    ``visit-position-Latitude``, ``-Longitude``, ``-Altitude``, ``-Accuracy`` become ``visit/position``, in the
    words of a telephone: latitude, longitude, altitude, accuracy, with spaces between them.
    """
    if not set(table.columns) >= MARKS:
        return table
    names = {name: name.replace("-", "/") for name in table.columns}
    points = {
        name.removesuffix("/Latitude"): [f"{name.removesuffix('Latitude')}{part}" for part in PARTS]
        for name in names.values()
        if name.endswith("/Latitude")
    }
    parts = {name for columns in points.values() for name in columns}
    return replace(
        table,
        columns=tuple(
            dict.fromkeys(
                name.rpartition("/")[0] if name in parts else name for name in names.values()
            )
        ),
        rows=_rows(table, names, points, parts),
        by_columns=None,
    )


def _rows(
    table: Table, names: Mapping[str, str], points: Mapping[str, list[str]], parts: set[str]
) -> Iterator[Row | Rejected]:
    for row in table.rows:
        if not isinstance(row, Row):
            yield row
            continue
        values = {names.get(name, name): text for name, text in row.values.items()}
        for point, columns in points.items():
            cells = [values.get(column, "").strip() for column in columns]
            values[point] = " ".join(cell or "0" for cell in cells) if any(cells) else ""
        yield row._replace(
            values={name: text for name, text in values.items() if name not in parts}
        )
