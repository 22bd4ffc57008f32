"""Server-sent events: records as they come in, for users who may read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson
from anyio import to_thread
from fastapi.responses import StreamingResponse

from sulh.server.errors import SignInError, TooManyError
from sulh.server.record_index import cursor_text
from sulh.server.records import RecordView, read_entries, record_view_json
from sulh.server.state import identify

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from fastapi import Request
    from starlette.types import Receive, Scope, Send

    from sulh.server.principal import Principal
    from sulh.server.record_index import Cursor, IndexEntry
    from sulh.server.records import RecordQuery
    from sulh.server.state import AppState

__all__ = ["EventStream"]

PAGE = 100
COMMENT_EVERY_S = 15.0
RENDERED_MAX = 2_000


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
        change = state.notifier.next_change

        def look(after: Cursor = cursor) -> tuple[bytes, Cursor, bool]:
            user = identify(request, state, touch=False)
            page = read_entries(state.service, user, query, after=after, limit=PAGE)
            events = (_event(state, entry, place) for entry, place in page.entries)
            return b"".join(events), page.cursor, page.more

        try:
            events, cursor, more = await to_thread.run_sync(look)
        except SignInError:
            yield b"event: end\ndata: signed out\n\n"
            return
        if events:
            yield events
        elif not more:
            yield b": no news\n\n"
            await state.notifier.wait(change, timeout_s=COMMENT_EVERY_S)


def _event(state: AppState, entry: IndexEntry, place: Cursor) -> bytes:
    """Return the event of a record; what it says is written once for all who follow."""
    key = (entry.id, entry.marking)
    content = state.rendered.get(key)
    if content is None:
        view = RecordView(state.service.record(entry), entry, place)
        content = orjson.dumps(record_view_json(view))
        if len(state.rendered) >= RENDERED_MAX:
            state.rendered.clear()
        state.rendered[key] = content
    return b"id: %s\nevent: record\ndata: %s\n\n" % (cursor_text(place).encode(), content)
