"""What a pack's agreements have watched for, kept in registers, and counted, by zone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.mission.provisions import (
    Ceasefire,
    DisarmBy,
    Limit,
    NotifyBefore,
    Periodic,
    Prohibit,
    RespectLine,
    WithdrawBy,
    Within,
)

if TYPE_CHECKING:
    from sulh.mission import Pack
    from sulh.values import PartyId

__all__ = ["items_counted", "registers_of", "subjects_of"]

DISARMAMENT = "disarmament"
"""The subject of coverage reports on weapons handed in and members counted (`sulh.verify`)."""


def subjects_of(pack: Pack) -> dict[str, set[str]]:
    """Return what is watched for and kept in registers, by zone."""
    subjects: dict[str, set[str]] = {}
    for provision in pack.provisions:
        terms = provision.terms
        names: tuple[str, ...] = ()
        if isinstance(terms, Ceasefire | Prohibit | RespectLine):
            names = terms.acts
        elif isinstance(terms, Periodic | Within):
            names = (terms.duty,)
        elif isinstance(terms, NotifyBefore):
            names = (*terms.acts, "notification")
        elif isinstance(terms, DisarmBy):
            names = (DISARMAMENT,)
        for zone in provision.zones or ("",):
            subjects.setdefault(zone, set()).update(names)
    return {zone: names for zone, names in subjects.items() if names}


def registers_of(pack: Pack) -> dict[str, set[str]]:
    """Return what registers are kept of, by zone: duties, notifications, and what was laid down."""
    registers: dict[str, set[str]] = {}
    for provision in pack.provisions:
        match provision.terms:
            case NotifyBefore():
                name = "notification"
            case DisarmBy():
                name = DISARMAMENT
            case Periodic() | Within() as terms:
                name = terms.duty
            case _:
                continue
        for zone in provision.zones or ("",):
            registers.setdefault(zone, set()).add(name)
    return registers


def items_counted(pack: Pack) -> dict[str, set[tuple[PartyId, str]]]:
    """Return whose items are counted in each zone."""
    zones: dict[str, set[tuple[PartyId, str]]] = {}
    for provision in pack.provisions:
        terms = provision.terms
        if (
            isinstance(terms, Limit | WithdrawBy | Prohibit | RespectLine)
            and terms.item is not None
        ):
            for zone in provision.zones:
                zones.setdefault(zone, set()).update(
                    (each, terms.item) for each in provision.parties
                )
    return zones
