"""One call from events to a forecast, as a notebook and the command make it."""

from datetime import date

import numpy as np
import polars as pl
import pytest
from tests.warn.small_events import ZONE, incident, random_events

from sulh import warn
from sulh.errors import InputError
from sulh.observe.tables import tables_from_reports


def plain(events):
    """A frame as a notebook has it: real dates, few columns."""
    return events.select(
        *("lon", "lat", "country", "deaths", "civilian_deaths"),
        date=pl.date(pl.col("year"), pl.col("month"), 15),
    )


def test_a_frame_in_a_frame_out():
    """Three lines repeat a forecast; its rows have real dates, in the order of the cells."""
    result = warn.forecast(plain(random_events(1)), months=2, check=False)
    frame = result.frame
    assert result.known_until == "2007-12"
    assert frame["begins"].unique().sort().to_list() == [date(2008, 1, 1), date(2008, 2, 1)]
    assert frame["measure"].unique().sort().to_list() == ["civilian_deaths", "deaths"]
    assert frame.height == 2 * 2 * len(result.measures[0].cells)
    assert frame["chance_any"].is_between(0, 1).all()


def test_it_is_the_forecast_of_its_parts():
    """The same shares as panel, series and cells give one after the other."""
    events = random_events(2)
    result = warn.forecast(plain(events), months=3, measures=["deaths"], samples=4, seed=9)
    panel = warn.events_panel(events)
    series = warn.death_series(panel, "deaths")
    plan = warn.plan_rolling(series, horizons=(1, 3), seed=9, every=2)
    methods = warn.select_methods(warn.score_rolling(series, plan).scores, [panel.periods - 1])
    by_country = {
        panel.countries[country]: method
        for country, method in methods.select("country", "method").iter_rows()
    }
    cells = warn.forecast_cells(series, horizons=(1, 2, 3), methods=by_country)
    assert result.frame.drop("samples").equals(cells.table())
    assert result.frame["samples"].to_list()[: len(cells.cells)] == (
        cells.samples(1, seed=9, draws=4).tolist()
    )


def test_frames_of_other_libraries_are_taken():
    """Pandas as it is; times in columns are read on the clock that is named."""
    pd = pytest.importorskip("pandas")
    events = plain(random_events(3))
    frame = pd.DataFrame(events.to_dict(as_series=False))
    frame["date"] = pd.to_datetime(frame["date"])
    settings = {"months": 1, "check": False, "measures": ["deaths"]}
    assert warn.forecast(frame, **settings).frame.equals(warn.forecast(events, **settings).frame)


def test_reports_and_what_is_left_out_of_them():
    """Tables of reports are taken as they are; the result says what it does not rest on."""
    reports = [
        *(incident((2019, month, 3), (2019, month, 4)) for month in range(1, 13)),
        incident((2019, 1, 1), (2019, 8, 1)),
    ]
    tables = tables_from_reports(
        ((f"{n}", report) for n, report in enumerate(reports)), simulated=True
    )
    result = warn.forecast(tables, months=1, timezone=ZONE)
    assert result.simulated
    assert result.left_out == (
        "1 report with 4 deaths is left out: spread over more than two months.",
    )
    assert result.measures[0].mean(1).max() > 1


def test_a_naive_forecast_is_used_where_it_was_better():
    """A cell that repeats itself for years, after years of chaos: `last` was always right."""
    chance = np.random.default_rng(3)
    rows = [
        {"lon": 20.1, "lat": 5.1, "date": date(2000 + m // 12, m % 12 + 1, 1), "deaths": deaths}
        for m in range(120)
        for deaths in [7 if m > 30 else int(chance.integers(1, 90))]
    ]
    frame = pl.DataFrame(rows)
    with_check = warn.forecast(frame, months=1, measures=["deaths"])
    without = warn.forecast(frame, months=1, measures=["deaths"], check=False)
    assert set(with_check.measures[0].methods) <= {"model", *warn.NAIVE}
    assert set(without.measures[0].methods) == {"model"}


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"months": 13}, "1 to 12"),
        ({"measures": ["wounded"]}, "no measure"),
        ({"cells": "district"}, "no pack"),
        ({"until": "1990-01"}, "before the time of the forecast"),
    ],
)
def test_settings_that_cannot_be_are_refused(settings, says):
    """Each with a sentence."""
    with pytest.raises(InputError, match=says):
        warn.forecast(plain(random_events(1)), **settings)


def test_what_is_no_table_is_refused():
    """Neither a number nor a frame without the columns."""
    with pytest.raises(InputError, match="is no table"):
        warn.forecast(7)
    with pytest.raises(InputError, match="no column 'deaths'"):
        warn.forecast(plain(random_events(1)).drop("deaths"))
