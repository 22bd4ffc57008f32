"""Evidence for lawful requests: who may enter and read it, what leaves, and that each is recorded."""

import json
from hashlib import sha256

import pytest
from click.testing import CliRunner
from tests.server.served import everything, serving, submit

from sulh.cli import main
from sulh.ledger import Draft
from sulh.share import KINDS_FOR
from sulh.workspace import open_workspace

CONTENT = b"Received: from nowhere"
REQUEST = {
    "kind": "lawful-request",
    "ref": "LR-1",
    "source": "hq",
    "start": "2024-05-03",
    "requester": "Public prosecutor",
    "legal_basis": "Status of forces agreement, article 9",
}
ITEM = {
    "kind": "evidence-item",
    "ref": "E-1",
    "source": "hq",
    "start": "2024-05-03T10:00:00Z",
    "form": "digital-file",
    "description": "Mail KEPT-APART",
    "custodian": "Cyber cell",
    "request": "LR-1",
    "digest": sha256(CONTENT).hexdigest(),
}
STEP = {
    "kind": "evidence-transfer",
    "ref": "T-1",
    "source": "hq",
    "start": "2024-05-04T10:00:00Z",
    "evidence": "E-1",
    "step": "handed-over",
    "holder": "Cyber cell",
    "receiver": "Force provost",
}


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("evidence") / "m") as served:
        submit(served.client("watch officer"), REQUEST, ITEM, STEP, tlp="TLP:GREEN")
        yield served


def test_no_marking_makes_evidence_milder_than_strict_and_each_read_is_recorded(hq):
    """Entered as TLP:GREEN: a liaison and an observer get nothing; an analyst does, and it is recorded."""
    for role in ("liaison", "contributor", "observer"):
        assert "KEPT-APART" not in hq.client(role).get("/api/v1/records").text
    for kind in ("lawful-request", "evidence-item", "evidence-transfer"):
        (record,) = everything(hq.client("analyst"), kind=kind)
        assert record["tlp"] == "TLP:AMBER+STRICT"
        reads = everything(hq.client("auditor"), kind="access")
        assert any(record["id"] in each["body"]["records"] for each in reads)


def test_outsiders_enter_none_and_observers_no_request(hq):
    for role, row in (
        ("liaison", ITEM | {"ref": "E-9"}),
        ("contributor", STEP | {"ref": "T-9"}),
        ("observer", REQUEST | {"ref": "LR-9"}),
    ):
        answer = hq.client(role).post("/api/v1/reports", json={"rows": [row]})
        assert answer.status_code != 200 or answer.json()["entered"] == 0, (role, answer.text)


def test_no_door_for_programs_shows_it(hq):
    """The picture, its files and feeds, TAXII: for nobody, not even a watch officer."""
    client = hq.client("watch officer")
    for path in ("collections", "feed.atom", "collections/incident/items"):
        assert "KEPT-APART" not in client.get(f"/api/v1/ogc/mission/{path}").text
        assert "evidence-item" not in client.get(f"/api/v1/ogc/mission/{path}").text
    export = "/api/v1/export/records/reports"
    assert "KEPT-APART" not in client.get(export).text
    assert "E-1" not in client.get(export).text
    assert "E-1" in client.get(export, params={"kind": "evidence-item"}).text
    for purpose, kinds in KINDS_FOR.items():
        assert ("evidence-item" in kinds) == (purpose == "lawful-request")


def run(folder, *words):
    return CliRunner().invoke(main, ["-C", str(folder), "share", *map(str, words)])


def test_the_sheet_leaves_as_a_record_and_files_are_compared(hq, tmp_path):
    (tmp_path / "mail.eml").write_bytes(CONTENT)
    (tmp_path / "other.eml").write_bytes(CONTENT + b"!")
    before = list(hq.service.workspace.store.records(kinds=["disclosure"]))
    result = run(hq.folder, "evidence", "--json")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["items"][0]["holder"] == "Force provost"
    sheet = tmp_path / "sheet.html"
    result = run(hq.folder, "evidence", "LR-1", "-o", sheet, "--file", tmp_path / "mail.eml")
    assert result.exit_code == 0, result.output
    assert "is item E-1" in result.stderr
    assert "Mail KEPT-APART" in sheet.read_text("utf-8")
    (left,) = list(open_workspace(hq.folder).store.records(kinds=["disclosure"]))[len(before) :]
    assert left.body["door"] == "evidence"
    assert left.body["purpose"] == "lawful-request"
    assert left.body["items"] == 3
    assert left.body["part"] == "to Public prosecutor"
    result = run(hq.folder, "evidence", "--file", tmp_path / "other.eml")
    assert result.exit_code == 4
    assert "is no item of evidence" in result.stderr
    result = run(hq.folder, "evidence", "LR-2")
    assert result.exit_code == 2
    assert "LR-1" in result.output


def test_red_stays_and_what_was_amended_or_taken_back_is_named(tmp_path):
    """A digest corrected after the fact, an item taken back, an item marked TLP:RED."""
    with serving(tmp_path / "m") as hq:
        client = hq.client("watch officer")
        submit(client, REQUEST, ITEM, ITEM | {"ref": "E-2"})
        submit(client, ITEM | {"ref": "E-3"}, tlp="TLP:RED")
        ids = {each["body"]["ref"]: each for each in everything(client, kind="evidence-item")}
        body = ids["E-1"]["body"] | {"digest": "ab" * 32}
        drafts = [
            Draft(
                kind="correction",
                body={
                    "corrects": ids["E-1"]["id"],
                    "kind": "evidence-item",
                    "body": body,
                    "reason": "typing",
                },
            ),
            Draft(kind="retraction", body={"retracts": ids["E-2"]["id"], "reason": "lost"}),
        ]
        hq.service.workspace.store.append(drafts, recorded_at=hq.clock(), author="clerk")
        result = run(hq.folder, "evidence", "LR-1", "--json")
        assert result.exit_code == 4, result.output
        statement = json.loads(result.stdout)
        assert [each["ref"] for each in statement["items"]] == ["E-1"]
        (fault,) = statement["items"][0]["faults"]
        assert fault.startswith("Item E-1: E-1 was amended")
        assert fault.endswith("SHA-256).")
        assert statement["faults"] == ["Item E-2: E-2 was taken back after it was recorded."]
        assert "Records of evidence that are TLP:RED and stay: 1." in result.stderr
        assert "E-3" not in result.stdout
