"""Vector tiles, read with a library of others: what a tile shows, where, and when it is too much."""

import math

import numpy as np
import polars as pl
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.share.leaving import KINDS, Out, incident_body, incidents, record_id

from sulh import mission
from sulh.errors import InputError
from sulh.share import tiles
from sulh.share.features import Collection, collections_of, ground_collections
from sulh.share.filters import FeatureColumns
from sulh.share.tiles import tile_bytes, tile_rows

INCIDENTS = collections_of(incidents(40), KINDS, ["incident"])["incident"]


def decode(content):
    """Return the layers of a tile, y downwards as it is written."""
    library = pytest.importorskip("mapbox_vector_tile")
    return library.decode(content, default_options={"y_coord_down": True})


def square_of(lon, lat, zoom):
    """Return column and row of the tile that holds a point, by the formula of the grid."""
    x = (lon + 180) / 360 * 2**zoom
    y = (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * 2**zoom
    return x, y


@pytest.mark.parametrize("zoom", [0, 5, 9, 14])
def test_a_tile_shows_the_points_in_it_where_they_are(zoom):
    x, y = square_of(35.0, 33.0, zoom)
    column, row = int(x), int(y)
    layer = decode(tile_bytes(INCIDENTS, zoom=zoom, column=column, row=row))["incident"]
    assert layer["extent"] == 4096
    by_ref = {each["ref"]: each for each in INCIDENTS.columns.frame.to_dicts()}
    places = dict(
        zip(by_ref, zip(INCIDENTS.columns.lon, INCIDENTS.columns.lat, strict=True), strict=True)
    )
    seen = {each["properties"]["ref"] for each in layer["features"]}
    for ref, (lon, lat) in places.items():
        dx, dy = (np.array(square_of(lon, lat, zoom)) - (column, row)) * 4096
        assert (ref in seen) == (-64 <= dx <= 4160 and -64 <= dy <= 4160)
    for each in layer["features"]:
        lon, lat = places[each["properties"]["ref"]]
        expected = (np.array(square_of(lon, lat, zoom)) - (column, row)) * 4096
        assert np.abs(np.array(each["geometry"]["coordinates"]) - expected).max() <= 0.5 + 1e-6
        row_values = by_ref[each["properties"]["ref"]]
        assert each["properties"]["deaths_best"] == row_values["deaths_best"]
        assert each["properties"]["accuracy_m"] == row_values["accuracy_m"]
        assert "initiator" not in each["properties"]  # nothing is known of it


def test_zones_keep_their_area_and_their_holes():
    ring = shapely.Polygon([(0, 0), (10, 0), (10, 10), (0, 10)], [[(4, 4), (4, 6), (6, 6), (6, 4)]])
    tiny = shapely.box(50, 50, 50.000001, 50.000001)
    line = shapely.LineString([(20, 0), (30, 5), (30, 5), (40, 0)])
    both = shapely.MultiPolygon([shapely.box(-20, 0, -15, 5), shapely.box(-10, 0, -5, 5)])
    shapes = np.array([ring, tiny, line, both, None, shapely.Polygon()], dtype=object)
    columns = FeatureColumns(frame=pl.DataFrame({"id": list("abcdef")}), shapes=shapes)
    collection = Collection(id="zones", title="", description="", columns=columns)
    features = decode(tile_bytes(collection, zoom=0, column=0, row=0))["zones"]["features"]
    by_id = {
        each["properties"]["id"]: shapely.geometry.shape(each["geometry"]) for each in features
    }
    assert set(by_id) == {"a", "c", "d"}
    assert len(by_id["a"].interiors) == 1
    assert by_id["a"].is_valid
    assert by_id["c"].geom_type == "LineString"
    assert len(by_id["d"].geoms) == 2
    west = square_of(0, 0, 0)[0] * 4096
    assert abs(by_id["a"].bounds[0] - west) <= 1


def test_the_ground_of_a_mission_is_drawn():
    zones = ground_collections(mission.load(mission.find("example")))["zones"]
    layer = decode(tile_bytes(zones, zoom=0, column=0, row=0))["zones"]
    assert 0 < len(layer["features"]) <= zones.columns.height
    assert all(each["geometry"]["type"].endswith("Polygon") for each in layer["features"])


@pytest.mark.parametrize("place", [(-1, 0, 0), (23, 0, 0), (3, 8, 0), (3, 0, 8), (3, -1, 0)])
def test_there_is_no_such_tile(place):
    zoom, column, row = place
    with pytest.raises(InputError, match="no tile"):
        tile_bytes(INCIDENTS, zoom=zoom, column=column, row=row)


def test_a_tile_of_too_much_is_refused_and_an_empty_one_is_empty(monkeypatch):
    assert tile_bytes(INCIDENTS, zoom=9, column=0, row=0) == b""
    nowhere = [Out(id=record_id(1), body=incident_body(1, lon=None, lat=None))]
    assert (
        tile_bytes(
            collections_of(nowhere, KINDS, ["incident"])["incident"], zoom=0, column=0, row=0
        )
        == b""
    )
    monkeypatch.setattr(tiles, "FEATURES_OF_TILE_MAX", 39)
    with pytest.raises(InputError, match="more than 39"):
        tile_bytes(INCIDENTS, zoom=0, column=0, row=0)


@given(
    st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=1, max_size=8),
    st.integers(0, 6),
)
@settings(max_examples=40, deadline=None)
def test_every_point_between_the_poles_is_on_some_tile(points, zoom):
    lon, lat = (np.array(each, dtype=float) for each in zip(*points, strict=True))
    columns = FeatureColumns(
        frame=pl.DataFrame({"id": [str(n) for n in range(len(points))]}), lon=lon, lat=lat
    )
    for place, (x, y) in enumerate(points):
        if abs(y) < 85 and x < 179.999:
            column, row = (int(each) for each in square_of(x, y, zoom))
            assert place in tile_rows(columns, zoom=zoom, column=column, row=row)
