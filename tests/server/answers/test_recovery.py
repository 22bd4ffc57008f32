"""Weapons, returns, places and projects over HTTP: small counts hidden, and nothing of what one may not read."""

import time

import pytest
from tests.server.recovered import NOW, RECOVERY, row
from tests.server.served import serving, submit


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("hq") / "mission") as served:
        officer = served.client("watch officer")
        answer = row("complaint-answer", "A-1", complaint="C-9", answer="acknowledge", agent="desk")
        submit(officer, *RECOVERY, answer, tlp="TLP:GREEN")
        hidden = row(
            "movement",
            "s1",
            place="Hidden Valley",
            left="Oak Ridge",
            movers="displaced",
            people="50",
        )
        submit(officer, hidden, tlp="TLP:RED")
        submit(
            officer,
            row("weapon", "sim", actor="Red Army", type="other"),
            simulated=True,
            tlp="TLP:GREEN",
        )
        yield served


def ask(client, page, **more):
    """Ask until the answer is there."""
    for _ in range(200):
        answer = client.get(f"/api/v1/recovery/{page}", params={"at": NOW} | more)
        assert answer.status_code == 200, answer.text
        body = answer.json()
        if body["state"] != "waiting":
            return body
        time.sleep(0.05)
    raise AssertionError("no answer came")


def test_the_register_balances(hq):
    body = ask(hq.client("watch officer"), "weapons")
    assert (body["collected"], body["stored"], body["missing"]) == (2, 2, 0)
    assert body["by_group"][0]["name"]
    assert body["counts_that_differ"][0]["by_count"] == 1
    assert "look alike" in body["close_serials"][0]["reason"]
    assert ask(hq.client("watch officer"), "weapons", simulated=True)["collected"] == 1


def test_people_who_returned_are_rounded(hq):
    """127 is 120 to 129, 7 fewer than ten; the answer holds no exact count."""
    body = ask(hq.client("watch officer"), "returns")
    flows = {(each["left"], each["to"]): each["people"] for each in body["flows"]}
    assert flows["Mill Town", "Oak Ridge"] == [120, 129]
    assert flows["Oak Ridge", "Mill Town"] == [0, 9]
    assert {each["place"]: each["stops"] for each in body["readiness"]}["Oak Ridge"] == ["hazards"]
    assert ("Oak Ridge", "Hidden Valley") in flows


def test_nobody_learns_of_a_place_that_they_may_not_read_about(hq):
    analyst = hq.client("analyst")
    assert "Hidden Valley" not in ask(analyst, "places")["names"]
    assert all(each["to"] != "Hidden Valley" for each in ask(analyst, "returns")["flows"])
    body = ask(analyst, "places", place="Hidden Valley")
    assert body["state"] == "failed"
    assert "No record names the place" in body["problem"]


def test_a_place_has_all_that_is_known(hq):
    body = ask(hq.client("analyst"), "places", place="oak ridge")
    profile = body["profile"]
    assert profile["place"] == "Oak Ridge"
    assert profile["hazards"][0]["left_m2"] == "5000"
    assert profile["people"] == [[1000, 1009]]
    assert [each["project"] for each in profile["projects"]] == ["Q-1"]
    assert {each["condition"] for each in profile["conditions"]} >= {"school", "hazards"}
    assert body["names"] == ["Mill Town", "Oak Ridge"]


def test_members_of_groups_are_counted_by_phase_without_an_exact_number(hq):
    """On the page of weapons and on a place's; more demobilised than disarmed is said, not mended."""
    members = ask(hq.client("analyst"), "weapons")["combatants"]
    found = {each["phase"]: (each["people"], each["parts"]) for each in members["groups"]}
    assert found == {"disarmed": ([60, 69], {"women": [0, 9]}), "demobilised": ([80, 89], {})}
    (fault,) = members["contradictions"]
    assert fault["records"] == ["n2"]
    profile = ask(hq.client("analyst"), "places", place="oak ridge")["profile"]
    assert profile["combatants"] == members["lines"]


def test_sentences_and_printed_pages_are_in_the_readers_language(hq):
    """By Accept-Language, as all of the console; the printed page by its `lang`, where it is given."""
    client, found = hq.client("watch officer"), {}
    for language in ("en", "fr", "ar"):
        client.headers["accept-language"] = language
        found[language] = ask(client, "weapons")["close_serials"][0]["reason"]
    assert len(set(found.values())) == 3
    page = "/api/v1/export/recovery/weapons?format=html"
    assert '<html lang="ar" dir="rtl">' in client.get(page).text
    assert "Armes remises" in client.get(f"{page}&lang=fr").text


def test_projects_with_what_is_late_and_what_waits(hq):
    """A sensitive complaint shows that it is late, and nothing else."""
    body = ask(hq.client("analyst"), "projects")
    (project,) = body["projects"]
    assert project["late"][0]["cause"] == "access"
    assert float(project["value"]["cost_at_end"][1]) > 48000
    assert body["communities"][0]["reached"] == [0, 9]
    assert body["communities"][0]["intended"] == [1230, 1239]
    assert [(each["topic"], each["about"]) for each in body["overdue"]] == [
        ("delay", "Q-1"),
        ("sensitive", ""),
    ]
    assert body["decisions"][0]["criteria"] == ["people reached"]
    assert body["faults"] == ["answer A-1 (field office): there is no complaint C-9."]


def test_the_weights_of_the_index_are_the_readers(hq):
    """The school holds, nobody assessed security: other weights change the index, and wrong ones are refused."""
    client = hq.client("analyst")
    even, schooled = (
        {each["place"]: each for each in ask(client, "returns", **more)["readiness"]}["Oak Ridge"]
        for more in ({}, {"weights": "school=9,water=0"})
    )
    assert schooled["index"][0] > even["index"][0]
    assert "security" in even["must_be_assessed"]
    weights = ask(client, "returns", weights="school=9,water=0")["weights"]
    assert (weights["school"], weights["water"], weights["papers"]) == (9, 0, 1)
    for text, word in (("shcool=2", "shcool"), ("school=-1", "-1"), ("school=1,school=2", "twice")):
        answer = client.get("/api/v1/recovery/returns", params={"at": NOW, "weights": text})
        assert answer.status_code == 400
        assert word in answer.text
    page = client.get(
        "/api/v1/export/recovery/returns",
        params={"at": NOW, "format": "html", "weights": "school=9,water=0", "lang": "en"},
    ).text
    assert "Weights other than 1: water 0, school 9." in page


def test_who_reads_nothing_is_refused(hq):
    """A token without the right to read, and an unknown time."""
    answer = hq.client("watch officer").get("/api/v1/recovery/returns", params={"at": "soon"})
    assert answer.status_code == 400
    assert hq.client().get("/api/v1/recovery/weapons").status_code == 401
