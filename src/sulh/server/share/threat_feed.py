"""The ledger's records of threats in the order in which this site came to have them, and the shelves of them.

The order follows from the ledger alone, so that it is the same after a restart: this site's own chain, and
another site's records where this site's chain witnesses that it has them. A release changes how a record is
guarded from then on.
"""

from __future__ import annotations

from array import array
from itertools import groupby
from threading import Lock
from typing import TYPE_CHECKING

from sulh.ledger import AMENDMENTS
from sulh.ledger.tlp import Tlp, marking_in
from sulh.server.access.unrated import rated_by_others
from sulh.share.gate import Guarded
from sulh.share.threats.content import RecordReader
from sulh.share.threats.shelf import Shelf
from sulh.share.threats.stock import EPOCH, TICK, ContentsInMemory, Stock, microseconds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from sulh.ledger import Record
    from sulh.share import Audience
    from sulh.share.threats.stock import Contents

__all__ = ["ThreatFeed"]

KINDS = frozenset({"intrusion", "threat-object"})
SHELVES_MAX = 64


class ThreatFeed:
    """Grows with the ledger: `learn` takes each usable record, `advance` orders what was learnt.

    The content of threat objects is kept once for all audiences, and so are the words to find indicators by and
    what they say to block: in what `contents` makes, else in memory.
    """

    def __init__(
        self,
        *,
        own: str,
        default: Tlp,
        mission: str,
        contents: Callable[[], Contents] = ContentsInMemory,
    ) -> None:
        self.own = own
        self.default = default
        self.stock = Stock(contents)
        self._reader = RecordReader(self.stock, mission=mission)
        self._chains: dict[str, list[Record]] = {}
        self._done: dict[str, int] = {}
        self._events: list[Guarded] = []
        self._event_times = array("q")
        self._records: list[Record | None] = []
        self._amendments: dict[str, list[Record]] = {}
        self._releases: dict[str, list[Record]] = {}
        self._shelves: dict[tuple[object, ...], tuple[Shelf, int]] = {}
        self._lock = Lock()

    def learn(self, record: Record) -> None:
        """Remember a record that may matter: of threats, what amends or releases one, what witnesses a site."""
        if (
            record.kind in KINDS
            or record.kind in AMENDMENTS
            or record.kind in {"release", "witness"}
        ):
            with self._lock:  # who makes a shelf adds to the stock, too
                rest = self._reader.take_in(record)
                self._chains.setdefault(record.site, []).append(rest)

    def advance(self, sizes: dict[str, int]) -> None:
        """Put in order what was learnt; `sizes` is how many records of each site there are."""
        with self._lock:
            chain = self._chains.get(self.own, [])
            place = self._done.get(self.own, 0)
            while place < len(chain):
                record = chain[place]
                if record.kind == "witness":
                    site, size = str(record.body["site"]), int(record.body["size"])
                    if site != self.own and sizes.get(site, 0) < size:
                        break  # its records are on their way
                    self._admit(site, size, record.recorded_at)
                else:
                    self._arrive(record, record.recorded_at)
                place += 1
            self._done[self.own] = place

    def _admit(self, site: str, size: int, at: datetime) -> None:
        chain = self._chains.get(site, [])
        place = self._done.get(site, 0)
        while site != self.own and place < len(chain) and chain[place].seq < size:
            self._arrive(chain[place], at)
            place += 1
        self._done[site] = place

    def _arrive(self, record: Record, at: datetime) -> None:
        if record.kind == "release":
            target = str(record.body["releases"])
            self._releases.setdefault(target, []).append(record)
            if self._record(target) is not None:
                self._guard_again(target, at)
            return
        if record.kind in AMENDMENTS:
            target = str(record.body["corrects" if record.kind == "correction" else "retracts"])
            self._amendments.setdefault(target, []).append(record)
        number = self.stock.records.number(record.id)
        self._records += [None] * (number + 1 - len(self._records))
        self._records[number] = record
        self._guard_again(record.id, at)

    def _record(self, identity: str) -> Record | None:
        """Return a record that this site came to have by now."""
        number = self.stock.records.get(identity)
        return self._records[number] if number is not None and number < len(self._records) else None

    def _guard_again(self, identity: str, at: datetime) -> None:
        """Say how a record and all that amends it are guarded now."""
        todo = [identity]
        while todo:
            each = todo.pop()
            record = self._record(each)
            if record is not None:
                self._events.append(self._guarded(record))
                self._event_times.append(microseconds(at))
            todo += [one.id for one in self._amendments.get(each, ())]

    def _guarded(self, record: Record) -> Guarded:
        """Return a record with its guard: its own or the last release's; an amendment's is no milder."""
        is_claim = rated_by_others(record.author)
        if record.kind in AMENDMENTS:
            target = str(record.body["corrects" if record.kind == "correction" else "retracts"])
            above = self._record(target)
            own = marking_in(record.body, Tlp.CLEAR)
            if above is None:
                return Guarded(record=record, marking=Tlp.RED, is_claim=is_claim)
            guard = self._guarded(above)
            return Guarded(
                record=record,
                marking=max(own, guard.marking),
                released=guard.released,
                is_claim=is_claim,
            )
        own = marking_in(record.body, self.default)
        releases = sorted(
            (
                each
                for each in self._releases.get(record.id, ())
                if each.site in {self.own, record.site}
            ),
            key=lambda each: (each.recorded_at, each.site, each.seq),
        )
        labels = [each.body["tlp"] for each in releases if each.body.get("tlp")]
        marking = marking_in({"tlp": labels[-1]}, Tlp.RED) if labels else own
        if not releases:  # as nearly always: nothing is made for it
            return Guarded(record=record, marking=own, is_claim=is_claim)
        released = frozenset(str(name) for each in releases for name in each.body.get("to", ()))
        return Guarded(record=record, marking=marking, released=released, is_claim=is_claim)

    def shelf(self, audience: Audience, collections: frozenset[str], *, simulated: bool) -> Shelf:
        """Return what an audience sees now of these collections. One thread at a time makes it."""
        key = (audience, collections, simulated)
        with self._lock:
            shelf, count = self._shelves.pop(key, (None, 0))
            if shelf is None:
                shelf = Shelf(
                    audience=audience,
                    collections=collections,
                    read=self._reader.read,
                    stock=self.stock,
                    simulated=simulated,
                )
            for at, batch in self._batches(count):
                shelf.take(batch, at)
            self._shelves[key] = (shelf, len(self._events))
            if len(self._shelves) > SHELVES_MAX:
                self._shelves.pop(next(iter(self._shelves)))
            return shelf

    def _batches(self, count: int) -> Iterator[tuple[datetime, list[Guarded]]]:
        places = range(count, len(self._events))
        for at, batch in groupby(places, key=self._event_times.__getitem__):
            yield EPOCH + at * TICK, [self._events[each] for each in batch]
