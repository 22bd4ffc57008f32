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

MARKS = frozenset(
    ("_id", "_uuid", "formhub/uuid", "meta/instanceID", "instanceID", "_submission_time")
)
"""Columns that KoboToolbox and ODK add to every table."""


def without_groups(table: Table, own: frozenset[str]) -> Table:
    """Return a table whose columns lose their groups where what is left is one of a format's `own`, once.

    A question in a group goes before a column of the same name outside of all groups: Kobo itself writes
    ``start`` and ``end``, for when the form was filled in. An assumption names the columns.
    """
    names = _short_names(table.columns, own)
    if not names:
        return table
    listed = ", ".join(f"{long} as {short}" for long, short in list(names.items())[:5])
    note = Problem(
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
        rows=_renamed(table, names, own),
        by_columns=None,
        assumptions=(*table.assumptions, note),
    )


def _short_names(columns: Collection[str], own: frozenset[str]) -> dict[str, str]:
    """Return the columns in groups whose last part is one of a format's own, each with that part.

    People write headers such as ``lat/lon``: where nothing shows that a collector of forms wrote the
    columns, a name before the slash that is a column itself is no group. Nor is the numbered item of a list.
    """
    parts = {each: each.rpartition("/")[::2] for each in columns if "/" in each}
    is_collected = not MARKS.isdisjoint(columns)
    short = {
        long: name
        for long, (group, name) in parts.items()
        if name in own
        and not any(map(str.isdecimal, group.split("/")))
        and (is_collected or own.isdisjoint(group.split("/")))
    }
    counts = [*short.values()]
    return {long: name for long, name in short.items() if counts.count(name) == 1}


def _renamed(
    table: Table, names: Mapping[str, str], own: frozenset[str]
) -> Iterator[Row | Rejected]:
    for row in table.rows:
        if not isinstance(row, Row):
            yield row
            continue
        of_row = {} if table.has_header else _short_names(row.values.keys(), own)
        groups = {long: short for long, short in {**names, **of_row}.items() if long in row.values}
        outside = {short: f"/{short}" for short in groups.values() if short in row.values}
        renames = {**outside, **groups}
        values = {renames.get(each, each): text for each, text in row.values.items()}
        yield row._replace(values=values)
