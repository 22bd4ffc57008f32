"""How often a plan would do better if its view of the past were right: what chance alone decides.

A year in which civilians are killed in a handful of places is largely chance. So next years are drawn from
the plan's own weights, with as many deadly places and the same numbers of deaths as the year that came, and
counted in the same way.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from sulh.kernels.facility_reach import within_m
from sulh.protect.backtest.plans import OUTLOOKS, REACH_M, outlook_weights

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sulh.protect.backtest.mission_year import MissionYear, NextYear, Points

__all__ = ["chance_of_better"]

DRAWS = 400


def chance_of_better(
    year: MissionYear, ahead: NextYear, sites: NDArray[np.int64], rng: np.random.Generator
) -> float:
    """Return how often `sites` reach more than the real laydown in years drawn from the weights.

    The share that the plan puts on the present bases is left out: it is a precaution, not a forecast.

    Parameters
    ----------
    year, ahead
        As `sulh.protect.build_mission_years` yields them. Of `ahead` only the numbers of deaths count.
    sites : int64[n]
        Positions of candidate sites.
    rng : numpy.random.Generator

    Returns
    -------
    float
        From 0 to 1; NaN where no civilian was killed in the year after.
    """
    deaths = ahead.civilians[ahead.civilians > 0.0]
    if not len(deaths):
        return float("nan")
    views = tuple(replace(outlook, stand=0.0) for outlook in OUTLOOKS)
    weights = np.concatenate(outlook_weights(year, *views))
    places = year.past.and_then(year.sites)
    draws = rng.choice(len(places), (DRAWS, len(deaths)), p=weights / weights.sum())
    plan, real = (
        (_near(places, points)[draws] * deaths).sum(axis=1)
        for points in (year.sites.only(sites), year.real)
    )
    return float((plan > real).mean())


def _near(places: Points, sites: Points) -> NDArray[np.bool_]:
    starts, _ = within_m(places.lon, places.lat, sites.lon, sites.lat, reach_m=REACH_M)
    return np.asarray(np.diff(starts) > 0)
