"""Units that can be sent: where each stands, how it moves, and what `sustain` says it can do today."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Literal

from msgspec import Struct

from sulh.errors import InputError, shown
from sulh.picture import Kind, KindForm, Origin
from sulh.picture import fields as f
from sulh.protect.roads.speeds import VEHICLES
from sulh.tables import FaultyField
from sulh.values import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sulh.sustain import Readiness

__all__ = ["RESPONSE_UNITS", "UNIT_KIND", "Ability", "ResponseUnit", "abilities_of"]


class ResponseUnit(Struct, frozen=True, kw_only=True, gc=False):
    """A part of a unit that can be sent, at the place where it stands; its `ref` is its name.

    `unit` is the unit of `sustain` whose readiness it has.
    """

    origin: Origin
    notice_min: Annotated[
        Decimal,
        f.QuantityField(
            required=True, high=10_000, unit="minutes", meaning="from the order to its start"
        ),
    ]
    unit: Annotated[str, f.KeyField(meaning="the unit that it belongs to")] = ""
    mode: Annotated[
        Literal["vehicle", "helicopter", ""],
        f.ChoiceField(
            meaning="what it moves with; empty: vehicles", choices=("vehicle", "helicopter", "")
        ),
    ] = ""
    vehicle: Annotated[
        Literal["car", "lorry", "armoured", "motorcycle", ""],
        f.ChoiceField(
            meaning="how a vehicle moves on bad ground; empty: as a car", choices=(*VEHICLES, "")
        ),
    ] = ""
    speed_kmh: Annotated[
        int | None, f.WholeField(low=1, high=400, unit="km/h", meaning="its speed")
    ] = None
    weight_t: Annotated[
        Decimal | None,
        f.QuantityField(high=1_000, unit="tonnes", meaning="the weight of its heaviest vehicle"),
    ] = None
    strength: Annotated[
        int | None, f.WholeField(high=100_000, unit="persons", meaning="how many go")
    ] = None
    night: Annotated[bool, f.YesNoField(meaning="whether it works in the dark")] = False
    escorts: Annotated[bool, f.YesNoField(meaning="whether it escorts others")] = False
    place: Annotated[
        Place, f.PlaceField(meaning="where it stands, in degrees", standard="EPSG:4326")
    ] = Place()


def check_unit(record: ResponseUnit) -> None:
    """Refuse a unit without coordinates, or a helicopter without speed."""
    if record.place.lon is None:
        raise FaultyField(
            "missing", "lon", "", message="is missing", expected="the longitude, in degrees"
        )
    if record.mode == "helicopter" and record.speed_kmh is None:
        raise FaultyField(
            "missing", "speed_kmh", "", message="is missing", expected="a cruising speed, in km/h"
        )


UNIT_KIND = Kind(ResponseUnit, table="response_units", rule=check_unit)
RESPONSE_UNITS = KindForm(
    name="response-units", kind=UNIT_KIND, renames={"name": "ref"}, has_source=False
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ability:
    """What a unit can do of what is asked: certainly, perhaps (with the reason), or not."""

    word: Literal["able", "undetermined", "unable"]
    reason: str = ""


ABLE = Ability(word="able")


def abilities_of(
    units: Sequence[ResponseUnit],
    results: Iterable[Readiness],
    needs: Sequence[str],
    *,
    sets: int = 1,
) -> list[Ability]:
    """Return what each unit can do of some capabilities, `sets` times at once, as `sustain` knows it.

    Proven sets make it able, none possible unable; the rest is undetermined. Without needs all are able.

    Raises
    ------
    InputError
        When a need is no capability of any unit.
    """
    results = tuple(results)
    names = {each.capability.id for each in results}
    for need in needs:
        if need not in names:
            raise InputError(
                f"{shown(need)} is a capability of no unit that is deployed.",
                remedy=f"Capabilities: {', '.join(sorted(names)) or 'none'}.",
            )
    by_unit = {(each.unit, each.capability.id): each for each in results}
    return [
        _ability(each, [by_unit.get((each.unit, n)) for n in needs], needs, sets) for each in units
    ]


def _ability(
    unit: ResponseUnit, results: Sequence[Readiness | None], needs: Sequence[str], sets: int
) -> Ability:
    if not needs:
        return ABLE
    if not unit.unit:
        return Ability(word="undetermined", reason="its record names no unit of sustain")
    doubts = []
    for need, result in zip(needs, results, strict=True):
        if result is None:
            return Ability(word="unable", reason=f"{need} is no capability of {unit.unit}")
        if result.high < sets:
            return Ability(word="unable", reason=f"{need}: at most {result.high} of {sets}")
        if result.low < sets:
            why = "; ".join(each.reason for each in result.limits if each.reason)
            doubts.append(f"{need}: {result.low} of {sets} proven" + (f", {why}" if why else ""))
    return Ability(word="undetermined", reason="; ".join(doubts)) if doubts else ABLE
