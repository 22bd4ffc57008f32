"""The room's own forms, one kind of record each, and how their rows become records.

A row is taken out when a field is missing, unreadable or impossible, or when an earlier row has its
reference; nothing is guessed or cut to fit.
"""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sulh.errors import InputError, shown
from sulh.observe.context import Context
from sulh.picture import KindForm
from sulh.sustain.records import UNIT_KINDS
from sulh.tables.rows import FaultyField, Read, convert_rows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sulh.sustain.records import Deployment, Pledge, Requirement
    from sulh.tables.rows import Row, Table

__all__ = [
    "GAP_FORMS",
    "UNIT_FORMS",
    "read_form",
    "read_pledges",
    "read_requirements",
    "read_unit_deployments",
]


def _form(
    name: str,
    kind: str,
    *,
    past: tuple[str, ...] = (),
    has_source: bool = True,
    **renames: str,
) -> KindForm:
    """Return a form; `renames` are its columns that bear another name in the kind."""
    return KindForm(
        name=name,
        kind=UNIT_KINDS[kind],
        renames={column.rstrip("_"): field for column, field in renames.items()},
        past=past,
        has_source=has_source,
    )


UNIT_FORMS = (
    _form("units", "unit", unit="ref"),
    _form("equipment", "equipment-holding"),
    _form("inspections", "equipment-inspection", kind_="purpose", past=("day",)),
    _form("servicing", "servicing", past=("day",)),
    _form("stocks", "stock", past=("day",)),
    _form("personnel", "personnel-period", kind_="status"),
    _form("standards", "standard-assessment", past=("day",)),
    _form("courses", "course", course="ref"),
    _form("certificates", "certificate", past=("issued",)),
    _form("training", "training-requirement"),
)
"""The forms of a folder of units."""

REQUIREMENTS = _form("requirements", "requirement", has_source=False, id="ref")
PLEDGES = _form("pledges", "pledge", has_source=False, id="ref")
DEPLOYMENTS = _form("deployments", "deployment", has_source=False, id="ref")
GAP_FORMS = (REQUIREMENTS, PLEDGES, DEPLOYMENTS)
"""The tables of gaps; they may have columns of other people's."""


def read_requirements(table: Table, file: str) -> Read[tuple[Requirement, ...]]:
    """Return the requirements of a table, and the problems of each row that cannot be read."""
    return read_form(table, file, REQUIREMENTS)


def read_pledges(table: Table, file: str) -> Read[tuple[Pledge, ...]]:
    """Return the pledges of a table, and the problems of each row that cannot be read."""
    return read_form(table, file, PLEDGES)


def read_unit_deployments(table: Table, file: str) -> Read[tuple[Deployment, ...]]:
    """Return the deployments of a table, and the problems of each row that cannot be read."""
    return read_form(table, file, DEPLOYMENTS)


def read_form(
    table: Table, file: str, form: KindForm, *, last_day: date | None = None
) -> Read[tuple[Any, ...]]:
    """Return the records of a form's table.

    The header of a form of units must have the form's columns and no other: a misspelt column would
    otherwise be an empty one. A day of the form's `past` after `last_day` is refused; None: not checked.

    Raises
    ------
    InputError
        When a column is missing or unknown.
    """
    if form.has_source:
        _check_header(table.columns, form.columns, file)
    else:
        _refuse_missing(table.columns, form, file)
    now = None if last_day is None else datetime.combine(last_day, time.max, UTC)
    context = Context(file=file, timezone=ZoneInfo("UTC"), kinds=UNIT_KINDS, source=file, now=now)
    first_rows: dict[str, int] = {}

    def convert(row: Row) -> Any:
        record = form.parse(row.values, context, row.number)
        _refuse_doubled(record.origin.ref, first_rows, form.columns[0])
        first_rows[record.origin.ref] = row.number
        return record

    return convert_rows(table, file, convert)


def _refuse_doubled(ref: str, first_rows: Mapping[str, int], column: str) -> None:
    if ref in first_rows:
        raise FaultyField(
            "doubled-reference",
            column,
            ref,
            message=f"was used in row {first_rows[ref]} already",
            remedy="Give each row its own reference.",
        )


def _refuse_missing(header: tuple[str, ...], form: KindForm, file: str) -> None:
    needed = [name for name in form.columns if name in form.required]
    missing = [name for name in needed if name not in header]
    if missing:
        raise InputError(
            f"{file} lacks the column {missing[0]!r}.", remedy=f"It needs: {', '.join(needed)}."
        )


def _check_header(header: tuple[str, ...], columns: tuple[str, ...], file: str) -> None:
    missing = [name for name in columns if name not in header]
    unknown = [name for name in header if name and name not in columns]
    if missing or unknown:
        faults = [f"lacks the column {shown(name)!r}" for name in missing[:3]]
        faults += [f"has the unknown column {shown(name)!r}" for name in unknown[:3]]
        raise InputError(
            f"{file} {', '.join(faults)}.", remedy=f"Its columns are: {', '.join(columns)}."
        )
