"""What counts as being at a place: by its position, or by its name where a position is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np

from sulh.kernels.facility_reach import distances_m

if TYPE_CHECKING:
    from sulh.picture import Origin
    from sulh.values import Place, Span

__all__ = ["NEAR_M", "Incident", "is_near"]

NEAR_M = 5_000.0
"""Incidents and hazards so close to a place count as being there: an assumption, shown on the page."""


class Incident(Protocol):
    """What counts about a security incident here."""

    @property
    def origin(self) -> Origin:
        """Whose record it is."""

    @property
    def span(self) -> Span:
        """When it was."""

    @property
    def act(self) -> str:
        """What was done."""

    @property
    def place(self) -> Place:
        """Where it was."""


def is_near(name: str, spot: tuple[float, float] | None, place: Place, reach_m: float) -> bool:
    """Say whether something is at a place: within reach, or where a position is missing, by its name."""
    if spot is None or place.lon is None or place.lat is None:
        return name.casefold() in {place.name.casefold(), place.district.casefold()} - {""}
    ends = (np.array([each]) for each in (*spot, place.lon, place.lat))
    return bool(distances_m(*ends)[0, 0] <= reach_m + (place.accuracy_m or 0.0))
