"""Columns of telephones' forms, which name the groups of a question before it: ``visit/number``."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sulh.errors import Problem, shown
from sulh.tables import Row

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from sulh.tables import Rejected, Table

__all__ = ["without_groups"]


def without_groups(table: Table, known: Collection[str]) -> Table:
    """Return a table whose columns lose their groups where what is left is `known` and is one column alone.

    A question in a group goes before a column of the same name outside of all groups: Kobo itself writes
    ``start`` and ``end``, for when the form was filled in. An assumption names the columns.
    """
    names = _short_names(table.columns, known)
    if not names:
        return table
    listed = ", ".join(f"{long} as {short}" for long, short in list(names.items())[:5])
    said = Problem(
        code="assumed",
        source=table.name,
        message=f"columns are read without the groups of their questions: {shown(listed)}",
        remedy="To overrule it, name the whole columns in a mapping.",
        severity="assumption",
    )
    outside = {short: f"/{short}" for short in names.values() if short in table.columns}
    return replace(
        table,
        columns=tuple(names.get(each, outside.get(each, each)) for each in table.columns),
        rows=_renamed(table, {**outside, **names}, known),
        by_columns=None,
        assumptions=(*table.assumptions, said),
    )


def _short_names(columns: Collection[str], known: Collection[str]) -> dict[str, str]:
    """Return the columns in groups whose last part is known, each with that part."""
    last = {each: each.rpartition("/")[2] for each in columns if "/" in each}
    short = {long: name for long, name in last.items() if name in known}
    counts = [*short.values()]
    return {long: name for long, name in short.items() if counts.count(name) == 1}


def _renamed(
    table: Table, names: Mapping[str, str], known: Collection[str]
) -> Iterator[Row | Rejected]:
    for row in table.rows:
        if not isinstance(row, Row):
            yield row
            continue
        own = names if table.has_header else {**names, **_short_names(row.values.keys(), known)}
        yield row._replace(values={own.get(each, each): text for each, text in row.values.items()})
