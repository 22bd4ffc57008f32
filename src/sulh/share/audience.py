"""For whom something leaves, and for which purpose: what the gate decides by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal, get_args

from sulh.errors import InputError
from sulh.ledger.tlp import Tlp
from sulh.share.coarsen import Coarsening

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["KINDS_FOR", "PURPOSES", "Audience", "Purpose", "inner_audience", "public_audience"]

Purpose = Literal[
    "common-picture",
    "cyber-defence",
    "humanitarian",
    "lawful-request",
    "notice",
    "public-information",
]
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)

PICTURE = frozenset(
    {
        "area-release",
        "coverage",
        "disaster",
        "hazardous-area",
        "incident",
        "inspection",
        "landing-site",
        "medical-facility",
        "notification",
        "observation",
        "response-unit",
        "task",
        "task-step",
        "way-closure",
    }
)
CYBER = frozenset({"intrusion", "threat-object"})
EVIDENCE = frozenset({"evidence-item", "evidence-transfer", "lawful-request"})
HUMANITARIAN = frozenset(
    {
        "area-release",
        "decision",
        "delivery",
        "disaster",
        "hazardous-area",
        "incident",
        "medical-facility",
        "payment",
        "project",
        "relief-need",
        "relief-stock",
        "way-closure",
    }
)

KINDS_FOR: Mapping[Purpose, frozenset[str]] = {
    "common-picture": PICTURE,
    "cyber-defence": CYBER,
    "humanitarian": HUMANITARIAN,
    "lawful-request": PICTURE
    | CYBER
    | EVIDENCE
    | {"attachment", "custody", "store-count", "weapon"},
    "notice": PICTURE | CYBER,
    "public-information": frozenset(
        {"area-release", "disaster", "hazardous-area", "incident", "observation"}
    ),
}
"""The kinds of record that serve a purpose. A kind that stands nowhere here never leaves: the mission's
accounts, reads, notes, watch and strengths are nobody else's. People at a place and their movements leave as
the suppressed tables of `recover` and not as records."""

AS_TABLES_FOR: Mapping[Purpose, frozenset[str]] = {
    "humanitarian": frozenset({"movement", "population"})
}
"""Kinds that serve a purpose in tables alone, never as records: who shows them rounds each record before it is
added."""

PUBLIC_DELAY = timedelta(days=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Somebody outside of the mission, or the public.

    `clearance` is the strictest marking that it may have. `names` are those under which records are
    released to it beyond that (parties by their ids, nations by three letters), up to TLP:AMBER+STRICT.
    What is younger than `delay` stays. With a `coarsening`, places and times leave coarse, and only what
    a public reader needs of each record.
    """

    name: str
    clearance: Tlp
    purposes: frozenset[Purpose]
    names: frozenset[str] = frozenset()
    delay: timedelta = timedelta(0)
    coarsening: Coarsening | None = None

    def __post_init__(self) -> None:
        if self.clearance == Tlp.RED:
            raise InputError(
                f"Audience {self.name!r} cannot be cleared for TLP:RED.",
                remedy="TLP:RED is for named recipients, who read it in the mission's own console.",
            )
        if self.delay < timedelta(0):
            raise InputError(f"Audience {self.name!r} has a negative delay.")

    def may_have(self, marking: Tlp, released: frozenset[str]) -> bool:
        """Say whether something so marked, and released to those, may reach this audience."""
        if marking <= self.clearance:
            return True
        return marking <= Tlp.AMBER_STRICT and not self.names.isdisjoint(released)


def inner_audience() -> Audience:
    """Return the mission itself, for what its own machines take over: all but TLP:RED."""
    return Audience(name="mission", clearance=Tlp.AMBER_STRICT, purposes=frozenset(PURPOSES))


def public_audience(coarsening: Coarsening | None = None) -> Audience:
    """Return everybody: TLP:CLEAR only, three days late, coarse (0.1 degrees and whole days in UTC)."""
    return Audience(
        name="public",
        clearance=Tlp.CLEAR,
        purposes=frozenset({"public-information"}),
        delay=PUBLIC_DELAY,
        coarsening=coarsening or Coarsening(),
    )
