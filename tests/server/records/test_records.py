"""Submitting, querying, amending and proving records over HTTP."""

import json
from dataclasses import replace
from types import SimpleNamespace

import pytest
from tests.server.served import everything, incident, serving, submit, tanks

from sulh import workspace
from sulh.ledger import audit
from sulh.ledger.proof import read_file
from sulh.server import ROLES
from sulh.server.access.principal import Principal
from sulh.server.records.records import may_read, readable_ids
from sulh.workspace import Tlp


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("hq") / "mission") as served:
        yield served


def test_reports_come_in_as_they_do_at_the_desk(hq, tmp_path):
    """The same rows give the same counts and problems by HTTP and by `import_reports`."""
    rows = [
        incident("I1"),
        incident("I2", lat=""),
        incident("I3", act="dancing"),
        incident("I3", act="dancing"),
        incident("I1", text="other words"),
        incident("I1"),
        {"kind": "nonsense"},
    ]
    told = submit(hq.client("observer"), *rows)
    with_workspace = workspace.set_up(
        tmp_path / "m", pack_name="example", site="hq", now=hq.clock()
    )
    path = tmp_path / told["file"]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    taken = workspace.import_reports(
        with_workspace, path, workspace.ImportOptions(now=hq.clock())
    ).as_json()
    with_workspace.store.close()
    assert told | {"rejects": ""} == taken | {"rejects": ""}
    assert (told["entered"], told["duplicates"], told["conflicts"], told["rejected"]) == (
        1,
        1,
        1,
        4,
    )
    again = submit(hq.client("observer"), *rows)
    assert (again["entered"], again["duplicates"], again["rejected"]) == (0, 2, 4)
    assert (hq.folder / "rejects" / told["rejects"]).is_file()


def test_a_csv_file_comes_in_under_a_harmless_name(hq):
    """The body is the file; a hostile name leads nowhere."""
    rows = "kind,ref,source,start,lon,lat,accuracy_m,actor,act\nincident,C1,csv,2021-02-01,-30,-44.5,50,Red Army,direct-fire\nincident,C2,csv,bad\n"
    answer = hq.client("observer").post(
        "/api/v1/reports/file",
        params={"name": "../../../etc/passwd", "tlp": "TLP:GREEN"},
        content=rows,
        headers={"content-type": "text/csv"},
    )
    told = answer.json()
    assert answer.status_code == 200, told
    assert (told["entered"], told["rejected"]) == (1, 1)
    assert "/" not in told["file"]
    assert sorted(p.name for p in hq.folder.iterdir()) == [
        "accounts.sqlite", "accounts.sqlite-shm", "accounts.sqlite-wal", "ledger", "pack", "rejects", "sulh.toml",
    ]  # fmt: skip
    (found,) = [r for r in everything(hq.client("observer")) if r["body"].get("ref") == "C1"]
    assert found["tlp"] == "TLP:GREEN"
    refused = hq.client("observer").post(
        "/api/v1/reports/file", content=b"\x00\xff\x00", headers={"content-type": "text/csv"}
    )
    assert refused.status_code == 400
    assert refused.json()["title"]


@pytest.mark.parametrize("limit", [1, 2, 7, 500])
def test_pages_hold_every_record_once_and_in_order(hq, limit):
    """Whatever the page's size, the pages together are the ledger."""
    submit(hq.client("watch officer"), *(incident(f"P{n}") for n in range(5)))
    found = everything(hq.client("watch officer"), limit=limit)
    with workspace.open_workspace(hq.folder).store as store:
        expected = [r.id for r in store.records() if r.kind != "access"]
    assert [each["id"] for each in found] == expected


def test_queries_choose_by_kind_site_and_time(hq):
    """Each filter agrees with the same choice made over all records."""
    client = hq.client("watch officer")
    submit(client, *tanks(38, "V9-t", "V9", "2021-03-10"))
    found = everything(client)
    middle = found[len(found) // 2]["recorded_at"]
    assert everything(client, kind="observation") == [
        r for r in found if r["kind"] == "observation"
    ]
    assert everything(client, kind=["observation", "import"]) == [
        r for r in found if r["kind"] in {"observation", "import"}
    ]
    assert everything(client, site="elsewhere") == []
    assert everything(client, simulated=True) == []
    early = everything(client, as_of=middle)
    late = everything(client, since=middle)
    assert {r["id"] for r in early} | {r["id"] for r in late} == {r["id"] for r in found}
    assert all(r["recorded_at"] <= middle for r in early)
    assert client.get("/api/v1/records", params={"as_of": "yesterday"}).status_code == 400
    assert client.get("/api/v1/records", params={"after": "no cursor"}).status_code == 400
    assert client.get("/api/v1/records", params={"limit": 0}).status_code == 422


def test_a_correction_and_a_retraction_change_the_finding(hq):
    """44 tanks are a breach, corrected to 38 none, and retracted they were never counted."""
    client = hq.client("watch officer")
    submit(client, *tanks(44))

    def judged():
        answer = client.get(
            "/api/v1/findings", params={"at": "2021-03-31", "provision": "red-tanks"}
        )
        return next(f for f in answer.json()["findings"] if f["month"] == "2021-01")

    before = judged()
    assert (before["verdict"], before["high"]) == ("breached", 44)
    (record,) = [r for r in everything(client, kind="observation") if r["body"]["ref"] == "V1-t"]
    assert record["id"] in before["evidence"]
    assert (
        client.get(f"/api/v1/findings/{before['id']}", params={"at": "2021-03-31"}).json() == before
    )
    row = tanks(38)[1]
    made = client.post(
        f"/api/v1/records/{record['id']}/correction", json={"row": row, "reason": "counted twice"}
    )
    assert made.status_code == 201, made.text
    assert judged()["high"] == 38
    made = client.post(
        f"/api/v1/records/{made.json()['id']}/retraction", json={"reason": "was right at first"}
    )
    assert made.status_code == 201
    assert judged()["high"] == 44
    wrong = client.post(
        f"/api/v1/records/{record['id']}/correction", json={"row": {"kind": "x"}, "reason": "no"}
    )
    assert wrong.status_code == 400
    assert "kind" in wrong.json()["title"]
    head = everything(client)[0]
    assert head["kind"] == "genesis"
    refused = client.post(f"/api/v1/records/{head['id']}/retraction", json={"reason": "no"})
    assert refused.status_code == 403


def test_the_proof_of_a_record_holds_elsewhere(hq):
    """The proof's JSON is checked with the site's public key alone."""
    client = hq.client("watch officer")
    record = everything(client, kind="incident")[0]
    proof = read_file(client.get(f"/api/v1/records/{record['id']}/proof").content, "proof")
    assert proof.check().id == record["id"]
    (head,) = client.get("/api/v1/heads").json()
    assert head["public_key"] == proof.public_key
    assert head["size"] >= record["seq"]


def test_what_another_process_writes_is_seen(hq, tmp_path):
    """A report that the command line takes in can be read, and is a duplicate by HTTP."""
    row = incident("from-the-workspace")
    path = tmp_path / "one.jsonl"
    path.write_text(json.dumps(row) + "\n", "utf-8")
    other = workspace.open_workspace(hq.folder)
    workspace.import_reports(other, path, workspace.ImportOptions(now=hq.clock()))
    other.store.close()
    assert submit(hq.client("observer"), row)["duplicates"] == 1
    assert "from-the-workspace" in {r["body"].get("ref") for r in everything(hq.client("observer"))}


def test_the_ledger_is_whole_at_the_end(hq):
    """After all of this every link and signature holds."""
    assert audit(hq.folder / "ledger") == ()


@pytest.mark.parametrize("role", ROLES)
def test_many_records_are_readable_as_one_is(hq, role):
    """Each marking, entered by the account itself, its party and another; and the records of reads."""
    party = {"liaison": "RED", "contributor": "NOR"}.get(role, "")
    user = Principal(account="me", name="me", role=role, party=party)
    some = next(hq.service.index.latest())
    entries = {
        f"{kind} {marking.label} {account} {of}": replace(
            some, id=f"{kind} {marking.label} {account} {of}", kind=kind, marking=marking,
            account=account, party=of, released=frozenset(),
        )
        for kind in ("incident", "access")
        for marking in Tlp
        for account, of in (("me", party), ("you", party), ("you", "BLUE"))
    }  # fmt: skip
    service = SimpleNamespace(index=entries)
    readable = [name for name, entry in entries.items() if may_read(user, entry)]
    assert readable_ids(service, user, [*entries, "no such record"]) == readable
