"""Signing in with an organisation's provider: a small one of our own, honest and otherwise."""

import base64
import gzip
import hashlib
import http.server
import json
import secrets
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from typing import ClassVar
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey
from tests.server.served import serving

from sulh.errors import InputError
from sulh.server import OidcSettings, read_settings
from sulh.server.access import oidc
from sulh.server.access.oidc import ENDPOINTS, checked_metadata
from sulh.server.errors import SignInError


def b64(content):
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


class Provider(http.server.BaseHTTPRequestHandler):
    """Vouches for `subject`; `lie` changes what its token says, `forge` who signs it."""

    subject, lie, forge = "s-1", {}, False
    key, other = RSAKey.generate_key(2048, {"kid": "k"}), RSAKey.generate_key(2048, {"kid": "k"})
    flood, sent, raw_keys = "", 0, ""
    given: ClassVar[dict] = {}

    def log_message(self, *_):
        """Say nothing."""

    def answer(self, body, status=200, **headers):
        """Send JSON."""
        content = body.encode() if isinstance(body, str) else json.dumps(body).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def floods(self, way):
        """Answer with more than anybody wants: without an end, in drops, or packed."""
        self.send_response(200)
        packed = gzip.compress(b" " * 3_000_000)
        if way == "packed":
            self.send_header("content-encoding", "gzip")
            self.send_header("content-length", str(len(packed)))
        self.end_headers()
        piece, pause = {"endless": (b" " * 65_536, 0), "drops": (b" ", 0.02)}.get(way, (packed, 0))
        with suppress(OSError):
            for _ in range(1 if way == "packed" else 2000):
                type(self).sent += self.wfile.write(piece)
                time.sleep(pause)

    def do_GET(self):
        """Describe, show the keys, or send the browser back with a code."""
        here, asked = self.server.here, urlsplit(self.path)
        if asked.path == "/k" and self.flood:
            self.floods(self.flood)
        elif asked.path == "/.well-known/openid-configuration":
            described = {"authorization_endpoint": f"{here}/a", "token_endpoint": f"{here}/t"}
            self.answer(described | {"issuer": here, "jwks_uri": f"{here}/k"})
        elif asked.path == "/k" and self.raw_keys:
            self.answer(self.raw_keys)
        elif asked.path == "/k":
            self.answer({"keys": [self.key.as_dict(private=False)]})
        else:
            query = {name: values[0] for name, values in parse_qs(asked.query).items()}
            code = secrets.token_urlsafe(8)
            type(self).given[code] = query
            back = urlencode({"code": code, "state": query["state"]})
            self.answer({}, 302, location=f"{query['redirect_uri']}?{back}")

    def do_POST(self):
        """Give a token for a code, to who knows the verifier of its challenge."""
        form = parse_qs(self.rfile.read(int(self.headers["content-length"])).decode())
        asked = self.given.pop(form["code"][0], None)
        verifier = form["code_verifier"][0].encode()
        if asked is None or b64(hashlib.sha256(verifier).digest()) != asked["code_challenge"]:
            self.answer({"error": "invalid_grant"}, 400)
            return
        claims = {"iss": self.server.here, "sub": self.subject, "aud": asked["client_id"]}
        claims |= {
            "exp": int(time.time()) + 60,
            "iat": int(time.time()),
            "nonce": asked["nonce"],
        } | self.lie
        key = self.other if self.forge else self.key
        self.answer({"id_token": jwt.encode({"alg": "RS256", "kid": "k"}, claims, key)})


@contextmanager
def providing(folder):
    """Serve a mission whose people sign in at the provider."""
    provider = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    provider.here = f"http://127.0.0.1:{provider.server_address[1]}"
    thread = threading.Thread(target=provider.serve_forever)
    thread.start()
    settings = OidcSettings(issuer=provider.here, client_id="sulh", label="the Secretariat")
    with serving(folder / "mission", oidc=settings) as served:
        served.accounts.add(
            "linked", role="analyst", oidc=f"{provider.here} s-1", now=served.clock(), by="test"
        )
        yield served
    provider.shutdown()
    provider.server_close()
    thread.join()


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    with providing(tmp_path_factory.mktemp("hq")) as served:
        yield served


@pytest.fixture(autouse=True)
def honest():
    Provider.subject, Provider.lie, Provider.forge = "s-1", {}, False
    Provider.flood, Provider.sent = "", 0


def test_whom_the_provider_vouches_for_is_signed_in(hq):
    """The whole way: to the provider with PKCE, back with a code, and a session of that account."""
    assert hq.client().get("/api/v1/welcome").json()["provider"] == "the Secretariat"
    client = hq.client(follow_redirects=True)
    assert client.get("/oidc/begin").status_code in {200, 503}  # 503: the console is not built
    me = client.get("/api/v1/session").json()
    assert (me["name"], me["role"]) == ("linked", "analyst")


@pytest.mark.parametrize(
    "lie",
    [
        {"nonce": "another"},
        {"aud": "another"},
        {"aud": ["sulh", "another"]},
        {"iss": "http://127.0.0.1:1"},
        {"exp": 1},
        {"exp": "soon"},
        {"sub": 7},
    ],
    ids=json.dumps,
)
def test_a_token_that_does_not_fit_is_refused(hq, lie):
    """Another sign-in's, another server's, another provider's, or an expired one."""
    Provider.lie = lie
    client = hq.client(follow_redirects=True)
    assert client.get("/oidc/begin").status_code == 401
    assert client.get("/api/v1/session").status_code == 401


def test_a_provider_that_answers_without_measure_is_cut_short(tmp_path, monkeypatch):
    """Nobody waits for its last drop, and no answer fills the memory."""
    monkeypatch.setattr(oidc, "DEADLINE_S", 2.0)
    with providing(tmp_path) as served:
        for Provider.flood in ("endless", "drops", "packed"):
            begun = time.monotonic()
            answer = served.client(follow_redirects=True).get("/oidc/begin")
            assert answer.status_code == 401
            assert time.monotonic() - begun < 12
            assert Provider.sent < 20_000_000


def test_a_forged_token_and_a_stranger_are_refused(hq):
    """A signature by another key, and an identity that nobody linked."""
    Provider.forge = True
    assert hq.client(follow_redirects=True).get("/oidc/begin").status_code == 401
    Provider.forge, Provider.subject = False, "stranger"
    answer = hq.client(follow_redirects=True).get("/oidc/begin")
    assert answer.status_code == 401
    assert "stranger" in answer.text


def test_a_code_brought_by_another_browser_is_refused(hq):
    """Who follows a link with somebody else's code and state is not signed in as them."""
    mine = hq.client()
    to_provider = mine.get("/oidc/begin").headers["location"]
    back = hq.client().get(to_provider).headers["location"]
    assert hq.client().get(back).status_code == 401
    assert mine.get(back).status_code == 401  # the state is used up


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("token_endpoint", "http://127.0.0.1:1/internal-admin"),
        ("jwks_uri", "http://169.254.169.254/latest/meta-data"),
        ("authorization_endpoint", "https://evil.example/a"),
        ("issuer", "http://another"),
        ("token_endpoint", None),
    ],
)
def test_the_provider_cannot_send_the_server_elsewhere(hq, name, address):
    """Endpoints are the issuer's own, or on a host that serve.toml allows."""
    issuer = hq.app.state.sulh.settings.oidc
    described = dict.fromkeys(ENDPOINTS, f"{issuer.issuer}/x") | {"issuer": issuer.issuer}
    assert checked_metadata(described, issuer)["jwks_uri"] == f"{issuer.issuer}/x"
    with pytest.raises(SignInError):
        checked_metadata(described | {name: address}, issuer)
    with pytest.raises(SignInError):
        checked_metadata(["x"], issuer)
    allowed = replace(issuer, hosts=("127.0.0.1:1",))
    if name == "token_endpoint" and address:
        assert checked_metadata(described | {name: address}, allowed)


def test_only_signatures_are_believed(hq):
    """A provider that offers HMAC or none gets neither, nor any setting of the client."""
    issuer = hq.app.state.sulh.settings.oidc
    described = dict.fromkeys(ENDPOINTS, f"{issuer.issuer}/x") | {"issuer": issuer.issuer}
    offered = ["none", "HS256", "ES256"]
    found = checked_metadata(
        described | {"id_token_signing_alg_values_supported": offered, "verify": False}, issuer
    )
    assert found["id_token_signing_alg_values_supported"] == ["ES256"]
    assert "verify" not in found


@pytest.mark.parametrize(
    "issuer",
    ["http://x", "http://127.0.0.1.evil.example", "http://127.0.0.1@evil.example", "https://", "x"],
)
def test_an_issuer_is_https_or_this_machine(tmp_path, issuer):
    """A name that only begins like this machine's is no exception."""
    (tmp_path / "serve.toml").write_text(f'[oidc]\nissuer = "{issuer}"\nclient_id = "a"\n', "utf-8")
    with pytest.raises(InputError, match="issuer"):
        read_settings(tmp_path, origin="http://a")


@pytest.mark.parametrize(
    "keys",
    ["[" * 100_000, "7", '{"keys": 7}', '{"keys": [{"kty": "RSA"}]}', '{"keys": [null]}', "{}"],
    ids=lambda keys: keys[:20],
)
def test_one_bad_answer_of_the_provider_stops_nobody_for_long(tmp_path, keys):
    """Keys that are none are refused in words (the first of them ended with 500), and are not kept."""
    with providing(tmp_path) as served:
        Provider.raw_keys = keys
        try:
            assert served.client(follow_redirects=True).get("/oidc/begin").status_code == 401
        finally:
            Provider.raw_keys = ""
        client = served.client(follow_redirects=True)
        client.get("/oidc/begin")
        assert client.get("/api/v1/session").status_code == 200


def test_a_key_that_the_provider_withdraws_signs_nobody_in(tmp_path):
    """Keys are believed for an hour; a new one under the old name counts once the old has failed."""
    with providing(tmp_path) as served:
        served.client(follow_redirects=True).get("/oidc/begin")
        old, new = Provider.key, Provider.other
        Provider.key = new
        try:
            first, second = (served.client(follow_redirects=True) for _ in range(2))
            assert first.get("/oidc/begin").status_code == 401
            second.get("/oidc/begin")
            assert second.get("/api/v1/session").status_code == 200
            provider = served.app.state.sulh.oidc._provider
            served.clock.ahead += timedelta(hours=2)
            served.client(follow_redirects=True).get("/oidc/begin")
            assert served.app.state.sulh.oidc._provider is not provider
        finally:
            Provider.key = old


@pytest.mark.parametrize("subject", ["", "x" * 100_000])
def test_a_name_without_measure_is_nobodys(hq, subject):
    """The provider's name of a person is never empty and has at most 255 signs."""
    Provider.lie = {"sub": subject}
    answer = hq.client(follow_redirects=True).get("/oidc/begin")
    assert answer.status_code == 401
    assert "xxx" not in answer.text
