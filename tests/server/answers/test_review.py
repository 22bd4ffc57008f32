"""Review at a headquarters: release a report, compare two, take the evidence of a finding along."""

import zipfile

import pytest
from tests.server.served import everything, incident, serving, submit, tanks

from sulh.errors import LedgerError
from sulh.server.access.policy import ROLES
from sulh.workspace import check_evidence

AT = {"at": "2021-03-31"}


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("hq") / "mission") as served:
        submit(served.client("watch officer"), *tanks(44), tlp="TLP:AMBER")
        yield served


def entered(hq, ref, **more):
    """Enter an incident as an observer; return its id."""
    tlp = more.pop("tlp", "TLP:AMBER")
    submit(hq.client("observer"), incident(ref, **more), tlp=tlp)
    return next(
        each["id"]
        for each in everything(hq.client("watch officer"), kind="incident")
        if each["body"]["ref"] == ref
    )


def release(client, record, **body):
    return client.post(f"/api/v1/records/{record}/release", json={"reason": "agreed"} | body)


def test_a_report_is_released_to_one_party_and_no_other(hq):
    """The party reads it with its later corrections; others do not learn that it is there."""
    record = entered(hq, "R-1")
    red = hq.client("liaison")
    blue = hq.client(token=hq.account("blue-liaison", "liaison", party="BLUE"))
    assert red.get(f"/api/v1/records/{record}").status_code == 404
    made = release(hq.client("watch officer"), record, to=["RED"])
    assert made.status_code == 201, made.text
    seen = red.get(f"/api/v1/records/{record}").json()
    assert (seen["released"], seen["amendable"], seen["releasable"]) == (["RED"], False, False)
    assert blue.get(f"/api/v1/records/{record}").status_code == 404
    correction = {"row": incident("R-1", deaths_best=1), "reason": "counted again"}
    hq.client("watch officer").post(f"/api/v1/records/{record}/correction", json=correction)
    (amendment,) = red.get(f"/api/v1/records/{record}").json()["amendments"]
    assert red.get(f"/api/v1/records/{amendment['id']}").status_code == 200
    assert red.get(f"/api/v1/records/{made.json()['id']}").status_code == 404
    assert (
        red.post(f"/api/v1/records/{record}/retraction", json={"reason": "no"}).status_code == 403
    )
    release(hq.client("watch officer"), record, to=["BLUE"])
    assert red.get(f"/api/v1/records/{record}").json()["released"] == ["RED"]
    officer = hq.client("watch officer").get(f"/api/v1/records/{record}").json()
    assert officer["released"] == ["BLUE", "RED"]


def test_a_report_is_marked_anew_with_its_corrections(hq):
    """Looser or stricter; the last word holds, also for what amends it and for its findings."""
    record = entered(hq, "R-2", tlp="TLP:RED")
    officer, analyst = hq.client("watch officer"), hq.client("analyst")
    assert analyst.get(f"/api/v1/records/{record}").status_code == 404
    correction = {"row": incident("R-2", deaths_best=2), "reason": "counted again"}
    amendment = officer.post(f"/api/v1/records/{record}/correction", json=correction).json()["id"]
    made = release(officer, record, tlp="TLP:GREEN").json()["id"]
    assert analyst.get(f"/api/v1/records/{record}").json()["tlp"] == "TLP:GREEN"
    assert analyst.get(f"/api/v1/records/{amendment}").json()["tlp"] == "TLP:GREEN"
    assert officer.get(f"/api/v1/records/{made}").json()["tlp"] == "TLP:RED"
    release(officer, record, tlp="TLP:RED")
    assert analyst.get(f"/api/v1/records/{record}").status_code == 404
    assert analyst.get(f"/api/v1/records/{amendment}").status_code == 404


def test_a_finding_follows_the_marking_of_its_records(hq):
    """Once the visit is released to all, the other party sees the finding about it."""
    submit(hq.client("watch officer"), *tanks(44, "F-t", "F", "2021-03-10"), tlp="TLP:AMBER")
    contributor = hq.client("contributor")

    def shown():
        rows = contributor.get("/api/v1/findings", params=AT | {"verdict": "breached"}).json()
        return {each["month"] for each in rows["findings"]}

    assert shown() == set()
    for each in everything(hq.client("watch officer")):
        if each["kind"] in {"inspection", "observation"} and "2021-03" in str(each["body"]["span"]):
            assert (
                release(hq.client("watch officer"), each["id"], tlp="TLP:GREEN").status_code == 201
            )
    assert shown() == {"2021-03"}


def test_who_may_release_holds_after_a_restart(hq):
    """The index made anew from the ledger says the same."""
    from sulh.server.records.record_index import RecordIndex
    from sulh.workspace import Tlp
    from sulh.workspace.record_kinds import body_problem

    record = entered(hq, "R-3")
    release(hq.client("watch officer"), record, to=["RED"], tlp="TLP:GREEN")
    again = RecordIndex(Tlp.AMBER, body_problem, own="hq")
    hq.service.read(lambda store: again.refresh(store, lambda _record: None))
    for entry in hq.service.index.latest():
        assert again.get(entry.id) == entry


@pytest.mark.parametrize("role", ROLES)
def test_only_a_watch_officer_releases(hq, role):
    record = entered(hq, f"W-{role}", tlp="TLP:CLEAR")
    answer = release(hq.client(role), record, to=["RED"])
    allowed = {"watch officer": {201}}.get(role, {403, 404})
    assert answer.status_code in allowed, answer.text


def test_a_release_that_cannot_be_is_refused_with_what_to_do(hq):
    officer = hq.client("watch officer")
    record = entered(hq, "R-4", tlp="TLP:RED")
    for body, words in (
        ({}, "changes nothing"),
        ({"to": ["NOBODY"]}, "no actor"),
        ({"to": ["RED"]}, "named recipients"),
    ):
        answer = release(officer, record, **body)
        assert (answer.status_code, words in answer.json()["title"]) == (400, True), answer.text
        assert answer.json()["remedy"]


def test_an_analyst_says_that_two_reports_are_one_event(hq):
    """The comparison is as strict as the strictest of the two; an observer makes none."""
    ids = [entered(hq, "C-1"), entered(hq, "C-2", source="radio", tlp="TLP:AMBER+STRICT")]
    body = {"records": ids, "judgement": "same", "reason": "one shell, two witnesses"}
    assert hq.client("observer").post("/api/v1/comparisons", json=body).status_code == 403
    made = hq.client("analyst").post("/api/v1/comparisons", json=body)
    assert made.status_code == 201, made.text
    seen = hq.client("analyst").get(f"/api/v1/records/{made.json()['id']}").json()
    assert (seen["tlp"], seen["body"]["judgement"]) == ("TLP:AMBER+STRICT", "same")
    hidden = body | {"records": [ids[0], entered(hq, "C-3", tlp="TLP:RED")]}
    assert hq.client("analyst").post("/api/v1/comparisons", json=hidden).status_code == 404


@pytest.fixture(scope="module")
def breached(hq):
    rows = hq.client("watch officer").get("/api/v1/findings", params=AT | {"verdict": "breached"})
    return rows.json()["findings"][0]["id"]


@pytest.mark.parametrize("role", ["watch officer", "auditor", "liaison", "contributor"])
def test_the_evidence_of_a_finding_checks_offline_and_holds_what_the_role_may_read(
    hq, breached, role, tmp_path
):
    """As much as the page shows: a liaison gets the finding, and proofs of what was released to it."""
    client = hq.client(role)
    answer = client.get(f"/api/v1/findings/{breached}/evidence", params=AT)
    page = client.get(f"/api/v1/findings/{breached}", params=AT)
    assert answer.status_code == page.status_code
    if page.status_code != 200:
        return
    path = tmp_path / "evidence.zip"
    path.write_bytes(answer.content)
    bundle = check_evidence(path)
    readable = {each["id"] for each in everything(client, limit=500)}
    proven = {proof.check().id for proof in bundle.proofs}
    assert proven <= readable
    assert set(page.json()["evidence"]) <= proven
    assert bundle.manifest["withheld"] == page.json()["withheld"]


def test_evidence_that_was_changed_does_not_check(hq, breached, tmp_path):
    answer = hq.client("auditor").get(f"/api/v1/findings/{breached}/evidence", params=AT)
    path = tmp_path / "evidence.zip"
    path.write_bytes(answer.content)
    with zipfile.ZipFile(path) as bundle:
        files = {name: bundle.read(name) for name in bundle.namelist()}
    files["finding.json"] = files["finding.json"].replace(b"breached", b"met")
    with zipfile.ZipFile(path, "w") as bundle:
        for name, content in files.items():
            bundle.writestr(name, content)
    with pytest.raises(LedgerError, match=r"finding\.json"):
        check_evidence(path)
