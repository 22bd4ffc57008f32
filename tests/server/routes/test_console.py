"""What the console asks besides records and findings: who may ask it, and what it says."""

import pytest
from tests.server.served import everything, incident, serving, submit, tanks

from sulh.server import console, demo_accounts
from sulh.server.access.policy import ROLES
from sulh.server.openapi import api_description
from sulh.workspace import RECORD_KINDS

LATEST = "/api/v1/records/latest"


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("hq") / "mission") as served:
        officer = served.client("watch officer")
        submit(officer, *tanks(44), tlp="TLP:GREEN")
        for number in range(7):
            submit(officer, incident(f"I-{number}", text=f"Shell number {number}"), tlp="TLP:GREEN")
        submit(officer, incident("SECRET"), tlp="TLP:RED")
        submit(officer, incident("EX"), simulated=True, tlp="TLP:GREEN")
        yield served


def test_a_stranger_learns_whose_server_it_is_and_no_more(hq):
    """The names of mission and site stand on the page to sign in."""
    welcome = hq.client().get("/api/v1/welcome").json()
    assert welcome["mission"] == "Island Observer Mission (fictional)"
    assert (welcome["demo_roles"], welcome["session"]) == ([], None)
    client = hq.signed_in("analyst")
    assert client.get("/api/v1/welcome").json()["session"]["role"] == "analyst"
    for path in ("/api/v1/mission", "/api/v1/forms", "/api/v1/layers", LATEST):
        assert hq.client().get(path).status_code == 401
        assert hq.client(token=hq.account(f"w{hash(path) % 10**6}", "analyst", scopes=["submit"])).get(
            path
        ).status_code == 403  # fmt: skip


def test_every_kind_of_record_has_a_form(hq):
    """With the fields of its declaration, in order, and the words of this mission to choose from."""
    forms = hq.client("analyst").get("/api/v1/forms").json()["forms"]
    observers = hq.client("observer").get("/api/v1/forms").json()["forms"]
    assert [each["kind"] for each in forms] == list(RECORD_KINDS.names)
    for form, own, kind in zip(forms, observers, RECORD_KINDS, strict=True):
        names = [each.name for each in kind.columns]
        assert [each["name"] for each in form["fields"]] == names
        unrated = [each for each in names if each not in {"reliability", "credibility"}]
        assert [each["name"] for each in own["fields"]] == unrated
    incidents = next(each for each in forms if each["kind"] == "incident")
    act = next(each for each in incidents["fields"] if each["name"] == "act")
    assert "direct-fire" in act["choices"]


def test_the_agreement_is_in_the_readers_language(hq):
    """Its names, a finding's words, and the file of the page; parties are named as reports name them."""
    client = hq.client("watch officer")
    own = client.get("/api/v1/mission").json()
    assert (own["language"], own["translated"]) == ("en", [])
    client.headers["accept-language"] = "fr"
    mission = client.get("/api/v1/mission").json()
    names = {each["id"]: each["name"] for each in mission["zones"]}
    assert names["north"] == "Le Nord"
    assert {"Le Nord", "Chars rouges dans le Nord", "Article 2"} - {*mission["translated"]} == {
        "Article 2"  # the same in both languages
    }
    assert mission["actors"] == own["actors"]
    findings = client.get("/api/v1/findings?provision=red-tanks").json()["findings"]
    (finding,) = (each for each in findings if each["verdict"] == "breached")
    explained = client.get(f"/api/v1/findings/{finding['id']}/explanation?lang=fr").json()
    assert explained["words"].endswith("garde au plus 40 chars dans le Nord.")
    assert explained["agreement"] == "L’Accord du port"
    assert "Le Nord" in explained["sentence"]
    table = client.get("/api/v1/export/findings?lang=fr&provision=red-tanks").text
    assert "Chars rouges dans le Nord" in table
    assert "The North" not in table


def test_the_layers_are_geojson_of_all_places_of_the_pack(hq):
    """Zones, lines, sites and the outline; how far each may lie off is said."""
    layers = hq.client("observer").get("/api/v1/layers").json()
    assert {each["properties"]["layer"] for each in layers["features"]} == {
        "zone", "line", "site", "base",
    }  # fmt: skip
    pack = hq.service.workspace.pack
    zones = [each for each in layers["features"] if each["properties"]["layer"] == "zone"]
    assert len(zones) == sum(each.geometry is not None for each in pack.zones.values())
    assert all(each["properties"]["accuracy_m"] is not None for each in zones)


def test_the_latest_records_come_page_by_page_without_a_gap(hq):
    """The same records as in the order recorded, backwards, whatever the page's size."""
    client = hq.client("watch officer")
    forward = [each["id"] for each in everything(client)]
    for limit in (1, 3, 500):
        backward, before, more = [], "", True
        while more:
            page = client.get(LATEST, params={"limit": limit, "before": before}).json()
            backward += [each["id"] for each in page["records"]]
            before, more = backward[-1], page["more"]
        assert backward[::-1] == forward


def test_the_latest_records_are_those_asked_for(hq):
    """By kind, words in any case, exercise or not; and only those that the role may read."""

    def refs(role="watch officer", **query):
        rows = hq.client(role).get(LATEST, params=query).json()["records"]
        return [each["body"].get("ref") for each in rows]

    assert refs(words="shell NUMBER 3") == ["I-3"]
    assert refs(kind="inspection") == ["V1"]
    assert refs(simulated="true", kind="incident") == ["EX"]
    assert "EX" not in refs(simulated="false")
    assert refs(as_of="2019-01-01") == []
    assert "SECRET" in refs(kind="incident")
    assert "SECRET" not in refs("analyst", kind="incident")
    assert refs("analyst", words="SECRET") == []
    assert hq.client("analyst").get(LATEST, params={"before": "x"}).status_code == 422


def test_a_record_says_what_amends_it_to_whoever_may_read_that(hq):
    """And whether the account may amend it itself."""
    officer, liaison = hq.client("watch officer"), hq.client("liaison")
    record = next(
        each for each in everything(officer, kind="incident") if each["body"]["ref"] == "I-0"
    )
    url = f"/api/v1/records/{record['id']}"
    before = officer.get(url).json()
    assert (before["amendments"], before["amendable"]) == ([], True)
    made = officer.post(f"{url}/retraction", json={"reason": "twice"}).json()["id"]
    assert officer.get(url).json()["amendments"] == [{"id": made, "kind": "retraction"}]
    seen = liaison.get(url).json()
    assert (seen["amendable"], len(seen["amendments"])) == (False, 1)


def test_an_explanation_names_only_what_the_account_may_read(hq):
    """The article and what would settle it for all; of the evidence what `withheld` does not count."""
    query = {"at": "2021-03-31"}
    officer = hq.client("watch officer")
    submit(officer, *tanks(60, "V9-t", "V9", "2021-03-10"), tlp="TLP:AMBER+STRICT")
    for role in ("watch officer", "liaison", "contributor"):
        client = hq.client(role)
        listed = client.get("/api/v1/findings", params=query | {"limit": 1000}).json()["findings"]
        assert listed
        for finding in listed:
            url = f"/api/v1/findings/{finding['id']}/explanation"
            words = client.get(url, params=query).json()
            readable = {*finding["evidence"], *finding["possible"]}
            assert {each["record"] for each in words["evidence"]} <= readable
            assert words["article"]
            assert words["verdict"] == finding["verdict"]
            if finding["verdict"] == "undetermined":
                assert words["settle"]
    assert hq.client("analyst").get("/api/v1/findings/aaaaaaaaaa/explanation").status_code == 404


def test_a_corrected_report_is_explained_as_corrected(hq):
    """Its words are those of the correction; without the right to read it there are none."""
    officer, query = hq.client("watch officer"), {"at": "2021-01-31", "party": "RED"}
    record = next(
        each for each in everything(officer, kind="observation") if each["body"]["ref"] == "V1-t"
    )
    row = tanks(47)[1] | {"tlp": "TLP:GREEN"}
    row.pop("tlp")
    url = f"/api/v1/records/{record['id']}/correction"
    assert officer.post(url, json={"row": row, "reason": "miscounted"}).status_code == 201
    finding = next(
        each
        for each in officer.get("/api/v1/findings", params=query).json()["findings"]
        if record["id"] in each["evidence"]
    )
    words = officer.get(f"/api/v1/findings/{finding['id']}/explanation", params=query).json()
    assert any("47" in each["what"] for each in words["evidence"])


def test_nobody_enters_a_mission_that_is_no_demo(hq):
    """Whatever role is asked for."""
    for role in ROLES:
        assert hq.client().post("/api/v1/session/demo", json={"role": role}).status_code == 404


def test_a_demo_lets_anybody_on_this_machine_play_any_role(tmp_path):
    """Each role of people once, with what it may do; another site's page cannot."""
    with serving(tmp_path / "mission") as served:
        pack = served.service.workspace.pack
        accounts = demo_accounts(served.accounts, pack, now=served.clock())
        assert demo_accounts(served.accounts, pack, now=served.clock()) == accounts
        served.app.state.sulh.demo_accounts = accounts
        assert set(accounts) == {*ROLES} - {"site"}
        for role in accounts:
            session = served.client().post("/api/v1/session/demo", json={"role": role})
            assert session.json()["role"] == role
        headers = {"origin": "http://evil.example"}
        foreign = served.client().post("/api/v1/session/demo", json={"role": role}, headers=headers)
        assert foreign.status_code == 403


def test_without_its_build_the_console_says_what_to_run(hq, monkeypatch, tmp_path):
    """The API works all the same."""
    monkeypatch.setattr(console, "_folder", lambda: tmp_path)
    answer = hq.client().get("/console/watch")
    assert answer.status_code == 503
    assert "make web" in answer.text
    assert hq.client().get("/console/assets/index.js").status_code == 404
    assert hq.client("analyst").get(LATEST).status_code == 200


def test_nothing_but_the_build_is_served_as_a_file(hq):
    """No name leads out of the folder."""
    for name in ("..%2f..%2fapp.py", "%2e%2e", "index.html", ".", "%00"):
        assert hq.client().get(f"/console/assets/{name}").status_code in {200, 404, 503}
        assert b"from __future__" not in hq.client().get(f"/console/assets/{name}").content


def test_the_description_of_the_api_is_whole():
    """Every reference in it leads somewhere, so that types can be made from it."""
    document = api_description()

    def references(value):
        if isinstance(value, dict):
            if isinstance(value.get("$ref"), str):
                yield value["$ref"]
            value = value.values()
        elif not isinstance(value, list):
            return
        for each in value:
            yield from references(each)

    names = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}
    assert set(references(document)) <= names


def test_an_explanation_says_who_settled_it(hq):
    """Two reports that somebody holds for one event; a comparison that the account may not read is not told."""
    officer, query = hq.client("watch officer"), {"at": "2021-05-31"}
    rows = [
        {"kind": "incident", "ref": f"same-{n}", "source": f"post {n}", "start": "2021-05-05"}
        | {"lon": -30, "lat": -44.5, "accuracy_m": 50, "actor": "RED", "opponent": "BLUE"}
        | {"initiator": "actor", "act": "direct-fire", "reliability": "A", "credibility": 1}
        for n in (1, 2)
    ]
    submit(officer, *rows, tlp="TLP:GREEN")
    ids = [
        each["id"]
        for each in everything(officer, kind="incident")
        if str(each["body"].get("ref", "")).startswith("same-")
    ]
    same = {"kind": "comparison", "ref": "c-1", "source": "HQ", "start": "2021-05-06"}
    same |= {"reports": ";".join(ids), "judgement": "same", "text": "one shot"}
    same |= {"reliability": "A", "credibility": 1}
    same.pop("start")
    assert submit(officer, same, tlp="TLP:RED")["entered"] == 1
    seen = {}
    for role in ("watch officer", "liaison"):
        client = hq.client(role)
        listed = client.get("/api/v1/findings", params=query | {"limit": 1000}).json()["findings"]
        settled = [
            text
            for finding in listed
            if set(ids) & {*finding["evidence"], *finding["possible"]}
            for text in client.get(
                f"/api/v1/findings/{finding['id']}/explanation", params=query
            ).json()["settled"]
        ]
        seen[role] = any("are one event" in text for text in settled)
    assert seen == {"watch officer": True, "liaison": False}


def test_a_retracted_report_behind_a_finding_is_named(hq):
    """To whoever may read report and retraction, in the reader's language; to no one else."""
    query = {"at": "2021-04-30"}
    officer = hq.client("watch officer")
    submit(officer, incident("GONE", date="2021-04-10"), tlp="TLP:AMBER+STRICT")
    record = next(
        each for each in everything(officer, kind="incident") if each["body"]["ref"] == "GONE"
    )
    officer.post(f"/api/v1/records/{record['id']}/retraction", json={"reason": "a mistake"})
    listed = officer.get("/api/v1/findings", params=query | {"limit": 1000}).json()["findings"]
    named = {"en": [], "fr": [], "ar": []}
    for finding in listed:
        url = f"/api/v1/findings/{finding['id']}/explanation"
        for language in named:
            told = officer.get(url, params=query | {"lang": language}).json()
            named[language] += told["retracted"]
        hidden = hq.client("liaison").get(url, params=query)
        assert record["id"][:12] not in hidden.text
    assert any(record["id"][:12] in each and "retracted by record" in each for each in named["en"])
    assert any("retiré par l’enregistrement" in each for each in named["fr"])
    assert any("سُحب بالقيد" in each for each in named["ar"])


def test_evidence_is_said_in_the_language_of_its_reader(hq):
    """Its words are; names, sources and ids are the same in each."""
    query = {"at": "2021-03-31", "limit": 1000}
    officer = hq.client("watch officer")
    listed = officer.get("/api/v1/findings", params=query).json()["findings"]
    finding = next(each for each in listed if each["evidence"])
    url = f"/api/v1/findings/{finding['id']}/explanation"
    told = {
        lang: officer.get(url, params={"at": "2021-03-31", "lang": lang}).json()["evidence"]
        for lang in ("en", "fr", "ar")
    }
    assert [each["record"] for each in told["ar"]] == [each["record"] for each in told["en"]]
    assert [each["source"] for each in told["fr"]] == [each["source"] for each in told["en"]]
    assert len({each[0]["when"] for each in told.values()}) == 3
