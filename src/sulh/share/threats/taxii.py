"""TAXII 2.1: which objects of a collection a request asks for, and pages of them.

Standard: OASIS TAXII Version 2.1 (2021), sections 3.4 and 5. A page ends where `limit` says; `next` says when
its last object was added, so that objects which come in between pages are neither lost nor sent twice.
"""

from __future__ import annotations

import base64
import binascii
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any
from uuid import uuid5

from sulh.errors import InputError, shown
from sulh.share.threats.intrusions import SULH
from sulh.share.threats.stock import EPOCH, NO_TIME, TICK, microseconds
from sulh.values import parse_utc

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sulh.share.threats.shelf import Shelf
    from sulh.share.threats.shelf_item import ShelfItem

__all__ = [
    "MEDIA_TYPE",
    "Collection",
    "Page",
    "ShelfIndex",
    "TaxiiQuery",
    "envelope",
    "manifest",
    "read_query",
    "select",
    "taxii_time",
    "versions",
]

MEDIA_TYPE = "application/taxii+json;version=2.1"
LIMIT = 1_000
LIMIT_MAX = 10_000
PAGE_BYTES_MAX = 16_000_000
"""What the objects of a page may be together, so that ten thousand large ones do not fill the memory."""
FILTERS = frozenset({"id", "type", "version", "spec_version"})
SPECS = {"2.0": 20, "2.1": 21}
NO_PLACE = -1
NO_COLLECTION = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """A collection of threat objects: who reads it and who adds to it.

    `readers` and `writers` are roles. Its id follows from mission and name: it is the same at every site.
    """

    name: str
    mission: str
    title: str
    description: str = ""
    readers: frozenset[str] = frozenset()
    writers: frozenset[str] = frozenset()

    @property
    def id(self) -> str:
        """Return the collection's UUID."""
        return str(uuid5(SULH, f"collection {self.mission} {self.name}"))


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxiiQuery:
    """What a request asks for; empty sets: no filter. `version_words` are last, first and all."""

    added_after: datetime | None = None
    limit: int = LIMIT
    next: str = ""
    ids: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    spec_versions: frozenset[str] = frozenset()
    version_words: frozenset[str] = frozenset({"last"})
    version_times: frozenset[datetime] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some items in the order added; `next` asks for those behind, and is empty at the end."""

    items: tuple[ShelfItem, ...]
    next: str

    @property
    def headers(self) -> dict[str, str]:
        """Return the headers that say when the first and the last of the page were added."""
        if not self.items:
            return {}
        return {
            "X-TAXII-Date-Added-First": taxii_time(self.items[0].added),
            "X-TAXII-Date-Added-Last": taxii_time(self.items[-1].added),
        }


def taxii_time(moment: datetime) -> str:
    """Return a time (UTC) as TAXII writes it: RFC 3339 with six digits."""
    return f"{moment:%Y-%m-%dT%H:%M:%S.%f}Z"


def read_query(parameters: Iterable[tuple[str, str]]) -> TaxiiQuery:
    """Return what the parameters of a request ask for; unknown ones are left alone.

    Raises
    ------
    InputError
        When one of the standard's parameters has a value that it cannot have.
    """
    values: dict[str, Any] = {}
    for name, text in parameters:
        if name == "added_after":
            values["added_after"] = _time(name, text)
        elif name == "limit":
            if not (text.isascii() and text.isdigit() and 0 < len(text) < 12 and int(text)):
                raise InputError(f"limit is {shown(text)}.", remedy="It is a whole number from 1.")
            values["limit"] = min(int(text), LIMIT_MAX)
        elif name == "next":
            values["next"] = text
        elif name.startswith("match[") and name.endswith("]") and name[6:-1] in FILTERS:
            words = frozenset(filter(None, (each.strip() for each in text.split(","))))
            values |= _match(name[6:-1], words)
    return TaxiiQuery(**values)


def _match(name: str, words: frozenset[str]) -> dict[str, Any]:
    if name == "version":
        special = words & {"last", "first", "all"}
        times = frozenset(_time("match[version]", each) for each in words - special)
        return {"version_words": special, "version_times": times} if words else {}
    return {f"{name}s": words}


def _time(name: str, text: str) -> datetime:
    try:
        return parse_utc(text)
    except (ValueError, OverflowError) as error:
        raise InputError(
            f"{name} is {shown(text)}, which is no time.",
            remedy="Write it as 2024-05-03T10:00:00.000000Z.",
        ) from error


class ShelfIndex:
    """What a shelf holds of one collection, by places: `items` all, `last` and `first` one of each object.

    Of each object `last` has the last version and `first` the first; all are in the order added.
    """

    def __init__(self, shelf: Shelf, collection: str) -> None:
        self.shelf = shelf
        self._collection = (
            shelf.names.index(collection) if collection in shelf.names else NO_COLLECTION
        )
        self._begin()

    def _begin(self) -> None:
        self._seen = 0
        self._withdrawals = self.shelf.withdrawals
        self.items, self.last, self.first = array("i"), array("i"), array("i")
        self._last_of_id, self._first_of_id = array("i"), array("i")

    def refresh(self) -> None:
        """Take notice of what came to the shelf; begin anew where something was withdrawn."""
        shelf, stock = self.shelf, self.shelf.stock
        if self._withdrawals != shelf.withdrawals:
            self._begin()
        more = len(stock.names) - len(self._last_of_id)
        for column in (self._last_of_id, self._first_of_id):
            column.extend([NO_PLACE] * more)
        old_firsts: set[int] = set()
        old_lasts: set[int] = set()
        for place in range(self._seen, len(shelf.numbers)):
            if shelf.collection_of[place] != self._collection or shelf.gone[place]:
                continue
            self.items.append(place)
            name = stock.name_of[shelf.numbers[place]]
            first, last = self._first_of_id[name], self._last_of_id[name]
            if first == NO_PLACE or self.version_time(place) < self.version_time(first):
                old_firsts.add(first)
                self._first_of_id[name] = place
                self.first.append(place)
            if last == NO_PLACE or self.version_time(place) >= self.version_time(last):
                old_lasts.add(last)
                self._last_of_id[name] = place
                self.last.append(place)
        self._seen = len(shelf.numbers)
        self.first = _without(self.first, old_firsts)
        self.last = _without(self.last, old_lasts)

    def version_time(self, place: int) -> int:
        """Return when an object's version is of: `modified`, else `created`, else when it was added.

        In microseconds since 1970 (UTC).
        """
        time = self.shelf.stock.time_of[self.shelf.numbers[place]]
        return self.shelf.added[place] if time == NO_TIME else time

    def places_of(self, name: str) -> list[int]:
        """Return the places of an object's versions, the first version first."""
        shelf = self.shelf
        return sorted(
            (
                each
                for each in shelf.places_of(name)
                if each < self._seen
                and shelf.collection_of[each] == self._collection
                and not shelf.gone[each]
            ),
            key=self.version_time,
        )

    def versions_of(self, name: str) -> list[ShelfItem]:
        """Return an object's versions, the first version first; empty: it is not there."""
        return [self.shelf.item(each) for each in self.places_of(name)]

    def last_items(self, as_of: datetime | None = None) -> list[ShelfItem]:
        """Return the last version of each object of those added up to a moment (UTC; None: of all)."""
        return [self.shelf.item(each) for each in self.last_places(as_of)]

    def last_places(self, as_of: datetime | None = None) -> array[int]:
        """Return the places of what `last_items` returns, in the order added."""
        if as_of is None:
            return self.last[:]
        stock, stop = self.shelf.stock, microseconds(as_of)
        last = array("i", [NO_PLACE]) * len(stock.names)
        for place in self.items:
            if self.shelf.added[place] > stop:
                break
            name = stock.name_of[self.shelf.numbers[place]]
            before = last[name]
            if before == NO_PLACE or self.version_time(place) >= self.version_time(before):
                last[name] = place
        return array("i", sorted(each for each in last if each != NO_PLACE))


def _without(places: array[int], old: set[int]) -> array[int]:
    if old <= {NO_PLACE}:
        return places
    return array("i", [each for each in places if each not in old])


def select(index: ShelfIndex, query: TaxiiQuery) -> Page:
    """Return the page of a collection that a request asks for.

    A page ends at `limit`, and sooner where its objects would be very many bytes.

    Raises
    ------
    InputError
        When `next` is none that this collection gave.
    """
    shelf, stock = index.shelf, index.shelf.stock
    candidates = _candidates(index, query)
    start = 0
    if query.added_after is not None:
        after = microseconds(query.added_after)
        start = bisect_right(candidates, after, key=shelf.added.__getitem__)
    if query.next:
        after = _moment(query.next)
        start = max(start, bisect_right(candidates, after, key=shelf.added.__getitem__))
    types = {stock.types.get(each) for each in query.types}
    specs = {SPECS.get(each) for each in query.spec_versions}
    page: list[int] = []
    size = 0
    for place in islice(candidates, start, None):
        number = shelf.numbers[place]
        if query.types and stock.type_of[number] not in types:
            continue
        if query.spec_versions and stock.spec_of[number] not in specs:
            continue
        size += stock.length_of[number]
        if len(page) == query.limit or (page and size > PAGE_BYTES_MAX):
            more = _token(shelf.added[page[-1]])
            return Page(items=tuple(map(shelf.item, page)), next=more)
        page.append(place)
    return Page(items=tuple(map(shelf.item, page)), next="")


def _candidates(index: ShelfIndex, query: TaxiiQuery) -> Sequence[int]:
    """Return the places of the objects with the ids and versions asked for, in the order added."""
    words = query.version_words
    times = {microseconds(each) for each in query.version_times}
    if query.ids:
        several = [index.places_of(each) for each in query.ids]
        return sorted(
            place
            for places in several
            for place in places
            if "all" in words
            or ("last" in words and place == places[-1])
            or ("first" in words and place == places[0])
            or index.version_time(place) in times
        )
    if "all" in words:
        return index.items
    if not times and words == {"last"}:
        return index.last
    if not times and words == {"first"}:
        return index.first
    some = {each for each in index.items if index.version_time(each) in times} if times else set()
    some.update(index.last if "last" in words else ())
    some.update(index.first if "first" in words else ())
    return sorted(some)


def _token(added: int) -> str:
    """Return what `next` says: when the last object of a page was added, in microseconds since 1970."""
    return base64.urlsafe_b64encode(str(added).encode()).decode().rstrip("=")


def _moment(token: str) -> int:
    try:
        number = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        return microseconds(EPOCH + int(number) * TICK)
    except (ValueError, OverflowError, binascii.Error) as error:
        raise InputError(
            f"next is {shown(token)}, which no answer gave.", remedy="Send back an answer's `next`."
        ) from error


def envelope(page: Page) -> bytes:
    """Return the objects of a page as a TAXII envelope; with no objects it is ``{}``."""
    if not page.items:
        return b"{}"
    more = f'"more":true,"next":"{page.next}",' if page.next else '"more":false,'
    return (
        b"{"
        + more.encode()
        + b'"objects":['
        + b",".join([each.content for each in page.items])
        + b"]}"
    )


def manifest(page: Page) -> dict[str, object]:
    """Return what a page holds, without the objects."""
    entries = [
        {
            "id": each.id,
            "date_added": taxii_time(each.added),
            "version": each.version,
            "media_type": f"application/stix+json;version={each.spec_version}",
        }
        for each in page.items
    ]
    return _paged(page, "objects", entries)


def versions(page: Page) -> dict[str, object]:
    """Return the versions of an object, in the order added."""
    return _paged(page, "versions", [each.version for each in page.items])


def _paged(page: Page, name: str, entries: Sequence[object]) -> dict[str, object]:
    if not entries:
        return {}
    more: dict[str, object] = {"more": bool(page.next)}
    return more | ({"next": page.next} if page.next else {}) | {name: entries}
