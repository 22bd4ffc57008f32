"""The tables of shapefiles: names in Latin-1, UTF-8 and Arabic come out as they were written."""

from pathlib import Path

import numpy as np
import pyogrio
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from sulh.errors import InputError
from sulh.tables import Row, open_content, open_table

NAMES = ["Ségou", "Koulikoro", "Mopti – été", "Tombouctou"]


def shapefile(folder: Path, names: list[str], encoding: str) -> Path:
    """Write a shapefile with GDAL, and return its .dbf."""
    path = folder / "areas.shp"
    pyogrio.raw.write(
        path,
        geometry=np.array([shapely.to_wkb(shapely.Point(1, 2)) for _ in names], dtype=object),
        field_data=[
            np.array(names, dtype=object),
            np.array(range(len(names)), dtype=np.int32),
            np.array([1.5] * len(names)),
        ],
        fields=["ADM1_FR", "number", "share"],
        geometry_type="Point",
        crs="EPSG:4326",
        driver="ESRI Shapefile",
        encoding=encoding,
    )
    return path.with_suffix(".dbf")


def names_of(path: Path) -> list[str]:
    return [each.values["ADM1_FR"] for each in open_table(path).rows if isinstance(each, Row)]


@pytest.mark.parametrize("encoding", ["ISO-8859-1", "UTF-8", "CP1252", "CP1256"])
@pytest.mark.parametrize("with_cpg", [True, False])
def test_names_are_read_as_they_were_written(tmp_path: Path, encoding: str, with_cpg: bool) -> None:
    """The .cpg file says the encoding; without it the bytes do, and an assumption says so."""
    names = {
        "CP1256": ["محافظة صور", "قضاء بنت جبيل", "النبطية"],
        "ISO-8859-1": ["Ségou", "Mopti", "Thiès"],
    }.get(encoding, NAMES)
    path = shapefile(tmp_path, names, encoding)
    cpg = path.with_suffix(".cpg")
    if not with_cpg:
        cpg.unlink()
        raw = bytearray(path.read_bytes())
        raw[29] = 0  # the header's own mark of the code page
        path.write_bytes(raw)
    assert names_of(path) == names
    rows = [each.values for each in open_table(path).rows if isinstance(each, Row)]
    assert [row["number"] for row in rows] == [str(each) for each in range(len(names))]
    assert {float(row["share"]) for row in rows} == {1.5}


def test_a_wrong_cpg_file_is_overruled_by_people(tmp_path: Path) -> None:
    """Latin-1 that claims to be UTF-8: the rows are refused, and saying the encoding reads them."""
    from sulh.tables.layout import Layout

    path = shapefile(tmp_path, ["Ségou", "Mopti"], "ISO-8859-1")
    path.with_suffix(".cpg").write_text("UTF-8")
    bad, good = open_table(path).rows
    assert not isinstance(bad, Row)
    assert bad.problem.code == "bad-encoding"
    assert isinstance(good, Row)
    rows = open_table(path, Layout(encoding="iso-8859-1")).rows
    assert [each.values["ADM1_FR"] for each in rows if isinstance(each, Row)] == ["Ségou", "Mopti"]


def test_a_day_that_is_none_is_not_called_an_encoding(tmp_path: Path) -> None:
    """30 February is refused as the date that it is."""
    path = shapefile(tmp_path, ["20240229", "20240230"], "UTF-8")
    raw = bytearray(path.read_bytes())
    raw[32 + 11] = ord("D")  # the first field, from text to a day
    path.write_bytes(raw)
    good, bad = open_table(path).rows
    assert isinstance(good, Row)
    assert good.values["ADM1_FR"] == "2024-02-29"
    assert not isinstance(bad, Row)
    assert (bad.problem.code, bad.problem.field) == ("bad-date", "ADM1_FR")


def test_shapes_alone_are_refused_in_words(tmp_path: Path) -> None:
    """The table is in the file beside them."""
    path = shapefile(tmp_path, NAMES, "UTF-8")
    with pytest.raises(InputError) as caught:
        open_table(path.with_suffix(".shp"))
    assert ".dbf" in caught.value.remedy


@given(st.binary(max_size=200))
def test_any_bytes_are_a_table_or_refused(raw: bytes) -> None:
    """Never anything else."""
    try:
        table = open_content(b"\x03" + raw, name="t.dbf")
    except InputError:
        return
    list(table.rows)
