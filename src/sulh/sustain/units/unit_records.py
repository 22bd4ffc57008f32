"""All records of units together, and those of the units that are listed."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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

__all__ = ["UnitRecords"]


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
