"""What is reported of a disaster: how many are affected, and how many wounded of each category.

Persons are counts: nobody is named, and no person's wounds are written down.
"""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from msgspec import Struct

from sulh.picture import Kind, KindForm, Origin
from sulh.picture import fields as f
from sulh.tables import FaultyField
from sulh.values import Place, Span

__all__ = [
    "CASUALTY_FORMS",
    "CASUALTY_KINDS",
    "DISASTERS",
    "TRIAGE_COUNTS",
    "Disaster",
    "TriageCount",
]

Cause = Literal["earthquake", "flood", "explosion", "fire", "storm", "landslide", "other"]
SENDAI = "Sendai Framework indicators; UNDRR terminology 2017"
START = "START triage"
PLACE = f.PlaceField(meaning="where", standard="EPSG:4326")


class Disaster(Struct, frozen=True, kw_only=True, gc=False):
    """An earthquake, a flood, an explosion or the like, and how many people it affects at a place.

    *affected*: in need of anything because of it, the others included. *displaced*: had to leave their homes.
    *injured*, *dead*, *missing* as counted so far; an empty cell is not known, and never nobody.
    """

    origin: Origin
    span: Annotated[Span, f.SpanField(required=True, meaning="when")]
    cause: Annotated[
        Cause, f.ChoiceField(required=True, meaning="what it is", choices=get_args(Cause))
    ]
    affected: Annotated[
        int | None,
        f.WholeField(
            prominent=True, in_tens=True, unit="persons", meaning="people affected", standard=SENDAI
        ),
    ] = None
    displaced: Annotated[
        int | None,
        f.WholeField(
            prominent=True,
            in_tens=True,
            unit="persons",
            meaning="people displaced",
            standard=SENDAI,
        ),
    ] = None
    injured: Annotated[
        int | None,
        f.WholeField(
            prominent=True, unit="persons", meaning="people injured or ill", standard=SENDAI
        ),
    ] = None
    dead: Annotated[
        int | None,
        f.WholeField(prominent=True, unit="persons", meaning="people dead", standard=SENDAI),
    ] = None
    missing: Annotated[
        int | None,
        f.WholeField(prominent=True, unit="persons", meaning="people missing", standard=SENDAI),
    ] = None
    place: Annotated[Place, PLACE] = Place()


class TriageCount(Struct, frozen=True, kw_only=True, gc=False):
    """How many wounded of each category are at a place; the last count of a place holds."""

    origin: Origin
    span: Annotated[Span, f.SpanField(required=True, meaning="when they were counted")]
    disaster: Annotated[str, f.KeyField(meaning="the reference of the disaster")] = ""
    immediate: Annotated[
        int, f.WholeField(required=True, unit="persons", meaning="red", standard=START)
    ]
    delayed: Annotated[
        int, f.WholeField(required=True, unit="persons", meaning="yellow", standard=START)
    ]
    minor: Annotated[int | None, f.WholeField(unit="persons", meaning="green", standard=START)] = (
        None
    )
    deceased: Annotated[
        int | None, f.WholeField(unit="persons", meaning="black", standard=START)
    ] = None
    place: Annotated[Place, PLACE] = Place()


def check_disaster(disaster: Disaster) -> None:
    """Refuse more displaced or injured than affected, and a disaster nowhere."""
    _check_place(disaster.place)
    for name in ("displaced", "injured"):
        part = getattr(disaster, name)
        if disaster.affected is not None and part is not None and part > disaster.affected:
            raise FaultyField(
                "bad-count",
                name,
                part,
                message=f"is more than all who are affected, {disaster.affected}",
                expected="a part of them",
                remedy="Correct one of the two numbers.",
            )


def check_count(count: TriageCount) -> None:
    """Refuse a count without coordinates: the wounded must be fetched somewhere."""
    if count.place.lon is None:
        raise FaultyField(
            "missing", "lon", "", message="is missing", expected="the longitude, in degrees"
        )


def _check_place(place: Place) -> None:
    if place.lon is None and not (place.name or place.district):
        raise FaultyField("missing", "place", "", expected="the name of a place, or lon and lat")


CASUALTY_KINDS = (
    Kind(Disaster, table="disasters", rule=check_disaster),
    Kind(TriageCount, table="triage_counts", rule=check_count),
)
"""The kinds of record of mass casualties."""

DISASTERS, TRIAGE_COUNTS = (
    KindForm(name=name, kind=kind, renames={}, has_source=False)
    for name, kind in zip(("disasters", "triage-counts"), CASUALTY_KINDS, strict=True)
)
CASUALTY_FORMS = (DISASTERS, TRIAGE_COUNTS)
