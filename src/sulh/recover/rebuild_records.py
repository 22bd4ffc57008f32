"""What is reported about damage, and about projects that rebuild: each kind declared once.

Persons are counts. Who pays, builds and decides is an organisation or an office.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, get_args

from msgspec import Struct

from sulh.errors import shown
from sulh.picture import Kind, Origin, Registry
from sulh.picture import fields as f
from sulh.tables import FaultyField
from sulh.values import Place, Span

__all__ = [
    "REBUILD_KINDS",
    "Damage",
    "Milestone",
    "Payment",
    "Project",
    "ProjectProgress",
    "ProjectReach",
    "check_parts",
    "check_place",
]

Structure = Literal[
    "house",
    "school",
    "health-post",
    "water-point",
    "power-line",
    "road",
    "bridge",
    "market",
    "office",
    "place-of-worship",
    "other",
]
Grade = Literal["slight", "moderate", "heavy", "very-heavy", "destruction"]
"""Grades 1 to 5 of the European Macroseismic Scale (EMS-98), used for damage of any cause [GK]."""

GRADES: tuple[Grade, ...] = get_args(Grade)
Service = Literal[
    "education",
    "health",
    "water",
    "power",
    "transport",
    "housing",
    "justice",
    "livelihoods",
    "administration",
    "other",
]
Working = Literal["works", "partly", "stopped", ""]
Scale = Literal["quick-impact", "reconstruction"]
Stage = Literal["proposed", "agreed"]
Risk = Literal["low", "medium", "high", ""]
Cause = Literal[
    "security", "access", "weather", "contractor", "supplies", "funds", "permits", "other", ""
]
Money = Literal["received", "committed", "paid"]
Reach = Literal["intended", "reached"]

EMS = "EMS-98, grades 1 to 5 [GK]"
ISO_4217 = "ISO 4217"
EARNED = "ISO 21508:2018, earned value management [GK]"
COST = f.QuantityField(meaning="what repair costs, as estimated")
CURRENCY = f.KeyField(meaning="the currency's three letters", standard=ISO_4217)
NEEDS_CURRENCY = f.KeyField(
    required=True, meaning="the currency's three letters", standard=ISO_4217
)
PLAN = f.SpanField(required=True, is_past=False, meaning="when it is to begin and end")
PROJECT = f.KeyField(required=True, meaning="the project's number")
SERVICE = f.ChoiceField(
    required=True, meaning="the service that it gives", choices=get_args(Service)
)


class Damage(Struct, frozen=True, kw_only=True, gc=False):
    """Buildings or works that are damaged, and whether the service that they give still works.

    One record is for buildings of one kind and grade at one place. The records of one sender add up.
    """

    origin: Origin
    span: Annotated[Span, f.SpanField(required=True, meaning="when it was assessed")]
    place: Annotated[Place, f.PlaceField(meaning="where")]
    structure: Annotated[
        Structure,
        f.ChoiceField(required=True, meaning="what is damaged", choices=get_args(Structure)),
    ]
    grade: Annotated[
        Grade,
        f.ChoiceField(required=True, meaning="how much", standard=EMS, choices=GRADES),
    ]
    buildings: Annotated[
        int, f.WholeField(required=True, low=1, high=1_000_000, unit="items", meaning="how many")
    ]
    service: Annotated[Service, SERVICE]
    working: Annotated[
        Working,
        f.ChoiceField(meaning="whether the service still works", choices=get_args(Working)),
    ] = ""
    serves: Annotated[
        int | None, f.WholeField(unit="persons", meaning="people who depend on it")
    ] = None
    cost: Annotated[Decimal | None, COST] = None
    currency: Annotated[str, CURRENCY] = ""


class Project(Struct, frozen=True, kw_only=True, gc=False):
    """A project that rebuilds something; its `ref` is its number.

    `span` is the plan: from the first day of work to the day it is handed over.
    """

    origin: Origin
    span: Annotated[Span, PLAN]
    place: Annotated[Place, f.PlaceField(meaning="where it is built")]
    title: Annotated[str, f.NameField(required=True, meaning="its title")]
    scale: Annotated[
        Scale,
        f.ChoiceField(
            required=True, meaning="quick impact or reconstruction", choices=get_args(Scale)
        ),
    ]
    service: Annotated[Service, SERVICE]
    budget: Annotated[
        Decimal, f.QuantityField(required=True, meaning="what it may cost", standard=EARNED)
    ]
    currency: Annotated[str, NEEDS_CURRENCY]
    stage: Annotated[
        Stage,
        f.ChoiceField(required=True, meaning="whether it is agreed", choices=get_args(Stage)),
    ]
    contractor: Annotated[str, f.NameField(meaning="the firm or body that builds it")] = ""
    funder: Annotated[str, f.NameField(meaning="who gives the money")] = ""
    risk: Annotated[
        Risk, f.ChoiceField(meaning="how likely it fails or harms", choices=get_args(Risk))
    ] = ""
    risk_note: Annotated[
        str, f.TextField(meaning="what may go wrong, and what is done about it")
    ] = ""


class Milestone(Struct, frozen=True, kw_only=True, gc=False):
    """A part of a project with its own dates and its share of the budget; its `ref` is its number.

    No two milestones of a sender have one number, so that it names its project as well: QIP-01/2.
    """

    origin: Origin
    span: Annotated[Span, PLAN]
    project: Annotated[str, PROJECT]
    title: Annotated[str, f.NameField(required=True, meaning="its title")]
    share: Annotated[
        Decimal,
        f.QuantityField(
            required=True,
            high=100,
            unit="percent",
            meaning="its share of the project's budget",
            standard=EARNED,
        ),
    ]


class ProjectProgress(Struct, frozen=True, kw_only=True, gc=False):
    """How far a milestone is, as somebody saw it on the ground; the last word of each sender counts."""

    origin: Origin
    span: Annotated[Span, f.SpanField(required=True, meaning="when it was seen")]
    project: Annotated[str, PROJECT]
    milestone: Annotated[str, f.KeyField(required=True, meaning="the milestone's number")]
    percent: Annotated[
        int, f.WholeField(required=True, high=100, unit="percent", meaning="how much of it is done")
    ]
    cause: Annotated[Cause, f.ChoiceField(meaning="why it is late", choices=get_args(Cause))] = ""
    remark: Annotated[str, f.TextField(meaning="what was seen; no names of persons")] = ""


class Payment(Struct, frozen=True, kw_only=True, gc=False):
    """Money of a project: received from a funder, committed by a contract, or paid.

    `organisation` gave it (received) or gets it (committed, paid). What is paid counts as spent.
    """

    origin: Origin
    span: Annotated[Span, f.SpanField(required=True, meaning="when")]
    project: Annotated[str, PROJECT]
    money: Annotated[
        Money, f.ChoiceField(required=True, meaning="what happened to it", choices=get_args(Money))
    ]
    amount: Annotated[Decimal, f.QuantityField(required=True, meaning="how much money")]
    currency: Annotated[str, NEEDS_CURRENCY]
    organisation: Annotated[str, f.NameField(required=True, meaning="who gave it, or who gets it")]


class ProjectReach(Struct, frozen=True, kw_only=True, gc=False):
    """People of a community whom a project is to reach, or has reached; `place` is the community.

    Children are those under 18. The last word of each sender counts.
    """

    origin: Origin
    span: Annotated[Span, f.SpanField(required=True, meaning="when they were counted")]
    place: Annotated[Place, f.PlaceField(meaning="the community")]
    project: Annotated[str, PROJECT]
    reach: Annotated[
        Reach,
        f.ChoiceField(required=True, meaning="intended or reached", choices=get_args(Reach)),
    ]
    people: Annotated[int, f.WholeField(required=True, unit="persons", meaning="how many")]
    women: Annotated[int | None, f.WholeField(unit="persons", meaning="women")] = None
    men: Annotated[int | None, f.WholeField(unit="persons", meaning="men")] = None
    girls: Annotated[int | None, f.WholeField(unit="persons", meaning="girls under 18")] = None
    boys: Annotated[int | None, f.WholeField(unit="persons", meaning="boys under 18")] = None


def check_damage(damage: Damage) -> None:
    """Refuse damage nowhere, and a cost without its currency."""
    check_place(damage.place)
    if damage.cost is not None or damage.currency:
        _check_currency(damage.currency)


def check_project(project: Project) -> None:
    """Refuse a project nowhere, one that costs nothing, and one without a length."""
    check_place(project.place)
    _check_currency(project.currency)
    _check_more("budget", project.budget)
    _check_length(project.span)


def check_milestone(milestone: Milestone) -> None:
    """Refuse a milestone without a length, and a share of nothing."""
    _check_more("share", milestone.share)
    _check_length(milestone.span)


def check_payment(payment: Payment) -> None:
    """Refuse money of no currency."""
    _check_currency(payment.currency)


def check_reach(reach: ProjectReach) -> None:
    """Refuse parts that are more than the whole, and a community without a name."""
    check_place(reach.place)
    check_parts(reach)


def check_parts(record: ProjectReach) -> None:
    """Refuse people by sex and age who are more than all people."""
    parts = sum(getattr(record, name) or 0 for name in ("women", "men", "girls", "boys"))
    if parts > record.people:
        raise FaultyField(
            "bad-count",
            "people",
            str(record.people),
            message=f"is less than its parts by sex and age, which are {parts}",
            remedy="Correct the whole, or the part that is wrong.",
        )


def check_place(place: Place) -> None:
    """Refuse a place that has no name."""
    if not (place.name or place.district):
        raise FaultyField("missing", "place", "", expected="the name of a place or a district")


def _check_currency(currency: str) -> None:
    if not (
        len(currency) == 3 and currency.isascii() and currency.isalpha() and currency.isupper()
    ):
        raise FaultyField(
            "bad-word" if currency else "missing",
            "currency",
            shown(currency),
            message="is no currency" if currency else "is missing",
            expected="three capital letters of ISO 4217, such as USD or XAF",
        )


def _check_more(name: str, amount: Decimal) -> None:
    if amount <= 0:
        raise FaultyField("bad-count", name, f"{amount:f}", expected="more than 0")


def _check_length(span: Span) -> None:
    if span.end <= span.start:
        raise FaultyField(
            "missing",
            "end",
            "",
            message="is not after start",
            expected="the day the plan ends",
            remedy="Write the day on which it is handed over.",
        )


REBUILD_KINDS = Registry(
    Kind(Damage, table="damages", rule=check_damage),
    Kind(Project, table="projects", rule=check_project),
    Kind(Milestone, table="milestones", rule=check_milestone),
    Kind(ProjectProgress, table="project_progress"),
    Kind(Payment, table="payments", rule=check_payment),
    Kind(ProjectReach, table="project_reach", rule=check_reach),
)
"""The kinds of record about rebuilding, by the name that each carries in the ledger."""
