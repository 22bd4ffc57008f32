"""Next year's deaths around each place, for plans of where to be."""

import numpy as np
import polars as pl
from tests.warn.small_events import random_events

from sulh import warn


def test_next_year_serves_a_plan_and_does_not_peek():
    """Cells, expected and sampled deaths; what comes later changes nothing."""
    events = random_events(9, years=10)
    result = warn.forecast_next_year(events, last_year=2008, seed=3, draws=50)
    cut = warn.forecast_next_year(events.filter(pl.col("year") <= 2008), seed=3, draws=50)
    assert result.cells.equals(cut.cells)
    assert np.array_equal(result.samples["deaths"], cut.samples["deaths"])
    assert result.samples["civilian_deaths"].shape == (result.cells.height, 50)
    assert result.last_year == 2008
    places = events.select("lon", "lat").unique()
    assert result.cells.height == places.height
    for lon, lat in result.cells.select("lon", "lat").iter_rows():
        assert ((places["lon"] - lon).abs() + (places["lat"] - lat).abs()).min() < 1e-6


def test_next_year_reads_a_plain_table_of_places_and_years():
    """Only lon, lat, year and deaths; civilian deaths are then none."""
    table = random_events(10).select("lon", "lat", "year", "deaths")
    result = warn.forecast_next_year(table)
    assert result.cells["deaths_mean"].sum() > 0
    assert result.cells["civilian_deaths_mean"].sum() == 0
