"""What is reported of arms laid down and of those who lay them down: read by `verify` as well as by `recover`.

No person is named: who hands in is a group, people are counts.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal, get_args

from msgspec import Struct

from sulh.errors import shown
from sulh.picture import Origin
from sulh.picture import fields as f
from sulh.tables import FaultyField
from sulh.values import Place, Span

__all__ = ["PHASES", "CombatantCount", "Phase", "Weapon", "WeaponType"]

WeaponType = Literal[
    "revolver-or-pistol",
    "rifle-or-carbine",
    "sub-machine-gun",
    "assault-rifle",
    "light-machine-gun",
    "heavy-machine-gun",
    "grenade-launcher",
    "portable-anti-aircraft-gun",
    "portable-anti-tank-gun",
    "recoilless-rifle",
    "portable-anti-tank-launcher",
    "portable-anti-aircraft-launcher",
    "mortar-below-100-mm",
    "other",
]
"""The small arms and light weapons of the International Tracing Instrument (2005), paragraph 4 [GK]."""

Phase = Literal["cantoned", "disarmed", "demobilised", "reintegration"]
"""Disarmament (IDDRS 4.10), demobilisation (4.20) and reintegration (4.30); a cantonment, where members of a
group gather first, comes before them where an agreement asks for one [GK]."""

PHASES: tuple[Phase, ...] = get_args(Phase)

ITI = "International Tracing Instrument, paragraph 4 [GK]"
MOSAIC = "MOSAIC 05.30"
IDDRS = "IDDRS 4.10, 4.20, 4.30"
DIGEST = re.compile("[0-9a-fA-F]{64}")
PARTS = ("women", "men", "girls", "boys")


class Weapon(Struct, frozen=True, kw_only=True, gc=False):
    """A weapon that was handed in or found; its `ref` is its number in the register.

    `items`: how many weapons without a serial number the record stands for. `photos`: SHA-256 digests,
    in hex, of the files.
    """

    origin: Origin
    span: Annotated[Span, f.SpanField(required=True, meaning="when it was collected")]
    place: Annotated[Place, f.PlaceField(meaning="where it was collected")]
    actor: Annotated[str, f.ActorField(meaning="the group that handed it in")]
    type: Annotated[
        WeaponType,
        f.ChoiceField(
            required=True, meaning="what it is", standard=ITI, choices=get_args(WeaponType)
        ),
    ]
    serial: Annotated[str, f.NameField(meaning="the serial number, as marked", standard=MOSAIC)] = (
        ""
    )
    make: Annotated[str, f.NameField(meaning="the manufacturer", standard=MOSAIC)] = ""
    model: Annotated[str, f.NameField(meaning="the type or model", standard=MOSAIC)] = ""
    calibre: Annotated[str, f.NameField(meaning="the calibre", standard=MOSAIC)] = ""
    made_in: Annotated[str, f.NameField(meaning="the country of manufacture", standard=MOSAIC)] = ""
    year: Annotated[
        int | None, f.WholeField(high=2199, meaning="the year of manufacture", standard=MOSAIC)
    ] = None
    marks: Annotated[str, f.TextField(meaning="other marks, and where they are on it")] = ""
    photos: Annotated[tuple[str, ...], f.WordsField(meaning="SHA-256 digests of photographs")] = ()
    serviceable: Annotated[bool, f.YesNoField(meaning="whether it can be fired")] = False
    items: Annotated[
        int | None, f.WholeField(high=1_000_000, unit="items", meaning="weapons; empty: one")
    ] = None


class CombatantCount(Struct, frozen=True, kw_only=True, gc=False):
    """Members of an armed group who newly reached a phase of disarmament, demobilisation and reintegration.

    The records of one sender add up; two senders who both report a group at a place are both kept. Children are
    those under 18: they are released and cared for on their own, before and without any agreement, and are not
    to be held in a cantonment (Paris Principles, 2007 [GK]).
    """

    origin: Origin
    span: Annotated[Span, f.SpanField(required=True, meaning="when they reached the phase")]
    place: Annotated[Place, f.PlaceField(meaning="where")]
    actor: Annotated[str, f.ActorField(meaning="the group whose members they are or were")]
    phase: Annotated[
        Phase,
        f.ChoiceField(required=True, meaning="what they reached", standard=IDDRS, choices=PHASES),
    ]
    people: Annotated[int, f.WholeField(required=True, unit="persons", meaning="how many")]
    women: Annotated[int | None, f.WholeField(unit="persons", meaning="women")] = None
    men: Annotated[int | None, f.WholeField(unit="persons", meaning="men")] = None
    girls: Annotated[int | None, f.WholeField(unit="persons", meaning="girls under 18")] = None
    boys: Annotated[int | None, f.WholeField(unit="persons", meaning="boys under 18")] = None


def check_weapon(weapon: Weapon) -> None:
    """Refuse a serial number for more than one weapon, and a photograph that is named by no digest."""
    for each in weapon.photos:
        if not DIGEST.fullmatch(each):
            raise FaultyField(
                "bad-word",
                "photos",
                shown(each),
                message="is no digest of a photograph",
                expected="a SHA-256 digest: 64 digits in hex",
            )
    if weapon.serial and weapon.items not in {None, 1}:
        raise FaultyField(
            "bad-count",
            "items",
            str(weapon.items),
            message="is more than one, and there is a serial number",
            remedy="Give each weapon with a serial number a row of its own.",
        )
    if weapon.items == 0:
        raise FaultyField("bad-count", "items", "0", expected="1 or more")


def check_combatants(count: CombatantCount) -> None:
    """Refuse members of no group, and parts that are more than the whole."""
    if not count.actor:
        raise FaultyField("missing", "actor", "", expected="the group whose members they are")
    parts = sum(getattr(count, name) or 0 for name in PARTS)
    if parts > count.people:
        raise FaultyField(
            "bad-count",
            "people",
            str(count.people),
            message=f"is less than its parts by sex and age, which are {parts}",
            remedy="Correct the whole, or the part that is wrong.",
        )
