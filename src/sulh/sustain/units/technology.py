"""Technology and cyber readiness: kit that is there, works, is serviced, and has trained operators.

Sensors, radios, observation drones, counter-explosive kit and networks are equipment like any other;
what sets them apart is that an item without a trained operator, or past its service, is of no use.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from sulh.errors import InputError, shown
from sulh.sustain.units.days import holds_on
from sulh.sustain.units.readiness import INSPECTION_DAYS_MAX, Need, serviceable_items
from sulh.sustain.units.training import certificates_valid

if TYPE_CHECKING:
    from datetime import date

    from sulh.sustain.units.readiness import Evidence

__all__ = ["TECHNOLOGY_CLASSES", "Technology", "TechnologyState", "read_technology", "technology"]

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

    `low` to `high`: serviceable (as in readiness, servicing apart). `serviced`: items serviced
    within the interval, None where there is no interval. `operators`: persons with a valid
    certificate, None where no course is asked for. `usable_low` to `usable_high`: the least of all
    three. `records` are the references counted.
    """

    unit: str
    group: str
    category: str
    agreed: int
    low: int
    high: int
    serviced: int | None
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
        found = tuple(_technology(each) for each in entries)
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(
            f"{file} is no list of technology: {error}.",
            remedy="See the reference page of the unit forms for an example.",
        ) from error
    names = [each.category for each in found]
    doubled = next((name for name in names if names.count(name) > 1), "")
    if doubled:
        raise InputError(f"{file} lists {shown(doubled)!r} twice.", remedy="Keep one of them.")
    return found


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


def technology(
    evidence: Evidence,
    listed: tuple[Technology, ...],
    day: date,
    *,
    inspection_days_max: int = INSPECTION_DAYS_MAX,
) -> tuple[TechnologyState, ...]:
    """Return the technology that every unit deployed on a day holds, in the order of both lists."""
    return tuple(
        _state(evidence, unit.ref, each, agreed=agreed, day=day, days_max=inspection_days_max)
        for unit in evidence.units
        if holds_on(unit, day)
        for each in listed
        if (agreed := _agreed(evidence, unit.ref, each.category, day))
    )


def _agreed(evidence: Evidence, unit: str, category: str, day: date) -> int:
    return sum(
        each.agreed
        for each in evidence.holdings
        if each.unit == unit and each.category == category and holds_on(each, day)
    )


def _state(
    evidence: Evidence, unit: str, each: Technology, *, agreed: int, day: date, days_max: int
) -> TechnologyState:
    need = Need("equipment", each.category, 1, 0)
    low, high, reason, refs = serviceable_items(evidence, unit, need, day, days_max)
    limits_low, limits_high, reasons = [low], [high], [reason] if reason else []
    serviced = operators = None
    if each.service_days:
        done = [
            record
            for record in evidence.servicing
            if record.unit == unit
            and record.category == each.category
            and 0 <= (day - record.day).days < each.service_days
        ]
        serviced = sum(record.items for record in done)
        refs = (*refs, *(record.ref for record in done))
        limits_low.append(serviced)  # an item past its service may still work: no upper limit
        if serviced < low:
            reasons.append(f"{low - serviced} past their service interval")
    if each.operator_course:
        held = certificates_valid(evidence.certificates, unit, course=each.operator_course, day=day)
        operators = sum(record.holders for record in held)
        refs = (*refs, *(record.ref for record in held))
        crewed = operators // each.operators
        limits_low.append(crewed)
        limits_high.append(crewed)
        if crewed < high:
            reasons.append(f"operators for {crewed} only ({each.operator_course})")
    return TechnologyState(
        unit=unit,
        group=each.group,
        category=each.category,
        agreed=agreed,
        low=low,
        high=high,
        serviced=serviced,
        operators=operators,
        usable_low=min(limits_low),
        usable_high=min(limits_high),
        reason="; ".join(reasons),
        records=refs,
    )
