"""What leaves through the doors of the server, gathered and written into the ledger as records.

A client that polls every minute would fill a ledger with one record a request, so that what left to one
account through one door is gathered for a while and written as one record. What is restricted is
besides recorded before it leaves, by the log of reads.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from hashlib import sha256
from threading import Lock
from typing import TYPE_CHECKING, cast

from sulh.ledger import Draft
from sulh.ledger.tlp import Tlp
from sulh.picture import Origin
from sulh.server.outside import audience_of
from sulh.share import Disclosure
from sulh.share.threats.taxii import taxii_time
from sulh.values import Span
from sulh.workspace import RECORD_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sulh.server.principal import Principal
    from sulh.server.service import MissionService
    from sulh.share.records import Door, Marking
    from sulh.share.threats.shelf import ShelfItem

__all__ = ["DisclosureLog"]

WRITE_S = 300.0
AUTHOR = "headquarters"


@dataclass(slots=True, kw_only=True)
class _Lot:
    """What left to one account from one collection since the last record."""

    user: Principal
    collection: str
    door: Door
    first: datetime
    last: datetime
    items: int = 0
    strictest: Tlp = Tlp.CLEAR
    added: tuple[str, str] = ("", "")
    digest: bytes = b""
    seen: set[int] = field(default_factory=set)


class DisclosureLog:
    """Gathers what leaves; `run` writes it every five minutes, `write` at once."""

    def __init__(self, service: MissionService) -> None:
        self.service = service
        self._lots: dict[tuple[str, str, bool, Door], _Lot] = {}
        self._lock = Lock()
        self._count = 0

    def note(
        self,
        user: Principal,
        collection: str,
        items: Iterable[ShelfItem],
        *,
        simulated: bool = False,
        door: Door = "taxii",
    ) -> None:
        """Take notice of objects that are about to leave to an account; the same object counts once a lot."""
        items = tuple(items)
        if not items:
            return
        now = self.service.now()
        with self._lock:
            lot = self._lots.setdefault(
                (user.account, collection, simulated, door),
                _Lot(user=user, collection=collection, door=door, first=now, last=now),
            )
            lot.last = max(lot.last, now)
            for each in items:
                if each.place in lot.seen:
                    continue
                lot.seen.add(each.place)
                lot.items += 1
                lot.strictest = max(lot.strictest, each.marking)
                added = taxii_time(each.added)
                lot.added = (min(lot.added[0] or added, added), max(lot.added[1], added))
                lot.digest = sha256(lot.digest + sha256(each.object.content).digest()).digest()

    async def run(self) -> None:
        """Write what was gathered, again and again."""
        while True:
            await asyncio.sleep(WRITE_S)
            await self.write()

    async def write(self) -> None:
        """Write what was gathered into the ledger, one record for each account and collection."""
        with self._lock:
            lots, self._lots = list(self._lots.values()), {}
        if not lots:
            return
        drafts = [self._draft(each) for each in lots]
        now = self.service.now()
        await self.service.write_soon(
            "",
            lambda workspace, _: workspace.store.append(drafts, recorded_at=now, author=AUTHOR),
        )

    def _draft(self, lot: _Lot) -> Draft:
        self._count += 1
        record = Disclosure(
            origin=Origin(
                source=AUTHOR,
                ref=f"{lot.door} {lot.user.account} {lot.collection} {taxii_time(lot.first)} {self._count}",
            ),
            span=Span(lot.first, lot.last),
            door=lot.door,
            audience=audience_of(lot.user).name,
            purpose="cyber-defence",
            items=lot.items,
            strictest=cast("Marking", lot.strictest.name.lower().replace("_", "-")),
            digest=lot.digest.hex(),
            recipient=lot.user.account,
            part=f"collection {lot.collection}, added {lot.added[0]} to {lot.added[1]}",
        )
        return Draft(kind="disclosure", body=RECORD_KINDS.to_body(record))
