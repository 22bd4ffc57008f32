"""Knows who sends a request before its body is read, so that strangers cost nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anyio import to_thread
from starlette.requests import Request

from sulh.errors import SulhError
from sulh.server.errors import status_of
from sulh.server.limits import PUBLIC, WELCOME, refuse
from sulh.server.state import get_state, identify, refuse_other_sites

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

__all__ = ["IdentityMiddleware"]

API = ("/api/", "/metrics")
STREAM = "/api/v1/records/stream"


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
                request.state.user = await to_thread.run_sync(
                    lambda: identify(request, state, touch=touch)
                )
        except SulhError as error:
            headers = ((b"www-authenticate", b"Bearer"),) if status_of(error) == 401 else ()
            await refuse(
                scope,
                receive,
                send,
                status_of(error),
                str(error),
                error.remedy,
                headers=headers,
            )
            return
        await self.app(scope, receive, send)
