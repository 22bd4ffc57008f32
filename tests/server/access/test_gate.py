"""The user is known before the body is read: a stranger's bytes cost next to nothing."""

import socket
import threading
import time

import httpx
import pytest
from tests.server.served import PASSWORD, incident, serving

from sulh.server.access.gate import LOOK_AGAIN_S
from sulh.server.access.sessions import revoke_token, tokens_of

BIG = b'{"rows":[' + b"[]," * 3_000_000 + b"[]]}"
ROUTES = (
    "/api/v1/reports",
    "/api/v1/reports/file",
    "/api/v1/sync/take",
    "/api/v1/sync/bundle",
    "/api/v1/accounts",
    "/api/v1/tokens",
)


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("hq") / "mission") as served:
        yield served


def address(hq):
    host, port = hq.url.removeprefix("http://").split(":")
    return host, int(port)


def first_line(hq, content, *, timeout=10.0):
    """Send some bytes and no more; return the first line of the answer."""
    with socket.create_connection(address(hq), timeout=timeout) as link:
        link.sendall(content)
        return link.recv(4096).split(b"\r\n")[0]


@pytest.mark.parametrize("path", ROUTES)
def test_nobody_is_refused_before_the_body_comes(hq, path):
    """The answer is there although not one byte of the body was sent."""
    head = f"POST {path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n"
    head += "content-length: 15000\r\nexpect: 100-continue\r\n\r\n"
    assert first_line(hq, head.encode()) == b"HTTP/1.1 401 Unauthorized"


def test_a_session_without_its_csrf_token_is_refused_unread(hq):
    """Bad JSON is not even looked at: the answer is about the token."""
    client = hq.signed_in("observer")
    client.headers.pop("x-csrf-token")
    answer = client.post(
        "/api/v1/tokens", content=b"{", headers={"content-type": "application/json"}
    )
    assert answer.status_code == 403
    assert "CSRF" in answer.json()["title"]


def test_large_bodies_of_strangers_delay_nobody(hq):
    """Eight posts of 9 MB without a token: 401 or 413, and a style sheet comes at once meanwhile."""
    statuses, waits, done = [], [], threading.Event()

    def attack():
        try:
            answer = httpx.post(
                f"{hq.url}/api/v1/reports",
                content=BIG,
                headers={"content-type": "application/json"},
                timeout=60,
            )
            statuses.append(answer.status_code)
        except httpx.TransportError:  # refused while it was still sending
            statuses.append(0)

    def look():
        with httpx.Client(base_url=hq.url) as client:
            while not done.is_set():
                begun = time.perf_counter()
                assert client.get("/static/icon.svg").status_code == 200
                waits.append(time.perf_counter() - begun)

    watcher = threading.Thread(target=look)
    watcher.start()
    attackers = [threading.Thread(target=attack) for _ in range(8)]
    for each in attackers:
        each.start()
    for each in attackers:
        each.join()
    done.set()
    watcher.join()
    assert set(statuses) <= {401, 413, 0}
    assert sorted(waits)[len(waits) * 99 // 100] < 3.0, max(waits)


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/api/v1/session", 16_000),
        ("/api/v1/session/demo", 16_000),
        ("/api/v1/session/passkey", 16_000),
    ],
)
def test_what_anybody_may_send_is_small(hq, path, most):
    """A sign-in of a few kilobytes more than it needs is refused."""
    for content in (b"x" * (most + 1), iter([b"x" * most, b"x"])):
        answer = hq.client().post(path, content=content)
        assert answer.status_code == 413, answer.text


def test_one_thing_is_small_and_rows_are_bounded(hq):
    """A correction has one row; a file may be larger."""
    client = hq.client("observer")
    large = {"rows": [incident("R1", text="x" * 100_000)]}
    assert client.post("/api/v1/reports", json=large).status_code == 200
    record = "0" * 64
    body = {"row": incident("R1", text="x" * 100_000), "reason": "r"}
    assert client.post(f"/api/v1/records/{record}/correction", json=body).status_code == 413


def test_a_page_of_another_site_changes_nothing(hq):
    """Signing in, and any change with a session, from another origin is refused."""
    evil = {"origin": "https://evil.example"}
    words = {"name": "observer", "password": PASSWORD}
    answer = hq.client().post("/api/v1/session", json=words, headers=evil)
    assert answer.status_code == 403
    client = hq.signed_in("observer")
    assert client.post("/api/v1/codes", headers=evil).status_code == 403
    assert client.post("/api/v1/codes", headers={"origin": hq.url}).status_code == 200


def test_a_body_that_stops_half_way_is_given_up(hq, monkeypatch):
    """A user who sends half a body and then nothing gets an answer and no thread."""
    monkeypatch.setattr("sulh.server.middleware.limits.CHUNK_S", 0.2)
    head = "POST /api/v1/reports HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n"
    head += f"authorization: Bearer {hq.tokens['observer']}\r\ncontent-length: 99\r\n\r\n{{"
    assert first_line(hq, head.encode()) == b"HTTP/1.1 408 Request Timeout"


@pytest.mark.parametrize("change", ["revoked", "another role", "nothing"])
def test_who_is_turned_out_while_a_body_comes_sends_nothing(hq, change):
    """A file can come in drops for hours; its sender is looked at again once it is there."""
    name = f"dripper-{change.replace(' ', '-')}"
    token = hq.account(name, "observer")
    row = incident(name, source="team site 4")
    body = "\n".join(",".join(map(str, line)) for line in (row, row.values())).encode()
    head = (
        "POST /api/v1/reports/file?name=a.csv HTTP/1.1\r\nhost: localhost\r\n"
        f"content-type: text/csv\r\nauthorization: Bearer {token}\r\ncontent-length: {len(body)}\r\n\r\n"
    )
    with socket.create_connection(address(hq), timeout=20) as link:
        link.sendall(head.encode() + body[:-1])
        time.sleep(0.3)
        if change == "revoked":
            (key,) = tokens_of(hq.accounts, name)
            revoke_token(hq.accounts, name, key.id, now=hq.clock(), by="test")
        elif change == "another role":
            hq.accounts.set_role(name, "analyst", party="", now=hq.clock(), by="test")
        time.sleep(LOOK_AGAIN_S)
        link.sendall(body[-1:])
        status = link.recv(4096).split(b" ")[1]
    assert status == (b"200" if change == "nothing" else b"401")
