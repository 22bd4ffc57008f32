"""Why no way leads from one place to another: a closed area, no road near, an island, closures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from sulh.errors import plural
from sulh.protect import ClosedArea
from sulh.respond.ways import is_inside, land_minutes, on_roads, shuts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.respond.records import WayClosure
    from sulh.respond.ways import Points, Travel, Vehicle, Ways

__all__ = ["closure_line", "closure_words", "travel_assumption", "travel_words", "why_no_way"]

CLOSURES_NAMED = 10


def closure_words(closure: WayClosure) -> str:
    """Return a closure in words: what, who said so, how sure they are (Admiralty code)."""
    origin, sure = closure.origin, closure.origin.reliability
    return f"{origin.ref} ({closure.reason}; {origin.source}, {sure.source}{sure.credibility})"


def closure_line(closure: WayClosure) -> str:
    """Return a closure in words, with where it lies, from when to when, and whom it lets pass."""
    lon, lat = closure.place.lon or 0.0, closure.place.lat or 0.0
    days = f"from {closure.since}" + (f" to {closure.until}" if closure.until else " on")
    passes = "" if closure.bears_t is None else f"; bears {closure.bears_t} t"
    if closure.delay_min is not None:
        passes += f"; {plural(closure.delay_min, 'minute')} to pass"
    where = f"{closure.radius_m:,} m around lon {lon:.4f}, lat {lat:.4f}"
    return f"{closure_words(closure)}: {where}, {days}{passes}"


def closed_areas(closures: Sequence[WayClosure]) -> tuple[ClosedArea, ...]:
    """Return closures as circles, for a map."""
    return tuple(
        ClosedArea(
            name=closure_words(each),
            lon=each.place.lon,
            lat=each.place.lat,
            radius_m=float(each.radius_m),
            passes=each.bears_t is not None or each.delay_min is not None,
        )
        for each in closures
        if each.place.lon is not None and each.place.lat is not None
    )


def travel_words(travel: Travel) -> tuple[str, ...]:
    """Return in words what makes everybody slower than on dry ground alone; none: nothing does."""
    return (
        *["in the wet season"] * travel.is_wet,
        *[f"at {travel.speed_factor:g} of the speed"] * (travel.speed_factor != 1.0),
        *["in a column with an escort"] * travel.is_escorted,
    )


def travel_assumption(ways: Ways, travel: Travel) -> str:
    """Return what every answer must say of its travel times: ways, what slows everybody, closures by name."""
    words = travel_words(travel)
    slow = f" Travel is {', '.join(words)}." if words else ""
    names = [closure_words(each) for each in travel.closures]
    more = f" and {len(names) - CLOSURES_NAMED:,} more" if len(names) > CLOSURES_NAMED else ""
    shut = (
        f" Closures that count, {len(names):,}: {'; '.join(names[:CLOSURES_NAMED])}{more}."
        if names
        else ""
    )
    return f"{ways.assumption}{slow}{shut}"


def why_no_way(
    ways: Ways, travel: Travel, vehicle: Vehicle, start: Points, end: Points, *, name: str = "it"
) -> str:
    """Return in words why no way leads from the first place to the second; empty where one does.

    Looked at in this order: either end in a shut area, no road near either end, no way even without any
    closure, a vehicle that no way bears, and closures that leave no way.
    """
    if _leads(ways, travel, vehicle, start, end):
        return ""
    shut = [each for each in travel.closures if shuts(each, vehicle)]
    return _at_ends(ways, shut, ((end, name), (start, "the start"))) or _between(
        ways, travel, vehicle, start, end, shut, name
    )


def _leads(ways: Ways, travel: Travel, vehicle: Vehicle, start: Points, end: Points) -> bool:
    return bool(np.isfinite(land_minutes(ways, travel, vehicle, start, end)[0, 0]))


def _at_ends(ways: Ways, shut: Sequence[WayClosure], ends: Sequence[tuple[Points, str]]) -> str:
    for place, where in ends:
        for closure in shut:
            if is_inside(place, closure)[0]:
                return f"{where} lies inside a closed area: {closure_words(closure)}"
    for place, where in ends:
        entries = on_roads(ways, place).entries
        if entries is not None and entries[0][0] < 0:
            return f"no road lies within {ways.pace.off_max_km:g} km of {where}"
    return ""


def _between(
    ways: Ways,
    travel: Travel,
    vehicle: Vehicle,
    start: Points,
    end: Points,
    shut: Sequence[WayClosure],
    name: str,
) -> str:
    free = replace(travel, closures=())
    if not _leads(ways, free, replace(vehicle, weight_t=0.0), start, end):
        return f"no road leads from those near the start to those near {name}"
    if not _leads(ways, free, vehicle, start, end):
        return f"no way bears {vehicle.weight_t:g} t"
    guilty = []
    for each in shut:
        others = replace(travel, closures=tuple(c for c in travel.closures if c is not each))
        if _leads(ways, others, vehicle, start, end):
            guilty.append(closure_words(each))
    if guilty:
        return f"closed: {'; '.join(guilty)}"
    return f"{plural(len(shut), 'closure leaves no way', 'closures together leave no way')}"
