"""The server's connections: how many, how long headers may take, in what pieces a body comes."""

from __future__ import annotations

import logging
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

    from uvicorn.config import Config

__all__ = ["allow_files", "bounded_protocol", "quiet_out_of_files"]

HEADERS_S = 10.0
"""So long a client may take to send the headers of a request."""
CHUNKS_FREE, CHUNK_BYTES_MIN = 1000, 64
"""Each chunk of a body costs the same time, however short it is, on the thread that everybody waits for. After
so many chunks of one body they have so many bytes each on average, or the connection ends."""
RESERVE = 128
"""Files that are for the stores, the log, and connections on their way in."""
LOG_EVERY_S = 60.0
log = logging.getLogger("sulh.server")


def allow_files(connections_max: int, *, backlog: int) -> int:
    """Raise the limit of open files as far as it goes, and return how many connections fit."""
    try:
        import resource
    except ImportError:  # not on Windows, which has no such limit
        return connections_max
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = connections_max + backlog + RESERVE
    if soft < needed:
        soft = needed if hard == resource.RLIM_INFINITY else min(needed, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return max(RESERVE, min(connections_max, soft - backlog - RESERVE))


class _Reader(h11.Connection):
    """Reads requests, and takes a body that comes in crumbs for no request."""

    _chunks = _bytes = 0

    def next_event(self) -> type[h11.NEED_DATA | h11.PAUSED] | h11.Event:
        event = super().next_event()
        if isinstance(event, h11.Data):
            self._chunks += 1
            self._bytes += len(event.data)
            if self._chunks > CHUNKS_FREE and self._bytes < CHUNK_BYTES_MIN * self._chunks:
                raise h11.RemoteProtocolError("The chunks of the body are too short.")
        elif isinstance(event, h11.Request):
            self._chunks = self._bytes = 0
        return event


class _Protocol(H11Protocol):
    """Uvicorn's protocol with `_Reader`."""

    def __init__(self, config: Config, *args: Any, **more: Any) -> None:
        super().__init__(config, *args, **more)
        most = config.h11_max_incomplete_event_size
        self.conn = _Reader(h11.SERVER, *(() if most is None else (most,)))

    def send_400_response(self, msg: str) -> None:
        if self.conn.our_state in {h11.IDLE, h11.SEND_RESPONSE}:
            super().send_400_response(msg)
        else:  # it has been answered already
            self.transport.abort()


def bounded_protocol(connections_max: int) -> type[H11Protocol]:
    """Return uvicorn's protocol, with at most so many connections and a time limit for headers.

    When there are too many, the connection that has waited longest for its headers goes; where none
    waits, the new one.
    """
    waiting: OrderedDict[BoundedProtocol, None] = OrderedDict()

    class BoundedProtocol(_Protocol):
        _deadline: asyncio.TimerHandle | None = None

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            self._expect_headers()
            if len(self.connections) > connections_max:
                oldest = next(iter(waiting))
                oldest.drop()

        def connection_lost(self, exc: Exception | None) -> None:
            self._headers_came()
            super().connection_lost(exc)

        def data_received(self, data: bytes) -> None:
            before: Any = self.cycle  # None before the first request
            if self._deadline is None and (before is None or before.response_complete):
                self._expect_headers()
            super().data_received(data)
            if self.cycle is not before:
                self._headers_came()

        def _expect_headers(self) -> None:
            waiting[self] = None
            self._deadline = self.loop.call_later(HEADERS_S, self.drop)

        def _headers_came(self) -> None:
            waiting.pop(self, None)
            if self._deadline is not None:
                self._deadline.cancel()
                self._deadline = None

        def drop(self) -> None:
            """Close a connection that has not sent its headers."""
            self._headers_came()
            self.transport.abort()

    return BoundedProtocol


def quiet_out_of_files() -> Callable[[asyncio.AbstractEventLoop, dict[str, Any]], None]:
    """Return an exception handler of a loop that logs one lack of files a minute, not thousands."""
    last = -LOG_EVERY_S

    def handle(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        nonlocal last
        if "out of system resource" not in str(context.get("message", "")):
            loop.default_exception_handler(context)
        elif loop.time() - last >= LOG_EVERY_S:
            last = loop.time()
            log.error("Too many connections for this process's limit of open files.")

    return handle
