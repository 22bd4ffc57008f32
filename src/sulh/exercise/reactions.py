"""Who goes to which act: units sent by the event queue of `sulh.kernels.dispatch`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from sulh.exercise.chance import draws
from sulh.exercise.conditions import wet_days_of
from sulh.exercise.rules import under
from sulh.kernels.dispatch import dispatch
from sulh.kernels.facility_reach import distances_m

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sulh.exercise.scenario import Scenario
    from sulh.exercise.world import TrueAct

__all__ = ["Reacted", "send_units"]

LONG_RADIO_MIN = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reacted:
    """A call, the unit that went (empty: none could), and the minutes from the act to its arrival.

    `hindered` says what made it late: *rain*, *breakdown*, *radio* (more than ten minutes).
    """

    act: str
    called: datetime
    unit: str
    minutes: float | None
    hindered: tuple[str, ...] = ()


def send_units(scenario: Scenario, acts: Sequence[TrueAct], *, seed: int) -> tuple[Reacted, ...]:
    """Return who went to each act that is a call, in the order of calls; nothing without units."""
    rules, units = scenario.reaction, scenario.units
    kinds = scenario.pack.acts
    calls = [each for each in acts if any(under(kinds, each.act, wide) for wide in rules.acts)]
    if not units or not calls:
        return ()
    conditions = scenario.conditions
    radio = {each.id: conditions.radio(each.id, seed) for each in calls}
    delays = {name: timedelta(minutes=rules.delay_min + late) for name, late in radio.items()}
    calls.sort(key=lambda each: (each.moment + delays[each.id], each.id))
    start = calls[0].moment
    last = calls[-1].moment + delays[calls[-1].id]
    wet = wet_days_of(conditions, min(scenario.from_, start), last, seed=seed)
    times = np.array(
        [(each.moment + delays[each.id] - start).total_seconds() / 60.0 for each in calls]
    )
    is_wet = [(each.moment + delays[each.id]).date() in wet for each in calls]
    repairs = np.array([conditions.repair(each.id, seed) for each in calls])
    places = [(each.lon, each.lat) for each in units] + [(each.lon, each.lat) for each in calls]
    lon, lat = np.array(places).T
    km = distances_m(lon, lat, lon, lat) / 1000.0 * rules.detour
    scenes = np.array(
        [draws(seed, "scene", each.id).exponential(rules.scene_min) for each in calls]
    )
    sent_to, _, there, _ = dispatch(
        times,
        np.arange(len(units), len(lon)),
        repairs + scenes,
        np.zeros(len(calls), np.int64),
        np.arange(len(units)),
        km,
        np.array([60.0 / each.kmh for each in units]),  # minutes a kilometre
        np.where(is_wet, conditions.wet_slows, 1.0),
        rules.home_first,
        True,  # noqa: FBT003 -- calls wait
    )
    return tuple(
        Reacted(
            act=call.id,
            called=call.moment + delays[call.id],
            unit=units[unit].id if unit >= 0 else "",
            minutes=_minutes(start, arrival + repair, call.moment) if unit >= 0 else None,
            hindered=_hindrances(radio[call.id], wet_now, repair if unit >= 0 else 0.0),
        )
        for call, unit, arrival, repair, wet_now in zip(
            calls, sent_to, there, repairs, is_wet, strict=True
        )
    )


def _minutes(start: datetime, arrival: float, moment: datetime) -> float:
    return float(arrival) - (moment - start).total_seconds() / 60.0


def _hindrances(radio: float, is_wet: bool, repair: float) -> tuple[str, ...]:  # noqa: FBT001
    hints = {"radio": radio > LONG_RADIO_MIN, "rain": is_wet, "breakdown": repair > 0.0}
    return tuple(name for name, holds in hints.items() if holds)
