"""The server answers to its own names, and repeats no other."""

import pytest
from tests.server.served import serving

from sulh.errors import InputError
from sulh.server.middleware.hosts import host_name
from sulh.server.run import serve_mission
from sulh.server.serve import Address

OURS = ("hq.example.org", "HQ.Example.Org:8443", "localhost", "127.0.0.1:9", "[::1]:80", "inner")
OTHERS = (
    "evil.example",
    "hq.example.org.evil.example",
    "evil.example:443",
    "hq.example.org@evil.example",
    "evil.example/hq.example.org",
    "hq.example.org.",
    "hq.example.org:443:80",
    "hq.example.org evil.example",
    "hq.example.org,evil.example",
    "[::1].evil.example",
    "[::1",
    "192.0.2.1",
    "",
)
PAGES = ("/", "/console/", "/healthz", "/api/v1/welcome", "/api/v1/records", "/metrics", "/taxii2/")


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    with serving(
        tmp_path_factory.mktemp("hq") / "mission",
        origin="https://hq.example.org",
        host_names=frozenset({"inner"}),
    ) as served:
        yield served


@pytest.mark.parametrize("host", OURS)
def test_it_answers_to_its_own_names(hq, host):
    """That of its origin, those of the settings, those of this machine; with any port, in any case."""
    assert hq.client().get("/healthz", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("host", OTHERS)
def test_it_answers_to_no_other(hq, host):
    """On every kind of page: a sentence, with what to do, and not the name that was sent."""
    client = hq.client("auditor", follow_redirects=False)
    for path in PAGES:
        answer = client.get(path, headers={"host": host})
        assert answer.status_code == 421, path
        assert "https://hq.example.org" in answer.text
        assert "evil" not in answer.text
        assert answer.headers["content-security-policy"]
        assert "location" not in answer.headers
    assert "<p>" in client.get("/", headers={"host": host}).text
    problem = client.get("/api/v1/records", headers={"host": host}).json()
    assert problem["code"] == "other-host"


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_sentence_is_in_the_readers_language(hq, language):
    """As every refusal is."""
    headers = {"host": "evil.example", "accept-language": language}
    answer = hq.client().get("/", headers=headers)
    assert answer.headers["content-language"] == language
    assert "This server" not in answer.text


def test_no_link_follows_the_header(hq):
    """Links of OGC, Atom, TAXII and the exchange are of the origin, by whatever name the server was called."""
    client = hq.client("analyst", follow_redirects=False)
    ways = ("/api/v1/ogc/mission", "/api/v1/ogc/mission/feed.atom", "/api/v1/aid/mission", "/taxii2/", "/api/v1/share/doors", "/")  # fmt: skip
    for path in ways:
        answer = client.get(path, headers={"host": "inner:81", "x-forwarded-host": "evil.example"})
        assert answer.status_code in {200, 303}, path
        for name in ("inner", "evil"):
            assert name not in answer.text, path
            assert name not in str(answer.headers), path


def test_names_are_read_strictly():
    """What is no name and port is none."""
    assert host_name("[2001:DB8::1]:8") == "2001:db8::1"
    assert host_name("a.b:80") == "a.b"
    assert not any(map(host_name, ("a:b", "a b", "a@b", "a/b", ":80", "[a]", "a:123456")))


def test_an_address_for_every_interface_needs_an_origin(tmp_path):
    """No browser calls a server 0.0.0.0: it would refuse everybody."""
    with pytest.raises(InputError, match=r"0\.0\.0\.0"):
        serve_mission(
            tmp_path, Address(host="0.0.0.0", port=0, behind_proxy=True), now=lambda: None
        )
