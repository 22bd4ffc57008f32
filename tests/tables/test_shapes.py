"""Zipped shapefiles: points and areas as GDAL writes them, against Shapely and PROJ; and whatever is wrong with them."""

import io
import math
import struct
import zipfile
from pathlib import Path

import numpy as np
import pyogrio
import pyproj
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from sulh.errors import InputError
from sulh.tables import Rejected, Row, Table, open_content
from sulh.tables.shapes import Shape, ShapeFault, read_shapes, to_degrees

NAMES = ["Ségou", "Bétaré"]
GEOD = pyproj.Geod(ellps="WGS84")
SQUARE = shapely.box(21.9, 6.5, 21.92, 6.51)
RING = shapely.difference(
    shapely.box(21.0, 6.0, 21.03, 6.03), shapely.box(21.01, 6.01, 21.02, 6.02)
)
TWO = shapely.MultiPolygon([SQUARE, shapely.box(21.95, 6.5, 21.96, 6.52)])


def archive(
    folder: Path, shapes: list[shapely.Geometry], *, crs: str = "EPSG:4326", leave_out: str = ""
) -> dict[str, bytes]:
    """Write a shapefile with GDAL in Latin-1, and return its files."""
    system = pyproj.Transformer.from_crs("EPSG:4326", crs, always_xy=True)
    moved = [
        shapely.transform(each, lambda xy: np.column_stack(system.transform(*xy.T)))
        for each in shapes
    ]
    names = [f"{NAMES[at % 2]} {at}" for at in range(len(shapes))]
    kind = {"MultiPolygon": "Polygon"}.get(shapes[0].geom_type, shapes[0].geom_type)
    pyogrio.raw.write(
        folder / "camps.shp",
        geometry=np.array([shapely.to_wkb(each) for each in moved], dtype=object),
        field_data=[np.array(names, dtype=object)],
        fields=["place"],
        geometry_type=kind,
        crs=crs,
        driver="ESRI Shapefile",
        encoding="ISO-8859-1",
    )
    return {
        each.name: each.read_bytes()
        for each in sorted(folder.glob("camps.*"))
        if each.suffix != leave_out
    }


def opened(files: dict[str, bytes]) -> Table:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, content in files.items():
            file.writestr(name, content)
    return open_content(out.getvalue(), name="camps.zip")


def good(table: Table) -> list[dict[str, str]]:
    return [dict(each.values) for each in table.rows if isinstance(each, Row)]


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:32634", "EPSG:3857"])
def test_points_are_where_gdal_put_them(tmp_path: Path, crs: str) -> None:
    points = [shapely.Point(21.98, 6.54), shapely.Point(-5.25, -13.4)]
    rows = good(opened(archive(tmp_path, points, crs=crs)))
    assert [each["place"] for each in rows] == ["Ségou 0", "Bétaré 1"]
    for row, point in zip(rows, points, strict=True):
        assert float(row["lon"]) == pytest.approx(point.x, abs=1e-6)
        assert float(row["lat"]) == pytest.approx(point.y, abs=1e-6)
        assert set(row) == {"place", "lon", "lat"}


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:32634"])
def test_areas_have_their_centre_reach_and_size(tmp_path: Path, crs: str) -> None:
    """With a hole, or in two parts; size and reach as PROJ has them on the ellipsoid."""
    areas = [SQUARE, RING, TWO]
    table = opened(archive(tmp_path, areas, crs=crs))
    assert table.columns == ("place", "lon", "lat", "accuracy_m", "radius_m", "area_m2")
    for row, area in zip(good(table), areas, strict=True):
        size, _ = GEOD.geometry_area_perimeter(area)
        assert float(row["area_m2"]) == pytest.approx(abs(size), rel=2e-4)
        lon, lat = float(row["lon"]), float(row["lat"])
        assert (lon, lat) == pytest.approx((area.centroid.x, area.centroid.y), abs=1e-4)
        far = max(GEOD.inv(lon, lat, x, y)[2] for x, y in shapely.get_coordinates(area))
        assert float(row["radius_m"]) == pytest.approx(far, rel=1e-3, abs=1)
        assert row["accuracy_m"] == row["radius_m"]
    assert "centre" in table.assumptions[-1].message


def test_several_points_lines_and_nothing(tmp_path: Path) -> None:
    """Of points the middle; lines have no place, and that is said; an area of a country has no reach."""
    points = shapely.MultiPoint([(20, 6), (22, 8)])
    assert good(opened(archive(tmp_path, [points])))[0]["lon"] == "21.0000000"
    line = opened(archive(tmp_path, [shapely.LineString([(20, 6), (22, 8)])]))
    assert line.columns == ("place",)
    assert "lines" in line.assumptions[-1].message
    wide = good(opened(archive(tmp_path, [shapely.box(14, 2, 27, 11)])))[0]
    assert float(wide["lon"]) == pytest.approx(20.5)
    assert "radius_m" not in wide


@pytest.mark.parametrize(
    "shape",
    [
        shapely.MultiPolygon(
            [shapely.box(179.9, -17, 180, -16.9), shapely.box(-180, -17, -179.9, -16.9)]
        ),
        shapely.MultiPoint([(179.9, -17), (-179.9, -17)]),
    ],
)
def test_a_shape_across_the_180th_meridian_is_not_put_at_greenwich(
    tmp_path: Path, shape: shapely.Geometry
) -> None:
    (row,) = opened(archive(tmp_path, [shape])).rows
    assert isinstance(row, Rejected)
    assert "180th meridian" in row.problem.message


def test_a_shape_that_lies_nowhere_refuses_its_row_alone(tmp_path: Path) -> None:
    """Metres without a .prj are no degrees: each row is named with its number, the others are read."""
    points = [shapely.Point(21.98, 6.54), shapely.Point(22.5, 6.6)]
    files = archive(tmp_path, points, leave_out=".prj")
    raw = bytearray(files["camps.shp"])
    raw[100 + 12 : 100 + 28] = struct.pack("<2d", 650_000.0, 723_000.0)
    table = opened(files | {"camps.shp": bytes(raw)})
    assert "no .prj" in table.assumptions[-1].message
    bad, fine = table.rows
    assert isinstance(bad, Rejected)
    assert (bad.problem.row, bad.problem.source) == (1, "camps.zip/camps.dbf")
    assert "650000" in bad.problem.message
    assert "pack the .prj" in bad.problem.remedy
    assert isinstance(fine, Row)
    assert float(fine.values["lat"]) == pytest.approx(6.6)
    raw[-16:] = raw[100 + 12 : 100 + 28]
    notes = [each.message for each in opened(files | {"camps.shp": bytes(raw)}).assumptions]
    assert "no .prj" in notes[-1]  # not that the shapes are lines, or empty


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda raw: raw[:-5], "cut off"),
        (lambda raw: raw[:-28], "1 shape, and its table 2 rows"),
        (lambda _: b"no shapes", "no file of shapes"),
        (lambda raw: raw[:104] + b"\0\0\0\0" + raw[108:], "damaged"),
    ],
)
def test_damaged_shapes_are_refused_in_words(tmp_path: Path, change: object, words: str) -> None:
    files = archive(tmp_path, [shapely.Point(21.98, 6.54), shapely.Point(22, 7)])
    with pytest.raises(InputError, match=words):
        opened(files | {"camps.shp": change(files["camps.shp"])})


def test_an_unknown_system_is_refused(tmp_path: Path) -> None:
    files = archive(tmp_path, [shapely.Point(21.98, 6.54)])
    with pytest.raises(InputError, match="not known"):
        opened(files | {"camps.prj": b'PROJCS["Nowhere"]'})


def test_attributes_of_another_place_are_a_contradiction(tmp_path: Path) -> None:
    """A rounded position in the table stays; one elsewhere refuses the row."""
    pyogrio.raw.write(
        tmp_path / "camps.shp",
        geometry=np.array([shapely.to_wkb(shapely.Point(21.98, 6.54))] * 2, dtype=object),
        field_data=[np.array(["21.9801", "29.0"], dtype=object)],
        fields=["lon"],
        geometry_type="Point",
        crs="EPSG:4326",
        driver="ESRI Shapefile",
        encoding="UTF-8",
    )
    fine, bad = opened({each.name: each.read_bytes() for each in tmp_path.glob("camps.*")}).rows
    assert isinstance(fine, Row)
    assert fine.values == {"lon": "21.9801", "lat": "6.5400000"}
    assert isinstance(bad, Rejected)
    assert "another lon" in bad.problem.message


@given(st.binary(max_size=120), st.sampled_from([1, 3, 5, 8, 11, 15, 31, 99]))
def test_any_bytes_are_shapes_or_refused(raw: bytes, kind: int) -> None:
    """A record is a shape on earth or a fault, never anything else."""
    record = struct.pack("<i", kind) + raw[: len(raw) // 2 * 2]
    head = struct.pack(">i", 9994) + b"\0" * 96
    content = head + struct.pack(">2i", 1, len(record) // 2) + record
    (shape,) = read_shapes(content, "x.shp", to_degrees(None, "x.shp"))
    if isinstance(shape, Shape) and shape.lon is not None and shape.lat is not None:
        assert abs(shape.lon) <= 180.001
        assert math.isfinite(shape.lat)
    else:
        assert isinstance(shape, Shape | ShapeFault)
