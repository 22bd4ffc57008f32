"""Forecasts as they leave: flat rows, JSON, GeoJSON."""

import json

import numpy as np
import polars as pl
import pytest
import shapely
from tests.warn.small_events import random_events

from sulh import warn


@pytest.fixture(scope="module")
def forecast():
    return warn.forecast(random_events(1), months=2, check=False, samples=3)


def test_samples_are_numbers_with_spaces_in_flat_rows(forecast):
    """As the laydown reads them; without samples the rows are those of the frame."""
    flat = warn.flat_frame(forecast)
    assert flat["samples"].str.split(" ").list.len().unique().to_list() == [3]
    assert flat.drop("samples").equals(forecast.frame.drop("samples"))
    plain = warn.forecast(random_events(1), months=1, check=False)
    assert warn.flat_frame(plain).equals(plain.frame)


def test_json_holds_every_row(forecast):
    """It can be written as it is, and read back to the frame."""
    content = json.loads(json.dumps(warn.forecast_json(forecast)))
    assert content["known_until"] == "2007-12"
    rows = pl.DataFrame(content["rows"]).with_columns(pl.col("begins").str.to_date())
    assert rows.equals(forecast.frame)


def test_geojson_has_a_polygon_and_the_figures_of_each_cell(forecast):
    """Rings run anticlockwise (RFC 7946); the figures are those of the frame."""
    content = json.loads(json.dumps(warn.forecast_geojson(forecast)))
    assert content["type"] == "FeatureCollection"
    assert content["period"] == "2008-01"
    frame = forecast.frame.filter(measure="deaths")
    first = {row["cell"]: row for row in frame.filter(ahead=1).to_dicts()}
    totals = dict(frame.group_by("cell").agg(pl.col("mean").sum()).iter_rows())
    assert len(content["features"]) == len(first)
    for feature in content["features"]:
        polygon = shapely.geometry.shape(feature["geometry"])
        own = feature["properties"]
        row = first[own["cell"]]
        assert polygon.exterior.is_ccw
        assert polygon.contains(shapely.Point(row["lon"], row["lat"]))
        assert own["deaths_chance_any"] == row["chance_any"]
        assert (own["deaths_q05"], own["deaths_q95"]) == (row["q05"], row["q95"])
        assert own["deaths_mean_all"] == pytest.approx(totals[own["cell"]])
        assert "civilian_deaths_mean" in own


def test_a_cell_across_the_180th_meridian_is_cut_there():
    """Its two parts lie on both sides of the map and are as large as the whole."""
    pytest.importorskip("h3", reason="the extra h3 is not installed")
    events = pl.DataFrame(
        {"lon": [179.99, -179.99] * 6, "lat": [0.1] * 12, "year": 2000, "deaths": 2}
    ).with_columns(month=pl.Series(range(1, 13)))
    result = warn.forecast(events, cells="h3", months=1, check=False)
    shapes = [
        shapely.geometry.shape(each["geometry"])
        for each in warn.forecast_geojson(result)["features"]
    ]
    parts = [each for each in shapes if each.geom_type == "MultiPolygon"]
    assert parts
    for each in shapes:
        west, _, east, _ = each.bounds
        assert -180 <= west <= east <= 180
        assert all(part.exterior.is_ccw for part in shapely.get_parts(each))
        assert 0.1 < each.area < 0.2, "a hexagon of 1,770 square kilometres, in square degrees"
    assert np.ptp(shapely.get_coordinates(parts[0])[:, 0]) > 300


def test_scores_in_json_have_every_table():
    """Overall, by horizon and country, and calibration, for each measure."""
    result = warn.evaluate(random_events(1), months=1, every=12)
    content = json.loads(json.dumps(warn.evaluation_json(result)))
    own = content["deaths"]
    assert {row["method"] for row in own["overall"]} == {"forecast", "model", *warn.NAIVE}
    assert sum(own["pit"]) == pytest.approx(1)
    assert own["by_country"][0]["name"] == "A"
    assert sum(row["cases"] for row in own["reliability"]) == own["overall"][0]["cases"]
