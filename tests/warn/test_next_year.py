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


def test_cells_that_lean_together_keep_their_own_samples_and_vary_more_in_sum():
    """Years are all deadly or all quiet: sums of leaning samples are wider, each cell's distribution the same."""
    rng = np.random.default_rng(5)
    rows = [
        (0.2 * i, 0.0, year, int(rng.poisson(6.0)) + 1)
        for year in range(1990, 2014)
        for i in range(25)
        if rng.random() < (0.9 if year % 3 == 0 else 0.05)
    ]
    events = pl.DataFrame(rows, schema=["lon", "lat", "year", "deaths"], orient="row")
    alone, leaning = (
        warn.forecast_next_year(events, draws=2000, measures=("deaths",), lean=lean)
        for lean in (False, True)
    )
    assert alone.cells.equals(leaning.cells)
    sums = [each.samples["deaths"].sum(axis=0) for each in (alone, leaning)]
    assert sums[1].std() > 1.3 * sums[0].std()
    means = [each.samples["deaths"].mean(axis=1) for each in (alone, leaning)]
    assert np.abs(means[1] - means[0]).max() < 0.5
