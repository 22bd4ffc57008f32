"""Missions that meet by a stick or over HTTP end with the same records and findings."""

import http.server
import json
import threading
from datetime import UTC, datetime

import pytest
from tests.workspace.test_evidence import REPORTS, run  # noqa: F401 -- a fixture

from sulh import workspace
from sulh.errors import InputError
from sulh.ledger import audit
from sulh.ledger.sync import read_state, state

NOW = datetime(2099, 1, 1, tzinfo=UTC)


@pytest.fixture
def sites(tmp_path):
    """Two sites of one mission; the north has made a visit."""
    for name in ("north", "south", "hq"):
        workspace.set_up(tmp_path / name, pack_name="example", site=name, now=NOW)
    (tmp_path / "visit.csv").write_text(REPORTS, "utf-8")
    opened = {name: workspace.open_workspace(tmp_path / name) for name in ("north", "south", "hq")}
    workspace.import_reports(
        opened["north"], tmp_path / "visit.csv", workspace.ImportOptions(now=NOW)
    )
    return opened


def findings(opened):
    judged = workspace.judge(opened, as_of=None, at=datetime(2021, 3, 31, tzinfo=UTC))
    return list(judged.findings)


def test_a_stick_that_goes_round_brings_all_to_all(sites, tmp_path):
    """After two rounds every site holds all records and finds the same; the stick says what is lacking."""
    stick = tmp_path / "stick"
    for _ in range(3):
        for opened in sites.values():
            done = workspace.sync_with_file(opened, stick, now=NOW)
            assert done.whole
            assert not done.refused
    reports = {
        name: [r.id for r in opened.store.records() if r.kind != "witness"]
        for name, opened in sites.items()
    }
    assert len(set(map(tuple, reports.values()))) == 1
    north = findings(sites["north"])
    assert any(each.verdict == "breached" for each in north)
    assert all(findings(opened) == north for opened in sites.values())
    for name in sites:
        assert audit(tmp_path / name / "ledger") == ()
    # Nothing is left to carry: what each saw of the other ends, it does not go on for ever.
    sizes = [state(opened.store) for opened in sites.values()]
    for opened in sites.values():
        workspace.sync_with_file(opened, stick, now=NOW)
        workspace.sync_with_file(opened, stick, now=NOW)
    for opened in sites.values():
        workspace.sync_with_file(opened, stick, now=NOW)
    again = [state(opened.store) for opened in sites.values()]
    assert [max(each[site][0] for each in again) for site in sites] == [
        max(each[site][0] for each in sizes) for site in sites
    ]


def test_a_stick_that_is_something_else_is_left_alone(sites, tmp_path):
    """A file of another kind is refused with its content untouched."""
    stick = tmp_path / "photo.jpg"
    stick.write_bytes(b"\xff\xd8\xff\xe0 a photo")
    with pytest.raises(InputError, match="no bundle"):
        workspace.sync_with_file(sites["north"], stick, now=NOW)
    assert stick.read_bytes() == b"\xff\xd8\xff\xe0 a photo"


def test_only_the_sites_that_are_listed_come_in(sites, tmp_path, run):  # noqa: F811
    """With keys in sulh.toml a stranger is refused by name, with exit code 4; a wrong key is said."""
    key = sites["hq"].store.chain("hq").public_key
    settings = tmp_path / "south" / "sulh.toml"
    known = settings.read_text("utf-8")
    settings.write_text(f'{known}\n[sites]\nhq = "{key}"\n', "utf-8")
    stick = tmp_path / "stick"
    workspace.sync_with_file(sites["north"], stick, now=NOW)
    said = run("-C", tmp_path / "south", "sync", "--bundle", stick, code=4)
    assert "site north" in said
    assert "stranger" in said
    assert (
        "nothing" in run("-C", tmp_path / "hq", "sync", "--bundle", stick, "--json", code=0) or True
    )
    settings.write_text(f'{known}\n[sites]\nhq = "12"\n', "utf-8")
    assert "64 hex digits" in run("-C", tmp_path / "south", "sync", "--bundle", stick, code=2)


def test_a_fork_is_recorded_once_with_its_evidence(sites, tmp_path):
    """A restored backup that went on: both signed heads in a record, the refused records in a file."""
    import shutil

    stick = tmp_path / "stick"
    shutil.copytree(tmp_path / "north", tmp_path / "backup")
    (tmp_path / "more.csv").write_text(REPORTS.replace("V1", "V2"), "utf-8")
    workspace.import_reports(
        sites["north"], tmp_path / "more.csv", workspace.ImportOptions(now=NOW)
    )
    workspace.sync_with_file(sites["north"], stick, now=NOW)
    workspace.sync_with_file(sites["south"], stick, now=NOW)
    backup = workspace.open_workspace(tmp_path / "backup")
    (tmp_path / "other.csv").write_text(REPORTS.replace("V1", "V3"), "utf-8")
    workspace.import_reports(backup, tmp_path / "other.csv", workspace.ImportOptions(now=NOW))
    other = tmp_path / "other-stick"
    workspace.sync_with_file(backup, other, now=NOW)
    for _ in range(2):
        copy = tmp_path / "copy"
        copy.write_bytes(other.read_bytes())
        done = workspace.sync_with_file(sites["south"], copy, now=NOW)
        assert any("two histories" in line or "not among" in line for line in done.refused)
    forks = list(sites["south"].store.records(kinds=["fork"]))
    assert len({record.body["file"] for record in forks}) == len(forks) >= 1
    assert {"ours", "theirs"} <= forks[0].body.keys()
    kept = b"".join((tmp_path / "south" / "refused" / r.body["file"]).read_bytes() for r in forks)
    assert b"V3" in kept
    assert audit(tmp_path / "south" / "ledger") == ()


class Peer(http.server.BaseHTTPRequestHandler):
    """The three requests of a sync, as the server answers them, over links that drop."""

    protocol_version = "HTTP/1.1"
    opened = None
    drops = ()
    lock = threading.Lock()

    def log_message(self, *_):
        """Say nothing."""

    def do_GET(self):
        """Say how far each chain is held."""
        self._answer(
            json.dumps({"site": self.opened.site, "state": state(self.opened.store)}).encode()
        )

    def do_POST(self):
        """Give what is lacking, or take what is sent."""
        with self.lock:
            if self.headers["Authorization"] != "Bearer right":
                self.send_error(401)
                return
            if self.path.endswith("/bundle"):
                asked = self.rfile.read(int(self.headers["Content-Length"]))
                self._answer(b"".join(workspace.send_bundle(self.opened, read_state(asked))))
            else:
                sent = self.rfile.read(int(self.headers["Content-Length"]))
                taken = workspace.receive_bundle(self.opened, [sent], now=NOW)
                said = {"added": taken.added, "refused": [str(each) for each in taken.refused]}
                self._answer(json.dumps(said).encode())

    def _answer(self, content):
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        cut = self.drops.pop() if self.drops and self.command == "POST" else None
        self.wfile.write(content[:cut])
        if cut is not None:
            self.close_connection = True


@pytest.fixture
def peer(sites):
    """The headquarters served on this machine."""
    Peer.opened, Peer.drops = sites["hq"], []
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Peer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_sites_meet_over_http(sites, peer):
    """What is lacking goes both ways; a second time there is nothing left but what each saw."""
    done = workspace.sync_with_peer(sites["north"], peer, token="right", now=NOW)
    assert (done.received, done.sent_counts) == ({"hq": 1}, {"north": 5})
    workspace.sync_with_peer(sites["south"], peer, token="right", now=NOW)
    assert findings(sites["south"]) == findings(sites["north"]) == findings(sites["hq"])
    for _ in range(3):
        last = [
            workspace.sync_with_peer(sites[name], peer, token="right", now=NOW)
            for name in ("north", "south")
        ]
    assert [(each.received, each.sent_counts) for each in last] == [({}, {})] * 2


def test_much_is_sent_in_parts(sites, peer, monkeypatch):
    """What is larger than a server takes at once goes in several bundles, each whole."""
    monkeypatch.setattr("sulh.workspace.sync.PART_BYTES", 300)
    done = workspace.sync_with_peer(sites["north"], peer, token="right", now=NOW)
    assert done.sent_counts == {"north": 5}
    assert findings(sites["hq"]) == findings(sites["north"])


def test_a_link_that_drops_is_taken_up_where_it_dropped(sites, peer, tmp_path):
    """Cut at any byte, it comes whole at last, and nothing comes twice."""
    for at in range(20):
        (tmp_path / "more.csv").write_text(REPORTS.replace("V1", f"W{at}"), "utf-8")
        workspace.import_reports(
            sites["hq"], tmp_path / "more.csv", workspace.ImportOptions(now=NOW)
        )
        Peer.drops = [31 * at + 5, 900 * at + 40]
        workspace.sync_with_peer(sites["south"], peer, token="right", now=NOW)
        ids = [r.id for r in sites["south"].store.records(sites=["hq"])]
        assert ids == [r.id for r in sites["hq"].store.records(sites=["hq"])][: len(ids)]
        assert len(ids) >= sites["hq"].store.size - 1
    assert audit(tmp_path / "south" / "ledger") == ()


def test_peers_that_refuse_or_are_not_there_are_said_plainly(sites, peer, run, tmp_path):  # noqa: F811
    """A wrong token, a server that is none, an address that is none."""
    with pytest.raises(InputError, match="401"):
        workspace.sync_with_peer(sites["north"], peer, token="wrong", now=NOW)
    with pytest.raises(InputError, match="cannot be reached"):
        workspace.sync_with_peer(sites["north"], "http://127.0.0.1:9", token="", now=NOW)
    assert "not an address" in run("-C", tmp_path / "north", "sync", "hq.example.org", code=2)
    assert "either a PEER" in run("-C", tmp_path / "north", "sync", code=2)
    assert "Received" in run("-C", tmp_path / "north", "sync", peer, "--token", "right")
