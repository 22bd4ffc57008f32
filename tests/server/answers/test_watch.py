"""Alerts, shift handovers: what each role sees of them, and that the ledger holds every step."""

from datetime import timedelta

import pytest
from tests.server.served import everything, incident, serving, submit


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("hq") / "mission") as served:
        served.account("second-officer", "watch officer", password="correct horse battery")
        yield served


@pytest.fixture
def officer(hq):
    return hq.client("watch officer")


def rule(ref, **more):
    return {
        "kind": "alert-rule",
        "source": "hq",
        "ref": ref,
        "watches": "incident",
        "threshold": 2,
        "within_min": 60,
        "in_zone": "north",
        "reliability": "",
        "credibility": "",
    } | more


def alerts_of(client, **query):
    return client.get("/api/v1/alerts", params=query).json()["alerts"]


def test_an_alert_is_raised_escalated_seen_and_kept(hq, officer):
    """By what comes in, whoever sends it; the acknowledgement is a record, and the rule ends by retraction."""
    submit(officer, rule("R1", escalate_min=30), tlp="TLP:GREEN")
    submit(hq.client("observer"), incident("A-1", zone="north"), tlp="TLP:GREEN")
    assert alerts_of(officer) == []
    submit(hq.client("observer"), incident("A-2", zone="north"), tlp="TLP:GREEN")
    (alert,) = alerts_of(officer)
    assert (alert["state"], len(alert["records"])) == ("open", 2)
    assert "2/60 min" in alert["rule_words"]
    hq.clock.ahead += timedelta(minutes=31)
    assert alerts_of(officer)[0]["state"] == "escalated"
    url, seen = (
        "/api/v1/alerts/acknowledgement",
        {"rule": alert["rule"], "trigger": alert["trigger"]},
    )
    assert hq.client("observer").post(url, json=seen).status_code == 403
    made = officer.post(url, json=seen | {"text": "patrol sent"}).json()["id"]
    assert officer.post(url, json=seen).json()["id"] == made
    (alert,) = alerts_of(officer)
    assert (alert["state"], alert["acknowledged_by"]) == ("acknowledged", made)
    record = officer.get(f"/api/v1/records/{made}").json()
    assert (record["kind"], record["body"]["text"]) == ("alert-acknowledgement", "patrol sent")
    url = f"/api/v1/records/{alert['rule']}/retraction"
    assert officer.post(url, json={"reason": "quiet again"}).status_code == 201
    assert alerts_of(officer) == []


def test_a_rule_that_could_never_alert_is_refused(hq, officer):
    """A kind or a zone by its name is that kind or zone; one that there is not is named, with what is near."""
    submit(officer, rule("N1", watches="Return condition", in_zone="The North"), tlp="TLP:GREEN")
    (made,) = [
        each for each in everything(officer, kind="alert-rule") if each["body"]["ref"] == "N1"
    ]
    assert (made["body"]["watches"], made["body"]["in_zone"]) == ("return-condition", "north")
    for words, message, near in (
        ({"watches": "incidents"}, "is no kind of record", "incident"),
        ({"in_zone": "Northern zone"}, "is no zone of the pack", "north"),
    ):
        row = rule("N2") | words
        answer = officer.post("/api/v1/reports", json={"rows": [row], "tlp": "TLP:GREEN"}).json()
        assert answer["entered"] == 0
        (problem,) = answer["problems"]
        assert message in problem
        assert near in problem


def test_an_alert_tells_nobody_of_records_they_may_not_read(hq, officer):
    """Nor does its count: each reader's alerts come from what that reader may read."""
    submit(officer, rule("R2", in_zone="", of_act="rocket"), tlp="TLP:GREEN")
    submit(officer, incident("B-1", act="rocket"), incident("B-2", act="rocket"), tlp="TLP:RED")
    assert len(alerts_of(officer)) == 1
    assert alerts_of(hq.client("observer")) == []
    assert hq.client("administrator").get("/api/v1/alerts").json()["rules"] == 0


def test_an_exercise_alerts_apart(hq, officer):
    """Simulated records raise no real alert; the same rules watch the exercise."""
    submit(officer, rule("R3", of_act="airstrike"), tlp="TLP:GREEN")
    rows = [incident(f"C-{n}", act="airstrike", zone="north") for n in range(2)]
    submit(officer, *rows, tlp="TLP:GREEN", simulated=True)
    assert [each for each in alerts_of(officer) if "air strike" in each["rule_words"]] == []
    assert len(alerts_of(officer, simulated=True)) == 1


def test_a_retracted_record_raises_nothing(hq, officer):
    submit(officer, rule("R4", of_act="overflight"), tlp="TLP:GREEN")
    rows = [incident(f"D-{n}", act="overflight", zone="north") for n in range(2)]
    submit(officer, *rows, tlp="TLP:GREEN")
    (alert,) = [each for each in alerts_of(officer) if "overflight" in each["rule_words"]]
    url = f"/api/v1/records/{alert['trigger']}/retraction"
    officer.post(url, json={"reason": "a bird"})
    assert not [each for each in alerts_of(officer) if "overflight" in each["rule_words"]]


def test_a_handover_writes_itself_and_two_officers_sign_it(hq, officer):
    """From the last handover to this one, the same whenever it is read again."""
    submit(hq.client("observer"), incident("H-1"), tlp="TLP:GREEN")
    running = officer.get("/api/v1/handovers/next").json()
    assert any("H-1" in each["summary"] for each in running["records"])
    assert hq.client("observer").post("/api/v1/handovers", json={"text": ""}).status_code == 403
    made = officer.post("/api/v1/handovers", json={"text": "quiet"}).json()["id"]
    submit(hq.client("observer"), incident("H-2"), tlp="TLP:GREEN")
    kept = officer.get(f"/api/v1/handovers/{made}").json()
    assert kept["records"] == running["records"]
    assert kept["counts"] == running["counts"]
    assert not kept["signed"]
    url = f"/api/v1/handovers/{made}/confirmation"
    assert officer.post(url, json={"text": ""}).status_code == 400
    second = hq.signed_in("second-officer")
    confirmation = second.post(url, json={"text": "taken over"})
    assert confirmation.status_code == 201
    assert second.post(url, json={"text": "again"}).json() == confirmation.json()
    kept = officer.get(f"/api/v1/handovers/{made}").json()
    assert kept["signed"]
    assert [each["text"] for each in kept["confirmations"]] == ["taken over"]
    assert officer.get("/api/v1/handovers").json()["handovers"][0]["signed"]
    after = officer.get("/api/v1/handovers/next").json()
    words = [each["summary"] for each in after["records"]]
    assert any("H-2" in each for each in words)
    assert not any("H-1" in each for each in words)
    kinds = {each["kind"] for each in everything(officer)}
    assert {"shift-handover", "handover-confirmation", "alert-rule"} <= kinds


def test_one_who_writes_the_confirmation_by_hand_signs_nothing(hq, officer):
    """A row of that kind from the very account that handed over does not make it signed."""
    made = officer.post("/api/v1/handovers", json={"text": ""}).json()["id"]
    row = {"kind": "handover-confirmation", "source": "hq", "ref": "mine", "handover": made}
    submit(officer, row | {"reliability": "", "credibility": ""}, tlp="TLP:GREEN")
    assert not officer.get(f"/api/v1/handovers/{made}").json()["signed"]
