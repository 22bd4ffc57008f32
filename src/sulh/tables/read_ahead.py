"""What makes a long import faster: reading while the disk writes, and fewer searches for garbage."""

from __future__ import annotations

import gc
import sys
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

__all__ = ["rare_collections", "read_ahead"]

Item = TypeVar("Item")
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
    with _short_turns(), ThreadPoolExecutor(max_workers=1) as thread:
        waiting = deque(thread.submit(next, items, END) for _ in range(count))
        while (item := waiting.popleft().result()) is not END:
            waiting.append(thread.submit(next, items, END))
            yield cast("Item", item)


@contextmanager
def _short_turns() -> Iterator[None]:
    """Let threads take turns often: one that comes back from work without Python's lock waits less for it."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(min(SWITCH_S, usual))
    try:
        yield
    finally:
        sys.setswitchinterval(usual)


@contextmanager
def rare_collections() -> Iterator[None]:
    """Let Python search for cycles rarely: an import makes millions of objects, and none in cycles.

    Several threads may ask for it at once; the last one to end brings back what was before the first.
    """
    with _lock:
        if not _before:
            _before.append(gc.get_threshold())
            gc.set_threshold(max(OBJECTS_BETWEEN, _before[0][0]), *_before[0][1:])
        else:
            _before.append(_before[0])
    try:
        yield
    finally:
        with _lock:
            thresholds = _before.pop()
            if not _before:
                gc.set_threshold(*thresholds)


_lock = Lock()
_before: list[tuple[int, int, int]] = []
"""The thresholds of before, once for each that asks."""
