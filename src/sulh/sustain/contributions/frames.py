"""Typed values as frames: the columns are the fields of the value, before them the name of its row."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, get_type_hints

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["schema_of", "value_frame"]

TYPES: dict[Any, pl.DataType] = {
    str: pl.String(),
    int: pl.Int64(),
    float: pl.Float64(),
    bool: pl.Boolean(),
    date: pl.Date(),
}


def schema_of(kind: type[tuple[Any, ...]]) -> pl.Schema:
    """Return the columns of a kind of value (a named tuple): `row`, and its fields in order.

    `row` is ``file:line.part``, or a record's id, and names the row in every trace.
    """
    fields = {
        name: next(TYPES[each] for each in getattr(hint, "__args__", (hint,)) if each in TYPES)
        for name, hint in get_type_hints(kind).items()
    }
    return pl.Schema({"row": pl.String(), **fields})


def value_frame(schema: pl.Schema, rows: Iterable[tuple[str, tuple[Any, ...]]]) -> pl.DataFrame:
    """Return values as a frame, each with the name of its row (or its record)."""
    return pl.DataFrame([(row, *value) for row, value in rows], schema=schema, orient="row")
