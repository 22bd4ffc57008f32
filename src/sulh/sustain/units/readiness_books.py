"""The forms of a folder, each with its columns, and the check that they fit each other."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NamedTuple

from sulh.errors import Problem
from sulh.sustain.units import equipment, training

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sulh.sustain.units.equipment import Unit
    from sulh.sustain.units.forms import Fields

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
    """Return what does not fit between forms: names that one form uses and another does not know.

    `records` holds by form what was read from it. A record of a unit that is not listed is an error
    (it is not used); all else is a warning.
    """
    listed = {form: tuple(rows) for form, rows in records.items()}
    known = {each.ref: each for each in units}
    found: list[Problem] = []
    for form, rows in listed.items():
        for each in rows:
            if getattr(each, "unit", None) is not None:
                found += _unit_fits(form, each, known)
    return (
        *found,
        *_units_without_rows(known, listed),
        *_courses(listed),
        *_categories(listed),
        *_renewals(listed),
    )


def _unit_fits(form: str, record: Any, known: Mapping[str, Unit]) -> list[Problem]:
    unit = known.get(record.unit)
    day = getattr(record, "day", None) or getattr(record, "since", None)
    if unit is None:
        return [
            _problem(
                "unknown-unit",
                form,
                record.unit,
                field="unit",
                message=f"{record.ref} names a unit that units.csv does not list",
                remedy=_near(record.unit, known) or "List the unit, or correct its name.",
                severity="error",
            )
        ]
    if day and (day < unit.since or (unit.until is not None and day > unit.until)):
        return [
            _problem(
                "outside-deployment",
                form,
                record.unit,
                message=f"{record.ref} of {day} lies outside the unit's deployment",
                expected=f"{unit.since} to {unit.until or 'now'}",
            )
        ]
    return []


def _units_without_rows(
    known: Mapping[str, Unit], listed: Mapping[str, tuple[Any, ...]]
) -> list[Problem]:
    """Return the units that a form does not know, where it knows others."""
    found = []
    for form in ("personnel", "equipment", "certificates"):
        there = {each.unit for each in listed.get(form, ())}
        found += [
            _problem(
                "no-rows",
                form,
                unit,
                field="unit",
                message="is listed in units.csv and has no row here",
                remedy="Add its rows, if it has any.",
            )
            for unit in known
            if there and unit not in there
        ]
    return found


def _courses(listed: Mapping[str, tuple[Any, ...]]) -> list[Problem]:
    courses = {each.ref for each in listed.get("courses", ())}
    return [
        _problem(
            "unknown-course",
            form,
            each.course,
            field="course",
            message=f"{each.ref} names a course that courses.csv does not list",
            remedy=_near(each.course, courses) or "List the course, or correct its name.",
        )
        for form in ("certificates", "training")
        for each in listed.get(form, ())
        if each.course not in courses
    ]


def _categories(listed: Mapping[str, tuple[Any, ...]]) -> list[Problem]:
    """Return inspections and servicing of what the unit was never agreed to bring."""
    held: dict[str, set[str]] = {}
    for each in listed.get("equipment", ()):
        held.setdefault(each.unit, set()).add(each.category)
    return [
        _problem(
            "not-held",
            form,
            each.category,
            field="category",
            message=f"{each.ref}: equipment.csv lists none for {each.unit}",
            remedy=_near(each.category, held.get(each.unit, ()))
            or "List the holding, or correct the category.",
        )
        for form in ("inspections", "servicing")
        for each in listed.get(form, ())
        if each.category not in held.get(each.unit, ())
    ]


def _renewals(listed: Mapping[str, tuple[Any, ...]]) -> list[Problem]:
    """Return certificates that renew none that is listed for the same unit and course."""
    certificates = listed.get("certificates", ())
    there = {(each.ref, each.unit, each.course) for each in certificates}
    return [
        _problem(
            "unknown-renewed",
            "certificates",
            each.renews,
            field="renews",
            message=f"{each.ref} renews no certificate of the same unit and course",
            remedy="Correct the reference; until then both are counted.",
        )
        for each in certificates
        if each.renews and (each.renews, each.unit, each.course) not in there
    ]


def _problem(
    code: str,
    form: str,
    value: str,
    *,
    message: str,
    field: str = "",
    expected: str = "",
    remedy: str = "",
    severity: str = "warning",
) -> Problem:
    return Problem(
        code=code,
        source=f"{form}.csv",
        field=field,
        value=value,
        message=message,
        expected=expected,
        remedy=remedy,
        severity=severity,
    )


def _near(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, sorted(known), n=1)
    return f"The nearest name there is {near[0]!r}." if near else ""
