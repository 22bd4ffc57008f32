"""Sign-ins that somebody has started and not finished: kept for some minutes, and not too many of them."""

from __future__ import annotations

from collections import Counter
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from datetime import datetime, timedelta

__all__ = ["Started"]

What = TypeVar("What")


class Started(Generic[What]):
    """What was started, by a key that its starter was given. Each can be finished once.

    Where there are `most` already, the oldest of the address that has started most of them goes, so that a
    flood from one address ends its own sign-ins and nobody else's.
    """

    def __init__(self, age: timedelta, *, most: int = 1000) -> None:
        self._age, self._most = age, most
        self._lock = Lock()
        self._kept: dict[str, tuple[What, datetime, str]] = {}

    def __len__(self) -> int:
        return len(self._kept)

    def add(self, key: str, what: What, *, now: datetime, address: str) -> None:
        """Keep what an address starts."""
        with self._lock:
            if len(self._kept) >= self._most:
                self._make_room(now)
            self._kept[key] = (what, now, address)

    def finish(self, key: str, now: datetime) -> What | None:
        """Return what was started under a key, once; None where there is no such thing, or too old."""
        with self._lock:
            what, begun, _ = self._kept.pop(key, (None, now, ""))
        return what if now - begun <= self._age else None

    def _make_room(self, now: datetime) -> None:
        self._kept = {key: each for key, each in self._kept.items() if now - each[1] <= self._age}
        if len(self._kept) >= self._most:
            counts = Counter(address for _, _, address in self._kept.values())
            busiest, _ = counts.most_common(1)[0]
            del self._kept[next(key for key, each in self._kept.items() if each[2] == busiest)]
