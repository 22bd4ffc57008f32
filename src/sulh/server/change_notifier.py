"""Tells those who follow that there is something new, without one question a follower."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from anyio import to_thread

from sulh.errors import SulhError

if TYPE_CHECKING:
    from sulh.server.service import MissionService

__all__ = ["ChangeNotifier"]

EVERY_S = 0.5


class ChangeNotifier:
    """Looks for records of other processes twice a second, and wakes the followers."""

    def __init__(self, service: MissionService) -> None:
        self._service = service
        self._changed = asyncio.Event()
        self._seen = service.index.size

    async def run(self) -> None:
        """Look and wake, until cancelled. A store that cannot be read now may be, a beat later."""
        while True:
            try:
                await to_thread.run_sync(self._service.refresh)
            except SulhError:
                await asyncio.sleep(EVERY_S)
            size = self._service.index.size
            if size != self._seen:
                self._seen = size
                self._changed.set()
                self._changed = asyncio.Event()
            await asyncio.sleep(EVERY_S)

    async def wait(self, *, at_most_s: float) -> None:
        """Wait for news, or for some seconds."""
        try:
            await asyncio.wait_for(self._changed.wait(), at_most_s)
        except TimeoutError:
            return
