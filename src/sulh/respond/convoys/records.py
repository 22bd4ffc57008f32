"""What relief convoys rest on: needs at places, stock in depots, vehicles. Each kind is declared once."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Struct

from sulh.picture import Kind, KindForm, Origin
from sulh.picture import fields as f
from sulh.tables import FaultyField
from sulh.values import Place

__all__ = [
    "CONVOY_FORMS",
    "CONVOY_KINDS",
    "RELIEF_NEEDS",
    "RELIEF_STOCKS",
    "RELIEF_VEHICLES",
    "UNITS",
    "ReliefNeed",
    "ReliefStock",
    "ReliefVehicle",
]

Unit = Literal["l", "kg", "m3", "pallet"]
UNITS: tuple[Unit, ...] = ("l", "kg", "m3", "pallet")
"""Litres, kilograms, cubic metres, pallets: what needs, stock and vehicles are measured in."""

CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d|24:00")
PLACE = f.PlaceField(meaning="where", standard="EPSG:4326")
SUPPLY = f.NameField(required=True, meaning="what it is, such as water or flour")
UNIT = f.ChoiceField(required=True, meaning="what it is measured in", choices=UNITS)


class ReliefNeed(Struct, frozen=True, kw_only=True, gc=False):
    """A supply that a place needs: how much, how urgently, and when it can be unloaded there.

    The place has coordinates, or the name of a place that the mission knows. `kg_each`, `m3_each`: what one
    unit weighs and fills, where a vehicle's limits of weight and room should count too.
    """

    origin: Origin
    supply: Annotated[str, SUPPLY]
    quantity: Annotated[Decimal, f.QuantityField(required=True, meaning="how much, in the unit")]
    unit: Annotated[Unit, UNIT]
    priority: Annotated[
        int | None, f.WholeField(low=1, high=5, meaning="1: the most urgent, to 5; empty: 3")
    ] = None
    opens: Annotated[str, f.KeyField(meaning="unloading begins at the earliest, HH:MM")] = ""
    closes: Annotated[str, f.KeyField(meaning="unloading has ended by, HH:MM")] = ""
    due: Annotated[date | None, f.DayField(meaning="the last day that is not late")] = None
    escort: Annotated[
        bool, f.YesNoField(meaning="whether vehicles go there only with an escort")
    ] = False
    unload_min: Annotated[
        Decimal | None, f.QuantityField(high=1440, unit="minutes", meaning="how long a load takes")
    ] = None
    kg_each: Annotated[
        Decimal | None, f.QuantityField(unit="kg", meaning="what one unit weighs")
    ] = None
    m3_each: Annotated[
        Decimal | None, f.QuantityField(unit="m3", meaning="the room that one unit fills")
    ] = None
    place: Annotated[Place, PLACE] = Place()


class ReliefStock(Struct, frozen=True, kw_only=True, gc=False):
    """How much of a supply lies in a depot; rows of the same depot lie at the same point.

    With the day of each count, the rows of the latest day hold for a supply in a depot; without, they add up.
    """

    origin: Origin
    depot: Annotated[str, f.NameField(required=True, meaning="the depot")]
    supply: Annotated[str, SUPPLY]
    quantity: Annotated[Decimal, f.QuantityField(required=True, meaning="how much, in the unit")]
    unit: Annotated[Unit, UNIT]
    count_day: Annotated[date | None, f.DayField(meaning="the day of the count")] = None
    place: Annotated[Place, PLACE] = Place()


class ReliefVehicle(Struct, frozen=True, kw_only=True, gc=False):
    """Vehicles of one sort at a depot; the `ref` is their name.

    Capacities are what one vehicle takes, in each unit: empty is nothing. `escort`: it takes nothing, and goes
    with a vehicle that does. `roads`: the classes of road that it may use; none: all. Those of a depot with the
    same `column` drive together all day, escorts among them.
    """

    origin: Origin
    depot: Annotated[str, f.NameField(required=True, meaning="the depot")]
    vehicles: Annotated[
        int | None, f.WholeField(high=500, unit="vehicles", meaning="how many; empty: one")
    ] = None
    litres: Annotated[
        Decimal | None, f.QuantityField(high=100_000, unit="l", meaning="its tank for supplies")
    ] = None
    load_kg: Annotated[
        Decimal | None, f.QuantityField(high=100_000, unit="kg", meaning="the weight it takes")
    ] = None
    load_m3: Annotated[
        Decimal | None, f.QuantityField(high=1_000, unit="m3", meaning="the room in it")
    ] = None
    pallets: Annotated[
        int | None, f.WholeField(high=200, unit="pallets", meaning="the pallets it takes")
    ] = None
    weight_t: Annotated[
        Decimal | None, f.QuantityField(high=1_000, unit="tonnes", meaning="its weight, loaded")
    ] = None
    speed_kmh: Annotated[
        int | None, f.WholeField(low=1, high=400, unit="km/h", meaning="its top speed")
    ] = None
    hours_max: Annotated[
        Decimal | None, f.QuantityField(high=24, unit="hours", meaning="its driver's longest day")
    ] = None
    escort: Annotated[bool, f.YesNoField(meaning="whether it escorts others")] = False
    roads: Annotated[tuple[str, ...], f.WordsField(meaning="classes of road it may use")] = ()
    column: Annotated[
        str, f.NameField(meaning="the column in which it drives, with others of its depot")
    ] = ""

    @property
    def count(self) -> int:
        """Return how many there are."""
        return 1 if self.vehicles is None else self.vehicles

    @property
    def only_escorts(self) -> bool:
        """Say whether it takes nothing; a column may have an escort of its own, and take a load."""
        return self.escort and not any(self.capacity)

    @property
    def capacity(self) -> tuple[Decimal, ...]:
        """Return what one takes, in the order of `UNITS`."""
        own = (self.litres, self.load_kg, self.load_m3, self.pallets)
        return tuple(Decimal(each or 0) for each in own)


def check_need(need: ReliefNeed) -> None:
    """Refuse a need nowhere, of nothing, or with hours that cannot be read."""
    if need.place.lon is None and not need.place.name:
        raise FaultyField(
            "missing", "place", "", message="is missing", expected="lon and lat, or a place's name"
        )
    if need.quantity == 0:
        raise FaultyField(
            "bounds",
            "quantity",
            "0",
            message="is nothing",
            expected="more than 0",
            remedy="Give how much is needed, or remove the row.",
        )
    for name in ("opens", "closes"):
        text = getattr(need, name)
        if text and CLOCK.fullmatch(text) is None:
            raise FaultyField(
                "bad-date",
                name,
                text,
                message="is not a time of day",
                expected="HH:MM",
                remedy="Write it as 07:30, from 00:00 to 24:00.",
            )
    if need.opens and need.closes and need.closes <= need.opens:
        raise FaultyField(
            "bounds",
            "closes",
            need.closes,
            message=f"is not after opens, which is {need.opens}",
            expected="a later time of the same day",
            remedy="Correct one of the two; hours over midnight need two rows.",
        )


def check_stock(stock: ReliefStock) -> None:
    """Refuse a depot without coordinates."""
    if stock.place.lon is None:
        raise FaultyField(
            "missing", "lon", "", message="is missing", expected="the longitude, in degrees"
        )


def check_vehicle(vehicle: ReliefVehicle) -> None:
    """Refuse a vehicle that takes nothing, and an escort that takes something."""
    takes = any(vehicle.capacity)
    if takes == vehicle.escort:
        raise FaultyField(
            "bad-count",
            "escort",
            "yes" if takes else "no",
            message="takes a load too" if takes else "and it takes no load",
            expected="either a capacity (litres, load_kg, load_m3, pallets), or escort: yes",
            remedy="Give a vehicle what it takes; an escort takes nothing.",
        )


CONVOY_KINDS = (
    Kind(ReliefNeed, table="relief_needs", rule=check_need),
    Kind(ReliefStock, table="relief_stocks", rule=check_stock),
    Kind(ReliefVehicle, table="relief_vehicles", rule=check_vehicle),
)
"""The kinds of record of relief convoys."""

RELIEF_NEEDS, RELIEF_STOCKS, RELIEF_VEHICLES = (
    KindForm(name=name, kind=kind, renames=renames, has_source=False)
    for name, kind, renames in zip(
        ("relief-needs", "relief-stocks", "relief-vehicles"),
        CONVOY_KINDS,
        ({}, {}, {"name": "ref"}),
        strict=True,
    )
)
CONVOY_FORMS = (RELIEF_NEEDS, RELIEF_STOCKS, RELIEF_VEHICLES)
