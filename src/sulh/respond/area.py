"""Where 10-1-2 holds: by day and by night, in the wet season, with each asset lost in turn."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from numpy.typing import NDArray

from sulh.protect import coverage_of_matrix, maximal_cover
from sulh.respond.evacuation import Medical, evacuate
from sulh.respond.legs import find_legs
from sulh.respond.ways import Points, Travel, on_roads

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.protect import Demands
    from sulh.respond.evacuation import Delays, Evacuation
    from sulh.respond.legs import Legs, Means
    from sulh.respond.records import MedicalAsset, MedicalFacility
    from sulh.respond.ways import Ways

__all__ = ["AreaCover", "Conditions", "Fix", "LossOfAsset", "cheapest_fix", "evacuate_area"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """When the wounded are fetched: the name of the case, how people travel, and whether it is dark."""

    name: str
    travel: Travel = field(default_factory=Travel)
    is_dark: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LossOfAsset:
    """What one asset means: how many people 10-1-2 holds for without it, and how many lose it."""

    conditions: str
    asset: str
    people: float
    lost: float
    expected: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AreaCover:
    """Where 10-1-2 holds under several conditions; `people` float64[n] stand at the places."""

    places: Demands
    people: Floats
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

    def people_expected(self, case: int) -> float:
        """Return for how many people 10-1-2 is to be expected: people times the chance."""
        return float(self.people @ self.evacuations[case].chance)

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
) -> AreaCover:
    """Return where 10-1-2 holds under each of the conditions, and without each asset in turn."""
    points = on_roads(ways, Points(places.lon, places.lat))
    people = places.weights.mean(axis=0)
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
            _without(i, each, case.name, own, whole, delays, people)
            for i, each in enumerate(medical.assets)
        ]
    return AreaCover(
        places=places,
        people=people,
        medical=medical,
        delays=delays,
        conditions=tuple(conditions),
        legs=tuple(legs),
        evacuations=tuple(evacuations),
        losses=tuple(losses),
        assumption=ways.assumption,
    )


def _without(
    i: int,
    asset: MedicalAsset,
    name: str,
    legs: Legs,
    whole: Evacuation,
    delays: Delays,
    people: Floats,
) -> LossOfAsset:
    """Work out again only the places that the asset goes to."""
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
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """New posts that close the largest gap: their names, and the people they add; `bound`: at most so many.

    `conditions`: under which the gap was the largest.
    """

    conditions: str
    sites: tuple[str, ...]
    people: float
    bound: float
    is_proven: bool


def cheapest_fix(
    cover: AreaCover,
    ways: Ways,
    names: Sequence[str],
    posts: Sequence[tuple[MedicalAsset, MedicalFacility | None]],
    count: int,
) -> Fix:
    """Return which of some new posts, at most `count`, bring 10-1-2 to the most people who lack it.

    The gap is that of the conditions under which 10-1-2 holds for the fewest people. A post is a new asset,
    and with it a new facility where there is one. The choice is exact where every
    place needs one new post alone; two that help only together are not counted (a lower bound).
    """
    case = min(range(len(cover.conditions)), key=cover.people_within)
    evacuation, condition = cover.evacuations[case], cover.conditions[case]
    gap = np.flatnonzero(~evacuation.holds & (cover.people > 0))
    points = on_roads(ways, Points(cover.places.lon[gap], cover.places.lat[gap]))
    helps = np.full((len(posts), len(gap)), np.inf)
    for i, (asset, facility) in enumerate(posts):
        more = Medical(
            assets=(*cover.medical.assets, asset),
            facilities=(*cover.medical.facilities, *((facility,) if facility else ())),
        )
        legs = find_legs(more, ways, condition.travel, points, is_dark=condition.is_dark)
        helps[i, evacuate(legs, cover.delays).holds] = 0.0
    coverage = coverage_of_matrix(helps, reach=0.0)
    best = maximal_cover(coverage, cover.people[gap], min(count, len(posts)))
    return Fix(
        conditions=condition.name,
        sites=tuple(names[i] for i in best.sites if len(coverage.of(i))),
        people=best.covered,
        bound=best.bound,
        is_proven=best.proven,
    )
