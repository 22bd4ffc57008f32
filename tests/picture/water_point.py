"""A kind of record that Sulh does not have: declared here in full, as a new room would declare one."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Struct

from sulh.picture import Kind, Origin, Registry
from sulh.picture import fields as f
from sulh.values import Count, Place, Span

TYPE = f.ChoiceField(required=True, meaning="what it is", choices=("well", "tank"))


class WaterPoint(Struct, frozen=True, kw_only=True, gc=False):
    """A well, a borehole or a tank: whether people can draw water from it."""

    origin: Origin
    span: Annotated[Span, f.SpanField(required=True, meaning="when it was looked at")]
    place: Annotated[Place, f.PlaceField(meaning="where it is")]
    operator: Annotated[str, f.ActorField(meaning="who runs it")]
    type: Annotated[Literal["well", "tank"], TYPE]
    users: Annotated[Count, f.BoundsField(meaning="who depend on it", standard="Sphere 2018")]
    flow: Annotated[Decimal, f.QuantityField(required=True, unit="litres/hour", meaning="yield")]
    taps: Annotated[int | None, f.WholeField(high=100, meaning="taps")] = None
    built: Annotated[date | None, f.DayField(meaning="the day it was opened")] = None
    drinkable: Annotated[bool, f.YesNoField(meaning="whether the water can be drunk")] = False
    tests: Annotated[tuple[str, ...], f.WordsField(meaning="tests done")] = ()
    item: Annotated[str, f.KeyField(vocabulary="items", meaning="an item found at it")] = ""
    replaces: Annotated[str, f.ReferenceField(to="water-point", meaning="what it replaces")] = ""
    contact: Annotated[str | f.Sealed, f.SealableTextField(meaning="whom to call")] = ""


KINDS = Registry(Kind(WaterPoint, table="water_points"))
