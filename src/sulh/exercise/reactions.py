"""Who goes to which act: units sent by the event queue of `sulh.kernels.dispatch`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from sulh.exercise.chance import draws
from sulh.exercise.rules import under
from sulh.kernels.dispatch import dispatch

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from numpy.typing import NDArray

    from sulh.exercise.scenario import Scenario
    from sulh.exercise.world import TrueAct

__all__ = ["Reacted", "send_units"]

RADIUS_KM = 6371.0088
"""The Earth's mean radius (IUGG)."""


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
    kinds: dict[str, object] = scenario.pack.acts  # type: ignore[assignment]
    calls = [each for each in acts if any(under(kinds, each.act, wide) for wide in rules.acts)]
    if not units or not calls:
        return ()
    start = calls[0].moment
    delay = timedelta(minutes=rules.delay_min)
    times = np.array([(each.moment - start).total_seconds() / 60.0 for each in calls])
    places = [(each.lon, each.lat) for each in units] + [(each.lon, each.lat) for each in calls]
    # All units may differ in speed: each has a row of its own, and one from each call at its speed.
    slowest = min(each.kmh for each in units)
    travel = _kilometres(np.array(places)) * rules.detour / slowest * 60.0
    for n, unit in enumerate(units):
        travel[n] *= slowest / unit.kmh
    scenes = np.array(
        [draws(seed, "scene", each.id).exponential(rules.scene_min) for each in calls]
    )
    sent_to, _, there, _ = dispatch(
        times + rules.delay_min,
        np.arange(len(units), len(places)),
        scenes,
        np.zeros(len(calls), np.int64),
        np.arange(len(units)),
        travel,
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


def _kilometres(places: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return great-circle distances between points (lon, lat in degrees), float64[n, n] (haversine)."""
    lon, lat = np.radians(places).T
    sines = np.sin((lat[:, None] - lat) / 2) ** 2
    sines += np.cos(lat[:, None]) * np.cos(lat) * np.sin((lon[:, None] - lon) / 2) ** 2
    return np.asarray(2 * RADIUS_KM * np.arcsin(np.sqrt(np.minimum(1.0, sines))))
