"""QGIS itself opens the mission: its own provider of OGC API - Features, over HTTP, without a screen.

Debian's `python3-qgis` brings it (229 MB to fetch, 1 GB on the disk). ``SULH_QGIS_PYTHON`` names another Python.
"""

import json
import os
import subprocess

import pytest
from tests.server.routes.test_features import ITEMS, OGC, follow, hq  # noqa: F401 -- the fixture

PYTHON = os.environ.get("SULH_QGIS_PYTHON", "/usr/bin/python3")
QGIS = """
import json, sys
from qgis.core import (
    QgsApplication, QgsFeatureRequest, QgsNetworkAccessManager, QgsRectangle, QgsVectorLayer
)
address, token, names = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
application = QgsApplication([], False)
application.initQgis()
def sign(request):
    request.setRawHeader(b"Authorization", b"Bearer " + token.encode())
QgsNetworkAccessManager.setRequestPreprocessor(sign)
def opened(name, where="", size=""):
    source = f"pageSize='{size}' " if size else ""
    source = f"{source}restrictToRequestBBOX='1' srsname='OGC:CRS84' typename='{name}' url='{address}'"
    layer = QgsVectorLayer(source + (f" sql={where}" if where else ""), name, "OAPIF")
    assert layer.isValid(), (name, layer.error().message())
    return layer
def rows(layer, request=None):
    fields = [each.name() for each in layer.fields()]
    made = []
    for each in layer.getFeatures(request or QgsFeatureRequest()):
        row = {k: each[k] for k in fields if isinstance(each[k], (int, float, str))}
        row["wkt"] = each.geometry().asWkt(6) if each.hasGeometry() else ""
        made.append(row)
    return made
answer = {name: rows(opened(name)) for name in names}
answer["paged"] = rows(opened("incident", size="2"))
box = QgsFeatureRequest().setFilterRect(QgsRectangle(-29.85, -45, -29.55, -44))
answer["within"] = rows(opened("incident"), box)
layer = opened("incident")
assert layer.setSubsetString("\\"deaths_best\\" > 3")
answer["some"] = rows(layer)
print("ANSWER" + json.dumps(answer), flush=True)
application.exitQgis()
"""


def qgis(served, *names):
    """Return what QGIS has of layers: rows with their geometry as text."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": ""}
    try:
        there = subprocess.run([PYTHON, "-c", "import qgis.core"], capture_output=True, timeout=120, check=False, env=environment)  # fmt: skip
    except OSError:
        there = None
    if there is None or there.returncode:
        pytest.skip(
            f"{PYTHON} has no QGIS (Debian: python3-qgis); GDAL's driver is tested beside it"
        )
    arguments = [f"{served.url}{OGC}", served.tokens["observer"], json.dumps(names)]
    done = subprocess.run(
        [PYTHON, "-c", QGIS, *arguments],
        capture_output=True, text=True, timeout=300, check=False, env=environment,
    )  # fmt: skip
    lines = [each for each in done.stdout.splitlines() if each.startswith("ANSWER")]
    assert lines, done.stderr[-3000:]
    return json.loads(lines[0].removeprefix("ANSWER"))


@pytest.mark.slow
def test_qgis_opens_the_mission_live(hq):  # noqa: F811 -- the fixture
    names = ("incident", "zones", "sites")
    answer = qgis(hq, *names)
    client = hq.client("observer")
    for name in names:
        expected = follow(client, ITEMS.replace("/incident/", f"/{name}/"))
        assert len(answer[name]) == len(expected), name
    by_ref = {each["properties"]["ref"]: each for each in follow(client, ITEMS)}
    assert sorted(each["ref"] for each in answer["incident"]) == sorted(by_ref)
    for each in answer["incident"]:
        report = by_ref[each["ref"]]
        lon, lat = report["geometry"]["coordinates"]
        assert each["wkt"].split("(")[0].strip() == "Point"
        assert [float(n) for n in each["wkt"].split("(")[1][:-1].split()] == pytest.approx(
            [lon, lat], abs=1e-5
        )
        for field in ("deaths_best", "act", "actor"):
            assert each.get(field) == report["properties"].get(field)
    assert any("Polygon" in each["wkt"] for each in answer["zones"])
    assert sorted(each["ref"] for each in answer["paged"]) == sorted(by_ref)
    assert sorted(each["ref"] for each in answer["within"]) == ["G2", "G3", "G4"]
    deadly = {
        name for name, each in by_ref.items() if (each["properties"].get("deaths_best") or 0) > 3
    }
    assert {each["ref"] for each in answer["some"]} == deadly
