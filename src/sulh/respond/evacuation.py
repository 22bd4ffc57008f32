"""Casualty evacuation: when care begins, who brings the wounded where, and the chance of 10-1-2.

The timeline 10-1-2 counts from the wounding: first aid within 10 minutes, advanced resuscitation by medical
personnel within 1 hour, damage-control surgery within 2 (United Nations, "Casualty Evacuation in the
Field", DOS/2020.7). The asset with the shortest mean time goes; where it is lost, the next does.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulh.errors import InputError
from sulh.respond.delays import Delay, chance_of_both, probabilities_of_sum

if TYPE_CHECKING:
    from sulh.respond.legs import Legs
    from sulh.respond.records import MedicalAsset, MedicalFacility

__all__ = [
    "AID_MIN",
    "CARE_MIN",
    "SURGERY_MIN",
    "Delays",
    "Evacuation",
    "Medical",
    "evacuate",
    "operates",
]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

AID_MIN, CARE_MIN, SURGERY_MIN = 10.0, 60.0, 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Delays:
    """What passes before and between the ways, in minutes; the defaults are assumptions, to be replaced.

    `aid`: until first aid is given at the scene. `alarm`, `decision`: one after the other, before an asset
    starts. `loading`: at the scene. `handover`: from the facility's door to surgery.
    """

    aid: Delay = field(default=Delay(1, 4, 8))
    alarm: Delay = field(default=Delay(1, 3, 8))
    decision: Delay = field(default=Delay(2, 5, 15))
    loading: Delay = field(default=Delay(5, 8, 15))
    handover: Delay = field(default=Delay(5, 8, 15))


def operates(facility: MedicalFacility) -> bool:
    """Say whether a facility can operate now: it is of level 2 or higher, with a free table and bed."""
    return facility.level >= "2" and facility.theatres > 0 and facility.beds > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Medical:
    """What there is to evacuate and to treat the wounded."""

    assets: tuple[MedicalAsset, ...]
    facilities: tuple[MedicalFacility, ...]

    def __post_init__(self) -> None:
        """Refuse nothing to work with."""
        for name in ("assets", "facilities"):
            if not getattr(self, name):
                raise InputError(
                    f"There are no {name}.", remedy="Give at least one that can be read."
                )

    @property
    def surgical(self) -> tuple[int, ...]:
        """The positions of the facilities that can operate now."""
        return tuple(i for i, each in enumerate(self.facilities) if operates(each))

    def notes(self) -> tuple[str, ...]:
        """Return a sentence for each facility or asset that cannot do what it seems to be there for."""
        notes = [
            f"{each.origin.ref}: level {each.level}, but no free bed: nobody is brought there."
            for each in self.facilities
            if each.beds == 0
        ]
        notes += [
            f"{each.origin.ref}: level {each.level}, but no theatre: no surgery there."
            for each in self.facilities
            if each.level >= "2" and each.theatres == 0 and each.beds
        ]
        pads = [each for each in self.facilities if each.helipad and each.beds]
        notes += [
            f"{each.origin.ref}: no facility with free beds has a landing site."
            for each in self.assets
            if each.mode == "helicopter" and not pads
        ]
        notes += [f"{each.origin.ref}: takes no wounded." for each in self.assets if not each.seats]
        if not self.surgical:
            notes.append("No facility can operate: nobody has surgery in time.")
        return tuple(notes)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Evacuation:
    """Who goes to each of n places, when care and surgery begin on the mean, and the chance of 10-1-2.

    `carer`, `bringer` int64[n]: assets (-1: none); `care_min`, `surgery_min` float64[n]: minutes from the
    wounding, infinity where nobody comes; `chance` float64[n] of all three limits together.
    """

    carer: Ints
    bringer: Ints
    facility: Ints
    care_min: Floats
    surgery_min: Floats
    chance: Floats
    aid_min: float

    @property
    def holds(self) -> NDArray[np.bool_]:
        """Whether the mean times observe all three limits, bool[n]."""
        in_time = (self.care_min <= CARE_MIN) & (self.surgery_min <= SURGERY_MIN)
        return in_time & (self.aid_min <= AID_MIN)


def evacuate(legs: Legs, delays: Delays, *, without: frozenset[int] = frozenset()) -> Evacuation:
    """Return the best evacuation from each place, `without` some assets."""
    care, surgery = mean_minutes(legs, delays, without=without)
    carer, bringer = care.argmin(axis=0), surgery.argmin(axis=0)
    columns = np.arange(care.shape[1])
    care_min, surgery_min = care[carer, columns], surgery[bringer, columns]
    carer = np.where(np.isfinite(care_min), carer, -1)
    bringer = np.where(np.isfinite(surgery_min), bringer, -1)
    return Evacuation(
        carer=carer,
        bringer=bringer,
        facility=np.where(bringer >= 0, legs.facility[bringer, columns], -1),
        care_min=care_min,
        surgery_min=surgery_min,
        chance=_chances(legs, delays, carer, bringer),
        aid_min=delays.aid.mean,
    )


def mean_minutes(
    legs: Legs, delays: Delays, *, without: frozenset[int] = frozenset()
) -> tuple[Floats, Floats]:
    """Return the mean minutes to care and to surgery by each asset, float64[a, n]; infinity: never."""
    lost = np.isin(np.arange(len(legs.starts)), list(without))
    before = delays.alarm.mean + delays.decision.mean + np.array([s.mean for s in legs.starts])
    before = np.where(lost, np.inf, before)[:, None]
    loading = delays.loading.mean
    at_facility = loading + legs.shelter
    care = before + legs.arrive + np.where(legs.is_medical[:, None], 0.0, at_facility)
    surgery = before + legs.arrive + loading + legs.bring + delays.handover.mean
    return care, surgery


def _chances(legs: Legs, delays: Delays, carer: Ints, bringer: Ints) -> Floats:
    """Return the chance that aid, care and surgery all begin in time."""
    chance = np.zeros(len(carer))
    pairs = np.stack([carer, bringer], axis=1)
    for one, other in np.unique(pairs[(pairs >= 0).all(axis=1)], axis=0):
        at = np.flatnonzero((carer == one) & (bringer == other))
        is_medical = bool(legs.is_medical[one])
        to_care = legs.arrive[one, at] + (0.0 if is_medical else legs.shelter[one, at])
        to_surgery = legs.arrive[other, at] + legs.bring[other, at]
        load = () if is_medical else (delays.loading,)
        common = (delays.alarm, delays.decision)
        if one == other:
            shared: tuple[Delay, ...] = (*common, legs.starts[one], *load)
            care: tuple[Delay, ...] = ()
            surgery = (*(() if load else (delays.loading,)), delays.handover)
        else:
            shared, care = common, (legs.starts[one], *load)
            surgery = (legs.starts[other], delays.loading, delays.handover)
        chance[at] = chance_of_both(
            probabilities_of_sum(*shared),
            probabilities_of_sum(*care),
            probabilities_of_sum(*surgery),
            CARE_MIN - to_care,
            SURGERY_MIN - to_surgery,
        )
    return chance * float(delays.aid.at_most(np.array(AID_MIN)))
