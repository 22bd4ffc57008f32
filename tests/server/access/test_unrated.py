"""Who may not rate decides nothing: not a finding, not who reads it, not what another has reviewed."""

import pytest
from tests.server.served import everything, incident, serving, submit, tanks

AT = {"at": "2021-12-31"}
READERS = ("observer", "analyst", "auditor", "contributor")


@pytest.fixture
def hq(tmp_path):
    with serving(tmp_path / "mission") as served:
        yield served


def findings(client, **query):
    """Return the findings that somebody reads, without the records that an account may read more of."""
    answer = client.get("/api/v1/findings", params=AT | {"limit": 1000} | query)
    return {row["id"]: row for row in answer.json()["findings"]}


def record_id(hq, ref):
    return next(
        r["id"] for r in everything(hq.client("watch officer")) if r["body"].get("ref") == ref
    )


def rumour(**more):
    """A count of tanks by the party itself, in the month of a breach."""
    return {
        "kind": "observation",
        "ref": "whisper",
        "source": "RED",
        "start": "2021-01-12",
        "zone": "north",
        "actor": "Red Army",
        "item": "tank",
        "best": 90,
    } | more


def test_a_rumour_takes_no_finding_away_and_is_told_to_nobody(hq):
    """A party's or observer's unrated report under RED changes nothing for those who may not read it."""
    submit(hq.client("watch officer"), *tanks(44), tlp="TLP:GREEN")
    before = {role: findings(hq.client(role)) for role in READERS}
    assert all(any(f["verdict"] == "breached" for f in before[role].values()) for role in READERS)
    submit(
        hq.client("liaison"),
        rumour(),
        incident("w2", source="RED", actor="Blue Army"),
        tlp="TLP:RED",
    )
    submit(hq.client("observer"), rumour(source="team", ref="w3"), tlp="TLP:RED")
    assert {role: findings(hq.client(role)) for role in READERS} == before
    for role in READERS:
        explained = [
            hq.client(role).get(f"/api/v1/findings/{each}", params=AT).json()
            for each in before[role]
        ]
        assert explained == list(before[role].values())
    whisper = record_id(hq, "whisper")
    full = findings(hq.client("watch officer"))
    assert any(whisper in f["possible"] for f in full.values())


def test_a_report_that_is_rated_counts_for_all(hq):
    """From then on the finding is as strict as it; unrated again, it counts for its readers only."""
    submit(hq.client("watch officer"), *tanks(38), tlp="TLP:GREEN")
    submit(hq.client("liaison"), rumour(), tlp="TLP:RED")
    observer, officer = hq.client("observer"), hq.client("watch officer")
    (tank,) = findings(observer, provision="red-tanks").values()
    whisper = record_id(hq, "whisper")
    path = f"/api/v1/records/{whisper}/correction"
    rated = rumour(reliability="A", credibility=1)
    made = officer.post(path, json={"row": rated, "reason": "a second team saw it"})
    assert made.status_code == 201, made.text
    (full,) = findings(officer, provision="red-tanks").values()
    assert full["verdict"] == "breached"
    assert tank["id"] not in findings(observer)
    taken_back = officer.post(
        f"/api/v1/records/{made.json()['id']}/retraction", json={"reason": "it did not"}
    )
    assert taken_back.status_code == 201
    assert findings(observer)[tank["id"]] == tank


def test_nobody_is_told_of_a_breach_that_the_mission_does_not_see(hq):
    """Where a party's notice may excuse it, who may not read the notice sees no finding, not a breach."""
    rated = {"source": "team", "reliability": "A", "credibility": 1}
    moved = incident("A", act="troop-movement", start="2021-03-10T10:00:00Z") | rated
    watched = {"kind": "coverage", "ref": "W", "zone": "north", "subjects": "notification"}
    watched |= {"start": "2021-01-01", "end": "2021-12-31", "complete": "yes"} | rated
    taken = submit(hq.client("watch officer"), moved, watched, tlp="TLP:GREEN")
    assert taken["entered"] == 2, taken["problems"]
    asked = {"provision": "notice"}
    before = {role: findings(hq.client(role), **asked) for role in READERS}
    assert [f["verdict"] for f in before["observer"].values()] == ["breached"]
    notice = {"kind": "notification", "ref": "N", "source": "RED", "start": "2021-03-01"}
    notice |= {"actor": "Red Army", "act": "troop-movement", "zone": "north"}
    notice |= {"activity_start": "2021-03-09", "activity_end": "2021-03-12"}
    taken = submit(hq.client("liaison"), notice, tlp="TLP:RED")
    assert taken["entered"] == 1, taken["problems"]
    (full,) = findings(hq.client("watch officer"), **asked).values()
    assert (full["verdict"], full["tlp"]) == ("undetermined", "TLP:RED")
    assert all(findings(hq.client(role), **asked) == {} for role in READERS)
    (own,) = findings(hq.client("liaison"), **asked).values()
    assert own["verdict"] == "undetermined"


@pytest.mark.parametrize("role", ["observer", "liaison"])
def test_only_those_who_rate_give_a_rating(hq, role):
    """Not in a report, not in a file, not in a correction."""
    source = "RED" if role == "liaison" else "team"
    client = hq.client(role)
    told = submit(client, incident("R1", source=source, reliability="A", credibility=1))
    assert told["entered"] == 0
    assert "is for the mission to give" in told["problems"][0]
    file = "kind,ref,source,start,lon,lat,accuracy_m,actor,act,reliability\n"
    file += f"incident,R2,{source},2021-02-01,-30,-44.5,50,Red Army,direct-fire,A\n"
    sent = client.post("/api/v1/reports/file", content=file, headers={"content-type": "text/csv"})
    assert sent.json()["entered"] == 0, sent.text
    submit(client, incident("R3", source=source))
    raised = incident("R3", source=source, reliability="A", credibility=1)
    answer = client.post(
        f"/api/v1/records/{record_id(hq, 'R3')}/correction", json={"row": raised, "reason": "sure"}
    )
    assert answer.status_code == 400
    for rating in ("watch officer", "analyst"):
        rated = incident(f"R4-{rating}", reliability="A", credibility=1)
        assert submit(hq.client(rating), rated)["entered"] == 1


@pytest.mark.parametrize("name", ["RED", "Red Army", "red  army"])
def test_an_observer_does_not_speak_for_a_party(hq, name):
    """So that nobody takes a party's key, or its word, beforehand."""
    told = submit(hq.client("observer"), incident("S1", source=name), tlp="TLP:RED")
    assert told["entered"] == 0
    assert "speaks for itself" in told["problems"][0]
    assert submit(hq.client("liaison"), incident("S1", source="RED"))["entered"] == 1


def test_a_key_that_somebody_took_beforehand_does_not_keep_the_report_out(hq):
    """What is rated holds, whoever was first; the other is named to those who may read it."""
    false = tanks(2)
    for row in false:
        row |= {"reliability": "", "credibility": ""}
    assert submit(hq.client("observer"), *false, tlp="TLP:RED")["entered"] == 2
    assert submit(hq.client("analyst"), *tanks(44))["entered"] == 2
    for role in ("watch officer", "analyst", "observer"):
        (tank,) = findings(hq.client(role), provision="red-tanks").values()
        assert (tank["verdict"], tank["high"]) == ("breached", 44), role
    answer = hq.client("watch officer").get("/api/v1/findings", params=AT).json()
    assert len(answer["versions"]) == 2


@pytest.mark.parametrize("role", ["observer", "liaison"])
def test_what_a_watch_officer_has_rated_its_sender_amends_no_more(hq, role):
    """Nor a correction of its own that came before; and the API says so beforehand."""
    source = "RED" if role == "liaison" else "team"
    client, officer = hq.client(role), hq.client("watch officer")
    submit(client, incident("B1", source=source))
    first = record_id(hq, "B1")
    words = {"row": incident("B1", source=source, text="two"), "reason": "a slip"}
    own = client.post(f"/api/v1/records/{first}/correction", json=words)
    assert own.status_code == 201, own.text
    assert client.get(f"/api/v1/records/{first}").json()["amendable"]
    words["row"] |= {"reliability": "B", "credibility": 2}
    assert officer.post(f"/api/v1/records/{first}/correction", json=words).status_code == 201
    for record in (first, own.json()["id"]):
        assert not client.get(f"/api/v1/records/{record}").json()["amendable"]
        words = {"row": incident("B1", source=source), "reason": "no"}
        for what, body in (("correction", words), ("retraction", {"reason": "no"})):
            answer = client.post(f"/api/v1/records/{record}/{what}", json=body)
            assert answer.status_code == 403, answer.text
    assert officer.get(f"/api/v1/records/{first}").json()["amendable"]


def test_a_correction_keeps_source_and_key(hq):
    """Else a report would become another one, and what was entered under its key come in again."""
    submit(hq.client("watch officer"), incident("K1"))
    path = f"/api/v1/records/{record_id(hq, 'K1')}/correction"
    for row in (incident("K2"), incident("K1", source="another")):
        answer = hq.client("watch officer").post(path, json={"row": row, "reason": "a slip"})
        assert answer.status_code == 400
        assert "keeps the source and the sender's key" in answer.json()["title"]


def test_nobody_amends_a_report_without_end(hq, monkeypatch):
    """Neither one by one nor each the one before: what holds of it must be read by all."""
    monkeypatch.setattr("sulh.server.records.submit.AMENDMENTS_MAX", 6)
    client = hq.client("observer")
    submit(client, incident("E1"))
    first = last = record_id(hq, "E1")
    for number in range(6):
        row = incident("E1", text=str(number))
        target = last if number % 2 else first
        answer = client.post(
            f"/api/v1/records/{target}/correction", json={"row": row, "reason": "a slip"}
        )
        assert answer.status_code == 201, answer.text
        last = answer.json()["id"]
    for target in (first, last):
        for what, body in (
            ("correction", {"row": row, "reason": "x"}),
            ("retraction", {"reason": "x"}),
        ):
            answer = client.post(f"/api/v1/records/{target}/{what}", json=body)
            assert answer.status_code == 403
            assert "amended 6 times" in answer.json()["title"]
    words = {"row": row, "reason": "that is enough"}
    officer = hq.client("watch officer")
    assert officer.post(f"/api/v1/records/{first}/correction", json=words).status_code == 201
