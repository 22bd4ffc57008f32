"""What is decided, agreed or inspected about units: each kind of record declared once.

A row of the room's own forms and a record of the ledger give the same values. Persons and items are
counts: no name and no serial number enters.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Struct

from sulh.picture import Kind, Origin, Registry
from sulh.picture.number_fields import WholeField
from sulh.picture.text_fields import KeyField, ReferenceField, YesNoField
from sulh.sustain.fields import (
    AmountField,
    LineField,
    NationField,
    OneOfField,
    PlainCountField,
    PlainDayField,
    PlainKeyField,
    WordSetField,
)
from sulh.tables.rows import FaultyField

__all__ = [
    "READINESS_LEVELS",
    "UNIT_KINDS",
    "Certificate",
    "Course",
    "Deployment",
    "EquipmentHolding",
    "EquipmentInspection",
    "PersonnelPeriod",
    "Pledge",
    "Requirement",
    "Servicing",
    "StandardAssessment",
    "Stock",
    "TrainingRequirement",
    "Unit",
]

READINESS_LEVELS = ("1", "2", "3", "rdl", "mou")
"""The steps of a pledge in the UN's readiness system, the least ready first [GK]."""

ROLES = ("medical", "protection-of-civilians", "explosive-hazards", "cyber", "operator", "general")
UNIT = ReferenceField(required=True, to="unit", meaning="the unit")
SINCE = PlainDayField(required=True, heading="from", meaning="the first day")
UNTIL = PlainDayField(heading="to", meaning="the last day; empty: it is open")
DAY = PlainDayField(required=True, meaning="the day")
CATEGORY = LineField(required=True, meaning="the category of equipment")
FIRST = PlainDayField(required=True, meaning="the first day")
LAST = PlainDayField(required=True, meaning="the last day")
TYPE = PlainKeyField(required=True, meaning="the type of unit")
LANGUAGES = WordSetField(meaning="languages")


class Referenced:
    """What every record of this room has: the sender's reference, by two names."""

    __slots__ = ()
    origin: Origin

    @property
    def ref(self) -> str:
        """Return the reference."""
        return self.origin.ref

    @property
    def id(self) -> str:
        """Return the reference."""
        return self.origin.ref


class Unit(Referenced, Struct, frozen=True, kw_only=True, gc=False):
    """A formed unit of one contributor; its `ref` is its name. `authorised`: persons agreed."""

    origin: Origin
    contributor: Annotated[str, LineField(required=True, meaning="who contributes it")]
    type: Annotated[str, LineField(required=True, meaning="its type, as in capabilities")]
    authorised: Annotated[int, PlainCountField(unit="persons", meaning="the strength agreed")]
    since: Annotated[date, SINCE]
    until: Annotated[date | None, UNTIL] = None


class EquipmentHolding(Referenced, Struct, frozen=True, kw_only=True, gc=False):
    """Items of one category that a unit agreed to bring, by memorandum of understanding.

    `lease`: wet (the contributor maintains) or dry (the organisation maintains). `agreed`: items.
    """

    origin: Origin
    unit: Annotated[str, UNIT]
    category: Annotated[str, CATEGORY]
    lease: Annotated[
        Literal["wet", "dry"], OneOfField(meaning="who maintains", choices=("wet", "dry"))
    ]
    agreed: Annotated[int, PlainCountField(low=1, unit="items", meaning="items agreed")]
    since: Annotated[date, SINCE]
    until: Annotated[date | None, UNTIL] = None


Purpose = Literal["arrival", "periodic", "operational-readiness", "repatriation"]


class EquipmentInspection(Referenced, Struct, frozen=True, kw_only=True, gc=False):
    """What an inspector counted on a day: items present, and of them serviceable."""

    origin: Origin
    unit: Annotated[str, UNIT]
    category: Annotated[str, CATEGORY]
    day: Annotated[date, DAY]
    purpose: Annotated[
        Purpose,
        OneOfField(
            meaning="what the inspection is for",
            standard="COE Manual",
            choices=("arrival", "periodic", "operational-readiness", "repatriation"),
        ),
    ]
    present: Annotated[int, PlainCountField(unit="items", meaning="items present")]
    serviceable: Annotated[
        int, PlainCountField(unit="items", meaning="items that work, of those present")
    ]


class Servicing(Referenced, Struct, frozen=True, kw_only=True, gc=False):
    """Items that had their regular maintenance on a day."""

    origin: Origin
    unit: Annotated[str, UNIT]
    category: Annotated[str, CATEGORY]
    day: Annotated[date, DAY]
    items: Annotated[int, PlainCountField(low=1, unit="items", meaning="items serviced")]


class Stock(Referenced, Struct, frozen=True, kw_only=True, gc=False):
    """Fuel, spare parts or another supply counted on a day, with its consumption (`measure` a day)."""

    origin: Origin
    unit: Annotated[str, UNIT]
    supply: Annotated[str, LineField(required=True, meaning="the supply")]
    day: Annotated[date, DAY]
    on_hand: Annotated[Decimal, AmountField(meaning="how much there is")]
    measure: Annotated[str, LineField(required=True, meaning="what it is measured in")]
    used_per_day: Annotated[Decimal, AmountField(meaning="how much is used a day")]


class PersonnelPeriod(Referenced, Struct, frozen=True, kw_only=True, gc=False):
    """Persons deployed, or of them absent, on each day of a period. Periods of one status add up."""

    origin: Origin
    unit: Annotated[str, UNIT]
    status: Annotated[
        Literal["deployed", "absent"],
        OneOfField(meaning="whether they are there", choices=("deployed", "absent")),
    ]
    persons: Annotated[int, PlainCountField(low=1, unit="persons", meaning="how many")]
    since: Annotated[date, SINCE]
    until: Annotated[date | None, UNTIL] = None
    reason: Annotated[str, LineField(meaning="why they are absent")] = ""


class StandardAssessment(Referenced, Struct, frozen=True, kw_only=True, gc=False):
    """Whether a unit's self-sustainment in one category met its standard on a day."""

    origin: Origin
    unit: Annotated[str, UNIT]
    category: Annotated[str, LineField(required=True, meaning="the category of self-sustainment")]
    day: Annotated[date, DAY]
    standard: Annotated[
        Literal["met", "not-met"],
        OneOfField(meaning="whether it met the standard", choices=("met", "not-met")),
    ]

    @property
    def is_met(self) -> bool:
        """Say whether the standard was met."""
        return self.standard == "met"


class Course(Referenced, Struct, frozen=True, kw_only=True, gc=False):
    """A course that ends with a certificate; its `ref` is its name."""

    origin: Origin
    title: Annotated[str, LineField(required=True, meaning="its title")]
    role: Annotated[str, OneOfField(meaning="what it prepares for", choices=ROLES)]


class Certificate(Referenced, Struct, frozen=True, kw_only=True, gc=False):
    """Holders of one certificate in a unit, valid from `issued` to `expires` (both days included)."""

    origin: Origin
    unit: Annotated[str, UNIT]
    course: Annotated[str, ReferenceField(required=True, to="course", meaning="the course")]
    holders: Annotated[int, PlainCountField(low=1, unit="persons", meaning="who hold it")]
    issued: Annotated[date, PlainDayField(required=True, meaning="the first valid day")]
    expires: Annotated[date | None, PlainDayField(meaning="the last valid day; empty: never")] = (
        None
    )
    renews: Annotated[
        str, ReferenceField(to="certificate", meaning="the `ref` of the row that it replaces")
    ] = ""
    is_simulated: Annotated[
        bool, YesNoField(heading="simulated", meaning="whether it comes from an exercise")
    ] = False


class TrainingRequirement(Referenced, Struct, frozen=True, kw_only=True, gc=False):
    """What units of a type need: so many `persons`, or so many `percent` of those deployed."""

    origin: Origin
    unit_type: Annotated[str, LineField(required=True, meaning="the type of unit, or `any`")]
    course: Annotated[str, ReferenceField(required=True, to="course", meaning="the course")]
    basis: Annotated[
        Literal["persons", "percent"],
        OneOfField(meaning="what the amount is", choices=("persons", "percent")),
    ]
    amount: Annotated[int, PlainCountField(low=1, meaning="how many need it")]
    since: Annotated[date, SINCE]
    until: Annotated[date | None, UNTIL] = None


class Requirement(Referenced, Struct, frozen=True, kw_only=True, gc=False):
    """One unit that a mission needs. `languages` is empty, or one of them is needed."""

    origin: Origin
    mission: Annotated[str, KeyField(required=True, meaning="the mission")]
    unit_type: Annotated[str, TYPE]
    tasks: Annotated[frozenset[str], WordSetField(meaning="its tasks")]
    place: Annotated[str, KeyField(meaning="where it is needed")]
    strength: Annotated[
        int, WholeField(required=True, unit="persons", meaning="its least strength")
    ]
    first: Annotated[date, FIRST]
    last: Annotated[date, LAST]
    languages: Annotated[frozenset[str], LANGUAGES] = frozenset()


class Pledge(Referenced, Struct, frozen=True, kw_only=True, gc=False):
    """One unit on offer. `caveats` are the tasks, places and missions that it refuses.

    It can be there `notice_days` after the decision and not before `first`; it leaves on `last`.
    """

    origin: Origin
    nation: Annotated[str, NationField(on="first", meaning="who offers it", standard="ISO 3166")]
    unit_type: Annotated[str, TYPE]
    strength: Annotated[int, WholeField(required=True, unit="persons", meaning="its strength")]
    level: Annotated[
        str,
        OneOfField(meaning="its step of readiness", standard="UN PCRS", choices=READINESS_LEVELS),
    ]
    first: Annotated[date, FIRST]
    last: Annotated[date, LAST]
    notice_days: Annotated[
        int, WholeField(required=True, unit="days", meaning="its notice to move")
    ]
    languages: Annotated[frozenset[str], LANGUAGES] = frozenset()
    caveats: Annotated[frozenset[str], WordSetField(meaning="what it refuses")] = frozenset()


class Deployment(Referenced, Struct, frozen=True, kw_only=True, gc=False):
    """One unit that fills a requirement from its first day to its last."""

    origin: Origin
    requirement: Annotated[
        str, ReferenceField(required=True, to="requirement", meaning="the requirement it fills")
    ]
    nation: Annotated[str, NationField(on="first", meaning="who deploys it", standard="ISO 3166")]
    first: Annotated[date, FIRST]
    last: Annotated[date, LAST]


def _refuse_reversed(field: str, first: date, last: date | None) -> None:
    if last is not None and last < first:
        raise FaultyField(
            "ends-before-start",
            field,
            last,
            message="is before the first day",
            expected=f"{first} or later",
        )


def check_period(record: Unit | EquipmentHolding) -> None:
    """Refuse a period that ends before it begins."""
    _refuse_reversed("to", record.since, record.until)


def check_span(record: Requirement | Pledge | Deployment) -> None:
    """Refuse a span that ends before it begins."""
    _refuse_reversed("last", record.first, record.last)


def check_certificate(record: Certificate) -> None:
    """Refuse a certificate that expires before it is issued."""
    _refuse_reversed("expires", record.issued, record.expires)


def check_inspection(record: EquipmentInspection) -> None:
    """Refuse more items that work than items."""
    if record.serviceable > record.present:
        raise FaultyField(
            "more-than-present",
            "serviceable",
            record.serviceable,
            message="is more than the items present",
            expected=f"0 to {record.present}",
        )


def check_personnel(record: PersonnelPeriod) -> None:
    """Refuse an absence without a reason, and a period that ends before it begins."""
    _refuse_reversed("to", record.since, record.until)
    if record.status == "absent" and not record.reason:
        raise FaultyField("missing", "reason", "", message="is missing", expected="a text")


def check_training(record: TrainingRequirement) -> None:
    """Refuse more than a hundred percent, and a period that ends before it begins."""
    _refuse_reversed("to", record.since, record.until)
    if record.basis == "percent" and record.amount > 100:
        raise FaultyField("bad-count", "amount", record.amount, expected="1 to 100 percent")


UNIT_KINDS = Registry(
    Kind(Requirement, table="requirements", rule=check_span),
    Kind(Pledge, table="pledges", rule=check_span),
    Kind(Deployment, table="deployments", rule=check_span),
    Kind(Unit, table="units", rule=check_period),
    Kind(EquipmentHolding, table="equipment", rule=check_period),
    Kind(EquipmentInspection, table="equipment_inspections", rule=check_inspection),
    Kind(Servicing, table="servicing"),
    Kind(Stock, table="stocks"),
    Kind(PersonnelPeriod, table="personnel", rule=check_personnel),
    Kind(StandardAssessment, table="standards"),
    Kind(Course, table="courses"),
    Kind(Certificate, table="certificates", rule=check_certificate),
    Kind(TrainingRequirement, table="training", rule=check_training),
)
"""The kinds of record about units, by the name that each carries in the ledger."""
