"""Signing in with an organisation's provider: OpenID Connect, authorisation code with PKCE.

Authlib speaks the protocol. Only identities that an administrator has linked to an account get in: the
provider says who somebody is, never what they may do.
"""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from sulh.errors import InputError
from sulh.languages.refusals import refusal
from sulh.server.access.started import Started
from sulh.server.errors import BusyError, SignInError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime
    from pathlib import Path

    from sulh.server.settings import OidcSettings

__all__ = ["OidcClient", "PendingSignIn"]

PENDING_AGE_MAX = timedelta(minutes=10)
DESCRIPTION_AGE_MAX = timedelta(hours=1)
"""So long the provider's endpoints and keys are believed: a key that it withdraws signs nobody in later."""
CALLS_MAX = 32
"""So many questions to the provider at once: it may be slow, and strangers can cause them."""
TIMEOUT_S, DEADLINE_S = 10.0, 20.0
"""So long may each step of the provider's answer take, and all of it: it may come in drops."""
ANSWER_BYTES_MAX = 200_000
"""Of an answer of the provider: a description, keys, a token."""
LEEWAY_S = 60
SUBJECT_MAX = 255  # OpenID Connect Core 1.0, section 2
ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA")  # signed by the provider; never `none` or HMAC
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingSignIn:
    """Somebody whom the server sent to the provider and who has not come back."""

    code_verifier: str
    nonce: str
    page: str


class OidcClient:
    """One provider, as its discovery document describes it."""

    def __init__(self, settings: OidcSettings, *, origin: str, folder: Path) -> None:
        self.settings = settings
        self.redirect = f"{origin}/oidc/callback"
        self._folder = folder
        self._pending: Started[PendingSignIn] = Started(PENDING_AGE_MAX)
        self._calls = 0
        self._provider: Any = None
        self._described: datetime | None = None

    async def begin(self, now: datetime, page: str, address: str) -> tuple[str, str]:
        """Return the address to send a browser at `address` to, and the state it must come back with.

        `page` is where the browser goes after signing in.
        """
        started = await self._call(self._client(now).create_authorization_url(self.redirect))
        pending = PendingSignIn(
            code_verifier=started["code_verifier"], nonce=started["nonce"], page=page
        )
        self._pending.add(started["state"], pending, now=now, address=address)
        return str(started["url"]), str(started["state"])

    async def finish(
        self, *, code: str, state: str, browser_state: str, now: datetime
    ) -> tuple[str, str]:
        """Return the identity (issuer, a space, subject) that the provider confirms, and the page.

        `browser_state` is what this browser was given: a person sent here by a stranger has none.

        Raises
        ------
        SignInError
            When anything does not fit.
        """
        same = secrets.compare_digest(state.encode(), browser_state.encode())
        pending = self._pending.finish(state, now)  # used up, whoever brought it
        if pending is None or not same:
            raise refusal(SignInError, "sign-in-elsewhere")
        from authlib.oidc.core import CodeIDToken

        client = self._client(now)
        token = await self._call(
            client.fetch_access_token(
                redirect_uri=self.redirect, code=code, code_verifier=pending.code_verifier
            )
        )
        claims = await self._call(
            client.parse_id_token(
                token,
                nonce=pending.nonce,
                claims_options={
                    "iss": {"essential": True, "value": self.settings.issuer},
                    "aud": {"essential": True, "value": self.settings.client_id},
                },
                claims_cls=CodeIDToken,
                leeway=LEEWAY_S,
            )
        )
        subject = None if claims is None else claims.get("sub")
        if not isinstance(subject, str) or not 0 < len(subject) <= SUBJECT_MAX:
            raise refusal(SignInError, "provider-no-person")
        return f"{claims['iss']} {subject}", pending.page

    async def _call(self, request: Any) -> Any:
        """Wait for the provider, and turn whatever it does wrong into one sentence."""
        from authlib.integrations.base_client import OAuthError
        from joserfc.errors import JoseError

        if self._calls >= CALLS_MAX:
            request.close()
            raise refusal(BusyError, "provider-busy")
        self._calls += 1
        try:
            async with asyncio.timeout(DEADLINE_S):
                return await request
        except (JoseError, OAuthError) as error:
            self._provider = None
            raise refusal(SignInError, "provider-answer") from error
        except SignInError:
            raise
        except Exception as error:  # the libraries parse what the provider sent, with any exception
            self._provider = None  # one bad answer, such as keys that are none, is not kept
            raise refusal(SignInError, "provider-fails") from error
        finally:
            self._calls -= 1

    def _client(self, now: datetime) -> Any:
        """Return Authlib's client of this provider, which keeps its description and keys for a while."""
        if (
            self._described is None
            or not timedelta() <= now - self._described < DESCRIPTION_AGE_MAX
        ):
            self._provider = None
        if self._provider is None:
            self._provider, self._described = _provider(self.settings, self._secret()), now
        return self._provider

    def _secret(self) -> str | None:
        """Return what a confidential client shows (HTTP basic); None for a public one."""
        if not self.settings.client_secret_file:
            return None
        path = self._folder / self.settings.client_secret_file
        try:
            return path.read_text("utf-8").strip()
        except OSError as error:
            raise InputError(f"{path} cannot be read: {error.strerror}") from error


def checked_metadata(metadata: Any, settings: OidcSettings) -> dict[str, Any]:
    """Return the few facts of a discovery document that are used, once they can be trusted.

    A document can name any address, and a server that follows it would send requests, with its
    secret, into its own network. Only the issuer's own host and the hosts of ``serve.toml`` count.

    Raises
    ------
    SignInError
        When it names another issuer, or an endpoint elsewhere.
    """
    if not isinstance(metadata, dict) or metadata.get("issuer") != settings.issuer:
        raise refusal(SignInError, "provider-name")
    issuer = urlsplit(settings.issuer)
    hosts = {issuer.netloc, *settings.hosts}
    for name in ENDPOINTS:
        address = metadata.get(name)
        if not isinstance(address, str):
            raise refusal(SignInError, "provider-incomplete")
        parts = urlsplit(address)
        if parts.scheme != issuer.scheme or parts.netloc not in hosts:
            raise refusal(SignInError, "provider-host", name=name)
    supported = metadata.get("id_token_signing_alg_values_supported")
    names = supported if isinstance(supported, list) else ["RS256"]
    return {
        "issuer": metadata["issuer"],
        "id_token_signing_alg_values_supported": [each for each in ALGORITHMS if each in names],
        **{name: metadata[name] for name in ENDPOINTS},
    }


def _provider(settings: OidcSettings, secret: str | None) -> Any:
    """Return Authlib's client, which keeps only checked facts of the discovery document."""
    from authlib.integrations.starlette_client import OAuth, StarletteOAuth2App

    class Provider(StarletteOAuth2App):  # type: ignore[misc, unused-ignore]
        async def load_server_metadata(self) -> dict[str, Any]:
            if "_loaded_at" not in self.server_metadata:
                try:
                    metadata = dict(await super().load_server_metadata())
                finally:
                    self.server_metadata.clear()
                facts = checked_metadata(metadata, settings)
                self.server_metadata.update(facts, _loaded_at=metadata["_loaded_at"])
            return dict(self.server_metadata)

    import httpx2

    class Bounded(httpx2.AsyncByteStream):
        """The bytes of an answer, up to `ANSWER_BYTES_MAX`."""

        def __init__(self, stream: httpx2.AsyncByteStream) -> None:
            self._stream = stream

        async def __aiter__(self) -> AsyncIterator[bytes]:
            size = 0
            async for piece in self._stream:
                size += len(piece)
                if size > ANSWER_BYTES_MAX:
                    raise httpx2.ReadError("The provider's answer is too large.")
                yield piece

        async def aclose(self) -> None:
            await self._stream.aclose()

    async def bound(response: httpx2.Response) -> None:
        if response.headers.get("content-encoding", "identity") != "identity":
            raise httpx2.ReadError("The provider's answer is packed, which it was told not to do.")
        response.stream = Bounded(cast("httpx2.AsyncByteStream", response.stream))

    return OAuth().register(
        "organisation",
        client_cls=Provider,
        client_id=settings.client_id,
        client_secret=secret,
        server_metadata_url=f"{settings.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid",
            "code_challenge_method": "S256",
            "timeout": TIMEOUT_S,
            "follow_redirects": False,
            "headers": {"accept-encoding": "identity"},
            "event_hooks": {"response": [bound]},
        },
    )
