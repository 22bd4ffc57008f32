"""What a plan goes by: the mean of the outlooks, the forecast of the next year, or both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
import polars as pl
from numpy.typing import NDArray

from sulh.kernels.nearest_points import nearest_points
from sulh.protect.backtest.outlooks import STAND, base_weights, outlook_weights, people_weights
from sulh.warn.next_year import forecast_next_year

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sulh.protect.backtest.mission_year import MissionYear
    from sulh.protect.backtest.outlooks import Outlook

__all__ = ["VIEWS", "View", "forecast_weights", "view_weights"]

Floats = NDArray[np.float64]
View = Literal["outlooks", "forecast", "both"]
VIEWS: dict[View, str] = {
    "outlooks": "the mean of ways to weigh past events",
    "forecast": "the forecast of the next year's civilian deaths",
    "both": "past events and the forecast, each half",
}
"""What a plan goes by."""

DRAWS = 100
POWER = 0.25
"""Of the deaths in each sample: a single massacre does not decide where all bases are, as in the outlooks."""


def view_weights(year: MissionYear, view: View, outlooks: Sequence[Outlook]) -> Floats:
    """Return the weight of each site, with `STAND` on the bases; together 1."""
    means = []
    if view != "forecast":
        means.append(outlook_weights(year, outlooks).mean(axis=0))
    if view != "outlooks":
        means.append(forecast_weights(year))
    return np.asarray((1.0 - STAND) * np.mean(means, axis=0) + STAND * base_weights(year))


def forecast_weights(year: MissionYear) -> Floats:
    """Return what the forecast of the next year's civilian deaths says of each site; together 1.

    The mean over samples of ``deaths ** POWER`` in squares of 0.1 degrees with past events, each on the site
    nearest to its events. The forecast learns from the mission's area alone, in years back from the
    period's start. Without any known event, people take the place of events.
    """
    if not len(year.past):
        return people_weights(year)
    events = pl.DataFrame(
        {
            "lon": year.past.lon,
            "lat": year.past.lat,
            "year": year.year - np.floor(year.age).astype(np.int64),
            "deaths": year.deaths.astype(np.int64),
            "civilian_deaths": year.civilians.astype(np.int64),
        }
    )
    result = forecast_next_year(
        events, last_year=year.year, measures=("civilian_deaths",), seed=0, draws=DRAWS
    )
    harm = (result.samples["civilian_deaths"].astype(np.float64) ** POWER).mean(axis=1)
    cells = result.cells
    at = nearest_points(
        cells["lon"].to_numpy(), cells["lat"].to_numpy(), year.sites.lon, year.sites.lat
    )
    weights = np.bincount(at, weights=harm, minlength=len(year.sites)).astype(np.float64)
    total = weights.sum()
    return weights / total if total > 0.0 else people_weights(year)
