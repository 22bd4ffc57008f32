"""Views of the ledger that take seconds to make: kept by audience, and made anew when the ledger says more."""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from sulh.server.records.record_index import RecordIndex

__all__ = ["KeptViews"]

Key = TypeVar("Key")
View = TypeVar("View")

REST = 4.0
"""A view that took a second to make holds for at least so many: a busy watch must not stop the server. A change
of who may read a record ends that at once."""


@dataclass(slots=True)
class _Slot(Generic[View]):
    lock: Lock = field(default_factory=Lock)
    view: View | None = None
    revision: tuple[int, int] = (-1, -1)
    made_at: float = 0.0
    took_s: float = 0.0


class KeptViews(Generic[Key, View]):
    """The last `most` views that were asked for, made by `make`. Who asks for one waits for no other."""

    def __init__(self, make: Callable[[Key], View], index: RecordIndex, *, most: int) -> None:
        self._make, self._index, self._most = make, index, most
        self._lock = Lock()
        self._slots: OrderedDict[Key, _Slot[View]] = OrderedDict()

    def get(self, key: Key) -> View:
        """Return a view as of now, or one made so lately that it still holds."""
        with self._lock:
            slot = self._slots.pop(key, None) or _Slot()
            self._slots[key] = slot
            while len(self._slots) > self._most:
                self._slots.popitem(last=False)
        with slot.lock:
            if slot.view is None or not self._holds(slot):
                begun, revision = time.monotonic(), self._revision()
                slot.view = self._make(key)
                slot.made_at, slot.revision = time.monotonic(), revision
                slot.took_s = slot.made_at - begun
            return slot.view

    def _holds(self, slot: _Slot[View]) -> bool:
        revision = self._revision()
        if slot.revision[1] != revision[1]:
            return False  # somebody may have less now than a moment ago
        lately = time.monotonic() - slot.made_at < REST * slot.took_s
        return slot.revision == revision or lately

    def _revision(self) -> tuple[int, int]:
        return self._index.revision, self._index.releases
