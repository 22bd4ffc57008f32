"""Who goes to which act: units sent by the event queue of `sulh.kernels.dispatch`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from sulh.exercise.chance import draws
from sulh.exercise.rules import under
from sulh.kernels.dispatch import dispatch
from sulh.kernels.facility_reach import distances_m

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sulh.exercise.scenario import Scenario
    from sulh.exercise.world import TrueAct

__all__ = ["Reacted", "send_units"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reacted:
    """A call, the unit that went (empty: none could), and the minutes from the act to its arrival."""

    act: str
    called: datetime
    unit: str
    minutes: float | None


def send_units(scenario: Scenario, acts: Sequence[TrueAct], *, seed: int) -> tuple[Reacted, ...]:
    """Return who went to each act that is a call, in the order of calls; nothing without units."""
    rules, units = scenario.reaction, scenario.units
    kinds = scenario.pack.acts
    calls = [each for each in acts if any(under(kinds, each.act, wide) for wide in rules.acts)]
    if not units or not calls:
        return ()
    start = calls[0].moment
    delay = timedelta(minutes=rules.delay_min)
    times = np.array([(each.moment - start).total_seconds() / 60.0 for each in calls])
    places = [(each.lon, each.lat) for each in units] + [(each.lon, each.lat) for each in calls]
    lon, lat = np.array(places).T
    km = distances_m(lon, lat, lon, lat) / 1000.0 * rules.detour
    scenes = np.array(
        [draws(seed, "scene", each.id).exponential(rules.scene_min) for each in calls]
    )
    sent_to, _, there, _ = dispatch(
        times + rules.delay_min,
        np.arange(len(units), len(lon)),
        scenes,
        np.zeros(len(calls), np.int64),
        np.arange(len(units)),
        km,
        np.array([60.0 / each.kmh for each in units]),  # minutes a kilometre
        rules.home_first,
        True,  # noqa: FBT003 -- calls wait
    )
    return tuple(
        Reacted(
            act=call.id,
            called=call.moment + delay,
            unit=units[unit].id if unit >= 0 else "",
            minutes=float(arrival - time) if unit >= 0 else None,
        )
        for call, time, unit, arrival in zip(calls, times, sent_to, there, strict=True)
    )
