"""What the server knows of each record without its words: where it stands, how it is marked.

The shelf is kept in memory and grows with the store (some 400 bytes a record). A *cursor* says for
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
from sulh.server.tlp import Marking, is_sealed, marking_in, read_author

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

    from sulh.ledger import Record, Store

__all__ = ["Cursor", "Shelf", "Slip", "cursor_text", "read_cursor"]

Cursor = dict[str, int]
CURSOR = re.compile(r"[A-Za-z0-9._-]{1,64}:\d{1,12}")
CURSOR_LENGTH_MAX = 8_000


@dataclass(frozen=True, slots=True)
class Slip:
    """One record on the shelf: `account` entered it, for `party` where that is said."""

    recorded_at: datetime
    site: str
    seq: int
    kind: str
    id: str
    simulated: bool
    marking: Marking
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


class Shelf:
    """All slips, by site and by id. One thread lets it grow; any may read it meanwhile."""

    def __init__(self, default: Marking) -> None:
        self.default = default
        self.accesses = 0
        self._sites: dict[str, list[Slip]] = {}
        self._by_id: dict[str, Slip] = {}
        self._early: dict[str, list[Record]] = {}

    def grow(self, store: Store, seen: Callable[[Record], None]) -> int:
        """Put on the shelf what the store holds more; call `seen` with each; return how many."""
        count = 0
        for site in store.sites():
            slips = self._sites.setdefault(site, [])
            for row in store.chain(site).rows(len(slips)):
                record = parse(row[4])
                self._add(record, slips)
                seen(record)
                count += 1
        return count

    def _add(self, record: Record, slips: list[Slip]) -> None:
        author = read_author(record.author)
        marking, sealed = self._handling(record)
        slip = Slip(
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
        slips.append(slip)
        self.accesses += slip.kind == "access"
        self._by_id[slip.id] = slip
        for waiting in self._early.pop(slip.id, ()):
            place = self._by_id[waiting.id]
            marking, sealed = self._handling(waiting)
            mended = replace(place, marking=marking, sealed=sealed)
            self._sites[place.site][place.seq] = self._by_id[place.id] = mended

    def _handling(self, record: Record) -> tuple[Marking, bool]:
        """Return the marking of a record and whether it is sealed, with those of what it amends."""
        sealed = is_sealed(record.body)
        if record.kind == "genesis":
            return Marking.CLEAR, sealed  # a site's name and public key: made to be shown
        if record.kind not in AMENDMENTS:
            return marking_in(record.body, self.default), sealed
        target_id = str(record.body.get("corrects") or record.body.get("retracts"))
        target = self._by_id.get(target_id)
        if target is None:  # another site's, which has not come in yet
            self._early.setdefault(target_id, []).append(record)
            return Marking.RED, sealed
        own = marking_in(record.body, Marking.CLEAR)
        return max(own, target.marking), sealed or target.sealed

    def get(self, record_id: str) -> Slip | None:
        """Return the slip of a record."""
        return self._by_id.get(record_id)

    @property
    def size(self) -> int:
        """How many records are on the shelf."""
        return len(self._by_id)

    def end(self) -> Cursor:
        """Return the cursor of who has seen everything."""
        return {site: len(slips) for site, slips in self._sites.items()}

    def after(self, cursor: Mapping[str, int]) -> Iterator[Slip]:
        """Yield what is behind a cursor, in the order recorded."""
        tails = [
            _from(slips, cursor.get(site, 0), len(slips))
            for site, slips in list(self._sites.items())
        ]
        if len(tails) == 1:
            return tails[0]
        return merge(*tails, key=lambda slip: (slip.recorded_at, slip.site, slip.seq))

    def latest(self) -> Iterator[Slip]:
        """Yield all slips, the one recorded last first."""
        tails = [_backwards(slips) for slips in list(self._sites.values())]
        return merge(*tails, key=lambda slip: (slip.recorded_at, slip.site, slip.seq), reverse=True)


def _backwards(slips: list[Slip]) -> Iterator[Slip]:
    return (slips[place] for place in range(len(slips) - 1, -1, -1))


def _from(slips: list[Slip], first: int, stop: int) -> Iterator[Slip]:
    return (slips[place] for place in range(first, stop))
