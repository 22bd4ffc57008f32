"""``sulh respond react``: from the ledger or a table, with sustain's readiness, JSON and a page."""

import json

import pytest
from click.testing import CliRunner

from sulh.cli import main

UNITS = """name,unit,notice_min,night,escorts,lon,lat,accuracy_m
QRF Bria,U1,10,yes,yes,21.99,6.54,50
Platoon Ippy,U2,5,yes,no,21.2,6.2,50
"""
PLACES = "name,lon,lat,weight\nBria,21.99,6.54,100\nIppy,21.2,6.2,40\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "units.table.csv").write_text(UNITS)
    (tmp_path / "places.csv").write_text(PLACES)
    return tmp_path


def run(*more, ok=True):
    result = CliRunner().invoke(main, [*more])
    assert (result.exit_code == 0) is ok, result.output + str(result.exception)
    return result


AT = ("--at", "2026-11-29T10:00+00:00")


def test_who_goes_what_is_uncovered_and_the_page(folder):
    """The nearest first, the second choice, the hole behind each; page and JSON."""
    command = (
        "respond",
        "react",
        "21.9",
        "6.5",
        "--units",
        "units.table.csv",
        "--places",
        "places.csv",
        *AT,
    )
    text = run(*command, "-o", "r.html").stdout
    assert "QRF Bria goes" in text
    assert "Platoon Ippy second choice" in text
    assert "<svg" in (folder / "r.html").read_text("utf-8")
    answer = json.loads(run(*command, "--json").stdout)
    first = answer["choices"][0]
    assert (first["unit"], first["uncovered"]) == ("QRF Bria", 100.0)
    assert first["way"][-1] == [21.9, 6.5]
    escort = json.loads(run(*command, "--escort-to", "21.5", "6.3", "--json").stdout)
    assert [each["unit"] for each in escort["choices"]] == ["QRF Bria"]
    assert escort["cannot"] == ["Platoon Ippy: does not escort."]
    assert escort["choices"][0]["at_goal"] > escort["choices"][0]["arrives_at"]


def test_units_and_readiness_of_the_ledger(folder):
    """Units are records; what they can do is what sustain says of the same day."""
    run("init", "--pack", "example", "--site", "hq", "m")
    rows = "kind,source,ref,unit,notice_min,night,lon,lat,accuracy_m,reliability,credibility\n"
    rows += "response-unit,ops,QRF,U1,10,yes,21.99,6.54,50,A,2\n"
    (folder / "a.csv").write_text(rows)
    rows = "kind,source,ref,contributor,type,authorised,from,reliability,credibility\n"
    rows += "unit,coe,U1,Nation A,medical,10,2026-01-01,A,2\n"
    (folder / "b.csv").write_text(rows)
    for name in "ab":
        run("-C", "m", "observe", "--yes", f"{name}.csv")
    capability = '[[capability]]\nid="evacuate"\ntitle="Evacuate"\nunit_types=["medical"]\nsets=1\nneeds=[{equipment="ambulance"}]\n'
    (folder / "m" / "capabilities.toml").write_text(capability)
    command = ("-C", "m", "respond", "react", "21.9", "6.5", *AT)
    assert json.loads(run(*command, "--json").stdout)["choices"][0]["doubt"] == ""
    lacks = json.loads(run(*command, "--need", "evacuate", "--json").stdout)
    assert lacks["cannot"] == ["QRF: evacuate: at most 0 of 1."]
    assert "capability of no unit" in run(*command, "--need", "fly", ok=False).output


def test_nothing_to_send_is_an_error(folder):
    """No table and no mission: a sentence with what to do."""
    assert "no units that can be sent" in run("respond", "react", "21.9", "6.5", ok=False).output


def test_west_and_south_are_numbers_no_options(folder):
    """It was `No such option '-2'`; what is no number is still refused."""
    command = ("respond", "react", "-21.9", "-.5", "--units", "units.table.csv", *AT)
    assert "lon -21.9, lat -0.5" in run(*command).stdout
    assert "--unknown" in run(*command, "--unknown", ok=False).stderr
