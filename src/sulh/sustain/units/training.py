"""Courses, the certificates a unit holds, and what it lacks on a day.

Certificates are counts of holders. Rows add up, unless a row says by `renews` which earlier row
it replaces: Sulh cannot know whether two rows are the same persons. Certificates from an exercise
are marked `simulated` and are never added to real ones.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from sulh.sustain.units.days import holds_on

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sulh.sustain.records import Certificate, PersonnelPeriod, TrainingRequirement
    from sulh.sustain.units.unit_records import UnitRecords

__all__ = [
    "TrainingGap",
    "strength_on",
    "training_gaps",
    "valid_certificates",
]

ANY_TYPE = "any"
EXPIRES_SOON = timedelta(days=90)


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
        if each.unit == unit and each.status == "deployed" and holds_on(each, day)
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
