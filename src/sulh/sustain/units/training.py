"""Courses, the certificates a unit holds, and what it lacks on a day.

Certificates are counts of holders. Rows add up, unless a row says by `renews` which earlier row
it replaces: Sulh cannot know whether two rows are the same persons. Certificates from an exercise
are marked `simulated` and are never added to real ones.
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

    from sulh.sustain.fields import Fields
    from sulh.sustain.units.equipment import PersonnelPeriod
    from sulh.sustain.units.forms import UnitRecords

__all__ = [
    "CERTIFICATE_COLUMNS",
    "COURSE_COLUMNS",
    "REQUIREMENT_COLUMNS",
    "Certificate",
    "Course",
    "TrainingGap",
    "TrainingRequirement",
    "certificate_of",
    "course_of",
    "requirement_of",
    "strength_on",
    "training_gaps",
    "valid_certificates",
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

    Persons: so many `need` the certificate; `holders` have it, of whom `holders_expiring` lose it
    within 90 days after `day`; `holders_simulated` have it from an exercise only and are not among
    `holders`; `shortfall` is what is missing. `records` are the references of the certificates that
    count. `day` is the unit's first day where that is still to come.
    """

    unit: str
    requirement: str
    course: str
    role: str
    day: date
    need: int
    holders: int
    holders_expiring: int
    holders_simulated: int
    shortfall: int
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


def valid_certificates(
    certificates: Iterable[Certificate],
    unit: str,
    *,
    course: str,
    day: date,
    simulated: bool = False,
) -> tuple[Certificate, ...]:
    """Return the certificates of a unit that count on a day, without those renewed by then."""
    candidates = [
        each
        for each in certificates
        if each.unit == unit
        and each.course == course
        and each.is_simulated == simulated
        and each.issued <= day
    ]
    replaced_refs = {each.renews for each in candidates if each.renews}
    return tuple(
        each
        for each in candidates
        if each.ref not in replaced_refs and (each.expires is None or day <= each.expires)
    )


def strength_on(periods: Iterable[PersonnelPeriod], unit: str, day: date) -> int:
    """Return the persons deployed with a unit on a day, absent ones included."""
    return sum(
        each.persons
        for each in periods
        if each.unit == unit and each.kind == "deployed" and holds_on(each, day)
    )


def training_gaps(records: UnitRecords, day: date) -> tuple[TrainingGap, ...]:
    """Return each requirement of each unit on a day; `shortfall` is 0 where it is met.

    A unit that has not arrived is judged on its first day (predeployment), against its authorised
    strength; one that has left is not judged. A share is rounded up to whole persons.
    """
    roles = {each.ref: each.role for each in records.courses}
    gaps = []
    for unit in records.units:
        if unit.until is not None and unit.until < day:
            continue
        on = max(day, unit.since)
        strength = strength_on(records.personnel, unit.ref, on) or unit.authorised
        gaps += [
            _gap(unit.ref, each, records.certificates, strength=strength, on=on, roles=roles)
            for each in records.training
            if holds_on(each, on) and each.unit_type in {unit.type, ANY_TYPE}
        ]
    return tuple(gaps)


def _gap(
    unit: str,
    requirement: TrainingRequirement,
    certificates: tuple[Certificate, ...],
    *,
    strength: int,
    on: date,
    roles: dict[str, str],
) -> TrainingGap:
    course, amount = requirement.course, requirement.amount
    need = amount if requirement.basis == "persons" else -(-amount * strength // 100)
    valid = valid_certificates(certificates, unit, course=course, day=on)
    simulated = valid_certificates(certificates, unit, course=course, day=on, simulated=True)
    holders = sum(each.holders for each in valid)
    return TrainingGap(
        unit=unit,
        requirement=requirement.ref,
        course=course,
        role=roles.get(course, "general"),
        day=on,
        need=need,
        holders=holders,
        holders_expiring=sum(
            each.holders
            for each in valid
            if each.expires is not None and each.expires <= on + EXPIRES_SOON
        ),
        holders_simulated=sum(each.holders for each in simulated),
        shortfall=max(need - holders, 0),
        records=tuple(each.ref for each in valid),
    )
