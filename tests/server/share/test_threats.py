"""The page of threats over HTTP: what holds, what is safe to block, files through the gate, and no leak."""

import asyncio
import csv
import io
import json
from uuid import uuid4

import pytest
from stix2 import parse
from tests.server.served import everything, serving, submit
from tests.server.threatened import attack

from sulh.ledger.tlp import Tlp
from sulh.server.access.policy import ROLES, allowed
from sulh.server.settings import CollectionSettings
from sulh.share.threats.stix import tlp_marking_id

URL = "/api/v1/threats"
AT = {"at": "2021-03-01"}
SETTINGS = (
    CollectionSettings(
        name="inner", title="For the mission", read=frozenset({"watch officer", "analyst"})
    ),
    CollectionSettings(name="threats", title="Shared with partners"),
)


def indicator(name, *, pattern="", **more):
    """Return an indicator of a domain."""
    return {
        "type": "indicator",
        "spec_version": "2.1",
        "id": f"indicator--{uuid4()}",
        "created": "2021-01-01T10:00:00.000Z",
        "modified": "2021-01-01T10:00:00.000Z",
        "name": name,
        "pattern": pattern or f"[domain-name:value = '{name}']",
        "pattern_type": "stix",
        "valid_from": "2021-01-01T00:00:00Z",
        "object_marking_refs": [tlp_marking_id(Tlp.GREEN)],
    } | more


PLAIN = indicator("plain.example", confidence=85)
OBJECTS = (
    PLAIN,
    indicator("old.example", valid_until="2021-02-01T00:00:00Z"),
    indicator("later.example", valid_from="2021-06-01T00:00:00Z"),
    indicator("gone.example", revoked=True),
    indicator("drive.google.com"),
    indicator("both", pattern="[domain-name:value = 'a.example' AND url:value = 'http://b.example/']"),
    {
        "type": "sighting",
        "spec_version": "2.1",
        "id": f"sighting--{uuid4()}",
        "created": "2021-01-02T10:00:00.000Z",
        "modified": "2021-01-02T10:00:00.000Z",
        "sighting_of_ref": PLAIN["id"],
        "count": 3,
        "last_seen": "2021-01-05T00:00:00Z",
        "object_marking_refs": [tlp_marking_id(Tlp.GREEN)],
    },
)  # fmt: skip
STRICT = indicator("strict.example", object_marking_refs=[tlp_marking_id(Tlp.AMBER_STRICT)])
SECRET = indicator("secret.example", object_marking_refs=[tlp_marking_id(Tlp.RED)])


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hq") / "mission"
    with serving(folder, collections=SETTINGS) as served:
        officer = served.client("watch officer")
        for name, objects in (
            ("threats", (*OBJECTS, STRICT, SECRET)),
            ("inner", (indicator("inner.example"),)),
        ):
            (collection,) = (
                each
                for each in served.app.state.sulh.taxii.collections.values()
                if each.name == name
            )
            answer = officer.post(
                f"/taxii2/mission/collections/{collection.id}/objects/",
                content=json.dumps({"objects": list(objects)}),
                headers={
                    "content-type": "application/taxii+json;version=2.1",
                    "accept": "application/taxii+json;version=2.1",
                },
            )
            assert answer.status_code == 202, answer.text
            assert answer.json()["failure_count"] == 0, answer.text
        submit(officer, attack("P-1"), tlp="TLP:GREEN")
        submit(officer, attack("P-RED"), tlp="TLP:RED")
        submit(officer, attack("P-SIM"), tlp="TLP:GREEN", simulated=True)
        yield served


def names(body):
    return {each["name"]: each for each in body["indicators"]}


def test_indicators_say_whether_they_hold(hq):
    body = hq.client("analyst").get(URL, params=AT).json()
    rows = names(body)
    states = {name: each["state"] for name, each in rows.items()}
    assert states["plain.example"] == "valid"
    assert states["old.example"] == "expired"
    assert states["later.example"] == "not-yet"
    assert states["gone.example"] == "revoked"
    plain = rows["plain.example"]
    assert (plain["confidence"], plain["sightings"]) == (85, 3)
    assert plain["last_seen"] == "2021-01-05T00:00:00Z"
    assert plain["tlp"] == "TLP:GREEN"
    assert rows["Domain p-1.example"]["maker"] == "Island Observer Mission (fictional)"
    assert rows["Domain p-1.example"]["sightings"] == 1
    assert body["states"]["valid"] == sum(each == "valid" for each in states.values())
    assert body["others"]["sighting"] == 2
    later = hq.client("analyst").get(URL, params={"at": "2021-07-01"}).json()
    assert names(later)["later.example"]["state"] == "valid"
    assert hq.client("analyst").get(URL, params=AT | {"as_of": "2021-01-01"}).json()["total"] == 0


def test_what_is_not_safe_to_block_says_why(hq):
    rows = names(hq.client("analyst").get(URL, params=AT).json())
    blocked = {name: each["blocked"] for name, each in rows.items()}
    assert blocked["plain.example"] == ""
    assert blocked["drive.google.com"] == "shared"
    assert blocked["both"] == "conjunction"
    assert blocked["old.example"] == "expired"


@pytest.mark.parametrize("role", ROLES)
def test_nobody_gets_more_than_taxii_gives(hq, role):
    """The page, the bundle and the list: of TLP:RED nothing, of a collection what its readers may have."""
    client = hq.client(role)
    answer = client.get(URL, params=AT | {"limit": 500})
    if role == "site":
        assert answer.json()["collections"] == []
        assert answer.json()["indicators"] == []
        return
    assert answer.status_code == 200
    bundle = client.get(f"{URL}/threats/bundle")
    listed = client.get(f"{URL}/threats/blocklist")
    text = answer.text + bundle.text + listed.text
    assert "secret.example" not in text
    assert "p-red.example" not in text
    assert "p-sim.example" not in text
    assert ("strict.example" in text) == allowed(role, "read", Tlp.AMBER_STRICT)
    assert ("inner.example" in text) == (role in {"watch officer", "analyst"})
    inner = client.get(f"{URL}/inner/bundle")
    assert inner.status_code == (200 if role in {"watch officer", "analyst"} else 404)
    objects = [parse(each, allow_custom=True) for each in bundle.json().get("objects", [])]
    assert {each["name"] for each in objects if each["type"] == "indicator"} == {
        each["name"] for each in answer.json()["indicators"] if each["collection"] == "threats"
    }


def test_a_token_that_does_not_read_gets_nothing(hq):
    client = hq.client(token=hq.account("writer", "watch officer", scopes=["submit"]))
    for path in (URL, f"{URL}/threats/bundle", f"{URL}/threats/blocklist", "/api/v1/export/indicators"):  # fmt: skip
        assert client.get(path).status_code == 403
        assert hq.client().get(path).status_code == 401


def test_a_list_holds_what_is_safe_and_never_the_mission(hq):
    client = hq.client("contributor")
    plain = client.get(f"{URL}/threats/blocklist").text.split()
    assert "plain.example" in plain
    assert "drive.google.com" not in plain
    assert "old.example" not in plain
    own = client.get(f"{URL}/threats/blocklist", params={"own": "plain.example, 192.0.2.0/24"})
    assert "plain.example" not in own.text
    sure = client.get(f"{URL}/threats/blocklist", params={"confidence": 90})
    assert "plain.example" not in sure.text
    zone = client.get(f"{URL}/threats/blocklist", params={"form": "rpz"}).text
    assert "plain.example CNAME ." in zone


def test_what_leaves_is_recorded_by_its_door(hq):
    client = hq.client("contributor")
    client.get(f"{URL}/threats/bundle")
    client.get(f"{URL}/threats/bundle")
    count = len(client.get(f"{URL}/threats/bundle").json()["objects"])
    client.get(f"{URL}/threats/blocklist")
    write(hq)
    rows = hq.client("analyst").get(
        "/api/v1/share/disclosures", params={"words": "collection threats"}
    )
    mine = [each for each in rows.json()["disclosures"] if each["audience"] == "NOR"]
    doors = {each["door"]: each for each in mine}
    assert {"file", "blocklist"} <= set(doors)
    assert doors["file"]["items"] == count
    assert doors["file"]["purpose"] == "cyber-defence"
    assert doors["blocklist"]["items"] < count
    before = reads_of(hq)
    client.get(f"{URL}/threats/bundle")  # nothing restricted
    assert reads_of(hq) == before
    hq.client("analyst").get(f"{URL}/threats/bundle")
    assert reads_of(hq) == before + 1


def reads_of(hq):
    """Return how many records say that restricted threats were read."""
    reads = everything(hq.client("auditor"), kind="access")
    return sum(each["body"]["what"] == "threats" for each in reads)


def write(hq):
    """Let what was gathered be written now and not in five minutes."""
    asyncio.run(hq.app.state.sulh.disclosures.write())


def test_indicators_are_searched_paged_and_taken_along(hq):
    client = hq.client("analyst")
    whole = client.get(URL, params=AT).json()
    pages = [
        client.get(URL, params=AT | {"first": first, "limit": 3}).json()["indicators"]
        for first in range(0, whole["total"], 3)
    ]
    assert [each for page in pages for each in page] == whole["indicators"]
    assert set(names(client.get(URL, params=AT | {"words": "PLAIN example"}).json())) == {"plain.example"}  # fmt: skip
    assert set(names(client.get(URL, params=AT | {"holds": "expired"}).json())) == {"old.example"}
    inner = client.get(URL, params=AT | {"collection": "inner"}).json()
    assert set(names(inner)) == {"inner.example"}
    answer = client.get("/api/v1/export/indicators", params=AT | {"holds": "revoked"})
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [each["Name"] for each in rows if each["State"]] == ["gone.example"]
    assert client.get(URL, params={"collection": "none"}).status_code == 404


def test_the_exercise_is_apart(hq):
    body = hq.client("analyst").get(URL, params=AT | {"simulated": True}).json()
    assert set(names(body)) == {"Domain p-sim.example"}
    bundle = hq.client("analyst").get(f"{URL}/threats/bundle", params={"simulated": True}).text
    assert "p-sim.example" in bundle
    assert "plain.example" not in bundle


def test_what_nobody_has_reviewed_leaves_as_a_claim(hq):
    """An observer reports an attack: it says so in each of its objects, and no list has its domain."""
    claim = attack("P-CLAIM", confidence="90", block_days="3650")
    submit(hq.client("observer"), claim, tlp="TLP:GREEN")
    contributor, officer = hq.client("contributor"), hq.client("watch officer")

    def objects():
        bundle = contributor.get(f"{URL}/threats/bundle").json()["objects"]
        ids = {each["id"] for each in bundle if "p-claim" in each.get("name", "").lower()}
        named = [
            each
            for each in bundle
            if ids & {*each.get("object_refs", ()), each.get("sighting_of_ref"), each["id"]}
        ]
        return {each["type"]: each for each in named}

    claim = objects()
    assert set(claim) == {"indicator", "report", "sighting"}
    assert all(
        each["labels"] == ["unrated"] and each["confidence"] == 15 for each in claim.values()
    )
    assert "Not reviewed yet" in claim["report"]["description"]
    assert claim["indicator"]["indicator_types"] == ["unknown"]
    for client in (contributor, officer):
        assert "p-claim" not in client.get(f"{URL}/threats/blocklist").text
        assert (
            names(client.get(URL, params=AT).json())["Domain p-claim.example"]["blocked"]
            == "unrated"
        )
    (own,) = (
        each for each in everything(officer, kind="intrusion") if each["body"]["ref"] == "P-CLAIM"
    )
    row = attack(
        "P-CLAIM",
        source=own["body"]["source"],
        reliability="B",
        credibility="2",
        confidence="90",
        block_days="3650",
    )
    answer = officer.post(
        f"/api/v1/records/{own['id']}/correction", json={"row": row, "reason": "reviewed"}
    )
    assert answer.status_code == 201, answer.text
    reviewed = objects()
    assert all("labels" not in each and each["confidence"] == 90 for each in reviewed.values())
    assert reviewed["indicator"]["id"] == claim["indicator"]["id"]
    assert reviewed["indicator"]["modified"] > claim["indicator"]["modified"]
    assert "p-claim.example" in contributor.get(f"{URL}/threats/blocklist").text.split()
