"""Next year's deaths around each place, for plans of where to be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from sulh.errors import InputError
from sulh.values import SerialExecutor
from sulh.warn.build import build_panel
from sulh.warn.cell_forecasts import forecast_cells
from sulh.warn.cells import square_cells
from sulh.warn.copula import learn_leanings, score_sums_at
from sulh.warn.death_series import death_series
from sulh.warn.event_frame import events_from_frame
from sulh.warn.panel import MEASURES, Measure
from sulh.warn.rolling import train, training_origins, weights_at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from sulh.warn.copula import Leaning
    from sulh.warn.death_series import DeathSeries

__all__ = ["YearForecast", "forecast_next_year"]

DEGREES = 0.1
"""Squares of about 11 km: finer than the smallest reach that a base is planned for."""

LEANING_YEARS = 12
"""So many past years, at most, tell how much cells lean together."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class YearForecast:
    """Expected and sampled deaths of the year after `last_year`.

    `cells` has one row for each cell: cell, lon, lat (of its events, weighted by deaths, not of its
    centre), country, and for each measure its mean and the chance of any deaths. `samples`
    int64[cells, draws] by measure; `sulh.warn.CellForecasts.samples` says what they are good for.
    """

    last_year: int
    cells: pl.DataFrame
    samples: Mapping[Measure, NDArray[np.int64]]


def forecast_next_year(
    events: pl.DataFrame,
    *,
    last_year: int | None = None,
    degrees: float = DEGREES,
    measures: tuple[Measure, ...] = MEASURES,
    seed: int = 0,
    draws: int = 100,
    lean: bool = False,
) -> YearForecast:
    """Forecast next year's deaths by cell, from events or from a table of places and years.

    Parameters
    ----------
    events
        At least lon, lat, year and deaths; see `sulh.warn.events_from_frame`. Months are not used:
        a year's deaths are forecast from years.
    last_year
        The last year that is known: later events are not used. None: the last year in the table.
    degrees
        The size of the square cells. Cells are those with an event up to `last_year`.
    measures
        "deaths", "civilian_deaths", or both.
    seed
        Of the samples.
    draws
        How many samples.
    lean
        Let the cells of a country lean together in the samples, as far as they did in the last
        `LEANING_YEARS` years (see `sulh.warn.learn_leanings`). Otherwise each cell is drawn alone, and sums
        over cells vary too little.

    Raises
    ------
    InputError
        When there is no event, or the cells do not fill the globe.
    """
    complete = events_from_frame(events)
    if complete.is_empty():
        raise InputError(
            "There are no events to forecast from.",
            remedy="Give a table with at least one deadly event.",
        )
    last = int(complete["year"].to_numpy().max()) if last_year is None else last_year
    past = complete.filter(pl.col("year") <= last)
    if past.is_empty():
        raise InputError(
            f"There are no events up to {last}.", remedy="Give earlier events, or a later year."
        )
    lon, lat = past["lon"].to_numpy(), past["lat"].to_numpy()
    cells = square_cells(lon, lat, degrees=degrees)
    panel = build_panel(past, cells, step="year", until=last)
    mass = past["deaths"].to_numpy() + 1e-9
    total = np.bincount(cells.of_point, weights=mass)
    columns: dict[str, object] = {
        "cell": panel.cells,
        "lon": np.bincount(cells.of_point, weights=mass * lon) / total,
        "lat": np.bincount(cells.of_point, weights=mass * lat) / total,
        "country": [panel.countries[each] for each in panel.country],
    }
    samples = {}
    for measure in measures:
        series = death_series(panel, measure)
        result = forecast_cells(series, horizons=(1,))
        if lean:
            result = replace(result, leanings=_leanings(series, seed))
        columns[f"{measure}_mean"] = result.mean(1)
        columns[f"{measure}_chance"] = result.chance(1)
        samples[measure] = result.samples(1, seed=seed, draws=draws)
    return YearForecast(last_year=last, cells=pl.DataFrame(columns), samples=samples)


def _leanings(series: DeathSeries, seed: int) -> dict[str, Leaning]:
    """Return how much the cells of each country leaned together in the years whose outcome is known."""
    last = series.panel.periods - 1
    training = train(series, training_origins("year", last), (1,), SerialExecutor())
    scores = [
        score_sums_at(
            series, (origin, weights_at(series, training, origin, (1,))), horizons=(1,), seed=seed
        )
        for origin in range(max(0, last - LEANING_YEARS), last)
        if len(series.panel.known_at(origin))
    ]
    return learn_leanings(series.panel, scores)
