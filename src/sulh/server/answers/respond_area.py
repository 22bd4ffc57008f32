"""Where 10-1-2 holds, people and own troops counted apart, and what closes the largest gap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from sulh import respond as room
from sulh.protect import Demands, read_sites
from sulh.respond.answers import minutes_or_none
from sulh.server.access.people import counted_people
from sulh.tables import rows_table

if TYPE_CHECKING:
    from collections.abc import Collection

    from sulh.mission import Pack, Site

__all__ = ["Places", "area_body", "gap_body", "places_of"]

PLACES_MAX = 200
SITES_MAX = 40
"""Changes are compared at so many of the pack's sites."""
LIGHTS: tuple[Literal["day", "night"], ...] = ("day", "night")


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where somebody may be wounded: `people` counted and other places of the pack, and own `troops`.

    The first `towns` of `people` are those where people were counted.
    """

    people: Demands
    troops: Demands
    towns: int

    @property
    def is_empty(self) -> bool:
        """Say whether there is no place to look at."""
        return not self.people.names and not self.troops.names


def places_of(pack: Pack, entries: dict[str, tuple[Any, ...]]) -> Places:
    """Return the places to look at: people weigh their number, units their strength, other places nothing."""
    towns: dict[tuple[str, float, float], float] = {}
    for row in counted_people(entries["population"]):
        key = (row["name"], row["lon"], row["lat"])
        towns[key] = towns.get(key, 0.0) + row["people"]
    troops = [
        (each.origin.ref, each.place.lon, each.place.lat, float(each.strength))
        for each in entries["response-unit"]
        if each.strength
    ]
    rows = [(*key, weight) for key, weight in towns.items()]
    already = {(round(lon, 3), round(lat, 3)) for _, lon, lat, _ in (*rows, *troops)}
    rows += [
        (site.name, site.lon, site.lat, 0.0)
        for site in pack.sites.values()
        if (round(site.lon, 3), round(site.lat, 3)) not in already
    ]
    return Places(people=_demands(rows), troops=_demands(troops), towns=len(towns))


def _demands(rows: list[tuple[str, float, float, float]]) -> Demands:
    return Demands(
        names=tuple(each[0] for each in rows),
        lon=np.array([each[1] for each in rows], np.float64),
        lat=np.array([each[2] for each in rows], np.float64),
        weights=np.array([[each[3] for each in rows]], np.float64),
    )


def area_body(cover: room.AreaCover, places: Places) -> dict[str, Any]:
    """Return where 10-1-2 holds; the conditions are day and night, in this order."""
    night = cover.evacuations[1]
    persons = cover.people + cover.troops
    order = np.lexsort((-persons, night.chance, night.holds))
    first_troops = len(places.people.names)
    facilities = [*(each.origin.ref for each in cover.medical.facilities), ""]
    assets = [*(each.origin.ref for each in cover.medical.assets), ""]

    def times(i: int) -> list[dict[str, Any]]:
        return [
            {
                "light": light,
                "holds": bool(best.holds[i]),
                "chance": float(best.chance[i]),
                "care_min": minutes_or_none(best.care_min[i]),
                "surgery_min": minutes_or_none(best.surgery_min[i]),
                "brought_by": assets[best.bringer[i]],
                "facility": facilities[best.facility[i]],
            }
            for light, best in zip(LIGHTS, cover.evacuations, strict=True)
        ]

    return {
        "people": float(cover.people.sum()),
        "troops": float(cover.troops.sum()),
        "places_in_all": len(cover.people),
        "holds": [
            {
                "light": light,
                "people": cover.people_within(case),
                "troops": cover.troops_within(case),
                "expected": cover.people_expected(case),
                "places": int(cover.evacuations[case].holds.sum()),
            }
            for case, light in enumerate(LIGHTS)
        ],
        "losses": [
            {
                "asset": each.asset,
                "light": each.conditions,
                "people": each.lost,
                "troops": each.troops_lost,
            }
            for each in sorted(cover.losses, key=lambda e: (-e.lost, e.conditions, e.asset))
            if each.lost > 0 or each.troops_lost > 0
        ],
        "places": [
            {
                "name": cover.places.names[i],
                "lon": float(cover.places.lon[i]),
                "lat": float(cover.places.lat[i]),
                "people": float(cover.people[i]) if i < places.towns else None,
                "troops": float(cover.troops[i]) if i >= first_troops else None,
                "times": times(i),
            }
            for i in order[:PLACES_MAX]
        ],
    }


def gap_body(
    cover: room.AreaCover, ways: room.Ways, sites: Collection[Site], count: int
) -> dict[str, Any]:
    """Return the largest gap and the best change of each kind that closes some of it, from what costs least.

    The gap is that of the light under which 10-1-2 holds for the fewest; who goes where is compared at the
    first `SITES_MAX` of the sites by their names.
    """
    ranked = sorted(sites, key=lambda each: (each.name, each.id))
    rows = [{"name": each.name, "lon": each.lon, "lat": each.lat} for each in ranked[:SITES_MAX]]
    persons = float(cover.people.sum() + cover.troops.sum())
    within = [cover.people_within(i) + cover.troops_within(i) for i in range(len(LIGHTS))]
    worst = min(range(len(LIGHTS)), key=within.__getitem__)
    best: tuple[room.Fix, ...] = ()
    if rows:
        table = read_sites(rows_table(rows, name="sites"), "sites").value
        best = room.compare_fixes(cover, ways, table, count)
    return {
        "light": LIGHTS[worst],
        "persons": persons,
        "without": persons - within[worst],
        "sites_compared": len(rows),
        "sites_left_out": len(ranked) - len(rows),
        "fixes": [
            {
                "kind": each.kind,
                "sites": list(each.sites),
                "assets": list(each.assets),
                "persons": each.people,
                "bound": each.bound,
            }
            for each in best
        ],
    }
