"""Units, what they hold, and what inspections, servicing and stocks say about it.

Persons and items are counts: no name and no serial number enters. Every record carries the
reference of its row (`ref`) and where it comes from (`source`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sulh.tables.rows import FaultyField

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from sulh.sustain.fields import Fields

__all__ = [
    "HOLDING_COLUMNS",
    "INSPECTION_COLUMNS",
    "PERSONNEL_COLUMNS",
    "SERVICE_COLUMNS",
    "STANDARD_COLUMNS",
    "STOCK_COLUMNS",
    "UNIT_COLUMNS",
    "EquipmentHolding",
    "EquipmentInspection",
    "PersonnelPeriod",
    "Servicing",
    "StandardAssessment",
    "Stock",
    "Unit",
    "holding_of",
    "inspection_of",
    "personnel_of",
    "servicing_of",
    "standard_of",
    "stock_of",
    "unit_of",
]

LEASES = ("wet", "dry")
INSPECTION_KINDS = ("arrival", "periodic", "operational-readiness", "repatriation")
PERSONNEL_KINDS = ("deployed", "absent")

UNIT_COLUMNS = ("unit", "contributor", "type", "authorised", "from", "to", "source")
HOLDING_COLUMNS = ("ref", "unit", "category", "lease", "agreed", "from", "to", "source")
INSPECTION_COLUMNS = (
    *("ref", "unit", "category", "day", "kind", "present", "serviceable", "source"),
)
SERVICE_COLUMNS = ("ref", "unit", "category", "day", "items", "source")
STOCK_COLUMNS = ("ref", "unit", "supply", "day", "on_hand", "measure", "used_per_day", "source")
PERSONNEL_COLUMNS = ("ref", "unit", "kind", "persons", "from", "to", "reason", "source")
STANDARD_COLUMNS = ("ref", "unit", "category", "day", "standard", "source")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A formed unit of one contributor. `authorised`: persons agreed; `until` None: open."""

    ref: str
    contributor: str
    type: str
    authorised: int
    since: date
    until: date | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EquipmentHolding:
    """Items of one category that a unit agreed to bring, by memorandum of understanding.

    `lease`: wet (the contributor maintains) or dry (the organisation maintains). `agreed`: items.
    """

    ref: str
    unit: str
    category: str
    lease: str
    agreed: int
    since: date
    until: date | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EquipmentInspection:
    """What an inspector counted on a day: items present, and of them serviceable."""

    ref: str
    unit: str
    category: str
    day: date
    kind: str
    present: int
    serviceable: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Servicing:
    """Items that had their regular maintenance on a day."""

    ref: str
    unit: str
    category: str
    day: date
    items: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """Fuel, spare parts or another supply counted on a day, with its consumption (`measure` a day)."""

    ref: str
    unit: str
    supply: str
    day: date
    on_hand: Decimal
    measure: str
    used_per_day: Decimal
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonnelPeriod:
    """Persons deployed, or of them absent, on each day of a period. Periods of one kind add up."""

    ref: str
    unit: str
    kind: str
    persons: int
    since: date
    until: date | None
    reason: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardAssessment:
    """Whether a unit's self-sustainment in one category met its standard on a day."""

    ref: str
    unit: str
    category: str
    day: date
    is_met: bool
    source: str


def unit_of(fields: Fields) -> Unit:
    """Return the unit of a row of the form ``units``."""
    since, until = fields.period()
    return Unit(
        ref=fields.text("unit"),
        contributor=fields.text("contributor"),
        type=fields.text("type"),
        authorised=fields.count("authorised"),
        since=since,
        until=until,
        source=fields.text("source"),
    )


def holding_of(fields: Fields) -> EquipmentHolding:
    """Return the holding of a row of the form ``equipment``."""
    since, until = fields.period()
    return EquipmentHolding(
        ref=fields.text("ref"),
        unit=fields.text("unit"),
        category=fields.text("category"),
        lease=fields.choice("lease", LEASES),
        agreed=fields.count("agreed", least=1),
        since=since,
        until=until,
        source=fields.text("source"),
    )


def inspection_of(fields: Fields) -> EquipmentInspection:
    """Return the inspection of a row of the form ``inspections``."""
    present, serviceable = fields.count("present"), fields.count("serviceable")
    if serviceable > present:
        raise FaultyField(
            "more-than-present",
            "serviceable",
            serviceable,
            message="is more than the items present",
            expected=f"0 to {present}",
        )
    return EquipmentInspection(
        ref=fields.text("ref"),
        unit=fields.text("unit"),
        category=fields.text("category"),
        day=fields.day("day"),
        kind=fields.choice("kind", INSPECTION_KINDS),
        present=present,
        serviceable=serviceable,
        source=fields.text("source"),
    )


def servicing_of(fields: Fields) -> Servicing:
    """Return the servicing of a row of the form ``servicing``."""
    return Servicing(
        ref=fields.text("ref"),
        unit=fields.text("unit"),
        category=fields.text("category"),
        day=fields.day("day"),
        items=fields.count("items", least=1),
        source=fields.text("source"),
    )


def stock_of(fields: Fields) -> Stock:
    """Return the stock of a row of the form ``stocks``."""
    return Stock(
        ref=fields.text("ref"),
        unit=fields.text("unit"),
        supply=fields.text("supply"),
        day=fields.day("day"),
        on_hand=fields.quantity("on_hand"),
        measure=fields.text("measure"),
        used_per_day=fields.quantity("used_per_day"),
        source=fields.text("source"),
    )


def personnel_of(fields: Fields) -> PersonnelPeriod:
    """Return the period of a row of the form ``personnel``."""
    since, until = fields.period()
    kind = fields.choice("kind", PERSONNEL_KINDS)
    return PersonnelPeriod(
        ref=fields.text("ref"),
        unit=fields.text("unit"),
        kind=kind,
        persons=fields.count("persons", least=1),
        since=since,
        until=until,
        reason=fields.text("reason", optional=kind == "deployed"),
        source=fields.text("source"),
    )


def standard_of(fields: Fields) -> StandardAssessment:
    """Return the assessment of a row of the form ``standards``."""
    return StandardAssessment(
        ref=fields.text("ref"),
        unit=fields.text("unit"),
        category=fields.text("category"),
        day=fields.day("day"),
        is_met=fields.choice("standard", ("met", "not-met")) == "met",
        source=fields.text("source"),
    )
