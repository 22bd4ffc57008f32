"""``sulh respond convoys``: the island's plan in every form, pages for drivers, faults that are named."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import sulh.workspace
from sulh.cli import main

ISLAND = Path(sulh.workspace.__file__).parent / "demo_tables"
FILES = [
    part
    for name in ("needs", "stocks", "vehicles", "closures")
    for part in (f"--{name}", str(ISLAND / f"island-{name}.simulated.csv"))
]
DAY = ["--at", "2026-06-15", "--leave", "05:00", "--return", "19:00", "--rounds", "30"]
ROADS = ["--roads", str(ISLAND / "island-roads.simulated.geojson")]


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words, ok=True):
    result = CliRunner().invoke(main, ["respond", "convoys", *words, "--rejects", "."])
    assert (result.exit_code == 0) is ok, result.output + str(result.exception)
    return result


def test_the_islands_plan_and_a_page_for_each_driver(folder):
    """Simulated tables make simulated pages; each need that gets nothing has its reason."""
    result = run(*FILES, *DAY, *ROADS, "-o", "plan.html", "--sheets", "drivers", "--json")
    answer = json.loads(result.stdout)
    assert answer["simulated"]
    assert answer["counts"]["needs"] == 14
    reasons = {each["need"]: each["reason"] for each in answer["needs"]}
    assert "window 05:00 to 06:10 is impossible" in reasons["n-11"]
    assert "give both in one unit" in reasons["n-12"]
    assert "'Old Mill' is not known" in reasons["n-13"]
    assert reasons["n-14"] == "No depot has fuel in l."
    for each in answer["needs"]:
        assert bool(each["reason"]) == (each["unserved"] not in ("0", "0.00"))
    page = (folder / "plan.html").read_text()
    assert "SIMULATED" in page
    pages = sorted((folder / "drivers").iterdir())
    assert len(pages) == len({(each["depot"], each["vehicle"]) for each in answer["stops"]})
    guarded = [
        each for each in pages if "Do not go anywhere without the escort" in each.read_text()
    ]
    assert len(guarded) == len({each["vehicle"] for each in answer["stops"] if each["escort"]})
    assert guarded


def test_without_roads_in_every_form(folder):
    for ending in ("csv", "json", "geojson", "xlsx"):
        run(*FILES, *DAY, "--curfew", "12:00-13:00", "-o", f"plan.{ending}")
    features = json.loads((folder / "plan.geojson").read_text())["features"]
    assert {each["properties"]["kind"] for each in features} == {"depot", "need", "trip"}
    assert all(each["properties"]["simulated"] for each in features)
    assert "No roads are given" in json.loads((folder / "plan.json").read_text())["assumption"]
    assert (folder / "plan.csv").read_text().startswith("day,vehicle,escort,depot,trip")


@pytest.mark.slow
def test_needs_stock_and_vehicles_of_the_ledger(folder):
    """What was observed once is the default; a need's place is looked up among the mission's sites."""
    (folder / "records.csv").write_text(
        "kind,source,reliability,credibility,ref,supply,quantity,unit,depot,litres,lon,lat,accuracy_m,place\n"
        "relief-need,ocha,B,2,n1,water,5000,l,,,,,,The Gate\n"
        "relief-stock,wfp,B,2,s1,water,9000,l,Port,,-30.0,-45.6,50,\n"
        "relief-vehicle,wfp,B,2,Truck,,,,Port,6000,,,,\n"
    )
    for words in (
        ["init", "m", "--pack", "example", "--site", "hq"],
        ["-C", "m", "observe", "records.csv"],
    ):
        result = CliRunner().invoke(main, words)
        assert result.exit_code == 0, result.output
    words = ["-C", "m", "respond", "convoys", *DAY, "--json"]
    answer = json.loads(CliRunner().invoke(main, words).stdout)
    assert answer["counts"]["served"] == 1
    assert not answer["simulated"]
    assert answer["stops"][0]["place"] == "The Gate"


def test_faults_are_named(folder):
    """Negative stock, a unit that is none, a vehicle that takes nothing, an escort that loads, two depots' points."""
    needs = "ref,supply,quantity,unit,opens,closes,lon,lat,accuracy_m,place\n"
    rows = "a,water,5,gallon,,,1,1,50,\nb,water,-3,l,,,1,1,50,\nc,water,0,l,,,1,1,50,\nd,water,5,l,,,,,,\n"
    rows += "e,water,5,l,25:00,,1,1,50,\nf,water,5,l,12:00,10:00,1,1,50,\ng,water,5,l,,,1,1,50,\n"
    (folder / "needs.csv").write_text(needs + rows)
    (folder / "stocks.csv").write_text(
        "ref,depot,supply,quantity,unit,lon,lat,accuracy_m\ns,D,water,-1,l,1,1,50\nt,D,water,9,l,1,1,50\n"
        "u,D,water,9,l,,,\n"
    )
    (folder / "vehicles.csv").write_text(
        "name,depot,litres,escort,speed_kmh\nempty,D,,no,\nboth,D,5,yes,\nslow,D,5,no,0\nfine,D,50,no,\n"
    )
    tables = ["--needs", "needs.csv", "--stocks", "stocks.csv", "--vehicles", "vehicles.csv"]
    result = run(*tables, *DAY)
    for words in (
        "needs.csv:2: unit", "needs.csv:3: quantity", "needs.csv:4: quantity: is nothing",
        "needs.csv:5: place: is missing", "needs.csv:6: opens: is not a time of day",
        "needs.csv:7: closes: is not after opens", "stocks.csv:2: quantity", "stocks.csv:4: lon: is missing",
        "vehicles.csv:2: escort: and it takes no load", "vehicles.csv:3: escort: takes a load too",
        "vehicles.csv:4: speed_kmh",
    ):  # fmt: skip
        assert words in result.stderr
    assert "1 of 1 needs served in full" in result.stdout
    assert "needs.csv: 6 of 7 rows cannot be read and do not count." in result.stdout
    assert "is not a mission's" in run("--needs", "needs.csv", ok=False).stderr
    assert "is not a curfew" in run(*tables, *DAY, "--curfew", "noon", ok=False).stderr


def test_classes_of_road_that_no_road_has_are_named(folder):
    road = {
        "type": "Feature",
        "geometry": {"type": "LineString", "coordinates": [[1, 1], [1.2, 1]]},
        "properties": {"class": "track", "speed_kmh": 40},
    }
    (folder / "roads.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "features": [road]})
    )
    (folder / "needs.csv").write_text(
        "ref,supply,quantity,unit,lon,lat,accuracy_m\na,water,5,l,1.2,1,50\n"
    )
    (folder / "stocks.csv").write_text(
        "ref,depot,supply,quantity,unit,lon,lat,accuracy_m\ns,D,water,9,l,1,1,50\n"
    )
    (folder / "vehicles.csv").write_text("name,depot,litres,roads\nbig,D,50,primary;secondary\n")
    tables = ["--needs", "needs.csv", "--stocks", "stocks.csv", "--vehicles", "vehicles.csv"]
    result = run(*tables, *DAY, "--roads", "roads.geojson")
    assert "big: no road is of the classes primary, secondary." in result.stdout
    assert "No way leads there and back" in result.stdout
