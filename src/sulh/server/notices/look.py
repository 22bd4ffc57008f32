"""Looks what there is to tell each receiver, and puts what is new into the queue."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from sulh.server.answers.findings import FindingsQuery
from sulh.server.notices.queue import News
from sulh.server.notices.state import NoticeView, items_of, mission_view
from sulh.share.notices import due_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from sulh.ledger.tlp import Tlp
    from sulh.server.answers.findings import FindingsCache
    from sulh.server.notices.queue import NoticeQueue
    from sulh.server.service import MissionService
    from sulh.share.notices import Item, Receiver
    from sulh.verify import Finding

__all__ = ["NoticeLook"]

RENEW = timedelta(minutes=1)
"""Tasks become late and alerts escalate without a new record."""
SILENT = frozenset({"access", "disclosure", "genesis"})
JUDGED = "findings"
"""The subject that says that a receiver's verdicts are known: the first ones are no news."""


@dataclass(frozen=True, slots=True)
class _Looked:
    cursor: dict[str, int]
    releases: int
    at: datetime


class NoticeLook:
    """What there is to tell, as of the last look: `items` by receiver and subject."""

    def __init__(
        self,
        receivers: Iterable[Receiver],
        queue: NoticeQueue,
        service: MissionService,
        findings: FindingsCache,
    ) -> None:
        self.items: Mapping[str, Mapping[str, Item]] = {}
        self._receivers, self._queue = tuple(receivers), queue
        self._service, self._findings = service, findings
        self._last: _Looked | None = None

    async def look(self) -> None:
        """Look, if the ledger says more than at the last look or a minute has gone by."""
        index, now = self._service.index, self._service.now()
        latest = _Looked(index.latest_cursor(), index.releases, now)
        if not self._is_old(now):
            return
        views: dict[tuple[Tlp, frozenset[str]], NoticeView] = {}
        items = {}
        for each in self._receivers:
            key = (each.audience.clearance, each.audience.names)
            if key not in views:
                views[key] = await asyncio.to_thread(
                    mission_view, self._service, each.audience, now=now
                )
            findings = await self._judged(each)
            items[each.name] = await asyncio.to_thread(self._add, each, views[key], findings, now)
        self.items, self._last = items, latest

    def _is_old(self, now: datetime) -> bool:
        last, index = self._last, self._service.index
        return (
            last is None
            or last.releases != index.releases
            or now - last.at >= RENEW
            or any(each.kind not in SILENT for each in index.after(last.cursor))
        )

    async def _judged(self, receiver: Receiver) -> tuple[tuple[Finding, Tlp], ...]:
        if "verdicts" not in receiver.topics:
            return ()
        state = await self._findings.state_up_to(receiver.audience.clearance, FindingsQuery())
        return tuple((each.finding, each.marking) for each in state.findings)

    def _add(
        self,
        receiver: Receiver,
        view: NoticeView,
        findings: tuple[tuple[Finding, Tlp], ...],
        now: datetime,
    ) -> dict[str, Item]:
        """Put what is new for a receiver into the queue; return all that there is to tell, by subject."""
        queue, timezone = self._queue, self._service.workspace.pack.timezone
        since = queue.since(receiver.name, _terms(receiver), now)
        states = queue.states(receiver.name)
        items = {
            each.subject: each
            for each in items_of(self._service, view, findings, receiver, states, now=now)
        }
        new, silent = [], []
        for each in items.values():
            if states.get(each.subject) == each.value:
                continue
            news = News(subject=each.subject, value=each.value, before=each.before)
            if each.topic == "verdicts" and not _is_news(each, states):
                silent.append((news, now))
            elif each.at > since or each.topic == "verdicts":
                new.append((news, due_at(now, receiver, each.topic, timezone)))
        if "verdicts" in receiver.topics:
            silent.append((News(subject=JUDGED, value="known"), now))
        queue.add(receiver.name, silent, silent=True)
        queue.add(receiver.name, new)
        return items


def _is_news(item: Item, states: Mapping[str, str]) -> bool:
    """Say whether a verdict is news: it changed, or it is a breach that was not there before."""
    return JUDGED in states and (bool(item.before) or item.value == "breached")


def _terms(receiver: Receiver) -> str:
    """Return what a receiver is told of, as a digest: not when, nor in which words."""
    audience = receiver.audience
    terms = (
        sorted(receiver.topics),
        sorted(receiver.kinds),
        sorted(receiver.zones),
        audience.clearance.label,
        sorted(audience.names),
    )
    return sha256(repr(terms).encode()).hexdigest()
