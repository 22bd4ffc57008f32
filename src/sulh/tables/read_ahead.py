"""What makes a long import faster: reading while the disk writes, and fewer searches for garbage."""

from __future__ import annotations

import gc
import sys
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

__all__ = ["rare_collections", "read_ahead"]

Item = TypeVar("Item")
Value = TypeVar("Value")
END = object()
OBJECTS_BETWEEN = 200_000
MADE_HERE = 2
SWITCH_S = 0.00005


def read_ahead(items: Iterator[Item], count: int) -> Generator[Item]:
    """Yield items in order while another thread makes the next `count`.

    What goes wrong there is raised here, after the items before it. The first two are made here: to start a
    thread takes longer than to read one report, and most of what comes over HTTP is one report.
    """
    for _ in range(MADE_HERE):
        if (item := next(items, END)) is END:
            return
        yield cast("Item", item)
    with _TURNS.changed(), ThreadPoolExecutor(max_workers=1) as thread:
        waiting = deque(thread.submit(next, items, END) for _ in range(count))
        while (item := waiting.popleft().result()) is not END:
            waiting.append(thread.submit(next, items, END))
            yield cast("Item", item)


class _Setting(Generic[Value]):
    """A setting of the whole process that threads change for a while: the last to end brings it back."""

    def __init__(
        self,
        usual: Callable[[], Value],
        put: Callable[[Value], object],
        change: Callable[[Value], Value],
    ) -> None:
        self._usual, self._put, self._change = usual, put, change
        self._lock = Lock()
        self._before: list[Value] = []

    @contextmanager
    def changed(self) -> Iterator[None]:
        """Have it changed meanwhile."""
        with self._lock:
            before = self._before[0] if self._before else self._usual()
            if not self._before:
                self._put(self._change(before))
            self._before.append(before)
        try:
            yield
        finally:
            with self._lock:
                before = self._before.pop()
                if not self._before:
                    self._put(before)


_TURNS = _Setting(sys.getswitchinterval, sys.setswitchinterval, lambda usual: min(SWITCH_S, usual))
"""Threads take turns often: one that comes back from work without Python's lock waits less for it."""
_COLLECTIONS = _Setting(
    gc.get_threshold,
    lambda thresholds: gc.set_threshold(*thresholds),
    lambda usual: (max(OBJECTS_BETWEEN, usual[0]), *usual[1:]),
)


def rare_collections() -> AbstractContextManager[None]:
    """Let Python search for cycles rarely: an import makes millions of objects, and none in cycles.

    Several threads may ask for it at once; the last one to end brings back what was before the first.
    """
    return _COLLECTIONS.changed()
