"""What one audience sees of the collections of threat objects: objects in the order added, and nothing else.

A shelf takes records in the order in which this site came to have them. It keeps those that the gate lets
out to its audience and forgets the rest, so that places, times and counts on it are a function of what
the audience may have. No two objects of a shelf bear one date: those of one batch are a microsecond apart,
so that a client which asks only for what was added after a date loses none and gets none twice. An object
that is released later, or whose references can be shown only later, is added later. Places are never given
again: what is withdrawn leaves a gap that the audience could see anyway.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from sulh.ledger import AMENDMENTS
from sulh.ledger.effective import resolve
from sulh.share.gate import reason_to_stay
from sulh.share.threats.outward import without_hidden
from sulh.share.threats.stix import read_object

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from sulh.ledger import Record
    from sulh.ledger.tlp import Tlp
    from sulh.share.audience import Audience
    from sulh.share.gate import Guarded
    from sulh.share.threats.stix import StixObject

__all__ = ["Shelf", "ShelfItem", "TakenRecord"]

TICK = timedelta(microseconds=1)
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenRecord:
    """A record's STIX objects, as they hold after the amendments that the audience may have."""

    collection: str
    marking: Tlp
    objects: tuple[StixObject, ...]


@dataclass(slots=True, kw_only=True)
class ShelfItem:
    """One object on the shelf. `added` (UTC) is unique on it; a withdrawn object stays in place, unseen."""

    place: int
    added: datetime
    collection: str
    object: StixObject
    marking: Tlp
    record: str
    withdrawn: bool = False

    @property
    def version(self) -> str:
        """Return the object's version; of an observable without one, when it was added."""
        return self.object.version or f"{self.added:%Y-%m-%dT%H:%M:%S.%fZ}"


@dataclass(slots=True)
class Shelf:
    """The objects that an audience may have, in the order added.

    `read` returns the objects of a record as it holds (its id, kind and body, when it came in and was
    changed, its marking), or None where it holds none; `collections` are the names of those that the
    audience reads. `withdrawals` counts the items that are no longer shown.
    """

    audience: Audience
    collections: frozenset[str]
    read: Callable[[Record, Record, Tlp], TakenRecord | None]
    simulated: bool = False
    items: list[ShelfItem] = field(default_factory=list)
    withdrawals: int = 0
    _records: dict[str, Guarded] = field(default_factory=dict)
    _amendments: dict[str, dict[str, Guarded]] = field(default_factory=dict)
    _targets: dict[str, str] = field(default_factory=dict)
    _by_record: dict[str, list[ShelfItem]] = field(default_factory=dict)
    _by_key: dict[Key, str] = field(default_factory=dict)
    _spare: dict[Key, dict[str, None]] = field(default_factory=dict)
    _by_id: dict[str, int] = field(default_factory=dict)
    _naming: dict[str, dict[str, None]] = field(default_factory=dict)

    def take(self, batch: Iterable[Guarded], at: datetime) -> None:
        """Take notice of records, or of how they are guarded now, at a time (UTC) not before any other."""
        roots = dict.fromkeys(root for each in batch for root in self._take(each, at))
        while roots:
            ids = self._settle(roots, at)
            later = dict.fromkeys(
                root
                for each in ids
                for root in self._naming.get(each, ())
                if root not in roots or each not in self._by_id
            )
            if ids:
                later |= dict.fromkeys(
                    root for key in self._free_keys() for root in self._spare.pop(key)
                )
            roots = later

    def _take(self, guarded: Guarded, at: datetime) -> Iterable[str]:
        """Keep or forget a record; return the report that it is about where that may look other now."""
        record = guarded.record
        moment = max(at, record.recorded_at)
        reason = reason_to_stay(
            guarded, self.audience, "cyber-defence", moment=moment, simulated=self.simulated
        )
        if record.kind in AMENDMENTS:
            root = _target_of(record)
            while root in self._targets:
                root = self._targets[root]
            records = self._amendments.setdefault(root, {})
            if reason is None:
                self._targets[record.id] = _target_of(record)
        else:
            root, records = record.id, self._records
        if reason is None:
            records[record.id] = guarded
        elif records.pop(record.id, None) is None:
            return ()
        return (root,)

    def _holds(self, root: str) -> TakenRecord | None:
        """Return what a record says after the amendments that the audience may have."""
        guarded = self._records.get(root)
        if guarded is None:
            return None
        own = self._amendments.get(root, {})
        amendments = sorted(
            (each.record for each in own.values()),
            key=lambda each: (each.recorded_at, each.site, each.seq),
        )
        latest = resolve(amendments).get(root) if amendments else None
        marking = guarded.marking
        if latest is not None:
            if latest.kind == "retraction":
                return None
            marking = max(marking, own[latest.id].marking)
        content = self.read(guarded.record, latest or guarded.record, marking)
        return content if content is not None and content.collection in self.collections else None

    def _settle(self, roots: Iterable[str], at: datetime) -> list[str]:
        """Put the objects of records on the shelf as they hold now; return the ids that came or went.

        Objects of one batch may name one another, in whatever order and in a ring.
        """
        came: list[str] = []
        contents: list[tuple[str, TakenRecord]] = []
        for root in roots:
            content = self._holds(root)
            if content is None:
                self._withdraw(self._by_record.pop(root, []), came)
                continue
            contents.append((root, content))
            for each in content.objects:
                for name in each.references:
                    self._naming.setdefault(name, {})[root] = None
        visible = self._visible_to_batch(contents)
        for root, content in contents:
            self._show(root, content, visible, at, came)
        return came

    def _visible_to_batch(self, contents: list[tuple[str, TakenRecord]]) -> set[str]:
        """Return the ids that objects of a batch may name: of other records, and its own that can be shown.

        What records of the batch showed until now does not count: it may go with it.
        """
        own = Counter(
            item.object.id for root, _ in contents for item in self._by_record.get(root, ())
        )
        objects = [each for _, content in contents for each in content.objects]
        others = {
            name
            for each in objects
            for name in each.references
            if self._by_id.get(name, 0) > own[name]
        }
        hidden: set[str] = set()
        batch = {each.id for each in objects}
        while True:
            visible = others | (batch - hidden)
            more = {
                each.id
                for each in objects
                if each.id not in hidden and _outward(each, visible) is None
            }
            if not more:
                return visible
            hidden |= more

    def _show(
        self, root: str, content: TakenRecord, visible: set[str], at: datetime, came: list[str]
    ) -> None:
        """Show a record's objects, less what they may not name, and withdraw what it showed otherwise."""
        outward = [_outward(each, visible) for each in content.objects]
        after = {each.content: each for each in outward if each is not None}
        items = self._by_record.get(root, [])
        stay: list[ShelfItem] = []
        go: list[ShelfItem] = []
        for item in items:
            fits = item.object.content in after and item.collection == content.collection
            (stay if fits else go).append(item)
        self._withdraw(go, came)
        before = {item.object.content for item in stay}
        for each in after.values():
            key = (content.collection, each.id, each.version)
            if each.content in before:
                continue
            if key in self._by_key:
                self._spare.setdefault(key, {})[root] = None
                continue
            stay.append(self._add(each, content, root, at, came))
        self._by_record[root] = stay

    def _add(
        self, each: StixObject, content: TakenRecord, root: str, at: datetime, came: list[str]
    ) -> ShelfItem:
        item = ShelfItem(
            place=len(self.items),
            added=max(at, self.items[-1].added + TICK) if self.items else at,
            collection=content.collection,
            object=each,
            marking=content.marking,
            record=root,
        )
        self.items.append(item)
        self._by_key[content.collection, each.id, each.version] = root
        self._by_id[each.id] = self._by_id.get(each.id, 0) + 1
        if self._by_id[each.id] == 1:
            came.append(each.id)
        return item

    def _withdraw(self, items: list[ShelfItem], came: list[str]) -> None:
        for item in items:
            item.withdrawn = True
            self.withdrawals += 1
            self._by_key.pop((item.collection, item.object.id, item.object.version), None)
            self._by_id[item.object.id] -= 1
            if not self._by_id[item.object.id]:
                del self._by_id[item.object.id]
                came.append(item.object.id)

    def _free_keys(self) -> list[Key]:
        """Return the objects that another record shows too, now that the first does no longer."""
        return [key for key in self._spare if key not in self._by_key]

    def after(self, moment: datetime | None) -> int:
        """Return the place of the first item added after a moment (UTC)."""
        if moment is None:
            return 0
        return bisect_right(self.items, moment, key=lambda each: each.added)


def _outward(each: StixObject, visible: set[str]) -> StixObject | None:
    """Return an object without references to what is not visible; itself where there are none."""
    if all(name in visible for name in each.references):
        return each
    outward = without_hidden(each.fields, visible)
    return None if outward is None else read_object(outward)


def _target_of(record: Record) -> str:
    return str(record.body.get("corrects" if record.kind == "correction" else "retracts", ""))
