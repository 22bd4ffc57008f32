"""Passkeys, with a software authenticator: added, used, listed, removed; nobody else's."""

import base64
import hashlib
import json
import secrets
from urllib.parse import urlsplit

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from tests.server.served import PASSWORD, serving
from webauthn.helpers import encode_cbor

from sulh.server.access import passkeys
from sulh.server.access.passkeys import finish_signing_in, passkeys_of, remove_passkey
from sulh.server.access.sessions import sessions_of


def b64(content):
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


@pytest.fixture(scope="module")
def hq(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("hq") / "mission") as served:
        yield served


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
    accesses = hq.client("auditor").get("/api/v1/records?kind=access&limit=500").json()["records"]
    assert accesses[-1]["body"]["what"] == f"accounts: passkey {key['id']} of {account} removed"


def test_a_passkey_of_one_account_is_not_taken_for_another(hq):
    """Its id comes from the device, which may lie; the answer is a sentence, as for any that does not fit."""
    mine, theirs = hq.signed_in("analyst"), hq.signed_in("auditor")
    device = Authenticator(hq.url)
    for client, status in ((theirs, 204), (mine, 400), (theirs, 400)):
        asked = client.post("/api/v1/passkeys/options").json()
        made = {"key": asked["key"], "credential": device.make(asked["options"]), "label": "k"}
        assert client.post("/api/v1/passkeys", json=made).status_code == status
    assert mine.get("/api/v1/passkeys").json()["passkeys"] == []


def test_a_passkey_removed_while_it_signs_in_opens_nothing(hq, monkeypatch):
    """Between the look at its signature and the session that it begins."""
    hq.account("quick", "observer", password=PASSWORD)
    client, device = hq.signed_in("quick"), Authenticator(hq.url)
    asked = client.post("/api/v1/passkeys/options").json()
    made = {"key": asked["key"], "credential": device.make(asked["options"]), "label": "k"}
    client.post("/api/v1/passkeys", json=made)

    def and_removed(state, *given, **more):
        answer = finish_signing_in(state, *given, **more)
        (key,) = passkeys_of(hq.accounts, "quick")
        remove_passkey(hq.accounts, "quick", key.id, now=hq.clock(), by="test")
        return answer

    monkeypatch.setattr(passkeys, "finish_signing_in", and_removed)
    visitor = hq.client()
    asked = visitor.post("/api/v1/session/passkey/options").json()
    sent = {"key": asked["key"], "credential": device.sign(asked["options"])}
    assert visitor.post("/api/v1/session/passkey", json=sent).status_code == 401
    assert sessions_of(hq.accounts, "quick", now=hq.clock()) == []
