"""Signing in with an organisation's provider: OpenID Connect, authorisation code with PKCE.

Only identities that an administrator has linked to an account get in. The provider says who
somebody is, never what they may do.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlencode

from sulh.errors import InputError
from sulh.server.errors import SignInError

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from joserfc.jwk import KeySetSerialization

    from sulh.server.settings import OidcSettings

__all__ = ["OidcClient", "Waiting"]

WAIT_MAX = timedelta(minutes=10)
WAITING_MAX = 1000
TIMEOUT_S = 10.0
LEEWAY_S = 60
ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"]  # signed by the provider; never `none` or HMAC


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Somebody who was sent to the provider and has not come back."""

    verifier: str
    nonce: str
    begun: datetime


class OidcClient:
    """One provider, as its discovery document describes it."""

    def __init__(self, settings: OidcSettings, *, origin: str, folder: Path) -> None:
        self.settings = settings
        self.redirect = f"{origin}/oidc/callback"
        self._folder = folder
        self._waiting: dict[str, Waiting] = {}

    def begin(self, now: datetime) -> tuple[str, str]:
        """Return where to send the browser, and the state it must come back with."""
        for state, each in list(self._waiting.items()):
            if now - each.begun > WAIT_MAX or len(self._waiting) >= WAITING_MAX:
                self._waiting.pop(state, None)
        state = secrets.token_urlsafe(32)
        waiting = Waiting(
            verifier=secrets.token_urlsafe(48), nonce=secrets.token_urlsafe(32), begun=now
        )
        self._waiting[state] = waiting
        digest = hashlib.sha256(waiting.verifier.encode()).digest()
        query = {
            "response_type": "code",
            "client_id": self.settings.client_id,
            "redirect_uri": self.redirect,
            "scope": "openid",
            "state": state,
            "nonce": waiting.nonce,
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
        }
        address = str(self._described()["authorization_endpoint"])
        return address + ("&" if "?" in address else "?") + urlencode(query), state

    def finish(self, *, code: str, state: str, kept_state: str, now: datetime) -> str:
        """Return the identity (issuer, a space, subject) that the provider vouches for.

        `kept_state` is what the browser itself kept: who was sent here by somebody else has none.

        Raises
        ------
        SignInError
            When anything does not fit.
        """
        waiting = self._waiting.pop(state, None)
        fits = secrets.compare_digest(state.encode(), kept_state.encode())
        if waiting is None or not fits or now - waiting.begun > WAIT_MAX:
            raise SignInError(
                "The sign-in was not begun here, or too long ago.", remedy="Begin again."
            )
        described = self._described()
        given = self._post(
            str(described["token_endpoint"]),
            {
                "grant_type": "authorization_code",
                "code": code,
                "redirect_uri": self.redirect,
                "client_id": self.settings.client_id,
                "code_verifier": waiting.verifier,
            },
        )
        claims = self._claims(str(given.get("id_token", "")), str(described["jwks_uri"]), now)
        if not secrets.compare_digest(
            str(claims.get("nonce", "")).encode(), waiting.nonce.encode()
        ):
            raise SignInError("The provider's answer belongs to another sign-in.")
        return f"{claims['iss']} {claims['sub']}"

    def _described(self) -> dict[str, Any]:
        found = self._get(f"{self.settings.issuer.rstrip('/')}/.well-known/openid-configuration")
        if found.get("issuer") != self.settings.issuer:
            raise SignInError("The provider calls itself by another name than serve.toml does.")
        needed = ("authorization_endpoint", "token_endpoint", "jwks_uri")
        if not all(isinstance(found.get(name), str) for name in needed):
            raise SignInError("The provider's description is not complete.")
        return found

    def _claims(self, token: str, keys: str, now: datetime) -> dict[str, Any]:
        """Return what an id token says once its signature, issuer, audience and times hold.

        OpenID Connect Core 1.0, section 3.1.3.7.
        """
        from joserfc import jwt
        from joserfc.errors import JoseError
        from joserfc.jwk import KeySet

        try:
            known = KeySet.import_key_set(cast("KeySetSerialization", self._get(keys)))
            decoded = jwt.decode(token, known, algorithms=ALGORITHMS)
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise SignInError("The provider's signature does not hold.") from error
        claims = dict(decoded.claims)
        audience = claims.get("aud")
        audiences = audience if isinstance(audience, list) else [audience]
        mine = self.settings.client_id
        expires = claims.get("exp")
        if (
            claims.get("iss") != self.settings.issuer
            or mine not in audiences
            or (len(audiences) > 1 and claims.get("azp") != mine)
            or not isinstance(expires, int | float)
            or now.timestamp() > expires + LEEWAY_S
            or not isinstance(claims.get("sub"), str)
        ):
            raise SignInError("The provider's answer is not for this server, or has expired.")
        return claims

    def _get(self, address: str) -> dict[str, Any]:
        return self._ask("GET", address, None)

    def _post(self, address: str, form: dict[str, str]) -> dict[str, Any]:
        return self._ask("POST", address, form)

    def _ask(self, method: str, address: str, form: dict[str, str] | None) -> dict[str, Any]:
        import httpx

        try:
            answer = httpx.request(
                method, address, data=form, auth=self._secret() if form else None, timeout=TIMEOUT_S
            )
            found = answer.raise_for_status().json()
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise SignInError(
                "The organisation's provider does not answer as it should.",
                remedy="Try again, or sign in with a password.",
            ) from error
        if not isinstance(found, dict):
            raise SignInError("The provider's answer cannot be read.")
        return found

    def _secret(self) -> tuple[str, str] | None:
        """Return what a confidential client shows (HTTP basic); None for a public one."""
        if not self.settings.client_secret_file:
            return None
        path = self._folder / self.settings.client_secret_file
        try:
            return self.settings.client_id, path.read_text("utf-8").strip()
        except OSError as error:
            raise InputError(f"{path} cannot be read: {error.strerror}") from error
