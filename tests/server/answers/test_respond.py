"""Respond over HTTP: who is ready, where 10-1-2 holds, who goes; and nothing of what one may not read."""

import shutil
from importlib.resources import files

import pytest
from tests.server.answers.test_outlook import answer
from tests.server.served import serving, submit

from sulh.errors import InputError
from sulh.server import read_settings

SITUATION, CALL = "/api/v1/respond", "/api/v1/respond/call"
FIXES = "/api/v1/respond/fixes"
NOON, NIGHT = {"at": "2026-06-15T12:00:00Z"}, {"at": "2026-06-15T02:00:00Z"}
TABLES = files("sulh.workspace").joinpath("demo_tables")
ROADS = "island-roads.simulated.geojson"
HARBOUR, NORTH, GATE = (-30.0, -45.6), (-30.0, -44.4), (-30.0, -45.0)


def row(kind, ref, spot, **more):
    """Return a row of the report form at a place."""
    at = {"lon": spot[0], "lat": spot[1], "accuracy_m": 50}
    return {"kind": kind, "source": "ops", "ref": ref} | at | more


def asset(ref, place, *, medical="yes", **more):
    facts = {"mode": "vehicle", "medical": medical, "start_likely_min": 5, "night": "yes"}
    return row("medical-asset", ref, place, **facts | more)


def people(ref, place, count):
    facts = {"start": "2026-01-01", "group": "host", "place": ref, "people": count}
    return row("population", ref, place, **facts)


def unit(ref, place, **more):
    return row("response-unit", ref, place, notice_min=10, night="yes", **more)


def task(ref, unit, start, end):
    times = {"start": f"2026-06-15T{start}:00Z", "end": f"2026-06-15T{end}:00Z"}
    return {"kind": "task", "source": "ops", "ref": ref, "type": "patrol", "unit": unit} | times


def hospital(ref, place, **more):
    return row("medical-facility", ref, place, **{"level": 2, "beds": 8, "theatres": 1} | more)


def island():
    """Return rows of the fictional island: three ambulances, two hospitals, two units, people."""
    return [
        asset("Ambulance Harbour", HARBOUR),
        asset("Ambulance North", NORTH),
        asset("Ambulance Gate", GATE, night="no"),
        hospital("Harbour General", HARBOUR, level=3),
        hospital("Gate aid post", GATE, level=1, theatres=0),
        people("Harbour Town", HARBOUR, 4000),
        people("The Gate", GATE, 900),
        unit("Patrol North", NORTH),
        unit("Reserve Harbour", HARBOUR, strength=30),
        task("P-1", "Patrol North", "11:00", "15:00"),
        task("E-1", "Ambulance Harbour", "13:00", "15:00"),
    ]


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hq") / "mission"
    with serving(folder, roads=ROADS) as served:
        shutil.copy(TABLES / ROADS, folder)
        officer = served.client("watch officer")
        submit(officer, *island(), tlp="TLP:GREEN")
        submit(officer, asset("Secret helicopter", GATE), tlp="TLP:RED")
        yield served


def test_who_is_ready_and_where_it_holds(hq):
    """A unit on a task is out and uncovers nothing more; the gate has its ambulance by day only."""
    body = answer(hq.client("analyst"), SITUATION, **NOON)
    assert body["state"] == "done", body
    assert {each["name"]: each["task"] for each in body["units"]} == {
        "Patrol North": "P-1",
        "Reserve Harbour": "",
    }
    reserve = next(each for each in body["units"] if not each["task"])
    assert reserve["uncovered"] > 0
    assert body["ways"]["pieces"] > 0
    area = body["area"]
    day, night = area["holds"]
    assert area["people"] == 4900
    assert area["troops"] == 30  # counted apart; nobody said how strong the other unit is
    assert (day["light"], night["light"]) == ("day", "night")
    assert day["people"] >= night["people"] > 0
    counted = {each["name"]: each["people"] for each in area["places"]}
    assert counted["The Gate"] == 900
    assert counted["North Camp"] is None, "a place of the pack is looked at, and counts for nobody"
    troops = {each["name"]: each["troops"] for each in area["places"]}
    assert troops["Reserve Harbour"] == 30
    assert troops["The Gate"] is None
    assert [each["operates"] for each in body["facilities"]] == [True, False]


def test_what_closes_the_gap(hq):
    """By night nobody fetches the wounded at the gate: from what costs least, at the pack's sites, as by the room."""
    analyst = hq.client("analyst")
    gap = answer(analyst, FIXES, **NIGHT)["gap"]
    area = answer(analyst, SITUATION, **NIGHT)["area"]
    night = area["holds"][1]
    assert gap["light"] == "night"
    assert gap["persons"] == area["people"] + area["troops"]
    assert gap["without"] == gap["persons"] - night["people"] - night["troops"]
    assert [each["kind"] for each in gap["fixes"]] == ["move", "asset", "post"]
    assert gap["sites_compared"] == len(hq.service.workspace.pack.sites)
    for each in gap["fixes"]:
        assert 0 <= each["persons"] <= each["bound"] <= gap["without"]
        assert bool(each["sites"]) == (each["persons"] > 0)
    best = gap["fixes"][-1]
    assert best["persons"] == 900
    assert best["sites"], "a post at the gate with a surgical team"
    two = answer(analyst, FIXES, count=2, **NIGHT)["gap"]["fixes"][-1]
    assert two["persons"] >= best["persons"]
    assert "Secret" not in f"{gap}"


def test_who_goes_to_a_call(hq):
    """By the roads; an ambulance on a task does not go, and the answer says so; nor what is out of sight."""
    analyst = hq.client("analyst")
    at_noon = answer(analyst, CALL, lon=-30, lat=-45.55, **NOON)
    assert [each["event"] for each in at_noon["chain"]["steps"]][:2] == ["wounded", "alarm"]
    assert at_noon["chain"]["holds"]
    assert "Ambulance Harbour" in {each["asset"] for each in at_noon["chain"]["steps"]}
    assert [each["unit"] for each in at_noon["choices"]] == ["Reserve Harbour"]
    assert "Patrol North: is out: patrol P-1." in at_noon["cannot"]
    later = answer(analyst, CALL, lon=-30, lat=-45.55, at="2026-06-15T14:00:00Z")
    assert "Ambulance Harbour" not in {each["asset"] for each in later["chain"]["steps"]}
    assert "Ambulance Harbour: is out: patrol E-1." in later["cannot"]
    night = answer(analyst, CALL, lon=-30, lat=-45.01, **NIGHT)
    assert night["is_dark"]
    assert any(each.startswith("Ambulance Gate: ") for each in night["cannot"])
    assert "Secret" not in f"{at_noon}{later}{night}"
    officer = answer(hq.client("watch officer"), CALL, lon=-30, lat=-45.01, **NIGHT)
    assert "Secret helicopter" in f"{officer}"


def test_the_season_is_the_packs_unless_somebody_says(hq):
    """On 1 October the island is wet: slower for who drives far, and the answer says who set the season."""
    analyst = hq.client("analyst")
    where = {"lon": -30, "lat": -45.3}

    def asked(day, **more):
        body = answer(analyst, CALL, at=f"2026-{day}T12:00:00Z", **where, **more)
        ways, choices = body["ways"], body["choices"]
        return ways["wet"], ways["season_by"], min(each["minutes"] for each in choices)

    by_pack, as_dry = asked("10-01"), asked("10-01", wet=False)
    assert by_pack[:2] == (True, "pack")
    assert as_dry[:2] == (False, "question")
    assert by_pack[2] > as_dry[2]
    assert asked("10-01", wet=True) == (True, "question", by_pack[2])
    assert asked("06-15")[:2] == (False, "pack")
    first = "/api/v1/respond/first-days"
    wet = answer(analyst, first, at="2026-10-01T12:00:00Z")
    dry = answer(analyst, first, at="2026-10-01T12:00:00Z", wet=False)
    assert "in the wet season" in wet["assumption"]
    assert "in the wet season" not in dry["assumption"]


def test_a_step_is_seen_at_once(hq):
    """An answer is kept, but not over news that it rests on: a task begins, the unit is out."""
    analyst, when = hq.client("analyst"), {"at": "2026-06-17T12:00:00Z"}
    before = answer(analyst, SITUATION, **when)
    assert {each["task"] for each in before["units"]} == {""}
    new = task("Q-1", "Reserve Harbour", "11:00", "15:00")
    new |= {"start": "2026-06-17T11:00:00Z", "end": "2026-06-17T15:00:00Z"}
    submit(hq.client("watch officer"), new, tlp="TLP:GREEN")
    after = answer(analyst, SITUATION, **when)
    assert {each["task"] for each in after["units"]} == {"", "Q-1"}


def test_nothing_is_there(hq):
    """An exercise without a record has no asset: nothing is computed, nothing fails; who may not read may not."""
    analyst = hq.client("analyst")
    body = answer(analyst, SITUATION, simulated=True, **NOON)
    assert (body["state"], body["assets"], body["area"]) == ("done", [], None)
    assert answer(analyst, FIXES, simulated=True, **NOON)["gap"] is None
    nobody = answer(analyst, CALL, lon=-30, lat=-45, simulated=True, **NOON)
    assert (nobody["chain"], nobody["choices"]) == (None, [])
    assert analyst.get(CALL, params={"lon": 200, "lat": 1}).status_code == 422
    swapped = answer(analyst, CALL, lon=-45.55, lat=-30, **NOON)
    assert "exchanged" in swapped["problem"]
    token = hq.account("writer", "analyst", scopes=["submit"])
    assert hq.client(token=token).get(SITUATION).status_code == 403


def test_the_setting_of_roads(tmp_path):
    """A file that is not there is named when the server starts."""
    (tmp_path / "serve.toml").write_text('roads = "ways.geojson"\n')
    with pytest.raises(InputError, match=r"there is no file 'ways\.geojson'"):
        read_settings(tmp_path, origin="http://x")
    (tmp_path / "ways.geojson").write_text("{}")
    assert read_settings(tmp_path, origin="http://x").roads == "ways.geojson"
