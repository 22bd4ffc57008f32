"""All records of units together, and those of the units that are listed."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from msgspec import structs

from sulh.sustain.forms import UNIT_FORMS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sulh.sustain.records import (
        Certificate,
        Course,
        EquipmentHolding,
        EquipmentInspection,
        PersonnelPeriod,
        Servicing,
        StandardAssessment,
        Stock,
        TrainingRequirement,
        Unit,
    )

__all__ = ["UnitRecords", "unit_records"]


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


def unit_records(
    entries: Mapping[str, tuple[Any, ...]], exercise: Mapping[str, tuple[Any, ...]] | None = None
) -> UnitRecords:
    """Return the records of units among those of a ledger, by kind.

    Of the records of an `exercise`, certificates alone are kept, marked as such.
    """
    rows = {form.name: entries.get(form.kind.name, ()) for form in UNIT_FORMS}
    played = (exercise or {}).get("certificate", ())
    rows["certificates"] += tuple(structs.replace(each, is_simulated=True) for each in played)
    return UnitRecords(**rows)
