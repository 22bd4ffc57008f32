"""Findings are judged outside any lock, once a question, in turns; and nothing of them leaks."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from tests.server.served import everything, incident, serving, submit, tanks

from sulh.server.answers.findings import FindingsQuery
from sulh.server.records.live import LiveMission
from sulh.server.work.queues import FairExecutor

AT = {"at": "2021-12-31"}


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("hq") / "mission") as served:
        submit(served.client("watch officer"), *tanks(44), tlp="TLP:GREEN")
        yield served


def accesses(hq):
    return everything(hq.client("auditor"), kind="access", limit=500)


def breached(client, **query):
    """Return the breached findings about tanks."""
    asked = AT | {"provision": "red-tanks", "verdict": "breached"} | query
    return client.get("/api/v1/findings", params=asked).json()["findings"]


def test_the_same_question_is_judged_once(hq):
    """Asked by ten at once, then again, and an hour's minutes later: one judgement."""
    cache = hq.app.state.sulh.findings
    hq.client("analyst").get("/api/v1/findings")
    before = cache.judged
    with ThreadPoolExecutor(10) as pool:
        clients = [hq.client(role) for role in ("observer", "watch officer") * 5]
        answers = list(
            pool.map(lambda c: c.get("/api/v1/findings", params={"at": "2021-06-30"}), clients)
        )
    assert {each.status_code for each in answers} == {200}
    assert cache.judged == before + 1
    hq.client("analyst").get("/api/v1/findings", params={"at": "2021-06-30"})
    assert cache.judged == before + 1


def test_without_a_date_the_last_change_or_the_last_hour_is_judged(hq, monkeypatch):
    """The minute is no part of the question; a record and a full hour are."""
    cache, service = hq.app.state.sulh.findings, hq.service
    noon = service.changed_at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=2)
    monkeypatch.setattr(service, "now", lambda: noon + timedelta(minutes=5))
    first = cache.resolve(FindingsQuery())
    assert first.at == noon
    monkeypatch.setattr(service, "now", lambda: noon + timedelta(minutes=55))
    assert cache.resolve(FindingsQuery()) == first
    monkeypatch.setattr(service, "changed_at", noon + timedelta(minutes=56))
    assert cache.resolve(FindingsQuery()).at == noon + timedelta(minutes=56)


def test_a_read_is_no_change(hq):
    """The record of a restricted read does not make every finding stale."""
    submit(hq.client("watch officer"), incident("C1"), tlp="TLP:RED")
    before = hq.service.index.revision
    (record,) = [r for r in everything(hq.client("watch officer")) if r["body"].get("ref") == "C1"]
    hq.client("watch officer").get(f"/api/v1/records/{record['id']}")
    assert hq.service.index.revision == before


@pytest.mark.slow
def test_many_questions_of_one_account_delay_no_other(hq, monkeypatch):
    """With eighty slow questions waiting, another account's question is the next but one."""
    real, order, lock = LiveMission.judge, [], threading.Lock()

    def slow(live, mark, **query):
        time.sleep(0.05)
        with lock:
            order.append(query["at"].year)
        return real(live, mark, **query)

    monkeypatch.setattr(LiveMission, "judge", slow)
    busy, other = hq.client("contributor"), hq.client("observer")
    with ThreadPoolExecutor(82) as pool:
        asked = [
            pool.submit(busy.get, "/api/v1/findings", params={"at": f"{year}-01-01"})
            for year in range(2900, 2980)
        ]
        while len(order) < 3:
            time.sleep(0.01)
        before = len(order)
        answer = other.get("/api/v1/findings", params={"at": "1999-01-01"})
        assert answer.status_code == 200
        assert order.index(1999) - before <= 3
        assert other.get("/api/v1/session").status_code == 200
        assert len(order) < 60
        assert {each.result().status_code for each in asked} == {200}


def test_too_many_questions_of_one_account_are_refused(hq, monkeypatch):
    """Beyond its queue an account is asked to wait; the others are not."""
    cache = hq.app.state.sulh.findings
    monkeypatch.setattr(cache._judges, "queue_max", 2)
    hold = threading.Event()
    real = LiveMission.judge
    monkeypatch.setattr(LiveMission, "judge", lambda *a, **k: hold.wait(20) and real(*a, **k))
    busy = hq.client("analyst")
    with ThreadPoolExecutor(8) as pool:
        asked = [
            pool.submit(busy.get, "/api/v1/findings", params={"at": f"{year}-01-01"})
            for year in range(2800, 2808)
        ]
        refused = []
        for _ in range(1000):
            refused = [e for e in asked if e.done() and e.result().status_code == 429]
            if len(refused) >= 5:
                break
            time.sleep(0.01)
        hold.set()
        statuses = [each.result().status_code for each in asked]
    assert statuses.count(200) == 3
    assert statuses.count(429) == 5


def test_a_fault_of_one_question_is_its_own(hq, monkeypatch):
    """A judgement that fails is answered as a fault, and the next one works."""
    real = LiveMission.judge

    def broken(*_, **__):
        raise RuntimeError("made to fail")

    monkeypatch.setattr(LiveMission, "judge", broken)
    assert (
        hq.client("analyst").get("/api/v1/findings", params={"at": "1990-01-01"}).status_code == 500
    )
    monkeypatch.setattr(LiveMission, "judge", real)
    assert (
        hq.client("analyst").get("/api/v1/findings", params={"at": "1990-01-01"}).status_code == 200
    )


def test_an_answer_is_as_strict_as_its_finding(hq):
    """Who may not read a finding reads nothing of what its party said of it."""
    submit(hq.client("watch officer"), *tanks(45, "S-t", "S", "2021-05-10"), tlp="TLP:RED")
    (finding,) = [f for f in breached(hq.client("watch officer")) if f["tlp"] == "TLP:RED"]
    words = {"stance": "dispute", "text": "SECRET-ANSWER: the witness behind it"}
    path = f"/api/v1/findings/{finding['id']}"
    made = hq.client("liaison").post(f"{path}/answers", params=AT, json=words)
    assert made.status_code == 201, made.text
    record = made.json()["id"]
    for role in ("observer", "analyst", "contributor", "administrator"):
        assert hq.client(role).get(path, params=AT).status_code == 404
        assert hq.client(role).get(f"/api/v1/records/{record}").status_code == 404
        assert "SECRET-ANSWER" not in str(everything(hq.client(role), limit=500))
    assert hq.client("watch officer").get(f"/api/v1/records/{record}").json()["tlp"] == "TLP:RED"
    second = hq.client(token=hq.account("second-liaison", "liaison", party="RED"))
    assert second.get(path, params=AT).json()["answers"][0]["text"] == words["text"]


def test_reading_restricted_findings_is_recorded(hq):
    """In a list, alone and in a file; an open finding leaves no trace."""
    submit(hq.client("watch officer"), *tanks(46, "Q-t", "Q", "2021-07-10"), tlp="TLP:RED")
    reader = hq.client("watch officer")
    finding = next(f for f in breached(reader) if f["tlp"] == "TLP:RED" and f["month"] == "2021-07")
    opened = next(f for f in breached(reader) if f["tlp"] == "TLP:GREEN")
    before = len(accesses(hq))
    assert reader.get(f"/api/v1/findings/{opened['id']}", params=AT).status_code == 200
    assert len(accesses(hq)) == before
    assert reader.get(f"/api/v1/findings/{finding['id']}", params=AT).status_code == 200
    breached(reader, limit=1000)
    hq.signed_in("watch-officer").get("/api/v1/export/findings", params=AT)
    new = [each["body"] for each in accesses(hq)[before:]]
    assert len(new) == 3
    assert all(each["what"] == "findings" and each["role"] == "watch officer" for each in new)
    assert [finding["id"]] == new[0]["findings"]
    assert all(finding["id"] in each["findings"] for each in new)


@pytest.mark.parametrize("role", ["watch officer", "observer", "liaison", "contributor"])
def test_a_brief_list_leaves_out_the_records_and_nothing_else(hq, role):
    """For who may read all records and for who may not: their number that is withheld stays the same."""
    client = hq.client(role)
    whole, brief = (
        client.get("/api/v1/findings", params=AT | {"limit": 1000, "brief": each}).json()
        for each in (False, True)
    )
    assert any(each["evidence"] for each in whole["findings"])
    for each in whole["findings"]:
        each.update(evidence=[], possible=[], may_be_one=[])
    assert brief == whole


def test_accounts_take_turns():
    """One thread, three accounts: the work of each comes in turns, whatever was queued first."""
    turns, hold = [], threading.Event()
    fair = FairExecutor(1, name="test", queue_max=100)
    first = fair.submit("", hold.wait)
    time.sleep(0.05)
    done = [
        fair.submit(account, lambda a=account, n=n: turns.append((a, n)))
        for account, count in (("a", 5), ("b", 2), ("c", 1))
        for n in range(count)
    ]
    hold.set()
    for each in (first, *done):
        each.result(10)
    fair.shutdown()
    assert turns == [("a", 0), ("b", 0), ("c", 0), ("a", 1), ("b", 1), ("a", 2), ("a", 3), ("a", 4)]


def test_work_that_nobody_waits_for_any_more_is_not_done():
    """A question whose asker has gone before its turn costs nothing."""
    fair = FairExecutor(1, name="test", queue_max=100)
    hold, done = threading.Event(), []
    first = fair.submit("", hold.wait)
    dropped = fair.submit("a", lambda: done.append("a"))
    last = fair.submit("b", lambda: done.append("b"))
    assert dropped.cancel()
    hold.set()
    first.result(10)
    last.result(10)
    fair.shutdown()
    assert done == ["b"]
