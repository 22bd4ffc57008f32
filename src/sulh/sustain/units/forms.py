"""The forms of a folder of units, how their rows become records, and all records together.

A row is taken out when a field is missing, unreadable or impossible, or when an earlier row has its
reference; nothing is guessed or cut to fit.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from sulh.errors import InputError, shown
from sulh.sustain.fields import Fields
from sulh.sustain.units import equipment, training
from sulh.tables.rows import FaultyField, Read, convert_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from sulh.sustain.units.equipment import (
        EquipmentHolding,
        EquipmentInspection,
        PersonnelPeriod,
        Servicing,
        StandardAssessment,
        Stock,
        Unit,
    )
    from sulh.sustain.units.training import Certificate, Course, TrainingRequirement
    from sulh.tables.rows import Row, Table

__all__ = ["UNIT_FORMS", "UnitForm", "UnitRecords", "read_form"]


class UnitForm(NamedTuple):
    """One form: its name, its columns, what a row becomes, and the days that must have come."""

    name: str
    columns: tuple[str, ...]
    convert: Callable[[Fields], Any]
    past: tuple[str, ...] = ()


UNIT_FORMS = (
    UnitForm("units", equipment.UNIT_COLUMNS, equipment.unit_of),
    UnitForm("equipment", equipment.HOLDING_COLUMNS, equipment.holding_of),
    UnitForm("inspections", equipment.INSPECTION_COLUMNS, equipment.inspection_of, ("day",)),
    UnitForm("servicing", equipment.SERVICE_COLUMNS, equipment.servicing_of, ("day",)),
    UnitForm("stocks", equipment.STOCK_COLUMNS, equipment.stock_of, ("day",)),
    UnitForm("personnel", equipment.PERSONNEL_COLUMNS, equipment.personnel_of),
    UnitForm("standards", equipment.STANDARD_COLUMNS, equipment.standard_of, ("day",)),
    UnitForm("courses", training.COURSE_COLUMNS, training.course_of),
    UnitForm("certificates", training.CERTIFICATE_COLUMNS, training.certificate_of, ("issued",)),
    UnitForm("training", training.REQUIREMENT_COLUMNS, training.requirement_of),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRecords:
    """What is on record of units, by form: from a folder of tables, or from the ledger."""

    units: tuple[Unit, ...] = ()
    equipment: tuple[EquipmentHolding, ...] = ()
    inspections: tuple[EquipmentInspection, ...] = ()
    servicing: tuple[Servicing, ...] = ()
    stocks: tuple[Stock, ...] = ()
    personnel: tuple[PersonnelPeriod, ...] = ()
    standards: tuple[StandardAssessment, ...] = ()
    courses: tuple[Course, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    training: tuple[TrainingRequirement, ...] = ()

    def by_form(self) -> dict[str, tuple[Any, ...]]:
        """Return the records by the name of their form."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    def of_listed_units(self) -> UnitRecords:
        """Return the records without those of units that are not listed."""
        names = {each.ref for each in self.units}
        return replace(
            self,
            **{
                form: tuple(each for each in rows if getattr(each, "unit", None) in {None, *names})
                for form, rows in self.by_form().items()
            },
        )


def read_form(
    table: Table, file: str, form: UnitForm, *, last_day: date | None = None
) -> Read[tuple[Any, ...]]:
    """Return the records of a form's table.

    The header must have the form's columns and no other: a misspelt column would otherwise be an
    empty one. A day of the form's `past` after `last_day` is refused; None: not checked.

    Raises
    ------
    InputError
        When a column is missing or unknown.
    """
    _check_header(table.columns, form.columns, file)
    first_rows: dict[str, int] = {}

    def convert(row: Row) -> Any:
        texts = Fields(row.values)
        record = form.convert(texts)
        for name in form.past:
            _refuse_future(name, texts.day_or_none(name), last_day)
        _refuse_doubled(record.ref, first_rows, form.columns[0])
        first_rows[record.ref] = row.number
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


def _refuse_future(name: str, day: date | None, last_day: date | None) -> None:
    if last_day is not None and day is not None and day > last_day:
        raise FaultyField(
            "future", name, day, message="has not come yet", expected=f"{last_day} or earlier"
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
