"""Wakes the streams when there are new records, with one look at the ledger for all of them."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from sulh.errors import SulhError

if TYPE_CHECKING:
    from sulh.server.service import MissionService

__all__ = ["ChangeNotifier"]

EVERY_S = 0.5
APART_S = 0.35
"""Streams wake at most so often: what is written meanwhile goes out together."""
FAULT_PAUSE_S = 5.0
log = logging.getLogger("sulh.server")


class ChangeNotifier:
    """Wakes the streams after each write, and looks twice a second for what other processes wrote."""

    def __init__(self, service: MissionService) -> None:
        self._service = service
        self._changed = asyncio.Event()
        self._size = service.index.size
        self._woken = 0.0
        self._due: asyncio.TimerHandle | None = None
        self.healthy = True

    async def run(self) -> None:
        """Look and wake, until cancelled. No fault ends this: it is logged and tried again."""
        loop = asyncio.get_running_loop()
        self._service.on_change = lambda: loop.call_soon_threadsafe(self.wake)
        while True:
            pause_s = EVERY_S
            try:
                await self._service.refresh_soon()
                self.healthy = True
            except SulhError:
                self.healthy = False
            except Exception:  # a fault of ours must not silence every stream
                log.exception("The ledger could not be read.")
                self.healthy, pause_s = False, FAULT_PAUSE_S
            self.wake()
            await asyncio.sleep(pause_s)

    def wake(self) -> None:
        """Wake the streams if the index has grown: at once, or soon after they woke last."""
        if self._due is not None or self._service.index.size == self._size:
            return
        loop = asyncio.get_running_loop()
        wait_s = self._woken + APART_S - loop.time()
        if wait_s > 0:
            self._due = loop.call_later(wait_s, self._wake_all)
        else:
            self._wake_all()

    def _wake_all(self) -> None:
        self._due, self._woken = None, asyncio.get_running_loop().time()
        self._size = self._service.index.size
        self._changed.set()
        self._changed = asyncio.Event()

    @property
    def next_change(self) -> asyncio.Event:
        """The event of the next change: take it, look at the records, then wait for it."""
        return self._changed

    @staticmethod
    async def wait(change: asyncio.Event, *, timeout_s: float) -> None:
        """Wait until something has changed, at most so many seconds."""
        try:
            async with asyncio.timeout(timeout_s):
                await change.wait()
        except TimeoutError:
            return
