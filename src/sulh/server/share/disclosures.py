"""What leaves through the doors of the server, written into the ledger as records.

A client that polls every minute would fill a ledger with one record a request. So threat objects, which a
client fetches page by page, are gathered for a while and written as one record; of the picture, each state that
an account fetches is one record. What is restricted is besides recorded before it leaves, by the log of reads.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from hashlib import sha256
from threading import Lock
from typing import TYPE_CHECKING

from sulh.ledger import Draft
from sulh.ledger.tlp import Tlp
from sulh.picture import Origin
from sulh.server.share.outside import audience_of
from sulh.share import Disclosure, disclosure_of, marking_word
from sulh.share.threats.taxii import taxii_time
from sulh.values import Span
from sulh.workspace import RECORD_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sulh.observe import ReportRegister
    from sulh.server.access.principal import Principal
    from sulh.server.service import MissionService
    from sulh.share import Audience, Door, Leaving, Purpose
    from sulh.share.threats.shelf_item import ShelfItem
    from sulh.workspace import Workspace

__all__ = ["DisclosureLog"]

WRITE_S = 300.0
AUTHOR = "headquarters"
log = logging.getLogger("sulh.disclosures")


@dataclass(slots=True, kw_only=True)
class _Lot:
    """What left to one account from one collection since the last record; real or simulated, never both."""

    user: Principal
    collection: str
    simulated: bool
    door: Door
    first: datetime
    last: datetime
    items: int = 0
    strictest: Tlp = Tlp.CLEAR
    added: tuple[str, str] = ("", "")
    digest: bytes = b""
    seen: set[bytes] = field(default_factory=set)


class DisclosureLog:
    """Writes what leaves: the picture before it leaves, threat objects every five minutes (`run`)."""

    def __init__(self, service: MissionService) -> None:
        self.service = service
        self._lots: dict[tuple[str, str, bool, Door], _Lot] = {}
        self._waiting: list[Draft] = []
        self._states: dict[tuple[str, str, str, bool], str] = {}
        self._lock = Lock()
        self._count = 0

    def note_state(
        self,
        user: Principal,
        audience: Audience,
        purpose: Purpose,
        leaves: tuple[Leaving, ...],
        *,
        door: Door,
        part: str,
        digest: str,
        simulated: bool,
    ) -> None:
        """Record that `leaves` leave to an account, unless this account had them so before. Durable on return.

        `part` is their name in the picture, `digest` theirs. What is simulated has a simulated record.
        """
        key = (user.account, door, part, simulated)
        if self._states.get(key) == digest:
            return
        moment = self.service.now()
        record = disclosure_of(
            leaves,
            audience,
            purpose,
            door=door,
            moment=moment,
            source=self.service.workspace.site,
            ref=f"{door}-{part}-{moment:%Y%m%dT%H%M%S.%f}-{digest[:12]}",
            recipient=user.account,
            part=part,
            digest=digest,
        )
        self.service.write(
            lambda workspace, _: workspace.store.append(
                [_draft(record, simulated=simulated)], recorded_at=moment, author=AUTHOR
            ),
            account=user.account,
        )
        self._states[key] = digest

    def note(
        self,
        user: Principal,
        collection: str,
        items: Iterable[ShelfItem],
        *,
        simulated: bool,
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
                _Lot(
                    user=user,
                    collection=collection,
                    simulated=simulated,
                    door=door,
                    first=now,
                    last=now,
                ),
            )
            lot.last = max(lot.last, now)
            for each in items:
                digest = sha256(each.content).digest()
                if digest in lot.seen:
                    continue
                lot.seen.add(digest)
                lot.items += 1
                lot.strictest = max(lot.strictest, each.marking)
                added = taxii_time(each.added)
                lot.added = (min(lot.added[0] or added, added), max(lot.added[1], added))
                lot.digest = sha256(lot.digest + digest).digest()

    async def run(self) -> None:
        """Write what was gathered, again and again. No fault ends this: it is logged and tried again."""
        while True:
            await asyncio.sleep(WRITE_S)
            try:
                await self.write()
            except Exception:
                log.exception("What left could not be written into the ledger.")

    async def write(self) -> None:
        """Write what was gathered into the ledger, one record for each account, collection and door.

        What is simulated has a record of its own, which is simulated too.
        """
        if self._lots or self._waiting:
            await self.service.write_soon("", self._append)

    def _append(self, workspace: Workspace, _: ReportRegister) -> None:
        """Append what was gathered, in the writer's thread; what the ledger refuses waits for the next time."""
        with self._lock:
            lots, self._lots = list(self._lots.values()), {}
        self._waiting += [_draft(self._record(each), simulated=each.simulated) for each in lots]
        workspace.store.append(self._waiting, recorded_at=self.service.now(), author=AUTHOR)
        self._waiting = []

    def _record(self, lot: _Lot) -> Disclosure:
        self._count += 1
        return Disclosure(
            origin=Origin(
                source=self.service.workspace.site,
                ref=f"{lot.door} {lot.user.account} {lot.collection} {taxii_time(lot.first)} {self._count}",
            ),
            span=Span(lot.first, lot.last),
            door=lot.door,
            audience=audience_of(lot.user).name,
            purpose="cyber-defence",
            items=lot.items,
            strictest=marking_word(lot.strictest),
            digest=lot.digest.hex(),
            recipient=lot.user.account,
            part=f"collection {lot.collection}, added {lot.added[0]} to {lot.added[1]}",
        )


def _draft(record: Disclosure, *, simulated: bool) -> Draft:
    return Draft(kind="disclosure", body=RECORD_KINDS.to_body(record), simulated=simulated)
