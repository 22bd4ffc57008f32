"""Server-sent events: records as they come in, for users who may read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson
from anyio import to_thread
from fastapi.responses import StreamingResponse

from sulh.server.errors import SignInError, TooManyError
from sulh.server.record_index import cursor_text
from sulh.server.records import read_page, record_view_json
from sulh.server.state import identify

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from fastapi import Request
    from starlette.types import Receive, Scope, Send

    from sulh.server.principal import Principal
    from sulh.server.record_index import Cursor
    from sulh.server.records import RecordQuery, RecordView
    from sulh.server.state import AppState

__all__ = ["EventStream"]

PAGE = 100
COMMENT_EVERY_S = 15.0


class EventStream(StreamingResponse):
    """A stream of events. Its account has one stream fewer once it ends, however it ends.

    Raises
    ------
    TooManyError
        When the account has as many streams as it may.
    """

    def __init__(
        self, request: Request, state: AppState, user: Principal, query: RecordQuery, cursor: Cursor
    ) -> None:
        if state.streams[user.account] >= state.settings.streams_max:
            raise TooManyError("This account follows too many streams.", wait_s=30)
        self._streams, self._account = state.streams, user.account
        super().__init__(_events(request, state, query, cursor), media_type="text/event-stream")
        self._streams[self._account] += 1  # the event loop does this in one go with the check

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the events."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._streams[self._account] -= 1
            if not self._streams[self._account]:
                del self._streams[self._account]


async def _events(
    request: Request, state: AppState, query: RecordQuery, cursor: Cursor
) -> AsyncIterator[bytes]:
    """Yield events; before each page, check again who may read. A stream does not keep a session."""
    yield b"retry: 2000\n\n"
    while not await request.is_disconnected():
        try:
            user = await to_thread.run_sync(lambda: identify(request, state, touch=False))
        except SignInError:
            yield b"event: end\ndata: signed out\n\n"
            return

        change = state.notifier.next_change

        def read(after: Cursor = cursor, user: Principal = user) -> Any:
            return read_page(state.service, user, query, after=after, limit=PAGE)

        page = await to_thread.run_sync(read)
        cursor = page.cursor
        if page.views:
            yield b"".join(_event(each, state, user) for each in page.views)
        elif not page.more:
            yield b": no news\n\n"
            await state.notifier.wait(change, timeout_s=COMMENT_EVERY_S)


def _event(view: RecordView, state: AppState, user: Principal) -> bytes:
    content = orjson.dumps(record_view_json(view, state.service, user))
    return b"id: %s\nevent: record\ndata: %s\n\n" % (cursor_text(view.cursor).encode(), content)
