"""On UCDP's events: calibrated, and better than the naive forecasts where the docs say so."""

import os
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from sulh import warn
from sulh.tables import open_table

pytestmark = pytest.mark.slow


def scores(name, measure, **settings):
    """Read a file, forecast on rolling origins; skip where the data are not there."""
    path = Path(os.environ.get("SULH_DATA", "")) / name
    if not os.environ.get("SULH_DATA") or not path.exists():
        pytest.skip(f"SULH_DATA does not hold {name}")
    read = warn.read_events(open_table(path), timezone=ZoneInfo("UTC"))
    assert read.kept == read.rows
    result = warn.evaluate(read.value, measures=[measure], **settings)
    return result.measures[measure]


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


def test_the_worlds_exact_places_by_year():
    """Calibrated, and better than every naive one overall; by country is not claimed."""
    rolling = scores("ged211_precise_events.csv.gz", "deaths", step="year", months=1)
    check_calibration(warn.overall_scores(rolling))
    check_better(warn.overall_scores(rolling))


@pytest.mark.parametrize("measure", warn.MEASURES)
def test_syria_by_month(measure):
    """Better than every naive one up to half a year ahead."""
    rolling = scores("ged_syria_2016_2019.csv", measure, months=6, every=2)
    check_calibration(warn.overall_scores(rolling))
    check_better(warn.overall_scores(rolling))


@pytest.mark.parametrize("measure", warn.MEASURES)
def test_the_central_african_republic_by_month(measure):
    """Calibrated; better than three of the naive ones.

    For civilian deaths the whole past is as good: the reference page says so.
    """
    rolling = scores("ged231_central_african_republic.csv", measure, months=6, every=6)
    check_calibration(warn.overall_scores(rolling))
    check_better(warn.overall_scores(rolling), than=("zeros", "last", "recent"))
