"""Answers to the names of this server only, so that no page of another name reaches it through a browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from starlette.requests import Request

from sulh.errors import InputError
from sulh.languages.refusals import refusal
from sulh.server.middleware.error_answers import answer_error

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.types import ASGIApp, Receive, Scope, Send

__all__ = ["HostMiddleware", "host_name"]

MISDIRECTED = 421  # RFC 9110, 15.5.20
HOST = re.compile(r"(?P<name>[a-z0-9_.-]+|\[[0-9a-f.]*:[0-9a-f:.]*\])(:\d{1,5})?", re.IGNORECASE)


def host_name(header: str) -> str:
    """Return the name in a header Host, in lower case and without port and brackets; empty: there is none."""
    match = HOST.fullmatch(header)
    return match["name"].lower().strip("[]") if match else ""


class HostMiddleware:
    """Refuses requests for other names than `names`; those are as `host_name` gives them."""

    def __init__(self, app: ASGIApp, *, names: Iterable[str], origin: str) -> None:
        self.app = app
        self.names = frozenset(names)
        self.origin = origin

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it with a sentence."""
        if scope["type"] == "http":
            request = Request(scope)
            headers = request.headers.getlist("host")
            if len(headers) != 1 or host_name(headers[0]) not in self.names:
                error = refusal(InputError, "other-host", origin=self.origin)
                answer = answer_error(request, MISDIRECTED, error)
                answer.headers["connection"] = "close"
                await answer(scope, receive, send)
                return
        await self.app(scope, receive, send)
