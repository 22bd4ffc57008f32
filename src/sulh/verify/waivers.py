"""Agreed exceptions: what was allowed over a time, as bounds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from sulh.kernels.grouped_sums import UNBOUNDED
from sulh.mission.provisions import Provision, Waive
from sulh.verify.times import Ints, Tris, micros, within

if TYPE_CHECKING:
    from sulh.mission.pack import Pack
    from sulh.values import PartyId, ZoneId
    from sulh.verify.zones import Zones

__all__ = ["Waiver", "allowances", "suspension_tri", "waivers_for"]

CERTAIN = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A waiver as it applies to one finding: `zone_tri` 2 certainly, 1 possibly."""

    provision: Provision
    terms: Waive
    low: int
    high: int
    zone_tri: int

    def applies(self, start: Any, end: Any) -> Tris:
        """Return the tri of applying to spans."""
        return np.minimum(within(start, end, self.low, self.high), np.uint8(self.zone_tri))


def waivers_for(
    pack: Pack, zones: Zones, provision: Provision, *, party: PartyId, zone: ZoneId
) -> tuple[Waiver, ...]:
    """Return the waivers that may apply to a provision, party and zone."""
    waivers = []
    for each in pack.provisions:
        terms = each.terms
        if not isinstance(terms, Waive) or provision.id not in terms.provisions:
            continue
        if each.parties and party not in each.parties:
            continue
        zone_tri = _zone_tri(zones, each.zones, zone)
        if zone_tri:
            waivers.append(
                Waiver(
                    provision=each,
                    terms=terms,
                    low=micros(each.in_force_from),
                    high=micros(each.in_force_until),
                    zone_tri=zone_tri,
                )
            )
    return tuple(waivers)


def _zone_tri(zones: Zones, covered: tuple[ZoneId, ...], zone: ZoneId) -> int:
    """Return whether a waiver of some zones (none: of all) is of a zone."""
    if not covered:
        return CERTAIN
    if not zone:
        return 1
    if any(each == zone or each in zones.above[zone] for each in covered):
        return CERTAIN
    return 1 if any(zone in zones.above[each] for each in covered) else 0


def allowances(base: int, waivers: tuple[Waiver, ...], start: Ints, end: Ints) -> tuple[Ints, Ints]:
    """Return the lower and the upper allowance over spans; `UNBOUNDED` where all is allowed."""
    low = _ceiling(base, waivers, start, end, least=CERTAIN)
    high = _ceiling(base, waivers, start, end, least=1)
    return low, high


def _ceiling(base: int, waivers: tuple[Waiver, ...], start: Ints, end: Ints, *, least: int) -> Ints:
    """Return the ceiling with the waivers that apply at least as surely as `least`."""
    ceiling = np.full(start.shape, base, dtype=np.int64)
    added = np.zeros(start.shape, dtype=np.int64)
    free = np.zeros(start.shape, dtype=np.bool_)
    for waiver in waivers:
        applies = waiver.applies(start, end) >= least
        terms = waiver.terms
        if terms.suspends:
            free |= applies
        elif terms.at_most is not None:
            ceiling = np.where(applies, np.maximum(ceiling, terms.at_most), ceiling)
        elif terms.adds is not None:
            extra = terms.adds.low if least == CERTAIN else terms.adds.high
            if extra is None:
                free |= applies
            else:
                added += np.where(applies, extra, 0)
    return np.where(free, UNBOUNDED, ceiling + added)


def suspension_tri(waivers: tuple[Waiver, ...], start: Any, end: Any) -> Tris:
    """Return whether a lift applies to spans; `start` and `end` are arrays."""
    tri = np.zeros(np.shape(start), dtype=np.uint8)
    for waiver in waivers:
        if waiver.terms.suspends:
            tri = np.maximum(tri, waiver.applies(start, end))
    return tri
