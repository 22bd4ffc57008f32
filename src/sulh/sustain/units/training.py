"""Courses, the certificates a unit holds, and what it lacks on a day.

Certificates are counts of holders. Rows add up, unless a row says by `renews` which earlier row
it takes the place of: Sulh cannot tell whether two rows are the same persons. Certificates from
an exercise are marked `simulated` and are never added to real ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from sulh.sustain.units.days import holds_on
from sulh.tables.rows import FaultyField

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sulh.sustain.units.equipment import PersonnelPeriod, Unit
    from sulh.sustain.units.forms import Fields

__all__ = [
    "CERTIFICATE_COLUMNS",
    "COURSE_COLUMNS",
    "REQUIREMENT_COLUMNS",
    "Certificate",
    "Course",
    "TrainingGap",
    "TrainingRequirement",
    "certificate_of",
    "certificates_valid",
    "course_of",
    "requirement_of",
    "strength_on",
    "training_gaps",
]

COURSE_COLUMNS = ("course", "title", "role", "source")
CERTIFICATE_COLUMNS = (
    *("ref", "unit", "course", "holders", "issued", "expires", "renews", "simulated", "source"),
)
REQUIREMENT_COLUMNS = ("ref", "unit_type", "course", "basis", "amount", "from", "to", "source")
ROLES = ("medical", "protection-of-civilians", "explosive-hazards", "cyber", "operator", "general")
ANY_TYPE = "any"
EXPIRES_SOON = timedelta(days=90)


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A course that ends with a certificate. `role`: what the requirement is about."""

    ref: str
    title: str
    role: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """Holders of one certificate in a unit, valid from `issued` to `expires` (both days included)."""

    ref: str
    unit: str
    course: str
    holders: int
    issued: date
    expires: date | None
    renews: str
    is_simulated: bool
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingRequirement:
    """What units of a type need: so many `persons`, or so many `percent` of those deployed."""

    ref: str
    unit_type: str
    course: str
    basis: str
    amount: int
    since: date
    until: date | None
    source: str


class TrainingGap(NamedTuple):
    """One requirement of one unit on one day.

    `needed`, `holders`, `expiring` (within 90 days after `day`), `simulated` (held from an
    exercise; not counted in `holders`) and `missing` are persons. `records` are the references
    of the certificates counted. `day` is the unit's first day where that is still to come.
    """

    unit: str
    requirement: str
    course: str
    role: str
    day: date
    needed: int
    holders: int
    expiring: int
    simulated: int
    missing: int
    records: tuple[str, ...]


def course_of(fields: Fields) -> Course:
    """Return the course of a row of the form ``courses``."""
    return Course(
        ref=fields.text("course"),
        title=fields.text("title"),
        role=fields.choice("role", ROLES),
        source=fields.text("source"),
    )


def certificate_of(fields: Fields) -> Certificate:
    """Return the certificates of a row of the form ``certificates``."""
    issued, expires = fields.period("issued", "expires")
    return Certificate(
        ref=fields.text("ref"),
        unit=fields.text("unit"),
        course=fields.text("course"),
        holders=fields.count("holders", least=1),
        issued=issued,
        expires=expires,
        renews=fields.text("renews", optional=True),
        is_simulated=fields.flag("simulated"),
        source=fields.text("source"),
    )


def requirement_of(fields: Fields) -> TrainingRequirement:
    """Return the requirement of a row of the form ``training``."""
    since, until = fields.period()
    basis = fields.choice("basis", ("persons", "percent"))
    amount = fields.count("amount", least=1)
    if basis == "percent" and amount > 100:
        raise FaultyField("bad-count", "amount", amount, expected="1 to 100 percent")
    return TrainingRequirement(
        ref=fields.text("ref"),
        unit_type=fields.text("unit_type"),
        course=fields.text("course"),
        basis=basis,
        amount=amount,
        since=since,
        until=until,
        source=fields.text("source"),
    )


def certificates_valid(
    certificates: Iterable[Certificate],
    unit: str,
    *,
    course: str,
    day: date,
    simulated: bool = False,
) -> tuple[Certificate, ...]:
    """Return the certificates of a unit that count on a day, those renewed by then left out."""
    issued = [
        each
        for each in certificates
        if each.unit == unit
        and each.course == course
        and each.is_simulated == simulated
        and each.issued <= day
    ]
    renewed = {each.renews for each in issued if each.renews}
    return tuple(
        each
        for each in issued
        if each.ref not in renewed and (each.expires is None or day <= each.expires)
    )


def strength_on(periods: Iterable[PersonnelPeriod], unit: str, day: date) -> int:
    """Return the persons deployed with a unit on a day, absent ones included."""
    return sum(
        each.persons
        for each in periods
        if each.unit == unit and each.kind == "deployed" and holds_on(each, day)
    )


def training_gaps(
    units: Iterable[Unit],
    requirements: Iterable[TrainingRequirement],
    *,
    certificates: tuple[Certificate, ...],
    courses: Iterable[Course],
    personnel: tuple[PersonnelPeriod, ...],
    day: date,
) -> tuple[TrainingGap, ...]:
    """Return each requirement of each unit on a day, met ones with `missing` 0.

    A unit that has not arrived is judged on its first day (predeployment), against its authorised
    strength; one that has left is not judged. A share is rounded up to whole persons.
    """
    roles = {each.ref: each.role for each in courses}
    wanted = tuple(requirements)
    found = []
    for unit in units:
        if unit.until is not None and unit.until < day:
            continue
        on = max(day, unit.since)
        strength = strength_on(personnel, unit.ref, on) or unit.authorised
        found += [
            _gap(unit.ref, each, certificates, strength=strength, on=on, roles=roles)
            for each in wanted
            if holds_on(each, on) and each.unit_type in {unit.type, ANY_TYPE}
        ]
    return tuple(found)


def _gap(
    unit: str,
    wanted: TrainingRequirement,
    certificates: tuple[Certificate, ...],
    *,
    strength: int,
    on: date,
    roles: dict[str, str],
) -> TrainingGap:
    needed = wanted.amount if wanted.basis == "persons" else -(-wanted.amount * strength // 100)
    valid = certificates_valid(certificates, unit, course=wanted.course, day=on)
    played = certificates_valid(certificates, unit, course=wanted.course, day=on, simulated=True)
    holders = sum(each.holders for each in valid)
    return TrainingGap(
        unit=unit,
        requirement=wanted.ref,
        course=wanted.course,
        role=roles.get(wanted.course, "general"),
        day=on,
        needed=needed,
        holders=holders,
        expiring=sum(
            each.holders
            for each in valid
            if each.expires is not None and each.expires <= on + EXPIRES_SOON
        ),
        simulated=sum(each.holders for each in played),
        missing=max(needed - holders, 0),
        records=tuple(each.ref for each in valid),
    )
