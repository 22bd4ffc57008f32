"""What is reported about people who go home, and about ground that may be mined: each kind declared once.

People are counts; no person, family or house is named.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, get_args

from msgspec import Struct

from sulh.picture import Kind, Origin, Registry
from sulh.picture import fields as f
from sulh.tables import FaultyField
from sulh.values import Place, Span

__all__ = [
    "CONDITIONS",
    "RETURN_KINDS",
    "AreaRelease",
    "Condition",
    "HazardousArea",
    "Movement",
    "ReturnCondition",
]

Condition = Literal[
    "security",
    "hazards",
    "free-choice",
    "water",
    "health",
    "school",
    "housing",
    "papers",
    "freedom-of-movement",
]
"""Conditions of a voluntary, safe and dignified return: UNHCR, Handbook for Voluntary Repatriation (1996),
chapter 2 (physical, legal and material safety; a free and informed choice) [GK: grouped by us]."""

CONDITIONS: tuple[Condition, ...] = get_args(Condition)
State = Literal["met", "partly", "not-met"]
Walk = Literal["displaced", "returnee", "refugee"]
Ordnance = Literal[
    "anti-personnel-mines",
    "anti-vehicle-mines",
    "cluster-munitions",
    "improvised-devices",
    "unexploded-ordnance",
    "unknown",
]
Suspicion = Literal["suspected", "confirmed"]
Release = Literal["cancelled", "reduced", "cleared"]

UNHCR = "UNHCR, Handbook for Voluntary Repatriation (1996)"
IMAS = "IMAS 07.11, land release [GK]"
AREA = f.QuantityField(
    required=True, high=10_000_000_000, unit="square metres", meaning="how large"
)


class Movement(Struct, frozen=True, kw_only=True, gc=False):
    """People who left one place for another: into displacement, abroad, or home.

    `place` is where they went. Children are those under 18. The records of one sender add up; two senders
    who both report a way are both kept.
    """

    origin: Origin
    span: Annotated[Span, f.SpanField(required=True, meaning="when they moved")]
    place: Annotated[Place, f.PlaceField(meaning="where they went")]
    left: Annotated[str, f.NameField(required=True, meaning="the place that they left")]
    movers: Annotated[
        Walk, f.ChoiceField(required=True, meaning="who they are now", choices=get_args(Walk))
    ]
    people: Annotated[int, f.WholeField(required=True, unit="persons", meaning="how many")]
    women: Annotated[int | None, f.WholeField(unit="persons", meaning="women")] = None
    men: Annotated[int | None, f.WholeField(unit="persons", meaning="men")] = None
    girls: Annotated[int | None, f.WholeField(unit="persons", meaning="girls under 18")] = None
    boys: Annotated[int | None, f.WholeField(unit="persons", meaning="boys under 18")] = None


class ReturnCondition(Struct, frozen=True, kw_only=True, gc=False):
    """Whether one condition of return holds at a place, as somebody assessed it there.

    The last assessment of a sender counts; two senders who differ are both kept.
    """

    origin: Origin
    span: Annotated[Span, f.SpanField(required=True, meaning="when it was assessed")]
    place: Annotated[Place, f.PlaceField(meaning="where")]
    condition: Annotated[
        Condition,
        f.ChoiceField(required=True, meaning="which condition", standard=UNHCR, choices=CONDITIONS),
    ]
    state: Annotated[
        State,
        f.ChoiceField(required=True, meaning="whether it holds", choices=get_args(State)),
    ]
    evidence: Annotated[
        tuple[str, ...], f.WordsField(meaning="references of the records that show it")
    ] = ()
    remark: Annotated[str, f.TextField(meaning="what was seen; no names of persons")] = ""


class HazardousArea(Struct, frozen=True, kw_only=True, gc=False):
    """Ground with mines or other ordnance on it: suspected (indirect evidence) or confirmed (direct).

    Its `ref` is its number; a later record of the same sender and number replaces nothing, a correction does.
    """

    origin: Origin
    span: Annotated[Span, f.SpanField(required=True, meaning="when it was surveyed")]
    place: Annotated[Place, f.PlaceField(meaning="its centre", standard="EPSG:4326")]
    suspicion: Annotated[
        Suspicion,
        f.ChoiceField(
            required=True, meaning="how sure", standard=IMAS, choices=get_args(Suspicion)
        ),
    ]
    ordnance: Annotated[
        Ordnance,
        f.ChoiceField(required=True, meaning="what lies there", choices=get_args(Ordnance)),
    ]
    area_m2: Annotated[Decimal, AREA]
    radius_m: Annotated[
        int,
        f.WholeField(
            required=True, low=1, high=50_000, unit="metres", meaning="how far it reaches"
        ),
    ]
    exposed: Annotated[
        int | None,
        f.WholeField(in_tens=True, unit="persons", meaning="people who live or work close to it"),
    ] = None


class AreaRelease(Struct, frozen=True, kw_only=True, gc=False):
    """Part of a hazardous area that is released: cancelled, reduced, or cleared."""

    origin: Origin
    span: Annotated[Span, f.SpanField(required=True, meaning="when it was released")]
    hazard: Annotated[str, f.NameField(required=True, meaning="the number of the hazardous area")]
    release: Annotated[
        Release,
        f.ChoiceField(
            required=True,
            meaning="without entering, by survey, or by clearance",
            standard=IMAS,
            choices=get_args(Release),
        ),
    ]
    area_m2: Annotated[Decimal, AREA]
    devices: Annotated[
        int | None, f.WholeField(unit="items", meaning="devices found and destroyed")
    ] = None


def check_movement(movement: Movement) -> None:
    """Refuse parts that are more than the whole, and a way to nowhere or to where it began."""
    name = movement.place.name or movement.place.district
    if not name:
        raise FaultyField("missing", "place", "", expected="the name of the place they went to")
    if movement.left.casefold() in {
        movement.place.name.casefold(),
        movement.place.district.casefold(),
    }:
        raise FaultyField(
            "bad-word",
            "left",
            movement.left,
            message="is the place they went to",
            expected="another place",
        )
    parts = sum(getattr(movement, each) or 0 for each in ("women", "men", "girls", "boys"))
    if parts > movement.people:
        raise FaultyField(
            "bad-count",
            "people",
            str(movement.people),
            message=f"is less than its parts by sex and age, which are {parts}",
            remedy="Correct the whole, or the part that is wrong.",
        )


def check_condition(condition: ReturnCondition) -> None:
    """Refuse a condition of nowhere."""
    if not (condition.place.name or condition.place.district):
        raise FaultyField("missing", "place", "", expected="the name of a place or a district")


def check_hazard(hazard: HazardousArea) -> None:
    """Refuse an area that has no position, or none of its ground."""
    if hazard.place.lon is None:
        raise FaultyField("missing", "lon", "", expected="the area's centre in degrees")
    if hazard.area_m2 <= 0:
        raise FaultyField("bad-count", "area_m2", f"{hazard.area_m2:f}", expected="more than 0")


def check_release(release: AreaRelease) -> None:
    """Refuse a release of nothing."""
    if release.area_m2 <= 0:
        raise FaultyField("bad-count", "area_m2", f"{release.area_m2:f}", expected="more than 0")


RETURN_KINDS = Registry(
    Kind(Movement, table="movements", rule=check_movement),
    Kind(ReturnCondition, table="return_conditions", rule=check_condition),
    Kind(HazardousArea, table="hazardous_areas", rule=check_hazard),
    Kind(AreaRelease, table="area_releases", rule=check_release),
)
"""The kinds of record about returns and hazards, by the name that each carries in the ledger."""
