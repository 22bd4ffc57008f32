"""The record of reads: written before what is read leaves, in batches of those that come together."""

from __future__ import annotations

import logging
from concurrent.futures import Future
from threading import Lock
from typing import TYPE_CHECKING, Any

from sulh.ledger import Draft

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["AccessLog"]

log = logging.getLogger("sulh.server")


class AccessLog:
    """Access records that wait for the writer, each with one who waits for it.

    A record that cannot be written is dropped and its reader refused: nothing was read, and nothing of it
    stays behind, however long the ledger cannot be written. `failing` says whether the last ones could not.
    """

    def __init__(self) -> None:
        self.failing = False
        self._lock = Lock()
        self._waiting: list[tuple[Draft, Future[None]]] = []

    @property
    def waiting(self) -> int:
        """How many records wait."""
        return len(self._waiting)

    def add(self, body: dict[str, Any]) -> Future[None]:
        """Let a record wait; its future is done once it is durable."""
        future: Future[None] = Future()
        with self._lock:
            self._waiting.append((Draft(kind="access", body=body), future))
        return future

    def write(self, append: Callable[[list[Draft]], object]) -> None:
        """Write all that wait in one batch; the next caller finds none left. Whoever waits hears of a fault."""
        with self._lock:
            waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        try:
            append([draft for draft, _ in waiting])
        except BaseException as error:
            if not self.failing:
                log.exception(
                    "Reads cannot be recorded: restricted records are refused until they can."
                )
            self.failing = True
            for _, future in waiting:
                future.set_exception(error)
            return
        self.failing = False
        for _, future in waiting:
            future.set_result(None)
