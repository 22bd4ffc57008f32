"""Sulh's own report form: one row, one record. docs/reference/record-kinds.md lists its columns."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sulh.errors import shown
from sulh.observe.marking import MARKING_COLUMN, parse_marking
from sulh.tables import FaultyField, Row
from sulh.tables.fields import parse_yes
from sulh.tables.rows import FaultyRow, Measured

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sulh.observe.context import Context
    from sulh.picture.kind_form import KindForm
    from sulh.picture.origin import Entry

__all__ = ["FormConverter", "KindFormConverter"]

OF_ALL = ("kind", "simulated", MARKING_COLUMN)
"""Columns of the form that no kind declares."""


class FormConverter:
    """Turns rows of the form into records, each of the kind that its column ``kind`` names."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._own: dict[str, frozenset[str]] = {}

    def convert(self, row: Row) -> Entry:
        """Return the row's record."""
        values, kinds = row.values, self.context.kinds
        kind = values.get("kind", "").strip().casefold()
        if kind not in kinds:
            raise FaultyField(
                "unknown-kind", "kind", shown(kind), expected=f"one of: {', '.join(kinds.names)}"
            )
        _refuse_simulated(values.get("simulated", ""), self.context)
        record = kinds[kind].parse(values, self.context, row.number)
        _keep_marking(row, self.context)
        if kind not in self._own:
            columns = (column.name for column in kinds[kind].columns)
            self._own[kind] = frozenset((*OF_ALL, *columns))
        _tell_unused(row, kind, self._own[kind], self.context)
        return record

    def conclude(self) -> Iterable[Entry]:
        """Return nothing: a form says what it covers in rows of kind coverage."""
        return ()


class KindFormConverter:
    """Turns rows of a form of one kind alone into records."""

    def __init__(self, context: Context, form: KindForm) -> None:
        self.context = context
        self.form = form
        own = {column.name for column in form.kind.columns}
        self._own = frozenset((*OF_ALL, *form.columns, *(own - form.renames.keys())))

    def convert(self, row: Row) -> Entry:
        """Return the row's record."""
        _refuse_simulated(row.values.get("simulated", ""), self.context)
        record = self.form.parse(row.values, self.context, row.number)
        _keep_marking(row, self.context)
        _tell_unused(row, self.form.kind.name, self._own, self.context)
        return record

    def conclude(self) -> Iterable[Entry]:
        """Return nothing: rows of one kind cover what they say."""
        return ()


def _refuse_simulated(text: str, context: Context) -> None:
    if text and parse_yes("simulated", text) and not context.simulated:
        raise FaultyField(
            "simulated",
            "simulated",
            "yes",
            message="is marked as simulated, but the file was not taken in as an exercise",
            remedy="Take the file in with --simulated, apart from real reports.",
        )


def _keep_marking(row: Row, context: Context) -> None:
    if marking := parse_marking(row.values.get(MARKING_COLUMN, "")):
        context.markings[row.number] = marking


def _tell_unused(row: Row, kind: str, own: frozenset[str], context: Context) -> None:
    """Warn of a value in a column that is another kind's; refuse the row where it is a count."""
    faults = [
        FaultyField(
            "unused-value",
            name,
            shown(text),
            message=f"is no column of the kind {kind}",
            remedy="Empty the cell, or move the value to a column of this kind.",
        )
        for name, text in row.values.items()
        if text
        and not isinstance(text, Measured)
        and name not in own
        and name in context.kinds.inputs
        and not text.isspace()
    ]
    counts = [each for each in faults if context.kinds.inputs[each.field] == "whole"]
    if counts:
        raise FaultyRow(counts)
    problems = (each.as_problem(context.file, row.number) for each in faults)
    context.warnings.extend(replace(each, severity="warning") for each in problems)
