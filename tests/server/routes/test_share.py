"""The page of what leaves over HTTP: who may look, what a preview tells, and what it never tells."""

import csv
import io
import time
from datetime import timedelta

import pytest
from tests.server.served import everything, incident, serving, submit
from tests.server.threatened import attack

from sulh.ledger import Draft
from sulh.server.access.policy import ROLES, allowed
from sulh.share import REASONS_TO_STAY

LABELS = ("CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED")
URL = "/api/v1/share/preview"


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("hq") / "mission") as served:
        officer = served.client("watch officer")
        for label in LABELS:
            submit(officer, incident(f"I-{label}", text=f"word-{label}"), tlp=f"TLP:{label}")
        submit(officer, incident("SIM"), tlp="TLP:CLEAR", simulated=True)
        submit(officer, attack("P-1"), tlp="TLP:GREEN")
        records = {each["body"]["ref"]: each["id"] for each in everything(officer, kind="incident")}
        body = {"retracts": records["I-GREEN"], "reason": "a slip", "tlp": "TLP:RED"}
        draft = Draft(kind="retraction", body=body)
        served.service.write(
            lambda workspace, _: workspace.store.append(
                [draft], recorded_at=served.clock(), author="watch officer"
            )
        )
        yield served


def ask(client, **query):
    """Ask until the preview is there."""
    for _ in range(400):
        answer = client.get(URL, params=query)
        assert answer.status_code == 200, answer.text
        body = answer.json()
        if body["state"] != "waiting":
            assert body["state"] == "done", body
            return body
        time.sleep(0.02)
    raise AssertionError("no answer came")


AMBER = {"to": "amber", "purpose": "common-picture"}


def refs(body, **equal):
    """Return which reports stand in a preview."""
    return {
        word
        for each in body["lines"]
        if all(each[name] == value for name, value in equal.items())
        for word in each["summary"].split()
        if word.startswith(("I-", "SIM", "P-"))
    }


@pytest.mark.parametrize("role", ROLES)
def test_those_who_decide_look_and_the_others_are_refused(hq, role):
    may = allowed(role, "preview sharing")
    for path in ("preview", "doors", "disclosures"):
        answer = hq.client(role).get(f"/api/v1/share/{path}")
        assert answer.status_code == (200 if may else 403), answer.text
    for table in ("share-preview", "disclosures"):
        answer = hq.client(role).get(f"/api/v1/export/{table}")
        assert answer.status_code == (200 if may else 403)


def test_a_marking_decides_what_leaves_and_the_rest_has_a_reason(hq):
    body = ask(hq.client("watch officer"), **AMBER)
    assert refs(body, leaves=True) == {"I-CLEAR", "I-GREEN", "I-AMBER"}
    assert refs(body, reason="marking") == {"I-AMBER+STRICT", "I-RED"}
    assert refs(body, reason="kind") == {"P-1"}
    assert (body["leaves"], body["stays"]) == (3, 3)
    assert body["reasons"] == {"kind": 1, "marking": 2}
    assert set(body["reasons"]) <= set(REASONS_TO_STAY)
    assert refs(ask(hq.client("watch officer"), to="green", purpose="cyber-defence"), leaves=True) == {"P-1"}  # fmt: skip


@pytest.mark.parametrize("role", ["analyst", "auditor"])
def test_a_red_record_is_not_counted_for_those_who_may_not_know_of_it(hq, role):
    """Neither among what stays nor as a retraction that stays; what leaves is the same to the byte."""
    officer = ask(hq.client("watch officer"), **AMBER)
    body = ask(hq.client(role), **AMBER)
    assert "I-RED" not in refs(body)
    assert "RED" not in {each["tlp"].removeprefix("TLP:") for each in body["lines"]}
    assert body["reasons"] == {"kind": 1, "marking": 1}
    assert body["stays"] == officer["stays"] - 1
    assert (body["stale"], officer["stale"]) == (0, 1)

    def leaving(of):
        return [(each["id"], each["body"], each["cut"]) for each in of["lines"] if each["leaves"]]

    assert leaving(body) == leaving(officer)
    assert ask(hq.client(role), **AMBER, words="word-RED")["total"] == 0


def test_the_public_gets_facts_without_words(hq):
    """Three days late: nothing of what was recorded just now; later coarse, with all words cut."""
    body = ask(hq.client("watch officer"))
    assert body["coarse"]
    assert body["leaves"] == 0
    assert body["reasons"]["young"] == 1


def test_a_release_to_one_party_leaves_to_it_alone(hq):
    officer = hq.client("watch officer")
    submit(officer, incident("I-FOR-RED"), tlp="TLP:AMBER+STRICT")
    (record,) = (
        each["id"] for each in everything(officer, kind="incident")
        if each["body"]["ref"] == "I-FOR-RED"
    )  # fmt: skip
    url = f"/api/v1/records/{record}/release"
    assert officer.post(url, json={"to": ["RED"], "reason": "for them"}).status_code == 201
    hq.clock.ahead += timedelta(minutes=3)  # a fresh answer
    for names, leaves in (((), False), (("BLUE",), False), (("RED",), True)):
        body = ask(officer, to="green", purpose="common-picture", released=list(names))
        assert ("I-FOR-RED" in refs(body, leaves=True)) == leaves
    answer = officer.get(URL, params={"released": "nobody", "to": "green"})
    assert answer.status_code == 400
    assert "no actor of the pack" in answer.json()["title"]


def test_the_exercise_and_what_happened_are_apart(hq):
    body = ask(hq.client("analyst"), **AMBER, simulated=True)
    assert refs(body) == {"SIM"}
    assert "SIM" not in refs(ask(hq.client("analyst"), **AMBER))


def test_a_preview_is_searched_and_paged(hq):
    client = hq.client("watch officer")
    whole = ask(client, **AMBER)
    pages = [ask(client, **AMBER, first=first, limit=2) for first in range(0, whole["total"], 2)]
    assert [each for page in pages for each in page["lines"]] == whole["lines"]
    assert refs(ask(client, **AMBER, what="stays", reason="kind")) == {"P-1"}
    assert ask(client, **AMBER, kind="intrusion")["total"] == 1
    assert refs(ask(client, **AMBER, words="WORD-amber+")) == {"I-AMBER+STRICT"}


def test_a_file_of_a_preview_has_its_lines(hq):
    client = hq.client("analyst")
    answer = client.get("/api/v1/export/share-preview", params=AMBER | {"lang": "en"})
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    shown = [each["id"] for each in ask(client, **AMBER)["lines"]]
    assert [each["Record"] for each in rows if each["Record"]] == shown
    assert any(each["Leaves or stays"].startswith("Stays: its marking") for each in rows)


def test_doors_have_addresses_and_collections_their_readers(hq):
    doors = hq.client("analyst").get("/api/v1/share/doors").json()
    addresses = {each["door"]: each["address"] for each in doors["doors"]}
    assert addresses["taxii"].endswith("/taxii2/mission/")
    assert set(addresses) == {"features", "tiles", "file", "feed", "taxii"}
    aid = [each["address"] for each in doors["doors"] if each["purpose"] == "humanitarian"]
    assert aid == [f"{hq.url}/api/v1/aid/mission"]
    (collection,) = doors["collections"]
    assert collection["name"] == "threats"
    assert collection["objects"] == 4  # the mission, an indicator, its sighting, the report
    assert "contributor" in collection["readers"]
    assert "contributor" not in collection["writers"]
    for door in ("features", "feed"):
        path = addresses[door].removeprefix(hq.url)
        assert hq.client("analyst").get(path).status_code == 200


def test_what_left_stands_with_whom_and_how_much(hq):
    """A contributor fetches the picture: the disclosure is there, and in the file."""
    hq.client("contributor").get("/api/v1/ogc/mission/collections/incident/items")
    client = hq.client("analyst")
    rows = client.get("/api/v1/share/disclosures").json()["disclosures"]
    assert rows
    assert (rows[0]["door"], rows[0]["audience"]) == ("features", "NOR")
    assert rows[0]["items"] == 2  # green and clear
    assert rows[0]["strictest"] == "green"
    words = client.get("/api/v1/share/disclosures", params={"words": "tiles"}).json()
    assert words["disclosures"] == []
    file = client.get("/api/v1/export/disclosures", params={"format": "xlsx"})
    assert file.status_code == 200
    assert file.content.startswith(b"PK")
