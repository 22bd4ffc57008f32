"""What is too large, too many or from elsewhere is refused; every answer has its headers."""

import asyncio
import socket

import pytest
from tests.server.served import PASSWORD, incident, serving

from sulh.errors import InputError
from sulh.server import Settings, read_settings
from sulh.server.middleware import limits
from sulh.server.middleware.limits import HEADERS
from sulh.server.serve import Address, bind


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("hq") / "mission", body_bytes_max=50_000) as served:
        yield served


def raw(hq, content):
    host, port = hq.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=20) as link:
        link.sendall(content)
        answer = b""
        while b"\r\n\r\n" not in answer:
            part = link.recv(4096)
            if not part:
                break
            answer += part
    return int(answer.split()[1])


@pytest.mark.parametrize(
    "path", ["/", "/openapi.json", "/static/icon.svg", "/api/v1/records", "/none"]
)
def test_every_answer_has_its_security_headers(hq, path):
    """Pages, the API and refusals alike."""
    answer = hq.client().get(path)
    for name, value in HEADERS.items():
        if not (name == "cache-control" and path.startswith("/static")):
            assert answer.headers[name] == value
    assert "server" not in answer.headers


def test_large_requests_are_refused_whether_they_say_so_or_not(hq):
    """By their stated length, and by what comes when none is stated."""
    client = hq.client("observer")
    rows = {"rows": [incident(f"L{n}", text="x" * 1000) for n in range(60)]}
    assert client.post("/api/v1/reports", json=rows).status_code == 413
    stream = (b"x" * 1000 for _ in range(60))
    assert client.post("/api/v1/reports/file", content=stream).status_code == 413
    few = {"rows": [incident(f"L{n}") for n in range(5)]}
    assert client.post("/api/v1/reports", json=few).status_code == 200
    head = b"POST /api/v1/reports HTTP/1.1\r\nhost: localhost\r\ncontent-length: %s\r\n\r\n"
    assert raw(hq, head % b"99999999999999999999") in {400, 413}
    assert raw(hq, head % b"-5") in {400, 413}


def test_large_headers_and_queries_are_refused(hq):
    """Many headers, long ones, and a long query."""
    many = b"".join(b"x-%d: y\r\n" % n for n in range(200))
    assert raw(hq, b"GET / HTTP/1.1\r\nhost: localhost\r\n" + many + b"\r\n") == 431
    assert raw(hq, b"GET / HTTP/1.1\r\nhost: localhost\r\nx: " + b"y" * 100_000 + b"\r\n\r\n") in {
        400,
        431,
    }
    assert raw(hq, b"GET /?q=" + b"y" * 20_000 + b" HTTP/1.1\r\nhost: localhost\r\n\r\n") == 414


def test_deep_and_odd_json_is_refused(hq):
    """Nesting without end, numbers that are none, half a character."""
    client = hq.client("observer")
    for text in (
        '{"rows":' + "[" * 20_000,
        '{"rows":[{"kind":NaN}]}',
        '{"rows":[{"kind":"\\ud800"}]}',
        "[]",
    ):
        answer = client.post(
            "/api/v1/reports", content=text, headers={"content-type": "application/json"}
        )
        assert answer.status_code < 500, (text[:50], answer.text)
        assert answer.status_code >= 400 or answer.json()["entered"] == 0


def test_a_page_of_another_site_signs_nobody_in(hq):
    """The origin that a browser names must be the server's own."""
    words = {"name": "observer", "password": PASSWORD}
    client = hq.client()
    for origin, status in (("https://evil.example", 403), (hq.url, 200)):
        answer = client.post("/api/v1/session", json=words, headers={"origin": origin})
        assert answer.status_code == status, answer.text
    ended = client.delete("/api/v1/session", headers={"x-csrf-token": "wrong"})
    assert ended.status_code == 403


def test_what_a_report_says_is_text_on_the_page(hq):
    """Markup in a report is shown, not run: here in the printed list; the console's tests try the rest."""
    client = hq.client("watch officer")
    client.post(
        "/api/v1/reports", json={"rows": [incident("M1", text="<script>alert(1)</script>")]}
    )
    page = client.get("/api/v1/export/records/reports", params={"format": "html"}).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_passwords_do_not_cross_a_network_in_the_clear():
    """Listening beyond this machine takes TLS, here or in a proxy."""
    with pytest.raises(InputError, match="clear"):
        bind(Address(host="0.0.0.0", port=0))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("nonsense = 1", "nonsense"),
        ("body_bytes_max = 0", "body_bytes_max"),
        ("streams_max = true", "streams_max"),
        ('default_marking = "SECRET"', "SECRET"),
        ('origin = "hq"', "origin"),
        ('[oidc]\nissuer = "http://x"\nclient_id = "a"', "issuer"),
        ("[oidc]\nissuer = 1", "client_id"),
        ('host_names = ["https://hq.example.org"]', "https://hq.example.org"),
        ('host_names = "hq.example.org"', "must be a list"),
        ('second_factor = ["king"]', "king"),
        ('second_factor = "administrator"', "must be a list"),
        ('second_factor = ["site"]', "tokens"),
        ("= 1", "cannot be read"),
    ],
)
def test_a_faulty_setting_is_named(tmp_path, text, word):
    """The file and the setting, before anything is served."""
    (tmp_path / "serve.toml").write_text(text, "utf-8")
    with pytest.raises(InputError, match=word):
        read_settings(tmp_path, origin="http://127.0.0.1:1")


def test_settings_are_read(tmp_path):
    """What the file says holds, and the rest has its default."""
    assert read_settings(tmp_path, origin="http://[::1]:1") == Settings(origin="http://[::1]:1")
    (tmp_path / "serve.toml").write_text(
        'origin = "https://hq.example.org/"\ndefault_marking = "TLP:RED"\nstreams_max = 2\n',
        "utf-8",
    )
    found = read_settings(tmp_path, origin="http://a")
    assert (found.origin, found.default_marking.label, found.streams_max) == (
        "https://hq.example.org",
        "TLP:RED",
        2,
    )
    assert found.secure
    assert found.host == "hq.example.org"


def test_a_second_factor_is_demanded_where_others_reach_the_server(tmp_path):
    """Of administrators, unless the settings say otherwise; on this machine alone of nobody."""

    def roles(origin, *, is_public=False):
        return read_settings(tmp_path, origin=origin, is_public=is_public).second_factor

    assert roles("http://127.0.0.1:8000") == roles("http://localhost:8000") == frozenset()
    for public in (roles("https://hq.example.org"), roles("http://127.0.0.1:1", is_public=True)):
        assert public == {"administrator"}
    (tmp_path / "serve.toml").write_text("second_factor = []", "utf-8")
    assert roles("https://hq.example.org") == frozenset()
    (tmp_path / "serve.toml").write_text('second_factor = ["auditor", "analyst"]', "utf-8")
    assert roles("http://127.0.0.1:8000") == {"auditor", "analyst"}


def test_a_request_that_waits_for_its_turn_is_not_slow_itself(monkeypatch):
    """The time of a body begins when it is read: a client that waited 20 s for a turn was refused with 408."""
    monkeypatch.setattr(limits, "CHUNK_S", 0.05)

    async def whole():
        return {"type": "http.request", "body": b"x", "more_body": False}

    async def late():
        receive = limits._bounded(whole, 10)
        await asyncio.sleep(0.1)
        return await receive()

    assert asyncio.run(late())["body"] == b"x"
