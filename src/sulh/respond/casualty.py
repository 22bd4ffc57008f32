"""One casualty: who goes, by which steps, at what time, and what happens when an asset does not start."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import isfinite
from typing import TYPE_CHECKING, Literal

import numpy as np
import polars as pl

from sulh.errors import InputError
from sulh.protect import daylight
from sulh.respond.evacuation import AID_MIN, CARE_MIN, SURGERY_MIN, evacuate
from sulh.respond.legs import find_legs, means_of, why_not_able, why_too_far
from sulh.respond.onward import find_transfer, operation_min
from sulh.respond.reasons import travel_assumption, why_no_way
from sulh.respond.ways import Points, Travel

if TYPE_CHECKING:
    from sulh.respond.evacuation import Delays, Evacuation, Medical
    from sulh.respond.legs import Legs
    from sulh.respond.onward import Transfer
    from sulh.respond.records import MedicalAsset
    from sulh.respond.ways import Ways

YEARS = (1900, 2200)
NEAR_DEGREES = 5.0
"""So far from all that can help, a casualty is elsewhere."""

__all__ = ["CasualtyChain", "ChainStep", "NextChain", "find_chain", "is_dark_at", "why_not_there"]


StepEvent = Literal[
    "wounded",
    "aid",
    "alarm",
    "decision",
    "leaves",
    "carried",
    "scene",
    "care",
    "leaves-scene",
    "door",
    "care-inside",
    "surgery",
    "surgery-ends",
    "leaves-facility",
    "higher-care",
]
SENTENCES: dict[StepEvent, str] = {
    "wounded": "wounded",
    "aid": "first aid at the scene",
    "alarm": "alarm has arrived",
    "decision": "decision to evacuate",
    "leaves": "{asset} leaves",
    "carried": "the wounded are carried to a landing site",
    "scene": "{asset} at the scene",
    "care": "{asset} at the scene: medical care begins",
    "leaves-scene": "{asset} leaves the scene",
    "door": "{asset} at {facility}",
    "care-inside": "medical care begins at the facility",
    "surgery": "surgery begins at {facility}",
    "surgery-ends": "surgery ends at {facility}",
    "leaves-facility": "{asset} leaves with the wounded",
    "higher-care": "{asset} at {facility}, of a higher level",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainStep:
    """One step of a chain: when (UTC), how many minutes after the wounding, what, and its limit.

    `asset` and `facility` are the names that the event is about, where it is about one.
    """

    at: datetime
    minutes: float
    event: StepEvent
    asset: str = ""
    facility: str = ""
    limit_min: float | None = None

    @property
    def what(self) -> str:
        """Return the step as a phrase."""
        return SENTENCES[self.event].format(asset=self.asset, facility=self.facility)


@dataclass(frozen=True, slots=True, kw_only=True)
class NextChain:
    """What is left when one asset does not start."""

    lost: str
    cared_by: str
    brought_by: str
    facility: str
    care_min: float
    surgery_min: float
    chance: float
    holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CasualtyChain:
    """The chain of one casualty; infinity stands where nobody comes.

    `cannot` says of each asset that cannot come why it cannot. `higher` says who takes the wounded on to level
    3 after the operation, or why nobody does; empty: nobody operates, or level 3 does.
    """

    lon: float
    lat: float
    wounded: datetime
    is_dark: bool
    steps: tuple[ChainStep, ...]
    higher: str
    holds: bool
    chance: float
    capacities: tuple[str, ...]
    next_chains: tuple[NextChain, ...]
    cannot: tuple[str, ...]
    notes: tuple[str, ...]
    assumption: str

    def frame(self) -> pl.DataFrame:
        """Return a row for each step: time (UTC), minutes from the wounding, step, limit in minutes."""
        return pl.DataFrame(
            {
                "utc": [each.at for each in self.steps],
                "minutes": [each.minutes for each in self.steps],
                "step": [each.what for each in self.steps],
                "limit_min": [each.limit_min for each in self.steps],
            }
        )


def is_dark_at(moment: datetime, lon: float, lat: float) -> bool:
    """Say whether the sun is down at a moment (UTC) and a place, in degrees, WGS 84.

    Raises
    ------
    InputError
        When the year is before 1900 or after 2200: the sun is not known so far away, and nobody plans for then.
    """
    if not YEARS[0] <= moment.year <= YEARS[1]:
        raise InputError(
            f"{moment:%Y-%m-%d} is no day to plan for.",
            remedy=f"Give a day from {YEARS[0]} to {YEARS[1]}.",
        )
    at = moment.astimezone(UTC)
    rise, fall = daylight(at.date(), lon, lat)
    minutes = at.hour * 60 + at.minute + at.second / 60
    # Far from Greenwich, daylight that counts from one midnight UTC runs over the next.
    return not any(rise <= minutes + shift <= fall for shift in (-1440, 0, 1440))


def _is_exchanged(lon: float, lat: float, medical: Medical) -> bool:
    """Say whether a place is near no asset or facility, but would be with lon and lat exchanged."""
    places = [each.place for each in medical.assets]
    places += [each.place for each in medical.facilities]

    def is_near(lon: float, lat: float) -> bool:
        return any(
            max(abs(lon - (each.lon or 0.0)), abs(lat - (each.lat or 0.0))) <= NEAR_DEGREES
            for each in places
        )

    return not is_near(lon, lat) and is_near(lat, lon)


def find_chain(
    lon: float,
    lat: float,
    wounded: datetime,
    medical: Medical,
    ways: Ways,
    travel: Travel,
    delays: Delays,
) -> CasualtyChain:
    """Return the chain of a casualty at a place (degrees, WGS 84), wounded at a moment (UTC).

    Raises
    ------
    InputError
        When the place is not on Earth, or the sun neither rises nor sets there that day; when it is far from
        every asset and facility, and near one with lon and lat exchanged.
    """
    if not (abs(lon) <= 180.0 and abs(lat) <= 90.0):
        raise InputError(
            f"lon {lon:g}, lat {lat:g} is not a place on Earth.",
            remedy="Give degrees, longitude from -180 to 180 and latitude from -90 to 90.",
        )
    if _is_exchanged(lon, lat, medical):
        raise InputError(
            f"lon {lon:g}, lat {lat:g} is far from every asset and facility, but near one with both exchanged.",
            remedy="Give the longitude (east) first, then the latitude (north).",
        )
    is_dark = is_dark_at(wounded, lon, lat)
    place = Points(np.array([lon]), np.array([lat]))
    legs = find_legs(medical, ways, travel, place, is_dark=is_dark)
    best = evacuate(legs, delays)
    names = [*(each.origin.ref for each in medical.assets), "nobody"]
    onward = _onward(best, medical, ways, travel, delays, wounded)
    used = sorted({int(best.carer[0]), int(best.bringer[0])} - {-1})
    return CasualtyChain(
        lon=lon,
        lat=lat,
        wounded=wounded,
        is_dark=is_dark,
        steps=_steps(best, legs, medical, delays, wounded, onward),
        higher=onward.sentence if onward else "",
        holds=bool(best.holds[0]),
        chance=float(best.chance[0]),
        capacities=_capacities(best, medical),
        next_chains=tuple(
            _next(names[i], evacuate(legs, delays, without=frozenset({i})), medical) for i in used
        ),
        cannot=_cannot(legs, medical, ways, travel, place, is_dark=is_dark),
        notes=medical.notes(),
        assumption=travel_assumption(ways, travel),
    )


def _onward(
    best: Evacuation,
    medical: Medical,
    ways: Ways,
    travel: Travel,
    delays: Delays,
    wounded: datetime,
) -> Transfer | None:
    """Return the transfer to level 3 after the operation; None: nobody operates, or level 3 does."""
    if best.bringer[0] < 0:
        return None
    facility, begins = medical.facilities[int(best.facility[0])], float(best.surgery_min[0])
    ends = wounded + timedelta(minutes=begins + operation_min(facility))
    is_dark = is_dark_at(ends, facility.place.lon or 0.0, facility.place.lat or 0.0)
    return find_transfer(facility, begins, medical, ways, travel, delays, is_dark=is_dark)


def _steps(
    best: Evacuation,
    legs: Legs,
    medical: Medical,
    delays: Delays,
    wounded: datetime,
    onward: Transfer | None,
) -> tuple[ChainStep, ...]:
    """Return the steps in order of time, on the mean of all delays."""
    order = delays.alarm.mean + delays.decision.mean
    rows: list[tuple[float, StepEvent, str, str, float | None]] = [
        (0.0, "wounded", "", "", None),
        (delays.aid.mean, "aid", "", "", AID_MIN),
        (delays.alarm.mean, "alarm", "", "", None),
        (order, "decision", "", "", None),
    ]
    carer, bringer = int(best.carer[0]), int(best.bringer[0])
    if carer >= 0 and bool(legs.is_medical[carer]):
        name, start = medical.assets[carer].origin.ref, order + legs.starts[carer].mean
        rows += [(start, "leaves", name, "", None)] if carer != bringer else []
        rows.append((float(best.care_min[0]), "care", name, "", CARE_MIN))
    if bringer >= 0:
        name = medical.assets[bringer].origin.ref
        to = medical.facilities[int(best.facility[0])].origin.ref
        start = order + legs.starts[bringer].mean
        scene = start + float(legs.arrive[bringer, 0])
        door = scene + delays.loading.mean + float(legs.bring[bringer, 0])
        rows.append((start, "leaves", name, "", None))
        at = int(legs.site[bringer, 0]) if legs.site.size else -1
        if at >= 0:
            rows.append((start, "carried", "", "", None))
        if bringer != carer or not legs.is_medical[carer]:
            rows.append((scene, "scene", name, "", None))
        rows.append((scene + delays.loading.mean, "leaves-scene", name, "", None))
        rows.append((door, "door", name, to, None))
        rows.append((float(best.surgery_min[0]), "surgery", name, to, SURGERY_MIN))
    if carer >= 0 and not legs.is_medical[carer]:
        rows.append((float(best.care_min[0]), "care-inside", "", "", CARE_MIN))
    if onward is not None:
        rows.append((onward.ends_min, "surgery-ends", "", onward.start, None))
        if onward.asset:
            rows.append((onward.leaves_min, "leaves-facility", onward.asset, onward.start, None))
            rows.append((onward.arrives_min, "higher-care", onward.asset, onward.facility, None))
    return tuple(
        ChainStep(
            at=wounded + timedelta(minutes=minutes),
            minutes=minutes,
            event=event,
            asset=asset,
            facility=facility,
            limit_min=limit,
        )
        for minutes, event, asset, facility, limit in sorted(rows, key=lambda row: row[0])
    )


def _capacities(best: Evacuation, medical: Medical) -> tuple[str, ...]:
    lines = []
    if best.bringer[0] >= 0:
        asset = medical.assets[int(best.bringer[0])]
        facility = medical.facilities[int(best.facility[0])]
        lines.append(f"{asset.origin.ref} takes {asset.seats} wounded.")
        lines.append(
            f"{facility.origin.ref}, level {facility.level}: beds {facility.beds}, "
            f"theatres {facility.theatres}."
        )
    return tuple(lines)


def _next(lost: str, best: Evacuation, medical: Medical) -> NextChain:
    names = [*(each.origin.ref for each in medical.assets), "nobody"]
    facilities = [*(each.origin.ref for each in medical.facilities), "none"]
    return NextChain(
        lost=lost,
        cared_by=names[int(best.carer[0])],
        brought_by=names[int(best.bringer[0])],
        facility=facilities[int(best.facility[0])],
        care_min=float(best.care_min[0]),
        surgery_min=float(best.surgery_min[0]),
        chance=float(best.chance[0]),
        holds=bool(best.holds[0]),
    )


def _cannot(
    legs: Legs, medical: Medical, ways: Ways, travel: Travel, place: Points, *, is_dark: bool
) -> tuple[str, ...]:
    """Return why each asset that cannot bring the wounded to surgery cannot."""
    lines = []
    for i, asset in enumerate(medical.assets):
        reason = why_not_able(asset, travel, is_dark=is_dark)
        if reason and not asset.seats:
            continue  # said among the notes
        if not reason and not isfinite(legs.arrive[i, 0]):
            reason = _no_way(asset, ways, travel, place)
        elif not reason and not isfinite(legs.bring[i, 0]):
            reason = "reaches the casualty, but no facility that operates"
        if reason:
            lines.append(f"{asset.origin.ref}: {reason}.")
    return tuple(lines)


def why_not_there(
    asset: MedicalAsset, ways: Ways, travel: Travel, place: Points, *, is_dark: bool
) -> str:
    """Return why an asset cannot come to a place."""
    return why_not_able(asset, travel, is_dark=is_dark) or _no_way(asset, ways, travel, place)


def _no_way(asset: MedicalAsset, ways: Ways, travel: Travel, place: Points) -> str:
    """Return why an asset that works now does not reach a casualty."""
    if not asset.site_only and (far := why_too_far(asset, ways, travel, place)):
        return far
    if asset.mode == "helicopter":
        return "no landing site that it may use can be reached by the wounded"
    base = Points(np.array([asset.place.lon], float), np.array([asset.place.lat], float))
    mode, vehicle = means_of(asset)
    if mode == "boat" and travel.water is not None:
        ways, travel = travel.water, Travel(closures=travel.closures)
    reason = why_no_way(ways, travel, vehicle, base, place, name="the casualty")
    return f"no way leads to the casualty: {reason}"
