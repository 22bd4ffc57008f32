"""What is reported about weapons in store, and about people in need: each kind declared once.

No person is named: who hands in is a group, who keeps and who witnesses is an office, people are counts.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, get_args

from msgspec import Struct

from sulh.errors import shown
from sulh.picture import Kind, Origin, Registry
from sulh.picture import fields as f
from sulh.recover.governance_records import GOVERNANCE_KINDS
from sulh.recover.rebuild_records import REBUILD_KINDS
from sulh.recover.return_records import RETURN_KINDS
from sulh.tables import FaultyField
from sulh.values import Place, Span

__all__ = [
    "RECOVER_KINDS",
    "Custody",
    "Delivery",
    "Population",
    "StoreCount",
]

Step = Literal["stored", "transferred", "destroyed", "missing"]
Method = Literal["cutting", "crushing", "smelting", "burning", "detonation", "other", ""]

OFFICE = f.NameField(required=True, meaning="the office that wrote it down; no person's name")
SECOND = f.NameField(meaning="the second office, which saw the same and signed")
STORE = f.NameField(meaning="the store")


class Custody(Struct, frozen=True, kw_only=True, gc=False):
    """What happened to weapons of the register: they went into a store, to somebody else, or ended.

    *stored*: also from one store to another, or found again. *transferred*: to an authority outside the
    register. Storing and destroying need two offices.
    """

    origin: Origin
    span: Annotated[Span, f.SpanField(required=True, meaning="when it happened")]
    weapons: Annotated[
        tuple[str, ...], f.WordsField(required=True, meaning="numbers in the register")
    ]
    step: Annotated[
        Step,
        f.ChoiceField(required=True, meaning="what happened", choices=get_args(Step)),
    ]
    agent: Annotated[str, OFFICE]
    second: Annotated[str, SECOND] = ""
    witness: Annotated[str, f.NameField(meaning="the office that witnessed a destruction")] = ""
    store: Annotated[str, STORE] = ""
    recipient: Annotated[str, f.NameField(meaning="the authority that received them")] = ""
    method: Annotated[
        Method, f.ChoiceField(meaning="how they were destroyed", choices=get_args(Method))
    ] = ""


class StoreCount(Struct, frozen=True, kw_only=True, gc=False):
    """Weapons counted in a store by two offices, to be held against the register."""

    origin: Origin
    span: Annotated[Span, f.SpanField(required=True, meaning="when they were counted")]
    store: Annotated[str, f.NameField(required=True, meaning="the store")]
    items: Annotated[
        int, f.WholeField(required=True, high=1_000_000, unit="items", meaning="weapons counted")
    ]
    agent: Annotated[str, OFFICE]
    second: Annotated[str, SECOND] = ""


Group = Literal["displaced", "refugee", "returnee", "host", "other"]
Progress = Literal["planned", "ongoing", "delivered"]


class Population(Struct, frozen=True, kw_only=True, gc=False):
    """People at a place, as counted or estimated; the parts by sex and age where they are known.

    Children are those under 18. A later record of the same sender, place and group replaces the earlier one;
    two senders who differ are both kept.
    """

    origin: Origin
    span: Annotated[Span, f.SpanField(required=True, meaning="when they were counted")]
    place: Annotated[Place, f.PlaceField(meaning="where they are")]
    group: Annotated[
        Group, f.ChoiceField(required=True, meaning="who they are", choices=get_args(Group))
    ]
    people: Annotated[int, f.WholeField(required=True, unit="persons", meaning="how many")]
    women: Annotated[int | None, f.WholeField(unit="persons", meaning="women")] = None
    men: Annotated[int | None, f.WholeField(unit="persons", meaning="men")] = None
    girls: Annotated[int | None, f.WholeField(unit="persons", meaning="girls under 18")] = None
    boys: Annotated[int | None, f.WholeField(unit="persons", meaning="boys under 18")] = None


class Delivery(Struct, frozen=True, kw_only=True, gc=False):
    """A supply or a service for the people at a place: planned, ongoing, or delivered.

    `supply` is a standard's (water, taps, toilets, soap, food, …) or another word: then no need is computed
    for it, and it still says who does what where. What is planned may lie in the future; what is said to be
    delivered on a day to come counts from that day.
    """

    origin: Origin
    span: Annotated[Span, f.SpanField(required=True, is_past=False, meaning="when")]
    place: Annotated[Place, f.PlaceField(meaning="where")]
    organisation: Annotated[str, f.NameField(required=True, meaning="who", standard="OCHA 3W: who")]
    cluster: Annotated[str, f.NameField(meaning="the cluster", standard="OCHA 3W: what")]
    supply: Annotated[str, f.NameField(required=True, meaning="what", standard="OCHA 3W: what")]
    progress: Annotated[
        Progress,
        f.ChoiceField(required=True, meaning="how far it is", choices=get_args(Progress)),
    ]
    quantity: Annotated[Decimal | None, f.QuantityField(meaning="how much, in the unit")] = None
    unit: Annotated[str, f.KeyField(meaning="l, m3, g, kg, t, kcal, Gcal, m2, ha or piece")] = ""


def check_population(population: Population) -> None:
    """Refuse parts that are more than the whole, and people nowhere."""
    _check_place(population.place)
    names = ("women", "men", "girls", "boys")
    parts = sum(getattr(population, name) or 0 for name in names)
    if parts > population.people:
        raise FaultyField(
            "bad-count",
            "people",
            str(population.people),
            message=f"is less than its parts by sex and age, which are {parts}",
            remedy="Correct the whole, or the part that is wrong.",
        )


def check_delivery(delivery: Delivery) -> None:
    """Refuse a quantity without a unit, and a delivery nowhere."""
    _check_place(delivery.place)
    if delivery.quantity is not None and not delivery.unit:
        raise FaultyField(
            "missing", "unit", "", message="is missing", expected="the unit of the quantity"
        )


def _check_place(place: Place) -> None:
    if not (place.name or place.district):
        raise FaultyField("missing", "place", "", expected="the name of a place or a district")


def check_custody(custody: Custody) -> None:
    """Refuse a step that lacks what makes it one, or has no second office where two are needed."""
    needed = {"stored": "store", "transferred": "recipient"}.get(custody.step, "")
    if needed and not getattr(custody, needed):
        raise FaultyField("missing", needed, "", message=f"is missing for weapons {custody.step}")
    if custody.step in {"stored", "destroyed"}:
        _check_second(custody.agent, custody.second)
    if custody.step == "destroyed" and not custody.witness:
        raise FaultyField("missing", "witness", "", message="is missing for weapons destroyed")


def check_count(count: StoreCount) -> None:
    """Refuse a count without a second office."""
    _check_second(count.agent, count.second)


def _check_second(agent: str, second: str) -> None:
    if not second or second.casefold() == agent.casefold():
        raise FaultyField(
            "bad-word" if second else "missing",
            "second",
            shown(second),
            message="is the same office" if second else "is missing",
            expected="another office than the one in agent: two write it down together",
            remedy="Write the office whose member saw the same and signed.",
        )


RECOVER_KINDS = Registry(
    Kind(Custody, table="custody", rule=check_custody),
    Kind(StoreCount, table="store_counts", rule=check_count),
    Kind(Population, table="populations", rule=check_population),
    Kind(Delivery, table="deliveries", rule=check_delivery),
    *RETURN_KINDS,
    *REBUILD_KINDS,
    *GOVERNANCE_KINDS,
)
"""The kinds of record of this room, by the name that each carries in the ledger.

Weapons and counts of combatants are in `sulh.observe.arms_records`: `verify` reads them, too."""
