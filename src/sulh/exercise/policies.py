"""By which policies units evacuate the wounded and supply posts, and what they have for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from sulh.respond import Medical
    from sulh.respond.convoys import ReliefStock, ReliefVehicle

__all__ = ["EvacuationRules", "Post", "SupplyRules"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvacuationRules:
    """Who is wounded, and what fetches and treats them: by the least time to surgery, as 10-1-2 asks.

    An act of `acts` (empty: those that units react to) wounds `wounded` in the mean, and `wounded_a_death`
    more for each of its dead; `immediate` is the chance that one needs surgery at once. One who is brought in
    keeps a bed for `stay_days`. `rows`: assets and facilities as rows of the report form.
    """

    medical: Medical
    rows: tuple[Mapping[str, str], ...]
    acts: tuple[str, ...] = ()
    wounded: float = 1.0
    wounded_a_death: float = 1.0
    immediate: float = 0.4
    stay_days: float = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A place (lon, lat, WGS 84) that uses `a_day` of a supply, and `holds` so much at the beginning."""

    name: str
    lon: float
    lat: float
    supply: str
    unit: str
    a_day: Decimal
    holds: Decimal
    unload_min: float = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyRules:
    """When convoys go, and with what: every `interval_days` at `leave`, on the mission's clock.

    They fill each post up to `target_days` of its use, the post with the fewest days left first, from the
    nearest depot that has the supply; with `escort` none leaves without one. `rows`: stock and vehicles as rows
    of the report form.
    """

    stocks: tuple[ReliefStock, ...]
    vehicles: tuple[ReliefVehicle, ...]
    posts: tuple[Post, ...]
    rows: tuple[Mapping[str, str], ...]
    interval_days: int = 7
    target_days: float = 14.0
    leave: time = time(6)
    escort: bool = True
