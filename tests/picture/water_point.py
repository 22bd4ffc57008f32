"""A kind of record that Sulh does not have: declared here in full, as a new room would declare one."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Struct

from sulh.picture import Kind, Origin, Registry
from sulh.picture.fields import Actor, Choice, Key, Reference, SealableText, Sealed, Words, YesNo
from sulh.picture.measures import Bounds, Day, Quantity, Whole
from sulh.picture.place_and_time import When, Where
from sulh.values import Count, Place, Span

Kinds = Literal["well", "tank"]


class WaterPoint(Struct, frozen=True, kw_only=True):
    """A well, a borehole or a tank: whether people can draw water from it."""

    origin: Origin
    span: Annotated[Span, When(required=True, meaning="when it was looked at")]
    place: Annotated[Place, Where(meaning="where it is")]
    operator: Annotated[str, Actor(meaning="who runs it")]
    type: Annotated[Kinds, Choice(required=True, meaning="what it is", choices=("well", "tank"))]
    users: Annotated[Count, Bounds(meaning="people who depend on it", standard="Sphere 2018")]
    flow: Annotated[Decimal, Quantity(required=True, unit="litres an hour", meaning="its yield")]
    taps: Annotated[int | None, Whole(high=100, meaning="taps")] = None
    built: Annotated[date | None, Day(meaning="the day it was opened")] = None
    drinkable: Annotated[bool, YesNo(meaning="whether the water can be drunk")] = False
    tests: Annotated[tuple[str, ...], Words(meaning="tests done")] = ()
    item: Annotated[str, Key(vocabulary="items", meaning="an item found at it")] = ""
    replaces: Annotated[str, Reference(to="water-point", meaning="the one it replaces")] = ""
    contact: Annotated[str | Sealed, SealableText(meaning="whom to call")] = ""


KINDS = Registry(Kind(WaterPoint, table="water_points"))
