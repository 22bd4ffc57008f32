"""A live exercise that is served: who steers, what trainees see, and that all they enter is simulated."""

import time
from datetime import timedelta
from pathlib import Path

import pytest
from tests.server.served import everything, incident, serving, submit

from sulh.server.access.policy import ROLES, allowed

HARBOUR = Path(__file__).parents[3] / "examples" / "exercises" / "harbour.toml"
MORE = """
[[inject]]
id = "paper"
kind = "message"
at = 2021-03-21T08:00:00-02:00
to = ["watch officer", "harbour master"]
sender = "The Island Times"
text = "Is the harbour closed?"

[[objective]]
id = "notice"
title = "The watch notices a breach within a day"

[[objective]]
id = "inform"
title = "The liaison is informed"
"""


@pytest.fixture(scope="module")
def island(tmp_path_factory):
    folder = tmp_path_factory.mktemp("live")
    scenario = folder / "live.toml"
    scenario.write_text(HARBOUR.read_text("utf-8") + MORE, "utf-8")
    with serving(folder / "island", scenario=scenario) as served:
        yield served


def steer(client, what, **fields):
    """Give a command that is obeyed; return the plan."""
    answer = client.post("/api/v1/exercise/commands", json={"what": what, **fields})
    assert answer.status_code == 200, answer.text
    return answer.json()


def now(client):
    """Return how the exercise stands."""
    return client.get("/api/v1/exercise").json()


def line(plan, name):
    """Return the line of an inject."""
    return next(each for each in plan["injects"] if each["id"] == name)


def test_only_the_facilitator_steers(island):
    """Everybody else is refused the plan, the truth and every command, and knows the time alone."""
    for role in ROLES:
        client = island.client(role)
        may = allowed(role, "steer exercise")
        for path in ("plan", "review"):
            assert (client.get(f"/api/v1/exercise/{path}").status_code == 200) == may, role
        answer = client.post("/api/v1/exercise/commands", json={"what": "pause"})
        assert answer.status_code == (200 if may else 403)
        assert now(client)["clock"].startswith("2021-01-01")
    assert "night-fire" not in str(now(island.client("watch officer")))


def test_a_facilitator_steers_and_trainees_work(island):
    """Step, run, pause; a message comes, is seen, and one to nobody is shown; the review holds judgements."""
    boss, officer = island.client("facilitator"), island.client("watch officer")
    plan = steer(boss, "step")
    assert line(plan, plan["next"])["at"] is None
    assert line(plan, "night-fire")["at"] == "2021-02-14T05:30:00Z"
    assert now(officer)["clock"] == "2021-02-14T05:30:00Z"
    steer(boss, "withhold", name="rumour")
    steer(boss, "run", speed=1000)
    island.clock.ahead += timedelta(seconds=2)
    steer(boss, "pause")
    clock = now(boss)["clock"]
    assert clock >= "2021-02-14T06:00:00Z"
    assert now(boss)["clock"] == clock

    plan = steer(boss, "send", name="paper")
    assert line(plan, "paper") | {
        "nobody": ["harbour master"],
        "seen_by": [],
        "by_hand": True,
    } == line(plan, "paper")
    assert line(plan, "rumour")["why_not"] == "withheld"
    (message,) = now(officer)["messages"]
    assert (message["sender"], message["seen"]) == ("The Island Times", False)
    assert now(island.client("observer"))["messages"] == []
    assert (
        island.client("observer")
        .post("/api/v1/exercise/seen", json={"inject": "paper"})
        .status_code
        == 404
    )
    assert officer.post("/api/v1/exercise/seen", json={"inject": "paper"}).status_code == 204
    assert now(officer)["messages"][0]["seen"]
    written = (island.folder / "exercise" / "commands.jsonl").stat().st_size
    for _ in range(3):  # nobody fills the disk by saying it again
        assert officer.post("/api/v1/exercise/seen", json={"inject": "paper"}).status_code == 204
    assert (island.folder / "exercise" / "commands.jsonl").stat().st_size == written
    plan = steer(boss, "judge", name="notice", points=70, text="Within the hour")
    assert line(plan, "paper")["seen_by"][0].startswith("watch officer (a-")
    assert (plan["low"], plan["high"]) == (35, 85)
    assert [each["points"] for each in plan["objectives"]] == [70, None]
    page = boss.get("/api/v1/exercise/review.html").text
    for words in ("Within the hour", "never judged", "SIMULATED"):
        assert words in page


def test_a_facilitator_adds_what_nobody_planned(island):
    """A party's message after an inject; a wrong one is refused with its field; a delivered one stays."""
    boss = island.client("facilitator")
    new = {"id": "red-says", "kind": "message", "after": "night-fire", "hours": 1000, "to": ["liaison"],
           "sender": "RED", "text": "It was not us."}  # fmt: skip
    plan = steer(boss, "add", inject=new)
    assert line(plan, "red-says")["due"].startswith("2021-03-2")
    plan = steer(boss, "edit", inject=new | {"hours": 1010, "text": "We regret it."})
    assert line(plan, "red-says")["what"] == "RED: We regret it."
    for wrong, word in (
        (new, "on the list already"), (new | {"id": "x", "to": []}, "fault"), (new | {"id": "x", "after": "y"}, "fault"),
    ):  # fmt: skip
        answer = boss.post("/api/v1/exercise/commands", json={"what": "add", "inject": wrong})
        assert answer.status_code == 400, answer.text
        assert word in answer.text
    for body in (
        {"what": "add"},
        {"what": "cut"},
        {"what": "run"},
        {"what": "send", "name": "night-fire"},
    ):
        assert boss.post("/api/v1/exercise/commands", json=body).status_code == 400


def test_all_that_trainees_enter_is_simulated_and_at_the_exercises_time(island):
    """Whether they say so or not; and the real side of the mission stays empty."""
    officer = island.client("watch officer")
    assert submit(officer, incident("trainee-1", start="2021-02-01"))["entered"] == 1
    clock = now(officer)["clock"]
    answer = officer.post("/api/v1/handovers", json={"text": "quiet", "simulated": False})
    assert answer.status_code == 201, answer.text
    records = everything(island.client("auditor"), limit=500)
    own = [each for each in records if each["kind"] != "genesis"]
    assert {each["kind"] for each in own} >= {"incident", "shift-handover", "coverage"}
    assert all(each["simulated"] for each in own)
    assert max(each["recorded_at"] for each in own) <= clock
    findings = officer.get("/api/v1/findings", params={"simulated": False}).json()["findings"]
    assert "trainee-1" not in str(findings)
    assert officer.get("/api/v1/mission").json()["exercise"] is True


def test_every_page_is_of_the_exercises_time(island):
    """Whatever says of which moment it is, unasked, says one of the exercise's."""
    officer = island.client("watch officer")
    year = now(officer)["clock"][:4]
    moments = {}
    for path, operations in island.app.openapi()["paths"].items():
        parameters = operations.get("get", {}).get("parameters", [])
        if "get" not in operations or any(each.get("required") for each in parameters):
            continue
        if path.startswith("/api/v1/") and "stream" not in path:
            answer = _done(officer, path)
            if isinstance(answer, dict) and isinstance(answer.get("at"), str):
                moments[path] = answer["at"]
    assert len(moments) >= 6, moments
    assert {path for path, at in moments.items() if not at.startswith(year)} == set()


def _done(client, path):
    """Return the answer of an address, once what it computes in the background is done; None where it is no JSON."""
    for _ in range(600):
        answer = client.get(path)
        if "json" not in answer.headers.get("content-type", ""):
            return None
        body = answer.json()
        if not isinstance(body, dict) or body.get("state") != "waiting":
            return body
        time.sleep(0.1)
    raise AssertionError(f"{path} is never done")


def test_a_line_that_is_cut_carries_nothing(island):
    """And once mended it does."""
    boss, site = island.client("facilitator"), island.client("site")
    assert site.get("/api/v1/sync").status_code == 200
    plan = steer(boss, "cut", name="site")
    assert plan["lines"] == [{"site": "site", "cut": True}]
    for call in (
        lambda: site.get("/api/v1/sync"),
        lambda: site.post("/api/v1/sync/bundle", json={}),
        lambda: site.post("/api/v1/sync/take", content=b"x"),
    ):
        assert call().status_code == 429
    steer(boss, "mend", name="site")
    assert site.get("/api/v1/sync").status_code == 200


def test_a_mission_in_earnest_has_no_exercise(tmp_path):
    """Nobody steers it."""
    with serving(tmp_path / "hq") as served:
        client = served.client("facilitator")
        for path in ("", "/plan", "/review"):
            assert client.get(f"/api/v1/exercise{path}").status_code == 404
        assert client.get("/api/v1/mission").json()["exercise"] is False


COURSE = """
[[objective]]
id = "watch"
title = "The watch notices a breach within a day"
course = "watch-keeping"
"""
TRAINED = (
    {"kind": "unit", "ref": "norbatt", "source": "hq", "contributor": "NOR", "type": "infantry",
     "authorised": "300", "from": "2020-01-01"},
    {"kind": "course", "ref": "watch-keeping", "source": "hq", "title": "Keeping the watch", "role": "general"},
    {"kind": "training-requirement", "ref": "r1", "source": "hq", "unit_type": "any",
     "course": "watch-keeping", "basis": "persons", "amount": "10", "from": "2020-01-01"},
)  # fmt: skip


def test_a_certificate_is_given_once_each_objective_is_judged(tmp_path):
    """Not before, not twice, by nobody else; it is simulated, and the contributors' page counts it apart."""
    scenario = tmp_path / "live.toml"
    scenario.write_text(HARBOUR.read_text("utf-8") + COURSE, "utf-8")
    with serving(tmp_path / "island", scenario=scenario) as served:
        boss, officer = served.client("facilitator"), served.client("watch officer")
        assert submit(officer, *TRAINED)["entered"] == len(TRAINED)
        certificate = {"unit": "norbatt", "course": "watch-keeping", "holders": 6}
        address = "/api/v1/exercise/certificates"
        assert officer.post(address, json=certificate).status_code == 403
        plan = steer(boss, "pause")
        assert plan["courses"] == [
            {"course": "watch-keeping", "lacks": ["The watch notices a breach within a day"]}
        ]
        answer = boss.post(address, json=certificate)
        assert (answer.status_code, "was not judged" in answer.text) == (400, True)
        plan = steer(boss, "judge", name="watch", points=75, text="Within an hour")
        assert plan["courses"] == [{"course": "watch-keeping", "lacks": []}]
        for wrong in ({"holders": 0}, {"course": "cooking"}, {"expires": "soon"}):
            assert boss.post(address, json=certificate | wrong).status_code in (400, 422)
        answer = boss.post(address, json=certificate)
        assert (answer.status_code, answer.json()) == (
            201,
            {"ref": "harbour-1-norbatt-watch-keeping"},
        )
        assert boss.post(address, json=certificate).status_code == 400
        records = everything(served.client("auditor"), limit=500)
        own = [each for each in records if each["kind"] == "certificate"]
        assert [each["simulated"] for each in own] == [True]
        page = _done(officer, "/api/v1/contributors?simulated=true&at=2021-02-01")
        assert [
            (each["unit"], each["need"], each["holders"], each["simulated"], each["shortfall"])
            for each in page["training"]
        ] == [("norbatt", 10, 0, 6, 10)]
