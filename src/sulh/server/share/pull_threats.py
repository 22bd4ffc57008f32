"""Threats taken from another server of TAXII 2.1 into a mission's folder, and up to when they were taken.

Each page enters the ledger before the next is asked for, and then the date of its last object is kept in the
folder: whatever ends a pull, the next goes on from there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from sulh.errors import InputError
from sulh.server.share.mission_threats import open_collection, take_objects
from sulh.server.share.taxii_remote import find_collection, just_before, remote_pages
from sulh.share.threats.taxii import taxii_time
from sulh.values import parse_utc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from sulh.server.share.mission_threats import TakeResult
    from sulh.server.share.taxii_remote import Answer
    from sulh.workspace import Workspace

__all__ = ["FILE", "pull_threats"]

FILE = "threats-pulled.json"


def pull_threats(
    workspace: Workspace,
    ask: Callable[[str], Answer],
    address: str,
    *,
    collection: str,
    source: str,
    author: str,
    now: datetime,
    again: bool = False,
    simulated: bool = False,
) -> Iterator[TakeResult]:
    """Take what a collection elsewhere has into one of the mission's; yield what became of each page.

    `again`: from the beginning, not from where the last pull ended.

    Raises
    ------
    InputError
        When the server cannot be asked, or answers what is no TAXII.
    """
    into = open_collection(workspace, collection, simulated=simulated)
    there = find_collection(ask, address)
    key = f"{'exercise' if simulated else 'mission'} {collection} {there.address}"
    path = workspace.folder / FILE
    begun = None if again else _kept(path, key)
    ordered, latest = True, begun
    pages = remote_pages(ask, there, added_after="" if begun is None else just_before(begun))
    for page in pages:
        yield take_objects(workspace, page.objects, into, source=source, author=author, now=now)
        ordered = ordered and not (latest and page.first and page.first < latest and page.objects)
        latest = max(filter(None, (latest, page.last)), default=None)
        if ordered and latest is not None:
            _keep(path, key, latest)
    if latest is not None:  # complete: whatever the order was
        _keep(path, key, latest)


def _read(path: Path) -> dict[str, Any]:
    try:
        value = orjson.loads(path.read_bytes()) if path.exists() else {}
    except (OSError, orjson.JSONDecodeError) as error:
        raise InputError(
            f"{path} cannot be read: {error}",
            remedy="Remove it; the next pull asks for everything again.",
        ) from error
    return value if isinstance(value, dict) else {}


def _kept(path: Path, key: str) -> datetime | None:
    """Return up to when a collection was taken; None: never."""
    try:
        return parse_utc(str(_read(path).get(key, "")))
    except (ValueError, OverflowError):
        return None


def _keep(path: Path, key: str, moment: datetime) -> None:
    content = _read(path) | {key: taxii_time(moment)}
    partial = path.with_name(f".{path.name}.partial")
    partial.write_bytes(orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS))
    partial.replace(path)
