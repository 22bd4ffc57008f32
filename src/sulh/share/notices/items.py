"""What there is to tell a receiver: each thing once for each state that it is in.

Everything is computed from what the gate lets through to the receiver's audience, and from findings whose
marking it may have. An item has a `subject` (what it is about) and a `value` (the state it is in): when
the value is another than the one that was told last, there is something to tell.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sulh.errors import InputError
from sulh.respond import task_states
from sulh.watch import Sighting, alerts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime

    from sulh.ledger.tlp import Tlp
    from sulh.picture import Registry
    from sulh.respond import TaskState
    from sulh.share.gate import Leaving
    from sulh.share.notices.receivers import Receiver, Topic
    from sulh.verify import Finding
    from sulh.watch import Acknowledgement, Rule

__all__ = ["Item", "alert_items", "overdue_items", "record_items", "verdict_items"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something to tell. `at` is when it came about (UTC), `records` those of the ledger that leave with it.

    `rule` is of an alert, `task` of an overdue task, `finding` of a verdict, `before` the verdict that was told
    last.
    """

    topic: Topic
    subject: str
    value: str
    at: datetime
    marking: Tlp
    records: tuple[Leaving, ...] = ()
    rule: Rule | None = None
    task: TaskState | None = None
    finding: Finding | None = None
    before: str = ""


def record_items(
    leaves: Iterable[Leaving],
    receiver: Receiver,
    zones_of: Callable[[Mapping[str, Any]], Iterable[str]],
) -> Iterator[Item]:
    """Yield the records that a receiver wants to hear of; a corrected one is to be told again."""
    for each in leaves:
        if receiver.wants(each.kind, zones_of(each.body) if receiver.zones else ()):
            yield Item(
                topic="records",
                subject=f"record {each.id}",
                value=each.changed_at.isoformat(),
                at=each.changed_at,
                marking=each.marking,
                records=(each,),
            )


def alert_items(
    leaves: Iterable[Leaving],
    rules: Mapping[str, tuple[Rule, Tlp]],
    acknowledgements: Iterable[Acknowledgement],
    receiver: Receiver,
    zones_of: Callable[[Mapping[str, Any]], Iterable[str]],
    *,
    now: datetime,
) -> Iterator[Item]:
    """Yield the alerts that records which leave have set off and nobody has acknowledged.

    `rules` are those that the receiver may have, by id, each with its marking.
    """
    if not rules:
        return
    watched = {rule.watches for rule, _ in rules.values()}
    since = min(rule.since for rule, _ in rules.values())
    by_id = {each.id: each for each in leaves if each.kind in watched and each.recorded_at >= since}
    sightings = [
        Sighting(
            id=each.id,
            at=each.recorded_at,
            kind=each.kind,
            act=str(each.body.get("act", "")),
            zones=frozenset(zones_of(each.body)),
        )
        for each in by_id.values()
    ]
    for alert in alerts((rule for rule, _ in rules.values()), sightings, acknowledgements, now=now):
        rule, marking = rules[alert.rule]
        records = tuple(by_id[each] for each in alert.records)
        if alert.state == "acknowledged":
            continue
        if receiver.zones and receiver.zones.isdisjoint(
            zone for each in records for zone in zones_of(each.body)
        ):
            continue
        escalated = rule.escalate if alert.state == "escalated" else None
        yield Item(
            topic="alerts",
            subject=f"alert {alert.rule} {alert.trigger}",
            value=alert.state,
            at=alert.raised_at + (escalated or timedelta()),
            marking=max([marking, *(each.marking for each in records)]),
            records=records,
            rule=rule,
        )


def overdue_items(
    leaves: Iterable[Leaving],
    receiver: Receiver,
    zones_of: Callable[[Mapping[str, Any]], Iterable[str]],
    kinds: Registry,
    *,
    now: datetime,
) -> Iterator[Item]:
    """Yield the tasks that are late, and somebody has to act."""
    leaving = [each for each in leaves if each.kind in {"task", "task-step"}]
    tasks: Any = {
        (each.body.get("source"), each.body.get("ref")): each
        for each in leaving
        if each.kind == "task"
    }
    entries: dict[str, list[Any]] = {"task": [], "task-step": []}
    for each in leaving:
        with suppress(InputError):  # the gate cut what such a record cannot be without
            entries[each.kind].append(kinds.from_body(each.kind, each.body))
    for state in task_states(entries["task"], entries["task-step"], now)[0]:
        record = tasks.get((state.task.origin.source, state.task.origin.ref))
        if not state.is_alert or record is None:
            continue
        if receiver.zones and receiver.zones.isdisjoint(zones_of(record.body)):
            continue
        begun = state.state == "under-way"
        yield Item(
            topic="overdue",
            subject=f"task {record.id}",
            value="not-back" if begun else "not-started",
            at=state.task.span.end if begun else state.task.span.start,
            marking=record.marking,
            records=(record,),
            task=state,
        )


def verdict_items(
    findings: Iterable[tuple[Finding, Tlp]],
    receiver: Receiver,
    states: Mapping[str, str],
    *,
    now: datetime,
) -> Iterator[Item]:
    """Yield the findings with the verdict that each has now and the one that was known of it before.

    Only findings whose marking the receiver may have count: what is released to it does not make more of them.
    """
    for finding, marking in findings:
        if not receiver.audience.may_have(marking, frozenset()):
            continue
        if receiver.zones and finding.zone not in receiver.zones:
            continue
        subject = f"finding {finding.id}"
        yield Item(
            topic="verdicts",
            subject=subject,
            value=finding.verdict,
            at=now,
            marking=marking,
            finding=finding,
            before=states.get(subject, ""),
        )
