"""Threats in a mission's folder, without a server: what an audience may have, and what comes in."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from sulh.errors import InputError, shown
from sulh.ledger import AMENDMENTS, effective
from sulh.server.access.principal import read_author
from sulh.server.settings import Settings, default_marking, read_settings
from sulh.server.share.content_file import ContentFiles
from sulh.server.share.threat_entry import folder_writers, foreign_problem, open_collections
from sulh.server.share.threat_feed import ThreatFeed
from sulh.share.threats.check import check_content
from sulh.share.threats.content import threat_draft
from sulh.share.threats.misp import read_misp
from sulh.share.threats.records import COLLECTION_NAME
from sulh.share.threats.stix import is_after_revocation, read_object, read_objects
from sulh.share.threats.taxii import ShelfIndex
from sulh.workspace.record_kinds import body_problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from sulh.ledger import Draft
    from sulh.ledger.tlp import Tlp
    from sulh.share import Audience
    from sulh.share.threats.shelf_item import ShelfItem
    from sulh.share.threats.stix import StixObject
    from sulh.workspace import Workspace

__all__ = [
    "OpenCollection",
    "TakeResult",
    "open_collection",
    "reporting_collections",
    "shelf_items",
    "take_file",
    "take_objects",
    "threats_for",
]


def reporting_collections(folder: Path, author: str) -> dict[str, frozenset[str]]:
    """Return by kind the collections that an author's threats may enter; empty: the folder names none."""
    writers = folder_writers(folder)
    return open_collections(read_author(author).role, writers) if writers else {}


@contextmanager
def _feed(workspace: Workspace) -> Iterator[ThreatFeed]:
    """Read the threats of a folder; their content lies in files there until the end."""
    files = ContentFiles(workspace.folder)
    try:
        yield _filled(workspace, files)
    finally:
        files.close()


def _filled(workspace: Workspace, files: ContentFiles) -> ThreatFeed:
    default = default_marking(workspace.folder)
    writers = folder_writers(workspace.folder)
    feed = ThreatFeed(
        own=workspace.site, default=default, mission=workspace.pack.title, contents=files.make
    )
    sizes: dict[str, int] = {}
    for record in workspace.store.records():
        sizes[record.site] = record.seq + 1
        is_foreign = record.site != workspace.site
        if not (
            body_problem(record.kind, record.body)
            or (is_foreign and foreign_problem(record, writers))
        ):
            feed.learn(record)
    feed.advance(sizes)
    return feed


def check_named(settings: Settings, collection: str) -> None:
    """Refuse a collection that the mission's settings do not have, though they have others.

    What came into it would leave to nobody. A folder without collections may be that of a site that only
    syncs with the one that serves them.
    """
    names = [each.name for each in settings.collections]
    if names and collection not in names:
        raise InputError(
            f"serve.toml has no collection {collection!r}.",
            remedy=f"Name one of these with --collection: {', '.join(names)}.",
        )


def threats_for(
    workspace: Workspace,
    audience: Audience,
    collection: str,
    *,
    simulated: bool = False,
) -> Iterator[dict[str, Any]]:
    """Yield the last version of each object of a collection that an audience may have.

    Raises
    ------
    InputError
        When `serve.toml` has other collections.
    """
    check_named(read_settings(workspace.folder, origin=Settings().origin), collection)
    with _feed(workspace) as feed:
        for each in _last_of(feed, audience, collection, simulated=simulated):
            yield each.object.fields


def shelf_items(
    workspace: Workspace, audience: Audience, *, simulated: bool = False
) -> Iterator[ShelfItem]:
    """Yield the last version of each object that an audience may have, of all collections."""
    kinds = ["intrusion", "threat-object"]
    names = {str(each.body.get("collection")) for each in workspace.store.records(kinds=kinds)}
    with _feed(workspace) as feed:
        for name in sorted(names):
            yield from _last_of(feed, audience, name, simulated=simulated)


def _last_of(
    feed: ThreatFeed, audience: Audience, collection: str, *, simulated: bool
) -> Iterator[ShelfItem]:
    shelf = feed.shelf(audience, frozenset({collection}), simulated=simulated)
    index = ShelfIndex(shelf, collection)
    index.refresh()
    return map(shelf.item, index.last_places())


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeResult:
    """What became of objects: how many entered, how many were there, a sentence for each that did not."""

    entered: int
    already: int
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCollection:
    """A collection that objects enter, and what it holds: both grow.

    `present` is SHA-256 of each object by id and version, `revoked` by id the versions that took it back.
    """

    name: str
    default: Tlp
    simulated: bool
    present: dict[tuple[str, str], bytes]
    revoked: dict[str, list[str]]


def open_collection(
    workspace: Workspace, collection: str, *, simulated: bool = False
) -> OpenCollection:
    """Return a collection of a mission, with what it holds now.

    An object without a TLP marking will get the collection's, else the mission's default.

    Raises
    ------
    InputError
        When the collection's name is none, or `serve.toml` has other collections.
    """
    if not COLLECTION_NAME.fullmatch(collection):
        raise InputError(
            f"{collection!r} is no name of a collection.",
            remedy="Use lower-case letters, digits and hyphens.",
        )
    settings = read_settings(workspace.folder, origin=Settings().origin)
    check_named(settings, collection)
    markings = {each.name: each.marking for each in settings.collections}
    default = markings.get(collection)
    into = OpenCollection(
        name=collection,
        default=settings.default_marking if default is None else default,
        simulated=simulated,
        present={},
        revoked={},
    )
    for each in _objects_in(workspace, into):
        _note(each, into)
    return into


def take_objects(
    workspace: Workspace,
    values: Iterable[Any],
    into: OpenCollection,
    *,
    source: str,
    author: str,
    now: datetime,
) -> TakeResult:
    """Take STIX objects, each for itself; what is there already makes no record.

    One with the id and version of another object is left out and named, as is what does not fit STIX.
    """
    left_out: list[str] = []
    drafts: list[Draft] = []
    already = 0
    for value in values:
        try:
            each = read_object(value)
            check_content(each)
        except InputError as error:
            left_out.append(str(error))
            continue
        before = into.present.get((each.id, each.version))
        if before is None and is_after_revocation(each.version, into.revoked.get(each.id, ())):
            left_out.append(f"{each.id}: it was revoked, which is final; this version is later.")
        elif before is None:
            _note(each, into)
            drafts.append(
                threat_draft(
                    each,
                    source=source,
                    collection=into.name,
                    default=into.default,
                    simulated=into.simulated,
                )
            )
        elif before == sha256(each.content).digest():
            already += 1
        else:
            left_out.append(f"{each.id}: another object has this id and version.")
    if drafts:
        workspace.store.append(drafts, recorded_at=now, author=author)
    return TakeResult(entered=len(drafts), already=already, left_out=tuple(left_out))


def take_file(
    workspace: Workspace,
    content: bytes,
    *,
    collection: str,
    source: str,
    author: str,
    now: datetime,
    simulated: bool = False,
) -> TakeResult:
    """Take a STIX bundle or a MISP event into a collection (see `take_objects`).

    Raises
    ------
    InputError
        When the collection's name is none, or the file holds neither STIX nor MISP.
    """
    into = open_collection(workspace, collection, simulated=simulated)
    values, sentences = _values(content)
    result = take_objects(workspace, values, into, source=source, author=author, now=now)
    return replace(result, left_out=(*sentences, *result.left_out))


def _note(each: StixObject, into: OpenCollection) -> None:
    """Take notice of an object that a collection holds."""
    into.present.setdefault((each.id, each.version), sha256(each.content).digest())
    if each.fields.get("revoked") is True:
        into.revoked.setdefault(each.id, []).append(each.version)


def _objects_in(workspace: Workspace, into: OpenCollection) -> Iterator[StixObject]:
    """Yield the objects of a collection, as they hold now."""
    for each in effective(workspace.store.records(kinds=["threat-object", *AMENDMENTS])):
        if (each.kind, each.simulated) != ("threat-object", into.simulated):
            continue
        if body_problem(each.kind, each.body) or each.body["collection"] != into.name:
            continue
        with suppress(InputError, ValueError):  # another program's, which is on no shelf
            (value,) = read_objects(each.body["content"].encode())
            yield read_object(value)


def _values(content: bytes) -> tuple[list[Any], list[str]]:
    """Return the objects of a STIX bundle or of MISP events, and a sentence for each part that is left out."""
    is_list = content.lstrip().startswith(
        b"["
    )  # of events, or as programs for STIX save what they have
    objects = read_objects(b'{"objects":%b}' % content if is_list else content)
    if any(
        isinstance(each, dict) and "type" in each and "--" in str(each.get("id"))
        for each in objects
    ):
        return objects, []
    result = read_misp(content)
    return list(result.objects), [
        f"{count} of type {shown(kind)}: {why}." for (kind, why), count in result.left_out.items()
    ]
