"""Heavy requests of one account wait for each other, so that it delays itself and holds no thread of others."""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sulh.server.middleware.errors import too_many

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

__all__ = ["AccountTurns"]

AT_ONCE = 2
WAITING_MAX = 64
"""A map asks for some dozens of tiles at a time."""
WAIT_S = 10


@dataclass(slots=True)
class AccountTurns:
    """At most `at_once` pieces of work of one account at a time; others of its own wait, without a thread.

    Of one event loop only.
    """

    at_once: int = AT_ONCE
    waiting_max: int = WAITING_MAX
    _present: Counter[str] = field(default_factory=Counter)
    _turns: dict[str, asyncio.Semaphore] = field(default_factory=dict)

    @asynccontextmanager
    async def take(self, account: str) -> AsyncIterator[None]:
        """Wait for a turn of an account, and keep it meanwhile.

        Raises
        ------
        TooManyError
            When too much work of this account waits already.
        """
        if self._present[account] >= self.at_once + self.waiting_max:
            raise too_many("requests-wait", WAIT_S)
        self._present[account] += 1
        try:
            async with self._turns.setdefault(account, asyncio.Semaphore(self.at_once)):
                yield
        finally:
            self._present[account] -= 1
            if not self._present[account]:
                del self._present[account], self._turns[account]
