"""Where 10-1-2 holds: by day and by night, in the wet season, with each asset lost in turn."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from numpy.typing import NDArray

from sulh.protect import Demands
from sulh.respond.evacuation import evacuate
from sulh.respond.legs import find_legs, why_not_able
from sulh.respond.reasons import travel_assumption
from sulh.respond.ways import Points, Travel, on_roads

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.respond.evacuation import Delays, Evacuation, Medical
    from sulh.respond.legs import Legs, Means
    from sulh.respond.records import MedicalAsset
    from sulh.respond.ways import Ways

__all__ = ["AreaCover", "Conditions", "LossOfAsset", "evacuate_area"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """When the wounded are fetched: the name of the case, how people travel, and whether it is dark."""

    name: str
    travel: Travel = field(default_factory=Travel)
    is_dark: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LossOfAsset:
    """What one asset means: how many people 10-1-2 holds for without it, and how many lose it.

    `troops_lost`: of the mission's own troops, who are not among the people.
    """

    conditions: str
    asset: str
    people: float
    lost: float
    expected: float
    troops_lost: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AreaCover:
    """Where 10-1-2 holds under several conditions; `people` and `troops` float64[n] stand at the places."""

    places: Demands
    people: Floats
    troops: Floats
    medical: Medical
    delays: Delays
    conditions: tuple[Conditions, ...]
    legs: tuple[Legs, ...]
    evacuations: tuple[Evacuation, ...]
    losses: tuple[LossOfAsset, ...]
    assumption: str

    def people_within(self, case: int) -> float:
        """Return for how many people 10-1-2 holds on the mean."""
        return float(self.people[self.evacuations[case].holds].sum())

    def troops_within(self, case: int) -> float:
        """Return for how many of the mission's own troops 10-1-2 holds on the mean."""
        return float(self.troops[self.evacuations[case].holds].sum())

    def people_expected(self, case: int) -> float:
        """Return for how many people 10-1-2 is to be expected: people times the chance."""
        return float(self.people @ self.evacuations[case].chance)

    def notes(self) -> tuple[str, ...]:
        """Return what is not as it seems, and who does not go at all: in which conditions, and why."""
        lines = []
        for asset in self.medical.assets:
            cases: dict[str, list[str]] = {}
            for each in self.conditions:
                why = why_not_able(asset, each.travel, is_dark=each.is_dark) if asset.seats else ""
                if why:
                    cases.setdefault(why, []).append(each.name)
            lines += [
                f"{asset.origin.ref} does not go ({'; '.join(names)}): {why}."
                for why, names in cases.items()
            ]
        return (*self.medical.notes(), *lines)

    def frame(self) -> pl.DataFrame:
        """Return a row for each condition and place: times, chance, and who brings the wounded where."""
        return pl.concat([self._rows(case) for case in range(len(self.conditions))])

    def _rows(self, case: int) -> pl.DataFrame:
        best = self.evacuations[case]
        assets = [*(each.origin.ref for each in self.medical.assets), ""]
        facilities = [*(each.origin.ref for each in self.medical.facilities), ""]
        return pl.DataFrame(
            {
                "conditions": self.conditions[case].name,
                "name": self.places.names,
                "lon": self.places.lon,
                "lat": self.places.lat,
                "people": self.people,
                "troops": self.troops,
                "care_min": best.care_min,
                "surgery_min": best.surgery_min,
                "holds": best.holds,
                "chance": best.chance,
                "cared_by": [assets[i] for i in best.carer],
                "brought_by": [assets[i] for i in best.bringer],
                "facility": [facilities[i] for i in best.facility],
            }
        ).with_columns(pl.col("care_min", "surgery_min").replace(float("inf"), None))


def evacuate_area(
    places: Demands,
    medical: Medical,
    ways: Ways,
    conditions: Sequence[Conditions],
    delays: Delays,
    *,
    troops: Demands | None = None,
) -> AreaCover:
    """Return where 10-1-2 holds under each of the conditions, and without each asset in turn.

    `troops`: where the mission's own troops stand, and how many; they are counted apart from the people.
    """
    places, people, own_troops = _joined(places, troops)
    points = on_roads(ways, Points(places.lon, places.lat))
    legs, evacuations, losses = [], [], []
    memory: dict[int, dict[Means, Floats]] = {}  # by day and by night, ways on are the same
    for case in conditions:
        own = find_legs(
            medical,
            ways,
            case.travel,
            points,
            is_dark=case.is_dark,
            onward_by_means=memory.setdefault(id(case.travel), {}),
        )
        whole = evacuate(own, delays)
        legs.append(own)
        evacuations.append(whole)
        losses += [
            _without(i, each, case.name, own, whole, delays, (people, own_troops))
            for i, each in enumerate(medical.assets)
        ]
    return AreaCover(
        places=places,
        people=people,
        troops=own_troops,
        medical=medical,
        delays=delays,
        conditions=tuple(conditions),
        legs=tuple(legs),
        evacuations=tuple(evacuations),
        losses=tuple(losses),
        assumption=travel_assumption(ways, conditions[0].travel if conditions else Travel()),
    )


def _joined(places: Demands, troops: Demands | None) -> tuple[Demands, Floats, Floats]:
    """Return the places of people and of troops as one, and how many of each stand there."""
    people = places.weights.mean(axis=0)
    if troops is None:
        return places, people, np.zeros(len(people))
    own = troops.weights.mean(axis=0)
    people, own = (
        np.concatenate([people, np.zeros(len(own))]),
        np.concatenate([np.zeros(len(people)), own]),
    )
    joined = Demands(
        names=(*places.names, *troops.names),
        lon=np.concatenate([places.lon, troops.lon]),
        lat=np.concatenate([places.lat, troops.lat]),
        weights=(people + own)[None, :],
    )
    return joined, people, own


def _without(
    i: int,
    asset: MedicalAsset,
    name: str,
    legs: Legs,
    whole: Evacuation,
    delays: Delays,
    persons: tuple[Floats, Floats],
) -> LossOfAsset:
    """Work out again only the places that the asset goes to."""
    people, troops = persons
    at = np.flatnonzero((whole.carer == i) | (whole.bringer == i))
    again = evacuate(legs.of_places(at), delays, without=frozenset({i}))
    holds, chance = whole.holds.copy(), whole.chance.copy()
    holds[at], chance[at] = again.holds, again.chance
    within = float(people[holds].sum())
    return LossOfAsset(
        conditions=name,
        asset=asset.origin.ref,
        people=within,
        lost=float(people[whole.holds].sum()) - within,
        expected=float(people @ chance),
        troops_lost=float(troops[whole.holds & ~holds].sum()),
    )
