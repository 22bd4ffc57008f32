"""``sulh warn`` as a person runs it."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET

import pytest
from click.testing import CliRunner
from tests.warn.small_events import random_events

from sulh.cli import main

HEADER = "lon,lat,year,month,country,deaths,civilian_deaths"


@pytest.fixture
def run():
    """Run a command; return what it printed, fail on an exit code that is not expected."""

    def runs(*arguments, code=0):
        result = CliRunner().invoke(main, [str(each) for each in arguments])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == code, result.output
        return result.stdout if code == 0 else result.output

    return runs


@pytest.fixture
def table(tmp_path):
    """A table of places and months, eight years long, with one bad row."""
    rows = random_events(1).select(HEADER.split(",")).rows()
    text = "\n".join([HEADER, *(",".join(map(str, row)) for row in rows), "20,5,2003,13,A,1,0"])
    path = tmp_path / "events.csv"
    path.write_text(text + "\n", encoding="utf-8")
    return path


def test_forecast_prints_writes_and_repeats_itself(run, table, tmp_path):
    """The CSV has a row a cell, month and measure; the same seed gives the same JSON."""
    out, page = tmp_path / "out.csv", tmp_path / "page.html"
    said = run(
        "warn", "forecast", table, "--months", "2", "--samples", "5", "-o", out, "--page", page
    )
    assert "civilian deaths" in said
    assert f"Wrote {out}" in said
    rows = list(csv.DictReader(io.StringIO(out.read_text("utf-8"))))
    assert {row["period"] for row in rows} == {"2008-01", "2008-02"}
    assert {row["measure"] for row in rows} == {"deaths", "civilian_deaths"}
    assert all(len(row["samples"].split()) == 5 for row in rows)
    text = page.read_text("utf-8")
    assert "Where violence is likely next: 2008-01 to 2008-02" in text
    assert "<script" not in text
    assert "http://" not in text.replace("http://www.w3.org/2000/svg", "")
    asked = (
        "warn",
        "forecast",
        table,
        "--months",
        "1",
        "--no-check",
        "--json",
        "--measure",
        "deaths",
    )
    found = json.loads(run(*asked))
    assert found == json.loads(run(*asked))
    assert found["rejected"] == 1
    assert found["known_until"] == "2007-12"
    assert all(0 <= row["chance_any"] <= 1 for row in found["rows"])


def test_score_prints_tables_and_draws_calibration(run, table, tmp_path):
    """Every method has its row; the drawing is whole XML and names both measures."""
    drawing = tmp_path / "calibration.svg"
    said = run("warn", "score", table, "--months", "2", "--every", "6", "-o", drawing)
    for method in ("forecast", "model", "zeros", "last", "recent", "past"):
        assert f" {method} " in said
    words = "".join(ET.fromstring(drawing.read_text("utf-8")).itertext())
    assert "All deaths" in words
    assert "Civilian deaths" in words
    found = json.loads(run("warn", "score", table, "--months", "1", "--every", "6", "--json"))
    overall = {row["method"]: row for row in found["deaths"]["overall"]}
    assert overall["zeros"]["crps"] > 0
    assert sum(found["deaths"]["pit"]) == pytest.approx(1)
    assert found["deaths"]["countries"][0]["countries"] == 1


@pytest.mark.parametrize("cells", ["h3", "prio"])
def test_a_table_by_year_is_forecast_by_year(run, tmp_path, cells):
    """Without months the step is a year, one year ahead."""
    rows = random_events(2, years=12).select("lon", "lat", "year", "deaths").rows()
    path = tmp_path / "years.csv"
    path.write_text(
        "lon,lat,year,deaths\n" + "\n".join(",".join(map(str, row)) for row in rows), "utf-8"
    )
    found = json.loads(run("warn", "forecast", path, "--cells", cells, "--json", "--no-check"))
    assert found["step"] == "year"
    assert {row["period"] for row in found["rows"]} == {"2012"}


def test_a_map_of_the_world_stays_in_its_frame(run, tmp_path):
    """Cells on both sides of the globe, and one on the 180th meridian, lie where they belong."""
    path, page = tmp_path / "events.csv", tmp_path / "page.html"
    rows = [(lon, 5.2, 2001, m, 2) for lon in (-100.2, 0.1, 179.9, -179.9) for m in range(1, 13)]
    path.write_text(
        "lon,lat,year,month,deaths\n" + "\n".join(",".join(map(str, r)) for r in rows), "utf-8"
    )
    run("warn", "forecast", path, "--months", "1", "--no-check", "--page", page)
    drawn = re.findall(r'</title><path d="M([^"]+)Z"', page.read_text("utf-8"))
    assert len(drawn) >= 2 * 33
    for outline in drawn:
        x = [float(point.split()[0]) for point in outline.split("L")]
        assert max(x) - min(x) < 3, "a cell is half a degree wide, on a map of 520 for 360"


GED = (
    "id,type_of_violence,side_a,side_b,where_prec,where_coordinates,adm_1,latitude,longitude,country,"
    "event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low"
)


def ged(number, month, *, prec=1, district="Ouaka province", best=4):
    return (
        f"{number},1,Government,Rebels,{prec},Bambari,{district},5.76,20.67,Central African Republic,"
        f"1,1,2019-{month:02d}-03,2019-{month:02d}-03,1,1,2,0,{best},{best},{best}"
    )


def test_the_missions_own_ledger_by_district(run, tmp_path):
    """Reports taken in by `sulh observe` are forecast by the pack's districts; all are there."""
    folder, path = tmp_path / "mission", tmp_path / "ged.csv"
    rows = [GED, *(ged(m, m) for m in range(1, 11)), ged(11, 11, prec=4), ged(12, 12, prec=6)]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    run("init", folder, "--pack", "minusca", "--site", "camp")
    run("-C", folder, "observe", path)
    asked = ("-C", folder, "warn", "forecast", "--cells", "district", "--months", "1", "--json")
    found = json.loads(run(*asked, "--measure", "deaths"))
    assert found["cells"] == "district"
    assert len(found["rows"]) == 17
    busiest = max(found["rows"], key=lambda row: row["mean"])
    assert busiest["cell"] == "Ouaka"
    assert found["known_until"] == "2019-11"
    assert "1 reports with 4 deaths are known by region only" in found["left_out"][0]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--cells", "district"), "none is named"),
        (("--cells", "district", "--pack", "unifil"), "has no districts"),
        (("--until", "1990-01"), "before the time of the forecast"),
        (("--until", "soon"), "is no month"),
        (("--step", "month", "--months", "13"), "13"),
    ],
)
def test_what_cannot_be_done_is_said(run, table, arguments, says):
    """Exit code 2 and a sentence."""
    assert says in run("warn", "forecast", table, *arguments, code=2)


def test_an_empty_ledger_and_an_empty_table_are_said(run, tmp_path):
    """Nothing to forecast from is an error with a remedy, not an empty page."""
    folder = tmp_path / "mission"
    run("init", folder, "--pack", "minusca", "--site", "camp")
    assert "holds no incident" in run("-C", folder, "warn", "forecast", code=2)
    path = tmp_path / "empty.csv"
    path.write_text(HEADER + "\n", encoding="utf-8")
    assert "No deadly event" in run("warn", "score", path, code=2)
