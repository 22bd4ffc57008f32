"""A form of one kind of record alone: a table without the column ``kind``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sulh.tables import FaultyField

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sulh.picture.field_type import RowContext
    from sulh.picture.kind import Kind
    from sulh.picture.origin import Entry

__all__ = ["KindForm"]


@dataclass(frozen=True, kw_only=True)
class KindForm:
    """A form by its name, the kind of its rows, and the columns that bear another name in it.

    `renames` leads from a column of the form to the kind's. `past` are columns of days that must have
    come by now. Of the columns of every kind, it has `ref` and `source`.
    """

    name: str
    kind: Kind
    renames: Mapping[str, str]
    past: tuple[str, ...] = ()
    has_source: bool = True

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Return the form's columns: the reference, the kind's own, the source."""
        back = {kind: form for form, kind in self.renames.items()}
        own = [
            column.name
            for field in self.kind.fields
            if not field.path.startswith("origin.")
            for column in field.type.columns(field.name)
        ]
        names = ("ref", *own, *(("source",) if self.has_source else ()))
        return tuple(back.get(name, name) for name in names)

    @cached_property
    def required(self) -> frozenset[str]:
        """Return the columns that a table of this form has: all without a default in the kind's class."""
        optional = {
            column.name
            for field in self.kind.fields
            if field.is_optional
            for column in field.type.columns(field.name)
        }
        return frozenset(self.columns) - optional

    def parse(self, values: Mapping[str, str], context: RowContext, row: int) -> Entry:
        """Return the record of a row.

        Raises
        ------
        FaultyRow
            When the row holds none; it names every problem, by the form's columns.
        """
        renamed = {self.renames.get(name, name): text for name, text in values.items()}
        try:
            record = self.kind.parse(renamed, context, row)
            self._refuse_future(record, context)
        except FaultyField as fault:
            back = {kind: form for form, kind in self.renames.items()}
            for each in (fault, *fault.others):
                each.field = back.get(each.field, each.field)
            raise
        return record

    def _refuse_future(self, record: Entry, context: RowContext) -> None:
        today = context.now and context.now.astimezone(context.timezone).date()
        for name in self.past:
            day = getattr(record, name)
            if today is not None and day is not None and day > today:
                raise FaultyField(
                    "future",
                    name,
                    day,
                    message="has not come yet",
                    expected=f"{today} or earlier",
                )
