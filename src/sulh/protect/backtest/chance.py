"""How often a plan would do better if its view of the past were right: what chance alone decides.

A year in which civilians are killed in a handful of places is largely chance. So next years are drawn from
the plan's own weights, with as many deadly events and the same numbers of deaths as the period that came,
and counted in the same way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sulh.kernels.facility_reach import within_m
from sulh.protect.backtest.choice import OUTLOOKS
from sulh.protect.backtest.outlooks import outlook_weights
from sulh.protect.backtest.plans import REACH_M

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sulh.protect.backtest.mission_year import MissionYear, NextYear
    from sulh.protect.backtest.points import Points

__all__ = ["chance_of_better"]

DRAWS = 400


def chance_of_better(
    year: MissionYear, ahead: NextYear, sites: NDArray[np.int64], rng: np.random.Generator
) -> float:
    """Return how often `sites` reach more than the real laydown in years drawn from the weights.

    The part that the plan puts on the present bases is left out: it is a precaution, not a forecast.

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
        From 0 to 1; NaN where no civilian was killed.
    """
    deaths = ahead.civilians[ahead.civilians > 0.0]
    if not len(deaths):
        return float("nan")
    weights = outlook_weights(year, OUTLOOKS).mean(axis=0)
    draws = rng.choice(len(year.sites), (DRAWS, len(deaths)), p=weights / weights.sum())
    plan, real = (
        (_near(year.sites, points)[draws] * deaths).sum(axis=1)
        for points in (year.sites.only(sites), year.real)
    )
    return float((plan > real).mean())


def _near(places: Points, sites: Points) -> NDArray[np.bool_]:
    starts, _ = within_m(places.lon, places.lat, sites.lon, sites.lat, reach_m=REACH_M)
    return np.asarray(np.diff(starts) > 0)
