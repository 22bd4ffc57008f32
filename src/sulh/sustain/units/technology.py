"""Technology and cyber readiness: equipment that is there, works, is serviced, and has operators.

Sensors, radios, observation drones, counter-explosive equipment and networks are equipment like any
other, but an item without a trained operator, or past its service, cannot be used.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from sulh.errors import InputError, shown
from sulh.sustain.units.days import holds_on
from sulh.sustain.units.readiness import (
    INSPECTION_DAYS_MAX,
    Need,
    serviceable_items,
    serviced_items,
)
from sulh.sustain.units.training import valid_certificates

if TYPE_CHECKING:
    from datetime import date

    from sulh.sustain.units.unit_records import UnitRecords

__all__ = [
    "TECHNOLOGY_CLASSES",
    "Technology",
    "TechnologyState",
    "assess_technology",
    "read_technology",
]

TECHNOLOGY_CLASSES = ("sensor", "radio", "observation-drone", "counter-explosive", "network")
KEYS = {"category", "class", "service_days", "operator_course", "operators"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Technology:
    """A category of equipment that is technology, of a class.

    `service_days`: the interval of its maintenance, 0: none. Each item needs `operators` holders
    of the course `operator_course`; empty: none.
    """

    category: str
    group: str
    service_days: int
    operator_course: str
    operators: int


class TechnologyState(NamedTuple):
    """One category of one unit on a day, in items.

    `low` to `high`: serviceable (as in readiness, without regard to servicing). `items_serviced`:
    those serviced within the interval, None where there is no interval. `operators`: persons with a
    valid certificate, None where no course is needed. `usable_low` to `usable_high`: the least of
    all three. `records` are the references that count.
    """

    unit: str
    group: str
    category: str
    agreed: int
    low: int
    high: int
    items_serviced: int | None
    operators: int | None
    usable_low: int
    usable_high: int
    reason: str
    records: tuple[str, ...]


def read_technology(text: str, file: str) -> tuple[Technology, ...]:
    """Read the list of technology from TOML, ``[[technology]]`` each.

    Raises
    ------
    InputError
        When an entry is faulty, or one category stands twice.
    """
    try:
        entries = tomllib.loads(text).get("technology", [])
        listed = tuple(_technology(each) for each in entries)
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(
            f"{file} is no list of technology: {error}.",
            remedy="See the reference page of the unit forms for an example.",
        ) from error
    names = [each.category for each in listed]
    duplicate = next((name for name in names if names.count(name) > 1), "")
    if duplicate:
        raise InputError(f"{file} lists {shown(duplicate)!r} twice.", remedy="Keep one of them.")
    return listed


def _technology(entry: dict[str, Any]) -> Technology:
    if set(entry) - KEYS:
        raise ValueError(f"unknown keys: {', '.join(sorted(set(entry) - KEYS))}")
    service_days, operators = entry.get("service_days", 0), entry.get("operators", 1)
    if any(type(each) is not int or each < 0 for each in (service_days, operators)):
        raise ValueError("service_days and operators must be whole numbers")
    if entry["class"] not in TECHNOLOGY_CLASSES:
        raise ValueError(
            f"class {shown(entry['class'])!r} is none of {', '.join(TECHNOLOGY_CLASSES)}"
        )
    course = str(entry.get("operator_course", ""))
    return Technology(
        category=str(entry["category"]),
        group=entry["class"],
        service_days=service_days,
        operator_course=course,
        operators=max(operators, 1) if course else 0,
    )


def assess_technology(
    records: UnitRecords,
    technology: tuple[Technology, ...],
    day: date,
    *,
    inspection_days_max: int = INSPECTION_DAYS_MAX,
) -> tuple[TechnologyState, ...]:
    """Return the technology that every unit deployed on a day holds, in the order of both lists."""
    return tuple(
        _state(records, unit.ref, each, agreed=agreed, day=day, days_max=inspection_days_max)
        for unit in records.units
        if holds_on(unit, day)
        for each in technology
        if (agreed := _agreed(records, unit.ref, each.category, day))
    )


def _agreed(records: UnitRecords, unit: str, category: str, day: date) -> int:
    return sum(
        each.agreed
        for each in records.equipment
        if each.unit == unit and each.category == category and holds_on(each, day)
    )


def _state(
    records: UnitRecords, unit: str, each: Technology, *, agreed: int, day: date, days_max: int
) -> TechnologyState:
    need = Need("equipment", each.category, 1, 0)
    low, high, reason, refs = serviceable_items(records, unit, need, day, days_max)
    limits_low, limits_high, reasons = [low], [high], [reason] if reason else []
    items_serviced = operators = None
    if each.service_days:
        items_serviced, services = serviced_items(
            records, unit, each.category, day, each.service_days
        )
        refs = (*refs, *services)
        limits_low.append(
            items_serviced
        )  # past its service, an item may still work: no upper limit
        if items_serviced < low:
            reasons.append(f"{low - items_serviced} past their service interval")
    if each.operator_course:
        valid = valid_certificates(records.certificates, unit, course=each.operator_course, day=day)
        operators = sum(certificate.holders for certificate in valid)
        refs = (*refs, *(certificate.ref for certificate in valid))
        with_crew = operators // each.operators
        limits_low.append(with_crew)
        limits_high.append(with_crew)
        if with_crew < high:
            reasons.append(f"operators for {with_crew} only ({each.operator_course})")
    return TechnologyState(
        unit=unit,
        group=each.group,
        category=each.category,
        agreed=agreed,
        low=low,
        high=high,
        items_serviced=items_serviced,
        operators=operators,
        usable_low=min(limits_low),
        usable_high=min(limits_high),
        reason="; ".join(reasons),
        records=refs,
    )
