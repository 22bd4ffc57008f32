"""What respond rests on: closures of roads, and what evacuates and treats the wounded.

Each kind of record is declared once. Who said so, and how sure it is, stands in the columns that every
kind has (`source`, `reliability`, `credibility`).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Struct

from sulh.picture import Kind, KindForm, Origin, Registry
from sulh.picture import fields as f
from sulh.protect.roads.speeds import VEHICLES
from sulh.respond.convoys.records import CONVOY_FORMS, CONVOY_KINDS
from sulh.respond.first_days.records import FIRST_DAYS_FORMS, FIRST_DAYS_KINDS
from sulh.respond.mass_casualty.records import CASUALTY_FORMS, CASUALTY_KINDS
from sulh.respond.tasks.records import TASK_KINDS
from sulh.respond.units import RESPONSE_UNITS, UNIT_KIND
from sulh.tables import FaultyField
from sulh.values import Place

__all__ = [
    "CLOSURES",
    "LANDING_SITES",
    "MEDICAL_ASSETS",
    "MEDICAL_FACILITIES",
    "RESPOND_FORMS",
    "RESPOND_KINDS",
    "LandingSite",
    "MedicalAsset",
    "MedicalFacility",
    "WayClosure",
]

REASONS = ("hazard", "flood", "checkpoint", "weight-limit", "damage", "no-go")
Reason = Literal["hazard", "flood", "checkpoint", "weight-limit", "damage", "no-go"]
PLACE = f.PlaceField(meaning="where, in degrees", standard="EPSG:4326")
MINUTES = 10_000


class WayClosure(Struct, frozen=True, kw_only=True, gc=False):
    """A place that vehicles cannot pass, or pass slowly: an area on the map, from one day to another.

    Without `delay_min` and `bears_t` nobody passes. With `delay_min` all pass, so many minutes later (a
    checkpoint). With `bears_t` vehicles up to that weight pass (a weak bridge).
    """

    origin: Origin
    reason: Annotated[Reason, f.ChoiceField(required=True, meaning="why", choices=REASONS)]
    radius_m: Annotated[
        int, f.WholeField(required=True, low=1, high=200_000, unit="metres", meaning="how far")
    ]
    since: Annotated[date, f.DayField(required=True, heading="from", meaning="the first day")]
    until: Annotated[
        date | None, f.DayField(heading="to", meaning="the last day; empty: it is open")
    ] = None
    delay_min: Annotated[
        Decimal | None,
        f.QuantityField(high=MINUTES, unit="minutes", meaning="how long it takes to pass"),
    ] = None
    bears_t: Annotated[
        Decimal | None,
        f.QuantityField(high=1_000, unit="tonnes", meaning="the weight of a vehicle that may pass"),
    ] = None
    place: Annotated[Place, PLACE] = Place()


class LandingSite(Struct, frozen=True, kw_only=True, gc=False):
    """A place where helicopters land to take up the wounded; its `ref` is its name."""

    origin: Origin
    lit: Annotated[bool, f.YesNoField(meaning="whether it is lit, for landings in the dark")] = (
        False
    )
    bears_t: Annotated[
        Decimal | None,
        f.QuantityField(high=1_000, unit="tonnes", meaning="the weight that may land; empty: any"),
    ] = None
    place: Annotated[Place, PLACE] = Place()


class MedicalAsset(Struct, frozen=True, kw_only=True, gc=False):
    """A vehicle, a helicopter or a boat that fetches the wounded; its `ref` is its name.

    It leaves `start_min` to `start_max_min` minutes after the decision, most often after
    `start_likely_min`. `speed_kmh` is the cruising speed of a helicopter or a boat, the top speed of a
    vehicle. A helicopter stays on the ground below its weather minima.
    """

    origin: Origin
    mode: Annotated[
        Literal["vehicle", "helicopter", "boat"],
        f.ChoiceField(
            required=True, meaning="what it is", choices=("vehicle", "helicopter", "boat")
        ),
    ]
    medical: Annotated[bool, f.YesNoField(meaning="whether medical personnel are aboard")]
    start_likely_min: Annotated[
        Decimal,
        f.QuantityField(required=True, high=MINUTES, unit="minutes", meaning="its usual start"),
    ]
    start_min: Annotated[
        Decimal | None,
        f.QuantityField(high=MINUTES, unit="minutes", meaning="its quickest start"),
    ] = None
    start_max_min: Annotated[
        Decimal | None,
        f.QuantityField(high=MINUTES, unit="minutes", meaning="its slowest start"),
    ] = None
    speed_kmh: Annotated[
        int | None, f.WholeField(low=1, high=400, unit="km/h", meaning="its speed")
    ] = None
    weight_t: Annotated[
        Decimal | None,
        f.QuantityField(high=1_000, unit="tonnes", meaning="its weight, loaded"),
    ] = None
    range_km: Annotated[
        int | None, f.WholeField(low=1, high=5_000, unit="km", meaning="how far it flies in all")
    ] = None
    night: Annotated[bool, f.YesNoField(meaning="whether it works in the dark")] = False
    seats: Annotated[int, f.WholeField(high=500, unit="persons", meaning="wounded it takes")] = 1
    vehicle: Annotated[
        Literal["car", "lorry", "armoured", "motorcycle", ""],
        f.ChoiceField(
            meaning="how a vehicle moves on bad ground; empty: as a car", choices=(*VEHICLES, "")
        ),
    ] = ""
    site_only: Annotated[
        bool, f.YesNoField(meaning="whether a helicopter lands at landing sites only")
    ] = False
    crew_min: Annotated[
        int | None,
        f.WholeField(
            high=MINUTES, unit="minutes", meaning="how long its crew may still be under way"
        ),
    ] = None
    visibility_min_m: Annotated[
        int | None, f.WholeField(high=50_000, unit="metres", meaning="the visibility that it needs")
    ] = None
    ceiling_min_m: Annotated[
        int | None,
        f.WholeField(high=10_000, unit="metres", meaning="how high clouds must be for it"),
    ] = None
    wind_max_kmh: Annotated[
        int | None, f.WholeField(high=300, unit="km/h", meaning="the most wind that it bears")
    ] = None
    place: Annotated[Place, PLACE] = Place()


class MedicalFacility(Struct, frozen=True, kw_only=True, gc=False):
    """A place that treats the wounded, of level 1 to 4; its `ref` is its name."""

    origin: Origin
    level: Annotated[
        Literal["1", "2", "3", "4"],
        f.ChoiceField(
            required=True,
            meaning="its level of care",
            standard="UN Medical Support Manual",
            choices=("1", "2", "3", "4"),
        ),
    ]
    beds: Annotated[int, f.WholeField(required=True, unit="beds", meaning="free beds")]
    theatres: Annotated[
        int,
        f.WholeField(required=True, unit="theatres", meaning="tables for damage-control surgery"),
    ]
    helipad: Annotated[bool, f.YesNoField(meaning="whether helicopters land at it")] = False
    blood_units: Annotated[
        int | None, f.WholeField(unit="units", meaning="blood for operations; empty: not known")
    ] = None
    surgery_min: Annotated[
        Decimal | None,
        f.QuantityField(high=MINUTES, unit="minutes", meaning="how long an operation takes"),
    ] = None
    place: Annotated[Place, PLACE] = Place()


def _check_point(record: WayClosure | LandingSite | MedicalAsset | MedicalFacility) -> None:
    if record.place.lon is None:
        raise FaultyField(
            "missing", "lon", "", message="is missing", expected="the longitude, in degrees"
        )


def check_closure(record: WayClosure) -> None:
    """Refuse a closure without coordinates, or one that ends before it begins."""
    _check_point(record)
    if record.until is not None and record.until < record.since:
        raise FaultyField(
            "ends-before-start",
            "to",
            record.until,
            message="is before the first day",
            expected=f"{record.since} or later",
        )


def check_asset(record: MedicalAsset) -> None:
    """Refuse an asset without coordinates, a helicopter or boat without speed, starts out of order."""
    _check_point(record)
    if record.mode != "vehicle" and record.speed_kmh is None:
        raise FaultyField(
            "missing", "speed_kmh", "", message="is missing", expected="a cruising speed, in km/h"
        )
    low = record.start_likely_min if record.start_min is None else record.start_min
    high = record.start_likely_min if record.start_max_min is None else record.start_max_min
    if not low <= record.start_likely_min <= high:
        raise FaultyField(
            "bounds",
            "start_likely_min",
            record.start_likely_min,
            message="is not between the quickest and the slowest start",
            expected=f"{low} to {high}",
        )


RESPOND_KINDS = Registry(
    Kind(WayClosure, table="closures", rule=check_closure),
    Kind(MedicalAsset, table="medical_assets", rule=check_asset),
    Kind(MedicalFacility, table="medical_facilities", rule=_check_point),
    Kind(LandingSite, table="landing_sites", rule=_check_point),
    UNIT_KIND,
    *TASK_KINDS,
    *CONVOY_KINDS,
    *CASUALTY_KINDS,
    *FIRST_DAYS_KINDS,
)
"""The kinds of record of this room, by the name that each carries in the ledger."""

CLOSURES = KindForm(
    name="closures", kind=RESPOND_KINDS["way-closure"], renames={}, has_source=False
)
MEDICAL_ASSETS = KindForm(
    name="assets", kind=RESPOND_KINDS["medical-asset"], renames={"name": "ref"}, has_source=False
)
MEDICAL_FACILITIES = KindForm(
    name="facilities",
    kind=RESPOND_KINDS["medical-facility"],
    renames={"name": "ref"},
    has_source=False,
)
LANDING_SITES = KindForm(
    name="landing-sites",
    kind=RESPOND_KINDS["landing-site"],
    renames={"name": "ref"},
    has_source=False,
)
RESPOND_FORMS = (
    CLOSURES,
    MEDICAL_ASSETS,
    MEDICAL_FACILITIES,
    LANDING_SITES,
    RESPONSE_UNITS,
    *CONVOY_FORMS,
    *CASUALTY_FORMS,
    *FIRST_DAYS_FORMS,
)
"""Tables with one kind of row each; they may have other columns."""
