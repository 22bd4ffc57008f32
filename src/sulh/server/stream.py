"""Server-sent events: records as they come in, for callers who may read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson
from anyio import to_thread

from sulh.server.errors import SignInError, TooManyError
from sulh.server.record_index import cursor_text
from sulh.server.records import as_json, page_of
from sulh.server.state import current_user

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from fastapi import Request

    from sulh.server.principal import Principal
    from sulh.server.record_index import Cursor
    from sulh.server.records import Asked, Found
    from sulh.server.state import AppState

__all__ = ["followed"]

AT_ONCE = 100
STILL_HERE_S = 15.0


def followed(
    request: Request, state: AppState, user: Principal, asked: Asked, cursor: Cursor
) -> AsyncIterator[bytes]:
    """Return the events of a stream that begins behind `cursor`.

    Raises
    ------
    TooManyError
        When the account follows as many streams as it may.
    """
    if state.streams.get(user.account, 0) >= state.settings.streams_max:
        raise TooManyError("This account follows too many streams.", wait_s=30)
    page_of(
        state.service, user, asked, after=state.service.index.latest_cursor(), limit=1
    )  # may it read?
    return _events(request, state, user, asked, cursor)


async def _events(
    request: Request, state: AppState, user: Principal, asked: Asked, cursor: Cursor
) -> AsyncIterator[bytes]:
    """Yield events, asking again each time who is still allowed to read."""
    state.streams[user.account] = state.streams.get(user.account, 0) + 1
    try:
        yield b"retry: 2000\n\n"
        while not await request.is_disconnected():
            try:
                still = await to_thread.run_sync(current_user, request)
            except SignInError:
                yield b"event: end\ndata: signed out\n\n"
                return
            page = await to_thread.run_sync(
                lambda after=cursor, who=still: page_of(  # type: ignore[misc]
                    state.service, who, asked, after=after, limit=AT_ONCE
                )
            )
            cursor = page.cursor
            if page.found:
                yield b"".join(_event(each) for each in page.found)
            elif not page.more:
                yield b": still here\n\n"
                await state.notifier.wait(at_most_s=STILL_HERE_S)
    finally:
        state.streams[user.account] -= 1


def _event(found: Found) -> bytes:
    content = orjson.dumps(as_json(found))
    return b"id: %s\nevent: record\ndata: %s\n\n" % (cursor_text(found.cursor).encode(), content)
