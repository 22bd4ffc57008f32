"""What is restricted is read only once that stands in the ledger, whatever happens to the ledger."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.server.served import everything, incident, serving, submit

from sulh.errors import LedgerError


@pytest.fixture
def hq(tmp_path):
    with serving(tmp_path / "mission") as served:
        submit(served.client("watch officer"), incident("A1"), incident("A2"), tlp="TLP:RED")
        yield served


def accesses(hq):
    return everything(hq.client("auditor"), kind="access", limit=500)


def test_while_the_ledger_refuses_nothing_restricted_is_read_and_nothing_piles_up(hq, monkeypatch):
    """Hundreds of reads at once: all refused, none kept; the health page says it; then all is well."""
    client = hq.client("watch officer")
    ids = [r["id"] for r in everything(client, kind="incident")]
    before = len(accesses(hq))
    store = hq.service.workspace.store

    def refuses(*_, **__):
        raise LedgerError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(type(store), "append", refuses)
        with ThreadPoolExecutor(20) as pool:
            paths = [f"/api/v1/records/{ids[n % 2]}" for n in range(200)]
            answers = list(pool.map(client.get, paths))
        assert {each.status_code for each in answers} == {503}
        assert not any("A1" in each.text or "A2" in each.text for each in answers)
        assert hq.service.waiting["reads"] == 0
        health = hq.client().get("/healthz")
        assert health.status_code == 503
        assert "restricted records are refused" in health.text
    assert len(accesses(hq)) == before
    assert client.get(f"/api/v1/records/{ids[0]}").status_code == 200
    assert hq.client().get("/healthz").text == "ok\n"
    assert [each["body"]["records"] for each in accesses(hq)[before:]] == [[ids[0]]]


def test_reads_at_once_are_each_on_record(hq):
    """They share batches, and each stands there once."""
    client = hq.client("watch officer")
    ids = [r["id"] for r in everything(client, kind="incident")]
    before = len(accesses(hq))
    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(client.get, [f"/api/v1/records/{ids[0]}"] * 60))
    assert {each.status_code for each in answers} == {200}
    assert len(accesses(hq)) == before + 60
