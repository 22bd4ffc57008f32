"""Limits that hold before any route is reached: sizes, rates, and the headers of every answer."""

from __future__ import annotations

from collections import OrderedDict
from datetime import timedelta
from threading import Lock
from typing import TYPE_CHECKING

import orjson

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["LimitsMiddleware", "RateLimiter", "problem_bytes"]

HEADERS: Mapping[str, str] = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # none at all would make forms come from nowhere
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
}
"""As the OWASP Secure Headers Project advises, for pages that load nothing from elsewhere."""
HSTS = "max-age=31536000; includeSubDomains"
QUERY_BYTES_MAX = 16_000
HEADERS_MAX = 100
HEADER_BYTES_MAX = 32_768
KEPT = 10_000


def problem_bytes(status: int, title: str, remedy: str = "") -> bytes:
    """Return a problem as RFC 9457 has it; `remedy` says what to do."""
    body = {"status": status, "title": title}
    return orjson.dumps(body | ({"remedy": remedy} if remedy else {}))


class RateLimiter:
    """At most so many attempts a minute by one key, counted in memory."""

    def __init__(self, per_minute: int) -> None:
        self.per_minute = per_minute
        self._lock = Lock()
        self._seen: OrderedDict[str, tuple[datetime, int]] = OrderedDict()

    def take(self, key: str, now: datetime) -> int:
        """Count an attempt; return 0 when it is free, else the seconds to wait."""
        with self._lock:
            begun, count = self._seen.pop(key, (now, 0))
            if not timedelta() <= now - begun < timedelta(minutes=1):
                begun, count = now, 0
            self._seen[key] = (begun, count + 1)
            while len(self._seen) > KEPT:
                self._seen.popitem(last=False)
        if count < self.per_minute:
            return 0
        return max(1, 60 - int((now - begun).total_seconds()))


class LimitsMiddleware:
    """Refuses what is too large, and gives every answer its security headers."""

    def __init__(self, app: ASGIApp, *, body_bytes_max: int, secure: bool) -> None:
        self.app = app
        self.body_bytes_max = body_bytes_max
        headers = dict(HEADERS) | ({"strict-transport-security": HSTS} if secure else {})
        self.headers = [(name.encode(), value.encode()) for name, value in headers.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def answer(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                given = {name for name, _ in message["headers"]}
                own = [pair for pair in self.headers if pair[0] not in given]
                message["headers"] = [*message["headers"], *own]
            await send(message)

        refused = self._refused(scope)
        if refused:
            await _refuse(answer, *refused)
            return
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self.body_bytes_max:
                raise _TooLarge
            return message

        try:
            await self.app(scope, counted, answer)
        except _TooLarge:
            if not begun:
                await _refuse(answer, 413, self._too_large())

    def _too_large(self) -> str:
        return f"The request is larger than {self.body_bytes_max:,} bytes."

    def _refused(self, scope: Scope) -> tuple[int, str] | None:
        if len(scope.get("query_string", b"")) > QUERY_BYTES_MAX:
            return 414, f"The query is longer than {QUERY_BYTES_MAX:,} bytes."
        if len(scope["headers"]) > HEADERS_MAX:
            return 431, f"The request has more than {HEADERS_MAX} headers."
        if sum(len(name) + len(value) for name, value in scope["headers"]) > HEADER_BYTES_MAX:
            return 431, f"The request's headers are longer than {HEADER_BYTES_MAX:,} bytes."
        length = next((v for k, v in scope["headers"] if k == b"content-length"), b"0")
        if not length.isdigit() or int(length[:15]) > self.body_bytes_max:
            return 413, self._too_large()
        return None


class _TooLarge(BaseException):
    pass


async def _refuse(send: Send, status: int, title: str) -> None:
    content = problem_bytes(status, title)
    headers = [
        (b"content-type", b"application/problem+json"),
        (b"content-length", str(len(content)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": content})
