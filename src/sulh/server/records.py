"""What a user may read: records, pages of them, findings. The policy is applied to each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sulh.server.errors import ForbiddenError, UnknownError
from sulh.values import format_utc

if TYPE_CHECKING:
    from datetime import datetime

    from sulh.ledger import Record
    from sulh.server.principal import Principal
    from sulh.server.record_index import Cursor, IndexEntry
    from sulh.server.service import MissionService

__all__ = ["Asked", "Found", "Page", "as_json", "find_entry", "may_read", "page_of"]

LOOKED_AT_MAX = 100_000
"""So many entries one page looks at before it answers with what it has and a cursor to go on from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which records are asked for; empty or None: all. `simulated` None: real and exercise ones.

    `since` and `as_of` are about when they were recorded, both inclusive.
    """

    kinds: frozenset[str] = frozenset()
    sites: frozenset[str] = frozenset()
    since: datetime | None = None
    as_of: datetime | None = None
    simulated: bool | None = None

    def wants(self, entry: IndexEntry) -> bool:
        """Say whether a record is among them."""
        return (
            (not self.kinds or entry.kind in self.kinds)
            and (not self.sites or entry.site in self.sites)
            and (self.since is None or entry.recorded_at >= self.since)
            and (self.as_of is None or entry.recorded_at <= self.as_of)
            and (self.simulated is None or entry.simulated == self.simulated)
        )


@dataclass(frozen=True, slots=True)
class Found:
    """A record, its entry, and the cursor of who has seen everything up to and with it."""

    record: Record
    entry: IndexEntry
    cursor: Cursor


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some records in the order recorded; `cursor` goes on behind them; `more`: there may be more."""

    found: tuple[Found, ...]
    cursor: Cursor
    more: bool


def as_json(found: Found) -> dict[str, Any]:
    """Return a record with its marking in types that JSON has."""
    record = found.record
    return {
        "id": record.id,
        "site": record.site,
        "seq": record.seq,
        "kind": record.kind,
        "recorded_at": format_utc(record.recorded_at),
        "author": record.author,
        "simulated": record.simulated,
        "tlp": found.entry.marking.label,
        "body": record.body,
        "prev": record.prev,
    }


def may_read(user: Principal, entry: IndexEntry) -> bool:
    """Say whether a user may read a record. The record of reads is for who audits them."""
    if entry.kind == "access":
        return user.may("read access")
    whose = user.whose(account=entry.account, party=entry.party)
    return user.may("read", entry.marking, whose)


def page_of(
    service: MissionService, user: Principal, asked: Asked, *, after: Cursor, limit: int
) -> Page:
    """Return the next records behind a cursor that the user asks for and may read.

    Raises
    ------
    ForbiddenError
        When the user reads no records at all.
    """
    if "read" not in user.scopes and "audit" not in user.scopes:
        raise ForbiddenError("This token does not allow reading.")
    cursor = dict(after)
    chosen: list[tuple[IndexEntry, Cursor]] = []
    more = False
    for looked, entry in enumerate(service.index.after(after)):
        if len(chosen) == limit or looked == LOOKED_AT_MAX:
            more = True
            break
        cursor[entry.site] = entry.seq + 1
        if asked.wants(entry) and may_read(user, entry):
            chosen.append((entry, dict(cursor)))
    service.note_reads(user, [entry for entry, _ in chosen], "page")
    found = tuple(Found(service.record(entry), entry, seen) for entry, seen in chosen)
    return Page(found=found, cursor=cursor, more=more)


def find_entry(service: MissionService, user: Principal, record_id: str) -> IndexEntry:
    """Return the entry of a record that the user may read.

    Raises
    ------
    UnknownError
        When there is none, or the user may not read it: the answer does not tell which.
    """
    entry = service.index.get(record_id.lower())
    if entry is None or not may_read(user, entry):
        raise UnknownError(
            "There is no such record, or none that this account may read.",
            remedy="Ids are 64 hex digits.",
        )
    return entry
