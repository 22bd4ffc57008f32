"""Which collections of threats somebody may report an attack to: those that are there, and theirs to add to.

The rule is one for reports over HTTP, files that `sulh observe` reads, and records of other sites.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sulh.errors import shown
from sulh.server.access.policy import NOBODY, OUTSIDE, ROLES
from sulh.server.access.principal import read_author
from sulh.server.settings import Settings, read_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from sulh.ledger import Record
    from sulh.server.settings import CollectionSettings

__all__ = [
    "collection_readers",
    "folder_writers",
    "foreign_problem",
    "open_collections",
    "writers_of",
]


def writers_of(collections: Iterable[CollectionSettings]) -> dict[str, frozenset[str]]:
    """Return by name the roles that add to each collection."""
    return {each.name: frozenset(each.write) for each in collections}


def folder_writers(folder: Path) -> dict[str, frozenset[str]]:
    """Return the same of the collections that a mission's folder names; empty: it names none.

    Raises
    ------
    InputError
        When its settings cannot be read.
    """
    return writers_of(read_settings(folder, origin=Settings().origin).collections)


def open_collections(
    role: str, collections: Mapping[str, frozenset[str]]
) -> dict[str, frozenset[str]]:
    """Return by kind the collections that a role reports to.

    `collections` are the mission's, by name, with the roles that add to each. An attack leaves in the mission's
    name, so that those from outside of the mission report only into collections that they add to; to them
    another is like one that is not there. An object of STIX enters only where its sender adds objects: nobody
    reviews it. A role that the server does not know is that of who keeps the folder.
    """
    everywhere = frozenset(collections)
    adds = frozenset(name for name, writers in collections.items() if role in writers)
    return {
        "intrusion": adds if role in OUTSIDE else everywhere,
        "threat-object": adds if role in ROLES else everywhere,
    }


def collection_readers(
    kind: str, body: Any, collections: Mapping[str, frozenset[str]]
) -> frozenset[str] | None:
    """Return the roles that read the collection of threats which a record is in; None: it is in none.

    `collections` are those of `serve.toml`, by name with the roles that read each. What is in one that is
    not there any more is for those who see what leaves, and for nobody else.
    """
    if kind not in {"intrusion", "threat-object"} or not collections or not isinstance(body, dict):
        return None
    return collections.get(str(body.get("collection")), NOBODY)


def foreign_problem(record: Record, collections: Mapping[str, frozenset[str]]) -> str:
    """Return why another site's record of a threat does not count here; empty: it does.

    `collections` are those of `serve.toml`; without any, this site does not know which the mission has.
    """
    kind = record.kind
    body: Any = record.body
    if kind == "correction":
        kind, body = str(body.get("kind")), body.get("body")
    role = read_author(record.author).role
    names = open_collections(role, collections).get(kind) if collections else None
    collection = str(body.get("collection")) if isinstance(body, dict) else ""
    if names is None or collection in names:
        return ""
    return (
        f"collection: {shown(collection)} is no collection of threats here that a {role} reports to"
        f" (expected: {', '.join(sorted(names)) or 'none'})"
    )
