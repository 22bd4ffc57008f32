"""What a caller may read: records, pages of them, findings. The policy is applied to each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sulh.server.errors import ForbiddenError, UnknownError
from sulh.values import format_utc

if TYPE_CHECKING:
    from datetime import datetime

    from sulh.ledger import Record
    from sulh.server.principal import Caller
    from sulh.server.record_index import Cursor, Slip
    from sulh.server.service import Office

__all__ = ["Asked", "Found", "Page", "as_json", "may_read", "page_of", "slip_of"]

LOOKED_AT_MAX = 100_000
"""So many slips one page looks at before it answers with what it has and a cursor to go on from."""


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

    def wants(self, slip: Slip) -> bool:
        """Say whether a record is among them."""
        return (
            (not self.kinds or slip.kind in self.kinds)
            and (not self.sites or slip.site in self.sites)
            and (self.since is None or slip.recorded_at >= self.since)
            and (self.as_of is None or slip.recorded_at <= self.as_of)
            and (self.simulated is None or slip.simulated == self.simulated)
        )


@dataclass(frozen=True, slots=True)
class Found:
    """A record, its slip, and the cursor of who has seen everything up to and with it."""

    record: Record
    slip: Slip
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
        "tlp": found.slip.marking.label,
        "body": record.body,
        "prev": record.prev,
    }


def may_read(caller: Caller, slip: Slip) -> bool:
    """Say whether a caller may read a record. The record of reads is for who audits them."""
    if slip.kind == "access":
        return caller.may("read access")
    whose = caller.whose(account=slip.account, party=slip.party)
    return caller.may("read", slip.marking, whose)


def page_of(office: Office, caller: Caller, asked: Asked, *, after: Cursor, limit: int) -> Page:
    """Return the next records behind a cursor that the caller asks for and may read.

    Raises
    ------
    ForbiddenError
        When the caller reads no records at all.
    """
    if "read" not in caller.scopes and "audit" not in caller.scopes:
        raise ForbiddenError("This token does not allow reading.")
    cursor = dict(after)
    chosen: list[tuple[Slip, Cursor]] = []
    more = False
    for looked, slip in enumerate(office.shelf.after(after)):
        if len(chosen) == limit or looked == LOOKED_AT_MAX:
            more = True
            break
        cursor[slip.site] = slip.seq + 1
        if asked.wants(slip) and may_read(caller, slip):
            chosen.append((slip, dict(cursor)))
    office.note_reads(caller, [slip for slip, _ in chosen], "page")
    found = tuple(Found(office.record(slip), slip, seen) for slip, seen in chosen)
    return Page(found=found, cursor=cursor, more=more)


def slip_of(office: Office, caller: Caller, record_id: str) -> Slip:
    """Return the slip of a record that the caller may read.

    Raises
    ------
    UnknownError
        When there is none, or the caller may not read it: the answer does not tell which.
    """
    slip = office.shelf.get(record_id.lower())
    if slip is None or not may_read(caller, slip):
        raise UnknownError(
            "There is no such record, or none that this account may read.",
            remedy="Ids are 64 hex digits.",
        )
    return slip
