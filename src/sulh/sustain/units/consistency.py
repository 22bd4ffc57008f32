"""Whether the forms of a folder fit each other: names that one form uses and another does not list."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from sulh.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sulh.sustain.records import Unit
    from sulh.sustain.units.unit_records import UnitRecords

__all__ = ["misfits"]


def misfits(records: UnitRecords) -> tuple[Problem, ...]:
    """Return what does not fit between forms.

    A record of a unit that is not listed is an error (it is not used); all else is a warning.
    """
    units = {each.ref: each for each in records.units}
    problems = [
        problem
        for form, rows in records.by_form().items()
        for each in rows
        if getattr(each, "unit", None) is not None
        for problem in _unit_misfits(form, each, units)
    ]
    return (
        *problems,
        *_units_without_rows(records),
        *_courses(records),
        *_categories(records),
        *_renewals(records),
    )


def _unit_misfits(form: str, record: Any, units: Mapping[str, Unit]) -> list[Problem]:
    unit = units.get(record.unit)
    day = getattr(record, "day", None) or getattr(record, "since", None)
    if unit is None:
        return [
            _problem(
                "unknown-unit",
                form,
                record.unit,
                field="unit",
                message=f"{record.ref} names a unit that units.csv does not list",
                remedy=_near(record.unit, units) or "List the unit, or correct its name.",
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


def _units_without_rows(records: UnitRecords) -> list[Problem]:
    """Return the units that a form does not name, where it names others."""
    problems = []
    for form in ("personnel", "equipment", "certificates"):
        names = {each.unit for each in records.by_form()[form]}
        problems += [
            _problem(
                "no-rows",
                form,
                unit.ref,
                field="unit",
                message="is listed in units.csv and has no row here",
                remedy="Add its rows, if it has any.",
            )
            for unit in records.units
            if names and unit.ref not in names
        ]
    return problems


def _courses(records: UnitRecords) -> list[Problem]:
    courses = {each.ref for each in records.courses}
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
        for each in records.by_form()[form]
        if each.course not in courses
    ]


def _categories(records: UnitRecords) -> list[Problem]:
    """Return inspections and servicing of what the unit never agreed to bring."""
    categories: dict[str, set[str]] = {}
    for holding in records.equipment:
        categories.setdefault(holding.unit, set()).add(holding.category)
    return [
        _problem(
            "not-held",
            form,
            each.category,
            field="category",
            message=f"{each.ref}: equipment.csv lists none for {each.unit}",
            remedy=_near(each.category, categories.get(each.unit, ()))
            or "List the holding, or correct the category.",
        )
        for form in ("inspections", "servicing")
        for each in records.by_form()[form]
        if each.category not in categories.get(each.unit, ())
    ]


def _renewals(records: UnitRecords) -> list[Problem]:
    """Return certificates that renew no certificate of the same unit and course."""
    keys = {(each.ref, each.unit, each.course) for each in records.certificates}
    return [
        _problem(
            "unknown-renewed",
            "certificates",
            each.renews,
            field="renews",
            message=f"{each.ref} renews no certificate of the same unit and course",
            remedy="Correct the reference; until then both are counted.",
        )
        for each in records.certificates
        if each.renews and (each.renews, each.unit, each.course) not in keys
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


def _near(name: str, names: Iterable[str]) -> str:
    near = get_close_matches(name, sorted(names), n=1)
    return f"The nearest name there is {near[0]!r}." if near else ""
