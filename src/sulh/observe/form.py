"""Sulh's own report form: one row, one record. docs/reference/record-kinds.md lists its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.errors import shown
from sulh.tables import FaultyField, Row
from sulh.tables.fields import parse_yes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sulh.observe.context import Context
    from sulh.picture.kind_form import KindForm
    from sulh.picture.origin import Entry

__all__ = ["FormConverter", "KindFormConverter"]


class FormConverter:
    """Turns rows of the form into records, each of the kind that its column ``kind`` names."""

    def __init__(self, context: Context) -> None:
        self.context = context

    def convert(self, row: Row) -> Entry:
        """Return the row's record."""
        values, kinds = row.values, self.context.kinds
        kind = values.get("kind", "").strip().casefold()
        if kind not in kinds:
            raise FaultyField(
                "unknown-kind", "kind", shown(kind), expected=f"one of: {', '.join(kinds.names)}"
            )
        _refuse_simulated(values.get("simulated", ""), self.context)
        return kinds[kind].parse(values, self.context, row.number)

    def conclude(self) -> Iterable[Entry]:
        """Return nothing: a form says what it covers in rows of kind coverage."""
        return ()


class KindFormConverter:
    """Turns rows of a form of one kind alone into records."""

    def __init__(self, context: Context, form: KindForm) -> None:
        self.context = context
        self.form = form

    def convert(self, row: Row) -> Entry:
        """Return the row's record."""
        _refuse_simulated(row.values.get("simulated", ""), self.context)
        return self.form.parse(row.values, self.context, row.number)

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
