"""Views of the ledger that take seconds to make: kept by audience, and made anew when the ledger says more.

What was asked for lately is made anew ahead of the next question, in the background; the one before is given
meanwhile.
"""

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
FOLLOW_S, FORGET_S = 600.0, 3600.0
"""So long after the last question a view is made anew ahead of the next, and after so long it is let go."""
LONG_S = 0.2
"""A view that takes longer to make is given as it was while it is made anew in the background."""


@dataclass(slots=True)
class _Slot(Generic[View]):
    lock: Lock = field(default_factory=Lock)
    view: View | None = None
    revision: tuple[int, int] = (-1, -1)
    made_at: float = 0.0
    took_s: float = 0.0
    asked_at: float = field(default_factory=time.monotonic)
    renewing: bool = False


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
        slot.asked_at = time.monotonic()
        before = slot.view
        if before is not None and slot.renewing and self._is_allowed(slot) and slot.took_s > LONG_S:
            return before
        return self._made(key, slot)

    def renew(self) -> None:
        """Make anew what was asked for lately and no longer holds; let go what nobody asks for any more."""
        with self._lock:
            slots = list(self._slots.items())
        for key, slot in slots:
            idle_s = time.monotonic() - slot.asked_at
            if idle_s > FORGET_S:
                with self._lock:
                    self._slots.pop(key, None)
            elif idle_s <= FOLLOW_S and slot.view is not None and not self._holds(slot):
                slot.renewing = True
                try:
                    self._made(key, slot)
                finally:
                    slot.renewing = False

    def _made(self, key: Key, slot: _Slot[View]) -> View:
        with slot.lock:
            if slot.view is None or not self._holds(slot):
                begun, revision = time.monotonic(), self._revision()
                view = self._make(key)
                slot.view, slot.revision = view, revision
                slot.made_at = time.monotonic()
                slot.took_s = slot.made_at - begun
            return slot.view

    def _is_allowed(self, slot: _Slot[View]) -> bool:
        """Say whether nobody may have less now than when a view was made."""
        return slot.revision[1] == self._revision()[1]

    def _holds(self, slot: _Slot[View]) -> bool:
        if not self._is_allowed(slot):
            return False
        lately = time.monotonic() - slot.made_at < REST * slot.took_s
        return slot.revision == self._revision() or lately

    def _revision(self) -> tuple[int, int]:
        return self._index.revision, self._index.releases
