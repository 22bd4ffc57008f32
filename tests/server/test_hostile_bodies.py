"""What one account with a valid token sends neither fills the memory nor holds up the others."""

import socket
import time

import pytest
from tests.server.served import incident, serving, submit

from sulh.server.middleware import limits

HEADER = b"kind,ref,source,start,lon,lat,accuracy_m,actor,act\n"


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    """A headquarters that is served."""
    with serving(tmp_path_factory.mktemp("hq") / "hq") as served:
        yield served


def begin(hq, head, body=b""):
    """Send the beginning of a request and return its connection."""
    host, port = hq.url.removeprefix("http://").split(":")
    connection = socket.create_connection((host, int(port)), timeout=30)
    connection.sendall(head.replace(b"\n", b"\r\n") + b"\r\n" + body)
    return connection


def head(hq, role, length=b"content-length: 9999999\n"):
    token = hq.tokens[role].encode()
    return (
        b"POST /api/v1/reports/file?name=a.csv HTTP/1.1\nhost: localhost\ncontent-type: text/csv\n"
        b"authorization: Bearer " + token + b"\n" + length
    )


@pytest.mark.parametrize(
    "length",
    [b"content-length: 9999999\n", b"transfer-encoding: chunked\n"],
    ids=["length", "chunked"],
)
def test_an_account_has_only_so_many_bodies_in_memory(hq, length):
    """Four large bodies that do not end are taken; more are refused until one ends; others go on."""
    waiting = [begin(hq, head(hq, "contributor", length)) for _ in range(4)]
    state = hq.app.state.sulh
    for _ in range(100):
        if sum(state.body_bytes.values()) > 30_000_000:
            break
        time.sleep(0.05)
    own, other = hq.client("contributor"), hq.client("observer")
    large = {"content": HEADER + b"x" * 9_000_000, "headers": {"content-type": "text/csv"}}
    refused = own.post("/api/v1/reports/file", **large)
    assert refused.status_code == 429, refused.text
    assert refused.headers["x-request-id"]
    assert other.post("/api/v1/reports/file", **large).status_code in {200, 400}
    assert own.get("/api/v1/session").status_code == 200
    for connection in waiting:
        connection.close()
    for _ in range(100):
        if not state.body_bytes:
            break
        time.sleep(0.05)
    assert state.body_bytes == {}
    assert own.post("/api/v1/reports/file", **large).status_code in {200, 400}


def test_a_trickle_is_not_waited_for(hq, monkeypatch):
    """A body that keeps coming, but slower than any link, ends with 408."""
    monkeypatch.setattr(limits, "CHUNK_S", 0.5)
    with begin(hq, head(hq, "observer")) as connection:
        answer, begun = b"", time.monotonic()
        while not answer and time.monotonic() - begun < 20:
            try:
                connection.sendall(b"x" * 10)
                connection.settimeout(0.1)
                answer = connection.recv(4096)
            except TimeoutError:
                continue
        assert answer.startswith(b"HTTP/1.1 408"), answer


def test_a_request_with_two_lengths_is_refused(hq):
    """Whoever names a length and chunks hides a second request from a proxy: 400, and the end."""
    lengths = b"content-length: 5\ntransfer-encoding: chunked\n"
    with begin(
        hq, head(hq, "observer", lengths), b"0\r\n\r\nGET /healthz HTTP/1.1\r\n\r\n"
    ) as each:
        answer = b""
        while part := each.recv(4096):
            answer += part
    assert answer.startswith(b"HTTP/1.1 400")
    assert answer.count(b"HTTP/1.1") == 1


@pytest.mark.parametrize(
    "content",
    [
        b",".join([b"a"] * 1_000_000) + b"\n1",
        b",".join(b"a%d" % n for n in range(700_000)) + b"\n1",
        HEADER + b"\n" * 9_000_000,
        b"\n" * 9_000_000 + HEADER,
        HEADER + b"\r" * 9_000_000,
        HEADER + b"x,,,,,,,,\n" * 900_000,
        HEADER + b'"' * 9_000_000,
    ],
    ids=["one name", "columns", "blank", "blank first", "returns", "rejects", "quotes"],
)
def test_a_hostile_file_does_not_hold_the_writer(hq, content):
    """A million columns, lines or quotes is refused before others wait for it."""
    begun = time.monotonic()
    answer = hq.client("contributor").post(
        "/api/v1/reports/file", content=content, headers={"content-type": "text/csv"}
    )
    assert answer.status_code == 400 or answer.json()["rejected"] == 1, answer.text
    submit(hq.client("observer"), incident(f"after-{len(content)}-{hash(content)}"))
    assert time.monotonic() - begun < 20  # it took minutes


def test_a_client_that_leaves_is_no_fault(hq, caplog):
    """A connection that breaks in the middle of a body logs no error."""
    begin(hq, head(hq, "observer"), b"x" * 1000).close()
    time.sleep(0.5)
    assert [each for each in caplog.records if each.levelname == "ERROR"] == []


@pytest.mark.parametrize(
    "path", ["/api/v1/reports/file?name=a.csv", "/api/v1/reports", "/api/v1/sync/take"]
)
def test_an_upload_that_its_client_gives_up_is_no_fault_of_the_server(hq, caplog, path):
    """It stands in the log as 499, without a line of a fault."""
    role = "site" if "sync" in path else "observer"
    asked = head(hq, role).replace(b"/api/v1/reports/file?name=a.csv", path.encode())
    asked = asked.replace(b"text/csv", b"application/json").replace(b"9999999", b"2000000")
    with caplog.at_level("INFO"):
        with begin(hq, asked, b"x" * 1000):
            time.sleep(0.2)
        for _ in range(200):
            lines = [each for each in caplog.records if each.getMessage() == "request"]
            if lines:
                break
            time.sleep(0.02)
    (line,) = lines
    assert (line.method, line.status) == ("POST", 499)
    assert not [each for each in caplog.records if each.name == "sulh.server"]
