"""``sulh respond casevac``: a chain by the clock, an area with its losses, and faults that are named."""

import json
import re

import pytest
from click.testing import CliRunner

from sulh.cli import main

ASSETS = """name,mode,medical,start_min,start_likely_min,start_max_min,speed_kmh,night,seats,lon,lat,accuracy_m
Ambulance,vehicle,yes,3,5,15,80,yes,2,21.99,6.54,50
Mi-8,helicopter,yes,10,15,40,220,no,6,21.98,6.53,50
Slow,helicopter,yes,5,5,5,,no,1,21.0,6.0,50
"""
FACILITIES = """name,level,beds,theatres,helipad,lon,lat,accuracy_m
Level 2 Bria,2,10,1,yes,21.99,6.54,50
Level 2 Bambari,2,0,1,yes,20.67,5.76,50
"""
PLACES = """name,lon,lat,weight
Near,22.0,6.55,100
Far,21.5,6.35,50
Beyond,15.0,5.0,7
"""
CLOSURES = """ref,reason,radius_m,from,to,lon,lat,accuracy_m
mine,hazard,500,2026-11-01,2026-11-30,22.0,6.55,50
"""
TROOPS = "name,lon,lat,weight\nPost,21.5,6.35,4\n"
SITES = "name,lon,lat\nIppy,21.5,6.36\nBouar,15.6,5.93\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, text in (
        ("assets", ASSETS),
        ("facilities", FACILITIES),
        ("places", PLACES),
        ("closures", CLOSURES),
        ("sites", SITES),
        ("troops", TROOPS),
    ):
        (tmp_path / f"{name}.csv").write_text(text)
    return tmp_path


def run(*more, ok=True):
    result = CliRunner().invoke(main, ["respond", "casevac", "assets.csv", "facilities.csv", *more])
    assert (result.exit_code == 0) is ok, result.output + str(result.exception)
    return result


BY_DAY, BY_NIGHT = ("--at", "2026-11-29T10:00+00:00"), ("--at", "2026-11-29T02:00+00:00")


def test_a_casualty_by_day_and_by_night(folder):
    """The helicopter goes by day; by night it is named as one that cannot come; the bad row is named."""
    day = run("--casualty", "21.5", "6.35", *BY_DAY)
    assert "holds 10-1-2" in day.stdout
    assert "Mi-8 at the scene: medical care begins" in day.stdout
    assert "No roads are given" in day.stdout
    assert "Level 2 Bambari: level 2, but no free bed" in day.stdout
    assert "assets.csv:4: speed_kmh: is missing" in day.stderr
    night = run("--casualty", "21.5", "6.35", *BY_NIGHT)
    assert "does not hold 10-1-2" in night.stdout
    assert "Mi-8: does not work in the dark." in night.stdout


def test_a_casualty_with_lon_and_lat_exchanged_is_refused(folder):
    """It is near nothing as it stands, and near the helicopter with both exchanged."""
    result = run("--casualty", "6.35", "21.5", *BY_DAY, ok=False)
    assert "near one with both exchanged" in result.stderr


def test_closures_count_on_their_days(folder):
    """A mined place is not reached in November, and is in December; helicopters fly over it."""
    where = ("--casualty", "22.0", "6.55", "--closures", "closures.csv")
    november = run(*where, *BY_NIGHT)
    assert "Ambulance: no way leads to the casualty: the casualty lies inside" in november.stdout
    december = run(*where, "--at", "2026-12-02T02:00+00:00")
    assert "no way leads" not in december.stdout


def test_closures_of_the_ledger_are_the_default(folder):
    """Closures are records: observed once, used by every plan, as known at a time."""
    invoke = CliRunner().invoke
    assert invoke(main, ["init", "--pack", "example", "--site", "hq", "m"]).exit_code == 0
    rows = "kind,source,ref,reason,radius_m,from,to,lon,lat,accuracy_m,reliability,credibility\n"
    rows += "way-closure,engineers,c1,hazard,500,2026-11-01,,22.0,6.55,50,B,2\n"
    (folder / "records.csv").write_text(rows)
    observe = invoke(main, ["-C", "m", "observe", "--yes", "records.csv"])
    assert observe.exit_code == 0, observe.output
    command = ["-C", "m", "respond", "casevac", "assets.csv", "facilities.csv"]
    plan = invoke(main, [*command, "--casualty", "22.0", "6.55", *BY_NIGHT])
    assert "Ambulance: no way leads to the casualty: the casualty lies inside" in plan.output, (
        plan.output
    )
    past = invoke(
        main, [*command, "--casualty", "22.0", "6.55", *BY_NIGHT, "--as-of", "2020-01-01"]
    )
    assert "no way leads" not in past.output


def test_times_on_the_missions_clock(folder):
    """Beside UTC, in the text and on the page; a closure's days are the mission's; outside a mission UTC."""
    invoke = CliRunner().invoke
    assert invoke(main, ["init", "--pack", "minusca", "--site", "hq", "m"]).exit_code == 0
    late = ("--at", "2026-11-29T23:50+01:00")
    command = ["-C", "m", "respond", "casevac", "assets.csv", "facilities.csv"]
    plan = invoke(main, [*command, *late, "--casualty", "21.5", "6.35", "-o", "chain.html"])
    for text in (plan.stdout, (folder / "chain.html").read_text()):
        plain = " ".join(re.sub(r"<[^>]*>|[│┃]", " ", text).replace("&#39;", "'").split())
        assert "2026-11-29 23:50 (mission's time), 2026-11-29 22:50 UTC" in plain
        assert re.search(r"23:54 22:54 4", plain)
        assert re.search(r"11-30 00:\d\d 23:\d\d \d", plain), "what comes after midnight here"
    assert "mission" not in run("--casualty", "21.5", "6.35", *late).stdout
    (folder / "day.csv").write_text(
        "ref,reason,radius_m,from,to,lon,lat,accuracy_m\nc,hazard,500,2026-12-01,,22.0,6.55,50\n"
    )
    shut = ["--casualty", "22.0", "6.55", "--closures", "day.csv", "--at", "2026-12-01T00:30+01:00"]
    assert "the casualty lies inside" in invoke(main, [*command, *shut]).stdout
    assert "lies inside" not in run(*shut).stdout


def test_an_area_its_losses_and_its_fix(folder):
    """People by conditions, what the ambulance means by night, and the post that helps most; files."""
    result = run("--places", "places.csv", *BY_DAY, "--wet-factor", "0.5", "--fix", "sites.csv",
                 "--troops", "troops.csv", "-o", "area.html")  # fmt: skip
    rows = [line.split("  ") for line in result.stdout.splitlines()]
    post = next(row for row in rows if row[0].endswith("forward surgical team"))
    assert [each.strip() for each in post if each.strip()][1:] == ["Ippy", "54", "54"]
    assert "4 own troops" in result.stdout
    assert "night, wet season" in result.stdout
    page = (folder / "area.html").read_text()
    assert page.count("<svg") == 4
    run("--places", "places.csv", *BY_DAY, "-o", "area.csv")
    lines = (folder / "area.csv").read_text().splitlines()
    assert len(lines) == 1 + 2 * 3
    run("--casualty", "21.5", "6.35", *BY_DAY, "-o", "chain.xlsx")


def test_roads_are_used_where_they_are_given(folder):
    """A straight road: the answer names the pieces, not straight lines."""
    line = {"type": "LineString", "coordinates": [[21.4, 6.35], [21.99, 6.54]]}
    road = {"type": "Feature", "properties": {"speed_kmh": 60}, "geometry": line}
    (folder / "roads.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "features": [road]})
    )
    result = run("--casualty", "21.5", "6.38", *BY_NIGHT, "--roads", "roads.geojson")
    assert "pieces of road" in result.stdout
    assert "straight lines" not in result.stdout


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ((), "Give either --casualty or --places."),
        (
            ("--casualty", "21", "6", "--places", "places.csv"),
            "Give either --casualty or --places.",
        ),
        (("--casualty", "21", "6", "--delay", "lunch=5"), "names no delay"),
        (("--casualty", "21", "6", "--delay", "alarm=9:1:2"), "is not a delay"),
        (("--casualty", "21", "96"), "not a place on Earth"),
    ],
)
def test_wrong_options_are_named(folder, more, sentence):
    """One sentence, and no plan."""
    result = run(*more, ok=False)
    assert sentence in result.output
    assert isinstance(result.exception, SystemExit)


def test_busy_units_and_what_they_uncover(folder):
    """By day both work; by night one is left, and every call beyond it is lost."""
    command = ["respond", "busy", "assets.csv", "places.csv", "--calls-a-day", "6"]
    day = CliRunner().invoke(main, [*command, "-o", "busy.html"])
    assert day.exit_code == 0, day.output
    assert "of calls find all units out" in day.stdout
    assert "Mi-8" in day.stdout
    assert "Units" in (folder / "busy.html").read_text()
    night = CliRunner().invoke(main, [*command, "--night"])
    assert "33.33%" in night.stdout  # a load of 0.5 on one unit: Erlang's loss is a third
    assert "Mi-8" not in night.stdout


def test_weather_sites_and_json(folder):
    """The helicopter below its minimum is named; at a landing site it meets the wounded; JSON has it all."""
    lines = ASSETS.splitlines()
    more = f"{lines[0]},visibility_min_m,site_only\n{lines[1]},,no\n{lines[2]},1500,yes\n"
    (folder / "assets.csv").write_text(more)
    (folder / "sites.csv").write_text("name,lit,lon,lat,accuracy_m\nField,no,21.5,6.36,20\n")
    where = ("--casualty", "21.5", "6.35", *BY_DAY)
    assert "Mi-8: no landing site that it may use" in run(*where).stdout
    at_site = json.loads(run(*where, "--landing-sites", "sites.csv", "--json").stdout)
    assert "the wounded are carried to a landing site" in [
        each["step"] for each in at_site["steps"]
    ]
    assert at_site["holds"] is True
    fog = ("--landing-sites", "sites.csv", "--visibility-m", "800", "--json")
    foggy = json.loads(run(*where, *fog).stdout)
    assert foggy["cannot"] == ["Mi-8: visibility at 800 m, it needs 1500 m."]
    (folder / "sites.csv").write_text(SITES)
    area = run("--places", "places.csv", *BY_DAY, "--fix", "sites.csv", "--json").stdout
    answer = json.loads(area)
    assert [each["name"] for each in answer["conditions"]] == ["day", "night"]
    assert len(answer["places"]) == 6
    kinds = ["move", "landing-site", "asset", "post"]
    assert [each["kind"] for each in answer["fixes"]] == kinds
    assert all(each["proven"] for each in answer["fixes"])


def test_wet_escort_and_boats(folder):
    """Slower in the wet season and in a column; a boat comes where a river is given."""
    where = ("--casualty", "21.9", "6.5", *BY_NIGHT, "--json")
    steps = {
        name: {
            each["step"]: each["minutes"] for each in json.loads(run(*where, *more).stdout)["steps"]
        }
        for name, more in (("dry", ()), ("wet", ("--wet",)), ("escort", ("--escort",)))
    }
    care = {
        name: each["Ambulance at the scene: medical care begins"] for name, each in steps.items()
    }
    assert care["dry"] < care["escort"] < care["wet"]
    boat = ASSETS + "Boat,boat,no,5,5,5,20,yes,4,21.9,6.0,50\n"
    (folder / "assets.csv").write_text(boat)
    assert "Boat: no rivers or lakes are given." in run(*where[:-1]).stdout
    river = {"type": "LineString", "coordinates": [[21.9, 6.0], [21.9, 6.4]]}
    feature = {"type": "Feature", "properties": {}, "geometry": river}
    (folder / "river.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "features": [feature]})
    )
    on_water = run(*where[:-1], "--water", "river.geojson").stdout
    assert (
        "Boat: no way leads to the casualty: no road lies within 2 km of the casualty." in on_water
    )


def test_without_tables_the_ledger_counts_and_who_is_on_a_task_does_not(folder):
    """The same chain as by tables; an asset on a task is named and left out; with nobody known it says what to do."""

    def mission(*words, ok=True):
        result = CliRunner().invoke(main, ["-C", "m", *words])
        assert (result.exit_code == 0) is ok, result.output + str(result.exception)
        return result

    CliRunner().invoke(main, ["init", "m", "--pack", "minusca"], catch_exceptions=False)
    ask = ("respond", "casevac", "--casualty", "21.5", "6.35", "--dry", *BY_DAY)
    assert "observe records of the kind medical-asset" in mission(*ask, ok=False).stderr
    for name, kind, text in (("a", "medical-asset", ASSETS), ("f", "medical-facility", FACILITIES)):
        head, *rows = text.replace("name,", "ref,").splitlines()
        marks = "kind,source,reliability,credibility," + head
        (folder / f"{name}.csv").write_text(
            "\n".join([marks, *(f"{kind},ops,A,1,{row}" for row in rows if "Slow" not in row)])
        )
    mission("observe", "a.csv", "f.csv")
    chain = mission(*ask).stdout
    assert "Mi-8 at the scene: medical care begins" in chain
    task = "kind,source,ref,type,unit,start,end,reliability,credibility"
    kept = "task,ops,E-1,evacuation,Mi-8,2026-11-29T09:00Z,2026-11-29T12:00Z,A,1"
    (folder / "t.csv").write_text(f"{task}\n{kept}\n")
    mission("observe", "t.csv")
    later = mission(*ask)
    assert "Mi-8 is out: evacuation E-1. It does not count." in later.stderr
    assert "Mi-8 at the scene" not in later.stdout
    assert "Ambulance at the scene" in later.stdout


@pytest.mark.parametrize("at", ["9999-12-31T23:59+00:00", "1899-12-31T00:00+00:00"])
def test_a_year_nobody_plans_for_is_refused(folder, at):
    """In a sentence, by all that ask for a trip's day."""
    assert "is no day to plan for" in run("--casualty", "21.5", "6.35", "--at", at, ok=False).stderr


def test_the_page_says_of_which_files_rows_do_not_count(folder):
    """Whoever is handed the page did not see stderr: a closure that could not be read is an open road on it."""
    wrong = CLOSURES.replace("2026-11-01,2026-11-30", "2026-11-30,2026-11-01")
    (folder / "closures.csv").write_text(wrong)
    chain = ("--casualty", "21.5", "6.35", *BY_DAY, "--closures", "closures.csv")
    notes = [
        f"{file}.csv: 1 of {rows} cannot be read and does not count."
        for file, rows in (
            ("assets", "3 rows"),
            ("closures", "1 row"),
        )
    ]
    text = run(*chain, "-o", "chain.html").stdout
    page = (folder / "chain.html").read_text("utf-8")
    assert [text.count(each) for each in notes] == [1, 1]
    assert [page.count(each) for each in notes] == [1, 1]


def test_what_each_asset_means_is_a_row_for_each_asset(folder):
    """A column for each of the conditions; who does not go is named with conditions that hold commas themselves."""
    text = run("--places", "places.csv", *BY_DAY, "--wet-factor", "0.6").stdout
    table = text.partition("What each asset means")[2].splitlines()[1:]
    assert re.split(r"  +", table[0].strip()) == [
        *("without", "day", "night", "day, wet season", "night, wet season"),
    ]
    assert [line.split()[0] for line in table[1:3]] == ["Ambulance", "Mi-8"]
    assert "Mi-8 does not go (night; night, wet season): does not work in the dark." in text
