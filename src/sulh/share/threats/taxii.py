"""TAXII 2.1: which objects of a collection a request asks for, and pages of them.

Standard: OASIS TAXII Version 2.1 (2021), sections 3.4 and 5. A page ends where `limit` says; `next` says when
its last object was added, so that objects which come in between pages are neither lost nor sent twice.
"""

from __future__ import annotations

import base64
import binascii
from bisect import bisect_right
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid5

from sulh.errors import InputError, shown
from sulh.share.threats.intrusions import SULH
from sulh.share.threats.shelf import TICK
from sulh.values import parse_utc

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sulh.share.threats.shelf import Shelf, ShelfItem

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
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FILTERS = frozenset({"id", "type", "version", "spec_version"})


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
    """What a shelf holds of one collection, with the versions of each object in their order."""

    def __init__(self, shelf: Shelf, collection: str) -> None:
        self.shelf = shelf
        self._collection = collection
        self._begin()

    def _begin(self) -> None:
        self._seen = 0
        self._withdrawals = self.shelf.withdrawals
        self.items: list[ShelfItem] = []
        self.last: list[ShelfItem] = []
        self.by_id: dict[str, list[ShelfItem]] = {}

    def refresh(self) -> None:
        """Take notice of what came to the shelf; begin anew where something was withdrawn."""
        if self._withdrawals != self.shelf.withdrawals:
            self._begin()
        outdated: set[int] = set()
        for item in self.shelf.items[self._seen :]:
            self._seen += 1
            if item.collection != self._collection or item.withdrawn:
                continue
            self.items.append(item)
            several = self.by_id.setdefault(item.object.id, [])
            before = several[-1] if several else None
            several.append(item)
            several.sort(key=version_time)
            if several[-1] is item:
                self.last.append(item)
                if before is not None:
                    outdated.add(before.place)
        if outdated:
            self.last = [each for each in self.last if each.place not in outdated]


def version_time(item: ShelfItem) -> datetime:
    """Return an object's version as a time (UTC): `modified`, else `created`, else when it was added."""
    try:
        return parse_utc(item.version)
    except (ValueError, OverflowError):
        return item.added


def select(index: ShelfIndex, query: TaxiiQuery) -> Page:
    """Return the page of a collection that a request asks for.

    Raises
    ------
    InputError
        When `next` is none that this collection gave.
    """
    candidates = _candidates(index, query)
    start = 0
    if query.added_after is not None:
        start = bisect_right(candidates, query.added_after, key=lambda each: each.added)
    if query.next:
        start = max(start, _behind(candidates, query.next))
    page: list[ShelfItem] = []
    for place in range(start, len(candidates)):
        each = candidates[place]
        if query.types and each.object.type not in query.types:
            continue
        if query.spec_versions and each.object.spec_version not in query.spec_versions:
            continue
        if len(page) == query.limit:
            return Page(items=tuple(page), next=_token(page[-1]))
        page.append(each)
    return Page(items=tuple(page), next="")


def _candidates(index: ShelfIndex, query: TaxiiQuery) -> Sequence[ShelfItem]:
    """Return the objects with the ids and versions asked for, in the order added."""
    if not query.ids and not query.version_times:
        if query.version_words == {"last"}:
            return index.last
        if "all" in query.version_words:
            return index.items
    several = [index.by_id[each] for each in (query.ids or index.by_id) if each in index.by_id]
    matches = [
        item
        for versions_ in several
        for item in versions_
        if "all" in query.version_words
        or ("last" in query.version_words and item is versions_[-1])
        or ("first" in query.version_words and item is versions_[0])
        or (query.version_times and version_time(item) in query.version_times)
    ]
    return sorted(matches, key=lambda each: each.added)


def _token(item: ShelfItem) -> str:
    """Return what `next` says: when the last object of a page was added, to the microsecond."""
    return base64.urlsafe_b64encode(str((item.added - EPOCH) // TICK).encode()).decode().rstrip("=")


def _behind(candidates: Sequence[ShelfItem], token: str) -> int:
    try:
        number = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        moment = EPOCH + int(number) * TICK
    except (ValueError, OverflowError, binascii.Error) as error:
        raise InputError(
            f"next is {shown(token)}, which no answer gave.", remedy="Send back an answer's `next`."
        ) from error
    return bisect_right(candidates, moment, key=lambda each: each.added)


def envelope(page: Page) -> bytes:
    """Return the objects of a page as a TAXII envelope; with no objects it is ``{}``."""
    if not page.items:
        return b"{}"
    more = f'"more":true,"next":"{page.next}",' if page.next else '"more":false,'
    return (
        b"{"
        + more.encode()
        + b'"objects":['
        + b",".join([each.object.content for each in page.items])
        + b"]}"
    )


def manifest(page: Page) -> dict[str, object]:
    """Return what a page holds, without the objects."""
    entries = [
        {
            "id": each.object.id,
            "date_added": taxii_time(each.added),
            "version": each.version,
            "media_type": f"application/stix+json;version={each.object.spec_version}",
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
