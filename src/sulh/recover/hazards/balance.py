"""Hazardous areas: how much of each is left, who is exposed, and in which order to clear them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sulh.languages.sentence import sentence
from sulh.languages.speech import ENGLISH
from sulh.recover.returns.disclosure import PersonCount, release
from sulh.values import format_utc

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sulh.languages.sentence import Sentence
    from sulh.languages.speech import Speech
    from sulh.recover.return_records import AreaRelease, HazardousArea

__all__ = ["HazardLine", "HazardStatement", "hazard_statement"]

NOTHING = Decimal(0)
WAYS = ("cancelled", "reduced", "cleared")


@dataclass(frozen=True, slots=True, kw_only=True)
class HazardLine:
    """One hazardous area at a moment: its ground in square metres, by what became of it.

    ``left_m2 + sum(released.values()) == area.area_m2``, unless more was released than there was: then
    `excess_m2` says by how much, and what is left is not known. `exposed` is None where nobody counted.
    """

    area: HazardousArea
    released: Mapping[str, Decimal]
    left_m2: Decimal
    excess_m2: Decimal
    devices: int
    exposed: PersonCount | None

    @property
    def is_open(self) -> bool:
        """Say whether ground is left that nobody released, or whether the sums say that nobody knows.

        Where more was released than was surveyed, one of the two is wrong, and the area is not called clear.
        """
        return self.left_m2 > 0 or self.excess_m2 > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HazardStatement:
    """All hazardous areas at a moment (UTC), the most urgent first; and releases that fit no area."""

    at: datetime
    lines: tuple[HazardLine, ...]
    left_out: tuple[Sentence, ...]
    simulated: bool = False

    def content(self, speech: Speech = ENGLISH) -> dict[str, Any]:
        """Return it in types that JSON has; areas are texts, exact, and sentences in a language."""
        return {
            "at": format_utc(self.at),
            "simulated": self.simulated,
            "areas": [
                {
                    "ref": each.area.origin.ref,
                    "source": each.area.origin.source,
                    "place": each.area.place.name or each.area.place.district,
                    "lon": each.area.place.lon,
                    "lat": each.area.place.lat,
                    "radius_m": each.area.radius_m,
                    "suspicion": each.area.suspicion,
                    "ordnance": each.area.ordnance,
                    "area_m2": f"{each.area.area_m2:f}",
                    "released_m2": {way: f"{each.released[way]:f}" for way in WAYS},
                    "left_m2": f"{each.left_m2:f}",
                    "excess_m2": f"{each.excess_m2:f}",
                    "devices": each.devices,
                    "exposed": [each.exposed.low, each.exposed.high] if each.exposed else None,
                }
                for each in self.lines
            ],
            "left_out": [each.said(speech) for each in self.left_out],
        }


def hazard_statement(
    areas: Sequence[HazardousArea],
    releases: Sequence[AreaRelease],
    *,
    at: datetime,
    simulated: bool = False,
) -> HazardStatement:
    """Return what each hazardous area has left before a moment (UTC).

    A release names the number of its area; where two senders use one number, it belongs to its own
    sender's. Open areas come first: confirmed before suspected, then by the people exposed (unknown as if
    many), then by what is left.
    """
    surveys = [each for each in areas if each.span.start < at]
    by_number: dict[str, list[HazardousArea]] = {}
    for area in surveys:
        by_number.setdefault(area.origin.ref.casefold(), []).append(area)
    own: dict[tuple[str, str], list[AreaRelease]] = {}
    left_out = []
    for each in releases:
        if each.span.start >= at:
            continue
        bearers = by_number.get(each.hazard.casefold(), [])
        fits = [a for a in bearers if len(bearers) == 1 or a.origin.source == each.origin.source]
        record = f"{each.origin.ref} ({each.origin.source})"
        if len(fits) != 1:
            reason = "release-of-several" if bearers else "release-of-none"
            left_out.append(sentence(reason, record=record, hazard=each.hazard))
        elif each.span.end < fits[0].span.start:
            left_out.append(sentence("release-too-early", record=record, hazard=each.hazard))
        else:
            own.setdefault((fits[0].origin.source, fits[0].origin.ref), []).append(each)
    lines = [_line(each, own.get((each.origin.source, each.origin.ref), ())) for each in surveys]
    return HazardStatement(
        at=at,
        lines=tuple(sorted(lines, key=_urgency)),
        left_out=tuple(left_out),
        simulated=simulated,
    )


def _line(area: HazardousArea, releases: Sequence[AreaRelease]) -> HazardLine:
    sums = {
        way: sum((each.area_m2 for each in releases if each.release == way), NOTHING)
        for way in WAYS
    }
    rest = area.area_m2 - sum(sums.values(), NOTHING)
    return HazardLine(
        area=area,
        released=sums,
        left_m2=max(rest, NOTHING),
        excess_m2=max(-rest, NOTHING),
        devices=sum(each.devices or 0 for each in releases),
        exposed=None if area.exposed is None else release(area.exposed),
    )


def _urgency(line: HazardLine) -> tuple[bool, bool, float, Decimal, str]:
    exposed = float("inf") if line.exposed is None else line.exposed.high
    return (
        not line.is_open,
        line.area.suspicion != "confirmed",
        -exposed,
        -line.left_m2,
        line.area.origin.ref,
    )
