"""Forecasts of cells: no peeking, reproducible, true to their parts, and clear about bad input."""

import numpy as np
import polars as pl
import pytest
from tests.warn.small_events import event, panel_of, random_events

from sulh import warn
from sulh.errors import InputError
from sulh.warn.component_forecasts import component_cdfs

ORIGIN = 71
HORIZONS = (1, 3, 12)


def rows_of(panel, measure="deaths", origin=ORIGIN):
    result = warn.forecast_cells(
        warn.death_series(panel, measure), horizons=HORIZONS, origin=origin
    )
    return result.table(), result.samples(3, seed=4, draws=6)


@pytest.mark.parametrize("measure", warn.MEASURES)
def test_an_event_planted_in_the_future_changes_nothing_before(measure):
    """Neither in a known cell, nor in one never heard of, nor in a new country: not one bit."""
    events = random_events(1)
    known = events["lon"][0], events["lat"][0]
    future = pl.concat(
        [
            events,
            event(*known, 2006, 3, deaths=900, civilians=700),
            event(30.2, 1.2, 2006, 3, deaths=500, civilians=5, country="B"),
            event(known[0] + 0.5, known[1], 2007, 12, deaths=40, civilians=40, country="C"),
            *(event(40.0 + k, 1.2, 2006, 3, deaths=5, country=f"D{k}") for k in range(6)),
        ]
    )
    table, samples = rows_of(panel_of(events, until=2007 * 12 + 11), measure)
    planted, planted_samples = rows_of(panel_of(future, until=2007 * 12 + 11), measure)
    assert table.equals(planted)
    assert np.array_equal(samples, planted_samples)


def test_by_year_too_the_future_changes_nothing():
    """Training sums of years count by their age: not one from the future among them."""
    events = random_events(1, years=12)
    place = events["lon"][0], events["lat"][0]
    planted = pl.concat([events, event(*place, 2010, 3, deaths=900, civilians=700)])

    def table(these, origin):
        series = warn.death_series(panel_of(these, step="year", until=2011), "deaths")
        return warn.forecast_cells(series, horizons=(1,), origin=origin).table()

    assert table(events, 9).equals(table(planted, 9))
    assert not table(events, 10).equals(table(planted, 10))


def test_the_order_of_rows_does_not_matter():
    """The same events shuffled give the same forecast."""
    events = random_events(3)
    shuffled = events.sample(fraction=1, shuffle=True, seed=8)
    assert rows_of(panel_of(events))[0].equals(rows_of(panel_of(shuffled))[0])


def test_samples_follow_the_seed_and_the_distribution():
    """The same seed gives the same samples, another seed others; their shares are the forecast's."""
    result = warn.forecast_cells(
        warn.death_series(panel_of(random_events(4)), "deaths"), horizons=(1,)
    )
    samples = result.samples(1, seed=5, draws=4000)
    assert np.array_equal(samples, result.samples(1, seed=5, draws=4000))
    assert not np.array_equal(samples, result.samples(1, seed=6, draws=4000))
    busiest = int(np.argmax(result.mean(1)))
    for value in (0, 3, 10):
        share = result.cdfs[1][busiest][value]
        assert np.mean(samples[busiest] <= value) == pytest.approx(share, abs=0.03)


def test_forecasts_are_distributions():
    """Shares never fall, lie in [0, 1] and end at 1; quantiles are in order; chances fit."""
    result = warn.forecast_cells(
        warn.death_series(panel_of(random_events(6)), "deaths"), horizons=range(1, 13)
    )
    for cdf in result.cdfs.values():
        assert np.all(np.diff(cdf, axis=1) >= -1e-12)
        assert cdf.min() >= 0
        assert cdf[:, -1] == pytest.approx(1)
    table = result.table()
    for low, high in (("q05", "q25"), ("q25", "q50"), ("q50", "q75"), ("q75", "q95")):
        assert (table[low] <= table[high]).all()
    assert table["period"].unique().sort()[0] == "2008-01"


def test_a_country_falls_back_and_says_so():
    """Cells of a country that fell back carry the naive forecast and its name."""
    series = warn.death_series(panel_of(random_events(8)), "deaths")
    result = warn.forecast_cells(series, horizons=(1,), methods={"A": "recent"})
    plain = component_cdfs(series, result.origin, result.cells, None)[:, 2]
    assert set(result.methods) == {"recent"}
    assert np.array_equal(result.cdfs[1], plain)


def test_a_single_event_is_enough_for_a_forecast():
    """One event, one month: the forecast is a distribution all the same."""
    result = warn.forecast_cells(
        warn.death_series(panel_of(event(20.1, 5.1, 2020, 5, deaths=3)), "deaths"), horizons=(1,)
    )
    assert len(result.cells) == 9
    assert result.mean(1).max() > 0


@pytest.mark.parametrize(
    ("work", "says"),
    [
        (lambda: panel_of(random_events(1).head(0)), "no events to forecast"),
        (lambda: panel_of(random_events(1), until=1999 * 12), "No event lies in a cell before"),
        (lambda: panel_of(event(20, 5, 2020, deaths=3_000_000)), "more than 2,000,000"),
        (
            lambda: panel_of(event(20, 5, 2020).with_columns(month=pl.lit(None, pl.Int64))),
            "no month",
        ),
        (
            lambda: warn.forecast_cells(
                warn.death_series(panel_of(random_events(1)), "deaths"), horizons=(13,)
            ),
            "1 to 12",
        ),
        (lambda: warn.death_series(panel_of(random_events(1)), "wounded"), "no measure"),
        (
            lambda: warn.plan_rolling(
                warn.death_series(panel_of(event(20, 5, 2020)), "deaths"), horizons=(1,), seed=1
            ),
            "too few to learn",
        ),
        (lambda: warn.forecast_next_year(random_events(1), last_year=1990), "no events up to 1990"),
    ],
)
def test_bad_input_is_refused_with_a_sentence(work, says):
    """Each says what is wrong and what to do."""
    with pytest.raises(InputError, match=says) as refused:
        work()
    assert refused.value.remedy
