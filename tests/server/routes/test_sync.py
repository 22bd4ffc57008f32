"""A team site meets a headquarters that is really served: what is lacking goes both ways."""

import socket
import time
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from tests.server.served import incident, serving, submit

from sulh import workspace
from sulh.errors import InputError
from sulh.ledger import Draft, audit
from sulh.ledger.sync import state
from sulh.server.middleware import limits
from sulh.server.routes import sync as routes_sync
from sulh.server.work.queues import FairExecutor

NOW = datetime(2099, 1, 1, tzinfo=UTC)


@pytest.fixture
def hq(tmp_path):
    """A headquarters with two reports."""
    with serving(tmp_path / "hq") as served:
        submit(served.client("observer"), incident("H1"), incident("H2"))
        yield served


@pytest.fixture
def team(tmp_path):
    """A team site of the same mission."""
    return workspace.set_up(tmp_path / "team", pack_name="example", site="team-site", now=NOW)


def test_a_team_site_and_the_headquarters_exchange_what_is_lacking(hq, team, tmp_path):
    """After it both hold both chains, audited, and the headquarters' readers see the team's records."""
    token = hq.account("team-site", "site")
    done = workspace.sync_with_peer(team, hq.url, token=token, now=NOW)
    assert not done.refused
    assert sum(done.received.values()) >= 3
    assert done.sent_counts["team-site"] >= 1
    for _ in range(2):
        workspace.sync_with_peer(team, hq.url, token=token, now=NOW)
    assert audit(tmp_path / "team" / "ledger") == ()
    listed = hq.client("watch officer").get("/api/v1/records", params={"site": "team-site"})
    assert listed.status_code == 200
    assert listed.json()["records"]
    again = workspace.sync_with_peer(team, hq.url, token=token, now=NOW)
    assert (again.received, again.sent_counts) == ({}, {})
    answer = hq.client(token=token).get("/api/v1/sync").json()
    assert {site: tuple(held) for site, held in answer["state"].items()} == state(team.store)


def test_a_report_in_two_versions_is_named_to_who_may_read_both(hq, team, tmp_path):
    """The API and the page say it; a liaison, who may read neither, learns nothing of it."""
    form = tmp_path / "own.csv"
    row = incident("H1", act="violence-against-civilians")
    form.write_text(f"{','.join(row)}\n{','.join(map(str, row.values()))}\n", "utf-8")
    workspace.import_reports(team, form, workspace.ImportOptions(now=NOW))
    workspace.sync_with_peer(team, hq.url, token=hq.account("team-site", "site"), now=NOW)
    asked = {"at": "2021-03-31"}
    (said,) = hq.client("watch officer").get("/api/v1/findings", params=asked).json()["versions"]
    assert "team H1 stands in two versions" in said
    assert hq.client("liaison").get("/api/v1/findings", params=asked).json()["versions"] == []


def test_only_a_site_may_exchange(hq, team):
    """Any other role's token is refused, with nothing given or taken."""
    with pytest.raises(InputError, match="403"):
        workspace.sync_with_peer(team, hq.url, token=hq.account("nosy", "analyst"), now=NOW)
    assert team.store.sites() == ("team-site",)


def test_what_is_no_bundle_is_refused(hq):
    """Rubbish is answered as a fault of the sender, never as the server's."""
    client = hq.client(token=hq.account("team-site", "site"))
    for content in (b"", b"rubbish", b"sulh-bundle 1 x\nS x 0\nR {}\nH 00 {}\nE\n"):
        answer = client.post("/api/v1/sync/take", content=content)
        assert answer.status_code in {200, 400}, answer.text
    assert client.post("/api/v1/sync/bundle", json={"x": [1]}).status_code == 422
    assert client.post("/api/v1/sync/bundle", json={"x": [-1, ""]}).status_code == 200


def test_a_long_bundle_lets_others_write_between_its_batches(hq, team, monkeypatch):
    """However much a peer sends, the writer does other work in turn; nothing of it is lost."""
    monkeypatch.setattr(routes_sync, "TURN_S", 0.0)
    for number in range(30):
        team.store.append(
            [Draft(kind="note", body={"n": number})], recorded_at=NOW, author="watch officer"
        )
    theirs = b"".join(workspace.send_bundle(team, {}))
    sender = hq.client(token=hq.account("team-site", "site"))
    turns, run = [], FairExecutor._run_next
    monkeypatch.setattr(FairExecutor, "_run_next", lambda each: turns.append(1) or run(each))
    answer = sender.post(
        "/api/v1/sync/take", content=theirs, headers={"content-type": "application/octet-stream"}
    )
    assert answer.status_code == 200, answer.text
    assert answer.json()["added"] == {"team-site": 31}
    assert len(turns) > 30
    assert audit(hq.folder / "ledger") == ()


@pytest.mark.slow
def test_a_site_fetches_few_bundles_at_once_and_reads_them(hq, monkeypatch):
    """Each has the ledger open; one that nobody reads is ended, so that the site can sync again."""
    monkeypatch.setattr(limits, "SEND_S", 4.0)  # longer than a busy machine takes to ask twice
    rows = [incident(f"L{n}", text="x" * 9000) for n in range(400)]
    for first in range(0, 400, 200):
        submit(hq.client("observer"), *rows[first : first + 200])
    token, address = hq.account("slow-site", "site"), urlsplit(hq.url)
    asked = (
        f"POST /api/v1/sync/bundle HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {token}\r\n"
        "content-type: application/json\r\ncontent-length: 2\r\n\r\n{}"
    )
    connections = []
    for _ in range(routes_sync.BUNDLES_MAX):
        connection = socket.socket()
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
        connection.connect((address.hostname, address.port))
        connection.sendall(asked.encode())
        connections.append(connection)
    state = hq.app.state.sulh
    for _ in range(500):
        if sum(state.bundles.values()) == routes_sync.BUNDLES_MAX:
            break
        time.sleep(0.01)
    site = hq.client(token=token)
    refused = [site.post("/api/v1/sync/bundle", json={}).status_code for _ in range(2)]
    for _ in range(3000):
        if not state.bundles:
            break
        time.sleep(0.01)
    assert state.bundles == {}
    assert 429 in refused
    whole = site.post("/api/v1/sync/bundle", json={})
    assert whole.content.endswith(b"\nE\n")
    for connection in connections:
        connection.close()
