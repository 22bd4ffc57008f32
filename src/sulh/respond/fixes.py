"""What closes the largest gap in 10-1-2: a move, a landing site, a new asset or a post with a surgical team.

The gap is that of the conditions under which 10-1-2 holds for the fewest. People and the mission's own
troops count alike.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np
from msgspec.structs import replace as with_fields
from numpy.typing import NDArray

from sulh.protect import coverage_of_matrix, maximal_cover
from sulh.respond.evacuation import AID_MIN, CARE_MIN, SURGERY_MIN, Medical, mean_minutes
from sulh.respond.legs import find_legs
from sulh.respond.moves import best_moves
from sulh.respond.ways import Points, on_roads

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.respond.area import AreaCover
    from sulh.respond.evacuation import Delays
    from sulh.respond.legs import Legs, Means
    from sulh.respond.records import LandingSite, MedicalAsset, MedicalFacility
    from sulh.respond.ways import Ways
    from sulh.values import Place

__all__ = ["Fix", "FixKind", "cheapest_fix", "cheapest_landing_sites", "cheapest_moves"]

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

FixKind = Literal["move", "landing-site", "asset", "post"]
"""From what costs least: an asset goes elsewhere; a landing site; a new asset; and with a surgical team."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """What closes the largest gap: its sites, and the people and troops it adds; `bound`: at most so many.

    `conditions`: under which the gap was the largest. `assets`: for moves, who goes to each of the sites.
    """

    kind: FixKind
    conditions: str
    sites: tuple[str, ...]
    people: float
    bound: float
    is_proven: bool
    assets: tuple[str, ...] = ()


def cheapest_fix(
    cover: AreaCover,
    ways: Ways,
    names: Sequence[str],
    posts: Sequence[tuple[MedicalAsset, MedicalFacility | None]],
    count: int,
) -> Fix:
    """Return which of some new posts, at most `count`, bring 10-1-2 to the most people who lack it.

    A post is a new asset, and with it a new facility where there is one. The choice is exact where every
    place needs one new post alone; two that help only together are not counted (a lower bound).
    """
    case, gap, points = _gap(cover, ways)
    condition = cover.conditions[case]
    helps = np.zeros((len(posts), len(gap)), np.bool_)
    for i, (asset, facility) in enumerate(posts):
        more = Medical(
            assets=(*cover.medical.assets, asset),
            facilities=(*cover.medical.facilities, *((facility,) if facility else ())),
        )
        legs = find_legs(more, ways, condition.travel, points, is_dark=condition.is_dark)
        helps[i] = _holds(legs, cover.delays)
    has_facility = any(facility for _, facility in posts)
    return _covering(cover, "post" if has_facility else "asset", case, gap, names, helps, count)


def cheapest_landing_sites(
    cover: AreaCover, ways: Ways, sites: Sequence[LandingSite], count: int
) -> Fix:
    """Return which of some new landing sites, at most `count`, bring 10-1-2 to the most who lack it.

    They serve helicopters that land at landing sites only. Two that help only together are not counted.
    """
    case, gap, points = _gap(cover, ways)
    condition = cover.conditions[case]
    helps = np.zeros((len(sites), len(gap)), np.bool_)
    onward: dict[Means, Floats] = {}
    for i, site in enumerate(sites):
        travel = replace(condition.travel, landing_sites=(*condition.travel.landing_sites, site))
        legs = find_legs(
            cover.medical, ways, travel, points, is_dark=condition.is_dark, onward_by_means=onward
        )
        helps[i] = _holds(legs, cover.delays)
    names = [each.origin.ref for each in sites]
    return _covering(cover, "landing-site", case, gap, names, helps, count)


def cheapest_moves(
    cover: AreaCover, ways: Ways, names: Sequence[str], sites: Sequence[Place], count: int
) -> Fix:
    """Return which assets, at most `count`, are to stand at which of some sites instead of at their bases.

    Who loses 10-1-2 because an asset leaves counts against the move. Two moves that help only together count.
    """
    case = _worst(cover)
    condition, assets = cover.conditions[case], cover.medical.assets
    persons = cover.people + cover.troops
    at = np.flatnonzero(persons > 0)
    points = on_roads(ways, Points(cover.places.lon[at], cover.places.lat[at]))
    onward: dict[Means, Floats] = {}
    masks = [_in_time(cover.legs[case].of_places(at), cover.delays)]
    for place in sites:
        moved = replace(
            cover.medical, assets=tuple(with_fields(each, place=place) for each in assets)
        )
        legs = find_legs(
            moved, ways, condition.travel, points, is_dark=condition.is_dark, onward_by_means=onward
        )
        masks.append(_in_time(legs, cover.delays))
    care, surgery = (np.stack([each[k] for each in masks]) for k in range(2))
    best = best_moves(care, surgery, persons[at], count)
    return Fix(
        kind="move",
        conditions=condition.name,
        sites=tuple(names[site] for _, site in best.moves),
        people=best.gain,
        bound=best.bound,
        is_proven=best.is_proven,
        assets=tuple(assets[i].origin.ref for i, _ in best.moves),
    )


def _worst(cover: AreaCover) -> int:
    persons = cover.people + cover.troops
    return min(
        range(len(cover.conditions)), key=lambda case: persons[cover.evacuations[case].holds].sum()
    )


def _gap(cover: AreaCover, ways: Ways) -> tuple[int, NDArray[np.int64], Points]:
    """Return the worst conditions, and the places with somebody where 10-1-2 does not hold."""
    case = _worst(cover)
    lacks = ~cover.evacuations[case].holds & (cover.people + cover.troops > 0)
    gap = np.flatnonzero(lacks)
    return case, gap, on_roads(ways, Points(cover.places.lon[gap], cover.places.lat[gap]))


def _in_time(legs: Legs, delays: Delays) -> tuple[Bools, Bools]:
    """Say which assets bring care and which bring to surgery in time, bool[a, n] each, on the mean."""
    care, surgery = mean_minutes(legs, delays)
    has_aid = delays.aid.mean <= AID_MIN
    return (care <= CARE_MIN) & has_aid, (surgery <= SURGERY_MIN) & has_aid


def _holds(legs: Legs, delays: Delays) -> Bools:
    care, surgery = _in_time(legs, delays)
    return np.asarray(care.any(axis=0) & surgery.any(axis=0))


def _covering(
    cover: AreaCover,
    kind: FixKind,
    case: int,
    gap: NDArray[np.int64],
    names: Sequence[str],
    helps: Bools,
    count: int,
) -> Fix:
    coverage = coverage_of_matrix(np.where(helps, 0.0, np.inf), reach=0.0)
    persons = (cover.people + cover.troops)[gap]
    best = maximal_cover(coverage, persons, min(count, len(names)))
    return Fix(
        kind=kind,
        conditions=cover.conditions[case].name,
        sites=tuple(names[i] for i in best.sites if len(coverage.of(i))),
        people=best.covered,
        bound=best.bound,
        is_proven=best.proven,
    )
