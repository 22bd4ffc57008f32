"""Clients that connect and say nothing, or little, keep nobody else out."""

import logging
import socket
import time
from contextlib import suppress

import httpx
import pytest
from tests.server.served import serving

from sulh.server.middleware import connections


@pytest.fixture
def hq(tmp_path, monkeypatch):
    monkeypatch.setattr(connections, "HEADERS_S", 1.5)
    with serving(tmp_path / "mission", connections_max=300) as served:
        yield served


def half_open(hq, count, content=b"GET / HTTP/1.1\r\nx: "):
    """Open so many connections that never finish their headers."""
    host, port = hq.url.removeprefix("http://").split(":")
    links = []
    for _ in range(count):
        link = socket.create_connection((host, int(port)), timeout=10)
        link.sendall(content)
        links.append(link)
    return links


def closed(link):
    """Say whether the server has closed a connection."""
    link.settimeout(60)
    try:
        return link.recv(1000) == b""
    except ConnectionResetError:
        return True


def test_a_thousand_half_open_connections_keep_nobody_out(hq, caplog):
    """With room for 300, 1,100 come and say half a header: a page still comes, the log stays short."""
    with caplog.at_level(logging.WARNING):
        links = half_open(hq, 1100)
        for _ in range(5):
            assert httpx.get(f"{hq.url}/healthz", timeout=10).text == "ok\n"
    assert len(caplog.records) < 10
    assert all(map(closed, links[:800]))
    for link in links:
        link.close()


def sent_in_chunks(hq, token, sizes, size):
    """Send a body in chunks of one size, and return the beginning of what comes back."""
    (link,) = half_open(hq, 1, b"")
    head = f"POST /api/v1/reports HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n"
    head += "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    chunk = b"%x\r\n%s\r\n" % (size, b" " * size)
    link.settimeout(30)
    with suppress(OSError):  # the server may have gone while it was sent
        link.sendall(head.encode() + chunk * sizes + b"2\r\n{}\r\n0\r\n\r\n")
    with link, suppress(OSError):
        return link.recv(12)
    return b""


def test_a_body_in_crumbs_ends(hq):
    """Chunks of a byte each held everybody for half a minute: few of them pass, and long ones, however many."""
    token = hq.account("otto", "observer")
    assert sent_in_chunks(hq, token, 900, 1) == b"HTTP/1.1 422"
    assert sent_in_chunks(hq, token, 3000, 100) == b"HTTP/1.1 422"
    assert sent_in_chunks(hq, token, 200_000, 1) in {b"HTTP/1.1 400", b""}
    assert sent_in_chunks(hq, "none", 200_000, 1) in {b"HTTP/1.1 401", b"HTTP/1.1 400", b""}
    assert httpx.get(f"{hq.url}/healthz", timeout=10).text == "ok\n"


@pytest.mark.parametrize("content", [b"", b"GET", b"GET / HTTP/1.1\r\nhost: localhost\r\n"])
def test_a_client_that_does_not_finish_its_headers_is_cut_off(hq, content):
    """Within the time for headers, whether it has said something or nothing."""
    (link,) = half_open(hq, 1, content)
    begun = time.perf_counter()
    assert closed(link)
    assert time.perf_counter() - begun > 1
    link.close()


def test_a_second_request_has_the_same_time(hq):
    """A connection that has been answered once and then sends one byte is cut off as well."""
    (link,) = half_open(hq, 1, b"GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n")
    link.settimeout(60)
    answer = b""
    while not answer.endswith(b"ok\n"):  # the head and the body may come apart
        answer += link.recv(4000)
    assert answer.startswith(b"HTTP/1.1 200")
    link.sendall(b"G")
    assert closed(link)
    link.close()


def test_an_open_stream_is_not_a_slow_client(hq):
    """A live stream outlasts the time for headers."""
    with hq.client("observer").stream("GET", "/api/v1/records/stream") as answer:
        lines = answer.iter_raw()
        assert next(lines)
        time.sleep(2)
        assert answer.status_code == 200
        assert hq.app.state.sulh.streams.total() == 1


def test_the_log_says_once_a_minute_that_files_are_out():
    """Python's event loop would say it a thousand times a second."""
    handle = connections.quiet_out_of_files()
    said = []

    class Loop:
        now = 100.0

        def time(self):
            return self.now

        def default_exception_handler(self, context):
            said.append(context)

    loop = Loop()
    context = {"message": "socket.accept() out of system resource"}
    logger = logging.getLogger("sulh.server")
    counted = []
    handler = logging.Handler()
    handler.emit = counted.append
    logger.addHandler(handler)
    try:
        for _ in range(1000):
            handle(loop, context)
        loop.now += 61
        handle(loop, context)
        handle(loop, {"message": "something else"})
    finally:
        logger.removeHandler(handler)
    assert len(counted) == 2
    assert said == [{"message": "something else"}]
