"""Zipped shapefiles with Latin-1 names through the one door: hazardous areas, camps, and the gazetteer of a mission."""

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
import shapely
from click.testing import CliRunner
from tests.tables.test_shapes import SQUARE, archive

from sulh.cli import main
from sulh.workspace import ledger_entries, open_workspace
from sulh.workspace.place_names import PlaceNames

WEST, SOUTH = -30.01, -44.41
AREA = shapely.transform(SQUARE, lambda xy: xy - (21.9, 6.5) + (WEST, SOUTH))
FORMS = {
    "hazardous-area": {"suspicion": "confirmed", "ordnance": "unknown"},
    "population": {"group": "displaced", "people": "120"},
}


def packed(folder: Path, kind: str, shapes: list[shapely.Geometry]) -> Path:
    """Write a zipped shapefile of records of a kind, UTM, names in Latin-1."""
    import numpy as np
    import pyogrio
    import pyproj

    folder.mkdir()
    system = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:32726", always_xy=True)
    moved = [
        shapely.transform(each, lambda xy: np.column_stack(system.transform(*xy.T)))
        for each in shapes
    ]
    cells = {
        "kind": kind,
        "source": "UNMAS",
        "start": "2024-05-01",
        "place": "Bétaré",
        **FORMS[kind],
    }
    columns = {name: [text] * len(shapes) for name, text in cells.items()}
    columns["ref"] = [f"{kind[:1]}{at}" for at in range(len(shapes))]
    pyogrio.raw.write(
        folder / "x.shp",
        geometry=np.array([shapely.to_wkb(each) for each in moved], dtype=object),
        field_data=[np.array(each, dtype=object) for each in columns.values()],
        fields=list(columns),
        geometry_type="Polygon",
        crs="EPSG:32726",
        driver="ESRI Shapefile",
        encoding="ISO-8859-1",
    )
    path = folder.with_suffix(".zip")
    with zipfile.ZipFile(path, "w") as file:
        for each in folder.iterdir():
            file.write(each, each.name)
    return path


@pytest.fixture(scope="module")
def mission(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shapes") / "m"
    CliRunner().invoke(main, ["init", str(folder), "--pack", "example"])
    return folder


def test_areas_become_hazards_and_camps(mission: Path) -> None:
    """Of a hazard its size and reach; a camp has neither, and nothing is in doubt about it."""
    for kind in FORMS:
        file = packed(mission.parent / kind, kind, [AREA, AREA])
        result = CliRunner().invoke(main, ["-C", str(mission), "observe", str(file)])
        assert result.exit_code == 0
        assert "is no column" not in result.output
    entries = ledger_entries(open_workspace(mission), as_of=datetime.now(UTC))
    hazard, camp = entries["hazardous-area"][0], entries["population"][0]
    assert (hazard.place.name, camp.place.name) == ("Bétaré", "Bétaré")
    assert hazard.place.lon == pytest.approx(AREA.centroid.x, abs=1e-5)
    assert hazard.place.lat == pytest.approx(AREA.centroid.y, abs=1e-5)
    assert hazard.radius_m == camp.place.accuracy_m
    assert float(hazard.area_m2) == pytest.approx(1_768_700, rel=0.01)


def test_a_gazetteer_may_be_a_shapefile(mission: Path, tmp_path: Path) -> None:
    """Places by name, with the position of their points."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, content in archive(tmp_path, [shapely.Point(WEST, SOUTH)]).items():
            file.writestr(name, content)
    path = tmp_path / "gazetteer.zip"
    path.write_bytes(out.getvalue())
    names = PlaceNames(open_workspace(mission).pack, str(path))
    (place,) = names("SEGOU 0")
    assert (place.spot.lon, place.spot.lat) == pytest.approx((WEST, SOUTH))
