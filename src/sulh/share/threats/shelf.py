"""What one audience sees of the collections of threat objects: objects in the order added, and nothing else.

A shelf takes records in the order in which this site came to have them. It keeps those that the gate lets
out to its audience and forgets the rest, so that places, times and counts on it are a function of what
the audience may have. No two objects of a shelf bear one date: those of one batch are a microsecond apart,
so that a client which asks only for what was added after a date loses none and gets none twice. An object
that is released later, or whose references can be shown only later, is added later. Places are never given
again: what is withdrawn leaves a gap that the audience could see anyway. What it knows of an object
are some numbers in columns; the objects themselves are in the stock of all shelves.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, overload

from sulh.ledger import AMENDMENTS
from sulh.ledger.effective import resolve
from sulh.ledger.tlp import Tlp
from sulh.share.gate import reason_to_stay
from sulh.share.threats.shelf_item import ShelfItem
from sulh.share.threats.stock import EPOCH, TICK, microseconds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from sulh.ledger import Record
    from sulh.share.audience import Audience
    from sulh.share.gate import Guarded
    from sulh.share.threats.stock import Stock

__all__ = ["Shelf", "TakenRecord"]

NONE = -1
VERSIONS_WALKED = 32
"""An object with more versions has a set of those on the shelf: to walk through all for each new one took
minutes with twenty thousand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenRecord:
    """A record's objects by their numbers in the stock, as they hold after the amendments that may be had."""

    collection: str
    marking: Tlp
    objects: tuple[int, ...]


class Shelf:
    """The objects that an audience may have, in the order added.

    `read` returns the objects of a record as an amendment or it itself says it now, with their marking, or None
    where it holds none; `collections` are the names of those that the
    audience reads. `withdrawals` counts the items that are no longer shown. Of each item, `numbers` names the
    object, `added` is in microseconds since 1970, `earlier` is the place of the one before with the same id.
    """

    def __init__(
        self,
        *,
        audience: Audience,
        collections: frozenset[str],
        read: Callable[[Guarded, Guarded, Tlp], TakenRecord | None],
        stock: Stock,
        simulated: bool = False,
    ) -> None:
        self.audience, self.collections, self.simulated = audience, collections, simulated
        self.stock = stock
        self.withdrawals = 0
        self.numbers, self.added, self.earlier = array("i"), array("q"), array("i")
        self.gone, self.collection_of = array("b"), array("h")
        self.names = sorted(collections)
        self._name_numbers = {each: number for number, each in enumerate(self.names)}
        self._read = read
        self._markings, self._record_of, self._before = array("b"), array("i"), array("i")
        self._last_of_id, self._count_of_id, self._last_of_record = (
            array("i"),
            array("i"),
            array("i"),
        )
        self._records: list[Guarded | None] = []
        self._amendments: dict[int, dict[str, Guarded]] = {}
        self._targets: dict[str, str] = {}
        self._spare: dict[int, dict[int, None]] = {}
        self._shown: dict[int, set[tuple[int, int, str]]] = {}

    @property
    def items(self) -> Sequence[ShelfItem]:
        """Return all items in the order added, those withdrawn too; each is made when it is asked for."""
        return _Items(self)

    def item(self, place: int) -> ShelfItem:
        """Return the item of a place."""
        return ShelfItem(
            place=place,
            added=EPOCH + self.added[place] * TICK,
            collection=self.names[self.collection_of[place]],
            number=self.numbers[place],
            marking=Tlp(self._markings[place]),
            record=self.stock.records[self._record_of[place]],
            withdrawn=bool(self.gone[place]),
            stock=self.stock,
        )

    def places_of(self, name: str) -> list[int]:
        """Return the places of the items with an object's id, in the order added."""
        number = self.stock.names.get(name)
        if number is None or number >= len(self._last_of_id):
            return []
        return _chain(self._last_of_id[number], self.earlier)

    def take(self, batch: Iterable[Guarded], at: datetime) -> None:
        """Take notice of records, or of how they are guarded now, at a time (UTC) not before any other."""
        roots = dict.fromkeys(root for each in batch for root in self._take(each, at))
        while roots:
            came, free = self._settle(roots, at)
            later = dict.fromkeys(
                root
                for each in came
                for root in self.stock.naming.get(each, ())
                if root < len(self._records) and self._records[root] is not None
                if root not in roots or not self._count_of_id[each]
            )
            for each in free:
                later |= self._spare.pop(each, {})
            roots = later

    def _take(self, guarded: Guarded, at: datetime) -> Iterable[int]:
        """Keep or forget a record; return the report that it is about where that may look other now."""
        record = guarded.record
        moment = max(at, record.recorded_at)
        reason = reason_to_stay(
            guarded, self.audience, "cyber-defence", moment=moment, simulated=self.simulated
        )
        if record.kind in AMENDMENTS:
            target = _target_of(record)
            while target in self._targets:
                target = self._targets[target]
            root = self.stock.records.number(target)
            amendments = self._amendments.setdefault(root, {})
            if reason is None:
                self._targets[record.id] = _target_of(record)
                amendments[record.id] = guarded
            elif amendments.pop(record.id, None) is None:
                return ()
            return (root,)
        root = self.stock.records.number(record.id)
        is_here = root < len(self._records) and self._records[root] is not None
        if reason is not None and not is_here:
            return ()
        if root >= len(self._records):
            self._records += [None] * (len(self.stock.records) - len(self._records))
        self._records[root] = guarded if reason is None else None
        return (root,)

    def _holds(self, root: int) -> TakenRecord | None:
        """Return what a record says after the amendments that the audience may have."""
        guarded = self._records[root] if root < len(self._records) else None
        if guarded is None:
            return None
        own = self._amendments.get(root, {})
        amendments = sorted(
            (each.record for each in own.values()),
            key=lambda each: (each.recorded_at, each.site, each.seq),
        )
        latest = resolve(amendments).get(guarded.record.id) if amendments else None
        marking = guarded.marking
        if latest is not None:
            if latest.kind == "retraction":
                return None
            marking = max(marking, own[latest.id].marking)
        holds = own[latest.id] if latest is not None else guarded
        content = self._read(guarded, holds, marking)
        return content if content is not None and content.collection in self.collections else None

    def _settle(self, roots: Iterable[int], at: datetime) -> tuple[list[int], dict[int, None]]:
        """Put the objects of records on the shelf as they hold now.

        Return the ids that came or went, and those of which an item went that another record may have.
        Objects of one batch may name one another, in whatever order and in a ring.
        """
        came: list[int] = []
        free: dict[int, None] = {}
        contents = [(root, self._holds(root)) for root in roots]
        _extend(self._count_of_id, len(self.stock.names), 0)
        _extend(self._last_of_id, len(self.stock.names), NONE)
        _extend(self._last_of_record, len(self.stock.records), NONE)
        there = []
        for root, content in contents:
            if content is None:
                self._withdraw(self._places_of_record(root), came, free)
            else:
                there.append((root, content))
        visible = self._visible_to_batch(there)
        for root, content in there:
            self._show(root, content, visible, at, came, free)
        return came, free

    def _visible_to_batch(self, contents: list[tuple[int, TakenRecord]]) -> set[int]:
        """Return the ids that objects of a batch may name: of other records, and its own that can be shown.

        What records of the batch showed until now does not count: it may go with it.
        """
        name_of, references = self.stock.name_of, self.stock.references
        naming = {
            each: names
            for _, content in contents
            for each in content.objects
            if (names := references(each))
        }
        if not naming:
            return set()
        own = Counter(
            name_of[self.numbers[place]]
            for root, _ in contents
            for place in self._places_of_record(root)
        )
        visible = {
            name
            for names in naming.values()
            for name in names
            if self._count_of_id[name] > own[name]
        }
        others = frozenset(visible)
        visible |= {name_of[each] for _, content in contents for each in content.objects}
        named_by: dict[int, list[int]] = {}
        for each, names in naming.items():
            for name in names:
                named_by.setdefault(name, []).append(each)
        needs = {each: self.stock.needs(each) for each in naming}
        doubtful = [each for each in naming if needs[each]]
        while doubtful:
            each = doubtful.pop()
            name = name_of[each]
            if name not in visible or all(not one.isdisjoint(visible) for one in needs[each]):
                continue
            if name not in others:
                visible.discard(name)
                doubtful += [one for one in named_by.get(name, ()) if needs[one]]
        return visible

    def _show(
        self,
        root: int,
        content: TakenRecord,
        visible: set[int],
        at: datetime,
        came: list[int],
        free: dict[int, None],
    ) -> None:
        """Show a record's objects, less what they may not name, and withdraw what it showed otherwise."""
        is_same, collection = self.stock.is_same, self._name_numbers[content.collection]
        after: list[int] = []
        for each in content.objects:
            outward = self.stock.outward(each, visible)
            if outward is not None and not any(is_same(outward, other) for other in after):
                after.append(outward)
        stay: list[int] = []
        go: list[int] = []
        for place in self._places_of_record(root):
            fits = self.collection_of[place] == collection and any(
                is_same(self.numbers[place], each) for each in after
            )
            (stay if fits else go).append(place)
        self._withdraw(go, came, free)
        for each in after:
            if any(is_same(self.numbers[place], each) for place in stay):
                continue
            if self._is_there(each, collection):
                self._spare.setdefault(self.stock.name_of[each], {})[root] = None
            else:
                self._add(each, collection, content.marking, root, at, came)

    def _is_there(self, number: int, collection: int) -> bool:
        """Say whether a collection shows an object of the same id and version."""
        name = self.stock.name_of[number]
        if name not in self._shown:
            places = _chain(self._last_of_id[name], self.earlier)
            if len(places) <= VERSIONS_WALKED:
                return any(
                    self.collection_of[place] == collection
                    and not self.gone[place]
                    and self.stock.is_version(self.numbers[place], number)
                    for place in places
                )
            self._shown[name] = {
                self._version_in(self.collection_of[place], self.numbers[place])
                for place in places
                if not self.gone[place]
            }
        return self._version_in(collection, number) in self._shown[name]

    def _version_in(self, collection: int, number: int) -> tuple[int, int, str]:
        """Return a collection with an object's version, as a time and as it is written."""
        return collection, self.stock.time_of[number], self.stock.version(number)

    def _add(
        self, number: int, collection: int, marking: Tlp, root: int, at: datetime, came: list[int]
    ) -> None:
        name, place = self.stock.name_of[number], len(self.numbers)
        moment = microseconds(at)
        self.numbers.append(number)
        self.added.append(max(moment, self.added[-1] + 1) if place else moment)
        self.collection_of.append(collection)
        self.gone.append(0)
        self._markings.append(marking)
        self._record_of.append(root)
        self.earlier.append(self._last_of_id[name])
        self._before.append(self._last_of_record[root])
        self._last_of_id[name] = self._last_of_record[root] = place
        self._count_of_id[name] += 1
        if name in self._shown:
            self._shown[name].add(self._version_in(collection, number))
        if self._count_of_id[name] == 1:
            came.append(name)

    def _withdraw(self, places: Iterable[int], came: list[int], free: dict[int, None]) -> None:
        for place in places:
            name = self.stock.name_of[self.numbers[place]]
            self.gone[place] = 1
            self.withdrawals += 1
            self._count_of_id[name] -= 1
            if name in self._shown:
                self._shown[name].discard(
                    self._version_in(self.collection_of[place], self.numbers[place])
                )
            if not self._count_of_id[name]:
                came.append(name)
            if name in self._spare:
                free[name] = None

    def places_of_record(self, root: int) -> list[int]:
        """Return the places of what a record, by its number, shows."""
        return self._places_of_record(root) if root < len(self._last_of_record) else []

    def _places_of_record(self, root: int) -> list[int]:
        return [
            place
            for place in _chain(self._last_of_record[root], self._before)
            if not self.gone[place]
        ]


class _Items(Sequence["ShelfItem"]):
    """The items of a shelf, made one by one."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def __len__(self) -> int:
        return len(self._shelf.numbers)

    @overload
    def __getitem__(self, place: int) -> ShelfItem: ...
    @overload
    def __getitem__(self, place: slice) -> list[ShelfItem]: ...
    def __getitem__(self, place: int | slice) -> ShelfItem | list[ShelfItem]:
        places = range(len(self))[place]
        if isinstance(places, int):
            return self._shelf.item(places)
        return [self._shelf.item(each) for each in places]


def _chain(last: int, before: Sequence[int]) -> list[int]:
    """Return places from the first to the last, each of which says which comes before it."""
    places = []
    while last != NONE:
        places.append(last)
        last = before[last]
    return places[::-1]


def _extend(column: array[int], length: int, value: int) -> None:
    if len(column) < length:
        column.extend([value] * (length - len(column)))


def _target_of(record: Record) -> str:
    return str(record.body.get("corrects" if record.kind == "correction" else "retracts", ""))
