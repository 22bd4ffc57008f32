"""What a plan goes by: the outlooks, the forecast of the next year, both; or many cases of either."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

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

__all__ = ["CASES", "VIEWS", "View", "forecast_weights", "view_cases", "view_weights"]

Floats = NDArray[np.float64]
View = Literal["outlooks", "forecast", "both", "many-outlooks", "many-samples"]
VIEWS: tuple[View, ...] = get_args(View)
"""What a plan goes by (``backtest-view-NAME`` says it)."""

CASES = ("many-outlooks", "many-samples")
"""The views that are many cases, none averaged away: see `sulh.protect.backtest.averse`."""

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


def view_cases(year: MissionYear, view: View, outlooks: Sequence[Outlook]) -> Floats:
    """Return the cases of a view of `CASES`, float64[cases, sites], with `STAND` on the bases in each.

    Together 1 in the mean over the cases. The cases are the outlooks, or joint samples of the forecast in
    which the cells lean together as they did in the past.
    """
    cases = (
        outlook_weights(year, outlooks)
        if view == "many-outlooks"
        else forecast_samples(year, lean=True)
    )
    return np.asarray((1.0 - STAND) * cases + STAND * base_weights(year))


def forecast_weights(year: MissionYear) -> Floats:
    """Return what the forecast of the next year's civilian deaths says of each site; together 1.

    The mean of `forecast_samples`.
    """
    return np.asarray(forecast_samples(year).mean(axis=0))


def forecast_samples(year: MissionYear, *, lean: bool = False) -> Floats:
    """Return samples of next year's civilian deaths at each site, float64[draws, sites]; in the mean 1.

    ``deaths ** POWER`` in squares of 0.1 degrees with past events, each on the site nearest to its events.
    The forecast learns from the mission's area alone, in years back from the period's start. Without any
    known event, people take the place of events. `lean`: squares lean together as they did in the past.
    """
    if not len(year.past):
        return people_weights(year)[None, :]
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
        events, last_year=year.year, measures=("civilian_deaths",), seed=0, draws=DRAWS, lean=lean
    )
    harm = result.samples["civilian_deaths"].astype(np.float64) ** POWER
    cells = result.cells
    at = nearest_points(
        cells["lon"].to_numpy(), cells["lat"].to_numpy(), year.sites.lon, year.sites.lat
    )
    samples = np.zeros((DRAWS, len(year.sites)))
    np.add.at(samples.T, at, harm)
    total = samples.sum() / DRAWS
    return samples / total if total > 0.0 else people_weights(year)[None, :]
