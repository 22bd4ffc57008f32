"""What makes units late: rain, breakdowns, and a radio that does not get through."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sulh.exercise.chance import draws

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

__all__ = ["Hindrances", "wet_days_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hindrances:
    """What makes units late; by default nothing does.

    `wet_share` of days are wet, in spells of `wet_days` in the mean; then ways take `wet_slows` times as long.
    A unit breaks down with `breakdown_chance` on its way to a call, and goes on after a repair of
    `repair_min` minutes in the mean. The radio gets a call through after `radio_min` minutes in the mean.
    """

    wet_share: float = 0.0
    wet_days: float = 3.0
    wet_slows: float = 2.0
    breakdown_chance: float = 0.0
    repair_min: float = 120.0
    radio_min: float = 0.0

    def repair(self, call: str, seed: int) -> float:
        """Return for how many minutes the unit that goes to a call is broken down on its way; mostly 0."""
        draw = draws(seed, "breakdown", call)
        return draw.exponential(self.repair_min) if draw.happens(self.breakdown_chance) else 0.0

    def radio(self, call: str, seed: int) -> float:
        """Return how many minutes pass until the radio gets a call through."""
        return draws(seed, "radio", call).exponential(self.radio_min) if self.radio_min else 0.0


def wet_days_of(
    conditions: Hindrances, from_: datetime, until: datetime, *, seed: int
) -> frozenset[date]:
    """Return the wet days (UTC) from `from_` to `until`.

    A chain of two states: a wet day is the last of its spell with the chance of one in `wet_days`, and a dry
    one the last before a spell with that chance which makes `wet_share` of all days wet.
    """
    return frozenset(_wet(conditions, from_, until, seed))


def _wet(conditions: Hindrances, from_: datetime, until: datetime, seed: int) -> Iterator[date]:
    share = conditions.wet_share
    ends = 1.0 / conditions.wet_days
    begins = 1.0 if share >= 1.0 else min(1.0, ends * share / (1.0 - share))
    day = from_.date()
    is_wet = draws(seed, "weather", day).happens(share)
    while day <= until.date():
        if is_wet:
            yield day
        day += timedelta(days=1)
        chance = (1.0 - ends if share < 1.0 else 1.0) if is_wet else begins
        is_wet = draws(seed, "weather", day).happens(chance)
