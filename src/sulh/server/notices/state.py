"""What there is to tell each receiver at a moment, from what the gate lets through to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from sulh.server.answers.watch import acknowledgements, alert_rules, zones_of
from sulh.server.share.outside import agreed_words, guarded_records
from sulh.share import pass_gate
from sulh.share.notices import (
    NOTICE_KINDS,
    alert_items,
    overdue_items,
    record_items,
    verdict_items,
)
from sulh.workspace.record_kinds import RECORD_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from sulh.ledger import Record
    from sulh.ledger.tlp import Tlp
    from sulh.server.records.record_index import IndexEntry
    from sulh.server.service import MissionService
    from sulh.share import Audience, Leaving
    from sulh.share.notices import Item, Receiver
    from sulh.verify import Finding
    from sulh.watch import Acknowledgement, Rule

__all__ = ["NoticeView", "items_of", "mission_view"]


@dataclass(frozen=True, kw_only=True)
class NoticeView:
    """What an audience may have at a moment: records, alert rules with their markings, who has seen an alert.

    `zones` are those of the records, looked up once.
    """

    leaves: tuple[Leaving, ...]
    rules: Mapping[str, tuple[Rule, Tlp]]
    acknowledgements: tuple[Acknowledgement, ...]
    zones: dict[int, frozenset[str]] = field(default_factory=dict)


def mission_view(service: MissionService, audience: Audience, *, now: datetime) -> NoticeView:
    """Return what an audience may be told of at a moment (UTC): nothing of an exercise."""
    may = partial(_may_have, audience)
    passage = pass_gate(
        guarded_records(_records(service), service.index),
        audience,
        "notice",
        moment=now,
        kinds=RECORD_KINDS,
        agreed=agreed_words(service.workspace.pack),
    )
    markings = {
        each.id: each.marking for each in service.index.after({}) if each.kind == "alert-rule"
    }
    rules = alert_rules(service, may)
    return NoticeView(
        leaves=tuple(each for each in passage.leaves if each.kind in NOTICE_KINDS),
        rules={name: (rule, markings[name]) for name, rule in rules.items()},
        acknowledgements=tuple(acknowledgements(service, may, now=now)),
    )


def _may_have(audience: Audience, entry: IndexEntry) -> bool:
    return audience.may_have(entry.marking, entry.released)


def _records(service: MissionService) -> list[Record]:
    """Return the records that notices tell of, in the order recorded; cyber attacks touch no finding."""
    attacks = [
        service.record(each)
        for each in service.index.after({})
        if each.kind == "intrusion" and not each.problem
    ]
    return sorted(
        (*service.history(), *attacks), key=lambda each: (each.recorded_at, each.site, each.seq)
    )


def items_of(
    service: MissionService,
    view: NoticeView,
    findings: tuple[tuple[Finding, Tlp], ...],
    receiver: Receiver,
    states: Mapping[str, str],
    *,
    now: datetime,
) -> Iterator[Item]:
    """Yield all that a receiver wants to hear of, in the state that it is in at a moment (UTC)."""
    pack = service.workspace.pack

    def zones(body: Mapping[str, Any]) -> frozenset[str]:
        own = view.zones.get(id(body))
        if own is None:
            own = view.zones[id(body)] = zones_of(body, pack)
        return own

    if "records" in receiver.topics:
        yield from record_items(view.leaves, receiver, zones)
    if "alerts" in receiver.topics:
        yield from alert_items(
            view.leaves, view.rules, view.acknowledgements, receiver, zones, now=now
        )
    if "overdue" in receiver.topics:
        yield from overdue_items(view.leaves, receiver, zones, RECORD_KINDS, now=now)
    if "verdicts" in receiver.topics:
        yield from verdict_items(findings, receiver, states, now=now)
