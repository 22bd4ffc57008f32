"""A peer that a stranger runs gets no token that is not its own, and holds nobody up."""

import http.server
import json
import ssl
import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from tests.server.receiving import certificate

from sulh import workspace
from sulh.errors import InputError
from sulh.workspace import peer_requests
from sulh.workspace.attachment_sync import _asked_for
from sulh.workspace.joined_clock import read_reading

NOW = datetime(2099, 1, 1, tzinfo=UTC)
TOKEN = "sulh_of-this-peer-only"


@pytest.fixture(scope="module")
def north(tmp_path_factory):
    """A site; no exchange here brings it anything."""
    folder = tmp_path_factory.mktemp("north")
    opened = workspace.set_up(folder, pack_name="example", site="north", now=NOW)
    yield opened
    opened.store.close()


@contextmanager
def peer(answer, certificate_files=()):
    """Yield the address of a web server that answers each request by a function, and what it was sent.

    With a certificate's file and its key's it speaks TLS.
    """
    seen = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            seen.append((self.path, self.headers.get("Authorization")))
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            try:
                answer(self)
            except OSError:
                self.close_connection = True

        do_POST = do_PUT = do_GET  # noqa: N815

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None
    if certificate_files:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate_files)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"{'https' if certificate_files else 'http'}://127.0.0.1:{server.server_port}", seen
    finally:
        server.shutdown()
        server.server_close()


def whole(handler, content, status=200, **headers):
    """Answer with some bytes."""
    handler.send_response(status)
    for name, value in {"Content-Length": str(len(content)), **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(content)


def sync(opened, url, attempts=1, token=TOKEN):
    """Exchange once."""
    return workspace.sync_with_peer(opened, url, token=token, now=NOW, attempts=attempts)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_token_goes_to_no_other_address(north, status):
    """A peer that points to another one gets a sentence, and the other one gets nothing."""
    with peer(lambda h: whole(h, b"{}")) as (other, stolen):
        there = f"{other}/api/v1/sync"
        with peer(lambda h: whole(h, b"", status, Location=there)) as (url, seen):
            with pytest.raises(InputError, match="points elsewhere"):
                sync(north, url, attempts=5)
            assert seen == [("/api/v1/sync", f"Bearer {TOKEN}")]
    assert stolen == []


@pytest.mark.parametrize(
    ("url", "token", "words"),
    [
        ("http://hq.example.org", TOKEN, "clear text"),
        ("http://10.0.0.5:8000", TOKEN, "clear text"),
        ("http://localhost.example.org", TOKEN, "clear text"),
        ("https://user:pass@hq.example.org", TOKEN, "user or a password"),
        ("ftp://hq.example.org", TOKEN, "not an address"),
        ("https://", TOKEN, "not an address"),
        ("https://hq.example.org:99999", TOKEN, "not an address"),
        ("https://hq.example.org/\r\nX: 1", TOKEN, "not an address"),
        ("http://127.0.0.1:9", f"{TOKEN}\r\nX: 1", "not a token"),
        ("http://127.0.0.1:9", f"{TOKEN} \N{BULLET}", "not a token"),
    ],
)
def test_what_would_give_a_token_away_is_refused(north, url, token, words):
    """Before anything is sent, and in words that do not hold the token."""
    with pytest.raises(InputError, match=words) as caught:
        sync(north, url, token=token)
    assert TOKEN not in str(caught.value) + str(caught.value.remedy)


def test_an_answer_that_drips_or_never_ends_is_given_up(north, monkeypatch):
    """Headers or a body byte by byte, and a body without an end, hold nobody for ever."""
    monkeypatch.setattr(peer_requests, "BEGIN_S", 0.3)

    def headers(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for _ in range(200):
            handler.wfile.write(b"X: 1\r\n")
            time.sleep(0.05)

    with peer(headers) as (url, _), pytest.raises(InputError, match="drops every time"):
        sync(north, url)

    def endless(handler):
        handler.send_response(200)
        handler.end_headers()
        while True:
            handler.wfile.write(b" " * 65_536)

    with peer(endless) as (url, _), pytest.raises(InputError, match="more than 1,000,000 bytes"):
        sync(north, url)

    class Drip:
        length = None

        def read1(self, _):
            return b" "

    answer = peer_requests.PeerAnswer(Drip(), silence_s=-0.1)
    with pytest.raises(TimeoutError, match="less than"):
        answer.read_all(1000)


@pytest.mark.parametrize(
    "reply",
    [
        [], 1, None, "x", {}, {"state": []}, {"state": {}, "site": "x"},
        {"state": {}, "site": "\x1b[31m", "exercise": 7},
        {"state": {"x": None, "y": [1], "z": ["a", 2], "w": [-1, ""]}, "site": ["x"]},
    ],
)  # fmt: skip
def test_an_answer_that_is_none_ends_with_a_sentence(north, reply):
    """Whatever JSON a peer answers, whoever asked reads why nothing came."""
    content = json.dumps(reply).encode()
    with peer(lambda h: whole(h, content)) as (url, _):
        with pytest.raises(InputError) as caught:
            sync(north, url)
        assert str(caught.value).isprintable()


def test_a_peers_words_are_shown_as_text(north):
    """What a peer says is put on one line, without signs that a terminal obeys."""
    bad = "\x1b]0;owned\x07\N{RIGHT-TO-LEFT OVERRIDE}\nred"
    replies = {
        "/api/v1/sync": json.dumps({"state": {}, "site": bad}).encode(),
        "/api/v1/sync/take": json.dumps({"added": {bad: 1}, "refused": [bad, 7], "set_aside": [bad]}).encode(),
    }  # fmt: skip
    bundle = b"".join(workspace.send_bundle(north, {}))

    def answer(handler):
        path = handler.path.partition("?")[0]
        whole(handler, bundle if path.endswith("bundle") else replies.get(path, b"{}"))

    with peer(answer) as (url, _):
        result = sync(north, url)
    said = [result.peer, *result.sent_counts, *result.refused, *result.set_aside]
    assert len(result.refused) == 2
    assert all(each.isprintable() for each in said)
    for depth in (b"[" * 200_000, b'{"a":' * 200_000):
        with pytest.raises(ValueError, match=r"nested|JSON|Expecting"):
            peer_requests.read_reply(depth)


def test_a_list_of_files_that_does_not_end_is_left():
    """A peer that lists digests for ever is asked for some pages; one that lists what is none, once."""
    asked = []

    def ask(_method, _path, _content=None):
        asked.append(1)
        return json.dumps(
            {"lacking": [{"digest": f"{len(asked):064x}", "size": 1, "have": 0}]}
        ).encode()

    assert len(list(_asked_for(ask, most=20))) == 20
    for wrong in ({"lacking": 7}, {"lacking": [7]}, {"lacking": [{"digest": "../x", "size": 1, "have": 0}]}, []):  # fmt: skip
        with pytest.raises(ValueError, match="answer"):
            list(_asked_for(lambda *_, wrong=wrong: json.dumps(wrong).encode(), most=20))


@pytest.mark.parametrize(
    "values", [{}, {"clock": 1, "until": 2, "speed": None}, {"clock": None}, [], "x", 7]
)
def test_a_clock_that_is_none_is_a_value_error(values):
    """Whatever a peer says instead of a clock, it is no error in the program."""
    with pytest.raises(ValueError, match=r".+"):
        read_reading(values, real=NOW)


def test_a_certificate_that_nobody_trusts_is_said(north, tmp_path):
    """At once, with what to do; nothing is sent."""
    with (
        peer(lambda h: whole(h, b"{}"), certificate(tmp_path)) as (url, seen),
        pytest.raises(InputError, match=r"certificate of .* is not trusted") as caught,
    ):
        sync(north, url, attempts=5)
    assert "SSL_CERT_FILE" in caught.value.remedy
    assert seen == []
