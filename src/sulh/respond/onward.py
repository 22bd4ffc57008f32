"""After damage-control surgery at level 2: who takes the wounded on to level 3, and when they are there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sulh.respond.evacuation import Medical, operates
from sulh.respond.legs import find_legs
from sulh.respond.ways import Points

if TYPE_CHECKING:
    from sulh.respond.evacuation import Delays
    from sulh.respond.records import MedicalFacility
    from sulh.respond.ways import Travel, Ways

__all__ = ["SURGERY_LASTS_MIN", "Transfer", "find_transfer", "operation_min"]

SURGERY_LASTS_MIN = 90.0
"""How long an operation takes where the facility does not say: an assumption."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """A transfer from `start` to a `facility` by an `asset`, in minutes from the wounding; `asset` empty: none.

    `ends_min`: when the operation ends. `sentence` says who goes where, or why nobody does.
    """

    start: str
    ends_min: float
    sentence: str
    asset: str = ""
    facility: str = ""
    leaves_min: float = np.inf
    arrives_min: float = np.inf


def operation_min(facility: MedicalFacility) -> float:
    """Return how many minutes an operation takes at a facility."""
    return SURGERY_LASTS_MIN if facility.surgery_min is None else float(facility.surgery_min)


def find_transfer(
    facility: MedicalFacility,
    begins_min: float,
    medical: Medical,
    ways: Ways,
    travel: Travel,
    delays: Delays,
    *,
    is_dark: bool,
) -> Transfer | None:
    """Return the transfer that is soonest at a facility of level 3 or 4; None: the operation is at one already.

    It is ordered when the operation begins, and leaves when that has ended, an asset is there, and the wounded
    are loaded. Helicopters come where there is a landing site. `is_dark`: at the end of the operation.
    """
    if facility.level >= "3":
        return None
    name, ends = facility.origin.ref, begins_min + operation_min(facility)
    higher = tuple(each for each in medical.facilities if each.level >= "3" and operates(each))
    assets = tuple(each for each in medical.assets if each.mode != "helicopter" or facility.helipad)
    if not higher:
        return Transfer(
            start=name,
            ends_min=ends,
            sentence=f"No facility of level 3 can take anybody: the wounded stay at {name}.",
        )
    nobody = Transfer(
        start=name,
        ends_min=ends,
        sentence=f"Nobody can take the wounded on from {name} to level 3.",
    )
    if not assets:
        return nobody
    place = Points(np.array([facility.place.lon], float), np.array([facility.place.lat], float))
    own = Medical(assets=assets, facilities=higher)
    legs = find_legs(own, ways, travel, place, is_dark=is_dark)
    there = begins_min + np.array([each.mean for each in legs.starts]) + legs.arrive[:, 0]
    leaves = np.maximum(ends, there) + delays.loading.mean
    after = leaves + legs.bring[:, 0]
    best = int(after.argmin())
    if not np.isfinite(after[best]):
        return nobody
    to = higher[int(legs.facility[best, 0])]
    return Transfer(
        start=name,
        ends_min=ends,
        sentence=(
            f"{assets[best].origin.ref} takes them on to {to.origin.ref}, level {to.level}: "
            f"beds {to.beds}, theatres {to.theatres}."
        ),
        asset=assets[best].origin.ref,
        facility=to.origin.ref,
        leaves_min=float(leaves[best]),
        arrives_min=float(after[best]),
    )
