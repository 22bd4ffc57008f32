"""What reaches other sites of a live exercise, and which lines are cut."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sulh.exercise.scenario import Cut
    from sulh.exercise.steering import Steered

__all__ = ["is_cut", "reached_at"]


def is_cut(state: Steered, cuts: Iterable[Cut], site: str) -> bool:
    """Say whether the line to a site is cut, by the facilitator or by the scenario."""
    return site in state.cut or any(
        each.site == site and each.from_ <= state.clock < each.until for each in cuts
    )


def reached_at(state: Steered, name: str, site: str) -> datetime | None:
    """Return when a delivered inject was at a site (UTC, the exercise's clock); None: it is not there."""
    arrivals = state.joined[site]
    first = bisect_left(arrivals, state.deliveries[name].number, key=lambda each: each.number)
    return arrivals[first].at if first < len(arrivals) else None
