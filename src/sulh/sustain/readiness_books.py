"""The forms of a folder, each with its columns, and the check that they fit each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sulh.errors import Problem
from sulh.sustain import equipment, training

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sulh.sustain.equipment import Unit
    from sulh.sustain.readiness_forms import Fields

__all__ = ["FORMS", "UnitForm", "misfits"]


class UnitForm(NamedTuple):
    """One form: the name of its file, its columns, its reader, and days that must have come."""

    name: str
    columns: tuple[str, ...]
    convert: Callable[[Fields], Any]
    past: tuple[str, ...]


FORMS = (
    UnitForm("units", equipment.UNIT_COLUMNS, equipment.unit_of, ()),
    UnitForm("equipment", equipment.HOLDING_COLUMNS, equipment.holding_of, ()),
    UnitForm("inspections", equipment.INSPECTION_COLUMNS, equipment.inspection_of, ("day",)),
    UnitForm("servicing", equipment.SERVICE_COLUMNS, equipment.servicing_of, ("day",)),
    UnitForm("stocks", equipment.STOCK_COLUMNS, equipment.stock_of, ("day",)),
    UnitForm("personnel", equipment.PERSONNEL_COLUMNS, equipment.personnel_of, ()),
    UnitForm("standards", equipment.STANDARD_COLUMNS, equipment.standard_of, ("day",)),
    UnitForm("courses", training.COURSE_COLUMNS, training.course_of, ()),
    UnitForm("certificates", training.CERTIFICATE_COLUMNS, training.certificate_of, ("issued",)),
    UnitForm("training", training.REQUIREMENT_COLUMNS, training.requirement_of, ()),
)


def misfits(units: Iterable[Unit], records: Mapping[str, Iterable[Any]]) -> tuple[Problem, ...]:
    """Return records of a unit that is not listed (errors) or outside its time (warnings).

    `records` holds by form what was read from it.
    """
    known = {each.ref: each for each in units}
    found = []
    for form, rows in records.items():
        for each in rows:
            name = getattr(each, "unit", None)
            if name is None:
                continue
            unit = known.get(name)
            day = getattr(each, "day", None) or getattr(each, "since", None)
            place = {"source": f"{form}.csv", "value": name}
            if unit is None:
                found.append(
                    Problem(
                        code="unknown-unit",
                        field="unit",
                        message=f"{each.ref} names a unit that units.csv does not list",
                        remedy="List the unit, or correct its name.",
                        **place,
                    )
                )
            elif day and (day < unit.since or (unit.until is not None and day > unit.until)):
                found.append(
                    Problem(
                        code="outside-deployment",
                        message=f"{each.ref} of {day} lies outside the unit's deployment",
                        expected=f"{unit.since} to {unit.until or 'now'}",
                        severity="warning",
                        **place,
                    )
                )
    return tuple(found)
