"""Knows who sends a request before its body is read, so that strangers cost nothing."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from starlette.requests import Request

from sulh.errors import SulhError
from sulh.languages.refusals import preferred_language, refusal
from sulh.server.access.duties import refuse_duty
from sulh.server.errors import SignInError, TooManyError, status_of, too_many
from sulh.server.middleware.limits import PUBLIC, WELCOME, BodyError, body_limit, refuse
from sulh.server.state import BASIC_DOORS, get_state, identify_soon, refuse_other_sites

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from sulh.server.state import AppState

__all__ = ["IdentityMiddleware"]

API = ("/api/", "/metrics", "/taxii2/")
STREAM = "/api/v1/records/stream"
BODIES_MAX = 4
"""So many bodies of the largest size one account may have in the server's memory at once."""
WAIT_S = 5
LOOK_AGAIN_S = 1.0
"""After so long on its way a body's sender is looked at again."""


class IdentityMiddleware:
    """Identifies the user of every request to the API, and refuses the others unread."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with its user, or refuse it."""
        if scope["type"] != "http" or not scope["path"].startswith(API):
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        state = get_state(request)
        try:
            if scope["method"] == "POST" and scope["path"] in PUBLIC:
                refuse_other_sites(request, state)
            elif scope["path"] != WELCOME or scope["method"] != "GET":
                touch = scope["path"] != STREAM
                user = await identify_soon(request, state, touch=touch)
                header = request.headers.get("accept-language", "")
                request.state.user = replace(user, language=preferred_language(header))
                refuse_duty(user, scope["method"], scope["path"])
            account, size = self._weigh(scope, request, state)
        except SulhError as error:
            challenge = (
                b'Basic realm="Sulh"' if scope["path"].startswith(BASIC_DOORS) else b"Bearer"
            )
            headers = ((b"www-authenticate", challenge),) if status_of(error) == 401 else ()
            if isinstance(error, TooManyError):
                headers = ((b"retry-after", str(error.wait_s).encode()),)
            await refuse(
                scope,
                receive,
                send,
                status_of(error),
                error,
                headers=headers,
            )
            return
        if account:
            receive = _known_to_the_end(_counted(receive, state, account), request, state)
        try:
            state.body_bytes[account] += size
            await self.app(scope, receive, send)
        finally:
            state.body_bytes[account] -= size
            if not state.body_bytes[account]:
                del state.body_bytes[account]

    @staticmethod
    def _weigh(scope: Scope, request: Request, state: AppState) -> tuple[str, int]:
        """Return the account of a request and its body's bytes: nobody fills the memory with bodies.

        Raises
        ------
        TooManyError
            When the account has too much in memory already, or has sent too much today.
        """
        user = getattr(request.state, "user", None)
        account = user.account if user is not None else ""
        most = state.settings.body_bytes_max
        length = request.headers.get("content-length", "0")
        if "transfer-encoding" in request.headers:
            length = str(body_limit(scope["path"], most))
        if account and state.body_bytes[account] + int(length) > BODIES_MAX * most:
            raise too_many("sends-too-much", WAIT_S)
        if account:
            state.allowance.check(account, int(length), state.now())
        return account, int(length)


def _known_to_the_end(receive: Receive, request: Request, state: AppState) -> Receive:
    """Return a `receive` that looks again at who sends, when a body was long on its way.

    Who is signed out, or gets another role, while a body comes in drops for hours, sends nothing any more.
    """
    begun = time.monotonic()

    async def known() -> Message:
        message = await receive()
        whole = message["type"] == "http.request" and not message.get("more_body", False)
        if whole and time.monotonic() - begun > LOOK_AGAIN_S:
            try:
                user = await identify_soon(request, state, touch=False)
                if replace(request.state.user, language=user.language) != user:
                    raise refusal(SignInError, "nobody")
            except SulhError as error:
                raise BodyError(status_of(error), error) from error
        return message

    return known


def _counted(receive: Receive, state: AppState, account: str) -> Receive:
    """Return a `receive` that counts what an account sends."""

    async def counted() -> Message:
        message = await receive()
        if body := message.get("body"):
            state.allowance.count(account, len(body))
        return message

    return counted
