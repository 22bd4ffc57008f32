"""The wounded of true acts, and who fetches them: over `respond`'s ways, by the least time to surgery.

Calls are served in the order in which their alarms come. To each load goes the asset that brings it to surgery
(or, where nobody needs that, to a bed) first, the time counted until the asset, a bed and a table are free. So
what comes later never changes what was done before, and a live exercise can be played on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import groupby
from math import isfinite, sqrt
from typing import TYPE_CHECKING

import numpy as np

from sulh.exercise.chance import draws
from sulh.exercise.conditions import wet_days_of
from sulh.exercise.rules import under
from sulh.respond import (
    AID_MIN,
    CARE_MIN,
    SURGERY_MIN,
    Delays,
    Points,
    Travel,
    arrival_minutes,
    find_legs,
    is_dark_at,
    operates,
    prepare_ways,
)
from sulh.respond.legs import start_of
from sulh.respond.onward import operation_min

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from numpy.typing import NDArray

    from sulh.exercise.chance import Draws
    from sulh.exercise.policies import EvacuationRules
    from sulh.exercise.scenario import Scenario
    from sulh.exercise.world import TrueAct
    from sulh.respond import Delay, Medical

    Floats = NDArray[np.float64]

__all__ = ["CasualtyTrip", "fetch_wounded"]

LONG_RADIO_MIN = 10.0
DELAYS = Delays()


@dataclass(frozen=True, slots=True, kw_only=True)
class CasualtyTrip:
    """A load of wounded, of one act the `number`-th, and who fetched them; times are UTC, None: never.

    `count` are in this load, `immediate` of them need surgery at once, `left` stay behind for another load.
    `unit` (empty: nobody could) leaves, is at the scene, goes on at `loaded`, at the door of `facility`, and is
    `back`. `carer` is another unit that gave care at the scene, there from `carer_leaves` to `carer_back`.
    `care` is when medical care began, `surgery` when that of the last of them did.
    """

    act: str
    number: int
    lon: float
    lat: float
    wounded: datetime
    alarm: datetime
    ordered: datetime
    count: int
    immediate: int
    left: tuple[int, int]
    aid: datetime
    unit: str = ""
    leaves: datetime | None = None
    scene: datetime | None = None
    loaded: datetime | None = None
    facility: str = ""
    door: datetime | None = None
    back: datetime | None = None
    planned_back: datetime | None = None
    carer: str = ""
    carer_leaves: datetime | None = None
    carer_back: datetime | None = None
    care: datetime | None = None
    surgery: datetime | None = None
    hindered: tuple[str, ...] = ()

    def minutes(self, moment: datetime | None) -> float | None:
        """Return how many minutes after the wounding a moment is."""
        return None if moment is None else (moment - self.wounded).total_seconds() / 60.0

    @property
    def in_time(self) -> bool:
        """Say whether aid, care and, for those who need it, surgery came within 10-1-2."""
        limits = [(self.aid, AID_MIN), (self.care, CARE_MIN)]
        limits += [(self.surgery, SURGERY_MIN)] if self.immediate else []
        took = [(self.minutes(moment), limit) for moment, limit in limits]
        return all(minutes is not None and minutes <= limit for minutes, limit in took)


@dataclass(slots=True)
class _Busy:
    """Until when assets, beds (of each facility, by who keeps one) and tables are taken."""

    assets: list[datetime]
    beds: list[list[datetime]]
    tables: list[list[datetime]]


@dataclass(frozen=True, slots=True)
class _Call:
    act: TrueAct
    alarm: datetime
    ordered: datetime
    aid: datetime
    wounded: int
    immediate: int
    radio: float


@dataclass(frozen=True, slots=True)
class _Ways:
    """Minutes of one call's ways: `arrive` [a], `onward` [f, a] to each facility, `home` [a, f] from it."""

    arrive: Floats
    onward: Floats
    home: Floats


def fetch_wounded(
    scenario: Scenario, acts: Sequence[TrueAct], *, seed: int
) -> tuple[CasualtyTrip, ...]:
    """Return each load of wounded of the acts and who fetched it; nothing without rules of evacuation."""
    rules = scenario.evacuation
    if rules is None:
        return ()
    calls = sorted(_calls(scenario, rules, acts, seed), key=lambda each: (each.alarm, each.act.id))
    if not calls:
        return ()
    wet = wet_days_of(
        scenario.conditions,
        min(scenario.from_, calls[0].alarm),
        calls[-1].ordered,
        seed=seed,
    )
    is_wet = [each.ordered.date() in wet for each in calls]
    ways = _ways(scenario, rules.medical, calls, is_wet)
    facilities = rules.medical.facilities
    start = min(each.act.moment for each in calls)
    busy = _Busy(
        [start for _ in rules.medical.assets],
        [[] for _ in facilities],
        [[start] * each.theatres if operates(each) else [] for each in facilities],
    )
    return tuple(
        trip
        for call, own, wet_now in zip(calls, ways, is_wet, strict=True)
        for trip in _serve(scenario, rules, call, own, busy, seed, is_wet=wet_now)
    )


def _drawn(delay: Delay, draw: Draws) -> timedelta:
    """Return a delay by its triangular distribution."""
    low, likely, high = delay.low, delay.likely, delay.high
    u, wide = draw.uniform(), high - low
    if wide == 0.0:
        return timedelta(minutes=low)
    if u * wide < likely - low:
        return timedelta(minutes=low + sqrt(u * wide * (likely - low)))
    return timedelta(minutes=high - sqrt((1.0 - u) * wide * (high - likely)))


def _calls(
    scenario: Scenario, rules: EvacuationRules, acts: Sequence[TrueAct], seed: int
) -> Iterator[_Call]:
    kinds, wide = scenario.pack.acts, rules.acts or scenario.reaction.acts
    for act in acts:
        if not any(under(kinds, act.act, each) for each in wide):
            continue
        draw = draws(seed, "wounded", act.id)
        count = draw.poisson(rules.wounded + rules.wounded_a_death * act.deaths)
        if not count:
            continue
        immediate = sum(draw.happens(rules.immediate) for _ in range(count))
        late = draws(seed, "casualty", act.id)
        aid = act.moment + _drawn(DELAYS.aid, late)
        radio = scenario.conditions.radio(act.id, seed)
        alarm = act.moment + _drawn(DELAYS.alarm, late) + timedelta(minutes=radio)
        ordered = alarm + _drawn(DELAYS.decision, late)
        yield _Call(act, alarm, ordered, aid, count, immediate, radio)


def _ways(
    scenario: Scenario, medical: Medical, calls: Sequence[_Call], is_wet: Sequence[bool]
) -> list[_Ways]:
    """Return the ways of each call; those in one light and weather are asked together."""
    ways = prepare_ways(None, circuity=scenario.reaction.detour)
    dark = [is_dark_at(each.ordered, each.act.lon, each.act.lat) for each in calls]
    sites = [(each.place.lon, each.place.lat) for each in medical.facilities]
    lon, lat = np.array(sites, float).T
    result: dict[int, _Ways] = {}
    order = sorted(range(len(calls)), key=lambda n: (dark[n], is_wet[n]))
    for (is_dark, wet_now), group in groupby(order, key=lambda n: (dark[n], is_wet[n])):
        at = list(group)
        travel = Travel(speed_factor=1.0 / scenario.conditions.wet_slows if wet_now else 1.0)
        places = Points(
            np.array([calls[n].act.lon for n in at]), np.array([calls[n].act.lat for n in at])
        )
        each_facility = [
            find_legs(replace(medical, facilities=(one,)), ways, travel, places, is_dark=is_dark)
            for one in medical.facilities
        ]
        home = arrival_minutes(medical.assets, ways, travel, Points(lon, lat))
        for column, n in enumerate(at):
            result[n] = _Ways(
                each_facility[0].arrive[:, column],
                np.array([legs.shelter[:, column] for legs in each_facility]),
                home,
            )
    return [result[n] for n in range(len(calls))]


def _serve(
    scenario: Scenario, rules: EvacuationRules, call: _Call, ways: _Ways, busy: _Busy, seed: int,
    *, is_wet: bool,
) -> Iterator[CasualtyTrip]:  # fmt: skip
    """Yield the loads of a call, those who need surgery first."""
    left, immediate, ordered, number = call.wounded, call.immediate, call.ordered, 1
    while left:
        base = CasualtyTrip(
            act=call.act.id, number=number, lon=call.act.lon, lat=call.act.lat, wounded=call.act.moment,
            alarm=call.alarm, ordered=ordered, aid=call.aid, count=left, immediate=immediate,
            left=(0, 0),
        )  # fmt: skip
        pick = _pick(rules.medical, ways, busy, ordered, needs_surgery=immediate > 0)
        if pick is None:
            freed = [each for beds in busy.beds for each in beds if each > ordered]
            if not freed or not np.isfinite(ways.onward + ways.arrive).any():
                yield base
                return
            ordered = min(freed)  # they wait for the first bed
            continue
        asset, facility = pick
        free = _free_beds(rules.medical, busy, facility, ordered)
        count = min(left, rules.medical.assets[asset].seats, free)
        load = min(immediate, count)
        trip = replace(base, count=count, immediate=load, left=(immediate - load, left - count))
        trip = _fetch(scenario, rules, trip, pick, ways, busy, seed)
        hints = {
            "radio": call.radio > LONG_RADIO_MIN,
            "rain": is_wet,
            "breakdown": "breakdown" in trip.hindered,
        }
        yield replace(trip, hindered=tuple(name for name, holds in hints.items() if holds))
        left, immediate, number = left - count, immediate - load, number + 1


def _free_beds(medical: Medical, busy: _Busy, facility: int, moment: datetime) -> int:
    """Return how many beds nobody keeps or is on the way to, from a moment on."""
    return medical.facilities[facility].beds - sum(each > moment for each in busy.beds[facility])


def _pick(
    medical: Medical, ways: _Ways, busy: _Busy, ordered: datetime, *, needs_surgery: bool
) -> tuple[int, int] | None:
    """Return the asset and the facility with the least time to surgery, or to a bed; None: there is none."""
    best: tuple[bool, float, int, int] | None = None
    loading, handover = DELAYS.loading.mean, DELAYS.handover.mean
    for f in range(len(medical.facilities)):
        if _free_beds(medical, busy, f, ordered) <= 0:
            continue
        for a, asset in enumerate(medical.assets):
            wait = max(0.0, (busy.assets[a] - ordered).total_seconds() / 60.0)
            likely = float(asset.start_likely_min)
            took = wait + likely + float(ways.arrive[a]) + loading + float(ways.onward[f, a])
            if not isfinite(took):
                continue
            took += handover
            if needs_surgery and busy.tables[f]:
                took = max(took, (min(busy.tables[f]) - ordered).total_seconds() / 60.0)
            new = (needs_surgery and not busy.tables[f], took, a, f)
            best = new if best is None or new < best else best
    return None if best is None else best[2:]


def _fetch(
    scenario: Scenario, rules: EvacuationRules, trip: CasualtyTrip, pick: tuple[int, int],
    ways: _Ways, busy: _Busy, seed: int,
) -> CasualtyTrip:  # fmt: skip
    """Return a load with who fetched it and when; what they use is taken from then on."""
    a, f = pick
    asset, facility = rules.medical.assets[a], rules.medical.facilities[f]
    name = f"{trip.act}/{trip.number}"
    draw = draws(seed, "trip", name)
    repair = scenario.conditions.repair(f"casualty/{name}", seed)
    out, on = float(ways.arrive[a]), float(ways.onward[f, a])
    home = float(ways.home[a, f])
    home = home if isfinite(home) else out + on  # back by the way it came
    leaves = max(trip.ordered, busy.assets[a]) + _drawn(start_of(asset), draw)
    scene = leaves + timedelta(minutes=out + repair)
    loaded = scene + _drawn(DELAYS.loading, draw)
    door = loaded + timedelta(minutes=on)
    inside = door + _drawn(DELAYS.handover, draw)
    back = inside + timedelta(minutes=home)
    busy.assets[a] = back
    busy.beds[f] = [
        each for each in busy.beds[f] if each > trip.alarm
    ]  # no later call asks before it
    busy.beds[f] += [door + timedelta(days=rules.stay_days)] * trip.count
    surgery = None
    for _ in range(trip.immediate if busy.tables[f] else 0):
        surgery = max(inside, min(busy.tables[f]))
        table = busy.tables[f].index(min(busy.tables[f]))
        busy.tables[f][table] = surgery + timedelta(minutes=operation_min(facility))
    trip = replace(
        trip, unit=asset.origin.ref, leaves=leaves, scene=scene, loaded=loaded,
        facility=facility.origin.ref, door=door, back=back,
        planned_back=back - timedelta(minutes=repair), surgery=surgery,
        care=scene if asset.medical else inside,
        hindered=("breakdown",) if repair else (),
    )  # fmt: skip
    return _with_carer(rules.medical, trip, ways, busy, draw, a)


def _with_carer(
    medical: Medical, trip: CasualtyTrip, ways: _Ways, busy: _Busy, draw: Draws, bringer: int
) -> CasualtyTrip:
    """Return a load with the other medical unit that cares for it first, where one does."""
    best: tuple[datetime, int, datetime] | None = None
    for a, asset in enumerate(medical.assets):
        start = _drawn(start_of(asset), draw)
        if a == bringer or not asset.medical or not isfinite(ways.arrive[a]):
            continue
        leaves = max(trip.ordered, busy.assets[a]) + start
        new = (leaves + timedelta(minutes=float(ways.arrive[a])), a, leaves)
        best = new if best is None or new < best else best
    if best is None or trip.care is None or trip.loaded is None or best[0] >= trip.care:
        return trip
    care, a, leaves = best
    back = max(care, trip.loaded) + timedelta(minutes=float(ways.arrive[a]))
    busy.assets[a] = back
    return replace(
        trip, carer=medical.assets[a].origin.ref, carer_leaves=leaves, carer_back=back, care=care
    )
