"""``sulh respond casualties``: the island's event in every form, and faults that are named."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import sulh.workspace
from sulh.cli import main

ISLAND = Path(sulh.workspace.__file__).parent / "demo_tables"
TABLES = [str(ISLAND / f"island-{name}.simulated.csv") for name in ("ambulances", "hospitals")]
COUNTS = ["--scene", "-29.7", "-45.35", "--immediate", "3", "--delayed", "4"]
MORE = ["--at", "2026-06-15T10:00+00:00", "--runs", "50"]


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words, ok=True):
    result = CliRunner().invoke(main, ["respond", "casualties", *words, "--rejects", "."])
    assert (result.exit_code == 0) is ok, result.output + str(result.exception)
    return result


def test_trips_have_one_set_of_options():
    """What `casevac` knows of a trip, `casualties`, `busy`, `react` and `first-days` know too, word for word."""
    commands = main.get_command(None, "respond").commands

    def options(name):
        own = commands[name].params
        return {each.name: (each.opts, each.help) for each in own if each.name != "output"}

    trip = options("react").keys() & options("busy").keys() & options("first-days").keys()
    assert {
        "wet",
        "wet_factor",
        "escort",
        "closures",
        "water",
        "ceiling_m",
        "landing_sites",
    } <= trip
    for name in ("casevac", "casualties"):
        assert {each: options(name)[each] for each in trip} == {
            each: options("react")[each] for each in trip
        }
    land = trip - {"water", "landing_sites", "visibility_m", "ceiling_m", "wind_kmh"}
    assert {each: options("convoys")[each] for each in land} == {
        each: options("react")[each] for each in land
    }


def test_the_islands_event_and_its_first_three_days(folder):
    """The last count of the table holds; the displaced need what the standards of `recover` say."""
    more = [part for name in ("triage", "disasters", "closures")
            for part in (f"--{name}", str(ISLAND / f"island-{name}.simulated.csv"))]  # fmt: skip
    result = run(*TABLES, *more, *MORE, "-o", "page.html", "--json")
    answer = json.loads(result.stdout)
    assert answer["simulated"]
    assert answer["wounded"] == {"immediate": 9, "delayed": 14, "minor": 35, "deceased": 5}
    water = next(each for each in answer["first_72_hours"]["needs"] if each["supply"] == "water")
    assert water["need"] == ["108000", "108405"]  # 2,400 to 2,409 people, 15 l, 3 days
    page = (folder / "page.html").read_text()
    assert "SIMULATED" in page
    assert "The first 72 hours" in page


def test_counts_on_the_command_line_in_every_form(folder):
    for ending in ("csv", "json", "xlsx"):
        run(*TABLES, *COUNTS, *MORE, "-o", f"out.{ending}")
    assert (folder / "out.csv").read_text().startswith("rule,rank,persons")
    answer = json.loads((folder / "out.json").read_text())
    assert answer["first_72_hours"] is None
    assert {each["rule"] for each in answer["outcomes"]} == {"nearest", "soonest"}


@pytest.mark.slow
def test_counts_and_disasters_of_the_ledger(folder):
    """What was observed once is the default, as known then."""
    (folder / "records.csv").write_text(
        "kind,source,reliability,credibility,ref,start,end,cause,displaced,immediate,delayed,lon,lat,accuracy_m,place\n"
        "disaster,team,B,2,d,2026-06-15,2026-06-15,flood,100,,,-29.7,-45.35,50,Ister\n"
        "triage-count,team,B,2,t,2026-06-15,2026-06-15,,,2,3,-29.7,-45.35,50,Ister\n"
    )
    for words in (
        ["init", "m", "--pack", "example", "--site", "hq"],
        ["-C", "m", "observe", "records.csv"],
    ):
        result = CliRunner().invoke(main, words)
        assert result.exit_code == 0, result.output
    words = ["-C", "m", "respond", "casualties", *TABLES, *MORE, "--json"]
    answer = json.loads(CliRunner().invoke(main, words).stdout)
    assert answer["wounded"]["immediate"] == 2
    assert answer["first_72_hours"]["people"][0]["high"] == 109


def test_faults_are_named(folder):
    result = run(*TABLES, ok=False)
    assert "It is not said where the wounded are" in result.stderr
    triage = str(ISLAND / "island-triage.simulated.csv")
    assert "counted twice" in run(*TABLES, *COUNTS, "--triage", triage, ok=False).stderr
    nobody = ["--scene", "0", "0", "--immediate", "0", "--delayed", "0"]
    assert "Nobody is immediate or delayed" in run(*TABLES, *nobody, ok=False).stderr
    (folder / "bare.csv").write_text(
        "name,level,beds,theatres,helipad,lon,lat,accuracy_m\nbare,2,0,1,yes,-29.7,-45.3,50\n"
    )
    result = run(TABLES[0], "bare.csv", *COUNTS, *MORE)
    assert "bare: level 2, but no free bed: nobody is brought there." in result.stdout
    assert "There are 7 more to bring than free beds." in result.stdout
    assert "7.0 of 7 are not brought to any hospital" in result.stdout
    (folder / "disasters.csv").write_text(
        "ref,start,end,cause,affected,displaced,place\n"
        "d,2026-06-15,2026-06-15,meteor,9,1,X\ne,2026-06-15,2026-06-15,flood,9,10,X\n"
    )
    words = run(*TABLES, *COUNTS, *MORE, "--disasters", "disasters.csv").stderr
    assert "disasters.csv:2: cause" in words
    assert "No disaster says that anybody is displaced" in words
    assert "displaced: is more than all who are affected, 9" in words
