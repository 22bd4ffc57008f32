"""What the server knows of each record without its words: where it stands, how it is marked.

The index is kept in memory and grows with the store (some 400 bytes a record). A *cursor* says for
each site how many of its records somebody has seen, as ``alpha:12,hq:40``. Records that come in late
from another site are behind nobody's cursor, so who follows a cursor misses none and gets none twice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from heapq import merge
from typing import TYPE_CHECKING

from sulh.errors import InputError
from sulh.ledger import AMENDMENTS
from sulh.ledger.record import parse
from sulh.server.tlp import Tlp, is_sealed, marking_in, read_author

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

    from sulh.ledger import Record, Store

__all__ = ["Cursor", "IndexEntry", "RecordIndex", "cursor_text", "read_cursor"]

Cursor = dict[str, int]
CURSOR = re.compile(r"[A-Za-z0-9._-]{1,64}:\d{1,12}")
CURSOR_LENGTH_MAX = 8_000


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One record on the index: `account` entered it, for `party` where that is said."""

    recorded_at: datetime
    site: str
    seq: int
    kind: str
    id: str
    simulated: bool
    marking: Tlp
    sealed: bool
    account: str
    party: str


def cursor_text(cursor: Mapping[str, int]) -> str:
    """Return a cursor as text, the same text for the same cursor."""
    return ",".join(f"{site}:{count}" for site, count in sorted(cursor.items()))


def read_cursor(text: str) -> Cursor:
    """Return the cursor that a text says; the empty text is the beginning.

    Raises
    ------
    InputError
        When it says none.
    """
    if not text:
        return {}
    parts = text[: CURSOR_LENGTH_MAX + 1].split(",")
    if len(text) > CURSOR_LENGTH_MAX or not all(CURSOR.fullmatch(part) for part in parts):
        raise InputError(
            f"{text[:80]!r} is no cursor.", remedy="Send back what an answer gave as its cursor."
        )
    return {site: int(count) for site, count in (part.split(":") for part in parts)}


class RecordIndex:
    """All entries, by site and by id. One thread lets it grow; any may read it meanwhile."""

    def __init__(self, default: Tlp) -> None:
        self.default = default
        self.accesses = 0
        self._sites: dict[str, list[IndexEntry]] = {}
        self._by_id: dict[str, IndexEntry] = {}
        self._waiting: dict[str, list[Record]] = {}

    def refresh(self, store: Store, seen: Callable[[Record], None]) -> int:
        """Put on the index what the store holds more; call `seen` with each; return how many."""
        count = 0
        for site in store.sites():
            entries = self._sites.setdefault(site, [])
            for row in store.chain(site).rows(len(entries)):
                record = parse(row[4])
                self._add(record, entries)
                seen(record)
                count += 1
        return count

    def _add(self, record: Record, entries: list[IndexEntry]) -> None:
        author = read_author(record.author)
        marking, sealed = self._handling(record)
        entry = IndexEntry(
            record.recorded_at,
            record.site,
            record.seq,
            record.kind,
            record.id,
            record.simulated,
            marking,
            sealed,
            author.account,
            author.party,
        )
        entries.append(entry)
        self.accesses += entry.kind == "access"
        self._by_id[entry.id] = entry
        for waiting in self._waiting.pop(entry.id, ()):
            place = self._by_id[waiting.id]
            marking, sealed = self._handling(waiting)
            mended = replace(place, marking=marking, sealed=sealed)
            self._sites[place.site][place.seq] = self._by_id[place.id] = mended

    def _handling(self, record: Record) -> tuple[Tlp, bool]:
        """Return the marking of a record and whether it is sealed, with those of what it amends."""
        sealed = is_sealed(record.body)
        if record.kind == "genesis":
            return Tlp.CLEAR, sealed  # a site's name and public key: made to be shown
        if record.kind not in AMENDMENTS:
            return marking_in(record.body, self.default), sealed
        target_id = str(record.body.get("corrects") or record.body.get("retracts"))
        target = self._by_id.get(target_id)
        if target is None:  # another site's, which has not come in yet
            self._waiting.setdefault(target_id, []).append(record)
            return Tlp.RED, sealed
        own = marking_in(record.body, Tlp.CLEAR)
        return max(own, target.marking), sealed or target.sealed

    def get(self, record_id: str) -> IndexEntry | None:
        """Return the entry of a record."""
        return self._by_id.get(record_id)

    @property
    def size(self) -> int:
        """How many records are on the index."""
        return len(self._by_id)

    def latest_cursor(self) -> Cursor:
        """Return the cursor of who has seen everything."""
        return {site: len(entries) for site, entries in self._sites.items()}

    def after(self, cursor: Mapping[str, int]) -> Iterator[IndexEntry]:
        """Yield what is behind a cursor, in the order recorded."""
        tails = [
            _from(entries, cursor.get(site, 0), len(entries))
            for site, entries in list(self._sites.items())
        ]
        if len(tails) == 1:
            return tails[0]
        return merge(*tails, key=lambda entry: (entry.recorded_at, entry.site, entry.seq))

    def latest(self) -> Iterator[IndexEntry]:
        """Yield all entries, the one recorded last first."""
        tails = [_backwards(entries) for entries in list(self._sites.values())]
        return merge(
            *tails, key=lambda entry: (entry.recorded_at, entry.site, entry.seq), reverse=True
        )


def _backwards(entries: list[IndexEntry]) -> Iterator[IndexEntry]:
    return (entries[place] for place in range(len(entries) - 1, -1, -1))


def _from(entries: list[IndexEntry], first: int, stop: int) -> Iterator[IndexEntry]:
    return (entries[place] for place in range(first, stop))
