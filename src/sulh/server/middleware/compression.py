"""Compresses answers with Brotli, or gzip where a client does not know it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import brotli
from anyio import to_thread
from starlette.datastructures import Headers
from starlette.middleware.gzip import GZipMiddleware, IdentityResponder

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

__all__ = ["CompressionMiddleware"]

BYTES_MIN = 500
QUALITY = 4  # as dense as gzip's best, and faster
LEVEL = 6
THREAD_BYTES_MIN = 64_000


class CompressionMiddleware:
    """Compresses what a client accepts; a stream of events stays as it is."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._gzip = GZipMiddleware(app, minimum_size=BYTES_MIN, compresslevel=LEVEL)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and compress its answer."""
        if scope["type"] == "http" and _accepts_brotli(scope):
            await BrotliResponder(self.app)(scope, receive, send)
        else:
            await self._gzip(scope, receive, send)


def _accepts_brotli(scope: Scope) -> bool:
    accepted = Headers(scope=scope).get("accept-encoding", "")
    names = [each.partition(";") for each in accepted.replace(" ", "").split(",")]
    return any(name == "br" and quality not in {"q=0", "q=0.0"} for name, _, quality in names)


class BrotliResponder(IdentityResponder):
    """Compresses one answer."""

    content_encoding = "br"

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(app, BYTES_MIN)
        self._compressor = brotli.Compressor(quality=QUALITY)

    async def apply_compression(self, body: bytes, *, more_body: bool) -> bytes:
        """Compress a part of the answer; a large one in a thread."""
        if len(body) < THREAD_BYTES_MIN:
            return self._compress(body, more_body=more_body)
        return await to_thread.run_sync(lambda: self._compress(body, more_body=more_body))

    def _compress(self, body: bytes, *, more_body: bool) -> bytes:
        begun: bytes = self._compressor.process(body)
        end: bytes = self._compressor.flush() if more_body else self._compressor.finish()
        return begun + end
