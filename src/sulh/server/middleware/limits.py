"""Limits that hold before any route is reached: sizes, times, rates; and the headers of answers."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from datetime import timedelta
from threading import Lock
from typing import TYPE_CHECKING

import orjson
from starlette.requests import ClientDisconnect

from sulh.errors import InputError
from sulh.languages.refusals import preferred_language, refusal, refusal_texts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from sulh.errors import SulhError

__all__ = [
    "PUBLIC",
    "WELCOME",
    "BodyError",
    "LimitsMiddleware",
    "RateLimiter",
    "body_limit",
    "error_content",
    "refuse",
]

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
    "permissions-policy": "camera=(), geolocation=(self), microphone=()",
    "cache-control": "no-store",
}
"""As the OWASP Secure Headers Project advises, for pages that load nothing from elsewhere."""
HSTS = "max-age=31536000; includeSubDomains"
QUERY_BYTES_MAX = 16_000
HEADERS_MAX = 100
HEADER_BYTES_MAX = 32_768
KEYS_KEPT = 10_000

PUBLIC_BYTES_MAX = 16_000
"""Of a body that anybody may send: a form, a sign-in."""
JSON_BYTES_MAX = 64_000
"""Of a body with one thing in it."""
ROWS_BYTES_MAX = 4_000_000
"""Of a body with rows or with the state of many sites: JSON that a thread parses."""
PUBLIC = frozenset(
    {
        "/api/v1/session",
        "/api/v1/session/demo",
        "/api/v1/session/passkey",
        "/api/v1/session/passkey/options",
    }
)
"""Of the API, what a POST may be sent to by anybody."""
WELCOME = "/api/v1/welcome"
"""Of the API, what anybody may get."""
ROWS = frozenset({"/api/v1/reports", "/api/v1/submissions", "/api/v1/sync/bundle"})
FILES = frozenset({"/api/v1/reports/file", "/api/v1/sync/take"})
SEND_S = 60.0
"""So long a client may leave its answer unread: a stream or a bundle must not be held open for ever."""
ATTACHMENTS = "/api/v1/attachments/"
PARTS = "/api/v1/sync/attachments/"
TAXII = "/taxii2/"
CHUNK_S = 20.0
"""So long a client may be silent in the middle of a body."""
BYTES_PER_S_MIN = 1000
"""A body comes at least as fast as this, after its first `CHUNK_S`: a slow link does, a trickle does not."""
DRAIN_BYTES_MAX = 16_000_000
DRAIN_S = 3.0
"""A refused body is read and dropped up to this, since a client reads no answer while it sends."""


def error_content(path: str, status: int, error: SulhError, language: str) -> tuple[bytes, str]:
    """Return an error as the protocol at a path writes it, in a language, and its media type.

    A problem is as RFC 9457 has it; `code` is the same in each language, and `remedy` says what to do.
    """
    title, remedy = refusal_texts(error, language)
    if not path.startswith(TAXII):
        problem = {"status": status, "title": title}
        problem |= {name: text for name, text in (("code", error.code), ("remedy", remedy)) if text}
        return orjson.dumps(problem), "application/problem+json"
    body = {"title": title, "http_status": str(status)}  # TAXII 2.1, 3.6.1: text
    body |= {"description": remedy} if remedy else {}
    return orjson.dumps(body), "application/taxii+json;version=2.1"


class RateLimiter:
    """At most so many attempts a minute by one key, counted in memory."""

    def __init__(self, per_minute: int) -> None:
        self.per_minute = per_minute
        self._lock = Lock()
        self._attempts: OrderedDict[str, tuple[datetime, int]] = OrderedDict()

    def count(self, key: str, now: datetime) -> int:
        """Count an attempt; return 0 when it is allowed, else the seconds to wait."""
        with self._lock:
            started, count = self._attempts.pop(key, (now, 0))
            if not timedelta() <= now - started < timedelta(minutes=1):
                started, count = now, 0
            self._attempts[key] = (started, count + 1)
            while len(self._attempts) > KEYS_KEPT:
                self._attempts.popitem(last=False)
        if count < self.per_minute:
            return 0
        return max(1, 60 - int((now - started).total_seconds()))


def body_limit(path: str, body_bytes_max: int) -> int:
    """Return how many bytes the body of a request to a path may have."""
    if path in FILES or path.startswith((ATTACHMENTS, TAXII)):
        return body_bytes_max
    if path in ROWS or path.startswith(PARTS):
        return min(ROWS_BYTES_MAX, body_bytes_max)
    single = path.startswith("/api/") and path not in PUBLIC
    return min(JSON_BYTES_MAX if single else PUBLIC_BYTES_MAX, body_bytes_max)


class LimitsMiddleware:
    """Refuses what is too large or too slow, ends answers that nobody reads, and answers HEAD.

    It adds the security headers.
    """

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
        started = False

        async def answer(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                present = {name for name, _ in message["headers"]}
                own = [pair for pair in self.headers if pair[0] not in present]
                message["headers"] = [*message["headers"], *own]
            try:
                async with asyncio.timeout(SEND_S):
                    await send(message)
            except TimeoutError as error:
                raise ClientDisconnect from error

        limit = body_limit(scope["path"], self.body_bytes_max)
        refusal = self._refusal(scope, limit)
        if refusal:
            await refuse(scope, receive, answer, *refusal)
            return
        outer = scope
        if scope["method"] == "HEAD" and not scope["path"].endswith("/stream"):
            scope = {**scope, "method": "GET"}  # the server leaves the body out
        try:
            await self.app(scope, _bounded(receive, limit), answer)
        except BodyError as error:
            if not started:
                await refuse(scope, receive, answer, error.status, error.error, drain=False)
        finally:
            outer["route"] = scope.get("route")  # for the log

    def _refusal(self, scope: Scope, limit: int) -> tuple[int, InputError] | None:
        if len(scope.get("query_string", b"")) > QUERY_BYTES_MAX:
            return 414, refusal(InputError, "query-long", most=QUERY_BYTES_MAX)
        if len(scope["headers"]) > HEADERS_MAX:
            return 431, refusal(InputError, "headers-many", most=HEADERS_MAX)
        if sum(len(name) + len(value) for name, value in scope["headers"]) > HEADER_BYTES_MAX:
            return 431, refusal(InputError, "headers-long", most=HEADER_BYTES_MAX)
        names = {name for name, _ in scope["headers"]}
        if {b"content-length", b"transfer-encoding"} <= names:  # RFC 9112, 6.1: a smuggled request
            return 400, refusal(InputError, "two-lengths")
        length = next((v for k, v in scope["headers"] if k == b"content-length"), b"0")
        if not length.isdigit() or int(length[:15]) > limit:
            return 413, _too_large(limit)
        return None


class BodyError(BaseException):
    """A body that is too large, too slow or no longer wanted, told past every handler of the application."""

    def __init__(self, status: int, error: SulhError) -> None:
        super().__init__(str(error))
        self.status, self.error = status, error


def _too_large(limit: int) -> InputError:
    return refusal(InputError, "request-large", most=limit)


def _bounded(receive: Receive, limit: int) -> Receive:
    """Return a `receive` that counts the body's bytes and does not wait for ever for more."""
    size, whole, begun = 0, False, 0.0

    async def bounded() -> Message:
        nonlocal size, whole, begun
        begun = begun or time.monotonic()  # a request that waits for its turn is not slow itself
        if whole:  # what comes now is that the client has gone, whenever that is
            return await receive()
        try:
            async with asyncio.timeout(CHUNK_S):
                message = await receive()
        except TimeoutError as error:
            raise BodyError(408, refusal(InputError, "request-cut")) from error
        size += len(message.get("body", b""))
        if time.monotonic() - begun > CHUNK_S + size / BYTES_PER_S_MIN:
            raise BodyError(408, refusal(InputError, "request-slow"))
        whole = not message.get("more_body", False)
        if size > limit:
            raise BodyError(413, _too_large(limit))
        return message

    return bounded


async def refuse(
    scope: Scope,
    receive: Receive,
    send: Send,
    status: int,
    error: SulhError,
    *,
    headers: tuple[tuple[bytes, bytes], ...] = (),
    drain: bool = True,
) -> None:
    """Answer with a problem and close the connection, without a look at the body."""
    if drain:
        await _drain(scope, receive)
    header = dict(scope["headers"]).get(b"accept-language", b"").decode("latin-1")
    language = preferred_language(header)
    content, media_type = error_content(scope["path"], status, error, language)
    own = (
        (b"content-type", media_type.encode()),
        (b"content-language", language.encode()),
        (b"vary", b"accept-language"),
        (b"content-length", str(len(content)).encode()),
        (b"connection", b"close"),
    )
    await send({"type": "http.response.start", "status": status, "headers": [*own, *headers]})
    await send({"type": "http.response.body", "body": content})


async def _drain(scope: Scope, receive: Receive) -> None:
    """Read a body and drop it, within bounds."""
    names = dict(scope["headers"])
    length = names.get(b"content-length", b"0" if b"transfer-encoding" not in names else b"1")
    if b"expect" in names or not length.isdigit() or int(length[:15]) > DRAIN_BYTES_MAX:
        return
    size, end = 0, time.monotonic() + DRAIN_S
    while size <= DRAIN_BYTES_MAX:
        try:
            async with asyncio.timeout(max(0.0, end - time.monotonic())):
                message = await receive()
        except (TimeoutError, BodyError):
            return
        size += len(message.get("body", b""))
        if not message.get("more_body", False):
            return
