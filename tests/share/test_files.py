"""Files of features, read back with other people's readers: what went in comes out, and no more."""

import csv
import io
import json
from xml.etree import ElementTree as ET

import openpyxl
import polars as pl
import pytest
import shapely
from tests.share.leaving import KINDS, Out, incident_body, incidents, record_id

from sulh import mission
from sulh.errors import InputError
from sulh.share.features import collections_of, features_of, ground_collections
from sulh.share.files import FILE_TYPES, file_bytes, geopackage_bytes, write

LEAVES = [
    *incidents(5),
    Out(id=record_id("x"), body=incident_body(7, lon=None, lat=None, accuracy_m=None)),
    Out(id=record_id("y"), body=incident_body(8, text='=HYPERLINK("http://x") <b>&\x01 سلام')),
]
INCIDENTS = collections_of(LEAVES, KINDS, ["incident"])["incident"]
EMPTY = collections_of([], KINDS, ["incident"])["incident"]
ZONES = ground_collections(mission.load(mission.find("example")))["zones"]
FEATURES = {each["id"]: each for each in features_of(INCIDENTS.columns)}


def test_arrow_and_parquet_are_the_columns():
    for form, read in (("arrow", pl.read_ipc), ("parquet", pl.read_parquet)):
        frame = read(io.BytesIO(file_bytes(INCIDENTS, form)))
        assert frame.drop("geometry").equals(INCIDENTS.columns.frame)
        points = shapely.from_wkb(frame["geometry"].to_numpy())
        assert [None if each is None else (each.x, each.y) for each in points] == [
            tuple(each["geometry"]["coordinates"]) if each["geometry"] else None
            for each in FEATURES.values()
        ]


def test_pyarrow_and_geopandas_read_them():
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import ipc, parquet

    table = ipc.open_file(pyarrow.py_buffer(file_bytes(INCIDENTS, "arrow"))).read_all()
    assert table.num_rows == len(LEAVES)
    geo = json.loads(
        parquet.read_metadata(io.BytesIO(file_bytes(INCIDENTS, "parquet"))).metadata[b"geo"]
    )
    assert geo["columns"]["geometry"]["geometry_types"] == ["Point"]
    geopandas = pytest.importorskip("geopandas")
    frame = geopandas.read_parquet(io.BytesIO(file_bytes(ZONES, "parquet")))
    assert list(frame["id"]) == ZONES.columns.frame["id"].to_list()
    assert frame.crs.to_authority() == ("OGC", "CRS84")


@pytest.mark.parametrize(
    "collection", [INCIDENTS, EMPTY, ZONES], ids=["incidents", "empty", "zones"]
)
def test_gdal_reads_the_geopackage(collection, tmp_path):
    pyogrio = pytest.importorskip("pyogrio")
    path = tmp_path / "x.gpkg"
    path.write_bytes(file_bytes(collection, "gpkg"))
    frame = pyogrio.read_dataframe(path, layer=collection.id)
    assert frame.crs.to_epsg() == 4326
    assert list(frame["id"]) == collection.columns.frame["id"].to_list()
    shapes = collection.columns.all_shapes
    assert list(frame.geometry) == list(shapes) or all(
        (a is None and b is None) or a.equals(b)
        for a, b in zip(frame.geometry, shapes, strict=True)
    )
    if collection is INCIDENTS:
        assert list(frame["deaths_best"]) == collection.columns.frame["deaths_best"].to_list()
        assert str(frame["start"].dtype).startswith("datetime64")
        assert frame["text"].iloc[-1] == collection.columns.frame["text"][-1]


def test_one_geopackage_holds_all_layers(tmp_path):
    pyogrio = pytest.importorskip("pyogrio")
    path = tmp_path / "x.gpkg"
    path.write_bytes(geopackage_bytes([INCIDENTS, ZONES]))
    assert {each[0] for each in pyogrio.list_layers(path)} == {"incident", "zones"}


def test_gdal_reads_the_kml(tmp_path):
    pyogrio = pytest.importorskip("pyogrio")
    path = tmp_path / "x.kml"
    for collection in (INCIDENTS, ZONES):
        path.write_bytes(file_bytes(collection, "kml"))
        frame = pyogrio.read_dataframe(path)
        placed = collection.columns.placed
        assert (
            sum(each is not None and not each.is_empty for each in frame.geometry) == placed.sum()
        )
    texts = [each.text for each in ET.fromstring(file_bytes(INCIDENTS, "kml")).iter() if each.text]
    assert any("<b>&\N{REPLACEMENT CHARACTER} سلام" in each for each in texts)


def test_csv_and_workbook_have_every_row_and_no_formula():
    text = file_bytes(INCIDENTS, "csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [each["id"] for each in rows] == list(FEATURES)
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "@"))]
    book = openpyxl.load_workbook(io.BytesIO(file_bytes(INCIDENTS, "xlsx")))
    cells = list(book.active.iter_rows())
    assert len(cells) == len(LEAVES) + 1
    assert not [each for row in cells for each in row if each.data_type == "f"]
    zones = list(csv.DictReader(io.StringIO(file_bytes(ZONES, "csv").decode("utf-8-sig"))))
    assert [shapely.from_wkt(each["wkt"]) is not None for each in zones if each["wkt"]]


@pytest.mark.parametrize("form", FILE_TYPES)
def test_an_empty_collection_is_a_file_too_and_too_many_features_are_none(form, monkeypatch):
    assert file_bytes(EMPTY, form)
    monkeypatch.setattr(write, "ROWS_OF_FILE_MAX", 3)
    with pytest.raises(InputError, match="7 features"):
        file_bytes(INCIDENTS, form)


@pytest.mark.parametrize("form", FILE_TYPES)
def test_the_same_features_are_the_same_bytes(form):
    again = collections_of(list(reversed(LEAVES)), KINDS, ["incident"])["incident"]
    assert file_bytes(INCIDENTS, form) == file_bytes(again, form)
