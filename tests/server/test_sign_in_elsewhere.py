"""OIDC with a small provider of our own, and passkeys with a software authenticator."""

import base64
import hashlib
import http.server
import json
import secrets
import threading
import time
from dataclasses import replace
from typing import ClassVar
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from joserfc import jwt
from joserfc.jwk import RSAKey
from tests.server.served import serving
from webauthn.helpers import encode_cbor

from sulh.errors import InputError
from sulh.server import OidcSettings, read_settings
from sulh.server.errors import SignInError
from sulh.server.oidc import ENDPOINTS, checked_metadata


def b64(content):
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


class Provider(http.server.BaseHTTPRequestHandler):
    """Vouches for `subject`; `lie` changes what its token says, `forge` who signs it."""

    subject, lie, forge = "s-1", {}, False
    key, other = RSAKey.generate_key(2048, {"kid": "k"}), RSAKey.generate_key(2048, {"kid": "k"})
    given: ClassVar[dict] = {}

    def log_message(self, *_):
        """Say nothing."""

    def answer(self, body, status=200, **headers):
        """Send JSON."""
        content = json.dumps(body).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def do_GET(self):
        """Describe, show the keys, or send the browser back with a code."""
        here, asked = self.server.here, urlsplit(self.path)
        if asked.path == "/.well-known/openid-configuration":
            described = {"authorization_endpoint": f"{here}/a", "token_endpoint": f"{here}/t"}
            self.answer(described | {"issuer": here, "jwks_uri": f"{here}/k"})
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


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    provider = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    provider.here = f"http://127.0.0.1:{provider.server_address[1]}"
    thread = threading.Thread(target=provider.serve_forever)
    thread.start()
    oidc = OidcSettings(issuer=provider.here, client_id="sulh", label="the Secretariat")
    with serving(tmp_path_factory.mktemp("hq") / "mission", oidc=oidc) as served:
        served.accounts.add(
            "linked", role="analyst", oidc=f"{provider.here} s-1", now=served.clock(), by="test"
        )
        yield served
    provider.shutdown()
    provider.server_close()
    thread.join()


@pytest.fixture(autouse=True)
def honest():
    Provider.subject, Provider.lie, Provider.forge = "s-1", {}, False


def test_whom_the_provider_vouches_for_is_signed_in(hq):
    """The whole way: to the provider with PKCE, back with a code, and a session of that account."""
    assert "the Secretariat" in hq.client().get("/").text
    client = hq.client(follow_redirects=True)
    assert client.get("/oidc/begin").status_code == 200
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


class Authenticator:
    """What a device does: one P-256 key, signing challenges for one origin."""

    def __init__(self, origin):
        self.origin, self.host = origin, urlsplit(origin).hostname
        self.key, self.id, self.count = (
            ec.generate_private_key(ec.SECP256R1()),
            secrets.token_bytes(16),
            0,
        )

    def _client(self, kind, options):
        said = {"type": kind, "challenge": options["challenge"], "origin": self.origin}
        return json.dumps(said | {"crossOrigin": False}).encode()

    def _device(self, flags, more=b""):
        self.count += 1
        digest = hashlib.sha256(self.host.encode()).digest()
        return digest + bytes([flags]) + self.count.to_bytes(4, "big") + more

    def make(self, options):
        """Make a passkey."""
        public = self.key.public_key().public_numbers()
        cose = encode_cbor(
            {1: 2, 3: -7, -1: 1, -2: public.x.to_bytes(32, "big"), -3: public.y.to_bytes(32, "big")}
        )
        more = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + cose
        attested = {"fmt": "none", "attStmt": {}, "authData": self._device(0x45, more)}
        return self._credential(
            clientDataJSON=b64(self._client("webauthn.create", options)),
            attestationObject=b64(encode_cbor(attested)),
        )

    def sign(self, options, flags=0x05):
        """Sign a challenge."""
        client, device = self._client("webauthn.get", options), self._device(flags)
        signed = self.key.sign(device + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._credential(
            clientDataJSON=b64(client), authenticatorData=b64(device), signature=b64(signed)
        )

    def _credential(self, **response):
        return {
            "id": b64(self.id),
            "rawId": b64(self.id),
            "type": "public-key",
            "response": response,
        }


def test_a_passkey_signs_in_and_a_wrong_one_does_not(hq):
    """Added while signed in; then its signature over a fresh challenge is enough, once."""
    client, device = hq.signed_in("analyst"), Authenticator(hq.url)
    asked = client.post("/api/v1/passkeys/options").json()
    made = {"key": asked["key"], "credential": device.make(asked["options"]), "label": "key"}
    assert client.post("/api/v1/passkeys", json=made).status_code == 204
    assert client.post("/api/v1/passkeys", json=made).status_code == 401  # used up

    def attempt(signer, change=lambda answer: answer):
        visitor = hq.client()
        asked = visitor.post("/api/v1/session/passkey/options").json()
        answer = {"key": asked["key"], "credential": signer(asked["options"])}
        return visitor, visitor.post("/api/v1/session/passkey", json=change(answer)), answer

    visitor, answer, sent = attempt(device.sign)
    assert answer.status_code == 200, answer.text
    assert visitor.get("/api/v1/session").json()["name"] == "analyst"
    assert hq.client().post("/api/v1/session/passkey", json=sent).status_code == 401  # replayed
    stranger = Authenticator(hq.url)
    assert attempt(stranger.sign)[1].status_code == 401
    stranger.id = device.id  # its name, another's key
    stranger.count = 50
    assert attempt(stranger.sign)[1].status_code == 401
    assert attempt(lambda o: device.sign(o, flags=0x01))[1].status_code == 401  # nobody verified
    elsewhere, device.origin = device.origin, "https://evil.example"
    assert attempt(device.sign)[1].status_code == 401
    device.origin = elsewhere
    assert attempt(device.sign)[1].status_code == 200
    device.count, count = 0, device.count  # a copy of the device, behind the real one
    assert attempt(device.sign)[1].status_code == 401
    device.count = count
    (key,) = client.get("/api/v1/passkeys").json()["passkeys"]
    assert key["label"] == "key"
    assert hq.client("analyst").delete(f"/api/v1/passkeys/{key['id']}").status_code == 403
    assert client.delete("/api/v1/passkeys/0000").status_code == 400
    assert client.delete(f"/api/v1/passkeys/{key['id']}").status_code == 204
    assert client.get("/api/v1/session").status_code == 401  # its sessions ended
    assert attempt(device.sign)[1].status_code == 401
    assert hq.signed_in("analyst").get("/api/v1/passkeys").json()["passkeys"] == []


def test_an_administrator_takes_a_lost_passkey_away(hq):
    """By the API; nobody else may, and who may not read accounts does not see them."""
    client, device = hq.signed_in("observer"), Authenticator(hq.url)
    asked = client.post("/api/v1/passkeys/options").json()
    made = {"key": asked["key"], "credential": device.make(asked["options"]), "label": "lost"}
    assert client.post("/api/v1/passkeys", json=made).status_code == 204
    account = hq.accounts.get("observer").id
    path = f"/api/v1/accounts/{account}/passkeys"
    assert hq.client("analyst").get(path).status_code == 403
    (key,) = hq.client("auditor").get(path).json()["passkeys"]
    assert hq.client("auditor").delete(f"{path}/{key['id']}").status_code == 403
    assert hq.client("administrator").delete(f"{path}/{key['id']}").status_code == 204
    assert hq.client("auditor").get(path).json()["passkeys"] == []


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
