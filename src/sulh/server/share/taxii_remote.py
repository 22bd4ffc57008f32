"""Another TAXII 2.1 server: its collection found by an address, and its objects page by page.

What carries a question to the server is an argument. Standard: OASIS TAXII Version 2.1 (2021), sections 3.4,
4 and 5.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urljoin

import orjson

from sulh.errors import InputError, plural, shown
from sulh.share.threats.stix import read_objects
from sulh.share.threats.stock import TICK
from sulh.share.threats.taxii import taxii_time
from sulh.values import parse_utc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

__all__ = [
    "Answer",
    "RemoteCollection",
    "RemotePage",
    "find_collection",
    "just_before",
    "remote_pages",
]

PAGE = 1_000
NAMED_MAX = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answered to a question: its content, and its headers by name in lower case."""

    content: bytes
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteCollection:
    """A collection of another server; its `address` ends with a slash."""

    address: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemotePage:
    """One answer: objects, unchecked, and when the first and the last were added there (None: not said)."""

    objects: tuple[Any, ...]
    first: datetime | None
    last: datetime | None


def just_before(moment: datetime) -> str:
    """Return what to ask by so that what was added at a moment (UTC) comes again, as TAXII writes it.

    A server may give one date to many objects, some of which came since: `added_after` alone loses them.
    """
    return taxii_time(moment - TICK)


def find_collection(ask: Callable[[str], Answer], address: str) -> RemoteCollection:
    """Return the collection at an address: its own, or the only one to read of a server or API root.

    Raises
    ------
    InputError
        When there is none, or more than one; then it names their addresses.
    """
    address = address.removesuffix("objects/").removesuffix("/objects").rstrip("/") + "/"
    value = _document(ask(address), address)
    if "api_roots" in value or "default" in value:
        address = _root_of(value, address)
        value = _document(ask(address), address)
    if "can_read" in value:
        listed = [value]
    else:
        listing = _document(ask(f"{address}collections/"), address).get("collections", [])
        listed = [each for each in _dicts(listing) if isinstance(each.get("id"), str)]
        value = {}
    readable = [each for each in listed if each.get("can_read") is True]
    if len(readable) == 1:
        here = address if value else f"{address}collections/{readable[0]['id']}/"
        return RemoteCollection(address=here, title=shown(str(readable[0].get("title", ""))))
    if not readable:
        raise InputError(
            f"{address} has no collection that this account may read.",
            remedy="Ask its keepers for the right to read.",
        )
    addresses = "; ".join(
        f"{address}collections/{shown(each['id'])}/ ({shown(str(each.get('title', '')))})"
        for each in readable[:NAMED_MAX]
    )
    raise InputError(
        f"{address} has {plural(len(readable), 'collection')}.",
        remedy=f"Pull from one of them: {addresses}.",
    )


def remote_pages(
    ask: Callable[[str], Answer], collection: RemoteCollection, *, added_after: str = ""
) -> Iterator[RemotePage]:
    """Yield the pages of a collection, of what was added after a time as TAXII writes it; empty: all.

    All questions of one series bear the same filters. A server that gives no `next` is asked by the date of
    the last object, which then comes again.

    Raises
    ------
    InputError
        When an answer is no TAXII envelope, or the series would never end.
    """
    after, token, before = added_after, "", b""
    while True:
        query = {"added_after": after, "limit": str(PAGE), "next": token}
        words = urlencode({name: value for name, value in query.items() if value})
        answer = ask(f"{collection.address}objects/?{words}")
        value = _document(answer, collection.address)
        objects = read_objects(answer.content)
        if objects and answer.content == before:
            raise InputError(
                f"{collection.address} gave the same page twice.",
                remedy="It cannot be asked further; tell its keepers.",
            )
        last = _time(answer.headers.get("x-taxii-date-added-last", ""))
        yield RemotePage(
            objects=tuple(objects),
            first=_time(answer.headers.get("x-taxii-date-added-first", "")),
            last=last,
        )
        if value.get("more") is not True:
            return
        before = answer.content
        if isinstance(value.get("next"), str) and value["next"]:
            token = value["next"]
        elif last is not None:
            after, token = just_before(last), ""
        else:
            raise InputError(
                f"{collection.address} says that there is more, and not how to ask for it."
            )


def _root_of(value: dict[str, Any], address: str) -> str:
    """Return the API root that a discovery names: the default, or the only one."""
    roots = value.get("api_roots")
    several = [each for each in roots if isinstance(each, str)] if isinstance(roots, list) else []
    root = value.get("default")
    if not isinstance(root, str) and len(several) == 1:
        root = several[0]
    if not isinstance(root, str):
        addresses = ", ".join(map(shown, several[:NAMED_MAX])) or "none"
        raise InputError(
            f"{address} names no API root of its own.", remedy=f"Pull from one of: {addresses}."
        )
    try:
        return urljoin(address, root).rstrip("/") + "/"
    except ValueError as error:
        raise InputError(f"{address} names {shown(root)}, which is no address.") from error


def _document(answer: Answer, address: str) -> dict[str, Any]:
    try:
        value = orjson.loads(answer.content)
    except (orjson.JSONDecodeError, RecursionError) as error:
        raise InputError(f"{address} answered what is no JSON: {shown(str(error))}.") from error
    if not isinstance(value, dict):
        raise InputError(f"{address} answered what is no TAXII.")
    return value


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _time(text: str) -> datetime | None:
    """Return a date of a header (UTC); None where it is none, or one of a clock that was never set."""
    try:
        moment = parse_utc(text)
    except (ValueError, OverflowError):
        return None
    return moment if moment.year >= 1970 else None
