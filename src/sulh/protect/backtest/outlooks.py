"""Ways to weigh the past for the next year, and what they say of each candidate site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sulh.kernels.facility_reach import distances_m

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.protect.backtest.mission_year import MissionYear

__all__ = ["STAND", "Outlook", "base_weights", "outlook_weights", "people_weights"]

Floats = NDArray[np.float64]

STAND = 0.15
"""The part of all weight on the present bases: those who placed them knew more than the record shows."""

UNKNOWN_PEOPLE = 500.0
"""Added to each candidate's people: GeoNames lists places from this size on, many without a number."""

FAR = 4.0
"""Standard deviations beyond which harm spreads no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """One way to weigh the past.

    An event's weight is ``decay ** age * (civilians ** power + others * (deaths - civilians) ** power)``,
    age in years, and lies on the site that stands for its place. The part `near` of all weight is spread
    over the sites around (Gaussian, `spread_km`, times ``people ** settled``), because violence seldom
    comes back to the same village.
    """

    decay: float
    power: float
    others: float
    near: float = 0.0
    spread_km: float = 25.0
    settled: float = 0.5


def outlook_weights(year: MissionYear, outlooks: Sequence[Outlook]) -> Floats:
    """Return the weight of each site under each outlook, float64[outlooks, sites]; each row adds up to 1.

    Without any known event, people take the place of events.
    """
    rows = np.empty((len(outlooks), len(year.sites)))
    kernels: dict[tuple[float, float], Floats] = {}
    far = None
    for at, outlook in enumerate(outlooks):
        weight = _events(year, outlook)
        total = weight.sum()
        if total == 0.0:
            rows[at] = people_weights(year)
            continue
        weight /= total
        if outlook.near > 0.0:
            key = outlook.spread_km, outlook.settled
            if key not in kernels:
                if far is None:
                    ends = year.sites.lon, year.sites.lat
                    far = distances_m(*ends, *ends) / 1000.0
                kernels[key] = _kernel(year, far, *key)
            around = weight @ kernels[key]
            weight = (1.0 - outlook.near) * weight + outlook.near * around / around.sum()
        rows[at] = weight
    return rows


def _events(year: MissionYear, outlook: Outlook) -> Floats:
    others = np.maximum(year.deaths - year.civilians, 0.0)
    harm = np.where(year.civilians > 0.0, year.civilians, 0.0) ** outlook.power * (
        year.civilians > 0.0
    ) + outlook.others * others**outlook.power * (others > 0.0)
    at_sites: Floats = np.bincount(
        year.past_sites, weights=outlook.decay**year.age * harm, minlength=len(year.sites)
    ).astype(np.float64)
    return at_sites


def _kernel(year: MissionYear, far_km: Floats, spread_km: float, settled: float) -> Floats:
    """Return how much each site receives of the harm at each other, unscaled."""
    near = np.exp(-0.5 * (far_km / spread_km) ** 2) * (far_km <= FAR * spread_km)
    people = (year.population + UNKNOWN_PEOPLE) ** settled
    return np.asarray(near * people)


def people_weights(year: MissionYear) -> Floats:
    """Return the square root of the people at each site, as parts of one."""
    people = np.sqrt(year.population + UNKNOWN_PEOPLE)
    return np.asarray(people / people.sum())


def base_weights(year: MissionYear) -> Floats:
    """Return one weight on the present bases, equally."""
    bases = np.zeros(len(year.sites))
    bases[year.real_sites] = 1.0 / len(year.real_sites)
    return bases
