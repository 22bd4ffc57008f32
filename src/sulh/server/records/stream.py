"""Server-sent events: records as they come in, for users who may read them."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import orjson
from anyio import to_thread
from fastapi.responses import StreamingResponse

from sulh.server.errors import SignInError, too_many
from sulh.server.records.record_index import cursor_text
from sulh.server.records.records import RecordView, look_for_entries, record_view_json
from sulh.server.service import is_recorded
from sulh.server.state import identify_soon

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from fastapi import Request
    from starlette.types import Receive, Scope, Send

    from sulh.server.access.principal import Principal
    from sulh.server.records.record_index import Cursor, IndexEntry
    from sulh.server.records.records import RecordQuery
    from sulh.server.state import AppState

__all__ = ["EventStream"]

PAGE = 250
"""What comes in between two wakings on two busy cores goes out at once: a second page costs all a turn more."""
COMMENT_EVERY_S = 15.0
RENDERED_MAX = 2_000
PAGES_KEPT = 64


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
            raise too_many("streams", 30)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """What comes next for all who may read alike: as events, and the entries of them that are restricted.

    `others` are the accounts whose own records are left out because they may be read by these alone.
    """

    events: bytes
    restricted: tuple[IndexEntry, ...]
    cursor: Cursor
    more: bool
    others: frozenset[str]


async def _events(
    request: Request, state: AppState, query: RecordQuery, cursor: Cursor
) -> AsyncIterator[bytes]:
    """Yield events; before each page, check again who may read. A stream does not keep a session.

    Those who may read alike, and stand at the same place, share one look and the events that it makes.
    """
    yield b"retry: 2000\n\n"
    sent_s = -COMMENT_EVERY_S
    # The response ends this when the client is gone: to ask here would cost each wake a turn.
    while True:
        change = state.notifier.next_change
        try:
            user = await identify_soon(request, state, touch=False)
            page = await _shared_page(state, user, query, cursor)
            if user.account in page.others:
                page = await to_thread.run_sync(_look, state, user, query, cursor)
        except SignInError:
            yield b"event: end\ndata: signed out\n\n"
            return
        if page.restricted:
            await to_thread.run_sync(state.service.log_reads, user, page.restricted, "page")
        cursor = page.cursor
        silent_s = time.monotonic() - sent_s
        if page.events or (not page.more and silent_s >= COMMENT_EVERY_S):
            yield page.events or b": no news\n\n"
            sent_s, silent_s = time.monotonic(), 0.0
        if not page.more:
            # A wake for what this account may not read says nothing, also by its time.
            await state.notifier.wait(change, timeout_s=max(0.0, COMMENT_EVERY_S - silent_s))


async def _shared_page(
    state: AppState, user: Principal, query: RecordQuery, after: Cursor
) -> _Page:
    """Return what comes after a cursor for all of a user's role, party and scopes; one looks for all."""
    alike = replace(user, account="", name="")
    # Not the size of the index: it grows while many look, and each would look, and then stand, elsewhere.
    key = (alike, query, cursor_text(after), state.notifier.wakes)
    task = state.pages.get(key)
    if task is None:
        if len(state.pages) >= PAGES_KEPT:
            state.pages.clear()
        task = asyncio.ensure_future(to_thread.run_sync(_look, state, alike, query, after))
        state.pages[key] = task
    try:
        return await asyncio.shield(task)
    except BaseException:
        if task.done() and state.pages.get(key) is task:
            del state.pages[key]
        raise


def _look(state: AppState, user: Principal, query: RecordQuery, after: Cursor) -> _Page:
    page = look_for_entries(state.service.index, user, query, after=after, limit=PAGE)
    return _Page(
        events=b"".join(_event(state, entry, place) for entry, place in page.entries),
        restricted=tuple(entry for entry, _ in page.entries if is_recorded(entry)),
        cursor=page.cursor,
        more=page.more,
        others=page.others,
    )


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
