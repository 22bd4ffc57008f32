"""The ways of each asset: to the wounded, and on to where they are treated; by road, air and water."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulh.errors import plural
from sulh.kernels.facility_reach import distances_m
from sulh.respond.delays import Delay
from sulh.respond.ways import Points, Travel, Vehicle, land_minutes, on_roads

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.respond.evacuation import Medical
    from sulh.respond.records import LandingSite, MedicalAsset, MedicalFacility
    from sulh.respond.ways import Ways, Weather

__all__ = ["Legs", "arrival_minutes", "find_legs", "start_of", "why_not_able", "why_too_far"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


Means = tuple[str, Vehicle]
"""How an asset travels: its mode, and its vehicle; the top speed of one is that of a helicopter or a boat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Legs:
    """Mean minutes from the wounding for each of a assets and n places, float64[a, n]; infinity: never.

    `arrive`, `bring` are ways alone, without delays: to the place, and from there to the best facility for
    surgery, `facility` int64[a, n] (-1: none). `shelter` is the way to where it brings the wounded: that
    facility, or without one the nearest with a bed. `site` int64[a, n]: the landing site to which the
    wounded are carried (-1: none); `arrive` is then when both are there.
    """

    arrive: Floats
    bring: Floats
    facility: Ints
    shelter: Floats
    starts: tuple[Delay, ...]
    is_medical: NDArray[np.bool_]
    site: Ints = field(default_factory=lambda: np.empty((0, 0), np.int64))

    def of_places(self, at: Ints) -> Legs:
        """Return the ways to some of the places."""
        names = ["arrive", "bring", "facility", "shelter", *(["site"] if self.site.size else [])]
        return replace(self, **{name: getattr(self, name)[:, at] for name in names})


def why_not_able(asset: MedicalAsset, travel: Travel, *, is_dark: bool) -> str:
    """Return why an asset does not go at all: it takes nobody, it is dark, the weather; empty: it goes."""
    if not asset.seats:
        return "takes no wounded"
    if is_dark and not asset.night:
        return "does not work in the dark"
    if asset.mode == "boat" and travel.water is None:
        return "no rivers or lakes are given"
    return _below_minimum(asset, travel.weather) if travel.weather is not None else ""


def _below_minimum(asset: MedicalAsset, weather: Weather) -> str:
    """Return which weather minimum of an asset is not there; empty: none, or it is not known."""
    for now, need, word in (
        (weather.visibility_m, asset.visibility_min_m, "visibility"),
        (weather.ceiling_m, asset.ceiling_min_m, "clouds"),
    ):
        if now is not None and need is not None and now < need:
            return f"{word} at {now:g} m, it needs {need:g} m"
    most = asset.wind_max_kmh
    if weather.wind_kmh is not None and most is not None and weather.wind_kmh > most:
        return f"wind of {weather.wind_kmh:g} km/h, it bears {most:g} km/h"
    return ""


def arrival_minutes(
    assets: Sequence[MedicalAsset],
    ways: Ways,
    travel: Travel,
    places: Points,
    *,
    is_dark: bool = False,
) -> Floats:
    """Return the way of each asset to each place in minutes, float64[a, n]; infinity: it cannot come.

    For a helicopter that needs a landing site: until it and the wounded are both at one. Range and the time of
    a crew hold for the way out alone, too.
    """
    bases = _points(assets)
    minutes = np.full((len(assets), len(places.lon)), np.inf)
    for group, vehicle in _groups(assets):
        able = [i for i in group if not why_not_able(assets[i], travel, is_dark=is_dark)]
        direct = [i for i in able if not _needs_site(assets[i])]
        if direct:
            minutes[direct] = _minutes(ways, travel, vehicle, _at(bases, direct), places)
            for i in direct:
                minutes[i] = _within_duty(assets[i], np.zeros(len(places.lon)), minutes[i])
        for i in set(able) - set(direct):
            at, meets = _meetings(assets[i], ways, travel, places, is_dark=is_dark)
            out = _flights(assets[i], _points([assets[i]]), at)[0]
            comes = np.isfinite(_within_duty(assets[i], np.zeros(len(out)), out))
            minutes[i] = meets[comes].min(axis=0, initial=np.inf)
    return minutes


def find_legs(
    medical: Medical,
    ways: Ways,
    travel: Travel,
    places: Points,
    *,
    is_dark: bool = False,
    onward_by_means: dict[Means, Floats] | None = None,
) -> Legs:
    """Return the ways of each asset to each of n places and on to facilities; degrees, WGS 84.

    `onward_by_means` keeps the ways on for another question of the same travel, places and facilities.
    """
    memory = {} if onward_by_means is None else onward_by_means
    assets, facilities = medical.assets, medical.facilities
    ends, places = on_roads(ways, _points(facilities)), on_roads(ways, places)
    shape = len(assets), len(places.lon)
    arrive = arrival_minutes(assets, ways, travel, places, is_dark=is_dark)
    bring, shelter = (np.full(shape, np.inf) for _ in range(2))
    best, site = (np.full(shape, -1, np.int64) for _ in range(2))
    beds = np.array([each.beds > 0 for each in facilities])
    pads = np.array([each.helipad for each in facilities])
    can_operate = np.isin(np.arange(len(facilities)), medical.surgical)
    for group, vehicle in _groups(assets):
        if not np.isfinite(arrive[group]).any():
            continue
        if vehicle not in memory:
            memory[vehicle] = _minutes(ways, travel, vehicle, places, ends).T
        onward = memory[vehicle]
        for i in group:
            asset = assets[i]
            if not np.isfinite(arrive[i]).any():
                continue
            is_open = beds & pads if asset.mode == "helicopter" else beds
            if _needs_site(asset):
                at, meets = _meetings(asset, ways, travel, places, is_dark=is_dark)
                flights = _flights(asset, at, ends).T
                out = _flights(asset, _points([asset]), at)[0]
                ahead = _within_duty(asset, out, np.where(is_open[:, None], flights, np.inf))
                legs = _onward(ahead, can_operate)
                total = meets + np.where(np.isfinite(legs[0]), legs[0], legs[2])[:, None]
                site[i] = np.where(np.isfinite(total).any(axis=0), total.argmin(axis=0), -1)
                columns = np.arange(len(places.lon))
                arrive[i] = np.where(site[i] >= 0, meets[site[i], columns], arrive[i])
                own = tuple(each[site[i]] for each in legs)
                bring[i], best[i], shelter[i] = (
                    np.where(site[i] >= 0, each, none)
                    for each, none in zip(own, (np.inf, -1, np.inf), strict=True)
                )
                continue
            ahead = _within_duty(asset, arrive[i], np.where(is_open[:, None], onward, np.inf))
            bring[i], best[i], shelter[i] = _onward(ahead, can_operate)
    return Legs(
        arrive=arrive,
        bring=bring,
        facility=best,
        shelter=shelter,
        starts=tuple(start_of(each) for each in assets),
        is_medical=np.array([each.medical for each in assets]),
        site=site,
    )


def _onward(ahead: Floats, can_operate: NDArray[np.bool_]) -> tuple[Floats, Ints, Floats]:
    """Return, of the ways to each facility, that to surgery, its facility (-1: none), and that to a bed."""
    surgical = np.where(can_operate[:, None], ahead, np.inf)
    bring = surgical.min(axis=0)
    best = np.where(np.isfinite(bring), surgical.argmin(axis=0), -1)
    return bring, best, np.where(np.isfinite(bring), bring, ahead.min(axis=0))


def _within_duty(asset: MedicalAsset, arrive: Floats, ahead: Floats) -> Floats:
    """Leave out ways on that go beyond the range of a helicopter or a boat, or the time of its crew."""
    under_way = arrive + ahead
    if asset.range_km is not None and asset.mode != "vehicle":
        flown = under_way * (asset.speed_kmh or 0) / 60.0
        ahead = np.where(flown <= asset.range_km, ahead, np.inf)
    if asset.crew_min is not None:
        ahead = np.where(under_way <= asset.crew_min, ahead, np.inf)
    return ahead


def why_too_far(asset: MedicalAsset, ways: Ways, travel: Travel, place: Points) -> str:
    """Return why the way out to a place alone is too long for an asset's range or crew; empty: it is not."""
    mode, vehicle = means_of(asset)
    out = float(_minutes(ways, travel, (mode, vehicle), _points([asset]), place)[0, 0])
    if not np.isfinite(out) or np.isfinite(_within_duty(asset, np.zeros(1), np.array([out]))[0]):
        return ""
    if asset.range_km is not None and mode != "vehicle":
        km = out * float(asset.speed_kmh or 0) / 60.0
        if km > asset.range_km:
            return f"the way to the casualty is {km:.0f} km, its range {asset.range_km} km"
    return (
        f"the way to the casualty takes {plural(round(out), 'minute')}, its crew may be under "
        f"way {asset.crew_min}"
    )


def _needs_site(asset: MedicalAsset) -> bool:
    return asset.mode == "helicopter" and asset.site_only


def usable_sites(
    asset: MedicalAsset, sites: Sequence[LandingSite], *, is_dark: bool
) -> list[LandingSite]:
    """Return the sites where a helicopter may land: lit in the dark, and strong enough."""
    weight = asset.weight_t or 0
    return [
        each
        for each in sites
        if (each.lit or not is_dark) and (each.bears_t is None or weight <= each.bears_t)
    ]


def _meetings(
    asset: MedicalAsset, ways: Ways, travel: Travel, places: Points, *, is_dark: bool
) -> tuple[Points, Floats]:
    """Return the landing sites of a helicopter, and when it and the wounded are both there, [sites, n].

    Who is with the wounded brings them to the site, by a car of theirs; both set out at the same time.
    """
    sites = usable_sites(asset, travel.landing_sites, is_dark=is_dark)
    at = _points(sites)
    if not sites:
        return at, np.empty((0, len(places.lon)))
    carry = land_minutes(ways, travel, Vehicle(), places, on_roads(ways, at)).T
    out = _flights(asset, _points([asset]), at)[0]
    return at, np.maximum(out[:, None], carry)


def _flights(asset: MedicalAsset, start: Points, end: Points) -> Floats:
    return distances_m(*start[:2], *end[:2]) * 0.06 / float(asset.speed_kmh or 0)


def _points(
    records: Sequence[MedicalAsset] | Sequence[MedicalFacility] | Sequence[LandingSite],
) -> Points:
    return Points(
        np.array([each.place.lon for each in records], np.float64),
        np.array([each.place.lat for each in records], np.float64),
    )


def _at(points: Points, positions: list[int]) -> Points:
    return Points(points.lon[positions], points.lat[positions])


def start_of(asset: MedicalAsset) -> Delay:
    """Return how long an asset takes to leave, after the decision."""
    likely = asset.start_likely_min
    low = likely if asset.start_min is None else asset.start_min
    high = likely if asset.start_max_min is None else asset.start_max_min
    return Delay(float(low), float(likely), float(high))


def means_of(asset: MedicalAsset) -> Means:
    """Return how an asset travels."""
    if asset.mode != "vehicle":
        return asset.mode, Vehicle(top_kmh=float(asset.speed_kmh or 0))
    weight = float(asset.weight_t or 0)
    return asset.mode, Vehicle(
        top_kmh=asset.speed_kmh, weight_t=weight, kind=asset.vehicle or "car"
    )


def _groups(assets: Sequence[MedicalAsset]) -> list[tuple[list[int], Means]]:
    """Return assets that travel alike."""
    groups: dict[Means, list[int]] = {}
    for i, each in enumerate(assets):
        groups.setdefault(means_of(each), []).append(i)
    return [(group, alike) for alike, group in groups.items()]


def _minutes(ways: Ways, travel: Travel, means: Means, start: Points, end: Points) -> Floats:
    mode, vehicle = means
    if mode == "helicopter":
        return distances_m(*start[:2], *end[:2]) * 0.06 / float(vehicle.top_kmh or 0)
    if mode == "boat":
        if travel.water is None:
            return np.full((len(start.lon), len(end.lon)), np.inf)
        # Entries belong to the roads; on the water, places have others.
        banks = Points(*start[:2]), Points(*end[:2])
        return land_minutes(travel.water, Travel(closures=travel.closures), vehicle, *banks)
    return land_minutes(ways, travel, vehicle, start, end)
