"""The ids of records by the key that their sender gave the report."""

from __future__ import annotations

from collections import defaultdict

__all__ = ["IdsByKey"]


class IdsByKey:
    """Ids in the order added. Nearly every key has one: a list for each takes a hundred bytes a record."""

    def __init__(self) -> None:
        self._first: dict[str, str] = {}
        self._further: defaultdict[str, list[str]] = defaultdict(list)

    def add(self, key: str, identity: str) -> None:
        """Add the id of a record."""
        if self._first.setdefault(key, identity) != identity:
            self._further[key].append(identity)

    def of(self, key: str) -> tuple[str, ...]:
        """Return the ids of a key as they came in; none where there is no such report."""
        first = self._first.get(key)
        return () if first is None else (first, *self._further.get(key, ()))
