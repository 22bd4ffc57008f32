"""Imports that wait share one commit; each still has its own result, and its own faults."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.server.served import everything, incident, serving, submit

from sulh import workspace
from sulh.errors import LedgerError
from sulh.ledger import audit
from sulh.server.work import imports


@pytest.fixture
def hq(tmp_path):
    with serving(tmp_path / "mission") as served:
        yield served


def together(hq, *work):
    """Let the requests of some functions wait for the writer at one time; return the answers."""
    hold = threading.Event()
    blocked = hq.service.submit_write("", lambda *_: hold.wait(60))
    with ThreadPoolExecutor(len(work)) as pool:
        asked = [pool.submit(each) for each in work]
        for _ in range(3000):
            if len(hq.service._imports._jobs) == len(work):
                break
            time.sleep(0.01)
        hold.set()
        blocked.result()
        return [each.result() for each in asked]


def test_more_than_one_commit_takes_is_done_in_several(hq, monkeypatch):
    """Nobody's import is forgotten when the writer leaves some over for its next turn."""
    monkeypatch.setattr(imports, "TOGETHER_MAX", 3)
    before = commits(hq)
    answers = together(hq, *(post(hq, "observer", incident(f"G{n}")) for n in range(8)))
    assert [each.json()["entered"] for each in answers] == [1] * 8
    assert commits(hq) == before + 3


def post(hq, role, *rows, **more):
    client = hq.client(role)
    return lambda: client.post("/api/v1/reports", json={"rows": list(rows)} | more)


def commits(hq):
    """Return the number of signed heads: one for each commit."""
    with workspace.open_ledger(hq.folder) as store:
        return len(list(store.chain("hq").heads()))


def test_what_waits_is_committed_once(hq):
    """Twenty submissions of three roles: one commit, twenty results, all records, each its author's."""
    before = commits(hq)
    roles = ["observer", "analyst", "watch officer"]
    answers = together(hq, *(post(hq, roles[n % 3], incident(f"G{n}")) for n in range(20)))
    assert [each.json()["entered"] for each in answers] == [1] * 20
    assert commits(hq) == before + 1
    records = [r for r in everything(hq.client("watch officer")) if r["kind"] == "incident"]
    assert {r["body"]["ref"] for r in records} == {f"G{n}" for n in range(20)}
    for record in records:
        role = roles[int(record["body"]["ref"][1:]) % 3]
        assert record["author"].startswith(f"{role} (a-")
    assert audit(hq.folder / "ledger") == ()


def test_a_faulty_import_spoils_no_other(hq):
    """A table that cannot be read, and one with bad rows, between good ones."""
    client = hq.client("observer")
    rubbish = lambda: client.post("/api/v1/reports/file", content=b"\x00\xff\x00")  # noqa: E731
    answers = together(
        hq,
        post(hq, "observer", incident("F1")),
        rubbish,
        post(hq, "analyst", incident("F2"), incident("F3", lat="")),
        post(hq, "liaison", incident("F4", source="team")),
    )
    assert [each.status_code for each in answers] == [200, 400, 200, 200]
    told = [each.json() for each in answers]
    assert [told[n]["entered"] for n in (0, 2, 3)] == [1, 1, 0]
    assert [told[n]["rejected"] for n in (0, 2, 3)] == [0, 1, 1]
    refs = {r["body"].get("ref") for r in everything(hq.client("watch officer"))}
    assert {"F1", "F2"} <= refs
    assert not {"F3", "F4"} & refs


def test_duplicates_in_one_commit_are_found_and_betray_nothing(hq):
    """The same open report of two is one; a restricted one stays unknown to the other sender."""
    row = incident("D1")
    answers = together(hq, post(hq, "observer", row), post(hq, "observer", row))
    assert sorted(each.json()["entered"] for each in answers) == [0, 1]
    answers = together(
        hq,
        post(hq, "analyst", incident("D2"), tlp="TLP:GREEN"),
        post(hq, "observer", incident("D2"), tlp="TLP:GREEN"),
    )
    assert sorted(each.json()["entered"] for each in answers) == [0, 1]
    secret = incident("D3", text="informant")
    answers = together(
        hq,
        post(hq, "watch officer", secret, tlp="TLP:RED"),
        post(hq, "observer", secret),
    )
    assert answers[1].json()["entered"] == 1
    assert answers[1].json()["duplicates"] == 0


def test_a_commit_that_fails_fails_for_all_and_is_forgotten(hq, monkeypatch):
    """Everybody is told; nothing was learnt, so that the same reports enter afterwards."""

    def full(_):
        raise LedgerError("The disk is full.")

    monkeypatch.setattr(hq.service.workspace.store, "append_groups", full, raising=False)
    answers = together(hq, *(post(hq, "observer", incident(f"X{n}")) for n in range(3)))
    assert [each.status_code for each in answers] == [503] * 3
    monkeypatch.undo()
    for number in range(3):
        assert submit(hq.client("observer"), incident(f"X{number}"))["entered"] == 1
    assert audit(hq.folder / "ledger") == ()


def test_one_account_cannot_fill_the_queue(hq, monkeypatch):
    """Beyond its share an account is asked to wait; another's import is taken."""
    monkeypatch.setattr(hq.service._imports, "_most", 2)
    hold = threading.Event()
    blocked = hq.service.submit_write("", lambda *_: hold.wait(60))
    with ThreadPoolExecutor(5) as pool:
        asked = [pool.submit(post(hq, "observer", incident(f"Q{n}"))) for n in range(4)]
        other = pool.submit(post(hq, "analyst", incident("Q9")))
        for _ in range(3000):
            if len(hq.service._imports._jobs) == 3 and sum(e.done() for e in asked) == 2:
                break
            time.sleep(0.01)
        hold.set()
        blocked.result()
        statuses = sorted(each.result().status_code for each in asked)
        assert statuses == [200, 200, 429, 429]
        assert other.result().status_code == 200


def patient(hq):
    """Return a client that waits for some seconds."""
    client = hq.client("analyst")
    client.timeout = 10
    return client


def lost(*_, **__):
    """Do what a store does whose server went away."""
    raise LedgerError("The connection is lost.")


def test_nobody_waits_for_ever_while_the_ledger_cannot_be_read(hq, monkeypatch):
    """The look before the commit failed and took the waiting imports with it: their clients hung for good."""
    client = patient(hq)
    with monkeypatch.context() as broken:
        broken.setattr(hq.service.index, "refresh", lost)
        answer = client.post("/api/v1/reports", json={"rows": [incident("a")]})
        assert answer.status_code == 503
    assert submit(client, incident("a"))["entered"] == 1


def test_what_is_committed_is_acknowledged(hq, monkeypatch):
    """The ledger goes away between the commit and the look after it: the record is there, and said to be."""
    client, service = patient(hq), hq.service
    refresh, append = service._refresh, service.workspace.store.append_groups
    committed = []

    def and_lost(groups):
        result = append(groups)
        committed.append(result)
        return result

    def once_committed(rows=()):
        return lost() if len(committed) == 1 and committed.append(0) is None else refresh(rows)

    monkeypatch.setattr(service.workspace.store, "append_groups", and_lost)
    monkeypatch.setattr(service, "_refresh", once_committed)
    assert submit(client, incident("kept"))["entered"] == 1
    assert submit(client, incident("kept"))["duplicates"] == 1
    assert "kept" in client.get("/api/v1/records").text


def test_reports_are_recognised_after_the_ledger_was_away(hq, monkeypatch):
    """A failed commit while nothing can be read left an empty register: each report entered a second time."""
    client, service = patient(hq), hq.service
    submit(client, incident("once"))
    with monkeypatch.context() as broken:
        broken.setattr(service.workspace.store, "append_groups", lost)
        broken.setattr(service.workspace.store, "records", lost)
        broken.setattr(service.workspace.store, "chain", lost)
        answer = client.post("/api/v1/reports", json={"rows": [incident("twice")]})
        assert answer.status_code == 503
    assert submit(client, incident("once"))["duplicates"] == 1
    assert submit(client, incident("twice"))["entered"] == 1
