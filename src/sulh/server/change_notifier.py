"""Tells those who follow that there is something new, without one question a follower."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from anyio import to_thread

from sulh.errors import SulhError

if TYPE_CHECKING:
    from sulh.server.service import Office

__all__ = ["Pulse"]

EVERY_S = 0.5


class Pulse:
    """Looks for records of other processes twice a second, and wakes the followers."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._news = asyncio.Event()
        self._seen = office.shelf.size

    async def beat(self) -> None:
        """Look and wake, until cancelled. A store that cannot be read now may be, a beat later."""
        while True:
            try:
                await to_thread.run_sync(self._office.refresh)
            except SulhError:
                await asyncio.sleep(EVERY_S)
            size = self._office.shelf.size
            if size != self._seen:
                self._seen = size
                self._news.set()
                self._news = asyncio.Event()
            await asyncio.sleep(EVERY_S)

    async def wait(self, *, at_most_s: float) -> None:
        """Wait for news, or for some seconds."""
        try:
            await asyncio.wait_for(self._news.wait(), at_most_s)
        except TimeoutError:
            return
